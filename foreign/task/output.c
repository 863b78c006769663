/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * output.c -- what tasks print.
 */
#include "foreign/task/output.h"

#include "foreign/sched/lock.h"
#include "foreign/task/unobserved.h"
#include "vm/base/list.h"

enum { FIRST_LINE = 256 };

/* A task's lines that are not finished: one of each stream.  In a root of their own: no task is kept for them. */
typedef struct Line {
    char  *text;
    size_t length, room;
} Line;
struct Lines {
    Lines *next, *previous;
    Line   line[STREAM_MESSAGES + 1];
};

/* Where it goes. */
static struct {
    Lock    lock;                      /* one writes at a time */
    void  (*write)(void *state, Stream to, const char *text, size_t n);
    void   *write_state;
    Lines  *unfinished;
} outlet;

static void write_out_locked(Stream to, const char *text, size_t n)
{
    if (outlet.write != NULL && n > 0)
        outlet.write(outlet.write_state, to, text, n);
}

static void write_out(Stream to, const char *text, size_t n)
{
    lock_take(&outlet.lock);
    write_out_locked(to, text, n);
    lock_release(&outlet.lock);
}

/* The lock is held: at its end the session looks at lines of tasks that go on. */
static void append_locked(Heap *h, Line *l, const char *text, size_t n)
{
    if (l->length + n > l->room) {
        heap_keep(h);
        size_t room = 2 * (l->length + n) + FIRST_LINE;
        char *longer = heap_alloc_atomic(h, room);
        if (l->length > 0)
            memcpy(longer, l->text, l->length);
        l->text = longer;
        l->room = room;
    }
    if (n > 0)
        memcpy(l->text + l->length, text, n);
    l->length += n;
}

static void write_unfinished_locked(Lines *l)
{
    for (Stream to = STREAM_OUTPUT; to <= STREAM_MESSAGES; to++) {
        write_out_locked(to, l->line[to].text, l->line[to].length);
        l->line[to].length = 0;
    }
}

static Lines *lines_of(Output *o)
{
    if (o->lines == NULL) {
        o->lines = heap_alloc_root(sizeof *o->lines);
        lock_take(&outlet.lock);
        LIST_PREPEND(outlet.unfinished, o->lines, next, previous);
        lock_release(&outlet.lock);
    }
    return o->lines;
}

void output_write_unfinished(Output *o)
{
    Lines *l = o->lines;

    o->lines = NULL;
    lock_take(&outlet.lock);
    write_unfinished_locked(l);
    LIST_REMOVE(outlet.unfinished, l, next, previous);
    lock_release(&outlet.lock);
    heap_free_root(l);
}

void output_write(void *output, Stream to, const char *text, size_t n)
{
    Output *o = output;
    const char *last = n == 0 ? NULL : memrchr(text, '\n', n);
    size_t whole = last == NULL ? 0 : (size_t)(last + 1 - text);

    if (n == 0) {
        output_flush(o);
        return;
    }
    if (o->lines == NULL && whole == n) {
        write_out(to, text, n);
        return;
    }
    Lines *l = lines_of(o);
    Line *line = &l->line[to];
    lock_take(&outlet.lock);
    if (whole > 0) {
        append_locked(o->heap, line, text, whole);
        write_out_locked(to, line->text, line->length);
        line->length = 0;
    }
    append_locked(o->heap, line, text + whole, n - whole);
    bool finished = l->line[STREAM_OUTPUT].length + l->line[STREAM_MESSAGES].length == 0;
    lock_release(&outlet.lock);
    if (finished)
        output_write_unfinished(o);
}

void output_put_aside(Vm *vm)
{
    Output *o = vm->write_state;

    vm->state[STATE_OUTPUT] = o->lines;
    o->lines = NULL;
}

void output_take_up(Vm *vm)
{
    Output *o = vm->write_state;

    o->lines = vm->state[STATE_OUTPUT];
    vm->state[STATE_OUTPUT] = NULL;
}

void output_session_ends(void)
{
    lock_take(&outlet.lock);
    for (Lines *l = outlet.unfinished; l != NULL; l = l->next)
        write_unfinished_locked(l);
    lock_release(&outlet.lock);
}

void task_report_failure(Task *t)
{
    char text[160];
    const char *tag = task_failure_tag(t), *name = val_is_string(t->name) ? text_data(t->name) : "";
    int n = snprintf(text, sizeof text, "\nFuture::unobs: %s %u%s%.40s ended with %s%.40s%s and nobody looked at it.\n",
                     t->kind == TASK_PROMISE ? "Promise" : "Task", (unsigned)t->serial, *name ? " " : "", name,
                     tag == NULL ? "" : "Failure[", tag == NULL ? "a failure" : tag, tag == NULL ? "" : "]");
    write_out(STREAM_MESSAGES, text, (size_t)n);
}

void task_report_more(size_t n)
{
    char text[120];
    int bytes = snprintf(text, sizeof text, "\nFuture::unobs: %zu more ended with a Failure and nobody looked at them.\n", n);

    write_out(STREAM_MESSAGES, text, (size_t)bytes);
}

void output_goes_with(Vm *vm)
{
    lock_take(&outlet.lock);
    outlet.write = vm->write;
    outlet.write_state = vm->write_state;
    lock_release(&outlet.lock);
}

void output_alone(void)
{
    outlet.lock = (Lock){0};
    outlet.unfinished = NULL;
    unobserved_alone();
}
