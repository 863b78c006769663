/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * part.c -- Part and Extract, and the assignment to parts.
 *
 * A part specification is followed from the outside in.  What goes wrong is noted on the way, and
 * the caller makes the message of it, because Part, Extract and Set say it under their own names.
 */
#include "vm/builtin/part.h"
#include "vm/builtin/seqspec.h"

#include <math.h>

typedef struct PartTrouble {
    const char *tag;          /* NULL: none */
    Val         part, of;
} PartTrouble;

static Val trouble(PartTrouble *t, const char *tag, Val part, Val of)
{
    *t = (PartTrouble){ tag, part, of };
    return VAL_NONE;
}

/* Is [part] the name of one key, and which? */
static bool part_key(Val part, Val *key)
{
    if (val_is_string(part)) {
        *key = part;
        return true;
    }
    if (val_is_call(part, S_Key, 1)) {
        *key = expr_arg(part, 0);
        return true;
    }
    return false;
}

/* Element numbers from 0 that a part selects one at a time; SIZE_MAX where it selects none. */
static size_t part_index(size_t n, Val part)
{
    int64_t k = val_small(part);

    if (k < 0)
        k += (int64_t)n + 1;
    return k >= 1 && k <= (int64_t)n ? (size_t)(k - 1) : SIZE_MAX;
}

static Val get(Heap *h, PartTrouble *t, Val expr, size_t n, const Val *parts);

/* A range of parts: All and Span. */
static Val get_range(Heap *h, PartTrouble *t, Val expr, size_t n, const Val *parts)
{
    SeqRange range;
    Items it;
    Val *v;

    if (!items_of(h, expr, &it))
        return trouble(t, "partd", VAL_NONE, expr);
    switch (seqspec_resolve(parts[0], it.n, &range)) {
    case SEQ_OUTSIDE:
        *t = (PartTrouble){ "take", list_make(h, 2, (Val[]){ range.first, range.last }), expr };
        return VAL_NONE;
    case SEQ_NOT_ONE:
        return trouble(t, "pkspec1", parts[0], expr);
    case SEQ_OK:
        break;
    }
    expr = range.count == it.n && range.step == 1 ? expr : items_range(h, &it, &range);
    if (n == 1)
        return expr;
    if (!items_of(h, expr, &it))
        return expr;
    v = vals_new(h, it.n);
    for (size_t i = 0; i < it.n; i++)
        if (val_is_none(v[i] = get(h, t, it.v[i], n - 1, parts + 1)))
            return VAL_NONE;
    return items_with(h, &it, v);
}

/* A list of parts. */
static Val get_several(Heap *h, PartTrouble *t, Val expr, size_t n, const Val *parts)
{
    Items it;
    size_t count = expr_len(parts[0]);
    Val *v = vals_new(h, count), key;
    AssocBuilder b;

    if (!items_of(h, expr, &it))
        return trouble(t, "partd", VAL_NONE, expr);
    if (it.entries)
        assoc_builder_start(&b, h);
    for (size_t i = 0; i < count; i++) {
        Val part = expr_arg(parts[0], i);

        if (it.entries && part_key(part, &key)) {
            v[i] = assoc_get(expr, key);
            if (val_is_none(v[i]))
                v[i] = missing_key(h, key);
        }
        else if (val_is_small(part)) {
            size_t k = part_index(it.n, part);

            if (part.w == val_int(0).w && !it.entries) {
                v[i] = it.head;
                key = VAL_NONE;
            }
            else if (k == SIZE_MAX)
                return trouble(t, "partw", parts[0], expr);
            else {
                v[i] = it.v[k];
                key = it.entries ? it.entries[k].key : VAL_NONE;
            }
        }
        else
            return trouble(t, val_is_integer(part) ? "partw" : "pkspec1", parts[0], expr);
        if (n > 1 && val_is_none(v[i] = get(h, t, v[i], n - 1, parts + 1)))
            return VAL_NONE;
        if (it.entries)
            assoc_builder_set(&b, key, v[i]);
    }
    return it.entries ? assoc_builder_finish(&b) : items_make(h, &it, count, v);
}

static Val get_one(Heap *h, PartTrouble *t, Val expr, Val part)
{
    size_t k;

    if (val_is(part, val_int(0)))
        return val_head(expr);
    if (val_is_expr(expr)) {
        k = part_index(expr_len(expr), part);
        return k == SIZE_MAX ? trouble(t, "partw", part, expr) : expr_arg(expr, k);
    }
    if (val_is_packed(expr)) {
        k = part_index(list_len(expr), part);
        return k == SIZE_MAX ? trouble(t, "partw", part, expr) : packed_item(h, expr, k);
    }
    if (val_is_assoc(expr)) {
        k = part_index(assoc_len(expr), part);
        return k == SIZE_MAX ? trouble(t, "partw", part, expr) : assoc_at(expr, k).value;
    }
    return trouble(t, "partd", VAL_NONE, expr);
}

static Val get(Heap *h, PartTrouble *t, Val expr, size_t n, const Val *parts)
{
    for (; n > 0; n--, parts++) {
        Val part = parts[0], key;

        if (val_is_small(part)) {
            if (val_is_none(expr = get_one(h, t, expr, part)))
                return VAL_NONE;
        }
        else if (part_key(part, &key)) {
            if (!val_is_assoc(expr)) {
                if (val_is_call(expr, S_Missing, 2))
                    return expr;
                return trouble(t, val_is_atom(expr) ? "partd" : "partw", part, expr);
            }
            Val value = assoc_get(expr, key);

            if (val_is_none(value))
                return missing_key(h, key);
            expr = value;
        }
        else if (val_is_list(part))
            return get_several(h, t, expr, n, parts);
        else if (val_is(part, S_All) || val_has_head(part, S_Span) || val_is_call(part, S_UpTo, 1))
            return get_range(h, t, expr, n, parts);
        else
            return trouble(t, val_is_integer(part) ? "partw" : val_is_atom(expr) ? "partd" : "pkspec1", part, expr);
    }
    return expr;
}

static void say_trouble(Vm *vm, Val name, Val whole, const PartTrouble *t)
{
    Val v[3] = { t->part, t->of };

    if (strcmp(t->tag, "partd") == 0)
        vm_message(vm, name, t->tag, 1, &whole);
    else if (strcmp(t->tag, "take") == 0) {
        v[0] = expr_arg(t->part, 0);
        v[1] = expr_arg(t->part, 1);
        v[2] = t->of;
        vm_message(vm, name, t->tag, 3, v);
    }
    else
        vm_message(vm, name, t->tag, strcmp(t->tag, "pkspec1") == 0 ? 1 : 2, v);
}

/* expr[[parts..]].  VAL_NONE after a message of [name] (Part::partw, ..); [whole] is what partd shows. */
static Val part_get(Vm *vm, Val name, Val whole, Val expr, size_t n, const Val *parts)
{
    PartTrouble t = { 0 };
    Val *plain = vals_new(vm_heap(vm), n), v;

    for (size_t i = 0; i < n; i++) {
        plain[i] = val_unpacked(vm_heap(vm), parts[i]);
        if (val_is_real(plain[i]) && val_real(plain[i]) == floor(val_real(plain[i])) && fabs(val_real(plain[i])) < 1e15)
            plain[i] = val_int((int64_t)val_real(plain[i]));
    }
    v = get(vm_heap(vm), &t, expr, n, plain);
    if (val_is_none(v))
        say_trouble(vm, name, whole, &t);
    return v;
}

bool part_indices(Heap *h, const Items *it, Val part, size_t *n, size_t **indices)
{
    SeqRange range;
    Val key;

    if (val_is_small(part) || part_key(part, &key)) {
        *n = 1;
        *indices = sizes_new(h, 1);
        if (val_is(part, val_int(0))) {
            (*indices)[0] = SIZE_MAX;
            return true;
        }
        if (val_is_small(part)) {
            (*indices)[0] = part_index(it->n, part);
            return (*indices)[0] != SIZE_MAX;
        }
        for (size_t i = 0; it->entries && i < it->n; i++)
            if (val_same(it->entries[i].key, key)) {
                (*indices)[0] = i;
                return true;
            }
        return false;
    }
    if (val_is_plain_list(part)) {
        *n = expr_len(part);
        *indices = sizes_new(h, *n);
        for (size_t i = 0; i < *n; i++) {
            size_t one, *index;

            if (!part_indices(h, it, expr_arg(part, i), &one, &index) || one != 1)
                return false;
            (*indices)[i] = index[0];
        }
        return true;
    }
    if (!val_is(part, S_All) && !val_has_head(part, S_Span) && !val_is_call(part, S_UpTo, 1))
        return false;
    if (seqspec_resolve(part, it->n, &range) != SEQ_OK)
        return false;
    *n = range.count;
    *indices = sizes_new(h, range.count);
    for (size_t i = 0; i < range.count; i++)
        (*indices)[i] = (size_t)(range.from + (int64_t)i * range.step);
    return true;
}

BUILTIN(Part,
    .attrs = ATTR_N_HOLD_REST | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "Part[expr, i] or expr[[i]] gives the i-th part of expr.\n"
             "expr[[-i]] counts from the end; expr[[i, j, ..]] goes into the parts.\n"
             "expr[[{i, j, ..}]] gives a list of parts; expr[[m ;; n]] gives parts m through n.\n"
             "assoc[[\"key\"]] and assoc[[Key[k]]] give the value at a key.",
    .messages = MESSAGES(
        "partw", "Part `1` of `2` does not exist.",
        "partd", "Part specification `1` is longer than depth of object.",
        "take", "Cannot take positions `1` through `2` in `3`.",
        "pkspec1", "The expression `1` cannot be used as a part specification."),
    .examples = EXAMPLES(
        "{a, b, c}[[2]]", "b",
        "{{1, 2}, {3, 4}}[[All, 1]]", "{1, 3}",
        "f[a, b, c][[{1, 3}]]", "f[a, c]",
        "<|x -> 1, y -> 2|>[[Key[y]]]", "2",
        "{1, 2}[[5]]", "Part::partw: Part 5 of {1, 2} does not exist.\n{1, 2}[[5]]"))
{
    Val v;

    if (args.n == 0)
        return NOT_MINE;
    if (args.n == 1)
        return args.v[0];
    if (args.n == 2 && val_is_small(args.v[1]) && val_is_expr(args.v[0])) {
        size_t k = part_index(expr_len(args.v[0]), args.v[1]);

        if (LIKELY(k != SIZE_MAX))
            return expr_arg(args.v[0], k);
    }
    v = part_get(vm, S_Part, args.expr, args.v[0], args.n - 1, args.v + 1);
    return val_is_none(v) ? NOT_MINE : v;
}

/* Is [pos] a list of positions rather than one? */
static bool is_position_list(Val pos)
{
    return val_is_plain_list(pos) && expr_len(pos) > 0 && val_is_plain_list(expr_arg(pos, 0));
}

static Val extract_one(Vm *vm, Args args, Val pos)
{
    Heap *h = vm_heap(vm);
    PartTrouble t = { 0 };
    Val v;

    pos = val_unpacked(h, pos);
    if (val_is_plain_list(pos))
        v = get(h, &t, args.v[0], expr_len(pos), expr_args(pos));
    else
        v = get(h, &t, args.v[0], 1, &pos);
    if (!val_is_none(v))
        return args.n == 3 ? expr1(h, args.v[2], v) : v;
    if (strcmp(t.tag, "partw") == 0)
        MESSAGE(vm, "partw", val_is_plain_list(pos) ? pos : list_make(h, 1, &pos), args.v[0]);
    else if (strcmp(t.tag, "partd") == 0)
        MESSAGE(vm, "partd", val_is_plain_list(pos) ? pos : list_make(h, 1, &pos));
    else if (strcmp(t.tag, "take") == 0)
        MESSAGE(vm, "take", expr_arg(t.part, 0), expr_arg(t.part, 1), t.of);
    else
        MESSAGE(vm, "psl1", pos);
    return VAL_NONE;
}

BUILTIN(Extract,
    .attrs = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .apply = operator_first1,
    .usage = "Extract[expr, pos] gives the part of expr at the position pos.\n"
             "Extract[expr, {pos1, pos2, ..}] gives a list of parts.\n"
             "Extract[expr, pos, h] wraps each part in h before it is evaluated.\n"
             "Extract[pos] is an operator form.",
    .messages = MESSAGES(
        "partw", "Part `1` of `2` does not exist.",
        "partd", "Part specification `1` is longer than depth of object.",
        "psl1", "Position specification `1` is not applicable."),
    .examples = EXAMPLES(
        "Extract[{a, {b, c}}, {2, 1}]", "b",
        "Extract[{a, b, c}, {{1}, {3}}]", "{a, c}",
        "Extract[Hold[1 + 1, 2], 1, Hold]", "Hold[1 + 1]",
        "Extract[2][{a, b}]", "b"))
{
    Heap *h = vm_heap(vm);

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (is_position_list(args.v[1])) {
        Builder b;

        builder_start(&b, h, S_List);
        for (size_t i = 0; i < expr_len(args.v[1]); i++) {
            Val v = extract_one(vm, args, expr_arg(args.v[1], i));

            if (val_is_none(v))
                return NOT_MINE;
            builder_push(&b, v);
        }
        return builder_finish(&b);
    }
    if (val_is_plain_list(args.v[1]) && expr_len(args.v[1]) == 0)
        return args.v[1];
    Val v = extract_one(vm, args, args.v[1]);

    return val_is_none(v) ? NOT_MINE : v;
}

typedef struct Assign {
    Heap       *h;
    PartTrouble trouble;
} Assign;

static Val assign(Assign *a, Val expr, size_t n, const Val *parts, Val value);

/* A packed vector with one number replaced, where that fits its type; else VAL_NONE. */
static Val assign_packed(Heap *h, Val list, size_t k, Val value)
{
    const Packed *p = val_packed(list);
    Packed *copy;

    if (p->rank != 1 || (p->type == PACKED_INTEGER ? !val_is_small(value) : p->type != PACKED_REAL || !val_is_real(value)))
        return VAL_NONE;
    copy = packed_new(h, (PackedType)p->type, 1, p->dims);
    if (!copy)
        return VAL_NONE;
    memcpy(copy->data.integers, p->data.integers, p->count * sizeof(int64_t));
    if (p->type == PACKED_INTEGER)
        copy->data.integers[k] = val_small(value);
    else
        copy->data.reals[k] = val_real(value);
    return val_from_node(copy);
}

static Val assign_key(Assign *a, Val expr, size_t n, const Val *parts, Val key, Val value)
{
    Val old = assoc_get(expr, key);

    if (n > 1) {
        if (val_is_none(old))
            return trouble(&a->trouble, "partw", parts[0], expr);
        value = assign(a, old, n - 1, parts + 1, value);
        if (val_is_none(value))
            return value;
    }
    return assoc_set(a->h, expr, key, value);
}

static Val assign_index(Assign *a, Val expr, size_t n, const Val *parts, Val value)
{
    Val part = parts[0];
    size_t k;

    if (val_is_atom(expr))
        return trouble(&a->trouble, "partd", VAL_NONE, expr);
    if (val_is(part, val_int(0))) {
        if (n > 1)
            value = assign(a, val_head(expr), n - 1, parts + 1, value);
        expr = val_is_assoc(expr) ? assoc_rules(a->h, expr) : val_unpacked(a->h, expr);
        return val_is_none(value) ? value : expr_with_head(a->h, expr, value);
    }
    if (val_is_assoc(expr)) {
        k = part_index(assoc_len(expr), part);
        return k == SIZE_MAX ? trouble(&a->trouble, "partw", part, expr)
                             : assign_key(a, expr, n, parts, assoc_at(expr, k).key, value);
    }
    k = part_index(val_is_packed(expr) ? list_len(expr) : expr_len(expr), part);
    if (k == SIZE_MAX)
        return trouble(&a->trouble, "partw", part, expr);
    if (val_is_packed(expr)) {
        Val packed = n == 1 ? assign_packed(a->h, expr, k, value) : VAL_NONE;

        if (!val_is_none(packed))
            return packed;
        expr = packed_unpack(a->h, expr);
        if (k >= expr_len(expr))
            return VAL_NONE;
    }
    if (n > 1)
        value = assign(a, expr_arg(expr, k), n - 1, parts + 1, value);
    return val_is_none(value) ? value : expr_with_arg(a->h, expr, k, value);
}

/* Several elements at once: a list of as many values is dealt out among them. */
static Val assign_several(Assign *a, Val expr, size_t n, const Val *parts, Val value)
{
    Items it;
    size_t count, *indices;
    Val *v;
    bool dealt;

    if (!items_of(a->h, expr, &it))
        return trouble(&a->trouble, "partd", VAL_NONE, expr);
    if (!part_indices(a->h, &it, parts[0], &count, &indices)) {
        if (!it.entries || !val_is_plain_list(parts[0]))
            return trouble(&a->trouble, "partw", parts[0], expr);
        count = expr_len(parts[0]);           /* keys, new ones among them */
        dealt = val_is_list(value) && list_len(value) == count;
        for (size_t i = 0; i < count && !val_is_none(expr); i++) {
            Val *path = vals_new(a->h, n);

            memcpy(path, parts, n * sizeof(Val));
            path[0] = expr_arg(parts[0], i);
            expr = assign(a, expr, n, path, dealt ? list_item(a->h, value, i) : value);
        }
        return expr;
    }
    v = vals_new(a->h, it.n);
    memcpy(v, it.v, it.n * sizeof(Val));
    dealt = val_is_list(value) && list_len(value) == count;
    for (size_t i = 0; i < count; i++) {
        Val item = dealt ? list_item(a->h, value, i) : value;

        if (indices[i] == SIZE_MAX)
            return trouble(&a->trouble, "partw", parts[0], expr);
        item = assign(a, v[indices[i]], n - 1, parts + 1, item);
        if (val_is_none(item))
            return item;
        v[indices[i]] = item;
    }
    return items_with(a->h, &it, v);
}

static Val assign(Assign *a, Val expr, size_t n, const Val *parts, Val value)
{
    Val key;

    if (n == 0)
        return value;
    if (val_is_small(parts[0]))
        return assign_index(a, expr, n, parts, value);
    if (part_key(parts[0], &key))
        return val_is_assoc(expr) ? assign_key(a, expr, n, parts, key, value)
                                  : trouble(&a->trouble, "partw", parts[0], expr);
    if (val_is(parts[0], S_All) || val_has_head(parts[0], S_Span) || val_is_plain_list(parts[0]))
        return assign_several(a, expr, n, parts, value);
    return trouble(&a->trouble, "pkspec1", parts[0], expr);
}

Val part_assign(Vm *vm, Val object, size_t n, const Val *parts, Val value)
{
    Heap *h = vm_heap(vm);
    Assign a = { .h = h };
    Val *whole = vals_new(h, n + 1), v;

    whole[0] = object;
    for (size_t i = 0; i < n; i++)
        whole[i + 1] = val_unpacked(h, parts[i]);
    v = assign(&a, object, n, whole + 1, value);
    if (val_is_none(v))
        say_trouble(vm, S_Set, expr_make(h, S_Part, n + 1, whole), &a.trouble);
    return v;
}
