/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * channel.c -- a channel is a linearizable queue: threads send and receive at once, the time of each call's
 * beginning and end is written down, and the history is compared with what a queue may do.
 *
 * With all values distinct a history is one of a FIFO queue if (Henzinger, Sezgin, Vafeiadis,
 * "Aspect-Oriented Linearizability Proofs", CONCUR 2013): nothing is received that was not sent before, or
 * twice; what was sent wholly before something else is not received wholly after it; and no receiver finds
 * the queue empty while something is in it the whole time.
 */
#include <gc.h>
#include <pthread.h>

#include "foreign/chan/channel.h"
#include "foreign/foreign.h"
#include "tests/unit/tap.h"

enum { SENDERS = 2, RECEIVERS = 2, EACH = 300, ALL = SENDERS * EACH, EMPTY_MAX = 2000 };

typedef struct Span { long from, to; } Span;

static Channel *channel;
static atomic_long now, received;
static atomic_int ready;
static Span sent[ALL], got[ALL], empty[RECEIVERS][EMPTY_MAX];
static atomic_int times[ALL];
static long last_of[RECEIVERS][SENDERS], empties[RECEIVERS];
static atomic_long disorder, full;

static void start_together(void)
{
    atomic_fetch_add(&ready, 1);
    while (atomic_load(&ready) < SENDERS + RECEIVERS)
        spin_hint();
}

static void *send_all(void *argument)
{
    long me = (long)(intptr_t)argument;
    Vm *vm = vm_new();

    start_together();
    for (long i = 0; i < EACH; ) {
        long v = me * EACH + i, from = atomic_fetch_add(&now, 1);
        ChannelResult r = channel_try_send(vm_heap(vm), channel, val_int(v));
        if (r == CHANNEL_DONE) {
            sent[v] = (Span){from, atomic_fetch_add(&now, 1)};
            i++;
        } else {
            atomic_fetch_add(&full, 1);
        }
    }
    vm_free(vm);
    return NULL;
}

static void *receive_all(void *argument)
{
    long me = (long)(intptr_t)argument;

    start_together();
    while (atomic_load(&received) < ALL) {
        Val value = VAL_NONE;
        long from = atomic_fetch_add(&now, 1);
        ChannelResult r = channel_try_receive(channel, &value);
        long to = atomic_fetch_add(&now, 1);
        if (r != CHANNEL_DONE) {
            if (empties[me] < EMPTY_MAX)
                empty[me][empties[me]++] = (Span){from, to};
            continue;
        }
        long v = val_small(value);
        got[v] = (Span){from, to};
        atomic_fetch_add(&times[v], 1);
        atomic_fetch_add(&received, 1);
        if (v < last_of[me][v / EACH])
            atomic_fetch_add(&disorder, 1);
        last_of[me][v / EACH] = v;
    }
    return NULL;
}

/* Is some value in the queue during the whole of the span? */
static bool held_during(Span s)
{
    for (long v = 0; v < ALL; v++)
        if (sent[v].to < s.from && got[v].from > s.to)
            return true;
    return false;
}

static long violations(void)
{
    long wrong = 0;

    for (long v = 0; v < ALL; v++) {
        wrong += atomic_load(&times[v]) != 1 || got[v].to < sent[v].from;
        for (long u = 0; u < ALL; u++)
            wrong += sent[u].to < sent[v].from && got[v].to < got[u].from;
    }
    for (long r = 0; r < RECEIVERS; r++)
        for (long i = 0; i < empties[r]; i++)
            wrong += held_during(empty[r][i]);
    return wrong;
}

static long run(Vm *vm, int64_t capacity)
{
    pthread_t t[SENDERS + RECEIVERS];

    channel = val_channel(channel_new(vm_heap(vm), capacity, VAL_NONE, 1));
    atomic_store(&received, 0);
    atomic_store(&ready, 0);
    memset(times, 0, sizeof times);
    memset(last_of, 0, sizeof last_of);
    memset(empties, 0, sizeof empties);
    for (int i = 0; i < SENDERS + RECEIVERS; i++)
        pthread_create(&t[i], NULL, i < SENDERS ? send_all : receive_all, (void *)(intptr_t)(i < SENDERS ? i : i - SENDERS));
    for (int i = 0; i < SENDERS + RECEIVERS; i++)
        pthread_join(t[i], NULL);
    return violations();
}

int main(void)
{
    foreign_start_process();
    Vm *vm = vm_new();
    long wrong[3] = {0, 0, 0}, rounds = tap_rounds(4);

    for (long i = 0; i < rounds; i++) {
        wrong[0] += run(vm, CHANNEL_UNBOUNDED);
        wrong[1] += run(vm, 1);
        wrong[2] += run(vm, 7);
    }
    tap_ok(wrong[0] == 0, "channel: unbounded, linearizable");
    tap_ok(wrong[1] == 0, "channel: of one place, linearizable");
    tap_ok(wrong[2] == 0, "channel: of seven places, linearizable");
    tap_ok(atomic_load(&disorder) == 0, "channel: each receiver gets each sender's values in order");
    tap_ok(atomic_load(&full) > 0, "channel: senders found it full now and then");
    vm_free(vm);
    return tap_end();
}
