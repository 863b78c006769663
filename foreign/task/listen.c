/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * listen.c -- a task listens to the child process that evaluates for it.
 */
#include "foreign/task/listen.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "foreign/sched/pool.h"
#include "foreign/task/evaluator.h"
#include "foreign/task/wait.h"
#include "foreign/task/watch.h"
#include "vm/base/list.h"
#include "vm/eval/message.h"
#include "vm/snapshot.h"

enum { LOOK_MS = 20, PIECE = 1 << 16 };
/* A child that is asked to end has so many seconds for its cleanup. */
#define GRACE 5.0

Child *child_new(Vm *vm, pid_t pid, int fd, int end)
{
    Child *c = foreign_state(foreign_new(vm_heap(vm), &child_class, ++vm->foreign_serial));

    c->pid = pid;
    c->fd = fd;
    c->end = end;
    c->last = c->answered = c->answer = VAL_NONE;
    wire_start(&c->wire, vm_heap(vm), false);
    return c;
}

static bool is_over(const Child *c) { return atomic_load_explicit(&c->over, memory_order_acquire); }
static void set_over(Child *c)      { atomic_store_explicit(&c->over, true, memory_order_release); }

/* ---- its end ---- */

void child_ask_to_end(const Vm *vm, Child *c)
{
    c->ending = true;
    c->why = vm->unwind;
    c->until = limits_clock() + GRACE;
    if (!c->gone)
        kill(c->pid, SIGTERM);
}

static void look_for_end(Child *c)
{
    if (!c->gone)
        c->gone = waitpid(c->pid, NULL, WNOHANG) == c->pid;
}

static void look(Vm *vm, Child *c)
{
    look_for_end(c);
    if (c->gone)
        return;
    if (c->ending) {
        if (limits_clock() > c->until)
            kill(c->pid, SIGKILL);
        return;
    }
    if (val_is_unwind(limits_look(vm)))
        child_ask_to_end(vm, c);
}

/* ---- at rest ---- */

/* The child is about to be told something. */
static void note_said(Child *c)
{
    lock_take(&c->lock);
    c->said++;
    c->rests = false;
    if (c->waits && !c->busy) {
        c->busy = true;
        pools_outside(+1);
    }
    lock_release(&c->lock);
}

/* All of its tasks wait for what is done here, as it says when it has heard so many messages: not if there is one that it had not heard. */
static void note_rest(Child *c, uint32_t heard)
{
    lock_take(&c->lock);
    c->rests = c->said == heard;
    lock_release(&c->lock);
}

static bool starts_to_wait(Child *c)
{
    lock_take(&c->lock);
    bool waits = c->waits = c->rests && !c->ending;
    lock_release(&c->lock);
    return waits;
}

static void ends_to_wait(Child *c)
{
    lock_take(&c->lock);
    if (c->busy)
        pools_outside(-1);
    c->waits = c->busy = false;
    lock_release(&c->lock);
}

static Val finish_listening(Vm *vm, Task *t)
{
    (void)vm;
    t->on = NULL;
    return S_Null;
}

/* Waits as tasks do, so that all may be at rest, until the child says something or has ended; or less, where the task is to end, or all
 * waits do.  Only if the child is at rest. */
static void wait_at_rest(Vm *vm, Child *c)
{
    Task *t = vm->task;
    bool may_park = vm->may_park;
    Watch says, ends;

    /* Without a descriptor of the process its end would be missed. */
    if (c->end < 0 || t->simulated || !evaluator_may_leave(false) || !starts_to_wait(c))
        return;
    vm->may_park = false;
    bool looks = watch_begin(&says, c->fd, t, NULL);
    (void)watch_begin(&ends, c->end, t, NULL);
    if (looks) {
        task_wait_open(t, NULL);
        t->on = c;
        Val woken = task_wait(vm, t, wait_release_nothing, finish_listening, -1);
        (void)woken;
    }
    watch_end(&ends);
    watch_end(&says);
    ends_to_wait(c);
    vm->may_park = may_park;
}

/* ---- reading ---- */

/* Is there something to read?  False: not any more.  A process that the child has started may hold the other end open, so its
 * own end is looked for too. */
static bool wait_readable(Vm *vm, Child *c)
{
    for (;;) {
        struct pollfd p[] = {{.fd = c->fd, .events = POLLIN}, {.fd = c->gone ? -1 : c->end, .events = POLLIN}};
        bool gone = c->gone;
        if (!gone)
            wait_at_rest(vm, c);
        if (poll(p, 2, gone ? 0 : LOOK_MS) > 0 && p[0].revents != 0)
            return true;
        if (gone || is_over(c))
            return false;
        look(vm, c);
    }
}

/* So many bytes from the child; false: it has died. */
static bool receive(Vm *vm, Child *c, char *to, size_t n)
{
    while (n > 0) {
        if (!wait_readable(vm, c))
            return false;
        ssize_t got = read(c->fd, to, n < PIECE ? n : PIECE);
        /* Reset: it has left unread what was said to it. */
        c->unheard = c->unheard || (got < 0 && errno == ECONNRESET);
        if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
            return false;
        if (got > 0) {
            to += got;
            n -= (size_t)got;
        }
    }
    return true;
}

/* ---- writing ---- */

/* The lock is held, and programs are not run: who is to end gives up the child. */
static bool write_all_locked(const Vm *vm, const Child *c, const void *data, size_t n)
{
    const char *p = data;
    const Task *t = vm->task;

    while (n > 0) {
        struct pollfd ready = {.fd = c->fd, .events = POLLOUT};
        ssize_t done = send(c->fd, p, n, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (done < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        p += done > 0 ? done : 0;
        n -= done > 0 ? (size_t)done : 0;
        if (done < 0 && poll(&ready, 1, LOOK_MS) == 0
            && (is_over(c) || (atomic_load(&t->cancelled) && (!c->ending || limits_clock() > c->until))))
            return false;
    }
    return true;
}

bool child_tell(Vm *vm, Child *c, const Talk *t, Message message, unsigned kind, Out *text, Val call, Val v)
{
    size_t n = text == NULL ? 0 : text->len;
    Header h = {(uint8_t)message, (uint8_t)kind, t->number, n};

    note_said(c);
    lock_take(&c->writing);
    bool told = !is_over(c) && write_all_locked(vm, c, &h, sizeof h) && (n == 0 || write_all_locked(vm, c, out_text(text), n));
    if (told) {
        c->answered = call;
        c->answer = v;
    }
    lock_release(&c->writing);
    /* A message that is only begun can't be gone on with. */
    if (!told)
        set_over(c);
    return told;
}

/* ---- talks ---- */

static void talk_enter(Talk *t)
{
    lock_take(&t->child->lock);
    LIST_PREPEND(t->child->talks, t, next, previous);
    lock_release(&t->child->lock);
}

static void talk_leave(Talk *t)
{
    lock_take(&t->child->lock);
    LIST_REMOVE(t->child->talks, t, next, previous);
    lock_release(&t->child->lock);
}

static Talk *talk_new(Heap *heap, Child *c, const Header *h, const char *text)
{
    Talk *t = heap_alloc_kept(heap, sizeof *t);

    t->child = c;
    t->number = h->talk;
    t->header = *h;
    t->text = text;
    t->works = true;
    return t;
}

void talk_expects(Vm *vm, Talk *t)
{
    Task *told = t->listens ? NULL : task_new(vm, TASK_PROMISE);

    lock_take(&t->child->lock);
    t->told = t->expected = told;
    t->works = false;
    lock_release(&t->child->lock);
}

bool talk_hear(Vm *vm, Talk *t)
{
    bool may_park = vm->may_park;

    if (t->listens) {
        listen_to(vm, t->child, t);
        return !is_over(t->child);
    }
    Val v = S_Null;
    vm->may_park = false;
    /* A deadlock may end the wait alone. */
    while (!val_is_unwind(v) && !atomic_load_explicit(&t->expected->done, memory_order_acquire))
        v = task_await(vm, task_future(t->expected), -1);
    vm->may_park = may_park;
    return !val_is_unwind(v) && !is_over(t->child);
}

static Val servant_body(Vm *vm, Task *task)
{
    Talk *t = task->work;

    heap_keep(vm_heap(vm));
    serve(vm, t);
    talk_leave(t);
    return S_Null;
}

/* A task for it.  It has no limit of time but the child's, and is not this task's to wait for but at the end. */
static bool start_servant(Vm *vm, Talk *t)
{
    Pool *pool = task_session_pool();

    if (pool == NULL)
        return false;
    Task *task = task_new_body(vm, pool, servant_body, t);
    task->snapshot = vm_snapshot(vm);
    t->servant = task;
    talk_enter(t);
    pool_push(pool, &task->job);
    return true;
}

/* To who waits for what is said in this talk: false where nobody does. */
static bool deliver(Child *c, const Header *h, const char *text)
{
    Task *told = NULL;

    lock_take(&c->lock);
    for (Talk *t = c->talks; t != NULL; t = t->next) {
        if (t->number != h->talk || t->told == NULL)
            continue;
        told = t->told;
        t->told = NULL;
        t->header = *h;
        t->text = text;
        t->works = true;
        t->stops = false;
        break;
    }
    lock_release(&c->lock);
    if (told != NULL)
        task_complete(told, S_True, false);
    return told != NULL;
}

static void stop_talk(Child *c, const Header *h)
{
    lock_take(&c->lock);
    for (Talk *t = c->talks; t != NULL; t = t->next)
        if (t->number == h->talk && t->works) {
            t->stops = true;
            if (t->frame != NULL)
                cancel_frame(t->frame);
            break;
        }
    lock_release(&c->lock);
}

/* ---- listening ---- */

/* False: that can't be. */
static bool take_request(Vm *vm, Child *c, const Header *h, const char *text)
{
    if (deliver(c, h, text))
        return true;
    Talk *t = talk_new(vm_heap(vm), c, h, text);
    if ((h->kind & ASKING_ALONE) == 0)
        return start_servant(vm, t);
    t->listens = true;
    talk_enter(t);
    serve(vm, t);
    talk_leave(t);
    return true;
}

static Val last_word(Vm *vm, Child *c, const Header *h, const char *text)
{
    if (h->message == MESSAGE_LOCAL)
        return task_failure(vm, "Local", "The value holds objects of the process that evaluated it.", VAL_NONE);
    Val v = wire_read(vm, &c->wire, text, h->bytes);
    return h->message == MESSAGE_UNWIND && !val_is_none(v) ? unwind_read(vm, h->kind, v) : v;
}

static void hear_all(Vm *vm, Val names)
{
    for (size_t i = 0; val_is_plain_list(names) && i < expr_len(names); i++)
        if (val_is_call(expr_arg(names, i), S_HoldForm, 1))
            message_repeat(vm, expr_arg(expr_arg(names, i), 0), VAL_NONE);
}

/* One message; false: it was the last one for who listens. */
static bool take_message(Vm *vm, Child *c, Talk *own, const Header *h, const char *text)
{
    switch (h->message) {
    case MESSAGE_OUTPUT: case MESSAGE_NOTES:
        vm_write(vm, h->message == MESSAGE_NOTES ? STREAM_MESSAGES : STREAM_OUTPUT, text, h->bytes);
        return true;
    case MESSAGE_HEARD:
        hear_all(vm, wire_read(vm, &c->wire, text, h->bytes));
        return true;
    case MESSAGE_REQUEST: case MESSAGE_SELECT: case MESSAGE_ENTER:
        if (!take_request(vm, c, h, text))
            set_over(c);
        return !is_over(c);
    case MESSAGE_REST:
        note_rest(c, h->talk);
        return true;
    case MESSAGE_STOP:
        stop_talk(c, h);
        return true;
    case MESSAGE_LEAVE: case MESSAGE_REPLY:
        if (deliver(c, h, text))
            return true;
        if (own != NULL && own->number == h->talk)
            own->header = *h;
        else
            set_over(c);
        return false;
    default:
        c->last = last_word(vm, c, h, text);
        set_over(c);
        return false;
    }
}

void listen_to(Vm *vm, Child *c, Talk *own)
{
    Header h;

    while (receive(vm, c, (char *)&h, sizeof h)) {
        /* A child that went wrong may say anything. */
        char *text = h.bytes >= SIZE_MAX / 2 ? NULL : heap_try_alloc(vm_heap(vm), h.bytes + 1, true);
        if (text == NULL || !receive(vm, c, text, h.bytes))
            break;
        if (!take_message(vm, c, own, &h, text))
            return;
    }
    set_over(c);
}

/* Some task that does something for the child; NULL: none. */
static Task *some_servant(Child *c)
{
    Talk *t;

    lock_take(&c->lock);
    for (t = c->talks; t != NULL && t->servant == NULL; t = t->next)
        continue;
    lock_release(&c->lock);
    return t == NULL ? NULL : t->servant;
}

void listen_end(Vm *vm, Child *c)
{
    Limit *limits = vm->limits;

    set_over(c);
    vm->abort_protected++;
    vm->limits = NULL;
    for (Task *t; (t = some_servant(c)) != NULL; ) {
        (void)task_cancel(vm, t);
        (void)!val_is_unwind(task_await(vm, task_future(t), -1));
    }
    vm->limits = limits;
    vm->abort_protected--;
    if (c->unheard && !val_is_none(c->answer))
        serve_give_back(vm, c->answered, c->answer);
}
