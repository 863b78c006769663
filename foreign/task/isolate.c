/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * isolate.c -- pools whose tasks are evaluated in child processes.
 *
 * A child is made for each task (or block of elements) and not kept: it is a copy of this process at that
 * moment, so definitions and arguments need not be sent, and nothing that went wrong in one task is there
 * in the next.  Of the threads only the one that makes it goes on in the child; locks that others hold
 * would stay held, so the few that an evaluation takes are taken before.
 */
#include "foreign/task/isolate.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "foreign/fiber/stack.h"
#include "foreign/sched/pages.h"
#include "foreign/sched/topology.h"
#include "foreign/task/evaluator.h"
#include "foreign/task/fault.h"

enum { LOOK_MS = 20, PIECE = 1 << 16 };

/* What a child sends: a letter, a length, so many bytes. */
typedef enum Message { MESSAGE_OUTPUT = 'O', MESSAGE_NOTES = 'N', MESSAGE_VALUE = 'V', MESSAGE_UNWIND = 'U' } Message;
typedef struct Header { uint8_t message, kind; uint64_t bytes; } Header;

/* ---- the child ---- */

static bool write_all(int fd, const void *data, size_t n)
{
    const char *p = data;

    while (n > 0) {
        ssize_t done = write(fd, p, n);
        if (done < 0 && errno != EINTR)
            return false;
        p += done > 0 ? done : 0;
        n -= done > 0 ? (size_t)done : 0;
    }
    return true;
}

static void send_message(int fd, Message message, unsigned kind, const char *text, size_t n)
{
    Header h = {(uint8_t)message, (uint8_t)kind, n};

    if (!write_all(fd, &h, sizeof h) || !write_all(fd, text, n))
        _exit(1);
}

static void write_to_parent(void *state, Stream to, const char *text, size_t n)
{
    send_message(*(int *)state, to == STREAM_MESSAGES ? MESSAGE_NOTES : MESSAGE_OUTPUT, 0, text, n);
}

static Val named_objects(Vm *vm, Val v, size_t *objects);

static Val named_in_assoc(Vm *vm, Val v, size_t *objects)
{
    AssocBuilder b;
    AssocEntry e;

    assoc_builder_start(&b, vm_heap(vm));
    for (AssocIter it = assoc_iter(v); assoc_next(&it, &e); ) {
        TRY(e.key = named_objects(vm, e.key, objects));
        TRY(e.value = named_objects(vm, e.value, objects));
        assoc_builder_put(&b, e);
    }
    return assoc_builder_finish(&b);
}

/* [v] with what it prints as in place of each object, which means nothing elsewhere; *objects counts them. */
static Val named_objects(Vm *vm, Val v, size_t *objects)
{
    Builder b;
    Out o;

    if (val_is_foreign(v)) {
        out_init(&o);
        foreign_print(v, &o);
        Val text = text_new(vm_heap(vm), out_text(&o), o.len);
        out_fini(&o);
        ++*objects;
        return text;
    }
    TRY(vm_check_stack(vm));
    if (val_is_assoc(v))
        return named_in_assoc(vm, v, objects);
    if (!val_is_expr(v))
        return v;
    Val head = named_objects(vm, expr_head(v), objects);
    TRY(head);
    builder_start(&b, vm_heap(vm), head);
    for (size_t i = 0; i < expr_len(v); i++) {
        Val x = named_objects(vm, expr_arg(v, i), objects);
        TRY(x);
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

/* What can be said of the value outside of this process. */
static Val readable(Vm *vm, Val v)
{
    size_t objects = 0;
    Val named = named_objects(vm, v, &objects);

    if (objects == 0 || val_is_unwind(named))
        return objects == 0 ? v : named;
    return val_has_head(v, S_Failure) ? named
         : task_failure(vm, "Local", "The value holds objects of the process that evaluated it.", VAL_NONE);
}

static _Noreturn void be_child(Vm *vm, int fd, Val (*f)(Vm *vm, void *state), void *state)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN);
    fault_forget();
    evaluator_alone(vm);
    vm->write = write_to_parent;
    vm->write_state = &fd;
    Val v = f(vm, state);
    if (!val_is_unwind(v))
        v = readable(vm, v);
    unsigned kind = 0;
    Message message = MESSAGE_VALUE;
    if (val_is_unwind(v)) {
        message = MESSAGE_UNWIND;
        kind = vm->unwind.kind;
        v = list_make(vm_heap(vm), 3, (Val[]){val_is_none(vm->unwind.tag) ? S_None : vm->unwind.tag,
                                              val_is_none(vm->unwind.value) ? S_Null : vm->unwind.value,
                                              val_is_none(vm->unwind.calls) ? S_None : vm->unwind.calls});
    }
    /* Held, so that reading it back evaluates nothing. */
    Val text = print_to_text(vm, expr1(vm_heap(vm), S_HoldComplete, v), FORM_FULL);
    if (val_is_unwind(text))
        _exit(1);
    send_message(fd, message, kind, text_data(text), text_bytes(text));
    _exit(0);
}

/* ---- the parent ---- */

typedef struct Child {
    pid_t pid;
    int   fd;
} Child;

/* So many bytes from the child: 1; 0 where it has died; -1: this evaluation is to end. */
static int receive(Vm *vm, const Child *c, char *to, size_t n)
{
    while (n > 0) {
        struct pollfd p = {.fd = c->fd, .events = POLLIN};
        int ready = poll(&p, 1, LOOK_MS);
        if (ready <= 0) {
            vm->budget = 0;
            if (val_is_unwind(vm_poll(vm)))
                return -1;
            continue;
        }
        ssize_t got = read(c->fd, to, n < PIECE ? n : PIECE);
        if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
            return 0;
        if (got > 0) {
            to += got;
            n -= (size_t)got;
        }
    }
    return 1;
}

/* The expression that a child sent, without its HoldComplete; VAL_NONE where the text is none. */
static Val read_value(Vm *vm, const char *text, size_t n)
{
    Reader r;
    Val v = VAL_NONE;

    session_read(vm, &r, NULL, text, n);
    if (reader_next(&r, &v) != READ_EXPR || !val_is_call(v, S_HoldComplete, 1))
        return VAL_NONE;
    return expr_arg(v, 0);
}

static Val as_it_ended(Vm *vm, unsigned kind, Val v)
{
    if (!val_is_plain_list(v) || expr_len(v) != 3)
        return VAL_NONE;
    Val tag = expr_arg(v, 0), calls = expr_arg(v, 2);
    (void)!val_is_unwind(vm_unwind(vm, (UnwindKind)kind, val_is(tag, S_None) ? VAL_NONE : tag, expr_arg(v, 1)));
    vm->unwind.calls = val_is_plain_list(calls) ? calls : VAL_NONE;
    return UNWIND;
}

/* What the child has to say, to its end.  VAL_NONE: it died before. */
static Val listen(Vm *vm, const Child *c)
{
    Header h;
    int got;

    while ((got = receive(vm, c, (char *)&h, sizeof h)) == 1) {
        char *text = heap_try_alloc(vm_heap(vm), h.bytes + 1, true);
        if (text == NULL || (got = receive(vm, c, text, h.bytes)) != 1)
            break;
        if (h.message == MESSAGE_OUTPUT || h.message == MESSAGE_NOTES) {
            vm_write(vm, h.message == MESSAGE_NOTES ? STREAM_MESSAGES : STREAM_OUTPUT, text, h.bytes);
            continue;
        }
        Val v = read_value(vm, text, h.bytes);
        if (val_is_none(v))
            return VAL_NONE;
        return h.message == MESSAGE_UNWIND ? as_it_ended(vm, h.kind, v) : v;
    }
    return got < 0 ? UNWIND : VAL_NONE;
}

static Val attempt(Vm *vm, Val (*f)(Vm *, void *), void *state)
{
    Child c;
    int ends[2];

    if (pipe(ends) != 0)
        return VAL_NONE;
    c.pid = fork();
    if (c.pid == 0) {
        close(ends[0]);
        be_child(vm, ends[1], f, state);
    }
    close(ends[1]);
    c.fd = ends[0];
    Val v = c.pid < 0 ? VAL_NONE : listen(vm, &c);
    close(c.fd);
    if (c.pid > 0) {
        kill(c.pid, SIGKILL);
        while (waitpid(c.pid, NULL, 0) < 0 && errno == EINTR)
            continue;
    }
    return v;
}

Val isolate_call(Vm *vm, const Pool *pool, Val (*f)(Vm *, void *), void *state)
{
    Val v = attempt(vm, f, state);

    for (unsigned i = 0; val_is_none(v) && i < pool->options.retries; i++)
        v = attempt(vm, f, state);
    return v;
}

static Val evaluate(Vm *vm, void *state)
{
    return vm_eval(vm, *(const Val *)state);
}

Val isolate_evaluate(Vm *vm, const Pool *pool, Val expr)
{
    Val v = isolate_call(vm, pool, evaluate, &expr);

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
