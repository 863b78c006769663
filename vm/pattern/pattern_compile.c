/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pattern_compile.c -- expressions to compiled patterns, and the order of specificity.
 */
#include "vm/pattern/matcher.h"

#include "vm/num/number.h"
#include "vm/value/assoc.h"
#include "vm/value/packed.h"

typedef struct Compiler {
    Vm     *vm;
    Heap   *heap;
    Val    *names;
    size_t  name_count, name_capacity;
} Compiler;

static Pattern *compile(Compiler *c, Val expr);

static Pattern *node_new(Compiler *c, PatternKind kind, Val expr)
{
    Pattern *p = heap_alloc(c->heap, sizeof *p);

    p->kind = kind;
    p->expr = expr;
    p->slot = -1;
    p->min = p->max = 1;
    return p;
}

Val pattern_options_name(void)
{
    return symbol_private("options");
}

static int slot_of_name(Compiler *c, Val name)
{
    for (size_t i = 0; i < c->name_count; i++)
        if (val_is(c->names[i], name))
            return (int)i;
    if (c->name_count == c->name_capacity) {
        size_t capacity = c->name_capacity == 0 ? 8 : 2 * c->name_capacity;
        c->names = heap_grow(c->heap, c->names, c->name_count * sizeof(Val), capacity * sizeof(Val));
        c->name_capacity = capacity;
    }
    c->names[c->name_count] = name;
    return (int)c->name_count++;
}

static Pattern *compile_literal(Compiler *c, Val expr)
{
    Pattern *p = node_new(c, PATTERN_LITERAL, expr);

    p->value = expr;
    p->simple = true;
    return p;
}

static size_t add_lengths(size_t a, size_t b)
{
    return a == SEQUENCE_MAX || b == SEQUENCE_MAX || a > SEQUENCE_MAX - b ? SEQUENCE_MAX : a + b;
}

static void compile_args(Compiler *c, Pattern *p, size_t n, const Val *args)
{
    p->n = n;
    p->args = heap_alloc(c->heap, n * sizeof(Pattern *));
    p->args_min = p->args_max = 0;
    for (size_t i = 0; i < n; i++) {
        p->args[i] = compile(c, args[i]);
        p->args_min = add_lengths(p->args_min, p->args[i]->min);
        p->args_max = add_lengths(p->args_max, p->args[i]->max);
    }
}

static Pattern *compile_expr(Compiler *c, Val head, size_t n, const Val *args, Val expr)
{
    Pattern *p = node_new(c, PATTERN_EXPR, expr);

    p->attributes_epoch = c->vm->attributes_epoch;
    p->sub = compile(c, head);
    p->in_order = val_has_head(head, S_Verbatim);
    compile_args(c, p, n, args);
    /* Attributes are asked for again when matching; here they only say that there may be choices. */
    p->simple = p->sub->simple;
    if (val_is_symbol(head) && (vm_attributes(c->vm, head) & (ATTR_FLAT | ATTR_ORDERLESS | ATTR_ONE_IDENTITY)))
        p->simple = false;
    for (size_t i = 0; i < n; i++)
        p->simple = p->simple && p->args[i]->simple;
    return p;
}

static Pattern *compile_blank(Compiler *c, PatternKind kind, Val expr)
{
    Pattern *p = node_new(c, kind, expr);

    if (expr_len(expr) == 1)
        p->value = expr_arg(expr, 0);
    else if (expr_len(expr) > 1)
        return compile_expr(c, expr_head(expr), expr_len(expr), expr_args(expr), expr);
    p->simple = kind == PATTERN_BLANK;
    if (kind != PATTERN_BLANK) {
        p->min = kind == PATTERN_BLANK_SEQUENCE;
        p->max = SEQUENCE_MAX;
    }
    return p;
}

static Pattern *compile_wrapper(Compiler *c, PatternKind kind, Val expr, Val inner)
{
    Pattern *p = node_new(c, kind, expr);

    p->sub = compile(c, inner);
    p->min = p->sub->min;
    p->max = p->sub->max;
    p->longest = kind == PATTERN_LONGEST || (kind != PATTERN_SHORTEST && p->sub->longest);
    p->simple = p->sub->simple;
    return p;
}

/* Does a match bind names?  Where it does not, one way to match is as good as another. */
static bool binds(const Pattern *p)
{
    if (p->slot >= 0 || (p->sub != NULL && binds(p->sub)))
        return true;
    for (size_t i = 0; i < p->n; i++)
        if (binds(p->args[i]))
            return true;
    return false;
}

static Pattern *compile_repeated(Compiler *c, Val expr, size_t least)
{
    size_t n = expr_len(expr);
    Pattern *p = node_new(c, PATTERN_REPEATED, expr);
    int64_t lo = (int64_t)least, hi = -1;

    if (n == 2) {
        Val spec = expr_arg(expr, 1);
        if (val_is_small(spec)) {
            hi = val_small(spec);
        } else if (val_is_plain_list(spec) && expr_len(spec) >= 1 && val_is_small(expr_arg(spec, 0))) {
            lo = val_small(expr_arg(spec, 0));
            hi = expr_len(spec) == 1 ? lo : val_is_small(expr_arg(spec, 1)) ? val_small(expr_arg(spec, 1)) : -1;
        }
    }
    p->sub = compile(c, expr_arg(expr, 0));
    p->repeat_min = lo < 0 ? 0 : (size_t)lo;
    p->repeat_max = hi < 0 ? SEQUENCE_MAX : (size_t)hi;
    p->min = p->repeat_min * p->sub->min;
    p->max = p->repeat_max == SEQUENCE_MAX || p->sub->max == SEQUENCE_MAX ? SEQUENCE_MAX
                                                                         : p->repeat_max * p->sub->max;
    p->simple = false;
    p->one_by_one = p->sub->simple || (p->sub->min == 1 && p->sub->max == 1 && !binds(p->sub));
    return p;
}

static Pattern *compile_alternatives(Compiler *c, Val expr)
{
    Pattern *p = node_new(c, PATTERN_ALTERNATIVES, expr);

    compile_args(c, p, expr_len(expr), expr_args(expr));
    p->simple = true;
    p->min = p->n == 0 ? 1 : SEQUENCE_MAX;
    p->max = p->n == 0 ? 1 : 0;
    for (size_t i = 0; i < p->n; i++) {
        if (p->args[i]->min < p->min) p->min = p->args[i]->min;
        if (p->args[i]->max > p->max) p->max = p->args[i]->max;
        /* With names inside, another alternative may bind otherwise: a choice. */
        p->simple = p->simple && p->args[i]->kind != PATTERN_CONDITION && p->args[i]->simple && !binds(p->args[i]);
    }
    return p;
}

static Pattern *compile_optional(Compiler *c, Val expr)
{
    Pattern *p = compile_wrapper(c, PATTERN_OPTIONAL, expr, expr_arg(expr, 0));

    p->value = expr_len(expr) == 2 ? expr_arg(expr, 1) : VAL_NONE;
    p->min = 0;
    p->longest = true;
    p->simple = false;
    return p;
}

static Pattern *compile_except(Compiler *c, Val expr)
{
    Pattern *p = node_new(c, PATTERN_EXCEPT, expr);

    compile_args(c, p, 1, expr_args(expr));
    if (expr_len(expr) == 2) {
        p->sub = compile(c, expr_arg(expr, 1));
        p->min = p->sub->min;
        p->max = p->sub->max;
    }
    p->simple = p->args[0]->simple && (p->sub == NULL || p->sub->simple);
    return p;
}

static Pattern *compile_sequence(Compiler *c, PatternKind kind, Val expr)
{
    Pattern *p = node_new(c, kind, expr);

    compile_args(c, p, expr_len(expr), expr_args(expr));
    p->min = p->args_min;
    p->max = p->args_max;
    p->simple = false;
    return p;
}

static Pattern *compile_key_value(Compiler *c, Val expr)
{
    Pattern *p = node_new(c, PATTERN_KEY_VALUE, expr);
    Val rules = expr_arg(expr, 0);

    if (val_is_assoc(rules))
        rules = assoc_rules(c->heap, rules);
    if (val_is_plain_list(rules))
        compile_args(c, p, expr_len(rules), expr_args(rules));
    else
        compile_args(c, p, 1, &rules);
    return p;
}

static Pattern *compile_named(Compiler *c, Val expr)
{
    Pattern *p = compile_wrapper(c, PATTERN_NAMED, expr, expr_arg(expr, 1));

    p->slot = slot_of_name(c, expr_arg(expr, 0));
    return p;
}

/* The pattern constructs by head; NULL where [expr] is an ordinary expression. */
static Pattern *compile_construct(Compiler *c, Val expr)
{
    size_t n = expr_len(expr);
    Pattern *p;

    switch (symbol_switch(expr_head(expr))) {
    case SYM_Blank:             return compile_blank(c, PATTERN_BLANK, expr);
    case SYM_BlankSequence:     return compile_blank(c, PATTERN_BLANK_SEQUENCE, expr);
    case SYM_BlankNullSequence: return compile_blank(c, PATTERN_BLANK_NULL_SEQUENCE, expr);
    case SYM_Pattern:
        return n == 2 && val_is_symbol(expr_arg(expr, 0)) ? compile_named(c, expr) : NULL;
    case SYM_HoldPattern:
        return n == 1 ? compile(c, expr_arg(expr, 0)) : NULL;
    case SYM_Verbatim:
        return n == 1 ? compile_literal(c, expr_arg(expr, 0)) : NULL;
    case SYM_Alternatives:      return compile_alternatives(c, expr);
    case SYM_Except:            return n == 1 || n == 2 ? compile_except(c, expr) : NULL;
    case SYM_Optional:          return n == 1 || n == 2 ? compile_optional(c, expr) : NULL;
    case SYM_Repeated:          return n == 1 || n == 2 ? compile_repeated(c, expr, 1) : NULL;
    case SYM_RepeatedNull:      return n == 1 || n == 2 ? compile_repeated(c, expr, 0) : NULL;
    case SYM_PatternSequence:   return compile_sequence(c, PATTERN_SEQUENCE, expr);
    case SYM_OrderlessPatternSequence:
        return compile_sequence(c, PATTERN_ORDERLESS_SEQUENCE, expr);
    case SYM_Longest:
        return n >= 1 ? compile_wrapper(c, PATTERN_LONGEST, expr, expr_arg(expr, 0)) : NULL;
    case SYM_Shortest:
        return n >= 1 ? compile_wrapper(c, PATTERN_SHORTEST, expr, expr_arg(expr, 0)) : NULL;
    case SYM_Condition:
        if (n != 2) return NULL;
        p = compile_wrapper(c, PATTERN_CONDITION, expr, expr_arg(expr, 0));
        p->value = expr_arg(expr, 1);
        return p;
    case SYM_PatternTest:
        if (n != 2) return NULL;
        p = compile_wrapper(c, PATTERN_TEST, expr, expr_arg(expr, 0));
        p->value = expr_arg(expr, 1);
        return p;
    case SYM_OptionsPattern:
        p = node_new(c, PATTERN_OPTIONS, expr);
        p->min = 0;
        p->max = SEQUENCE_MAX;
        p->longest = true;
        p->value = n >= 1 ? expr_arg(expr, 0) : VAL_NONE;
        p->slot = slot_of_name(c, pattern_options_name());
        return p;
    case SYM_KeyValuePattern:   return n == 1 ? compile_key_value(c, expr) : NULL;
    default:                    return NULL;
    }
}

static Pattern *compile(Compiler *c, Val expr)
{
    if ((val_flags(expr) & FLAG_PATTERN) == 0)
        return compile_literal(c, expr);
    if (val_is_assoc(expr)) {
        Val rules = assoc_rules(c->heap, expr);
        return compile_expr(c, S_Association, expr_len(rules), expr_args(rules), expr);
    }
    if (!val_is_expr(expr))
        return compile_literal(c, expr);
    Pattern *p = val_is_symbol(expr_head(expr)) ? compile_construct(c, expr) : NULL;
    if (p != NULL)
        return p;
    return compile_expr(c, expr_head(expr), expr_len(expr), expr_args(expr), expr);
}

/* Once all names are known: conditions are prepared, and it is seen whether programs run. */
static bool finish(Vm *vm, const Pattern *root, Pattern *p)
{
    bool structural = p->kind != PATTERN_CONDITION && p->kind != PATTERN_TEST && p->kind != PATTERN_OPTIONAL;

    if (p->kind == PATTERN_CONDITION)
        p->test = skeleton_compile(vm, root, p->value);
    if (p->sub != NULL && !finish(vm, root, p->sub))
        structural = false;
    for (size_t i = 0; i < p->n; i++)
        if (!finish(vm, root, p->args[i]))
            structural = false;
    return structural;
}

Pattern *pattern_compile(Vm *vm, Val expr)
{
    Compiler c = {.vm = vm, .heap = vm_heap(vm)};
    Pattern *p = compile(&c, expr);

    p->name_count = c.name_count;
    p->names = c.names;
    p->structural = p->kind == PATTERN_LITERAL || finish(vm, p, p);
    p->early = p->kind == PATTERN_CONDITION && skeleton_is_quick(p->test) && finish(vm, p, p->sub);
    return p;
}

bool pattern_equivalent(const Pattern *a, const Pattern *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->kind != b->kind || a->slot != b->slot || a->n != b->n || a->repeat_min != b->repeat_min
        || a->repeat_max != b->repeat_max)
        return false;
    if (val_is_none(a->value) != val_is_none(b->value))
        return false;
    if (!val_is_none(a->value) && !val_same(a->value, b->value))
        return false;
    if (!pattern_equivalent(a->sub, b->sub))
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!pattern_equivalent(a->args[i], b->args[i]))
            return false;
    return true;
}

/* How general a kind is by itself, apart from what is inside. */
static int generality(const Pattern *p)
{
    switch (p->kind) {
    case PATTERN_LITERAL:             return 0;
    case PATTERN_EXPR:                return 1;
    case PATTERN_KEY_VALUE:           return 2;
    case PATTERN_ALTERNATIVES:        return 3;
    case PATTERN_EXCEPT:              return 4;
    case PATTERN_BLANK:               return val_is_none(p->value) ? 6 : 5;
    case PATTERN_OPTIONAL:            return 7;
    case PATTERN_REPEATED:            return 8;
    case PATTERN_SEQUENCE: case PATTERN_ORDERLESS_SEQUENCE: return 8;
    case PATTERN_BLANK_SEQUENCE:      return val_is_none(p->value) ? 10 : 9;
    case PATTERN_BLANK_NULL_SEQUENCE: return val_is_none(p->value) ? 12 : 11;
    case PATTERN_OPTIONS:             return 13;
    default:                          return 6;
    }
}

enum { INCOMPARABLE = 100 };

static int compare_args(const Pattern *a, const Pattern *b);

static const Pattern *strip(const Pattern *p, int *tests)
{
    for (;; p = p->sub) {
        if (p->kind == PATTERN_CONDITION || p->kind == PATTERN_TEST)
            ++*tests;
        else if (p->kind != PATTERN_NAMED && p->kind != PATTERN_LONGEST && p->kind != PATTERN_SHORTEST)
            return p;
    }
}

/* -1, 0 (alike) or 1; INCOMPARABLE. */
static int compare_nodes(const Pattern *a, const Pattern *b)
{
    int tests_a = 0, tests_b = 0, by_kind;

    a = strip(a, &tests_a);
    b = strip(b, &tests_b);
    by_kind = generality(a) - generality(b);
    if (by_kind == 0) {
        if (a->kind == PATTERN_LITERAL)
            by_kind = val_same(a->value, b->value) ? 0 : INCOMPARABLE;
        else if (a->kind == PATTERN_EXPR)
            by_kind = compare_args(a, b);
        else if (!val_is_none(a->value) && !val_is_none(b->value) && !val_same(a->value, b->value))
            by_kind = INCOMPARABLE;
    }
    if (by_kind == INCOMPARABLE)
        return INCOMPARABLE;
    if (by_kind == 0 && tests_a != tests_b)
        return tests_a > tests_b ? -1 : 1;
    return by_kind < 0 ? -1 : by_kind > 0;
}

static int compare_args(const Pattern *a, const Pattern *b)
{
    int total = compare_nodes(a->sub, b->sub);

    if (total == INCOMPARABLE)
        return INCOMPARABLE;
    if (a->n != b->n) {
        if (a->args_max <= b->args_max && a->args_min >= b->args_min)
            return -1;
        if (b->args_max <= a->args_max && b->args_min >= a->args_min)
            return 1;
        return INCOMPARABLE;
    }
    for (size_t i = 0; i < a->n; i++) {
        int c = compare_nodes(a->args[i], b->args[i]);
        if (c == INCOMPARABLE || (c != 0 && total != 0 && c != total))
            return INCOMPARABLE;
        if (c != 0)
            total = c;
    }
    return total;
}

/* How many names [p] holds, each as often as it occurs. */
static size_t count_named(const Pattern *p)
{
    size_t total = 0;

    for (; p != NULL; p = p->sub) {
        total += p->kind == PATTERN_NAMED;
        for (size_t i = 0; i < p->n; i++)
            total += count_named(p->args[i]);
    }
    return total;
}

int pattern_compare(const Pattern *a, const Pattern *b)
{
    int c = compare_nodes(a, b);

    if (c == INCOMPARABLE)
        return 0;
    /* f[x_, x_] before f[x_, y_]. */
    if (c == 0) {
        size_t again_a = count_named(a) - a->name_count, again_b = count_named(b) - b->name_count;

        return again_a > again_b ? -1 : again_a < again_b;
    }
    return c;
}
