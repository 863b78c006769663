/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * trace_builtin.c -- TraceConcurrent: a trace of tasks in the format of Chrome's tracing, which Perfetto opens.
 */
#include <errno.h>
#include <stdio.h>

#include "foreign/task/trace.h"

enum { EVENTS_MAX = 1 << 16 };

/* Names are short and come from the user: what JSON gives a meaning is left out. */
static void write_name(FILE *f, const TraceEvent *e)
{
    if (e->main)
        fputs("Main", f);
    else if (e->name[0] == 0)
        fprintf(f, "Task %u", (unsigned)e->task);
    for (const char *s = e->main ? "" : e->name; *s != 0; s++)
        if (*s >= ' ' && *s < 127 && *s != '"' && *s != '\\')
            fputc(*s, f);
}

static void write_event(FILE *f, const TraceEvent *e, const char *phase, double from, double duration)
{
    fprintf(f, ",\n{\"ph\":\"%s\",\"pid\":1,\"tid\":%u,\"ts\":%.3f,", phase, (unsigned)e->worker, from);
    if (phase[0] == 'X')
        fprintf(f, "\"dur\":%.3f,\"cat\":\"run\",", duration);
    else
        fprintf(f, "\"cat\":\"wait\",\"id\":%u,", (unsigned)e->task);
    fputs("\"name\":\"", f);
    if (phase[0] != 'X')
        fputs(phase[0] == 'n' ? "wake " : "wait ", f);
    write_name(f, e);
    fputs("\"}", f);
}

/* A run lasts from its beginning to the next time that the task leaves; a wait from there to the next run. */
static void write_events(FILE *f, const Trace *t, size_t n)
{
    int64_t origin = n > 0 ? t->event[0].ns : 0;
    uint32_t most = 0;

    for (size_t i = 0; i < n; i++)
        most = t->event[i].task > most ? t->event[i].task : most;
    size_t *last = heap_alloc_root(((size_t)most + 1) * sizeof *last);   /* event before, + 1, of each task */
    for (size_t i = 0; i < n; i++) {
        const TraceEvent *e = &t->event[i], *before = last[e->task] == 0 ? NULL : &t->event[last[e->task] - 1];
        double at = (double)(e->ns - origin) * 1e-3;
        if (!e->ready)
            continue;
        if (e->kind == TRACE_WAKE) {
            write_event(f, e, "n", at, 0);
            continue;
        }
        if (e->kind == TRACE_LEAVE && before != NULL && before->kind == TRACE_RUN)
            write_event(f, before, "X", (double)(before->ns - origin) * 1e-3, (double)(e->ns - before->ns) * 1e-3);
        if (e->kind == TRACE_RUN && before != NULL && before->kind == TRACE_LEAVE) {
            write_event(f, before, "b", (double)(before->ns - origin) * 1e-3, 0);
            write_event(f, e, "e", at, 0);
        }
        last[e->task] = i + 1;
    }
    heap_free_root(last);
}

static bool write_file(const char *path, const Trace *t)
{
    size_t count = atomic_load(&t->count), n = count < t->room ? count : t->room;
    FILE *f = fopen(path, "w");

    if (f == NULL)
        return false;
    fprintf(f, "{\"displayTimeUnit\":\"ns\",\"otherData\":{\"lost\":%zu},\"traceEvents\":[\n", count - n);
    fputs("{\"ph\":\"M\",\"pid\":1,\"name\":\"process_name\",\"args\":{\"name\":\"lyra\"}}", f);
    write_events(f, t, n);
    fputs("\n]}\n", f);
    bool good = ferror(f) == 0;
    return fclose(f) == 0 && good;
}

BUILTIN(TraceConcurrent,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_TIME | EFFECT_IO, .args = "expr_, file_String",
    .usage = "TraceConcurrent[expr, \"file.json\"] evaluates expr and writes what tasks did meanwhile, in the format that Perfetto and chrome://tracing open.",
    .messages = MESSAGES("busy", "Another trace is being taken.", "file", "`1` can't be written."),
    .examples = EXAMPLES(">> f = FileNameJoin[{$TemporaryDirectory, \"lyra-trace-example.json\"}]; v = TraceConcurrent[Await[Spawn[1 + 1]], f]; j = Import[f, \"RawJSON\"]; DeleteFile[f]; {v, KeyExistsQ[j, \"traceEvents\"]}", "{2, True}"))
{
    Trace *t = trace_start(EVENTS_MAX);

    if (t == NULL)
        return MESSAGE0(vm, "busy");
    trace(TRACE_RUN, task_of(vm));
    Val v = vm_eval(vm, args.v[0]);
    trace(TRACE_LEAVE, task_of(vm));
    trace_pause();
    if (!write_file(text_data(args.v[1]), t))
        MESSAGE(vm, "file", args.v[1]);
    trace_end();
    return v;
}
