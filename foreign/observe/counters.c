/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * counters.c -- what the processors count.
 *
 * Each thread of the process gets a counter of each kind, and threads that it starts count into that too.
 */
#include "foreign/observe/counters.h"

#include <dirent.h>
#include <linux/perf_event.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { THREADS_MAX = 512, KINDS = 2 };

struct CountersRun {
    size_t n;
    int    fd[THREADS_MAX][KINDS];
};

static int open_counter(pid_t thread, uint64_t what)
{
    struct perf_event_attr a;

    memset(&a, 0, sizeof a);
    a.size = sizeof a;
    a.type = PERF_TYPE_HARDWARE;
    a.config = what;
    a.inherit = 1;
    a.exclude_kernel = 1;
    a.exclude_hv = 1;
    a.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
    return (int)syscall(SYS_perf_event_open, &a, thread, -1, -1, PERF_FLAG_FD_CLOEXEC);
}

static void close_all(CountersRun *run)
{
    for (size_t i = 0; i < run->n; i++)
        for (size_t k = 0; k < KINDS; k++)
            if (run->fd[i][k] >= 0)
                close(run->fd[i][k]);
    free(run);
}

/* A thread that has ended meanwhile counts nothing; any other refusal ends it all. */
static bool add_thread(CountersRun *run, pid_t thread)
{
    static const uint64_t kinds[KINDS] = {PERF_COUNT_HW_CACHE_REFERENCES, PERF_COUNT_HW_CACHE_MISSES};
    int *fd = run->fd[run->n];

    for (size_t k = 0; k < KINDS; k++)
        fd[k] = open_counter(thread, kinds[k]);
    run->n++;
    return fd[0] >= 0 && fd[1] >= 0;
}

CountersRun *counters_start(void)
{
    CountersRun *run = calloc(1, sizeof *run);
    DIR *threads = run == NULL ? NULL : opendir("/proc/self/task");
    bool good = threads != NULL && add_thread(run, getpid());

    for (struct dirent *e; good && (e = readdir(threads)) != NULL; ) {
        pid_t thread = (pid_t)strtol(e->d_name, NULL, 10);
        if (thread != 0 && thread != getpid() && run->n < THREADS_MAX)
            (void)!add_thread(run, thread);
    }
    if (threads != NULL)
        closedir(threads);
    if (!good && run != NULL)
        close_all(run);
    return good ? run : NULL;
}

Counters counters_stop(CountersRun *run)
{
    Counters c = {.there = run != NULL};

    for (size_t i = 0; run != NULL && i < run->n; i++) {
        for (size_t k = 0; k < KINDS; k++) {
            struct { uint64_t value, enabled, running; } got;
            if (run->fd[i][k] < 0 || read(run->fd[i][k], &got, sizeof got) != (ssize_t)sizeof got)
                continue;
            /* Where there are more counters than the processor has, they take turns. */
            if (got.running > 0 && got.running < got.enabled)
                got.value = (uint64_t)((double)got.value * (double)got.enabled / (double)got.running);
            *(k == 0 ? &c.references : &c.misses) += got.value;
        }
    }
    if (run != NULL)
        close_all(run);
    c.there = c.there && c.references > 0;
    return c;
}
