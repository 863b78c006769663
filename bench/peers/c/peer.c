/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * peer.c -- the floor: peer lock THREADS TIMES adds to a counter under a pthread mutex; peer pingpong TIMES hands a
 * number to and fro between two threads on a processor each, either of which sleeps in the kernel meanwhile: it is sent to when
 * it has slept for 20 us, and counted is how long the number is under way.
 */
#define _GNU_SOURCE
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static double now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return 1e9 * (double)t.tv_sec + (double)t.tv_nsec;
}

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static volatile long count;

static void *add(void *times)
{
    for (long i = *(long *)times; i > 0; i--) {
        pthread_mutex_lock(&guard);
        count++;
        pthread_mutex_unlock(&guard);
    }
    return NULL;
}

static int lock(int threads, long total)
{
    long each = total / threads;
    pthread_t thread[64];
    double from = now_ns();

    for (int i = 0; i < threads; i++)
        pthread_create(&thread[i], NULL, add, &each);
    for (int i = 0; i < threads; i++)
        pthread_join(thread[i], NULL);
    printf("R ns_op %.3f\n", (now_ns() - from) / (double)(each * threads));
    return count == each * threads ? 0 : 1;
}

enum { ASLEEP_NS = 20000 };

/* Where each of the two looks: the other writes there what it hands on, which is never 0. */
static struct {
    _Alignas(64) atomic_int box;
    _Alignas(64) _Atomic double asleep_since;    /* 0: it is awake */
    double under_way;                            /* the nanoseconds, together, until a number was there */
} side[2];
static _Atomic double sent;

static int receive(int me)
{
    int x;

    while ((x = atomic_exchange(&side[me].box, 0)) == 0) {
        atomic_store(&side[me].asleep_since, now_ns());
        syscall(SYS_futex, &side[me].box, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0);
        atomic_store(&side[me].asleep_since, 0);
    }
    side[me].under_way += now_ns() - atomic_load(&sent);
    return x;
}

static void hand_to(int other, int x)
{
    double since;

    while ((since = atomic_load(&side[other].asleep_since)) == 0 || now_ns() - since < ASLEEP_NS)
        ;
    atomic_store(&sent, now_ns());
    atomic_store(&side[other].box, x);
    syscall(SYS_futex, &side[other].box, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

static cpu_set_t allowed;              /* of the process: a thread that is bound starts others that are */

static void on_processor(int k)
{
    cpu_set_t one;
    int found = 0;

    CPU_ZERO(&one);
    for (int i = 0; i < CPU_SETSIZE; i++)
        if (CPU_ISSET(i, &allowed) && found++ == k)
            CPU_SET(i, &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0) {
        fputs("peer: there are not two processors\n", stderr);
        exit(1);
    }
}

static void *answer(void *times)
{
    on_processor(1);
    for (long i = *(long *)times; i > 0; i--)
        hand_to(0, receive(1) + 1);
    return NULL;
}

static int pingpong(long times)
{
    pthread_t other;
    int x = 1;

    sched_getaffinity(0, sizeof allowed, &allowed);
    on_processor(0);
    pthread_create(&other, NULL, answer, &times);
    for (long i = 0; i < times; i++) {
        hand_to(1, x);
        x = receive(0);
    }
    pthread_join(other, NULL);
    printf("R ns_op %.3f\n", (side[0].under_way + side[1].under_way) / (double)times);
    return x == times + 1 ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "lock") == 0)
        return lock(atoi(argv[2]), atol(argv[3]));
    if (argc == 3 && strcmp(argv[1], "pingpong") == 0)
        return pingpong(atol(argv[2]));
    fputs("peer lock THREADS TIMES | peer pingpong TIMES\n", stderr);
    return 2;
}
