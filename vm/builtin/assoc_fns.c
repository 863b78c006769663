/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * assoc_fns.c -- making associations, looking things up in them, changing those in variables.
 *
 * Association evaluates each of its held arguments; a RuleDelayed comes out of that with its right
 * side untouched, so delayed entries need no care of their own.
 */
#include "vm/builtin/assoc_fns.h"

Val key_plain(Val v)
{
    return val_is_call(v, S_Key, 1) ? expr_arg(v, 0) : v;
}

/* Lists of rules nest a few levels deep; what nests deeper is something else. */
enum { RULES_DEPTH_MAX = 256 };

static bool put_all(AssocBuilder *b, Val v, int depth)
{
    AssocEntry e;

    if (val_is_rule(v)) {
        assoc_builder_put(b, rule_entry(v));
        return true;
    }
    if (val_is_assoc(v)) {
        for (AssocIter it = assoc_iter(v); assoc_next(&it, &e); )
            assoc_builder_put(b, e);
        return true;
    }
    if (!val_is_plain_list(v) || depth == RULES_DEPTH_MAX)
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (!put_all(b, expr_arg(v, i), depth + 1))
            return false;
    return true;
}

static bool assoc_builder_put_all(AssocBuilder *b, Val v)
{
    return put_all(b, v, 0);
}

/* [v] as an association: one already, a rule, or a list (of lists) of these; VAL_NONE otherwise. */
static Val assoc_from(Heap *h, Val v)
{
    AssocBuilder b;

    if (val_is_assoc(v))
        return v;
    assoc_builder_start(&b, h);
    return assoc_builder_put_all(&b, v) ? assoc_builder_finish(&b) : VAL_NONE;
}

bool val_as_assoc(Heap *h, Val v, Val *assoc)
{
    AssocBuilder b;

    *assoc = v;
    if (val_is_assoc(v))
        return true;
    if (val_is_rule(v)) {
        *assoc = assoc_from(h, v);
        return true;
    }
    if (!val_is_plain_list(v))
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (!val_is_rule(expr_arg(v, i)))
            return false;
    /* In a list of rules the first rule for a key counts. */
    assoc_builder_start(&b, h);
    for (size_t i = 0; i < expr_len(v); i++)
        if (val_is_none(assoc_builder_get(&b, expr_arg(expr_arg(v, i), 0))))
            assoc_builder_put(&b, rule_entry(expr_arg(v, i)));
    *assoc = assoc_builder_finish(&b);
    return true;
}

/* assoc[key], assoc[key1, key2..]: args.expr is the whole, its head the association. */
static Val assoc_apply(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val v = expr_head(args.expr);

    for (size_t i = 0; i < args.n; i++) {
        /* Several keys: as long as there is an association in each place but the last. */
        if (!val_is_assoc(v))
            return NOT_MINE;
        AssocEntry e = assoc_find(v, args.v[i]);
        if (val_is_none(e.key))
            return i + 1 == args.n ? missing_key(h, args.v[i]) : NOT_MINE;
        v = e.value;
        if (e.delayed)
            TRY(v = vm_eval(vm, v));
    }
    return args.n == 0 ? NOT_MINE : v;
}

BUILTIN(Association,
    .attrs = ATTR_HOLD_ALL_COMPLETE | ATTR_PROTECTED,
    .effects = EFFECT_CALLS, .apply = assoc_apply,
    .usage = "Association[key1 -> val1, key2 -> val2, ...] or <|key1 -> val1, ...|> represents an "
             "association between keys and values. assoc[key] gives the value at a key.",
    .examples = EXAMPLES("<|\"a\" -> 1 + 1, \"b\" -> 3|>", "<|a -> 2, b -> 3|>",
                         "Association[{a -> 1, b -> 2}, a -> 5]", "<|a -> 5, b -> 2|>",
                         "<|a -> 1, b -> 2|>[b]", "2",
                         "<|a -> 1|>[c]", "Missing[KeyAbsent, c]"))
{
    AssocBuilder b;

    assoc_builder_start(&b, vm_heap(vm));
    for (size_t i = 0; i < args.n; i++) {
        Val x;
        TRY(x = vm_eval(vm, args.v[i]));
        if (val_is_packed(x) || val_is(x, S_Nothing)) {
            if (val_is_packed(x))
                return NOT_MINE;
            continue;
        }
        if (val_has_head(x, S_Sequence)) {
            for (size_t j = 0; j < expr_len(x); j++)
                if (!assoc_builder_put_all(&b, expr_arg(x, j)))
                    return NOT_MINE;
        } else if (!assoc_builder_put_all(&b, x)) {
            return NOT_MINE;
        }
    }
    return assoc_builder_finish(&b);
}

BUILTIN(AssociationQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_",
    .usage = "AssociationQ[expr] gives True if expr is a valid association, and False otherwise.",
    .examples = EXAMPLES("AssociationQ[<|a -> 1|>]", "True", "AssociationQ[{a -> 1}]", "False"))
{
    return val_is_assoc(args.v[0]) ? S_True : S_False;
}

/* ---- keys and values ---- */

/* f[x], or [x] where there is no f. */
static Val wrap(Heap *h, Val f, Val x)
{
    return val_is_none(f) ? x : expr1(h, f, x);
}

/* The keys (or values) of an association, a rule, or a list of those; VAL_NONE for anything else. */
static Val side_of(Vm *vm, Val v, bool keys, Val f)
{
    Heap *h = vm_heap(vm);
    AssocEntry e;
    Builder b;

    TRY(vm_check_stack(vm));
    if (val_is_rule(v))
        return wrap(h, f, expr_arg(v, keys ? 0 : 1));
    if (!val_is_assoc(v) && !val_is_plain_list(v))
        return VAL_NONE;
    builder_start(&b, h, S_List);
    if (val_is_assoc(v)) {
        for (AssocIter it = assoc_iter(v); assoc_next(&it, &e); )
            builder_push(&b, wrap(h, f, keys ? e.key : e.value));
        return builder_finish(&b);
    }
    for (size_t i = 0; i < expr_len(v); i++) {
        Val side;
        TRY(side = side_of(vm, expr_arg(v, i), keys, f));
        if (val_is_none(side))
            return VAL_NONE;
        builder_push(&b, side);
    }
    return builder_finish(&b);
}

static Val keys_or_values(Vm *vm, Args args, bool keys)
{
    Val v;

    TRY(v = side_of(vm, args.v[0], keys, args.n == 2 ? args.v[1] : VAL_NONE));
    return val_is_none(v) ? MESSAGE(vm, "invrl", args.v[0]) : v;
}

BUILTIN(Keys,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_, f_:",
    .usage = "Keys[assoc] gives a list of the keys in an association; Keys[{key1 -> val1, ...}] those of "
             "a list of rules; Keys[assoc, f] wraps each in f.",
    .examples = EXAMPLES("Keys[<|a -> 1, b -> 2|>]", "{a, b}", "Keys[{a -> 1, b -> 2}, f]", "{f[a], f[b]}"))
{
    return keys_or_values(vm, args, true);
}

BUILTIN(Values,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_, f_:",
    .usage = "Values[assoc] gives a list of the values in an association; Values[{key1 -> val1, ...}] those "
             "of a list of rules; Values[assoc, f] wraps each in f.",
    .examples = EXAMPLES("Values[<|a -> 1, b -> 2|>]", "{1, 2}", "Values[a -> 1]", "1"))
{
    return keys_or_values(vm, args, false);
}

static Val apply_key(Vm *vm, Args args)
{
    Val key = expr_head(args.expr), assoc;

    if (args.n != 1 || expr_len(key) == 0 || !val_as_assoc(vm_heap(vm), args.v[0], &assoc))
        return NOT_MINE;
    return assoc_apply(vm, (Args){.v = expr_args(key), .n = expr_len(key),
                                  .expr = expr_make(vm_heap(vm), assoc, expr_len(key), expr_args(key)),
                                  .builtin = args.builtin});
}

BUILTIN(Key,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .apply = apply_key, .quiet_count = true,
    .usage = "Key[key] represents a key used to access a value in an association; Key[key][assoc] gives it.",
    .examples = EXAMPLES("Key[a][<|a -> 5|>]", "5", "<|1 -> x, 2 -> y|>[[Key[2]]]", "y"))
{
    return NOT_MINE;
}

/* ---- looking up ---- */

typedef struct LookupCall {
    Val fallback;        /* unevaluated; VAL_NONE: Missing[..] */
} LookupCall;

static Val look_up(Vm *vm, Val assoc, Val key, const LookupCall *call)
{
    AssocEntry e = assoc_find(assoc, key_plain(key));

    if (!val_is_none(e.key))
        return e.delayed ? vm_eval(vm, e.value) : e.value;
    return val_is_none(call->fallback) ? missing_key(vm_heap(vm), key_plain(key)) : vm_eval(vm, call->fallback);
}

static Val look_up_all(Vm *vm, Val assoc, Val keys, const LookupCall *call)
{
    Builder b;
    Val x;

    if (!val_is_list(keys))
        return look_up(vm, assoc, keys, call);
    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < list_len(keys); i++) {
        TRY(x = look_up(vm, assoc, list_item(vm_heap(vm), keys, i), call));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

/* In an association, a list of rules, or a list of those; VAL_NONE where it is something else. */
static Val look_up_in(Vm *vm, Val in, Val keys, const LookupCall *call)
{
    Builder b;
    Val assoc, x;

    if (val_as_assoc(vm_heap(vm), in, &assoc) && !(val_is_plain_list(in) && expr_len(in) == 0))
        return look_up_all(vm, assoc, keys, call);
    if (!val_is_plain_list(in))
        return VAL_NONE;
    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < expr_len(in); i++) {
        if (!val_as_assoc(vm_heap(vm), expr_arg(in, i), &assoc))
            return VAL_NONE;
        TRY(x = look_up_all(vm, assoc, keys, call));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

static Val apply_lookup(Vm *vm, Args args)
{
    Val op = expr_head(args.expr);

    if (args.n != 1 || expr_len(op) != 1)
        return NOT_MINE;
    return expr2(vm_heap(vm), S_Lookup, args.v[0], expr_arg(op, 0));
}

BUILTIN(Lookup,
    .attrs = ATTR_HOLD_ALL_COMPLETE | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .args = "assoc_, key_, default_:", .quiet_count = true, .apply = apply_lookup,
    .usage = "Lookup[assoc, key] looks up the value at a key; Lookup[assoc, {key1, ...}] a list of them; "
             "Lookup[assoc, key, default] gives default, evaluated only then, where the key is absent. "
             "Lookup[{assoc1, ...}, key] looks in each; Lookup[key] is an operator form.",
    .messages = MESSAGES("invrl", "The argument `1` is not a valid Association or a list of rules."),
    .examples = EXAMPLES("Lookup[<|a -> 1|>, a]", "1", "Lookup[<|a -> 1|>, {a, b}, 0]", "{1, 0}",
                         "Lookup[{<|a -> 1|>, <|b -> 2|>}, a]", "{1, Missing[KeyAbsent, a]}"))
{
    LookupCall call = {.fallback = args.n == 3 ? args.v[2] : VAL_NONE};
    Val in, keys;

    TRY(in = vm_eval(vm, args.v[0]));
    TRY(keys = vm_eval(vm, args.v[1]));
    in = val_unpacked(vm_heap(vm), in);
    Val found = look_up_in(vm, in, keys, &call);
    return val_is_none(found) ? MESSAGE(vm, "invrl", in) : found;
}

BUILTIN(KeyExistsQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "assoc_, key_",
    .quiet_count = true, .apply = operator_first1,
    .usage = "KeyExistsQ[assoc, key] gives True if the key exists in the association, and False otherwise.",
    .examples = EXAMPLES("KeyExistsQ[<|a -> 1|>, a]", "True", "KeyExistsQ[<|a -> 1|>, b]", "False"))
{
    Val assoc;

    if (!val_as_assoc(vm_heap(vm), args.v[0], &assoc))
        return S_False;
    return val_is_none(assoc_find(assoc, key_plain(args.v[1])).key) ? S_False : S_True;
}

/* Does a key match the pattern? */
static MatchResult key_matches(Vm *vm, Val assoc, Val pattern)
{
    const Pattern *p = pattern_compile(vm, pattern);
    AssocEntry e;
    Bindings bindings;

    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); ) {
        MatchResult r = pattern_match(vm, p, e.key, &bindings);
        if (r != MATCH_NO)
            return r;
    }
    return MATCH_NO;
}

static Val key_member(Vm *vm, Args args, bool wanted)
{
    Val assoc;

    if (!val_as_assoc(vm_heap(vm), args.v[0], &assoc))
        return wanted ? S_False : S_True;
    MatchResult r = key_matches(vm, assoc, args.v[1]);
    if (r == MATCH_UNWIND)
        return UNWIND;
    return (r == MATCH_YES) == wanted ? S_True : S_False;
}

BUILTIN(KeyMemberQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "assoc_, pattern_",
    .quiet_count = true, .apply = operator_first1,
    .usage = "KeyMemberQ[assoc, form] gives True if a key in the association matches form, and False otherwise.",
    .examples = EXAMPLES("KeyMemberQ[<|a -> 1, 2 -> 3|>, _Integer]", "True"))
{
    return key_member(vm, args, true);
}

BUILTIN(KeyFreeQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "assoc_, pattern_",
    .quiet_count = true, .apply = operator_first1,
    .usage = "KeyFreeQ[assoc, form] gives True if no key in the association matches form, and False otherwise.",
    .examples = EXAMPLES("KeyFreeQ[<|a -> 1, 2 -> 3|>, _String]", "True"))
{
    return key_member(vm, args, false);
}

/* ---- Normal ---- */

static Val bytes_list(Heap *h, Val v)
{
    const Bytes *b = val_bytes(v);
    Expr *list = expr_new(h, S_List, b->len);

    for (size_t i = 0; i < b->len; i++)
        list->args[i] = val_int(b->data[i]);
    return expr_seal(list);
}

/* Every association in [v] as a list of rules, or every ByteArray as a list: what [head] names. */
static Val normal_deep(Vm *vm, Val v, Val head)
{
    Heap *h = vm_heap(vm);

    TRY(vm_check_stack(vm));
    if (val_is_bytes(v) && val_is(head, S_ByteArray))
        return bytes_list(h, v);
    if (val_is_assoc(v) && val_is(head, S_Association))
        v = assoc_rules(h, v);
    if (!val_is_expr(v))
        return v;
    for (size_t i = 0; i < expr_len(v); i++) {
        Val x;
        TRY(x = normal_deep(vm, expr_arg(v, i), head));
        if (!val_is(x, expr_arg(v, i)))
            v = expr_with_arg(h, v, i, x);
    }
    return v;
}

BUILTIN(Normal,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_, head_:",
    .usage = "Normal[expr] converts expr to a normal expression: an association to a list of rules, a "
             "ByteArray or SparseArray to a list, a power series to a polynomial. Normal[expr, h] converts "
             "only the objects with head h, anywhere in expr.",
    .examples = EXAMPLES("Normal[<|a -> 1, b -> 2|>]", "{a -> 1, b -> 2}",
                         "Normal[{<|a -> 1|>}, Association]", "{{a -> 1}}", "Normal[{1, f[x]}]", "{1, f[x]}"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0];

    if (args.n == 2) {
        if (val_is(args.v[1], S_Association) || val_is(args.v[1], S_ByteArray))
            return normal_deep(vm, x, args.v[1]);
        return NOT_MINE;
    }
    if (val_is_assoc(x))
        return assoc_rules(h, x);
    if (val_is_bytes(x))
        return bytes_list(h, x);
    if (val_has_head(x, S_Dataset) && expr_len(x) >= 1)
        return expr_arg(x, 0);
    if (val_is_foreign(x) && foreign_class(x)->normal != NULL)
        return foreign_class(x)->normal(vm, foreign_state(x));
    return x;
}

/* ---- associations made by functions ---- */

static Val map_rules(Vm *vm, Val f, Val assoc)
{
    Heap *h = vm_heap(vm);
    AssocEntry e;
    Builder b;

    /* What is no rule leaves Association[..] as it is. */
    builder_start(&b, h, S_Association);
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); ) {
        Val x;
        TRY(x = vm_call1(vm, f, assoc_entry_rule(h, e)));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

BUILTIN(AssociationMap,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "f_, x_",
    .quiet_count = true, .apply = operator_last1,
    .usage = "AssociationMap[f, {key1, ...}] creates the association <|key1 -> f[key1], ...|>; "
             "AssociationMap[f, assoc] applies f to each rule of an association.",
    .messages = MESSAGES("invrp", "The argument `1` is not a list or an association."),
    .examples = EXAMPLES("AssociationMap[f, {a, b}]", "<|a -> f[a], b -> f[b]|>",
                         "AssociationMap[Reverse, <|a -> 1|>]", "<|1 -> a|>"))
{
    Heap *h = vm_heap(vm);
    AssocBuilder b;

    if (val_is_assoc(args.v[1]))
        return map_rules(vm, args.v[0], args.v[1]);
    if (!val_is_plain_list(args.v[1]))
        return MESSAGE(vm, "invrp", args.v[1]);
    assoc_builder_start(&b, h);
    for (size_t i = 0; i < expr_len(args.v[1]); i++) {
        Val x;
        TRY(x = vm_call1(vm, args.v[0], expr_arg(args.v[1], i)));
        assoc_builder_set(&b, expr_arg(args.v[1], i), x);
    }
    return assoc_builder_finish(&b);
}

BUILTIN(AssociationThread,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "keys_, values_:",
    .usage = "AssociationThread[{key1, ...}, {val1, ...}] or AssociationThread[{key1, ...} -> {val1, ...}] "
             "gives the association <|key1 -> val1, ...|>.",
    .messages = MESSAGES("idim", "`1` and `2` must have the same length."),
    .examples = EXAMPLES("AssociationThread[{a, b}, {1, 2}]", "<|a -> 1, b -> 2|>",
                         "AssociationThread[{a, b} -> {1, 2}]", "<|a -> 1, b -> 2|>"))
{
    Heap *h = vm_heap(vm);
    Val keys = args.v[0], values;
    bool delayed = false;
    AssocBuilder b;

    if (args.n == 1) {
        if (!val_is_rule(keys))
            return NOT_MINE;
        delayed = val_has_head(keys, S_RuleDelayed);
        values = expr_arg(keys, 1);
        keys = expr_arg(keys, 0);
    } else {
        values = args.v[1];
    }
    if (val_is_assoc(values))
        values = assoc_values(h, values);
    if (!val_is_list(keys) || !val_is_list(values))
        return NOT_MINE;
    if (list_len(keys) != list_len(values))
        return MESSAGE(vm, "idim", keys, values);
    assoc_builder_start(&b, h);
    for (size_t i = 0; i < list_len(keys); i++)
        assoc_builder_put(&b, (AssocEntry){list_item(h, keys, i), list_item(h, values, i), delayed});
    return assoc_builder_finish(&b);
}

/* ---- changing an association in a variable ---- */

/* The association that the held [place] has now; VAL_NONE after a message. */
static Val assoc_in_place(Vm *vm, Args args, Val place)
{
    Val now;

    TRY(now = vm_eval(vm, place));
    if (val_is_symbol(place) && val_is(now, place)) {
        MESSAGE(vm, "rvalue", place);
        return VAL_NONE;
    }
    if (!val_is_assoc(now)) {
        MESSAGE(vm, "invak", now);
        return VAL_NONE;
    }
    return now;
}

BUILTIN(AssociateTo,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "a_, rules_",
    .usage = "AssociateTo[a, key -> val] changes the association a by adding the key-value pair key -> val; "
             "AssociateTo[a, {key1 -> val1, ...}] adds several.",
    .messages = MESSAGES("invak", "The argument `1` is not a valid Association."),
    .examples = EXAMPLES("a = <|x -> 1|>; AssociateTo[a, y -> 2]; a", "<|x -> 1, y -> 2|>"))
{
    Heap *h = vm_heap(vm);
    Val now, rules = assoc_from(h, args.v[1]);
    AssocEntry e;

    TRY(now = assoc_in_place(vm, args, args.v[0]));
    if (val_is_none(now))
        return NOT_MINE;
    if (val_is_none(rules))
        return MESSAGE(vm, "invrl", args.v[1]);
    bool several = assoc_len(rules) > 1;
    for (AssocIter it = assoc_iter(rules); assoc_next(&it, &e); )
        now = several ? assoc_put_owned(h, now, e) : assoc_put(h, now, e);
    val_share(now);
    return expr2(h, S_Set, args.v[0], now);
}

BUILTIN(KeyDropFrom,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "a_, keys_",
    .usage = "KeyDropFrom[a, key] changes the association a by removing the element at a key; "
             "KeyDropFrom[a, {key1, ...}] removes several.",
    .messages = MESSAGES("invak", "The argument `1` is not a valid Association."),
    .examples = EXAMPLES("a = <|x -> 1, y -> 2|>; KeyDropFrom[a, x]; a", "<|y -> 2|>"))
{
    Heap *h = vm_heap(vm);
    Val now, keys = args.v[1];

    TRY(now = assoc_in_place(vm, args, args.v[0]));
    if (val_is_none(now))
        return NOT_MINE;
    if (!val_is_list(keys))
        keys = list_make(h, 1, &keys);
    for (size_t i = 0; i < list_len(keys); i++)
        now = assoc_remove(h, now, key_plain(list_item(h, keys, i)));
    return expr2(h, S_Set, args.v[0], now);
}
