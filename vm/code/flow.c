/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * flow.c -- definite assignment: has a local a value whenever it is read?
 *
 * One that may be read before has to be a symbol, which no register is.  The rules are those of the Java
 * Language Specification, chapter 16, over the expressions whose order of evaluation is known.  An If whose
 * test is neither True nor False assigns nothing: there the register gets a symbol after all (OP_NAME).
 */
#include "vm/code/compile.h"

#include "vm/eval/builtin.h"

/* What an expression does with the name, which has no value before it. */
typedef enum Flow {
    FLOW_NONE,               /* does not mention it */
    FLOW_MAYBE,              /* may give it a value, and reads none before */
    FLOW_ASSIGNS,            /* gives it a value */
    FLOW_READS               /* may read it */
} Flow;

static Flow flow_of(Vm *vm, Val e, Val name);

/* One part after another; what comes first decides, a part that only may assign leaves it open. */
static Flow after(Flow first, Flow second)
{
    if (first == FLOW_ASSIGNS || first == FLOW_READS || second == FLOW_NONE)
        return first;
    return second;
}

static Flow flow_of_sequence(Vm *vm, size_t n, const Val *parts, Val name)
{
    Flow flow = FLOW_NONE;

    for (size_t i = 0; i < n; i++)
        flow = after(flow, flow_of(vm, parts[i], name));
    return flow;
}

/* What is not evaluated each time. */
static Flow possibly(Flow flow)
{
    return flow == FLOW_ASSIGNS ? FLOW_MAYBE : flow;
}

static Flow flow_of_if(Vm *vm, Val e, Val name)
{
    Flow flow = flow_of(vm, expr_arg(e, 0), name), all = FLOW_ASSIGNS, any = FLOW_NONE;

    /* An If without the branch that is wanted, or that stays open, assigns nothing. */
    if (expr_len(e) != 3)
        all = FLOW_MAYBE;
    for (size_t i = 1; i < expr_len(e); i++) {
        Flow branch = flow_of(vm, expr_arg(e, i), name);
        if (branch == FLOW_READS)
            any = FLOW_READS;
        else if (branch != FLOW_NONE && any == FLOW_NONE)
            any = FLOW_MAYBE;
        if (branch != FLOW_ASSIGNS)
            all = FLOW_MAYBE;
    }
    return after(flow, any == FLOW_MAYBE ? all : any);
}

/* A loop of test, body and step, begun by [first]. */
static Flow flow_of_loop(Vm *vm, Flow first, Val test, Val body, Val step, Val name)
{
    Flow flow = flow_of(vm, test, name);

    if (val_contains_symbol(test, S_Break))
        flow = possibly(flow);
    flow = after(first, flow);
    return after(flow, possibly(after(flow_of(vm, body, name), flow_of(vm, step, name))));
}

static Flow flow_of_call(Vm *vm, Val e, Val name)
{
    Val head = expr_head(e);

    if (!val_is_symbol(head) || val_is(head, name) || (vm_attributes(vm, head) & ATTR_HOLD_ANY) != 0)
        return FLOW_READS;
    return flow_of_sequence(vm, expr_len(e), expr_args(e), name);
}

static Flow flow_of(Vm *vm, Val e, Val name)
{
    size_t n = val_is_expr(e) ? expr_len(e) : 0;

    if (!val_contains_symbol(e, name))
        return FLOW_NONE;
    if (n == 0)
        return FLOW_READS;
    const Val *parts = expr_args(e);
    switch (symbol_switch(expr_head(e))) {
    case SYM_Set:
        if (n == 2 && val_is(parts[0], name))
            return after(flow_of(vm, parts[1], name), FLOW_ASSIGNS);
        /* x = e, for another x. */
        return n == 2 && val_is_symbol(parts[0]) ? flow_of(vm, parts[1], name) : FLOW_READS;
    case SYM_CompoundExpression:
        return flow_of_sequence(vm, n, parts, name);
    case SYM_And: case SYM_Or:
        return after(flow_of(vm, parts[0], name), possibly(flow_of_sequence(vm, n - 1, parts + 1, name)));
    case SYM_If:
        return flow_of_if(vm, e, name);
    case SYM_While:
        return flow_of_loop(vm, FLOW_NONE, parts[0], n > 1 ? parts[1] : S_Null, S_Null, name);
    case SYM_For:
        if (n < 3)
            return FLOW_READS;
        return flow_of_loop(vm, flow_of(vm, parts[0], name), parts[1], n > 3 ? parts[3] : S_Null, parts[2], name);
    case SYM_Do:
        for (size_t i = 1; i < n; i++)
            if (val_contains_symbol(parts[i], name))
                return FLOW_READS;
        return possibly(flow_of(vm, parts[0], name));
    default:
        return flow_of_call(vm, e, name);
    }
}

void locals_open(Compiler *c)
{
    for (size_t i = 0; i < c->local_count; i++)
        if (c->locals[i].late)
            emit_k(c, OP_NAME, c->locals[i].reg, constant_index(c, c->locals[i].name));
}

bool assigned_before_read(Compiler *c, Val e, Val name)
{
    return flow_of(c->vm, e, name) != FLOW_READS;
}
