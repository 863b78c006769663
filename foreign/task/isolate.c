/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * isolate.c -- pools whose tasks are evaluated in child processes.
 *
 * A child is made for each task (or block of elements) and not kept: it is a copy of this process at that
 * moment, so definitions and arguments need not be sent, and nothing that went wrong in one task is there
 * in the next.  Of the threads only the one that makes it goes on in the child; locks that others hold
 * would stay held, so the few that an evaluation takes are taken before.
 *
 * The task here listens to the child meanwhile, and does for it what is to be done with objects of this process
 * (relay.h): waiting for them is waiting of this task, which others see as such.
 */
#include "foreign/task/isolate.h"

#include <errno.h>
#include <poll.h>
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
#include "foreign/task/relay.h"
#include "vm/eval/eval.h"

enum { LOOK_MS = 20, PIECE = 1 << 16 };
/* A child that is asked to end has so many seconds for its cleanup. */
#define GRACE 5.0

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
    evaluator_alone(vm);
    relay_start(vm, fd, &frame, task);
    Val v = f(vm, state);
    if (!val_is_unwind(v) || vm->unwind.kind != UNWIND_CANCELLED)
        relay_wait(vm);
    relay_finish(vm, v);
    _exit(0);
}

/* ---- the parent ---- */

/* The state of an object that nobody sees but listen_in_section. */
typedef struct Child {
    pid_t  pid;
    int    fd;
    bool   gone;                     /* it has ended, and was waited for */
    bool   ending;                   /* it was asked to end, since this task is to: */
    Unwind why;
    double until;                    /* and has until then */
    bool   entered;                  /* the section that it asked for last was */
    bool   over;                     /* nothing more is to be heard: */
    Val    last;                     /* its last word; VAL_NONE: it died before */
    Wire   wire;
} Child;

static Val listen_in_section(Vm *vm, void *self, Args args);

static const ForeignClass child_class = {
    .name = "ChildProcess", .size = sizeof(Child), .transfer = TRANSFER_LOCAL, .apply = listen_in_section,
    .usage = "the child process that a task is evaluated in",
};

/* This task is to end, and so is the child. */
static void ask_to_end(const Vm *vm, Child *c)
{
    c->ending = true;
    c->why = vm->unwind;
    c->until = limits_clock() + GRACE;
    kill(c->pid, SIGTERM);
}

static void look(Vm *vm, Child *c)
{
    if (c->ending) {
        if (limits_clock() > c->until)
            kill(c->pid, SIGKILL);
        return;
    }
    vm->budget = 0;
    if (val_is_unwind(vm_poll(vm)))
        ask_to_end(vm, c);
}

/* Is there something to read?  False: not any more.  A process that the child has started may hold the other end open, so its
 * own end is looked for too. */
static bool wait_readable(Vm *vm, Child *c)
{
    struct pollfd p = {.fd = c->fd, .events = POLLIN};

    while (poll(&p, 1, c->gone ? 0 : LOOK_MS) <= 0) {
        if (c->gone)
            return false;
        look(vm, c);
        c->gone = waitpid(c->pid, NULL, WNOHANG) == c->pid;
    }
    return true;
}

/* So many bytes from the child; false: it has died. */
static bool receive(Vm *vm, Child *c, char *to, size_t n)
{
    while (n > 0) {
        if (!wait_readable(vm, c))
            return false;
        ssize_t got = read(c->fd, to, n < PIECE ? n : PIECE);
        if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
            return false;
        if (got > 0) {
            to += got;
            n -= (size_t)got;
        }
    }
    return true;
}

/* What came of a request, to the child. */
static void answer(Vm *vm, Child *c, Val v)
{
    Out text;

    out_init(&text);
    if (val_is_unwind(v))
        (void)message_send_unwind(vm, &c->wire, c->fd);
    else if (val_is_not_mine(v))
        (void)message_send(c->fd, MESSAGE_NOT_MINE, 0, "", 0);
    else if (wire_write(vm, &c->wire, &text, v))
        (void)message_send(c->fd, MESSAGE_VALUE, 0, out_text(&text), text.len);
    else
        (void)message_send(c->fd, MESSAGE_LOCAL, 0, "", 0);
    out_fini(&text);
}

/* The child is told first, for a Check of its own. */
static void tell_heard(Vm *vm, Child *c, Val names)
{
    Out text;

    if (expr_len(names) == 0)
        return;
    out_init(&text);
    wire_write_all(vm, &c->wire, &text, names);
    (void)message_send(c->fd, MESSAGE_HEARD, 0, out_text(&text), text.len);
    out_fini(&text);
}

/* Evaluates on behalf of the child, under its limit of time; *late: that has ended it. */
static Val evaluate_for(Vm *vm, Child *c, Val expr, bool enters, bool quiet, double seconds, bool *late)
{
    Limit limit = {vm->limits, ++vm->limit_serial, vm_clock(vm) + seconds, SIZE_MAX};
    MessageFrame frame = {.outer = vm->message_frames, .quiet_all = quiet, .quiet = VAL_NONE, .on = VAL_NONE, .watched = VAL_NONE,
                          .listens = true, .heard = list_make(vm_heap(vm), 0, NULL)};
    bool may_park = vm->may_park;
    Val v;

    vm->may_park = false;
    vm->message_frames = &frame;
    if (seconds >= 0)
        vm->limits = &limit;
    if (enters)
        v = vm_eval(vm, expr2(vm_heap(vm), S_CriticalSection, expr, expr0(vm_heap(vm), val_from_node((char *)c - offsetof(Foreign, state)))));
    else
        v = builtin_call(vm, val_symbol(expr_head(expr))->builtin, expr);
    vm->limits = limit.outer;
    vm->message_frames = frame.outer;
    vm->may_park = may_park;
    if (!enters)
        tell_heard(vm, c, frame.heard);
    *late = val_is_unwind(v) && vm->unwind.kind == UNWIND_TIMEOUT && vm->unwind.serial == limit.serial;
    return v;
}

/* Does what the child asks for.  False: that can't be. */
static bool serve(Vm *vm, Child *c, const Header *h, const char *text)
{
    Asking asking;
    bool enters = h->message == MESSAGE_ENTER, late;

    if (h->bytes < sizeof asking)
        return false;
    memcpy(&asking, text, sizeof asking);
    Val expr = wire_read(vm, &c->wire, text + sizeof asking, h->bytes - sizeof asking);
    if (val_is_none(expr) || (!enters && (!val_is_expr(expr) || !val_is_symbol(expr_head(expr)) || val_symbol(expr_head(expr))->builtin == NULL)))
        return false;
    c->entered = false;
    /* While it cleans up it has as long as that takes. */
    unsigned shield = c->ending || (h->kind & ASKING_PROTECTED) != 0;
    vm->abort_protected += shield;
    Val v = evaluate_for(vm, c, expr, enters, !enters && (h->kind & ASKING_QUIET) != 0, asking.seconds, &late);
    vm->abort_protected -= shield;
    if (val_is_unwind(v) && !late && !c->ending)
        ask_to_end(vm, c);
    if (c->over)
        return true;
    if (enters && c->entered)
        v = S_Null;
    else if (enters && !val_is_unwind(v))
        v = NOT_MINE;
    if (late) {
        (void)message_send(c->fd, MESSAGE_LATE, 0, "", 0);
        return true;
    }
    answer(vm, c, v);
    return true;
}

static Val last_word(Vm *vm, Child *c, const Header *h, const char *text)
{
    if (h->message == MESSAGE_LOCAL)
        return task_failure(vm, "Local", "The value holds objects of the process that evaluated it.", VAL_NONE);
    Val v = wire_read(vm, &c->wire, text, h->bytes);
    return h->message == MESSAGE_UNWIND && !val_is_none(v) ? message_unwind(vm, h->kind, v) : v;
}

/* One message; false: it was the last one for who listens. */
static bool take_message(Vm *vm, Child *c, const Header *h, const char *text)
{
    switch (h->message) {
    case MESSAGE_OUTPUT: case MESSAGE_NOTES:
        vm_write(vm, h->message == MESSAGE_NOTES ? STREAM_MESSAGES : STREAM_OUTPUT, text, h->bytes);
        return true;
    case MESSAGE_HEARD:
        message_hear(vm, wire_read(vm, &c->wire, text, h->bytes));
        return true;
    case MESSAGE_REQUEST: case MESSAGE_ENTER:
        c->over = !serve(vm, c, h, text) || c->over;
        return !c->over;
    case MESSAGE_LEAVE:
        return false;
    default:
        c->over = true;
        c->last = last_word(vm, c, h, text);
        return false;
    }
}

/* What the child has to say, until it has ended or leaves a section. */
static void listen_to(Vm *vm, Child *c)
{
    Header h;

    while (receive(vm, c, (char *)&h, sizeof h)) {
        char *text = heap_try_alloc(vm_heap(vm), h.bytes + 1, true);
        if (text == NULL || !receive(vm, c, text, h.bytes))
            break;
        if (!take_message(vm, c, &h, text))
            return;
    }
    c->over = true;
}

/* The section is entered: the child evaluates what is in it. */
static Val listen_in_section(Vm *vm, void *self, Args args)
{
    Child *c = self;

    (void)args;
    c->entered = true;
    answer(vm, c, S_True);
    listen_to(vm, c);
    c->entered = true;
    return S_Null;
}

static Child *child_new(Vm *vm)
{
    Child *c = foreign_state(foreign_new(vm_heap(vm), &child_class, ++vm->foreign_serial));

    c->last = VAL_NONE;
    wire_start(&c->wire, vm_heap(vm), false);
    return c;
}

static Val attempt(Vm *vm, Val (*f)(Vm *, void *), void *state)
{
    int ends[2];

    /* The child may see what this evaluation made. */
    heap_keep(vm_heap(vm));
    Child *c = child_new(vm);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return VAL_NONE;
    c->pid = fork();
    if (c->pid == 0) {
        close(ends[0]);
        be_child(vm, ends[1], f, state);
    }
    close(ends[1]);
    c->fd = ends[0];
    if (c->pid > 0)
        listen_to(vm, c);
    close(c->fd);
    if (c->pid > 0 && !c->gone) {
        kill(c->pid, SIGKILL);
        while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
            continue;
    }
    if (!c->ending)
        return c->last;
    vm->unwind = c->why;
    return UNWIND;
}

static Val attempts(Vm *vm, unsigned retries, Val (*f)(Vm *, void *), void *state)
{
    Val v = attempt(vm, f, state);

    for (unsigned i = 0; val_is_none(v) && i < retries; i++)
        v = attempt(vm, f, state);
    return v;
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
