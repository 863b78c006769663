/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * watch.c -- the end of a process ends what is done for it.
 *
 * A task that waits on behalf of a child process is in the queue of what it waits for, and its worker runs others: nobody there
 * would see that the child has died.  One thread sleeps in the kernel until a child does that a task is doing something
 * for.  It is no worker, so that all may be at rest meanwhile, and a deadlock is found.
 *
 * Who listens to a child all of whose tasks wait for this process is told in the same way that there is something to hear.
 */
#include "foreign/task/watch.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "foreign/fiber/fiber.h"
#include "foreign/task/service_thread.h"
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

/* The wait that the task is in: of one that does something for a process which is not there, if cancellation does not end it. */
static void end_wait(const Watch *w)
{
    Task *t = w->task;
    bool listens = w->frame == NULL;
    uint32_t wait = atomic_load(&t->saved);

    if ((wait & 1) != 0 && (listens || atomic_load(&t->shielded)) && task_claim_any(t, wait))
        task_wake(t, listens ? WAKE_VALUE : WAKE_CANCELLED, VAL_NONE);
}

/* The number may be that of something else by now, since what said so has been closed. */
static bool is_readable(int fd)
{
    struct pollfd file = {.fd = fd, .events = POLLIN};

    return poll(&file, 1, 0) > 0;
}

/* Is there something that a task still waits for, or does something for?  Then it may be about to wait: it is told again. */
static bool tell_all(int fd)
{
    bool again = false;

    lock_take(&watching.lock);
    for (Watch *w = watching.first; w != NULL; w = w->next) {
        if (w->fd == fd && !w->ended && is_readable(fd)) {
            w->ended = true;
            (void)epoll_ctl(watching.epoll, EPOLL_CTL_DEL, fd, NULL);
            if (w->frame != NULL)
                cancel_frame(w->frame);
        }
        if (w->ended)
            end_wait(w);
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

static void watch_all(void)
{
    Sleep s = {.milliseconds = -1};

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
    static const Service service = {watch_all};

    watching.epoll = epoll_create1(EPOLL_CLOEXEC);
    if (watching.epoll < 0)
        return false;
    bool started = service_thread_start(&service);
    if (!started)
        close(watching.epoll);
    return started;
}

bool watch_begin(Watch *w, int fd, Task *t, CancelFrame *frame)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};

    *w = (Watch){.task = t, .frame = frame, .fd = fd};
    lock_take(&watching.lock);
    if (!watching.running)
        watching.running = start_thread();
    LIST_PREPEND(watching.first, w, next, previous);
    if (watching.running && fd >= 0)
        (void)epoll_ctl(watching.epoll, EPOLL_CTL_ADD, fd, &event);
    bool looks = watching.running;
    lock_release(&watching.lock);
    return looks;
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
