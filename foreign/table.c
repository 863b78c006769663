/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * table.c -- the list of all builtins of foreign/, from the generated builtins.inc.
 */
#include "foreign/foreign.h"

#include "foreign/task/fault.h"
#include "foreign/task/output.h"
#include "foreign/task/task.h"
#include "foreign/task/unobserved.h"

#define X(name) extern const Builtin builtin_##name;
#include "foreign/builtins.inc"
#undef X

static const Builtin *const table[] = {
#define X(name) &builtin_##name,
#include "foreign/builtins.inc"
#undef X
};

void foreign_add_builtins(void)
{
    builtins_add(table, COUNT_OF(table));
}

void foreign_start_process(void)
{
    foreign_add_builtins();
    vm_start_process();
    task_start_process();
}

void foreign_start_thread(void)
{
    fault_thread_start();
}

void foreign_interrupted(void)
{
    worker_interrupted();
}

bool foreign_task_failed(void)
{
    return unobserved_since();
}

void foreign_session_ends(void)
{
    output_session_ends();
    unobserved_report();
}
