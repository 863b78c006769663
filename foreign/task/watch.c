/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * watch.c -- the end of a process ends what is done for it.
 *
 * A task that waits on behalf of a child process is in the queue of what it waits for, and its worker runs others: nobody there
 * would see that the child has died.  One thread sleeps in the kernel until a child does that a task is doing something
 * for.  It is no worker, so that all may be at rest meanwhile, and a deadlock is found.
 */
#include "foreign/task/watch.h"

#include <gc.h>
#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "foreign/task/wait.h"
#include "vm/base/list.h"

enum { EVENTS = 16, AGAIN_MS = 1 };

static struct {
    Lock   lock;
    bool   running;                  /* the thread is there */
    int    epoll;
    Watch *first;
} watching;

int process_descriptor(int pid)
{
#ifdef SYS_pidfd_open
    return (int)syscall(SYS_pidfd_open, pid, 0);
#else
    (void)pid;
    return -1;
#endif
}

/* The wait that the task is in, if it is one that cancellation does not end: that is for a process which is not there. */
static void end_shielded(Task *t)
{
    uint32_t wait = atomic_load(&t->saved);

    if ((wait & 1) != 0 && atomic_load(&t->shielded) && task_claim_any(t, wait))
        task_wake(t, WAKE_CANCELLED, VAL_NONE);
}

/* The number may be that of another process by now, since what said so has been closed. */
static bool has_ended(int fd)
{
    struct pollfd process = {.fd = fd, .events = POLLIN};

    return poll(&process, 1, 0) > 0;
}

/* Has some process ended whose task still does something for it?  Then it may be about to wait: it is told again. */
static bool tell_all(int fd)
{
    bool again = false;

    lock_take(&watching.lock);
    for (Watch *w = watching.first; w != NULL; w = w->next) {
        if (w->fd == fd && !w->ended && has_ended(fd)) {
            w->ended = true;
            (void)epoll_ctl(watching.epoll, EPOLL_CTL_DEL, fd, NULL);
            cancel_frame(w->frame);
        }
        if (w->ended)
            end_shielded(w->task);
        again = again || w->ended;
    }
    lock_release(&watching.lock);
    return again;
}

typedef struct Sleep { struct epoll_event event[EVENTS]; int n, milliseconds; } Sleep;

static void sleep_now(void *argument)
{
    Sleep *s = argument;

    s->n = epoll_wait(watching.epoll, s->event, EVENTS, s->milliseconds);
}

static void *thread_main(void *argument)
{
    Sleep s = {.milliseconds = -1};

    (void)argument;
    if (fiber_thread_start(NULL) == NULL)
        return NULL;
    for (;;) {
        bool again = false;
        fiber_blocking(sleep_now, &s);
        for (int i = 0; i < s.n; i++)
            again = tell_all(s.event[i].data.fd) || again;
        if (s.n <= 0)
            again = tell_all(-1);
        s.milliseconds = again ? AGAIN_MS : -1;
    }
}

static bool start_thread(void)
{
    sigset_t all, before;
    pthread_t thread;

    watching.epoll = epoll_create1(EPOLL_CLOEXEC);
    if (watching.epoll < 0)
        return false;
    sigfillset(&all);
    sigdelset(&all, SIGPWR);
    sigdelset(&all, SIGXCPU);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(&thread, NULL, thread_main, NULL) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (started)
        pthread_detach(thread);
    else
        close(watching.epoll);
    return started;
}

void watch_begin(Watch *w, int fd, Task *t, CancelFrame *frame)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};

    *w = (Watch){.task = t, .frame = frame, .fd = fd};
    lock_take(&watching.lock);
    if (!watching.running)
        watching.running = start_thread();
    LIST_PREPEND(watching.first, w, next, previous);
    if (watching.running && fd >= 0)
        (void)epoll_ctl(watching.epoll, EPOLL_CTL_ADD, fd, &event);
    lock_release(&watching.lock);
}

void watch_end(Watch *w)
{
    lock_take(&watching.lock);
    LIST_REMOVE(watching.first, w, next, previous);
    if (watching.running && w->fd >= 0 && !w->ended)
        (void)epoll_ctl(watching.epoll, EPOLL_CTL_DEL, w->fd, NULL);
    lock_release(&watching.lock);
}

void watch_forget(void)
{
    if (watching.running)
        close(watching.epoll);
    watching.lock = (Lock){0};
    watching.running = false;
    watching.first = NULL;
}
