/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_compile.c -- from expressions to typed bytecode: values, calls, and what the evaluator does.
 *
 * One pass: the type of a value is known when its code has been made.  What may turn out to have no
 * typed code is tried, and undone (typed_mark, typed_undo).
 */
#include "vm/code/typed_emit.h"

#include <math.h>
#include <stdio.h>

#include "vm/num/number.h"
#include "vm/pattern/match.h"

enum { DEPTH_MAX = 200, ARGUMENTS_MAX = 32 };

Val typed_private_name(TypedCompiler *c)
{
    char name[24];

    snprintf(name, sizeof name, "typed%u", ++c->names);
    return symbol_private(name);
}

/* ---- by the evaluator ------------------------------------------------------------------------- */

static TypedType hinted(TypedCompiler *c, Val e, TypedType guess)
{
    const TypedHints *hints = c->hints;

    for (size_t i = 0; hints != NULL && i < hints->n; i++) {
        Val p = hints->patterns[i], r;
        if (val_is(p, e) || val_same(p, e))
            return hints->types[i];
        r = vm_tried(c->vm, vm_call2(c->vm, S_MatchQ, expr1(c->heap, S_Unevaluated, e), expr1(c->heap, S_HoldPattern, p)));
        if (!val_is_unwind(r) && val_is(r, S_True))
            return hints->types[i];
    }
    return guess;
}

static TypedExtern extern_new(TypedCompiler *c, size_t n)
{
    return (TypedExtern){.expr = VAL_NONE, .head = VAL_NONE, .n = n, .names = heap_alloc(c->heap, (n + 1) * sizeof(Val)),
                         .slots = heap_alloc(c->heap, (n + 1) * sizeof(uint16_t)), .types = heap_alloc(c->heap, (n + 1) * sizeof(TypedType)),
                         .copied = heap_alloc(c->heap, n + 1)};
}

TypedValue typed_outside(TypedCompiler *c, Val e, TypedType guess)
{
    size_t n = 0;

    if (c->exact || c->failed || typed_assigns_locals(c, e))
        return typed_fail(c, NULL, 0, NULL);
    TypedExtern x = extern_new(c, c->var_count);
    for (size_t i = c->var_count; i > 0; i--) {
        const TypedVar *v = &c->vars[i - 1];
        if (!val_contains_symbol(e, v->name) || typed_var(c, v->name) != v)
            continue;
        if (!typed_is_known(c, v))
            return typed_fail(c, NULL, 0, NULL);
        x.names[n] = v->name;
        x.slots[n] = v->slot;
        x.types[n] = v->type;
        x.copied[n++] = v->mutated;
    }
    x.n = n;
    x.expr = e;
    x.result = guess.base == TYPED_NONE ? guess : hinted(c, e, guess);
    TypedValue r = x.result.base == TYPED_NONE ? typed_nothing() : typed_temporary(c, x.result);
    r.temporary = r.fresh = false;
    x.to = r.slot;
    typed_emit(c, TOP_EXTERN, typed_extern(c, x), 0, 0);
    return r;
}

static TypedValue outside_values(TypedCompiler *c, TypedOp op, Val head, size_t n, const TypedValue *args, TypedType type)
{
    TypedExtern x = extern_new(c, n);

    for (size_t i = 0; i < n; i++) {
        x.slots[i] = args[i].slot;
        x.types[i] = args[i].type;
        x.copied[i] = args[i].mutated;
    }
    x.head = head;
    x.result = type;
    TypedValue r = typed_temporary(c, type);
    r.temporary = r.fresh = false;
    x.to = r.slot;
    uint16_t at = typed_extern(c, x);
    typed_emit(c, op, op == TOP_CALL ? r.slot : at, op == TOP_CALL ? at : 0, 0);
    return r;
}

TypedValue typed_outside_call(TypedCompiler *c, Val head, size_t n, const TypedValue *args, TypedType type)
{
    return c->exact ? typed_fail(c, NULL, 0, NULL) : outside_values(c, TOP_EXTERN, head, n, args, type);
}

/* ---- calls -------------------------------------------------------------------------------------- */

bool typed_operands(TypedCompiler *c, size_t n, const Val *e, TypedValue *values)
{
    for (size_t i = 0; i < n && !c->failed; i++)
        values[i] = typed_operand(c, e[i], n - i - 1, e + i + 1);
    return !c->failed;
}

TypedValue typed_operand(TypedCompiler *c, Val e, size_t n, const Val *later)
{
    TypedValue v = typed_value(c, e);

    if (!c->failed && v.type.base == TYPED_NONE)
        return typed_fail(c, NULL, 0, NULL);
    for (size_t i = 0; v.variable && i < n; i++)
        if (typed_assigns_locals(c, later[i]))
            return typed_own(c, v);
    return v;
}

/* A Listable function of arrays: a loop over their elements. */
static TypedValue elementwise(TypedCompiler *c, Val head, size_t n, const TypedValue *args)
{
    TypedValue elements[ARGUMENTS_MAX], r, to = typed_temporary(c, typed_type(TYPED_REAL, 1)), k, size;
    size_t shape = n, make, top;
    TypedJumps empty = {0};

    for (size_t i = 0; i < n; i++) {
        if (args[i].type.rank == 0)
            continue;
        if (shape == n)
            shape = i;
        else if (args[i].type.rank != args[shape].type.rank)
            return typed_fail(c, NULL, 0, NULL);
        else
            typed_emit(c, TOP_SHAPE, args[shape].slot, args[i].slot, 0);
    }
    make = typed_emit(c, TOP_NEWLIKE, to.slot, args[shape].slot, 0);
    k = typed_temporary(c, typed_type(TYPED_INT, 0));
    size = typed_temporary(c, typed_type(TYPED_INT, 0));
    typed_emit(c, TOP_MOVE, k.slot, typed_integer(c, 0).slot, 0);
    typed_emit(c, TOP_SIZE, size.slot, args[shape].slot, 0);
    typed_jump(c, TOP_JLE_I, size.slot, k.slot, &empty);
    top = typed_label(c);
    for (size_t i = 0; i < n; i++) {
        elements[i] = args[i];
        if (args[i].type.rank == 0)
            continue;
        elements[i] = typed_temporary(c, typed_type((TypedBase)args[i].type.base, 0));
        typed_emit(c, args[i].type.base == TYPED_COMPLEX ? TOP_FGET_C : TOP_FGET_I, elements[i].slot, args[i].slot, k.slot);
    }
    if (!typed_scalar(c, head, n, elements, &r) || r.type.base < TYPED_INT)
        return typed_fail(c, NULL, 0, NULL);
    c->ins[make].c = r.type.base;
    typed_emit(c, r.type.base == TYPED_COMPLEX ? TOP_FSET_C : TOP_FSET_I, to.slot, k.slot, r.slot);
    typed_emit(c, TOP_ADD_I, k.slot, k.slot, typed_integer(c, 1).slot);
    typed_jump_back(c, TOP_JLT_I, k.slot, size.slot, top);
    typed_land(c, &empty);
    c->next = k.slot;
    to.type = typed_type((TypedBase)r.type.base, args[shape].type.rank);
    return to;
}

/* Sums, products and multiples of arrays of reals have instructions of their own. */
static bool vectors(TypedCompiler *c, Val head, size_t n, const TypedValue *a, TypedValue *r)
{
    TypedOp op;

    if (n != 2 || c->exact || (a[0].type.rank > 0 && a[0].type.base != TYPED_REAL) || (a[1].type.rank > 0 && a[1].type.base != TYPED_REAL))
        return false;
    if (a[0].type.rank > 0 && a[1].type.rank == a[0].type.rank)
        op = val_is(head, S_Plus) ? TOP_ADD_T : val_is(head, S_Subtract) ? TOP_SUB_T : val_is(head, S_Times) ? TOP_MUL_T : TOP_END;
    else
        op = val_is(head, S_Times) && (a[0].type.rank == 0 || a[1].type.rank == 0) ? TOP_SCALE_T : TOP_END;
    if (op == TOP_END)
        return false;
    TypedValue x = a[0], y = a[1];
    if (op == TOP_SCALE_T) {
        if (x.type.rank > 0)
            x = a[1], y = a[0];
        if (x.type.base == TYPED_COMPLEX || x.type.base == TYPED_BOOL)
            return false;
        x = typed_convert(c, x, typed_type(TYPED_REAL, 0));
    }
    *r = typed_temporary(c, y.type);
    typed_emit(c, op, r->slot, x.slot, y.slot);
    return true;
}

bool typed_is_builtin(const TypedCompiler *c, Val head)
{
    const Definition *d = definition_find(&c->vm->definitions, head);

    for (size_t k = 0; d != NULL && k < RULES_KIND_COUNT; k++)
        if (d->rules[k] != NULL)
            return false;
    return (vm_attributes(c->vm, head) & ATTR_PROTECTED) != 0;
}

/* The value of head[args] for a symbol; false where it has no code. */
static bool call_symbol(TypedCompiler *c, Val head, size_t n, const TypedValue *args, TypedValue *r)
{
    bool arrays = false;

    if (c->exact && !typed_is_builtin(c, head))
        return false;
    for (size_t i = 0; i < n; i++)
        arrays |= args[i].type.rank > 0;
    if (!arrays)
        return typed_scalar(c, head, n, args, r) || typed_lists(c, head, n, args, r);
    if (typed_lists(c, head, n, args, r))
        return true;
    if (!typed_is_listable(head) || n > ARGUMENTS_MAX || c->exact)
        return false;
    if (n > 2 && (val_is(head, S_Plus) || val_is(head, S_Times))) {
        /* Two at a time: a sum of three vectors is two vector sums. */
        *r = args[0];
        for (size_t i = 1; i < n && !c->failed; i++)
            if (!call_symbol(c, head, 2, (TypedValue[]){*r, args[i]}, r))
                return false;
        return true;
    }
    if (!vectors(c, head, n, args, r))
        *r = elementwise(c, head, n, args);
    return true;
}

/* A call of a compiled function: arguments are brought to its types. */
static bool call_compiled(TypedCompiler *c, Val f, size_t n, const TypedValue *args, TypedValue *r)
{
    const TypedCode *code = typed_code_of(c->vm, f);
    TypedValue v[ARGUMENTS_MAX];

    if (code == NULL || code->arguments != n || n > ARGUMENTS_MAX || code->result.base == TYPED_NONE || c->exact)
        return false;
    for (size_t i = 0; i < n; i++) {
        v[i] = typed_convert(c, args[i], code->types[i]);
        if (v[i].mutated)
            v[i] = typed_own(c, v[i]);
    }
    if (!c->failed)
        *r = outside_values(c, TOP_CALL, f, n, v, code->result);
    return !c->failed;
}

/* Slots of a pure function become names; those of functions inside are their own. */
static Val name_slots(Heap *h, Val e, size_t n, const Val *names)
{
    if (val_is_call(e, S_Slot, 1) && val_is_small(expr_arg(e, 0))) {
        int64_t i = val_small(expr_arg(e, 0));
        return i >= 1 && (size_t)i <= n ? names[i - 1] : e;
    }
    if (!val_is_expr(e) || (val_flags(e) & FLAG_SLOT) == 0 || val_is_call(e, S_Function, 1))
        return e;
    Expr *to = expr_new(h, name_slots(h, expr_head(e), n, names), expr_len(e));
    for (size_t i = 0; i < expr_len(e); i++)
        to->args[i] = name_slots(h, expr_arg(e, i), n, names);
    return expr_seal(to);
}

static TypedValue call_pure(TypedCompiler *c, Val f, size_t n, const TypedValue *args)
{
    size_t len = expr_len(f), before = c->var_count, count = n;
    Val names[ARGUMENTS_MAX], body;

    if (len < 1 || len > 2 || n > ARGUMENTS_MAX)
        return typed_fail(c, NULL, 0, NULL);
    if (len == 1) {
        for (size_t i = 0; i < n; i++)
            names[i] = typed_private_name(c);
        body = name_slots(c->heap, expr_arg(f, 0), n, names);
    } else {
        Val p = expr_arg(f, 0);
        size_t m = val_is_plain_list(p) ? expr_len(p) : 1;
        if (m > n || val_is(p, S_Null))
            return typed_fail(c, NULL, 0, NULL);
        for (size_t i = 0; i < m; i++)
            names[i] = val_is_plain_list(p) ? expr_arg(p, i) : p;
        body = expr_arg(f, 1);
        count = m;
    }
    for (size_t i = 0; i < count; i++) {
        if (!val_is_symbol(names[i]))
            return typed_fail(c, NULL, 0, NULL);
        TypedVar *v = typed_var_add(c, names[i], args[i].type, args[i].slot);
        v->mutated = args[i].mutated;
    }
    TypedValue r = typed_value(c, body);
    c->var_count = before;
    return r;
}

TypedValue typed_call_function(TypedCompiler *c, Val f, size_t n, const TypedValue *args)
{
    TypedValue r;
    Val own = f;

    if (c->failed)
        return typed_nothing();
    if (val_has_head(f, S_Function))
        return call_pure(c, f, n, args);
    if (val_is_symbol(f)) {
        const Definition *d = definition_find(&c->vm->definitions, f);
        if (call_symbol(c, f, n, args, &r))
            return r;
        if (d != NULL && !d->value_delayed && val_has_head(d->value, S_CompiledFunction)) {
            const TypedCode *code = typed_code_of(c->vm, d->value);
            TypedValue v[ARGUMENTS_MAX];
            if (code != NULL && code->arguments == n && n <= ARGUMENTS_MAX && code->result.base != TYPED_NONE && !c->exact) {
                for (size_t i = 0; i < n; i++)
                    v[i] = typed_convert(c, args[i], code->types[i]);
                return typed_outside_call(c, f, n, v, code->result);
            }
        }
        own = expr_make(c->heap, f, 0, NULL);
    } else if (val_has_head(f, S_CompiledFunction)) {
        if (call_compiled(c, f, n, args, &r))
            return r;
        return typed_fail(c, NULL, 0, NULL);
    }
    /* a condition on values: through names */
    Expr *e = expr_new(c->heap, val_is_symbol(f) ? f : own, n);
    size_t before = c->var_count;
    for (size_t i = 0; i < n; i++) {
        e->args[i] = typed_private_name(c);
        typed_var_add(c, e->args[i], args[i].type, args[i].slot)->mutated = args[i].mutated;
    }
    Val call = expr_seal(e);
    r = val_is_symbol(f) && typed_is_condition(f) ? typed_value(c, call) : typed_outside(c, call, typed_type(TYPED_REAL, 0));
    c->var_count = before;
    return r;
}

/* ---- values ------------------------------------------------------------------------------------- */

static bool constant_value(TypedCompiler *c, Val symbol, TypedValue *r)
{
    double x;

    switch (symbol_switch(symbol)) {
    case SYM_True: case SYM_False: *r = typed_bool(c, val_is(symbol, S_True)); return true;
    case SYM_Null:                 *r = typed_nothing(); return true;
    case SYM_Pi:                   x = M_PI; break;
    case SYM_E:                    x = M_E; break;
    case SYM_Degree:               x = M_PI / 180; break;
    case SYM_EulerGamma:           x = 0.57721566490153286061; break;
    case SYM_GoldenRatio:          x = 1.6180339887498948482; break;
    case SYM_Catalan:              x = 0.91596559417721901505; break;
    case SYM_I:                    *r = typed_literal(c, cplx_new(c->heap, val_int(0), val_int(1))); return true;
    case SYM_$MachineEpsilon:      x = 0x1p-52; break;
    default:                       return false;
    }
    *r = c->exact ? typed_fail(c, NULL, 0, NULL) : typed_literal(c, val_real_new(c->heap, x));
    return true;
}

/* In the exact dialect a symbol whose value is a number is read when the code is entered. */
static TypedValue global_value(TypedCompiler *c, Val e)
{
    const Definition *d = definition_find(&c->vm->definitions, e);
    TypedType type = typed_type(TYPED_NONE, 0);

    if (d != NULL && !val_is_none(d->value) && !d->value_delayed && (d->attributes & ATTR_PROTECTED) == 0)
        type = typed_type_of(d->value);
    if (type.base == TYPED_NONE)
        return typed_fail(c, NULL, 0, NULL);
    if (c->globals == NULL)
        c->globals = heap_alloc(c->heap, TYPED_GLOBALS_MAX * sizeof(TypedGlobal));
    for (size_t i = 0; i < c->global_count; i++)
        if (val_is(c->globals[i].symbol, e))
            return (TypedValue){.type = c->globals[i].type, .slot = c->globals[i].slot, .variable = true, .literal = VAL_NONE};
    if (c->global_count == c->globals_room)
        return typed_fail(c, NULL, 0, NULL);
    uint16_t slot = (uint16_t)(c->globals_from + 2 * c->global_count);
    c->globals[c->global_count++] = (TypedGlobal){e, type, slot};
    return (TypedValue){.type = type, .slot = slot, .variable = true, .literal = VAL_NONE};
}

static TypedValue symbol_value(TypedCompiler *c, Val e)
{
    TypedVar *v = typed_var(c, e);
    TypedValue r;

    if (v != NULL) {
        if (!typed_is_known(c, v))
            return typed_fail(c, "initvar", 1, &e);
        if (v->type.base == TYPED_SLICE)
            return typed_fail(c, NULL, 0, NULL);
        return (TypedValue){.type = v->type, .slot = v->slot, .variable = true, .mutated = v->mutated, .literal = VAL_NONE};
    }
    if (constant_value(c, e, &r))
        return r;
    return c->exact ? global_value(c, e) : typed_outside(c, e, typed_type(TYPED_REAL, 0));
}

/* In the exact dialect a sum, product or root of numbers that are written out is what the evaluator makes of it. */
static bool is_closed(Val e)
{
    if (val_is_number(e) || val_is(e, S_I) || val_is(e, S_Pi) || val_is(e, S_E))
        return true;
    if (!val_is_expr(e) || expr_len(e) == 0)
        return false;
    for (size_t i = 0; i < expr_len(e); i++)
        if (!is_closed(expr_arg(e, i)))
            return false;
    if (val_is_call(e, S_Power, 2))
        return val_is_number(expr_arg(e, 0)) && !num_is_zero(expr_arg(e, 0)) && val_is_small(expr_arg(e, 1));
    return val_is(expr_head(e), S_Plus) || val_is(expr_head(e), S_Times);
}

/* A truth value from a condition. */
static TypedValue condition_value(TypedCompiler *c, Val e)
{
    TypedJumps yes = {0};
    TypedValue r = typed_temporary(c, typed_type(TYPED_BOOL, 0));
    size_t next = c->next;

    /* The condition may be of a variable whose slot r is not: nothing reads r before it is set. */
    typed_condition(c, e, true, &yes);
    c->next = next;
    TypedJumps done = {0};
    typed_emit(c, TOP_MOVE, r.slot, typed_bool(c, false).slot, 0);
    typed_jump(c, TOP_JMP, 0, 0, &done);
    typed_land(c, &yes);
    typed_emit(c, TOP_MOVE, r.slot, typed_bool(c, true).slot, 0);
    typed_land(c, &done);
    return r;
}

static TypedValue call_value(TypedCompiler *c, Val e)
{
    Val head = expr_head(e);
    size_t n = expr_len(e);
    TypedValue args[ARGUMENTS_MAX], r;

    if (n > ARGUMENTS_MAX)
        return typed_outside(c, e, typed_type(TYPED_REAL, 0));
    if (c->exact && is_closed(e)) {
        Val v = vm_tried(c->vm, vm_eval(c->vm, e));
        return val_is_unwind(v) || !val_is_number(v) ? typed_fail(c, NULL, 0, NULL) : typed_literal(c, v);
    }
    if (c->exact && typed_with_constants(c, e, &r))
        return r;
    if (c->exact && val_is_call(e, S_N, 1) && typed_number_of(c, expr_arg(e, 0), &r))
        return r;
    if (val_is_symbol(head) && typed_is_condition(head))
        return condition_value(c, e);
    TypedMark m = typed_mark(c, !c->exact && val_is_symbol(head) && !typed_is_listable(head));
    if (typed_operands(c, n, expr_args(e), args)) {
        if (!val_is_symbol(head)) {
            r = typed_call_function(c, head, n, args);
        } else if (!call_symbol(c, head, n, args, &r)) {
            TypedType type = hinted(c, e, typed_type(TYPED_REAL, 0));
            const Definition *d = definition_find(&c->vm->definitions, head);
            if (d != NULL && !d->value_delayed && val_has_head(d->value, S_CompiledFunction))
                r = typed_call_function(c, head, n, args);
            else if ((vm_attributes(c->vm, head) & (ATTR_HOLD_ALL | ATTR_HOLD_ALL_COMPLETE)) != 0 || typed_var(c, head) != NULL)
                r = typed_fail(c, NULL, 0, NULL);
            else
                r = typed_outside_call(c, head, n, args, type);
        }
    }
    if (!typed_undo(c, &m))
        return r;
    return typed_outside(c, e, typed_type(TYPED_REAL, 0));
}

TypedValue typed_value(TypedCompiler *c, Val e)
{
    TypedValue r = typed_nothing();
    bool tail = c->tail;

    c->tail = false;
    if (c->failed)
        return r;
    if (val_is_number(e))
        return typed_literal(c, e);
    if (val_is_symbol(e))
        return symbol_value(c, e);
    if (val_is_packed(e))
        return typed_array(c, e);
    if (!val_is_expr(e))
        return typed_fail(c, NULL, 0, NULL);
    if (++c->depth > DEPTH_MAX) {
        c->failed = true;
        return r;
    }
    if (val_is_plain_list(e))
        r = typed_list(c, e);
    else if (!val_is_symbol(expr_head(e)) || typed_var(c, expr_head(e)) != NULL
             || ((c->rules == NULL || !typed_rules_value(c, e, tail, &r)) && !c->failed && !typed_control(c, e, tail, true, &r) && !c->failed && !typed_loops(c, e, tail, &r) && !c->failed
                 && !typed_functional(c, e, &r) && !c->failed))
        r = call_value(c, e);
    c->depth--;
    return r;
}

void typed_effect(TypedCompiler *c, Val e)
{
    size_t next = c->next;
    TypedValue r;

    c->tail = false;
    /* Somebody's symbol may have a delayed value, which does what it likes. */
    if (c->exact && val_is_symbol(e) && typed_var(c, e) == NULL && val_symbol(e)->builtin == NULL)
        typed_fail(c, NULL, 0, NULL);
    if (c->failed || !val_is_expr(e))
        return;
    if (val_is_symbol(expr_head(e)) && (typed_control(c, e, false, false, &r) || c->failed || typed_loops(c, e, false, &r))) {
        c->next = next;
        return;
    }
    TypedMark m = typed_mark(c, true);
    typed_value(c, e);
    if (typed_undo(c, &m))
        typed_outside(c, e, typed_type(TYPED_NONE, 0));
    c->next = next;
}

/* ---- whole functions ---------------------------------------------------------------------------- */

static void finish_body(TypedCompiler *c, TypedValue r)
{
    if (c->failed)
        return;
    if (r.type.base == TYPED_NONE) {
        if (c->returned)
            typed_emit(c, TOP_FAIL, 0, 0, 0);
    } else {
        if (!c->returned)
            c->result = r.type;
        if (!typed_same(typed_wider(c, c->result, r.type), c->result)) {
            typed_fail(c, "cret", 1, (Val[]){S_Return});
            return;
        }
        typed_move(c, c->result_slot, typed_convert(c, r, c->result));
    }
    typed_land(c, &c->returns);
    typed_emit(c, TOP_END, 0, 0, 0);
}

TypedCompiler *typed_compiler_new(Vm *vm)
{
    TypedCompiler *c = heap_alloc(vm_heap(vm), sizeof *c);

    c->vm = vm;
    c->heap = vm_heap(vm);
    c->label = SIZE_MAX;
    return c;
}

static TypedCode *compile(Vm *vm, size_t n, const Val *names, const TypedType *types, Val body,
                          const TypedHints *hints, bool exact, bool warn, bool settable)
{
    TypedCompiler *c = typed_compiler_new(vm);
    size_t width = typed_width_of(n, types);

    if (n > TYPED_VARS_MAX / 2)
        return NULL;
    c->hints = hints;
    c->exact = exact;
    c->warn = warn;
    for (size_t i = 0; i < n; i++) {
        TypedType t = types[i];
        typed_var_add(c, names[i], t, typed_slot(c, typed_width(t)))->settable = settable;
    }
    CHECK(c->next == width);
    c->result_slot = typed_slot(c, 2);
    if (exact) {
        c->globals_from = typed_slot(c, 2 * TYPED_GLOBALS_MAX);
        c->globals_room = TYPED_GLOBALS_MAX;
    }
    c->tail = true;
    finish_body(c, typed_value(c, body));
    return c->failed ? NULL : typed_finish(c, n, types);
}

TypedCode *typed_compile(Vm *vm, size_t n, const Val *names, const TypedType *types, Val body,
                         const TypedHints *hints, bool exact, bool warn)
{
    return compile(vm, n, names, types, body, hints, exact, warn, false);
}

TypedCode *typed_compile_loop(Vm *vm, size_t n, const Val *names, const TypedType *types, Val loop)
{
    TypedCode *code = compile(vm, n, names, types, loop, NULL, true, false, true);

    /* A value that is not Null is a Return's. */
    return code == NULL || code->result.base != TYPED_NONE ? NULL : code;
}
