/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * ticker.c -- After and Every: channels that a timer sends to.
 *
 * The timer does not keep the channel of Every alive: when nobody can receive from it any more, it stops.
 */
#include <math.h>

#include "foreign/chan/channel.h"
#include "foreign/task/weak.h"
#include "vm/num/number.h"

typedef struct Ticker {
    Timer     timer;               /* first */
    Pool     *pool;
    Val       channel;             /* After's; VAL_NONE: */
    WeakCell *cell;                /* Every's */
    int64_t   period;              /* in ns; 0: once */
    int64_t   ticks;
} Ticker;

/* A tick goes to who waits, or into the empty channel; where the last one is still there it is left out. */
static bool tick(Channel *c, int64_t n)
{
    Waiter *woken = NULL;

    lock_take(&c->lock);
    bool open = !c->closed;
    if (open && c->count < c->room)
        (void)channel_send_locked(NULL, c, val_int(n), &woken);
    lock_release(&c->lock);
    if (woken != NULL)
        waiter_wake(woken, val_int(n));
    return open;
}

static void fired(Timer *timer)
{
    Ticker *t = (Ticker *)timer;
    Val ch = t->cell == NULL ? t->channel : weak_value(t->cell);

    if (val_is_none(ch) || !tick(val_channel(ch), ++t->ticks))
        return;
    if (t->period == 0) {
        channel_close(val_channel(ch));
        return;
    }
    /* Ticks that are long past are left out; the beat stays. */
    int64_t now = pool_now(t->pool), next = timer->deadline + t->period;
    if (next <= now) {
        int64_t missed = (now - next) / t->period + 1;
        t->ticks += missed;
        next += missed * t->period;
    }
    if (timers_add(&t->pool->timers, timer, next))
        pool_timer_first(t->pool);
}

static Val ticker_new(Vm *vm, double seconds, bool again)
{
    Heap *h = vm_heap(vm);
    Val ch = channel_new(h, 1, VAL_NONE, ++vm->foreign_serial);
    Channel *c = val_channel(ch);
    Ticker *t = heap_alloc(h, sizeof *t);

    /* The ring is there beforehand: a timer has no heap. */
    c->ring = heap_alloc(h, sizeof *c->ring);
    c->room = 1;
    t->timer.fire = fired;
    t->pool = task_of(vm)->job.pool;
    t->channel = again ? VAL_NONE : ch;
    t->cell = again ? weak_cell(h, ch) : NULL;
    t->period = again && seconds != INFINITY ? (int64_t)(seconds * 1e9) : 0;
    if (seconds != INFINITY && timers_add(&t->pool->timers, &t->timer, task_deadline(t->pool, seconds)))
        pool_timer_first(t->pool);
    return ch;
}

/* Infinity says that there is no tick; else it is to be nanoseconds. */
static bool too_long(double seconds)
{
    return seconds > 1e9 && seconds != INFINITY;
}

#define TIME_MESSAGES MESSAGES("time", "`1` is not a time in seconds.")

BUILTIN(After,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL | EFFECT_TIME, .args = "t_", .messages = TIME_MESSAGES,
    .usage = "After[t] is a channel that gives 1 after t seconds, and is closed then; after Infinity it never does.",
    .examples = EXAMPLES(">> ch = After[0.01]; {Receive[ch], Receive[ch]}", "{1, EndOfStream}"))
{
    double seconds = duration_seconds(args.v[0]);

    return seconds < 0 || too_long(seconds) ? MESSAGE(vm, "time", args.v[0]) : ticker_new(vm, seconds, false);
}

BUILTIN(Every,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL | EFFECT_TIME, .args = "t_", .messages = TIME_MESSAGES,
    .usage = "Every[t] is a channel that gives 1, 2, .. every t seconds until it is closed; a tick that comes before the last one was taken is left out.",
    .examples = EXAMPLES(">> ch = Every[0.01]; {Receive[ch], Receive[ch] > 1}", "{1, True}"))
{
    double seconds = duration_seconds(args.v[0]);

    return seconds < 1e-6 || too_long(seconds) ? MESSAGE(vm, "time", args.v[0]) : ticker_new(vm, seconds, true);
}
