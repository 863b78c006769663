/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * failure.c -- what ends a task, as Failure[tag, <|..|>].
 */
#include "foreign/task/waitgraph.h"
#include "vm/code/park.h"

Val task_calls(Vm *vm)
{
    const Task *t = vm->task;
    Val symbols[CALLS_MAX], calls = vm_calls_list(vm);

    /* While a task that waits as VM state is asked what its wait comes to, its frames are not back yet. */
    if (!val_is_none(calls) || t == NULL || t->suspended == NULL)
        return calls;
    size_t n = code_suspended_calls(t->suspended, symbols, CALLS_MAX);
    return n == 0 ? VAL_NONE : list_make(vm_heap(vm), n, symbols);
}

/* The functions as they stand in a failure: outermost first, and held, since some have values. */
static Val stack_of(Heap *h, Val calls)
{
    Builder b;

    builder_start(&b, h, S_List);
    for (size_t i = val_is_none(calls) ? 0 : expr_len(calls); i-- > 0; )
        builder_push(&b, expr1(h, S_HoldForm, expr_arg(calls, i)));
    return builder_finish(&b);
}

static Val failure_of(Heap *h, const Task *t, const char *tag, const char *text, Val detail, Val calls)
{
    AssocBuilder b;

    assoc_builder_start(&b, h);
    assoc_builder_put(&b, (AssocEntry){.key = text_from(h, "Message"), .value = text_from(h, text)});
    if (t != NULL)
        assoc_builder_put(&b, (AssocEntry){.key = text_from(h, "Task"),
                                           .value = t->kind == TASK_MAIN || !val_is_none(t->name) ? task_label(h, t) : val_int((int64_t)task_number_inside(t))});
    assoc_builder_put(&b, (AssocEntry){.key = text_from(h, "Stack"), .value = stack_of(h, calls)});
    if (!val_is_none(detail))
        assoc_builder_put(&b, (AssocEntry){.key = text_from(h, "Value"), .value = detail});
    return expr2(h, S_Failure, text_from(h, tag), assoc_builder_finish(&b));
}

static Val failure_with(Vm *vm, const char *tag, const char *text, Val detail, Val calls)
{
    return failure_of(vm_heap(vm), vm->task, tag, text, detail, calls);
}

Val task_failure_in(Vm *vm, const char *tag, const char *text, Val calls)
{
    return failure_with(vm, tag, text, VAL_NONE, calls);
}

Val task_failure(Vm *vm, const char *tag, const char *text, Val detail)
{
    return failure_with(vm, tag, text, detail, task_calls(vm));
}

Val task_failure_of_exit(Vm *vm, const char *tag, const char *text, Val detail)
{
    return failure_with(vm, tag, text, detail, vm->unwind.calls);
}

Val task_failure_located(Vm *vm, Val failure)
{
    Heap *h = vm_heap(vm);
    AssocBuilder b;
    AssocEntry e;

    assoc_builder_start(&b, h);
    for (AssocIter it = assoc_iter(expr_arg(failure, 1)); assoc_next(&it, &e); )
        assoc_builder_put(&b, e);
    assoc_builder_put(&b, (AssocEntry){.key = text_from(h, "Stack"), .value = stack_of(h, task_calls(vm))});
    return expr2(h, S_Failure, expr_arg(failure, 0), assoc_builder_finish(&b));
}

static const char cancelled[] = "The evaluation was cancelled.";

/* Its lock is held. */
static Val make_value(Heap *h, Task *t)
{
    heap_keep(h);
    t->value = failure_of(h, t, "Cancelled", cancelled, VAL_NONE, t->value);
    atomic_store_explicit(&t->value_due, false, memory_order_release);
    return t->value;
}

Val task_value_locked(Heap *h, Task *t)
{
    return atomic_load_explicit(&t->value_due, memory_order_relaxed) ? make_value(h, t) : t->value;
}

Val task_value(Heap *h, Task *t)
{
    if (LIKELY(!atomic_load_explicit(&t->value_due, memory_order_acquire)))
        return t->value;
    lock_take(&t->lock);
    Val v = task_value_locked(h, t);
    lock_release(&t->lock);
    return v;
}

const char *task_failure_tag(const Task *t)
{
    if (atomic_load_explicit(&t->value_due, memory_order_relaxed))
        return "Cancelled";
    return val_is_call(t->value, S_Failure, 2) && val_is_string(expr_arg(t->value, 0)) ? text_data(expr_arg(t->value, 0)) : NULL;
}

bool task_was_cancelled(const Task *t)
{
    const char *tag = atomic_load_explicit(&t->done, memory_order_acquire) ? task_failure_tag(t) : NULL;

    return tag != NULL && strcmp(tag, "Cancelled") == 0;
}

/* With the tag, for who would throw it on. */
static Val thrown(Vm *vm, const Unwind *u)
{
    Heap *h = vm_heap(vm);
    Val v = task_failure_of_exit(vm, "Thrown", "An uncaught Throw ended the evaluation.", u->value);

    return val_is_none(u->tag) ? v : expr_with_arg(h, v, 1, assoc_set(h, expr_arg(v, 1), text_from(h, "Tag"), u->tag));
}

Val task_failure_of_unwind(Vm *vm)
{
    const Unwind *u = &vm->unwind;

    switch (u->kind) {
    case UNWIND_THROW:
        return thrown(vm, u);
    case UNWIND_CANCELLED:
        return task_failure_of_exit(vm, "Cancelled", cancelled, VAL_NONE);
    case UNWIND_TIMEOUT:
        return task_failure_of_exit(vm, "Timeout", "The time limit was over.", VAL_NONE);
    case UNWIND_MEMORY:
        return task_failure_of_exit(vm, "MemoryLimit", "The memory limit was reached.", VAL_NONE);
    case UNWIND_TERMINATED:
        return task_failure_of_exit(vm, "RecursionLimit", "The recursion or iteration limit was reached.", u->value);
    case UNWIND_ABORT:
        return task_failure_of_exit(vm, "Aborted", "The evaluation was aborted.", VAL_NONE);
    case UNWIND_NONE: case UNWIND_RETURN: case UNWIND_BREAK: case UNWIND_CONTINUE: case UNWIND_GOTO: case UNWIND_CONFIRM:
    case UNWIND_QUIT:
        break;
    }
    return VAL_NONE;
}

const char *task_exit_text(const Vm *vm)
{
    switch (vm->unwind.kind) {
    case UNWIND_BREAK:    return "No enclosing For, While, or Do found for Break[].";
    case UNWIND_CONTINUE: return "No enclosing For, While, or Do found for Continue[].";
    case UNWIND_GOTO:     return "No Label[..] found for Goto[..].";
    default:              return "The task was aborted.";
    }
}

Val task_woken_otherwise(Vm *vm, Task *t)
{
    switch ((WakeReason)t->reason) {
    case WAKE_CANCELLED:
        return vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    case WAKE_TIMEOUT:
    case WAKE_INTERRUPTED: {
        /* A limit around the wait, or Ctrl-C: the poll says which. */
        TRY(limits_look(vm));
        return task_failure(vm, "Timeout", "The wait took longer than its limit.", VAL_NONE);
    }
    case WAKE_DEADLOCK:
        if (!val_is_none(t->woken))
            return task_failure_located(vm, t->woken);
        return task_failure(vm, "Deadlock", "Everybody waits, and nothing can end it.", VAL_NONE);
    case WAKE_VALUE:
        break;
    }
    return t->woken;
}
