/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * unobserved.c -- failures that nobody has looked at.
 */
#include "foreign/task/unobserved.h"

#include <gc.h>
#include <stdlib.h>

#include "foreign/task/output.h"

enum { REPORTS_MAX = 10, FIRST_ROOM = 64 };

/* The collector does not look in here.  What it has found unreachable is in memory until its finalizer has run, which
 * takes it out. */
static struct {
    Lock   lock;
    Task **tasks;                      /* each knows its place: Task.index */
    size_t count, room;
    bool   grown;                      /* since unobserved_since */
} unobserved;

/* False where it is not there any more. */
static bool take_out(Task *t)
{
    lock_take(&unobserved.lock);
    bool found = t->index < unobserved.count && unobserved.tasks[t->index] == t;
    if (found) {
        Task *last = unobserved.tasks[--unobserved.count];
        unobserved.tasks[t->index] = last;
        last->index = t->index;
    }
    lock_release(&unobserved.lock);
    return found;
}

static void dropped(void *object, void *unused)
{
    Task *t = foreign_state(val_from_node(object));

    (void)unused;
    if (take_out(t) && !t->observed)
        task_report_failure(t);
}

static bool has_room(void)
{
    if (unobserved.count < unobserved.room)
        return true;
    size_t room = 2 * unobserved.room + FIRST_ROOM;
    Task **tasks = room > UINT32_MAX ? NULL : realloc(unobserved.tasks, room * sizeof(Task *));
    if (tasks == NULL)
        return false;
    unobserved.tasks = tasks;
    unobserved.room = room;
    return true;
}

void unobserved_add(Task *t)
{
    lock_take(&unobserved.lock);
    bool added = has_room();
    if (added) {
        t->index = (uint32_t)unobserved.count;
        unobserved.tasks[unobserved.count++] = t;
        unobserved.grown = true;
    }
    lock_release(&unobserved.lock);
    if (added)
        GC_register_finalizer_no_order((void *)task_future(t).w, dropped, NULL, NULL, NULL);
}

bool unobserved_since(void)
{
    lock_take(&unobserved.lock);
    bool grown = unobserved.grown;
    unobserved.grown = false;
    lock_release(&unobserved.lock);
    return grown;
}

/* [t] into the first [n] in order, of which there is room for REPORTS_MAX. */
static void insert(Task **first, size_t n, Task *t)
{
    size_t at = n < REPORTS_MAX ? n : REPORTS_MAX;

    while (at > 0 && first[at - 1]->serial > t->serial) {
        if (at < REPORTS_MAX)
            first[at] = first[at - 1];
        at--;
    }
    if (at < REPORTS_MAX)
        first[at] = t;
}

void unobserved_report(void)
{
    Task *first[REPORTS_MAX];          /* on the stack, where the collector sees them */
    size_t n = 0;

    lock_take(&unobserved.lock);
    for (size_t i = 0; i < unobserved.count; i++)
        if (!unobserved.tasks[i]->observed)
            insert(first, n++, unobserved.tasks[i]);
    unobserved.count = 0;
    lock_release(&unobserved.lock);
    for (size_t i = 0; i < n && i < REPORTS_MAX; i++)
        task_report_failure(first[i]);
    if (n > REPORTS_MAX)
        task_report_more(n - REPORTS_MAX);
}

void unobserved_alone(void)
{
    unobserved.lock = (Lock){0};
    unobserved.count = 0;
}
