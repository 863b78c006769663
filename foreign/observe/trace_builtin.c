/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * trace_builtin.c -- TraceConcurrent: a trace of tasks in the format of Chrome's tracing, which Perfetto opens.
 */
#include <stdio.h>

#include "foreign/task/trace.h"
#include "vm/builtin/stream.h"

enum { EVENTS_MAX = 1 << 16 };

static void write_text(FILE *f, const char *text)
{
    for (; *text != 0; text++) {
        if (*text == '"' || *text == '\\')
            fprintf(f, "\\%c", *text);
        else if ((unsigned char)*text < ' ')
            fprintf(f, "\\u%04x", (unsigned)*text);
        else
            fputc(*text, f);
    }
}

static double microseconds(const Trace *t, int64_t ns)
{
    return (double)(ns - t->from) * 1e-3;
}

/* What happened to the task of [e] at [ns]: 'X' lasts until [to], 'b' and 'e' are the ends of a wait. */
static void write_event(FILE *f, const Trace *t, const TraceEvent *e, char phase, int64_t ns, int64_t to)
{
    fprintf(f, ",\n{\"ph\":\"%c\",\"pid\":1,\"tid\":%u,\"ts\":%.3f,", phase, (unsigned)e->thread, microseconds(t, ns));
    if (phase == 'X')
        fprintf(f, "\"dur\":%.3f,\"cat\":\"run\",", microseconds(t, to) - microseconds(t, ns));
    else
        fprintf(f, "\"cat\":\"wait\",\"id\":%u,", (unsigned)e->task);
    fputs("\"name\":\"", f);
    if (phase != 'X')
        fputs(phase == 'n' ? "wake " : "wait ", f);
    write_text(f, e->name);
    fputs("\"}", f);
}

/* What began with [from] and lasted until [ns], when [until] ended it: a run, or a wait. */
static void write_span(FILE *f, const Trace *t, const TraceEvent *from, const TraceEvent *until, int64_t ns)
{
    if (from->kind == TRACE_RUN) {
        write_event(f, t, from, 'X', from->ns, ns);
    } else if (from->kind == TRACE_LEAVE) {
        write_event(f, t, from, 'b', from->ns, ns);
        write_event(f, t, until, 'e', ns, ns);
    }
}

static bool is_written(const TraceEvent *e)
{
    return atomic_load_explicit(&e->ready, memory_order_acquire);
}

/* A run lasts from its beginning to the next time that the task leaves; a wait from there to the next run; what has not
 * ended, to the trace's end, which is that of its events where some were lost. */
static void write_events(FILE *f, const Trace *t, size_t n, bool whole)
{
    int64_t end = whole ? t->to : t->from;
    uint32_t most = 0;

    for (size_t i = 0; i < n; i++) {
        if (!is_written(&t->event[i]))
            continue;
        most = t->event[i].task > most ? t->event[i].task : most;
        end = t->event[i].ns > end ? t->event[i].ns : end;
    }
    const TraceEvent **last = heap_alloc_root(((size_t)most + 1) * sizeof *last);   /* of each task */
    for (size_t i = 0; i < n; i++) {
        const TraceEvent *e = &t->event[i];
        if (!is_written(e))
            continue;
        if (e->kind == TRACE_WAKE) {
            write_event(f, t, e, 'n', e->ns, e->ns);
            continue;
        }
        if (last[e->task] != NULL)
            write_span(f, t, last[e->task], e, e->ns);
        else if (e->kind != TRACE_RUN)         /* it ran already when the trace began */
            write_event(f, t, e, 'X', t->from, e->ns);
        last[e->task] = e;
    }
    for (size_t i = 0; i <= most; i++)
        if (last[i] != NULL)
            write_span(f, t, last[i], last[i], end);
    heap_free_root(last);
}

static void write_name(FILE *f, const char *what, size_t thread, const char *name)
{
    fprintf(f, "%s{\"ph\":\"M\",\"pid\":1,\"tid\":%zu,\"name\":\"%s\",\"args\":{\"name\":\"", thread == 0 ? "" : ",\n", thread, what);
    write_text(f, name);
    fputs("\"}}", f);
}

/* *lost: how many events there was no room for. */
static bool write_file(const char *path, const Trace *t, size_t *lost)
{
    size_t count = atomic_load(&t->count), n = count < t->room ? count : t->room;
    FILE *f = fopen(path, "w");

    *lost = count - n;
    if (f == NULL)
        return false;
    fprintf(f, "{\"displayTimeUnit\":\"ns\",\"otherData\":{\"lost\":%zu},\"traceEvents\":[\n", *lost);
    write_name(f, "process_name", 0, "lyra");
    for (size_t i = 1; i < TRACE_THREADS; i++)
        if (atomic_load(&t->thread[i].named))
            write_name(f, "thread_name", i, t->thread[i].label);
    write_events(f, t, n, *lost == 0);
    fputs("\n]}\n", f);
    bool good = ferror(f) == 0;
    return fclose(f) == 0 && good;
}

BUILTIN(TraceConcurrent,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_TIME | EFFECT_IO, .args = "expr_, file_",
    .usage = "TraceConcurrent[expr, \"file.json\"] evaluates expr and writes what tasks did meanwhile, in the format that Perfetto and chrome://tracing open.",
    .messages = MESSAGES("busy", "Another trace is being taken.", "file", "`1` can't be written.",
                         "lost", "The trace has the first `1` events; how many came after these, its otherData says."),
    .examples = EXAMPLES(">> f = FileNameJoin[{$TemporaryDirectory, \"lyra-trace-example.json\"}]; v = TraceConcurrent[Await[Spawn[1 + 1]], f]; j = Import[f, \"RawJSON\"]; DeleteFile[f]; {v, KeyExistsQ[j, \"traceEvents\"]}", "{2, True}"))
{
    Val path = path_of(vm_heap(vm), args.v[1]);
    size_t lost;

    if (val_is_none(path))
        return MESSAGE(vm, "file", args.v[1]);
    Trace *t = trace_start(EVENTS_MAX);
    if (t == NULL)
        return MESSAGE0(vm, "busy");
    trace(TRACE_RUN, task_of(vm));
    Val v = vm_eval(vm, args.v[0]);
    trace_pause();
    bool good = write_file(text_data(path), t, &lost);
    trace_end();
    if (!good)
        MESSAGE(vm, "file", args.v[1]);
    else if (lost > 0)
        MESSAGE(vm, "lost", val_int(EVENTS_MAX));
    return v;
}
