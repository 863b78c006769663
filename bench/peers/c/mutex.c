/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mutex.c -- the floor for locks: mutex THREADS TIMES adds to a counter under a pthread mutex.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

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

int main(int argc, char **argv)
{
    int threads = argc > 1 ? atoi(argv[1]) : 1;
    long total = argc > 2 ? atol(argv[2]) : 10000000, each = total / threads;
    pthread_t thread[64];
    struct timespec start, end;

    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int i = 0; i < threads; i++)
        pthread_create(&thread[i], NULL, add, &each);
    for (int i = 0; i < threads; i++)
        pthread_join(thread[i], NULL);
    clock_gettime(CLOCK_MONOTONIC, &end);
    double ns = 1e9 * (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec);
    printf("R ns_op %.3f\n", ns / (double)(each * threads));
    return count == each * threads ? 0 : 1;
}
