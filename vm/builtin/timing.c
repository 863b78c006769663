/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * timing.c -- how long things take, and waiting.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "vm/eval/builtin.h"
#include "vm/eval/limits.h"
#include "vm/num/number.h"

static Val seconds_since(Vm *vm, clockid_t clock, double start)
{
    return val_real_new(vm_heap(vm), round((vm_time(vm, clock) - start) * 1e6) / 1e6);
}

/* {seconds by the clock, value} of evaluating the held argument. */
static Val time_evaluation(Vm *vm, Args args, clockid_t clock)
{
    double start = vm_time(vm, clock);
    Val x;

    TRY(x = vm_eval(vm, args.v[0]));
    return expr2(vm_heap(vm), S_List, seconds_since(vm, clock, start), x);
}

/* What bytecode makes of Timing and AbsoluteTiming: clockRead before, clockSince after the evaluation. */
static clockid_t clock_of(Val which)
{
    return val_is(which, val_int(0)) ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC;
}

BUILTIN_AS(ClockRead, "Lyra`Private`clockRead",
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "clock_Integer",
    .usage = "clockRead[clock] gives the seconds of the thread's CPU time (0) or the time that passes (1), from some beginning.",
    .examples = EXAMPLES("Lyra`Private`clockRead[1] > 0", "True"))
{
    return val_real_new(vm_heap(vm), vm_time(vm, clock_of(args.v[0])));
}

BUILTIN_AS(ClockSince, "Lyra`Private`clockSince",
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "clock_Integer, start_Real",
    .usage = "clockSince[clock, start] gives the seconds since clockRead[clock] gave start.",
    .examples = EXAMPLES("Lyra`Private`clockSince[1, Lyra`Private`clockRead[1]] >= 0", "True"))
{
    return seconds_since(vm, clock_of(args.v[0]), num_to_double(args.v[1]));
}

BUILTIN(Timing,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_TIME, .args = "expr_",
    .usage = "Timing[expr] evaluates expr and gives a list of the seconds of CPU time used and the result.",
    .examples = EXAMPLES("Timing[1 + 1][[2]]", "2"))
{
    return time_evaluation(vm, args, CLOCK_THREAD_CPUTIME_ID);
}

BUILTIN(AbsoluteTiming,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_TIME, .args = "expr_",
    .usage = "AbsoluteTiming[expr] evaluates expr and gives a list of the seconds that it took and the result.",
    .examples = EXAMPLES("AbsoluteTiming[1 + 1][[2]]", "2"))
{
    return time_evaluation(vm, args, CLOCK_MONOTONIC);
}

BUILTIN(TimeUsed,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "",
    .usage = "TimeUsed[] gives the seconds of CPU time used so far in this session.",
    .examples = EXAMPLES("TimeUsed[] > 0", "True"))
{
    return val_real_new(vm_heap(vm), vm_time(vm, CLOCK_PROCESS_CPUTIME_ID));
}

/* When this process began, in seconds by CLOCK_BOOTTIME; 0 where that is not known. */
static double process_start(void)
{
    FILE *f = fopen("/proc/self/stat", "r");
    char line[1024];
    unsigned long long ticks = 0;

    if (f == NULL)
        return 0;
    const char *p = fgets(line, sizeof line, f) == NULL ? NULL : strrchr(line, ')');
    fclose(f);
    /* The start is field 22; what follows the closing parenthesis is field 3. */
    for (int field = 2; p != NULL && field < 22; field++) {
        p = strchr(p, ' ');
        p = p == NULL ? NULL : p + 1;
    }
    if (p == NULL || sscanf(p, "%llu", &ticks) != 1)
        return 0;
    return (double)ticks / (double)sysconf(_SC_CLK_TCK);
}

BUILTIN(SessionTime,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "",
    .usage = "SessionTime[] gives the number of seconds since this session began.",
    .examples = EXAMPLES("SessionTime[] >= 0", "True"))
{
    double start = vm_is_simulated(vm) ? 0 : process_start();

    return val_real_new(vm_heap(vm), vm_time(vm, CLOCK_BOOTTIME) - start);
}

BUILTIN(Pause,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "n_", .parks = true,
    .usage = "Pause[t] waits for at least t seconds; t may be Seconds[n], Milliseconds[n] or their like, a Quantity, or Infinity.",
    .messages = MESSAGES("numnm", "Non-negative machine-sized number expected at position 1 in `1`."),
    .examples = EXAMPLES("Pause[0.001]", "Null", "Pause[Milliseconds[1]]", "Null"))
{
    bool negative = val_is_real_number(args.v[0]) && num_sign(args.v[0]) < 0;
    double seconds = negative ? -1 : duration_seconds(args.v[0]);
    double start = vm_clock(vm);

    if (!(seconds >= 0))
        return val_is_number(args.v[0]) ? MESSAGE(vm, "numnm", args.expr) : NOT_MINE;
    if (vm->pause != NULL)
        return vm->pause(vm, seconds);
    for (;;) {
        double left = start + seconds - vm_clock(vm);
        if (left <= 0)
            return S_Null;
        /* Short naps: a limit of time or Ctrl-C ends the wait within a twentieth of a second. */
        double nap = left < 0.05 ? left : 0.05;
        struct timespec t = {.tv_sec = 0, .tv_nsec = (long)(nap * 1e9)};
        nanosleep(&t, NULL);
        TRY(vm_poll_slow(vm));
    }
}
