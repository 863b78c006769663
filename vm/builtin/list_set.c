/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_set.c -- lists as sets: Union, Complement, DeleteDuplicates, Tally, Gather, ..
 *
 * The default test is SameQ, done by hashing; a test of the user's is asked pair by pair, the element
 * that came first as its first argument.
 */
#include "vm/builtin/items.h"

/* Elements sorted into classes: class[i] is the number of element i's class, in order of appearance. */
typedef struct Classes {
    Val    test;             /* VAL_NONE: SameQ */
    size_t n;                /* classes */
    size_t *of;              /* of[i]: the class of element i */
    size_t *first;           /* first[c]: the element that began class c */
    size_t *size;
    bool    newer_first;     /* the test gets the later element first, as in Union */
} Classes;

static bool is_same_test(Val test)
{
    return val_is_none(test) || val_is(test, S_Automatic) || val_is(test, S_SameQ);
}

/* Sorts [n] values into classes; UNWIND or VAL_NONE. */
static Val classify(Vm *vm, size_t n, const Val *v, Val test, Classes *c)
{
    Heap *h = vm_heap(vm);
    ValSet set;

    *c = (Classes){ .test = test, .newer_first = c->newer_first, .of = sizes_new(h, n), .first = sizes_new(h, n), .size = sizes_new(h, n) };
    valset_start(&set, h);
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        bool fresh;

        TRY(vm_poll(vm));
        if (is_same_test(test)) {
            valset_ahead(&set, n, v, i);
            k = valset_add(&set, v[i], &fresh);
        } else {
            for (; k < c->n; k++) {
                MatchResult r = c->newer_first ? call_test2(vm, test, v[i], v[c->first[k]])
                                               : call_test2(vm, test, v[c->first[k]], v[i]);

                if (r == MATCH_UNWIND)
                    return UNWIND;
                if (r == MATCH_YES)
                    break;
            }
        }
        if (k == c->n) {
            c->first[k] = i;
            c->size[k] = 0;
            c->n++;
        }
        c->of[i] = k;
        c->size[k]++;
    }
    return VAL_NONE;
}

/* What an element counts as: the rule, for an association. */
static Val set_element(Heap *h, const Items *it, size_t i)
{
    return it->entries ? items_rule(h, it, i) : it->v[i];
}

/* The elements of all lists in one array; VAL_NONE in [*head] after a message. */
static bool gather_all(Vm *vm, Args args, size_t n, ValArray *all, Items *first)
{
    Items it;

    for (size_t i = 0; i < n; i++) {
        if (!items_of(vm_heap(vm), args.v[i], &it)) {
            MESSAGE(vm, "normal", val_int((int64_t)i + 1), args.expr);
            return false;
        }
        if (i == 0)
            *first = it;
        else if (!val_same(it.head, first->head)) {
            MESSAGE(vm, "heads2", first->head, it.head, val_int((int64_t)i + 1), args.expr);
            return false;
        }
        for (size_t j = 0; j < it.n && !heap_stops_at(vm_heap(vm), j); j++)
            valarray_push(all, set_element(vm_heap(vm), &it, j));
    }
    return true;
}

#define HEADS_TEXT "Heads `1` and `2` at positions 1 and `3` are expected to be the same."

/* The option SameTest: VAL_NONE for SameQ. */
static Val same_test(Vm *vm, Args args)
{
    Val test = option_get(vm, args, S_SameTest);

    return is_same_test(test) ? VAL_NONE : test;
}

/* [lists]: what the elements are of. */
static Val sorted_unique(Vm *vm, const Items *like, ValArray *all, Val test, size_t count, const Val *lists)
{
    Heap *h = vm_heap(vm);
    size_t n = 0;
    Classes c = { .newer_first = true };

    vals_sort(h, all->n, all->v);
    if (val_is_none(test)) {
        for (size_t i = 0; i < all->n; i++)
            if (n == 0 || !val_same(all->v[n - 1], all->v[i]))
                all->v[n++] = all->v[i];
    }
    else {
        TRY(classify(vm, all->n, all->v, test, &c));
        for (n = 0; n < c.n; n++)
            all->v[n] = all->v[c.first[n]];
    }
    Val made = val_is(like->head, S_List) ? list_of_elements(h, count, lists, n, all->v) : expr_make(h, like->head, n, all->v);

    return n >= PACKED_LENGTH_MIN && val_is_plain_list(made) ? list_pack(h, made) : made;
}

BUILTIN(Union,
    .attrs = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> Automatic",
    .packed = true,
    .quiet_count = true,
    .usage = "Union[list1, list2, ..] gives a sorted list of the distinct elements of the lists.",
    .messages = MESSAGES("heads2", HEADS_TEXT),
    .examples = EXAMPLES("Union[{b, a}, {c, b}]", "{a, b, c}", "Union[{2, 1, 2}]", "{1, 2}"))
{
    ValArray all = valarray(vm_heap(vm));
    size_t n = options_split(args);
    Items first;
    Val test;

    if (n == 0)
        return expr0(vm_heap(vm), S_List);
    if (!gather_all(vm, args, n, &all, &first))
        return NOT_MINE;
    TRY(test = same_test(vm, args));
    return sorted_unique(vm, &first, &all, test, n, args.v);
}

/* Intersection and Complement: the distinct elements of the first list that are in all others, or in none. */
static Val compare_lists(Vm *vm, Args args, bool complement)
{
    Heap *h = vm_heap(vm);
    ValArray kept = valarray(h);
    size_t n = options_split(args);
    Items first, it;
    Val test;

    if (n == 0)
        return complement ? NOT_MINE : expr0(h, S_List);
    if (!gather_all(vm, args, 1, &kept, &first))
        return NOT_MINE;
    TRY(test = same_test(vm, args));
    for (size_t k = 1; k < n; k++) {
        ValSet set;
        size_t left = 0;
        bool fresh;

        if (!items_of(h, args.v[k], &it))
            return MESSAGE(vm, "normal", val_int((int64_t)k + 1), args.expr);
        if (!val_same(it.head, first.head))
            return MESSAGE(vm, "heads2", first.head, it.head, val_int((int64_t)k + 1), args.expr);
        valset_start(&set, h);
        for (size_t i = 0; val_is_none(test) && i < it.n && !heap_stops_at(h, i); i++)
            valset_add(&set, set_element(h, &it, i), &fresh);
        for (size_t i = 0; i < kept.n; i++) {
            if (val_is_none(test))
                valset_ahead(&set, kept.n, kept.v, i);
            bool there = val_is_none(test) && valset_has(&set, kept.v[i]);

            TRY(vm_poll(vm));
            for (size_t j = 0; !val_is_none(test) && !there && j < it.n; j++) {
                MatchResult r = call_test2(vm, test, kept.v[i], set_element(h, &it, j));

                if (r == MATCH_UNWIND)
                    return UNWIND;
                there = r == MATCH_YES;
            }
            if (there != complement)
                kept.v[left++] = kept.v[i];
        }
        kept.n = left;
    }
    if (!val_is_none(test)) {          /* of the same ones, the first */
        Classes c = { 0 };

        TRY(classify(vm, kept.n, kept.v, test, &c));
        for (size_t i = 0; i < c.n; i++)
            kept.v[i] = kept.v[c.first[i]];
        kept.n = c.n;
        test = VAL_NONE;
    }
    return sorted_unique(vm, &first, &kept, test, 1, args.v);
}

BUILTIN(Intersection,
    .attrs = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> Automatic",
    .packed = true,
    .quiet_count = true,
    .usage = "Intersection[list1, list2, ..] gives a sorted list of the elements that are in all lists.",
    .messages = MESSAGES("heads2", HEADS_TEXT),
    .examples = EXAMPLES("Intersection[{c, a, b}, {b, c, d}]", "{b, c}"))
{
    return compare_lists(vm, args, false);
}

BUILTIN(Complement,
    .attrs = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> Automatic",
    .packed = true,
    .quiet_count = true,
    .usage = "Complement[all, list1, list2, ..] gives a sorted list of the elements of all that are in none of the lists.",
    .messages = MESSAGES("heads2", HEADS_TEXT),
    .examples = EXAMPLES("Complement[{c, a, b, d}, {b}, {d}]", "{a, c}"))
{
    return compare_lists(vm, args, true);
}

BUILTIN(SymmetricDifference,
    .attrs = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> Automatic",
    .quiet_count = true,
    .usage = "SymmetricDifference[list1, list2, ..] gives a sorted list of the elements that are in an odd number of\n"
             "the lists.",
    .messages = MESSAGES("heads2", HEADS_TEXT),
    .examples = EXAMPLES("SymmetricDifference[{a, b, c}, {c, d}]", "{a, b, d}"))
{
    Heap *h = vm_heap(vm);
    ValArray all = valarray(h), each = valarray(h), odd = valarray(h);
    size_t n = options_split(args), *in;
    Items first, it;
    Classes c = { 0 };
    Val test;

    if (n == 0)
        return NOT_MINE;
    if (!gather_all(vm, args, n, &all, &first))
        return NOT_MINE;
    TRY(test = same_test(vm, args));
    for (size_t k = 0; k < n; k++) {         /* each list without its own duplicates */
        items_of(h, args.v[k], &it);
        TRY(classify(vm, it.n, it.v, test, &c));
        for (size_t i = 0; i < c.n; i++)
            valarray_push(&each, it.v[c.first[i]]);
    }
    TRY(classify(vm, each.n, each.v, test, &c));
    in = c.size;
    for (size_t i = 0; i < c.n; i++)
        if (in[i] % 2)
            valarray_push(&odd, each.v[c.first[i]]);
    return sorted_unique(vm, &first, &odd, test, n, args.v);
}

BUILTIN(UniqueElements,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "UniqueElements[{list1, list2, ..}] gives for each list its elements that are in no other;\n"
             "UniqueElements[lists, test] compares by test.",
    .examples = EXAMPLES("UniqueElements[{{a, b}, {b, c}}]", "{{a}, {c}}"))
{
    Heap *h = vm_heap(vm);
    ValArray all = valarray(h);
    Items lists, it;
    size_t *owner, *where, at = 0;
    bool *shared;
    Builder out;
    Classes c = { 0 };

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &lists))
        return NOT_MINE;
    for (size_t k = 0; k < lists.n; k++) {
        if (!items_of(h, lists.v[k], &it))
            return NOT_MINE;
        for (size_t i = 0; i < it.n; i++)
            valarray_push(&all, it.v[i]);
    }
    TRY(classify(vm, all.n, all.v, args.n == 2 ? args.v[1] : VAL_NONE, &c));
    owner = sizes_new(h, c.n);
    where = sizes_new(h, c.n);
    shared = heap_alloc(h, c.n + 1);
    memset(owner, 0xff, c.n * sizeof *owner);
    for (size_t k = 0; k < lists.n; k++) {
        items_of(h, lists.v[k], &it);
        for (size_t i = 0; i < it.n; i++, at++) {
            size_t class = c.of[at];

            if (owner[class] == SIZE_MAX) {
                owner[class] = k;
                where[class] = at;
            }
            else if (owner[class] != k)
                shared[class] = true;
        }
    }
    builder_start(&out, h, S_List);
    at = 0;
    for (size_t k = 0; k < lists.n; k++) {
        Builder own;

        items_of(h, lists.v[k], &it);
        builder_start(&own, h, items_list_head(&it));
        for (size_t i = 0; i < it.n; i++, at++)
            if (!shared[c.of[at]] && where[c.of[at]] == at)
                builder_push(&own, it.v[i]);
        builder_push(&out, builder_finish(&own));
    }
    return builder_finish(&out);
}

/* The values of f at the elements, or the elements themselves. */
static Val keys_of(Vm *vm, const Items *it, Val f, Val *keys)
{
    Caller key;

    caller_start(vm, &key, f, 1, it->n);
    for (size_t i = 0; i < it->n; i++)
        TRY(keys[i] = caller_call1(vm, &key, it->v[i]));
    return VAL_NONE;
}

BUILTIN(DeleteDuplicates,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> Automatic",
    .packed = true,
    .quiet_count = true,
    .usage = "DeleteDuplicates[list] gives list without elements that came before; DeleteDuplicates[list, test] without\n"
             "those that test says are the same.",
    .examples = EXAMPLES("DeleteDuplicates[{b, a, b}]", "{b, a}", "DeleteDuplicates[{3, 2, 1, 4}, Less]", "{3, 2, 1}"))
{
    size_t n = options_split(args);
    Val test = VAL_NONE;
    Items it;
    Classes c = { 0 };

    if (!count_ok(vm, args, n, 1, 2))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    if (n == 2)
        test = args.v[1];
    else if (n < args.n)
        TRY(test = same_test(vm, args));
    TRY(classify(vm, it.n, it.v, test, &c));
    return items_select(vm_heap(vm), &it, c.n, c.first);
}

BUILTIN(DeleteDuplicatesBy,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "DeleteDuplicatesBy[list, f] gives list without elements for which f has a value that came before.\n"
             "DeleteDuplicatesBy[f] is an operator form.",
    .examples = EXAMPLES("DeleteDuplicatesBy[{1, -1, 2}, Abs]", "{1, 2}"))
{
    Val *keys;
    Items it;
    Classes c = { 0 };

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    keys = vals_new(vm_heap(vm), it.n);
    TRY(keys_of(vm, &it, args.v[1], keys));
    TRY(classify(vm, it.n, keys, VAL_NONE, &c));
    return items_select(vm_heap(vm), &it, c.n, c.first);
}

BUILTIN(DeleteAdjacentDuplicates,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "DeleteAdjacentDuplicates[list] gives list without elements that are the same as their left neighbour;\n"
             "DeleteAdjacentDuplicates[list, test] compares by test.",
    .examples = EXAMPLES("DeleteAdjacentDuplicates[{a, a, b, a}]", "{a, b, a}"))
{
    Items it;
    size_t *kept, n = 0;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    kept = sizes_new(vm_heap(vm), it.n);
    for (size_t i = 0; i < it.n; i++) {
        MatchResult r = MATCH_NO;

        if (i > 0)
            r = args.n == 2 ? call_test2(vm, args.v[1], it.v[i - 1], it.v[i])
                            : (MatchResult)val_same(it.v[i - 1], it.v[i]);
        if (r == MATCH_UNWIND)
            return UNWIND;
        if (r == MATCH_NO)
            kept[n++] = i;
    }
    return items_select(vm_heap(vm), &it, n, kept);
}

BUILTIN(DuplicateFreeQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "DuplicateFreeQ[list] gives True if no two elements are the same; DuplicateFreeQ[list, test] by test.",
    .examples = EXAMPLES("DuplicateFreeQ[{a, b}]", "True", "DuplicateFreeQ[{a, b, a}]", "False"))
{
    Items it;
    Classes c = { 0 };

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    TRY(classify(vm, it.n, it.v, args.n == 2 ? args.v[1] : VAL_NONE, &c));
    return c.n == it.n ? S_True : S_False;
}

BUILTIN(Tally,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Tally[list] gives the distinct elements of list with how often they come; Tally[list, test] by test.",
    .examples = EXAMPLES("Tally[{a, b, a}]", "{{a, 2}, {b, 1}}"))
{
    Heap *h = vm_heap(vm);
    Items it;
    Classes c = { 0 };
    Val *v;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!val_is_list(args.v[0]) && !val_is_assoc(args.v[0]))
        return MESSAGE(vm, "list", val_int(1), args.expr);
    items_of(h, args.v[0], &it);
    TRY(classify(vm, it.n, it.v, args.n == 2 ? args.v[1] : VAL_NONE, &c));
    v = vals_new(h, c.n);
    for (size_t k = 0; k < c.n; k++)
        v[k] = expr2(h, S_List, it.v[c.first[k]], val_int((int64_t)c.size[k]));
    return list_make(h, c.n, v);
}

/* The elements of each class as a list of lists. */
static Val gathered(Heap *h, const Items *it, const Classes *c)
{
    Val **groups = heap_alloc(h, (c->n + 1) * sizeof(Val *)), *v = vals_new(h, c->n);
    size_t *filled = sizes_new(h, c->n);

    for (size_t k = 0; k < c->n; k++) {
        groups[k] = vals_new(h, c->size[k]);
        filled[k] = 0;
    }
    for (size_t i = 0; i < it->n; i++)
        groups[c->of[i]][filled[c->of[i]]++] = it->v[i];
    for (size_t k = 0; k < c->n; k++)
        v[k] = expr_make(h, items_list_head(it), c->size[k], groups[k]);
    return expr_make(h, items_list_head(it), c->n, v);
}

BUILTIN(Gather,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Gather[list] gathers the elements that are the same into lists; Gather[list, test] those that test says are.",
    .examples = EXAMPLES("Gather[{a, b, a}]", "{{a, a}, {b}}"))
{
    Items it;
    Classes c = { 0 };

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    TRY(classify(vm, it.n, it.v, args.n == 2 ? args.v[1] : VAL_NONE, &c));
    return gathered(vm_heap(vm), &it, &c);
}

static Val gather_by(Vm *vm, Val list, size_t n, const Val *fs)
{
    Val *keys, groups, *v;
    Items it;
    Classes c = { 0 };

    TRY(vm_check_stack(vm));
    if (n == 0 || !items_of(vm_heap(vm), list, &it))
        return list;
    keys = vals_new(vm_heap(vm), it.n);
    TRY(keys_of(vm, &it, fs[0], keys));
    TRY(classify(vm, it.n, keys, VAL_NONE, &c));
    groups = gathered(vm_heap(vm), &it, &c);
    if (n == 1)
        return groups;
    items_of(vm_heap(vm), groups, &it);
    v = vals_new(vm_heap(vm), it.n);
    for (size_t i = 0; i < it.n; i++)
        TRY(v[i] = gather_by(vm, it.v[i], n - 1, fs + 1));
    return items_with(vm_heap(vm), &it, v);
}

BUILTIN(GatherBy,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "GatherBy[list, f] gathers the elements for which f has the same value into lists; GatherBy[list, {f1, f2,\n"
             "..}] gathers by f1, within that by f2, ..  GatherBy[f] is an operator form.",
    .examples = EXAMPLES("GatherBy[{1, 2, 3, 4}, OddQ]", "{{1, 3}, {2, 4}}"))
{
    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    if (val_is_atom(args.v[0]))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    if (val_is_plain_list(args.v[1]))
        return gather_by(vm, args.v[0], expr_len(args.v[1]), expr_args(args.v[1]));
    return gather_by(vm, args.v[0], 1, &args.v[1]);
}

BUILTIN(Commonest,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "Commonest[list] gives the elements that come most often; Commonest[list, n] the n commonest, in the order\n"
             "in which they first come.",
    .messages = MESSAGES("dstlms", "The requested number of elements `1` is greater than the number of distinct elements `2`. "
                         "Only `2` elements will be returned."),
    .examples = EXAMPLES("Commonest[{a, b, a, c, c}]", "{a, c}", "Commonest[{a, b, a}, 1]", "{a}"))
{
    Heap *h = vm_heap(vm);
    size_t count, taken = 0, most = 0;
    bool up_to;
    Items it;
    Classes c = { 0 };
    Val *v;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &it))
        return NOT_MINE;
    TRY(classify(vm, it.n, it.v, VAL_NONE, &c));
    for (size_t k = 0; k < c.n; k++)
        if (c.size[k] > most)
            most = c.size[k];
    v = vals_new(h, c.n);
    if (args.n == 1) {
        for (size_t k = 0; k < c.n; k++)
            if (c.size[k] == most)
                v[taken++] = it.v[c.first[k]];
        return list_make(h, taken, v);
    }
    if (!read_count(args.v[1], &count, &up_to))
        return NOT_MINE;
    if (count > c.n) {
        if (!up_to)
            MESSAGE(vm, "dstlms", args.v[1], val_int((int64_t)c.n));
        count = c.n;
    }
    size_t *at = sizes_new(h, most + 1), *order = sizes_new(h, c.n);     /* by size, the greatest first */

    memset(at, 0, (most + 1) * sizeof *at);
    for (size_t k = 0; k < c.n; k++)
        at[c.size[k] - 1]++;
    for (size_t size = most; size-- > 0;)
        at[size] += at[size + 1];
    for (size_t k = 0; k < c.n; k++)
        order[at[c.size[k]]++] = k;
    for (; taken < count; taken++)
        v[taken] = it.v[c.first[order[taken]]];
    return list_make(h, taken, v);
}

/* Takes [most] occurrences of each of [these] out; SIZE_MAX: all of them. */
static Val delete_elements(Vm *vm, const Items *it, size_t n, const Val *these, const size_t *most, Val test)
{
    Heap *h = vm_heap(vm);
    size_t *left = sizes_new(h, n), *which = sizes_new(h, it->n), kept = 0;
    ValSet set;
    bool fresh;

    valset_start(&set, h);
    for (size_t k = 0; k < n; k++) {
        size_t at = is_same_test(test) ? valset_add(&set, these[k], &fresh) : k;

        left[at] = most[k];
    }
    for (size_t i = 0; i < it->n; i++) {
        size_t at = SIZE_MAX;

        TRY(vm_poll(vm));
        if (is_same_test(test))
            at = valset_find(&set, it->v[i]);
        for (size_t k = 0; !is_same_test(test) && k < n && at == SIZE_MAX; k++) {
            MatchResult r = call_test2(vm, test, it->v[i], these[k]);

            if (r == MATCH_UNWIND)
                return UNWIND;
            if (r == MATCH_YES)
                at = k;
        }
        if (at == SIZE_MAX || left[at] == 0)
            which[kept++] = i;
        else if (left[at] != SIZE_MAX)
            left[at]--;
    }
    return items_select(h, it, kept, which);
}

BUILTIN(DeleteElements,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> Automatic",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "DeleteElements[list, {e1, e2, ..}] deletes all e_i from list; DeleteElements[list, n -> {e1, e2, ..}] at most\n"
             "n of each; DeleteElements[list, {n1, n2, ..} -> {e1, e2, ..}] at most n_i of e_i.",
    .examples = EXAMPLES("DeleteElements[{a, b, a, c}, {a}]", "{b, c}", "DeleteElements[{a, a, b}, 1 -> {a}]", "{a, b}"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args), *most;
    Items it, these;
    Val counts = S_Infinity, list, test;

    if (n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, n, 2, 2))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    list = args.v[1];
    if (val_is_call(list, S_Rule, 2)) {
        counts = val_unpacked(h, expr_arg(list, 0));
        list = expr_arg(list, 1);
    }
    if (!items_of(h, list, &these))
        return NOT_MINE;
    TRY(test = same_test(vm, args));
    most = sizes_new(h, these.n);
    for (size_t k = 0; k < these.n; k++) {
        Val one = val_is_plain_list(counts) ? (k < expr_len(counts) ? expr_arg(counts, k) : val_int(0)) : counts;
        bool up_to;

        if (!read_count(val_is(one, S_All) ? S_Infinity : one, &most[k], &up_to))
            return NOT_MINE;
    }
    return delete_elements(vm, &it, these.n, these.v, most, test);
}
