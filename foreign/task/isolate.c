/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * isolate.c -- pools whose tasks are evaluated in child processes.
 *
 * A child is made for each task (or block of elements) and not kept: it is a copy of this process at that
 * moment, so definitions and arguments need not be sent, and nothing that went wrong in one task is there
 * in the next.  Of the threads only the one that makes it goes on in the child; locks that others hold
 * would stay held, so the few that an evaluation takes are taken before.
 *
 * The task here listens to the child meanwhile (listen.h), and does for it what is to be done with objects of this process:
 * waiting for them is waiting of this task, which others see as such.
 */
#include "foreign/task/isolate.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio_ext.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "foreign/fiber/stack.h"
#include "foreign/sched/pages.h"
#include "foreign/sched/topology.h"
#include "foreign/task/evaluator.h"
#include "foreign/task/fault.h"
#include "foreign/task/listen.h"
#include "foreign/task/watch.h"
#include "vm/base/list.h"
#include "vm/eval/eval.h"

/* ---- the child ---- */

/* The evaluation of this process, its thread, and the number of the worker that it is for: see be_child. */
static struct Evaluation { Vm *vm; pthread_t thread; unsigned kernel; } evaluation;

unsigned isolate_kernel(void) { return evaluation.kernel; }

void isolate_be_kernel(unsigned number)
{
    if (evaluation.kernel != 0)
        evaluation.kernel = number;
}

/* The task that this is a child of is to end. */
static void on_terminate(int signal)
{
    interrupt_raise(&evaluation.vm->interrupt, INTERRUPT_CANCEL);
    /* A wait of that thread ends by it. */
    if (!pthread_equal(pthread_self(), evaluation.thread))
        pthread_kill(evaluation.thread, signal);
}

static void take_signals(Vm *vm)
{
    struct sigaction action = {.sa_handler = on_terminate};
    sigset_t set;

    evaluation.vm = vm;
    evaluation.thread = pthread_self();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN);
    sigaction(SIGTERM, &action, NULL);
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    fault_forget();
}

static _Noreturn void be_child(Vm *vm, int fd, Val (*f)(Vm *vm, void *state), void *state)
{
    MessageFrame frame = {.outer = vm->message_frames, .quiet = VAL_NONE, .on = VAL_NONE, .watched = VAL_NONE,
                          .listens = true, .heard = list_make(vm_heap(vm), 0, NULL)};
    Task *task = vm->task;
    const Worker *w = worker_self();

    /* The session's thread does what one of the workers would. */
    evaluation.kernel = w == NULL ? 1 : w->index % w->pool->count + 1;
    take_signals(vm);
    /* Text of the parent's that is not written yet is the parent's to write. */
    __fpurge(stdout);
    __fpurge(stderr);
    foreign_process++;
    watch_forget();
    evaluator_alone(vm);
    relay_start(vm, fd, &frame, task);
    Val v = f(vm, state);
    if (!val_is_unwind(v) || vm->unwind.kind != UNWIND_CANCELLED)
        relay_wait(vm);
    relay_finish(vm, v);
    _exit(0);
}

/* ---- the parent ---- */

/* A child of this process, for now: its descriptors are no other child's to have. */
typedef struct Ends {
    struct Ends *next, *previous;
    int fd[3];                       /* this end, the child's, its end as a process; < 0: none */
} Ends;

/* Behind the lock nobody makes a child while another's descriptors are not in the list. */
static struct { Lock lock; Ends *first; } ends;

static void ends_forget(int keep)
{
    for (const Ends *e = ends.first; e != NULL; e = e->next)
        for (size_t i = 0; i < COUNT_OF(e->fd); i++)
            if (e->fd[i] >= 0 && e->fd[i] != keep)
                close(e->fd[i]);
    ends.lock = (Lock){0};
    ends.first = NULL;
}

/* The child's number; -1: there is none. */
static pid_t child_start(Vm *vm, Ends *e, Val (*f)(Vm *, void *), void *state)
{
    pid_t pid = -1;

    *e = (Ends){.fd = {-1, -1, -1}};
    lock_take(&ends.lock);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, e->fd) == 0) {
        LIST_PREPEND(ends.first, e, next, previous);
        pid = fork();
        if (pid == 0) {
            int fd = e->fd[1];
            ends_forget(fd);
            be_child(vm, fd, f, state);
        }
        close(e->fd[1]);
        e->fd[1] = -1;
        e->fd[2] = pid < 0 ? -1 : process_descriptor(pid);
    }
    lock_release(&ends.lock);
    return pid;
}

static void child_end(Ends *e, const Child *c)
{
    if (!c->gone) {
        kill(c->pid, SIGKILL);
        while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
            continue;
    }
    lock_take(&ends.lock);
    LIST_REMOVE(ends.first, e, next, previous);
    for (size_t i = 0; i < COUNT_OF(e->fd); i++)
        if (e->fd[i] >= 0)
            close(e->fd[i]);
    lock_release(&ends.lock);
}

static Val attempt(Vm *vm, Val (*f)(Vm *, void *), void *state)
{
    Ends e;

    /* The child may see what this evaluation made. */
    heap_keep(vm_heap(vm));
    pid_t pid = child_start(vm, &e, f, state);
    if (pid < 0)
        return VAL_NONE;
    Child *c = child_new(vm, pid, e.fd[0], e.fd[2]);
    listen_to(vm, c, NULL);
    listen_end(vm, c);
    child_end(&e, c);
    if (!c->ending)
        return c->last;
    vm->unwind = c->why;
    return UNWIND;
}

static Val attempts(Vm *vm, unsigned retries, Val (*f)(Vm *, void *), void *state)
{
    for (unsigned i = 0; ; i++) {
        Val v = attempt(vm, f, state);
        if (!val_is_none(v))
            return v;
        /* Who is to end has given up the child, or does not begin again. */
        TRY(limits_look(vm));
        if (i == retries)
            return VAL_NONE;
    }
}

Val isolate_call(Vm *vm, const Pool *pool, Val (*f)(Vm *, void *), void *state)
{
    return attempts(vm, pool->options.retries, f, state);
}

static Val evaluate(Vm *vm, void *state)
{
    return vm_eval(vm, *(const Val *)state);
}

Val isolate_evaluate(Vm *vm, unsigned retries, Val expr)
{
    Val v = attempts(vm, retries, evaluate, &expr);

    return val_is_none(v) ? task_failure(vm, "Panic", "The process that evaluated the task ended.", VAL_NONE) : v;
}

/* ---- fork ---- */

static void before_fork(void)
{
    fiber_lists_take();
    stacks_take();
    topology_take();
    symbols_take();
    pages_take();                /* who has the others may ask for pages */
}

static void after_fork(void)
{
    pages_release();
    symbols_release();
    topology_release();
    stacks_release();
    fiber_lists_release();
}

static void after_fork_in_child(void)
{
    pages_release();
    symbols_release();
    topology_child();
    stacks_release();
    fiber_lists_release();
    fiber_only_this_thread();
}

void isolate_start_process(void)
{
    pthread_atfork(before_fork, after_fork, after_fork_in_child);
}
