/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * direct.c -- rules whose left side is a tree of heads, literals and single blanks, and whose right side is filled in.
 *
 * Such a rule needs no matcher: its left side is a list of tests of values that lie in an array, where each
 * expression that is taken apart puts its arguments; its right side takes them from there.  A value that
 * would be spliced, or is no plain expression where one is asked for, is left to the matcher.
 */
#include "vm/pattern/direct.h"

#include "vm/value/packed.h"

enum { STEPS_MAX = 32, DIRECT_VALUES = 24 };

typedef enum StepKind { STEP_EXPR, STEP_HEAD, STEP_LITERAL, STEP_SAME } StepKind;

/* A test of values[at].  EXPR: the head is [what], with [n] arguments, which go to values[to], ..; HEAD: the head is [what];
 * LITERAL: it is [what]; SAME: it is values[to]. */
typedef struct Step {
    StepKind kind;
    uint8_t  at, n, to;
    Val      what;
} Step;

struct Direct {
    size_t  n;
    uint8_t slots[MATCHER_ROOM];     /* where the values of the names are */
    Step    steps[];
};

typedef struct Making {
    size_t  n;
    uint8_t used, slots[MATCHER_ROOM];
    bool    named[MATCHER_ROOM];
    Step    steps[STEPS_MAX];
} Making;

static bool add_step(Making *m, Step s)
{
    if (m->n == STEPS_MAX)
        return false;
    m->steps[m->n++] = s;
    return true;
}

static bool compile_pattern(Making *m, const Pattern *p, uint8_t at);

static bool compile_expr(Making *m, const Pattern *p, uint8_t at)
{
    Val head = p->sub->value;
    uint8_t to = m->used;

    if (p->sub->kind != PATTERN_LITERAL || !val_is_symbol(head) || !p->simple || p->in_order || val_is(head, S_Rational)
        || val_is(head, S_Complex) || val_is(head, S_Association) || p->n + to > DIRECT_VALUES)
        return false;
    for (size_t i = 0; i < p->n; i++)
        if (p->args[i]->min != 1 || p->args[i]->max != 1)
            return false;
    m->used = (uint8_t)(to + p->n);
    if (!add_step(m, (Step){STEP_EXPR, at, (uint8_t)p->n, to, head}))
        return false;
    for (size_t i = 0; i < p->n; i++)
        if (!compile_pattern(m, p->args[i], (uint8_t)(to + i)))
            return false;
    return true;
}

static bool compile_pattern(Making *m, const Pattern *p, uint8_t at)
{
    switch (p->kind) {
    case PATTERN_LITERAL:
        return add_step(m, (Step){STEP_LITERAL, at, 0, 0, p->value});
    case PATTERN_BLANK:
        return val_is_none(p->value) || (val_is_symbol(p->value) && add_step(m, (Step){STEP_HEAD, at, 0, 0, p->value}));
    case PATTERN_NAMED:
        if (p->slot >= MATCHER_ROOM)
            return false;
        if (m->named[p->slot] && !add_step(m, (Step){STEP_SAME, at, 0, m->slots[p->slot], VAL_NONE}))
            return false;
        if (!m->named[p->slot])
            m->slots[p->slot] = at;
        m->named[p->slot] = true;
        return compile_pattern(m, p->sub, at);
    case PATTERN_EXPR:
        return compile_expr(m, p, at);
    default:
        return false;
    }
}

static bool fills_directly(const Skeleton *s)
{
    if (s->kind != SKELETON_CALL)
        return true;
    if (s->head->kind != SKELETON_CONSTANT || (!val_is_symbol(s->head->expr) && !val_is_expr(s->head->expr)))
        return false;
    for (size_t i = 0; i < s->n; i++)
        if (!fills_directly(s->args[i]))
            return false;
    return true;
}

Direct *direct_compile(Vm *vm, const Pattern *p, const Skeleton *value)
{
    Making m = {.used = 1};

    if (p->kind != PATTERN_EXPR || p->name_count > MATCHER_ROOM || value == NULL || !fills_directly(value)
        || !compile_pattern(&m, p, 0))
        return NULL;
    for (size_t i = 0; i < p->name_count; i++)
        if (!m.named[i])
            return NULL;
    Direct *d = heap_alloc(vm_heap(vm), sizeof *d + m.n * sizeof(Step));
    d->n = m.n;
    memcpy(d->slots, m.slots, sizeof d->slots);
    memcpy(d->steps, m.steps, m.n * sizeof(Step));
    return d;
}

/* ---- matching ---- */

static bool has_head(Val v, Val head)
{
    return val_is(val_is_expr(v) ? expr_head(v) : val_head(v), head);
}

typedef enum DirectMatch { DIRECT_NO, DIRECT_YES, DIRECT_UNSURE } DirectMatch;

static DirectMatch match(Vm *vm, const Direct *d, Val expr, Val *values)
{
    values[0] = expr;
    for (const Step *s = d->steps, *end = s + d->n; s < end; s++) {
        Val v = values[s->at];
        switch (s->kind) {
        case STEP_EXPR:
            if (UNLIKELY(val_is_packed(v)) && val_is(s->what, S_List))
                v = packed_unpack(vm_heap(vm), v);
            if (!val_is_expr(v) || !val_is(expr_head(v), s->what) || expr_len(v) != s->n)
                return DIRECT_NO;
            if (UNLIKELY(val_flags(v) & FLAG_SPLICE))
                return DIRECT_UNSURE;
            for (size_t i = 0; i < s->n; i++)
                values[s->to + i] = expr_arg(v, i);
            break;
        case STEP_HEAD:
            if (!has_head(v, s->what))
                return DIRECT_NO;
            break;
        case STEP_LITERAL:
            if (!val_same(v, s->what))
                return DIRECT_NO;
            break;
        case STEP_SAME:
            if (!val_same(v, values[s->to]))
                return DIRECT_NO;
            break;
        }
    }
    return DIRECT_YES;
}

/* ---- filling ---- */

static Val fill(Vm *vm, const Direct *d, const Skeleton *s, const Val *values, uint32_t stamp)
{
    if (s->kind != SKELETON_CALL)
        return s->kind == SKELETON_CONSTANT ? s->expr : values[d->slots[s->slot]];
    Val head = s->head->expr;
    size_t n = s->n;
    Expr *e = heap_alloc(vm_heap(vm), sizeof(Expr) + n * sizeof(Val));
    uint64_t all = node_word(val_node(head));

    e->len = (uint32_t)n;
    e->head = head;
    for (size_t i = 0; i < n; i++) {
        const Skeleton *arg = s->args[i];
        Val v = arg->kind == SKELETON_SLOT ? values[d->slots[arg->slot]] : fill(vm, d, arg, values, stamp);
        e->args[i] = v;
        if (val_is_pointer(v))
            all |= node_word(val_node(v));
    }
    e->node = (Node){.kind = KIND_EXPR, .flags = node_word_flags(all) & FLAG_INHERITED, .bloom = node_word_bloom(all)};
    if (stamp != 0)
        e->stamp = stamp;
    else
        vm_settle(vm, val_from_node(e));
    return val_from_node(e);
}

Val direct_apply(Vm *vm, const Direct *d, const Skeleton *value, Val expr, uint32_t stamp)
{
    Val values[DIRECT_VALUES];

    switch (match(vm, d, expr, values)) {
    case DIRECT_YES: return fill(vm, d, value, values, stamp);
    case DIRECT_NO:  return VAL_NONE;
    default:         return NOT_MINE;
    }
}
