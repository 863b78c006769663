/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * failure.c -- what ends a task, as Failure[tag, <|..|>].
 */
#include "foreign/task/task.h"

Val task_failure(Vm *vm, const char *tag, const char *text, Val detail)
{
    Heap *h = vm_heap(vm);
    const Task *t = vm->task;
    AssocBuilder b;

    assoc_builder_start(&b, h);
    assoc_builder_put(&b, (AssocEntry){.key = text_from(h, "Message"), .value = text_from(h, text)});
    if (t != NULL)
        assoc_builder_put(&b, (AssocEntry){.key = text_from(h, "Task"),
                                           .value = val_is_none(t->name) ? val_int((int64_t)t->serial) : t->name});
    if (!val_is_none(detail))
        assoc_builder_put(&b, (AssocEntry){.key = text_from(h, "Value"), .value = detail});
    return expr2(h, S_Failure, text_from(h, tag), assoc_builder_finish(&b));
}

Val task_failure_of_unwind(Vm *vm)
{
    const Unwind *u = &vm->unwind;

    switch (u->kind) {
    case UNWIND_THROW:
        return task_failure(vm, "Thrown", "An uncaught Throw ended the evaluation.", u->value);
    case UNWIND_CANCELLED:
        return task_failure(vm, "Cancelled", "The evaluation was cancelled.", VAL_NONE);
    case UNWIND_TIMEOUT:
        return task_failure(vm, "Timeout", "The time limit was over.", VAL_NONE);
    case UNWIND_MEMORY:
        return task_failure(vm, "MemoryLimit", "The memory limit was reached.", VAL_NONE);
    case UNWIND_TERMINATED:
        return task_failure(vm, "RecursionLimit", "The recursion or iteration limit was reached.", u->value);
    case UNWIND_ABORT:
        return task_failure(vm, "Aborted", "The evaluation was aborted.", VAL_NONE);
    case UNWIND_NONE: case UNWIND_RETURN: case UNWIND_BREAK: case UNWIND_CONTINUE: case UNWIND_GOTO: case UNWIND_CONFIRM:
    case UNWIND_QUIT:
        break;
    }
    return VAL_NONE;
}

Val task_woken_otherwise(Vm *vm, Task *t)
{
    switch ((WakeReason)t->reason) {
    case WAKE_CANCELLED:
        return vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    case WAKE_TIMEOUT:
    case WAKE_INTERRUPTED: {
        /* A limit around the wait, or Ctrl-C: the poll says which. */
        vm->budget = 0;
        TRY(vm_poll(vm));
        return task_failure(vm, "Timeout", "The wait took longer than its limit.", VAL_NONE);
    }
    case WAKE_DEADLOCK:
        if (!val_is_none(t->woken))
            return t->woken;
        return task_failure(vm, "Deadlock", "Everybody waits, and nothing can end it.", VAL_NONE);
    case WAKE_VALUE:
        break;
    }
    return t->woken;
}
