/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * output.c -- what tasks print.
 */
#include "foreign/task/output.h"

#include "foreign/sched/lock.h"
#include "foreign/task/unobserved.h"

enum { FIRST_LINE = 256 };

/* Where it goes. */
static struct {
    Lock   lock;                       /* one writes at a time */
    void (*write)(void *state, Stream to, const char *text, size_t n);
    void  *write_state;
} outlet;

static void write_out(Stream to, const char *text, size_t n)
{
    lock_take(&outlet.lock);
    if (outlet.write != NULL)
        outlet.write(outlet.write_state, to, text, n);
    lock_release(&outlet.lock);
}

void output_write_line(Output *o)
{
    write_out(o->to, o->line, o->length);
    o->length = 0;
}

void output_write(void *output, Stream to, const char *text, size_t n)
{
    Output *o = output;

    if (to != o->to)
        output_flush(o);
    o->to = to;
    if (o->length + n > o->room) {
        heap_keep(o->heap);
        size_t room = 2 * (o->length + n) + FIRST_LINE;
        char *line = heap_alloc_atomic(o->heap, room);
        if (o->length > 0)
            memcpy(line, o->line, o->length);
        o->line = line;
        o->room = room;
    }
    if (n > 0)
        memcpy(o->line + o->length, text, n);
    o->length += n;
    if (n > 0 && text[n - 1] == '\n')
        output_flush(o);
}

void task_report_failure(Task *t)
{
    char text[160];
    const char *tag = task_failure_tag(t), *name = val_is_string(t->name) ? text_data(t->name) : "";
    int n = snprintf(text, sizeof text, "\nFuture::unobs: Task %u%s%.40s ended with Failure[%.40s] and nobody looked at it.\n",
                     (unsigned)t->serial, *name ? " " : "", name, tag == NULL ? "Failure" : tag);
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
    unobserved_alone();
}
