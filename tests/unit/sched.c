/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sched.c -- the parts that the scheduler is made of, with threads at them: the lock, the work-stealing
 * deque, the heap of timers.
 */
#include <gc.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <unistd.h>

#include "foreign/sched/deque.h"
#include "foreign/sched/lock.h"
#include "foreign/sched/timer.h"
#include "tests/unit/tap.h"
#include "vm/api.h"

enum { THIEVES = 3 };

/* ---- lock ---- */

static struct { Lock lock; long plain; long rounds; } counter;

static void *count_up(void *unused)
{
    (void)unused;
    for (long i = 0; i < counter.rounds; i++) {
        lock_take(&counter.lock);
        counter.plain++;
        lock_release(&counter.lock);
    }
    return NULL;
}

/* One takes, another releases: what a task that parks does. */
static struct { Lock lock; atomic_int turn; } handed;

static void *release_for_others(void *unused)
{
    (void)unused;
    for (int i = 0; i < 1000; i++) {
        while (atomic_load(&handed.turn) != 1)
            spin_hint();
        atomic_store(&handed.turn, 0);
        lock_release(&handed.lock);
    }
    return NULL;
}

/* Held long enough at times that the others sleep; more threads than processors, so that holders lose theirs. */
static void *count_up_slowly(void *unused)
{
    (void)unused;
    for (long i = 0; i < counter.rounds; i++) {
        lock_take(&counter.lock);
        counter.plain++;
        if (counter.plain % 512 == 0)
            usleep(counter.plain % 1024 == 0 ? 300 : 1);
        lock_release(&counter.lock);
    }
    return NULL;
}

/* Two meet at the lock once a round, and the next round begins when both have gone: nobody comes by later who would wake
 * one that was forgotten. */
static struct { Lock lock; long rounds; atomic_long gone[2]; } meeting;

static void *meet(void *who)
{
    size_t me = (size_t)(uintptr_t)who;
    unsigned random = (unsigned)me + 1;

    for (long i = 1; i <= meeting.rounds; i++) {
        lock_take(&meeting.lock);
        for (unsigned k = (random = random * 1664525 + 1013904223) >> 16 & 127; k > 0; k--)
            spin_hint();
        lock_release(&meeting.lock);
        atomic_store(&meeting.gone[me], i);
        for (unsigned n = 0; atomic_load(&meeting.gone[1 - me]) < i; n++)
            if (n < 200)
                spin_hint();
            else
                sched_yield();
    }
    return NULL;
}

static void test_meetings(void)
{
    pthread_t t[2];

    meeting.rounds = tap_rounds(50000);
    for (uintptr_t i = 0; i < 2; i++)
        pthread_create(&t[i], NULL, meet, (void *)i);
    for (int i = 0; i < 2; i++)
        pthread_join(t[i], NULL);
    tap_ok(meeting.gone[0] == meeting.rounds && meeting.gone[1] == meeting.rounds, "lock: nobody sleeps when it is free");
}

static void test_sleepers(const char *what)
{
    enum { THREADS = 12 };
    pthread_t t[THREADS];

    counter.plain = 0;
    counter.rounds = tap_rounds(6000);
    for (int i = 0; i < THREADS; i++)
        pthread_create(&t[i], NULL, count_up_slowly, NULL);
    for (int i = 0; i < THREADS; i++)
        pthread_join(t[i], NULL);
    tap_ok(counter.plain == THREADS * counter.rounds, what);
}

static void test_lock(void)
{
    pthread_t t[4];

    counter.rounds = tap_rounds(100000);
    for (int i = 0; i < 4; i++)
        pthread_create(&t[i], NULL, count_up, NULL);
    for (int i = 0; i < 4; i++)
        pthread_join(t[i], NULL);
    tap_ok(counter.plain == 4 * counter.rounds, "lock: four threads count without a loss");
    tap_ok(lock_try(&counter.lock) && !lock_try(&counter.lock), "lock: what is held can't be taken");
    lock_release(&counter.lock);
    pthread_create(&t[0], NULL, release_for_others, NULL);
    for (int i = 0; i < 1000; i++) {
        lock_take(&handed.lock);
        atomic_store(&handed.turn, 1);
    }
    pthread_join(t[0], NULL);
    tap_ok(lock_try(&handed.lock), "lock: released by another thread than the one that took it");
}

/* ---- deque ---- */

static struct {
    Deque        d;
    long         items;
    atomic_uchar *seen;
    atomic_bool  over;
    atomic_long  stolen, disorder;
} race;

static void see(void *item)
{
    atomic_fetch_add(&race.seen[(uintptr_t)item - 1], 1);
}

static void *steal_all(void *unused)
{
    uintptr_t last = 0;

    (void)unused;
    while (!atomic_load(&race.over)) {
        bool again = false;
        void *item = deque_steal(&race.d, &again);
        if (item == NULL)
            continue;
        /* One thief sees the oldest first, each younger than the one before. */
        if ((uintptr_t)item <= last)
            atomic_fetch_add(&race.disorder, 1);
        last = (uintptr_t)item;
        see(item);
        atomic_fetch_add(&race.stolen, 1);
    }
    return NULL;
}

static void test_deque_alone(void)
{
    Deque d;
    bool again = false, fine = true;

    deque_init(&d);
    fine = deque_pop(&d) == NULL && deque_steal(&d, &again) == NULL && deque_size(&d) == 0;
    for (uintptr_t i = 1; i <= 1000; i++)
        deque_push(&d, (void *)i);
    fine = fine && deque_size(&d) == 1000;
    for (uintptr_t i = 1000; i > 500; i--)
        fine = fine && deque_pop(&d) == (void *)i;
    for (uintptr_t i = 1; i <= 500; i++)
        fine = fine && deque_steal(&d, &again) == (void *)i;
    tap_ok(fine && !again && deque_pop(&d) == NULL, "deque: the owner takes the youngest, a thief the oldest");
    deque_drop(&d);
}

static void test_deque(void)
{
    pthread_t t[THIEVES];
    long lost = 0, twice = 0, pushed = 0;
    uint64_t random = 1;

    race.items = tap_rounds(300000);
    race.seen = calloc((size_t)race.items, 1);
    deque_init(&race.d);
    for (int i = 0; i < THIEVES; i++)
        pthread_create(&t[i], NULL, steal_all, NULL);
    while (pushed < race.items) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        for (long n = (long)(random >> 60) + 1; n > 0 && pushed < race.items; n--)
            deque_push(&race.d, (void *)(uintptr_t)++pushed);
        for (long n = (long)(random >> 56 & 15); n > 0; n--) {
            void *item = deque_pop(&race.d);
            if (item != NULL)
                see(item);
        }
    }
    for (void *item; (item = deque_pop(&race.d)) != NULL; )
        see(item);
    atomic_store(&race.over, true);
    for (int i = 0; i < THIEVES; i++)
        pthread_join(t[i], NULL);
    for (long i = 0; i < race.items; i++) {
        lost += race.seen[i] == 0;
        twice += race.seen[i] > 1;
    }
    if (!tap_ok(lost == 0 && twice == 0 && atomic_load(&race.disorder) == 0, "deque: owner against thieves, nothing lost, nothing twice, oldest first"))
        printf("# %ld lost, %ld twice, %ld out of order\n", lost, twice, atomic_load(&race.disorder));
    printf("# %ld of %ld were stolen\n", atomic_load(&race.stolen), race.items);
    deque_drop(&race.d);
    free(race.seen);
}

/* ---- timers ---- */

typedef struct Alarm { Timer timer; int64_t *now; int64_t fired_at; atomic_int fired; int order; } Alarm;

static int alarms_fired;

static void ring(Timer *t)
{
    Alarm *a = (Alarm *)t;

    a->fired_at = a->now == NULL ? 0 : *a->now;
    a->order = alarms_fired++;
    atomic_fetch_add(&a->fired, 1);
}

static void test_timers_order(void)
{
    enum { N = 5000 };
    Timers timers = {.next = INT64_MAX};
    Alarm *a = calloc(N, sizeof *a);
    int64_t now = 0, deadline[N], last = -1;
    bool early = false, unordered = false, lost = false, removed_fired = false;
    uint64_t random = 7;

    for (int i = 0; i < N; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        deadline[i] = (int64_t)(random >> 44) + 1;
        a[i].timer.fire = ring;
        a[i].now = &now;
        timers_add(&timers, &a[i].timer, deadline[i]);
    }
    for (int i = 0; i < N; i += 3)
        lost = lost || !timers_remove(&timers, &a[i].timer) || timers_remove(&timers, &a[i].timer);
    while (atomic_load(&timers.next) != INT64_MAX) {
        int64_t next = atomic_load(&timers.next);
        unordered = unordered || next < last;
        last = next;
        now = next - 1;
        early = early || timers_fire(&timers, now) != 0;
        now = next;
        lost = lost || timers_fire(&timers, now) == 0;
    }
    for (int i = 0; i < N; i++) {
        int fired = atomic_load(&a[i].fired);
        removed_fired = removed_fired || (i % 3 == 0 && fired != 0);
        lost = lost || (i % 3 != 0 && fired != 1);
        early = early || (fired != 0 && a[i].fired_at < deadline[i]);
    }
    tap_ok(!early, "timers: never early");
    tap_ok(!unordered, "timers: in the order of their deadlines");
    tap_ok(!lost && !removed_fired && timers.count == 0, "timers: each fires once, unless it was taken out");
    timers_drop(&timers);
    free(a);
}

static Timers shared_timers = {.next = INT64_MAX};
static atomic_bool timers_over;

static void count_ring(Timer *t)
{
    atomic_fetch_add(&((Alarm *)t)->fired, 1);
}

static void *keep_firing(void *unused)
{
    (void)unused;
    while (!atomic_load(&timers_over))
        timers_fire(&shared_timers, 10);
    return NULL;
}

/* Who takes a timer out while another thread fires it knows which of the two it was. */
static void test_timers_removed_while_firing(void)
{
    pthread_t t;
    long rounds = tap_rounds(100000), wrong = 0, removed = 0;
    Alarm a = {.timer.fire = count_ring};

    pthread_create(&t, NULL, keep_firing, NULL);
    for (long i = 0; i < rounds; i++) {
        atomic_store(&a.fired, 0);
        timers_add(&shared_timers, &a.timer, i % 3 + 9);
        for (long k = i % 7; k > 0; k--)
            spin_hint();
        if (timers_remove(&shared_timers, &a.timer)) {
            removed++;
            wrong += atomic_load(&a.fired) != 0;
        } else {
            while (atomic_load(&a.fired) == 0)
                spin_hint();
            wrong += atomic_load(&a.fired) != 1;
        }
    }
    atomic_store(&timers_over, true);
    pthread_join(t, NULL);
    tap_ok(wrong == 0, "timers: taken out or fired, never both, never neither");
    printf("# %ld of %ld were taken out in time\n", removed, rounds);
}

int main(void)
{
    vm_start_process();
    test_lock();
    test_sleepers("lock: who sleeps is woken, by fences on both sides");
    lock_start_process();
    test_sleepers(lock_fence_is_theirs ? "lock: and by one on all processors" : "lock: and again, for want of membarrier");
    test_meetings();
    test_deque_alone();
    test_deque();
    test_timers_order();
    test_timers_removed_while_firing();
    return tap_end();
}
