/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * log.c -- Log["level", ..]: lines with time, worker and task; and $LogLevel.
 */
#include <time.h>

#include "foreign/task/task.h"

static const char *const levels[] = {"Trace", "Debug", "Info", "Warning", "Error", "None"};
enum { LEVEL_WARNING = 3, LEVEL_NONE = 5 };

/* The place of a level; -1: it is none. */
static int level_of(Val v)
{
    if (val_is(v, S_None))
        return LEVEL_NONE;
    for (int i = 0; val_is_string(v) && i < (int)COUNT_OF(levels); i++)
        if (text_is(v, levels[i]))
            return i;
    return -1;
}

/* vm->state[STATE_LOG]: one integer in memory of its own; tasks inherit it. */
static int level_now(const Vm *vm)
{
    const int *level = vm->state[STATE_LOG];

    return level == NULL ? LEVEL_WARNING : *level;
}

static Val level_value(Vm *vm)
{
    return text_from(vm_heap(vm), levels[level_now(vm)]);
}

static Val level_assign(Vm *vm, Val value)
{
    int level = level_of(value);

    if (level < 0) {
        vm_message(vm, S_$LogLevel, "level", 1, &value);
        return level_value(vm);
    }
    int *state = heap_alloc_atomic(vm_heap(vm), sizeof *state);
    *state = level;
    vm->state[STATE_LOG] = state;
    return value;
}

SYMBOL_AS(LogLevel_, "$LogLevel",
    .effects = EFFECT_STATE, .value = level_value, .assign = level_assign,
    .usage = "$LogLevel is the lowest level that Log writes: \"Trace\", \"Debug\", \"Info\", \"Warning\", \"Error\" or \"None\".",
    .messages = MESSAGES("level", "`1` is not a level: \"Trace\", \"Debug\", \"Info\", \"Warning\", \"Error\" or \"None\"."),
    .examples = EXAMPLES("$LogLevel", "Warning"));

static void put_head(Out *o, const Vm *vm, const char *level)
{
    double now = vm_time(vm, CLOCK_REALTIME);
    time_t second = (time_t)now;
    struct tm day;
    const Worker *w = worker_self();
    const Task *t = vm->task;
    char label[THREAD_NAME_BYTES];

    /* Virtual time is the same everywhere. */
    if (vm_is_simulated(vm))
        gmtime_r(&second, &day);
    else
        localtime_r(&second, &day);
    out_format(o, "%02d:%02d:%02d.%03d [%s]", day.tm_hour, day.tm_min, day.tm_sec, (int)((now - (double)second) * 1000), level);
    if (w == NULL || w->guest) {
        out_str(o, " [main thread]");
    } else {
        worker_label(w, label, sizeof label);
        out_format(o, " [worker %s]", label);
    }
    if (t == NULL || t->kind == TASK_MAIN)
        out_str(o, " [Main]");
    else if (val_is_string(t->name))
        out_format(o, " [task %u %.40s]", (unsigned)task_number(t), text_data(t->name));
    else
        out_format(o, " [task %u]", (unsigned)task_number(t));
    out_char(o, ' ');
}

BUILTIN(LogMessage,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .quiet_count = true,
    .usage = "LogMessage[\"level\", expr, ..] is what Log[\"level\", expr, ..] does: it writes a line with time, level, worker and task where $LogLevel lets it.",
    .examples = EXAMPLES("LogMessage[\"Debug\", \"not written\"]", "Null"))
{
    int level = args.n == 0 ? -1 : level_of(args.v[0]);
    Out o;

    if (level < 0 || level == LEVEL_NONE) {
        if (args.n > 0)
            vm_message(vm, S_Log, "level", 1, args.v);
        return NOT_MINE;
    }
    if (level < level_now(vm))
        return S_Null;
    out_init(&o);
    put_head(&o, vm, levels[level]);
    for (size_t i = 1; i < args.n; i++) {
        if (!print_value(vm, &o, args.v[i], FORM_COMMAND)) {
            out_fini(&o);
            return UNWIND;
        }
    }
    out_char(&o, '\n');
    vm_write(vm, STREAM_MESSAGES, out_text(&o), o.len);
    out_fini(&o);
    return S_Null;
}
