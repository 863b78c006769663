/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fiber.c -- fibers: switching, ten thousand of them, and collections while suspended fibers hold the only
 * pointers there are.
 */
#include <gc.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "foreign/fiber/fiber.h"
#include "foreign/foreign.h"
#include "tests/unit/tap.h"

enum { MANY = 10000, WORDS = 64 };

static Fiber *home;
static long turns, broken;

/* Keeps what it made on its stack alone, and looks at it after each switch. */
static void holder(void *argument, void *message)
{
    uintptr_t me = (uintptr_t)argument;
    uintptr_t *held = GC_malloc(WORDS * sizeof *held);

    (void)message;
    for (size_t i = 0; i < WORDS; i++)
        held[i] = me + i;
    for (;;) {
        fiber_switch(home, NULL);
        for (size_t i = 0; i < WORDS; i++)
            broken += held[i] != me + i;
        turns++;
    }
}

/* Memory that was free is used again: what was lost would be seen. */
static void churn(void)
{
    for (int i = 0; i < 20000; i++)
        memset(GC_malloc(WORDS * sizeof(uintptr_t)), 0xff, WORDS * sizeof(uintptr_t));
}

static void test_many(void)
{
    Fiber **f = GC_malloc_uncollectable(MANY * sizeof *f);
    long made = 0;
    size_t before = fiber_count();

    for (; made < MANY && (f[made] = fiber_new(holder, (void *)(uintptr_t)(made * 1000 + 1))) != NULL; made++)
        fiber_switch(f[made], NULL);
    tap_ok(made == MANY && fiber_count() == before + MANY, "fiber: 10,000 at once");
    for (int round = 0; round < 3; round++) {
        churn();
        GC_gcollect();
        churn();
        for (long i = 0; i < made; i++)
            fiber_switch(f[(i * 7919) % made], NULL);
    }
    tap_ok(turns == 3 * made, "fiber: each goes on where it was");
    tap_ok(broken == 0, "fiber: what only suspended fibers hold survives collections");
    for (long i = 0; i < made; i++)
        fiber_free(f[i]);
    tap_ok(fiber_count() == before, "fiber: all stacks are given back");
    GC_free(f);
}

static double kept;

static void keeps_registers(void *argument, void *message)
{
    double x = 1.5;
    long n = 7;

    (void)argument, (void)message;
    for (;;) {
        x = x * 1.25 + 1;
        n = n * 3 % 1000003;
        kept = x + (double)n;
        fiber_switch(home, NULL);
    }
}

static void test_switch(void)
{
    Fiber *f = fiber_new(keeps_registers, NULL);
    double x = 1.5;
    long n = 7, wrong = 0;

    for (int i = 0; i < 50; i++) {
        fiber_switch(f, NULL);
        x = x * 1.25 + 1;
        n = n * 3 % 1000003;
        wrong += kept != x + (double)n;
    }
    tap_ok(wrong == 0, "fiber: registers are kept on both sides of a switch");
    fiber_free(f);
}

static void counts(void *argument, void *message)
{
    (void)argument;
    for (;;)
        message = fiber_switch(home, (char *)message + 1);
}

static void test_message(void)
{
    Fiber *f = fiber_new(counts, NULL);
    char *message = NULL;

    for (int i = 0; i < 50; i++)
        message = fiber_switch(f, message + 1);
    tap_ok((uintptr_t)message == 100, "fiber: a switch brings a message, also to a fiber that begins");
    fiber_free(f);
}

static Fiber *moved;

static void *go_on_elsewhere(void *unused)
{
    char *low = (char *)__builtin_frame_address(0) - (1 << 16);

    (void)unused;
    home = fiber_thread_start(low);
    for (int i = 0; i < 1000; i++)
        fiber_switch(moved, NULL);
    fiber_thread_end();
    return NULL;
}

static void test_moved(void)
{
    pthread_t t;
    Fiber *mine = home;

    turns = broken = 0;
    moved = fiber_new(holder, (void *)(uintptr_t)5);
    fiber_switch(moved, NULL);
    pthread_create(&t, NULL, go_on_elsewhere, NULL);
    pthread_join(t, NULL);
    home = mine;
    fiber_switch(moved, NULL);
    tap_ok(turns == 1001 && broken == 0, "fiber: suspended on one thread, it goes on on another");
    fiber_free(moved);
}

static int by_address(const void *a, const void *b)
{
    uintptr_t x = *(const uintptr_t *)a, y = *(const uintptr_t *)b;

    return x < y ? -1 : x > y;
}

static long collected;

static void finalized(void *object, void *unused)
{
    (void)object;
    (void)unused;
    collected++;
}

/* Leaves its turn with the only pointer to something on its stack. */
static void begins(void *argument, void *message)
{
    void *volatile held = GC_malloc(WORDS * sizeof(uintptr_t));

    (void)argument, (void)message;
    GC_register_finalizer(held, finalized, NULL, NULL, NULL);
    turns++;
    fiber_switch(home, NULL);
    broken++;
}

static void collect(void)
{
    churn();
    GC_gcollect();
    GC_invoke_finalizers();
}

static void test_restarted(void)
{
    enum { AT_ONCE = 16 };
    Fiber *f[AT_ONCE];

    turns = broken = 0;
    for (size_t i = 0; i < AT_ONCE; i++)
        fiber_switch(f[i] = fiber_new(begins, NULL), NULL);
    collect();
    long early = collected;
    for (size_t i = 0; i < AT_ONCE; i++)
        fiber_restart(f[i]);
    collect();
    tap_ok(early == 0 && collected >= AT_ONCE - 1, "fiber: what only a stack held is gone once its fiber is to begin again");
    for (size_t i = 0; i < AT_ONCE; i++)
        fiber_switch(f[i], NULL);
    tap_ok(turns == 2 * AT_ONCE && broken == 0, "fiber: it begins again");
    for (size_t i = 0; i < AT_ONCE; i++)
        fiber_free(f[i]);
}

/* Collections come and go while words on a stack still tell of fibers that were. */
static void test_lost(void)
{
    enum { AT_ONCE = 30, ROUNDS = 100 };
    Fiber *volatile stray[AT_ONCE];
    uintptr_t *address = GC_malloc_atomic(ROUNDS * AT_ONCE * sizeof *address);
    size_t distinct = 1;

    for (size_t round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < AT_ONCE; i++) {
            stray[i] = fiber_new(holder, NULL);
            address[round * AT_ONCE + i] = (uintptr_t)stray[i];
        }
        for (size_t i = 0; i < AT_ONCE; i++)
            fiber_free(stray[i]);
        GC_gcollect();
        GC_gcollect();
    }
    qsort(address, ROUNDS * AT_ONCE, sizeof *address, by_address);
    for (size_t i = 1; i < ROUNDS * AT_ONCE; i++)
        distinct += address[i] != address[i - 1];
    tap_ok(distinct < 2 * AT_ONCE, "fiber: memory of fibers that ended is used again, whatever a stack still says");
}

int main(void)
{
    foreign_start_process();
    home = fiber_thread_start((char *)__builtin_frame_address(0) - (1 << 20));
    test_switch();
    test_message();
    test_lost();
    test_many();
    test_moved();
    test_restarted();
    return tap_end();
}
