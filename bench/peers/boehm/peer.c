/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * peer.c -- nodes of 48 bytes by the collector itself: peer THREADS NODES.  Each thread keeps its last thousand.
 */
#define GC_THREADS
#include <gc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { KEPT = 1000, THREADS_MAX = 64 };

typedef struct Node {
    struct Node *next;
    long         value[5];
} Node;

static void *make(void *nodes)
{
    Node **kept = GC_MALLOC(KEPT * sizeof *kept), **last = kept;
    long n = *(long *)nodes;

    for (long i = 0; i < n; i++) {
        Node *x = GC_MALLOC(sizeof *x);
        x->value[0] = i;
        last = last + 1 < kept + KEPT ? last + 1 : kept;
        *last = x;
    }
    return n == 0 || (*last)->value[0] == n - 1 ? kept : NULL;
}

int main(int argc, char **argv)
{
    int threads = argc > 1 ? atoi(argv[1]) : 1, fine = 1;
    long total = argc > 2 ? atol(argv[2]) : 10000000, each = total / threads;
    pthread_t thread[THREADS_MAX];
    struct timespec start, end;

    GC_INIT();
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int i = 0; i < threads; i++)
        GC_pthread_create(&thread[i], NULL, make, &each);
    for (int i = 0; i < threads; i++) {
        void *kept;
        GC_pthread_join(thread[i], &kept);
        fine = fine && kept != NULL;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("R ns_op %.3f\n", (1e9 * (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec)) / (double)(each * threads));
    return fine ? 0 : 1;
}
