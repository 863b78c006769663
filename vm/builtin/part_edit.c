/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * part_edit.c -- changing parts at given positions: ReplacePart, MapAt, Delete, Insert, ..
 */
#include "vm/builtin/part.h"

static Val map_change(Vm *vm, Val part, __attribute__((unused)) const Position *p, void *state)
{
    return expr1(vm_heap(vm), *(const Val *)state, part);
}

static Val say_missing(Vm *vm, Args args, const Position *p)
{
    return MESSAGE(vm, "partw", list_make(vm_heap(vm), p->n, p->parts), args.v[0]);
}

/* The positions in args.v[at] read; false after a message. */
static bool read_positions(Vm *vm, Args args, Val spec, size_t *n, Position **positions)
{
    bool single;

    if (positions_read(vm_heap(vm), spec, n, positions, &single))
        return true;
    if (val_is_plain_list(spec) && expr_len(spec) > 0 && !val_is_plain_list(expr_arg(spec, 0)))
        for (size_t i = 0; i < expr_len(spec); i++)
            if (!val_is_integer(expr_arg(spec, i))) {
                spec = expr_arg(spec, i);
                break;
            }
    MESSAGE(vm, "psl", spec, args.v[0]);
    return false;
}

BUILTIN(MapAt,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_second2,
    .quiet_count = true,
    .usage = "MapAt[f, expr, n] applies f to the element at position n of expr.\n"
             "MapAt[f, expr, {i, j, ..}] applies f to the part at a position; {{i1, j1, ..}, ..} at several.\n"
             "MapAt[f, pos] is an operator form.",
    .messages = MESSAGES(
        "partw", "Part `1` of `2` does not exist.",
        "psl", "Position specification `1` in `2` is not a machine-sized integer or a list of machine-sized integers."),
    .examples = EXAMPLES(
        "MapAt[f, {a, b, c}, 2]", "{a, f[b], c}",
        "MapAt[f, {{a, b}, {c, d}}, {All, 1}]", "{{f[a], b}, {f[c], d}}",
        "MapAt[f, <|x -> 1, y -> 2|>, Key[y]]", "<|x -> 1, y -> f[2]|>",
        "MapAt[f, {a, b, c}, {{1}, {-1}}]", "{f[a], b, f[c]}"))
{
    Position *positions;
    const Position *missing;
    size_t n;
    Val v;

    if (args.n < 3)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 3, 3))
        return NOT_MINE;
    args.v = (Val[]){ args.v[1], args.v[0], args.v[2] };
    if (!read_positions(vm, args, args.v[2], &n, &positions))
        return NOT_MINE;
    Val f = args.v[1];

    TRY(v = positions_change(vm, args.v[0], n, positions, false, map_change, &f, &missing));
    return missing ? say_missing(vm, args, missing) : v;
}

static Val delete_change(__attribute__((unused)) Vm *vm, __attribute__((unused)) Val part,
                         __attribute__((unused)) const Position *p, __attribute__((unused)) void *state)
{
    return VAL_NONE;
}

BUILTIN(Delete,
    .attrs = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "Delete[expr, n] deletes the element at position n of expr.\n"
             "Delete[expr, {i, j, ..}] deletes the part at a position; {{i1, j1, ..}, ..} several parts.\n"
             "Delete[pos] is an operator form.",
    .messages = MESSAGES(
        "partw", "Part `1` of `2` does not exist.",
        "psl", "Position specification `1` in `2` is not a machine-sized integer or a list of machine-sized integers."),
    .examples = EXAMPLES(
        "Delete[{a, b, c, d}, 3]", "{a, b, d}",
        "Delete[{{a, b}, {c}}, {{1, 2}, {2}}]", "{{a}}",
        "Delete[<|x -> 1, y -> 2|>, Key[x]]", "<|y -> 2|>"))
{
    Position *positions;
    const Position *missing;
    size_t n;
    Val v;

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    if (val_is_atom(args.v[0]))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    if (!read_positions(vm, args, args.v[1], &n, &positions))
        return NOT_MINE;
    TRY(v = positions_change(vm, args.v[0], n, positions, false, delete_change, NULL, &missing));
    if (missing)
        return say_missing(vm, args, missing);
    return val_is_none(v) ? expr0(vm_heap(vm), S_Sequence) : v;
}

/* What goes in before which element, from 0, of one parent. */
typedef struct Insertion {
    size_t n, *slots;
    int64_t *given;
} Insertion;

typedef struct InsertState {
    Val        element;
    Insertion *groups;
    bool       failed;
} InsertState;

/* An association with a rule put in before element [slot]. */
static Val insert_into_assoc(Heap *h, const Items *it, size_t slot, Val rule)
{
    AssocBuilder b;
    AssocEntry entry = { expr_arg(rule, 0), expr_arg(rule, 1), val_has_head(rule, S_RuleDelayed) };

    assoc_builder_start(&b, h);
    for (size_t i = 0; i <= it->n; i++) {
        if (i == slot)
            assoc_builder_put(&b, entry);
        if (i < it->n && !val_same(it->entries[i].key, entry.key))
            assoc_builder_put(&b, it->entries[i]);
    }
    return assoc_builder_finish(&b);
}

static Val insert_change(Vm *vm, Val part, const Position *p, void *state)
{
    Heap *h = vm_heap(vm);
    InsertState *s = state;
    const Insertion *group = &s->groups[p->number];
    size_t *counts, k = 0;
    Items it;
    Val *v;

    if (!items_of(h, part, &it)) {
        s->failed = true;
        return part;
    }
    counts = sizes_new(h, it.n + 1);
    memset(counts, 0, (it.n + 1) * sizeof *counts);
    for (size_t i = 0; i < group->n; i++) {
        int64_t slot = group->given[i] > 0 ? group->given[i] - 1 : (int64_t)it.n + 1 + group->given[i];

        if (group->given[i] == 0 || slot < 0 || slot > (int64_t)it.n) {
            s->failed = true;
            return part;
        }
        counts[slot]++;
        if (it.entries)
            return val_is_rule(s->element) ? insert_into_assoc(h, &it, (size_t)slot, s->element) : part;
    }
    v = vals_new(h, it.n + group->n);
    for (size_t i = 0; i <= it.n; i++) {
        for (size_t j = 0; j < counts[i]; j++)
            v[k++] = s->element;
        if (i < it.n)
            v[k++] = it.v[i];
    }
    return expr_make(h, it.head, k, v);
}

BUILTIN(Insert,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .apply = operator_first2,
    .quiet_count = true,
    .usage = "Insert[expr, elem, n] inserts elem at position n of expr; negative n count from the end.\n"
             "Insert[expr, elem, {i, j, ..}] inserts at a position; {{i1, j1, ..}, ..} at several.\n"
             "Insert[elem, pos] is an operator form.",
    .messages = MESSAGES(
        "ins", "Cannot insert at position `1` in `2`.",
        "psl", "Position specification `1` in `2` is not a machine-sized integer or a list of machine-sized integers."),
    .examples = EXAMPLES(
        "Insert[{a, b, c}, x, 2]", "{a, x, b, c}",
        "Insert[{a, b, c}, x, {{1}, {-1}}]", "{x, a, b, c, x}",
        "Insert[{{a}, {b}}, x, {2, 1}]", "{{a}, {x, b}}"))
{
    Heap *h = vm_heap(vm);
    Position *positions, *parents;
    const Position *missing;
    InsertState state = { 0 };
    ValSet prefixes;
    size_t n;
    Val v, shown;

    if (args.n < 3)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 3, 3))
        return NOT_MINE;
    if (!read_positions(vm, args, args.v[2], &n, &positions))
        return NOT_MINE;
    if (val_is_atom(args.v[0]))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    valset_start(&prefixes, h);
    state.element = args.v[1];
    state.groups = heap_alloc(h, (n + 1) * sizeof(Insertion));
    parents = heap_alloc(h, (n + 1) * sizeof(Position));
    shown = n > 0 ? list_make(h, positions[0].n, positions[0].parts) : args.v[2];
    for (size_t i = 0; i < n; i++) {
        const Position *p = &positions[i];
        Insertion *group;
        bool fresh;
        size_t k;

        if (p->n == 0 || !val_is_small(p->parts[p->n - 1]))
            return MESSAGE(vm, "ins", args.v[2], args.v[0]);
        k = valset_add(&prefixes, list_make(h, p->n - 1, p->parts), &fresh);
        group = &state.groups[k];
        if (fresh) {
            parents[k] = (Position){ p->n - 1, p->parts, k, p->spec };
            group->given = heap_alloc_atomic(h, (n + 1) * sizeof(int64_t));
        }
        group->given[group->n++] = val_small(p->parts[p->n - 1]);
    }
    TRY(v = positions_change(vm, args.v[0], prefixes.n, parents, false, insert_change, &state, &missing));
    if (missing || state.failed)
        return MESSAGE(vm, "ins", n == 1 ? shown : args.v[2], args.v[0]);
    return v;
}

typedef struct FlattenState {
    bool failed;
} FlattenState;

static Val flatten_change(Vm *vm, Val part, __attribute__((unused)) const Position *p, void *state)
{
    if (!val_is_expr(part)) {
        ((FlattenState *)state)->failed = true;
        return part;
    }
    return expr_with_head(vm_heap(vm), part, S_Sequence);
}

BUILTIN(FlattenAt,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "FlattenAt[expr, n] splices the elements of element n of expr into expr.\n"
             "FlattenAt[expr, {i, j, ..}] flattens the part at a position; {{i1, j1, ..}, ..} several parts.",
    .messages = MESSAGES(
        "partw", "Part `1` of `2` does not exist.",
        "psl", "Position specification `1` in `2` is not a machine-sized integer or a list of machine-sized integers."),
    .examples = EXAMPLES(
        "FlattenAt[{a, {b, c}, {d}}, 2]", "{a, b, c, {d}}",
        "FlattenAt[{{a}, b, {c}}, {{1}, {3}}]", "{a, b, c}"))
{
    FlattenState state = { false };
    Position *positions;
    const Position *missing;
    size_t n;
    Val v;

    if (args.n < 2)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 2) || val_is_assoc(args.v[0]))
        return NOT_MINE;
    if (!read_positions(vm, args, args.v[1], &n, &positions))
        return NOT_MINE;
    TRY(v = positions_change(vm, args.v[0], n, positions, false, flatten_change, &state, &missing));
    if (missing)
        return say_missing(vm, args, missing);
    return state.failed ? NOT_MINE : v;
}

static Val rules_change(Vm *vm, Val part, __attribute__((unused)) const Position *p, void *state)
{
    Val v;

    TRY(v = rules_apply(vm, state, part));
    return val_is_none(v) ? part : v;
}

BUILTIN(ReplaceAt,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first2,
    .quiet_count = true,
    .usage = "ReplaceAt[expr, rules, n] replaces the element at position n of expr by the rules.\n"
             "ReplaceAt[expr, rules, {i, j, ..}] replaces the part at a position; {{i1, j1, ..}, ..} several parts.",
    .messages = MESSAGES(
        "partw", "Part `1` of `2` does not exist.",
        "psl", "Position specification `1` in `2` is not a machine-sized integer or a list of machine-sized integers."),
    .examples = EXAMPLES("ReplaceAt[{a, a, a}, a -> x, 2]", "{a, x, a}"))
{
    Position *positions;
    const Position *missing;
    Rules *rules;
    size_t n;
    Val v;

    if (args.n < 3)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 3, 3))
        return NOT_MINE;
    rules = rules_compile(vm, args.v[1]);
    if (!rules)
        return MESSAGE(vm, "reps", args.v[1]);
    if (!read_positions(vm, args, args.v[2], &n, &positions))
        return NOT_MINE;
    TRY(v = positions_change(vm, args.v[0], n, positions, false, rules_change, rules, &missing));
    return missing ? say_missing(vm, args, missing) : v;
}

/* ReplacePart by positions written out: the first rule for a position wins, so that they are taken
 * from the last to the first. */
typedef struct Replacement {
    Val value;
} Replacement;

static Val replace_change(__attribute__((unused)) Vm *vm, __attribute__((unused)) Val part, const Position *p, void *state)
{
    return ((const Replacement *)state)[p->number].value;
}

/* Positions given by patterns: every part whose position matches one. */
typedef struct PatternReplace {
    size_t    n;
    Pattern **patterns;
    Val      *values;
} PatternReplace;

static Val replace_by_pattern(Vm *vm, Val part, PatternReplace *r, ValArray *path)
{
    Heap *h = vm_heap(vm);
    Items it;
    Val *v, position;
    Bindings bindings;

    TRY(vm_check_stack(vm));
    TRY(vm_poll(vm));
    if (path->n > 0) {
        position = list_make(h, path->n, path->v);
        for (size_t i = 0; i < r->n; i++) {
            MatchResult m = pattern_match(vm, r->patterns[i], position, &bindings);

            if (m == MATCH_UNWIND)
                return UNWIND;
            if (m == MATCH_NO && path->n == 1)
                m = pattern_match(vm, r->patterns[i], path->v[0], &bindings);
            if (m == MATCH_UNWIND)
                return UNWIND;
            if (m == MATCH_YES)
                return bindings_substitute(vm, &bindings, r->values[i]);
        }
    }
    if (!items_of(h, part, &it))
        return part;
    v = vals_new(h, it.n);
    for (size_t i = 0; i < it.n; i++) {
        valarray_push(path, it.entries ? expr1(h, S_Key, it.entries[i].key) : val_int((int64_t)i + 1));
        TRY(v[i] = replace_by_pattern(vm, it.v[i], r, path));
        path->n--;
    }
    return items_with(h, &it, v);
}

/* Is [spec] a position pattern rather than positions? */
static bool has_pattern(Val spec)
{
    if (val_is_expr(spec) && (val_flags(spec) & FLAG_PATTERN))
        return true;
    return val_has_head(spec, S_Alternatives) || val_has_head(spec, S_Except);
}

static bool add_rules(Val rules, ValArray *out)
{
    if (val_is_rule(rules)) {
        valarray_push(out, rules);
        return true;
    }
    if (!val_is_plain_list(rules))
        return false;
    for (size_t i = 0; i < expr_len(rules); i++)
        if (!add_rules(expr_arg(rules, i), out))
            return false;
    return true;
}

static Val replace_parts(Vm *vm, Args args, const ValArray *rules)
{
    Heap *h = vm_heap(vm);
    PatternReplace r = { 0 };
    ValArray path = valarray(h);
    Position *all = NULL;
    Replacement *values;
    const Position *missing;
    size_t total = 0, capacity = 0;
    Val expr = args.v[0];

    r.patterns = heap_alloc(h, (rules->n + 1) * sizeof *r.patterns);
    r.values = vals_new(h, rules->n);
    values = heap_alloc(h, (rules->n + 1) * sizeof *values);
    for (size_t i = rules->n; i-- > 0;) {
        Val spec = expr_arg(rules->v[i], 0);
        Position *positions;
        size_t n;
        bool single;

        values[i].value = expr_arg(rules->v[i], 1);
        if (has_pattern(spec))
            continue;
        if (!positions_read(h, spec, &n, &positions, &single)) {
            MESSAGE(vm, "psl1", spec);
            return NOT_MINE;
        }
        if (total + n > capacity) {
            size_t wider = (total + n) * 2;

            all = heap_grow(h, all, capacity * sizeof *all, wider * sizeof *all);
            capacity = wider;
        }
        for (size_t j = 0; j < n; j++) {
            positions[j].number = i;
            all[total++] = positions[j];
        }
    }
    for (size_t i = 0; i < rules->n; i++)
        if (has_pattern(expr_arg(rules->v[i], 0))) {
            r.patterns[r.n] = pattern_compile(vm, expr_arg(rules->v[i], 0));
            r.values[r.n++] = values[i].value;
        }
    if (r.n > 0)
        TRY(expr = replace_by_pattern(vm, expr, &r, &path));
    return positions_change(vm, expr, total, all, true, replace_change, values, &missing);
}

BUILTIN(ReplacePart,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> Automatic",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "ReplacePart[expr, i -> new] gives expr with part i replaced by new.\n"
             "ReplacePart[expr, {i1 -> new1, ..}] replaces several parts; {i, j, ..} -> new a part at a position;\n"
             "{{i1, j1, ..}, ..} -> new all of them.  Positions may be patterns.",
    .messages = MESSAGES("psl1", "Position specification `1` is not applicable."),
    .examples = EXAMPLES(
        "ReplacePart[{a, b, c}, 2 -> x]", "{a, x, c}",
        "ReplacePart[{{a, b}, {c, d}}, {i_, i_} -> 0]", "{{0, b}, {c, 0}}",
        "ReplacePart[{a, b, c}, {{1}, {3}} -> x]", "{x, b, x}"))
{
    ValArray rules = valarray(vm_heap(vm));
    size_t n = options_split(args);

    if (n < 2)
        return NOT_MINE;
    if (!count_ok(vm, args, n, 2, 3))
        return NOT_MINE;
    if (n == 3 && (has_pattern(args.v[2]) || val_is_assoc(args.v[0])))
        return NOT_MINE;
    if (n == 3)
        valarray_push(&rules, expr2(vm_heap(vm), S_Rule, args.v[2], args.v[1]));
    else if (!add_rules(val_is_assoc(args.v[1]) ? assoc_rules(vm_heap(vm), args.v[1]) : args.v[1], &rules))
        return MESSAGE(vm, "reps", args.v[1]);
    return replace_parts(vm, args, &rules);
}

/* The elements that SubsetMap works on, gathered and put back in the same order. */
typedef struct SubsetState {
    Val   *gathered;
    size_t n, capacity;
    bool   several;          /* one specification for many parts: in order of the walk */
    Val    values;           /* what is put back */
    size_t next;
} SubsetState;

static Val subset_gather(Vm *vm, Val part, const Position *p, void *state)
{
    SubsetState *s = state;
    size_t at = s->several ? s->next++ : p->number;

    if (at >= s->capacity) {
        size_t capacity = (at + 1) * 2;

        s->gathered = heap_grow(vm_heap(vm), s->gathered, s->capacity * sizeof(Val), capacity * sizeof(Val));
        s->capacity = capacity;
    }
    s->gathered[at] = part;
    if (at + 1 > s->n)
        s->n = at + 1;
    return part;
}

static Val subset_put(Vm *vm, __attribute__((unused)) Val part, const Position *p, void *state)
{
    SubsetState *s = state;

    return list_item(vm_heap(vm), s->values, s->several ? s->next++ : p->number);
}

BUILTIN(SubsetMap,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_second2,
    .quiet_count = true,
    .usage = "SubsetMap[f, expr, {i1, i2, ..}] replaces the parts of expr at these positions by the elements\n"
             "of f[{e1, e2, ..}], where e1, e2, .. are the parts.",
    .messages = MESSAGES(
        "partw", "Part `1` of `2` does not exist.",
        "psl", "Position specification `1` in `2` is not a machine-sized integer or a list of machine-sized integers.",
        "len", "The function `1` gives `2`, which is not a list of length `3`."),
    .examples = EXAMPLES("SubsetMap[Reverse, {a, b, c, d, e}, {2, 4}]", "{a, d, c, b, e}"))
{
    Heap *h = vm_heap(vm);
    SubsetState state = { 0 };
    Position *positions;
    const Position *missing;
    Val spec, v;
    size_t n;

    if (args.n < 3 || !count_ok(vm, args, args.n, 3, 3))
        return NOT_MINE;
    spec = val_unpacked(h, args.v[2]);
    if (val_is_plain_list(spec)) {         /* a list of integers is one of elements, not a position */
        bool flat = true;
        Val *each = vals_new(h, expr_len(spec));

        for (size_t i = 0; i < expr_len(spec); i++) {
            flat = flat && (val_is_small(expr_arg(spec, i)) || val_is_call(expr_arg(spec, i), S_Key, 1));
            each[i] = expr1(h, S_List, expr_arg(spec, i));
        }
        if (flat)
            spec = list_make(h, expr_len(spec), each);
    }
    args.v = (Val[]){ args.v[1], args.v[0], spec };
    if (!read_positions(vm, args, spec, &n, &positions))
        return NOT_MINE;
    state.several = n == 1;
    TRY(v = positions_change(vm, args.v[0], n, positions, false, subset_gather, &state, &missing));
    if (missing)
        return say_missing(vm, args, missing);
    TRY(state.values = vm_call1(vm, args.v[1], list_make(h, state.n, state.gathered)));
    if (!val_is_list(state.values) || list_len(state.values) != state.n)
        return MESSAGE(vm, "len", args.v[1], state.values, val_int((int64_t)state.n));
    state.next = 0;
    return positions_change(vm, args.v[0], n, positions, false, subset_put, &state, &missing);
}
