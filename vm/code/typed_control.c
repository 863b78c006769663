/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_control.c -- typed code for scopes, assignments, branches and exits.
 */
#include "vm/code/typed_emit.h"

#include "vm/pattern/match.h"

/* ---- assignments -------------------------------------------------------------------------------- */

TypedValue typed_assign(TypedCompiler *c, Val name, TypedValue v)
{
    TypedVar *var = typed_var(c, name);

    if (c->failed)
        return v;
    if (!var->settable)
        return typed_fail(c, "argset", 1, &name);
    if (v.type.base == TYPED_NONE)
        return typed_fail(c, NULL, 0, NULL);
    if (var->type.base == TYPED_NONE)
        var->type = v.type;
    if (!typed_same(v.type, var->type)) {
        if (c->exact || !typed_same(typed_wider(c, v.type, var->type), var->type)) {
            Heap *h = c->heap;
            const char *to = typed_name(var->type), *from = typed_name(v.type);
            return typed_fail(c, "cset", 3, (Val[]){name, text_new(h, to, strlen(to)), text_new(h, from, strlen(from))});
        }
        v = typed_convert(c, v, var->type);
    }
    if (!typed_is_known(c, var))
        var->block = c->block_count > 0 ? c->blocks[c->block_count - 1] : 0;
    if (v.type.rank > 0 && !v.fresh && (var->mutated || v.mutated))
        typed_emit(c, TOP_COPY, var->slot, v.slot, 0);
    else
        typed_move(c, var->slot, v);
    return (TypedValue){.type = var->type, .slot = var->slot, .variable = true, .mutated = var->mutated, .literal = VAL_NONE};
}

/* {a, b} = {x, y}: all values first. */
static TypedValue assign_list(TypedCompiler *c, Val to, Val from)
{
    size_t n = expr_len(to);
    TypedValue v[16];

    if (!val_is_plain_list(from) || expr_len(from) != n || n > 16)
        return typed_fail(c, NULL, 0, NULL);
    for (size_t i = 0; i < n; i++)
        if (!val_is_symbol(expr_arg(to, i)) || typed_var(c, expr_arg(to, i)) == NULL)
            return typed_fail(c, NULL, 0, NULL);
    for (size_t i = 0; i < n && !c->failed; i++)
        v[i] = typed_own(c, typed_value(c, expr_arg(from, i)));
    for (size_t i = 0; i < n && !c->failed; i++) {
        v[i].temporary = false;
        typed_assign(c, expr_arg(to, i), v[i]);
    }
    return typed_nothing();
}

static TypedValue assign(TypedCompiler *c, Val to, Val from, bool wanted)
{
    if (val_is_symbol(to) && typed_var(c, to) != NULL)
        return typed_assign(c, to, typed_value(c, from));
    if (val_has_head(to, S_Part) && expr_len(to) >= 2)
        return typed_set_part(c, to, from, wanted);
    if (val_is_plain_list(to) && !wanted)
        return assign_list(c, to, from);
    return typed_outside(c, expr2(c->heap, S_Set, to, from), typed_type(wanted ? TYPED_REAL : TYPED_NONE, 0));
}

/* x += y as x = x + y. */
static bool changes_in_place(TypedCompiler *c, Val e, Val *as, bool *old)
{
    Heap *h = c->heap;
    size_t n = expr_len(e);
    Val to = n > 0 ? expr_arg(e, 0) : VAL_NONE, one = val_int(1), by = n == 2 ? expr_arg(e, 1) : one;

    *old = false;
    switch (symbol_switch(expr_head(e))) {
    case SYM_AddTo:        if (n != 2) return false; *as = expr2(h, S_Plus, to, by); return true;
    case SYM_SubtractFrom: if (n != 2) return false; *as = expr2(h, S_Subtract, to, by); return true;
    case SYM_TimesBy:      if (n != 2) return false; *as = expr2(h, S_Times, to, by); return true;
    case SYM_DivideBy:     if (n != 2) return false; *as = expr2(h, S_Divide, to, by); return true;
    case SYM_Increment: case SYM_PreIncrement:
        if (n != 1)
            return false;
        *old = val_is(expr_head(e), S_Increment);
        *as = expr2(h, S_Plus, to, one);
        return true;
    case SYM_Decrement: case SYM_PreDecrement:
        if (n != 1)
            return false;
        *old = val_is(expr_head(e), S_Decrement);
        *as = expr2(h, S_Plus, to, val_int(-1));
        return true;
    default:
        return false;
    }
}

static TypedValue change(TypedCompiler *c, Val to, Val e, Val as, bool old, bool wanted)
{
    TypedValue before = typed_nothing(), after;
    bool local = val_is_symbol(to) && typed_var(c, to) != NULL;
    size_t vars = c->var_count;

    if (!local && !val_has_head(to, S_Part))
        return typed_outside(c, e, typed_type(wanted ? TYPED_REAL : TYPED_NONE, 0));
    if (!local && typed_assigns_locals(c, to))
        return typed_fail(c, NULL, 0, NULL);       /* v[[i++]] += 1 */
    if (expr_len(e) == 2 && typed_assigns_locals(c, expr_arg(e, 1))) {
        /* x += (x = 5; 1): the right side is evaluated before the variable is read. */
        TypedValue by = typed_own(c, typed_operand(c, expr_arg(e, 1), 0, NULL));
        Val name = typed_private_name(c);
        typed_var_add(c, name, by.type, by.slot);
        as = expr_with_arg(c->heap, as, 1, name);
    }
    if (old && wanted) {
        before = typed_own(c, typed_value(c, to));
        before.temporary = false;
    }
    after = assign(c, to, as, wanted && !old);
    c->var_count = vars;
    return old ? before : after;
}

static TypedValue append_to(TypedCompiler *c, Val name, Val x)
{
    TypedVar *var = val_is_symbol(name) ? typed_var(c, name) : NULL;

    if (var == NULL)
        return typed_outside(c, expr2(c->heap, S_AppendTo, name, x), typed_type(TYPED_NONE, 0));
    TypedValue v = typed_operand(c, x, 0, NULL);
    if (c->failed || !var->settable || !typed_is_known(c, var) || var->type.rank != v.type.rank + 1u)
        return typed_fail(c, NULL, 0, NULL);
    v = typed_convert(c, v, typed_type((TypedBase)var->type.base, v.type.rank));
    TypedValue to = {.type = var->type, .slot = var->slot, .variable = true, .mutated = true, .literal = VAL_NONE};
    if (!c->failed)
        typed_push_value(c, to, v);
    return to;
}

/* ---- scopes ------------------------------------------------------------------------------------- */

/* A variable that is not there yet: its value is of the scope outside. */
typedef struct Declared { Val name; TypedType type; uint16_t slot; bool mutated; } Declared;

/* A function, or a name without value: With puts it in as it is. */
static bool is_no_value(TypedCompiler *c, Val v)
{
    if (val_is_symbol(v)) {
        const Definition *d = definition_find(&c->vm->definitions, v);
        return typed_var(c, v) == NULL && (d == NULL || val_is_none(d->value));
    }
    return val_has_head(v, S_Function) || val_has_head(v, S_CompiledFunction);
}

static bool declare(TypedCompiler *c, Val item, Val scope, bool settable, Declared *d)
{
    bool has_value = val_is_call(item, S_Set, 2);
    TypedValue v = typed_nothing();

    *d = (Declared){.name = has_value ? expr_arg(item, 0) : item};
    if (!val_is_symbol(d->name) || (!has_value && !settable))
        return false;
    d->mutated = settable && typed_assigned(scope, d->name, true);
    if (has_value && !settable && is_no_value(c, expr_arg(item, 1)))
        return false;
    if (has_value)
        v = typed_operand(c, expr_arg(item, 1), 0, NULL);
    d->type = v.type;
    d->slot = typed_slot(c, 2);
    if (c->failed || !has_value)
        return !c->failed;
    if (v.type.rank > 0 && !v.fresh && (d->mutated || v.mutated))
        typed_emit(c, TOP_COPY, d->slot, v.slot, 0);
    else
        typed_move(c, d->slot, v);
    return !c->failed;
}

enum { DECLARED_MAX = 64 };

static TypedValue scope(TypedCompiler *c, Val e, bool tail)
{
    Val list = expr_arg(e, 0), body = expr_arg(e, 1);
    size_t before = c->var_count, n = expr_len(list), count = 0;
    bool with = val_is(expr_head(e), S_With);
    Declared d[DECLARED_MAX];

    if (n > DECLARED_MAX)
        return typed_fail(c, NULL, 0, NULL);
    for (size_t i = 0; i < n && !c->failed; i++) {
        Val item = expr_arg(list, i);
        TypedMark m = typed_mark(c, with);
        if (!declare(c, item, body, !with, &d[count]))
            c->failed = true;
        if (!with) {
            count++;
        } else if (!typed_undo(c, &m)) {
            count++;
        } else {
            /* A value without type is put in as it is. */
            if (c->exact || !val_is_call(item, S_Set, 2) || !val_is_symbol(expr_arg(item, 0)))
                return typed_fail(c, NULL, 0, NULL);
            Val name = expr_arg(item, 0), value = expr_arg(item, 1);
            body = names_substitute(c->vm, 1, &name, &value, body);
        }
    }
    for (size_t i = 0; i < count && !c->failed; i++) {
        TypedVar *v = typed_var_add(c, d[i].name, d[i].type, d[i].slot);
        v->settable = !with;
        v->mutated = d[i].mutated;
    }
    c->tail = tail;
    TypedValue r = typed_value(c, body);
    c->var_count = before;
    return r;
}

/* ---- branches ----------------------------------------------------------------------------------- */

/* The values of branches come to one slot; each one's move is kept, to be widened when a later one is wider. */
typedef struct Join {
    TypedType type;
    uint16_t  slot;
    size_t    moves[32], n;
    bool      fresh, mutated;
} Join;

static void join_branch(TypedCompiler *c, Join *j, TypedValue v)
{
    if (c->failed)
        return;
    if (j->n == COUNT_OF(j->moves)) {
        typed_fail(c, NULL, 0, NULL);
        return;
    }
    if (j->n == 0)
        j->type = v.type;
    if (!typed_same(v.type, j->type)) {
        TypedType w = typed_wider(c, v.type, j->type);
        if (w.base == TYPED_NONE) {
            typed_fail(c, NULL, 0, NULL);
            return;
        }
        for (size_t i = 0; i < j->n && !typed_same(w, j->type); i++) {
            TypedIns *m = &c->ins[j->moves[i]];
            bool wide = w.base == TYPED_COMPLEX;
            if (wide && j->type.base == TYPED_INT && w.rank == 0)
                typed_fail(c, NULL, 0, NULL);
            m->op = w.rank > 0 ? wide ? TOP_T2C : TOP_T2D : wide ? TOP_D2C : TOP_I2D;
        }
        j->type = w;
        v = typed_convert(c, v, w);
    }
    j->fresh = (j->n == 0 || j->fresh) && v.fresh;
    j->mutated |= v.mutated;
    j->moves[j->n++] = typed_emit(c, typed_width(v.type) == 2 ? TOP_MOVE2 : TOP_MOVE, j->slot, v.slot, 0);
}

static void branch(TypedCompiler *c, Join *j, Val e, bool tail, bool wanted)
{
    size_t next = c->next;

    typed_block(c);
    if (wanted) {
        c->tail = tail;
        TypedValue v = typed_value(c, e);
        if (!c->failed && v.type.base == TYPED_NONE && !v.gone)
            typed_emit(c, TOP_FAIL, 0, 0, 0);
        else if (!v.gone)
            join_branch(c, j, v);
    } else {
        typed_effect(c, e);
    }
    typed_block_end(c);
    c->next = next;
}

/* Tests and values in turn; [last]: what comes if none holds, VAL_NONE: nothing does. */
static TypedValue branches(TypedCompiler *c, size_t n, const Val *e, Val last, bool tail, bool wanted)
{
    Join j = {.slot = wanted ? typed_slot(c, 2) : 0};
    TypedJumps done = {0};
    size_t blocks = 0;

    for (size_t i = 0; i + 1 < n && !c->failed; i += 2) {
        TypedJumps no = {0};
        size_t next = c->next;
        if (val_is(e[i], S_True)) {
            last = e[i + 1];
            break;
        }
        if (val_is(e[i], S_False))
            continue;
        typed_condition(c, e[i], false, &no);
        c->next = next;
        branch(c, &j, e[i + 1], tail, wanted);
        typed_jump(c, TOP_JMP, 0, 0, &done);
        typed_land(c, &no);
        typed_block(c);           /* what follows is not reached by every way */
        blocks++;
    }
    if (!val_is_none(last))
        branch(c, &j, last, tail, wanted);
    else if (wanted)
        typed_emit(c, TOP_FAIL, 0, 0, 0);
    while (blocks-- > 0)
        typed_block_end(c);
    typed_land(c, &done);
    if (!wanted || j.n == 0)
        return typed_nothing();
    return (TypedValue){.type = j.type, .slot = j.slot, .variable = !j.fresh, .fresh = j.fresh, .mutated = j.mutated, .literal = VAL_NONE};
}

/* ---- exits ----------------------------------------------------------------------------------------- */


static TypedValue leave(TypedCompiler *c, Val value)
{
    TypedLoop *loop = c->loop;

    if (c->exact)
        return typed_fail(c, NULL, 0, NULL);
    if (loop != NULL && !loop->tail) {
        /* It ends the loop, whose value nobody wants. */
        if (!val_is(value, S_Null))
            typed_effect(c, value);
        typed_jump(c, TOP_JMP, 0, 0, &loop->breaks);
        return typed_gone();
    }
    TypedValue v = typed_operand(c, value, 0, NULL);
    if (c->failed)
        return v;
    if (!c->returned) {
        c->result = v.type;
        c->returned = true;
    }
    if (!typed_same(typed_wider(c, c->result, v.type), c->result))
        return typed_fail(c, "cret", 1, (Val[]){S_Return});
    typed_move(c, c->result_slot, typed_convert(c, v, c->result));
    typed_jump(c, TOP_JMP, 0, 0, &c->returns);
    return typed_gone();
}

static TypedValue compound(TypedCompiler *c, Val e, bool tail, bool wanted)
{
    size_t n = expr_len(e);

    for (size_t i = 0; i + 1 < n && !c->failed; i++)
        typed_effect(c, expr_arg(e, i));
    if (n == 0)
        return typed_nothing();
    if (!wanted) {
        typed_effect(c, expr_arg(e, n - 1));
        return typed_nothing();
    }
    c->tail = tail;
    return typed_value(c, expr_arg(e, n - 1));
}

bool typed_control(TypedCompiler *c, Val e, bool tail, bool wanted, TypedValue *r)
{
    Val head = expr_head(e), as;
    const Val *a = expr_args(e);
    size_t n = expr_len(e);
    bool old;

    switch (symbol_switch(head)) {
    case SYM_CompoundExpression: *r = compound(c, e, tail, wanted); return true;
    case SYM_Module: case SYM_Block: case SYM_With:
        if (n != 2 || !val_is_plain_list(a[0]))
            return false;
        *r = scope(c, e, tail);
        return true;
    case SYM_If:
        if (n < 2 || n > 3)
            return false;
        *r = branches(c, 2, a, n == 3 ? a[2] : VAL_NONE, tail, wanted);
        return true;
    case SYM_Which:
        if (n < 2 || n % 2 != 0)
            return false;
        *r = branches(c, n, a, VAL_NONE, tail, wanted);
        return true;
    case SYM_Set:
        if (n != 2)
            return false;
        *r = assign(c, a[0], a[1], wanted);
        return true;
    case SYM_AppendTo:
        if (n != 2)
            return false;
        *r = append_to(c, a[0], a[1]);
        return true;
    case SYM_Return:
        if (n > 1)
            return false;
        *r = leave(c, n == 1 ? a[0] : S_Null);
        return true;
    case SYM_Break: case SYM_Continue:
        if (n != 0 || c->loop == NULL)
            return false;
        typed_jump(c, TOP_JMP, 0, 0, val_is(head, S_Break) ? &c->loop->breaks : &c->loop->continues);
        *r = typed_gone();
        return true;
    case SYM_Part:
        if (n < 2)
            return false;
        *r = typed_part(c, e);
        return true;
    default:
        if (!changes_in_place(c, e, &as, &old))
            return false;
        *r = change(c, a[0], e, as, old, wanted);
        return true;
    }
}
