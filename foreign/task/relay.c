/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * relay.c -- a child process asks its parent to do what is to be done with the parent's objects.
 *
 * Who asks while nothing else goes on in the child reads the answer itself.  Else it waits as any task does, and a thread
 * reads, as long as somebody waits, and tells each what it was told.  That is no worker: when all are at rest beside it the parent
 * is told so, for which such a child is one more wait.
 */
#include "foreign/task/relay.h"

#include <errno.h>
#include <gc.h>
#include <limits.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "foreign/fiber/fiber.h"
#include "foreign/sched/pools.h"
#include "foreign/task/output.h"
#include "foreign/task/scope.h"
#include "foreign/task/service_thread.h"
#include "foreign/task/unobserved.h"
#include "vm/base/list.h"
#include "vm/eval/message.h"
#include "vm/snapshot.h"

/* Collected memory, as a talk is. */
typedef struct Said {
    struct Said *next;
    Header header;
    char  *text;
} Said;

/* What an evaluation of this process has asked for and not heard the end of. */
typedef struct Talk {
    struct Talk *next, *previous;
    const Vm *vm;                      /* whose it is */
    uint32_t number;
    unsigned depth;                    /* 1; more: what it asks for meanwhile */
    Task    *told;                     /* a promise: it waits for what is said to it; NULL: it does not */
    Said    *said, *said_last;         /* and not heard yet */
    bool     stopped;                  /* its wait was ended here, by: */
    Unwind   why;
} Talk;

/* In uncollectable memory. */
static struct Relay {
    Lock   writing;                    /* of one message */
    Lock   lock;                       /* guards the talks */
    Talk  *talks;
    uint32_t number;                   /* of the last one */
    size_t waiting;                    /* so many wait for the reader, */
    atomic_uint reads;                 /* which is at it, or about to be; a futex, */
    bool   reader;                     /* and a thread, once it was needed */
    atomic_uint heard;                 /* so many messages were read, and who waited for them was told */
    unsigned rested;                   /* the parent was told that all rest here when so many had been; UINT_MAX: never */
    int    fd;
    Wire   wire;
    Vm    *vm;                         /* the child's own evaluation, */
    MessageFrame *frame;               /* what hears its messages, */
    Task  *task;                       /* the parent's that it is for, */
    Scope *scope;                      /* and what its tasks are in; NULL: there are none */
} *relay;

/* ---- messages ---- */

static bool write_all(int fd, const void *data, size_t n)
{
    const char *p = data;

    while (n > 0) {
        ssize_t done = send(fd, p, n, MSG_NOSIGNAL);
        if (done < 0 && errno != EINTR)
            return false;
        p += done > 0 ? done : 0;
        n -= done > 0 ? (size_t)done : 0;
    }
    return true;
}

static bool read_all(int fd, void *data, size_t n)
{
    char *p = data;

    while (n > 0) {
        ssize_t done = read(fd, p, n);
        if (done == 0 || (done < 0 && errno != EINTR))
            return false;
        p += done > 0 ? done : 0;
        n -= done > 0 ? (size_t)done : 0;
    }
    return true;
}

void unwind_write(Vm *vm, Wire *w, Out *to)
{
    const Unwind *u = &vm->unwind;

    wire_write_all(vm, w, to, list_make(vm_heap(vm), 5, (Val[]){val_is_none(u->tag) ? S_None : u->tag,
                                                               val_is_none(u->value) ? S_Null : u->value,
                                                               val_is_none(u->calls) ? S_None : u->calls,
                                                               val_is_none(u->extra) ? S_None : u->extra,
                                                               val_int((int64_t)u->serial)}));
}

Val unwind_read(Vm *vm, unsigned kind, Val v)
{
    if (kind == UNWIND_NONE || kind > UNWIND_QUIT || !val_is_plain_list(v) || expr_len(v) != 5 || !val_is_small(expr_arg(v, 4)))
        return VAL_NONE;
    Val tag = expr_arg(v, 0), calls = expr_arg(v, 2), extra = expr_arg(v, 3);
    (void)!val_is_unwind(vm_unwind(vm, (UnwindKind)kind, val_is(tag, S_None) ? VAL_NONE : tag, expr_arg(v, 1)));
    vm->unwind.calls = val_is_plain_list(calls) ? calls : VAL_NONE;
    vm->unwind.extra = val_is(extra, S_None) ? VAL_NONE : extra;
    vm->unwind.serial = (uint64_t)val_small(expr_arg(v, 4));
    return UNWIND;
}

/* To the parent; without one the process has nothing more to do. */
static void tell(Message message, unsigned kind, uint32_t talk, const char *text, size_t n)
{
    Header h = {(uint8_t)message, (uint8_t)kind, talk, n};

    lock_take(&relay->writing);
    if (!write_all(relay->fd, &h, sizeof h) || !write_all(relay->fd, text, n))
        _exit(1);
    lock_release(&relay->writing);
}

static void write_to_parent(void *state, Stream to, const char *text, size_t n)
{
    (void)state;
    tell(to == STREAM_MESSAGES ? MESSAGE_NOTES : MESSAGE_OUTPUT, 0, 0, text, n);
}

static char *read_message(Header *h)
{
    if (!read_all(relay->fd, h, sizeof *h))
        _exit(1);
    char *text = GC_malloc_atomic(h->bytes + 1);
    if (text == NULL || !read_all(relay->fd, text, h->bytes))
        _exit(1);
    return text;
}

/* ---- talks ---- */

/* The one that the evaluation is in, or a new one. */
static Talk *talk_begin(const Vm *vm, Heap *h)
{
    Talk *made = heap_alloc_kept(h, sizeof *made), *t;

    lock_take(&relay->lock);
    for (t = relay->talks; t != NULL && t->vm != vm; t = t->next)
        continue;
    if (t == NULL) {
        t = made;
        t->vm = vm;
        t->number = ++relay->number;
        LIST_PREPEND(relay->talks, t, next, previous);
    }
    t->depth++;
    lock_release(&relay->lock);
    return t;
}

static void talk_end(Talk *t)
{
    lock_take(&relay->lock);
    if (--t->depth == 0)
        LIST_REMOVE(relay->talks, t, next, previous);
    lock_release(&relay->lock);
}

static void add_live(Pool *p, void *sum)
{
    *(uint64_t *)sum += pool_live(p);
}

/* Does nothing go on in this process but the child's own evaluation? */
static bool is_alone(const Vm *vm)
{
    uint64_t live = 0;

    if (vm != relay->vm)
        return false;
    if (vm->task != NULL)
        pools_each(add_live, &live);
    return live == 0;
}

/* ---- the reader ---- */

static void deliver(Said *said)
{
    Task *told = NULL;
    Talk *t;

    lock_take(&relay->lock);
    for (t = relay->talks; t != NULL && t->number != said->header.talk; t = t->next)
        continue;
    if (t == NULL)
        _exit(1);
    if (t->said == NULL)
        t->said = said;
    else
        t->said_last->next = said;
    t->said_last = said;
    if ((told = t->told) != NULL) {
        t->told = NULL;
        relay->waiting--;
    }
    lock_release(&relay->lock);
    if (told != NULL)
        task_complete(told, S_True, false);
    atomic_fetch_add(&relay->heard, 1);
}

static void wait_for_readers(void *argument)
{
    (void)argument;
    futex_wait(&relay->reads, 0, -1);
}

static void wait_for_message(void *argument)
{
    struct pollfd file = {.fd = relay->fd, .events = POLLIN};

    (void)argument;
    (void)poll(&file, 1, -1);
}

static void read_for_all(void)
{
    for (;;) {
        lock_take(&relay->lock);
        atomic_store(&relay->reads, relay->waiting > 0);
        lock_release(&relay->lock);
        if (atomic_load(&relay->reads) == 0) {
            fiber_blocking(wait_for_readers, NULL);
            continue;
        }
        fiber_blocking(wait_for_message, NULL);
        Said *said = GC_malloc(sizeof *said);
        if (said == NULL)
            _exit(1);
        said->text = read_message(&said->header);
        deliver(said);
    }
}

/* The lock is held, and somebody waits. */
static void wake_reader(void)
{
    static const Service service = {read_for_all};

    if (atomic_exchange(&relay->reads, 1) != 0)
        return;
    if (!relay->reader && !(relay->reader = service_thread_start(&service)))
        _exit(1);
    futex_wake(&relay->reads, 1);
}

bool relay_rests(void)
{
    if (relay == NULL)
        return false;
    unsigned heard = atomic_load(&relay->heard);
    lock_take(&relay->lock);
    bool waits = relay->waiting > 0, tells = waits && relay->rested != heard;
    if (tells)
        relay->rested = heard;
    lock_release(&relay->lock);
    if (tells)
        tell(MESSAGE_REST, 0, heard, "", 0);
    return waits;
}

/* The wait for an answer is ended here: the parent is asked to end what it is for, and answers all the same. */
static void stop(const Vm *vm, Talk *t)
{
    t->stopped = true;
    t->why = vm->unwind;
    tell(MESSAGE_STOP, 0, t->number, "", 0);
}

/* Waits for what the reader brings. */
static void wait_told(Vm *vm, Talk *t, Task *told)
{
    Limit *limits = vm->limits;
    bool may_park = vm->may_park;

    vm->may_park = false;
    while (!atomic_load_explicit(&told->done, memory_order_acquire)) {
        if (t->stopped) {
            vm->abort_protected++;
            vm->limits = NULL;
        }
        Val v = task_await(vm, task_future(told), -1);
        if (t->stopped) {
            vm->limits = limits;
            vm->abort_protected--;
        } else if (val_is_unwind(v)) {
            stop(vm, t);
        }
    }
    vm->may_park = may_park;
}

/* What the reader has brought; NULL: [told] is completed when there is something. */
static Said *take_said(Talk *t, Task *told)
{
    lock_take(&relay->lock);
    Said *said = t->said;
    if (said != NULL) {
        t->said = said->next;
    } else {
        t->told = told;
        relay->waiting++;
        wake_reader();
    }
    lock_release(&relay->lock);
    return said;
}

/* Nothing else goes on here, and nothing was said before that: then there is no reader. */
static bool reads_itself(const Vm *vm, const Talk *t)
{
    if (!is_alone(vm))
        return false;
    lock_take(&relay->lock);
    bool nothing = t->said == NULL;
    lock_release(&relay->lock);
    return nothing;
}

/* What the parent says to this talk next. */
static char *hear(Vm *vm, Talk *t, Header *h)
{
    Said *said;

    if (reads_itself(vm, t)) {
        char *text = read_message(h);
        atomic_fetch_add(&relay->heard, 1);
        return text;
    }
    (void)task_of(vm);
    for (;;) {
        Task *told = task_new(vm, TASK_PROMISE);
        if ((said = take_said(t, told)) != NULL)
            break;
        wait_told(vm, t, told);
    }
    *h = said->header;
    return said->text;
}

/* ---- asking ---- */

static double time_left(const Vm *vm)
{
    double left = -1;

    for (const Limit *l = vm->limits; l != NULL; l = l->outer) {
        double s = l->deadline - vm_clock(vm);
        if (s < 1e9 && (left < 0 || s < left))
            left = s < 0 ? 0 : s;
    }
    return left;
}

/* What the parent ended by a limit of ours ends here by that limit. */
static Val end_late(Vm *vm)
{
    struct timespec nap = {.tv_nsec = 1000000};

    for (;;) {
        Val v = vm_poll_slow(vm);
        TRY(v);
        nanosleep(&nap, NULL);
    }
}

Val relay_local_failure(Vm *vm)
{
    void *task = vm->task;

    if (task == NULL)
        vm->task = relay->task;
    Val v = task_failure(vm, "Local", "An object of one process can't go to another.", VAL_NONE);
    vm->task = task;
    return v;
}

/* Messages that doing it gave: whether they are shown is decided here. */
static void give(Vm *vm, Val given)
{
    for (size_t i = 0; val_is_plain_list(given) && i < expr_len(given); i++) {
        Val m = expr_arg(given, i);
        if (val_is_call(m, S_List, 2) && val_is_call(expr_arg(m, 0), S_HoldForm, 1) && val_is_string(expr_arg(m, 1)))
            message_repeat(vm, expr_arg(expr_arg(m, 0), 0), expr_arg(m, 1));
    }
}

/* Does the arm of that number take the value?  As far as it can be said without its right side. */
static unsigned reply_to(Vm *vm, Val question, Val rules)
{
    Heap *h = vm_heap(vm);
    size_t k = val_is_call(question, S_List, 2) && val_is_small(expr_arg(question, 0)) ? (size_t)val_small(expr_arg(question, 0)) : SIZE_MAX;

    if (val_is_none(rules) || k >= expr_len(rules))
        return REPLY_NO;
    Val rule = expr_arg(rules, k), left = expr_arg(rule, 0), right = expr_arg(rule, 1), pattern = expr_arg(left, expr_len(left) - 1);
    if (val_is_call(right, S_Condition, 2))
        pattern = expr2(h, S_Condition, pattern, expr_arg(right, 1));
    Val v = vm_eval(vm, expr2(h, S_MatchQ, expr_arg(question, 1), pattern));
    return val_is_unwind(v) ? REPLY_GIVE_UP : val_is(v, S_True) ? REPLY_YES : REPLY_NO;
}

/* Hears what is said before the answer, and then that. */
static Val answer(Vm *vm, Talk *t, Val rules)
{
    for (bool gives_up = false; ; ) {
        Header h;
        char *text = hear(vm, t, &h);
        Val v = h.bytes == 0 ? VAL_NONE : wire_read(vm, &relay->wire, text, h.bytes);
        if (val_is_none(v) && h.bytes != 0)
            _exit(1);
        if (h.message == MESSAGE_GIVEN) {
            give(vm, v);
        } else if (h.message == MESSAGE_QUESTION) {
            unsigned reply = gives_up || t->stopped ? REPLY_GIVE_UP : reply_to(vm, v, rules);
            if (reply == REPLY_GIVE_UP && !t->stopped && !gives_up) {
                gives_up = true;
                t->why = vm->unwind;
            }
            tell(MESSAGE_REPLY, reply, t->number, "", 0);
        } else if (gives_up) {
            vm->unwind = t->why;
            return UNWIND;
        } else if (h.message == MESSAGE_UNWIND) {
            return unwind_read(vm, h.kind, v);
        } else {
            return h.message == MESSAGE_VALUE ? v : h.message == MESSAGE_LATE ? PARKED : h.message == MESSAGE_LOCAL ? relay_local_failure(vm) : NOT_MINE;
        }
    }
}

/* It was to end, and has a value all the same: that was taken already.  What ended it is seen at the next poll. */
static Val end_stopped(Vm *vm, Talk *t, Val v)
{
    const Task *task = vm->task;

    t->stopped = false;
    if (val_is_unwind(v) || val_is_parked(v) || val_is_not_mine(v)) {
        vm->unwind = t->why;
        return UNWIND;
    }
    if (t->why.kind == UNWIND_CANCELLED && !atomic_load(&task->cancelled))
        interrupt_raise(&vm->interrupt, INTERRUPT_CANCEL);
    return v;
}

static Val ask_in(Vm *vm, Talk *t, Val head, Message message, Val what, Val rules)
{
    Asking asking = {time_left(vm)};
    Val v = VAL_NONE;
    Out text;

    out_init(&text);
    out_bytes(&text, (const char *)&asking, sizeof asking);
    bool goes = wire_write(vm, &relay->wire, &text, what, &v);
    if (goes)
        tell(message, (vm->abort_protected > 0 ? ASKING_PROTECTED : 0) | (is_alone(vm) ? ASKING_ALONE : 0), t->number, out_text(&text), text.len);
    out_fini(&text);
    if (goes)
        v = answer(vm, t, rules);
    else if (!val_is_none(v))
        vm_message(vm, head, "process", 1, &v);
    if (!goes)
        return relay_local_failure(vm);
    if (t->stopped)
        return end_stopped(vm, t, v);
    return val_is_parked(v) ? end_late(vm) : v;
}

Val relay_ask(Vm *vm, Val head, Message message, Val what, Val rules)
{
    /* The names last longer than this evaluation. */
    heap_keep(vm_heap(vm));
    Talk *t = talk_begin(vm, vm_heap(vm));
    Val v = ask_in(vm, t, head, message, what, rules);
    talk_end(t);
    return v;
}

Val relay_enter(Vm *vm, Val locks)
{
    heap_keep(vm_heap(vm));
    Talk *t = talk_begin(vm, vm_heap(vm));
    Val v = ask_in(vm, t, S_CriticalSection, MESSAGE_ENTER, locks, VAL_NONE);
    if (!val_is(v, S_True))
        talk_end(t);
    return v;
}

void relay_leave(Vm *vm)
{
    Talk *t = talk_begin(vm, vm_heap(vm));
    Unwind unwind = vm->unwind;

    vm->abort_protected++;
    (void)!val_is_unwind(ask_in(vm, t, S_CriticalSection, MESSAGE_LEAVE, S_Null, VAL_NONE));
    vm->abort_protected--;
    vm->unwind = unwind;
    talk_end(t);
    talk_end(t);
}

/* ---- the child ---- */

void relay_open_scope(Vm *vm)
{
    if (vm == relay->vm && relay->scope == NULL)
        relay->scope = scope_open(vm, task_of(vm), ON_ERROR_SUPERVISE, VAL_NONE);
}

void relay_start(Vm *vm, int fd, MessageFrame *frame, Task *task)
{
    /* The builtins of a child's child are those of the child. */
    if (relay == NULL)
        relay_replace_builtins();
    relay = heap_alloc_root(sizeof *relay);
    relay->fd = fd;
    relay->rested = UINT_MAX;
    relay->vm = vm;
    relay->frame = frame;
    relay->task = task;
    vm->message_frames = frame;
    wire_start(&relay->wire, vm_heap(vm), true);
    vm->write = write_to_parent;
    vm->write_state = NULL;
}

void relay_wait(Vm *vm)
{
    Scope *s = relay->scope;
    Val v = S_Null;
    size_t left = 1;

    if (s == NULL)
        return;
    Unwind unwind = vm->unwind;
    while (left > 0 && val_is(v, S_Null)) {
        v = scope_wait(vm, s, -1);
        lock_take(&s->lock);
        s->failed = NULL;
        left = s->count;
        lock_release(&s->lock);
    }
    unobserved_report();
    vm->unwind = unwind;
}

void relay_finish(Vm *vm, Val v)
{
    Val heard = relay->frame->heard, refused;
    Message message = MESSAGE_VALUE;
    Out text;

    heap_keep(vm_heap(vm));
    out_init(&text);
    wire_write_all(vm, &relay->wire, &text, heard);
    if (expr_len(heard) > 0)
        tell(MESSAGE_HEARD, 0, 0, out_text(&text), text.len);
    out_fini(&text);
    out_init(&text);
    if (val_is_unwind(v)) {
        message = MESSAGE_UNWIND;
        unwind_write(vm, &relay->wire, &text);
    } else if (val_has_head(v, S_Failure)) {
        wire_write_all(vm, &relay->wire, &text, v);
    } else if (!wire_write(vm, &relay->wire, &text, v, &refused)) {
        message = MESSAGE_LOCAL;
    }
    tell(message, message == MESSAGE_UNWIND ? vm->unwind.kind : 0, 0, out_text(&text), message == MESSAGE_LOCAL ? 0 : text.len);
    out_fini(&text);
}
