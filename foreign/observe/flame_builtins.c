/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * flame_builtins.c -- FlameGraph and EnableConcurrencyProfiling.
 */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "foreign/observe/profiling.h"
#include "vm/builtin/stream.h"
#include "vm/num/number.h"

enum { TITLE_MAX = 100 };
static const double SHORTEST = 1e-5, LONGEST = 10;

/* Seconds between samples, as a duration says; < 0: not such a duration. */
static double read_interval(Val v)
{
    double seconds = round(duration_seconds(v) * 1e9) / 1e9;

    return seconds >= SHORTEST && seconds <= LONGEST ? seconds : -1;
}

/* ---- FlameGraph ---- */

/* What is in the file stays until there is something to take its place. */
static FILE *open_as_it_is(Vm *vm, Val file)
{
    Val name = path_of(vm_heap(vm), file);
    int fd = !val_is_none(name) ? open(text_data(name), O_WRONLY | O_CREAT | O_CLOEXEC, 0666) : -1;
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

    if (f == NULL && fd >= 0)
        close(fd);
    return f;
}

/* The file's end is here; of what is no file, such as a pipe, there is no end to say. */
static bool cut_here(FILE *f)
{
    return fflush(f) == 0 && (ftruncate(fileno(f), ftello(f)) == 0 || errno == EINVAL);
}

static bool draw_to(FILE *f, Vm *vm, Samples *s, Val expr)
{
    Out o, title;

    out_init(&title);
    out_init(&o);
    if (!print_value(vm, &title, expr, FORM_COMMAND))
        title.len = 0;
    const char *text = out_text(&title);
    size_t n = title.len, shown = n > TITLE_MAX ? TITLE_MAX : n;
    while (shown < n && shown > 0 && ((unsigned char)text[shown] & 0xc0) == 0x80)
        shown--;
    Val cut = text_format(vm_heap(vm), "%.*s%s", (int)shown, text, shown < n ? " ..." : "");
    flame_draw(&o, s, text_data(cut));
    bool good = fwrite(out_text(&o), 1, o.len, f) == o.len && cut_here(f);
    out_fini(&o);
    out_fini(&title);
    return good;
}

BUILTIN(FlameGraph,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_TIME | EFFECT_IO, .options = "SampleInterval -> 0.0001",
    .usage = "FlameGraph[expr, \"file.svg\"] evaluates expr and draws where the processors' time went, in expr and in all tasks that it started: a bar for "
             "each function upon the one that called it, as wide as its time, by threads. It gives the name of the file. SampleInterval -> t looks every t seconds.",
    .messages = MESSAGES("busy", "Another profile is being taken.", "file", "`1` can't be written.",
                         "interval", "`1` is not a time from Microseconds[10] to Seconds[10]."),
    .examples = EXAMPLES(">> f = FileNameJoin[{$TemporaryDirectory, \"lyra-flame-example.svg\"}]; g = FlameGraph[Await[Spawn[Total[Range[1000]]]], f]; "
                         "s = Import[f, \"String\"]; DeleteFile[f]; {g === f, StringContainsQ[s, \"<svg \"]}", "{True, True}"))
{
    size_t n = options_split(args);
    Val interval, v;

    if (n != 2)
        return !options_known(vm, args, 2) ? NOT_MINE
             : n == 1 ? MESSAGE(vm, "argr", S_FlameGraph, val_int(2)) : MESSAGE(vm, "argrx", S_FlameGraph, val_int((int64_t)n), val_int(2));
    TRY(interval = option_get(vm, args, S_SampleInterval));
    double seconds = read_interval(interval);
    if (seconds < 0)
        return MESSAGE(vm, "interval", interval);
    Task *t = task_of(vm);
    Samples *s = samples_start(vm, t, (int64_t)(seconds * 1e9));
    if (s == NULL)
        return MESSAGE0(vm, "busy"), S_$Failed;
    FILE *f = open_as_it_is(vm, args.v[1]);
    if (f == NULL) {
        samples_pause(s, vm, t);
        samples_end();
        return MESSAGE(vm, "file", args.v[1]), S_$Failed;
    }
    v = vm_eval(vm, args.v[0]);
    samples_pause(s, vm, t);
    bool good = draw_to(f, vm, s, args.v[0]);
    samples_end();
    good = fclose(f) == 0 && good;
    TRY(v);
    return good ? args.v[1] : (MESSAGE(vm, "file", args.v[1]), S_$Failed);
}

/* ---- EnableConcurrencyProfiling ---- */

/* vm->state[STATE_PROFILING]: in memory of its own, never changed; tasks inherit it. */
const Profiling *profiling_now(const Vm *vm)
{
    return vm->state[STATE_PROFILING];
}

/* An option under its name or the name with a small first letter; VAL_NONE: neither is given. */
static Val given(Vm *vm, Args args, Val large, Val small)
{
    Val v = option_get(vm, args, large);

    return val_is(v, S_Automatic) ? option_get(vm, args, small) : v;
}

static Val settings(Heap *h, const Profiling *p)
{
    AssocBuilder b;

    assoc_builder_start(&b, h);
    put_value(&b, "IncludeCallStacks", val_bool(p->stacks));
    put_real(&b, "SampleInterval", p->seconds);
    put_value(&b, "OutputFormat", p->picture ? text_from(h, "FlameGraph") : S_None);
    return assoc_builder_finish(&b);
}

BUILTIN(EnableConcurrencyProfiling,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE,
    .options = "IncludeCallStacks -> Automatic, SampleInterval -> Automatic, OutputFormat -> Automatic, "
               "includeCallStacks -> Automatic, sampleInterval -> Automatic, outputFormat -> Automatic",
    .usage = "EnableConcurrencyProfiling[] lets ProfileConcurrent look at call stacks as well, from now on: its object then has \"CallStacks\", a list of stacks "
             "with worker, task, samples and seconds. OutputFormat -> \"FlameGraph\" adds the picture as SVG, \"FlameGraph\"; SampleInterval -> t looks every t "
             "seconds. EnableConcurrencyProfiling[False] ends it.",
    .messages = MESSAGES("stacks", "`1` is not True or False.", "interval", "`1` is not a time from Microseconds[10] to Seconds[10].",
                         "format", "`1` is not \"FlameGraph\" or None.", "switch", "`1` is not True or False."),
    .examples = EXAMPLES(">> EnableConcurrencyProfiling[sampleInterval -> Microseconds[200]]; p = ProfileConcurrent[Do[Mod[i, 7], {i, 10^5}]]; EnableConcurrencyProfiling[False]; ListQ[p[\"CallStacks\"]]",
                         "True"))
{
    size_t n = options_split(args);
    Val stacks, interval, format;

    if (!options_known(vm, args, 0))
        return NOT_MINE;
    if (n > 1)
        return MESSAGE(vm, "argt", S_EnableConcurrencyProfiling, val_int((int64_t)n), val_int(0), val_int(1));
    if (n == 1 && !val_is(args.v[0], S_True) && !val_is(args.v[0], S_False))
        return MESSAGE(vm, "switch", args.v[0]);
    if (n == 1 && val_is(args.v[0], S_False)) {
        vm->state[STATE_PROFILING] = NULL;
        return S_Null;
    }
    TRY(stacks = given(vm, args, S_IncludeCallStacks, S_includeCallStacks));
    TRY(interval = given(vm, args, S_SampleInterval, S_sampleInterval));
    TRY(format = given(vm, args, S_OutputFormat, S_outputFormat));
    Profiling *p = heap_alloc_atomic(vm_heap(vm), sizeof *p);
    *p = (Profiling){.seconds = 1e-4, .stacks = !val_is(stacks, S_False)};
    if (!val_is(stacks, S_Automatic) && !val_is(stacks, S_True) && !val_is(stacks, S_False))
        return MESSAGE(vm, "stacks", stacks);
    if (!val_is(interval, S_Automatic) && (p->seconds = read_interval(interval)) < 0)
        return MESSAGE(vm, "interval", interval);
    p->picture = val_is_string(format) && text_is(format, "FlameGraph");
    if (!p->picture && !val_is(format, S_Automatic) && !val_is(format, S_None))
        return MESSAGE(vm, "format", format);
    vm->state[STATE_PROFILING] = p;
    return settings(vm_heap(vm), p);
}
