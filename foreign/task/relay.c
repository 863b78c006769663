/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * relay.c -- a child process asks its parent to do what is to be done with the parent's objects.
 *
 * In the child the builtins that are about objects are others (Relayed), so that a process without such children pays
 * nothing: one that is called with an object of the parent's sends the call there, and else is what it was.
 */
#include "foreign/task/relay.h"

#include <errno.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "foreign/task/output.h"
#include "foreign/task/scope.h"
#include "foreign/task/unobserved.h"
#include "vm/eval/message.h"

typedef struct Relayed {
    Builtin        builtin;            /* first: what is called in the child */
    const Builtin *original;
} Relayed;

/* In uncollectable memory. */
static struct Relay {
    Lock   writing;                    /* of one message */
    Lock   asking;                     /* one waits for an answer at a time */
    int    fd;
    Wire   wire;                       /* under `asking` */
    const Vm *section;                 /* who is in critical sections of the parent's; NULL: nobody; */
    unsigned sections;                 /* and in how many */
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

bool message_send(int fd, Message message, unsigned kind, const char *text, size_t n)
{
    Header h = {(uint8_t)message, (uint8_t)kind, n};

    return write_all(fd, &h, sizeof h) && write_all(fd, text, n);
}

bool message_send_unwind(Vm *vm, Wire *w, int fd)
{
    const Unwind *u = &vm->unwind;
    Out text;

    out_init(&text);
    wire_write_all(vm, w, &text, list_make(vm_heap(vm), 5, (Val[]){val_is_none(u->tag) ? S_None : u->tag,
                                                                  val_is_none(u->value) ? S_Null : u->value,
                                                                  val_is_none(u->calls) ? S_None : u->calls,
                                                                  val_is_none(u->extra) ? S_None : u->extra,
                                                                  val_int((int64_t)u->serial)}));
    bool sent = message_send(fd, MESSAGE_UNWIND, u->kind, out_text(&text), text.len);
    out_fini(&text);
    return sent;
}

Val message_unwind(Vm *vm, unsigned kind, Val v)
{
    if (!val_is_plain_list(v) || expr_len(v) != 5 || !val_is_small(expr_arg(v, 4)))
        return VAL_NONE;
    Val tag = expr_arg(v, 0), calls = expr_arg(v, 2), extra = expr_arg(v, 3);
    (void)!val_is_unwind(vm_unwind(vm, (UnwindKind)kind, val_is(tag, S_None) ? VAL_NONE : tag, expr_arg(v, 1)));
    vm->unwind.calls = val_is_plain_list(calls) ? calls : VAL_NONE;
    vm->unwind.extra = val_is(extra, S_None) ? VAL_NONE : extra;
    vm->unwind.serial = (uint64_t)val_small(expr_arg(v, 4));
    return UNWIND;
}

void message_hear(Vm *vm, Val names)
{
    for (size_t i = 0; val_is_plain_list(names) && i < expr_len(names); i++)
        if (val_is_call(expr_arg(names, i), S_HoldForm, 1))
            message_note(vm, expr_arg(expr_arg(names, i), 0));
}

/* To the parent; without one the process has nothing more to do. */
static void tell(Message message, unsigned kind, const char *text, size_t n)
{
    lock_take(&relay->writing);
    if (!message_send(relay->fd, message, kind, text, n))
        _exit(1);
    lock_release(&relay->writing);
}

static void write_to_parent(void *state, Stream to, const char *text, size_t n)
{
    (void)state;
    tell(to == STREAM_MESSAGES ? MESSAGE_NOTES : MESSAGE_OUTPUT, 0, text, n);
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

static Val local_failure(Vm *vm)
{
    void *task = vm->task;

    if (task == NULL)
        vm->task = relay->task;
    Val v = task_failure(vm, "Local", "An object of one process can't go to another.", VAL_NONE);
    vm->task = task;
    return v;
}

/* Does a Quiet of the child's own hold off all messages? */
static bool is_quiet(const Vm *vm)
{
    for (const MessageFrame *f = vm->message_frames; f != NULL && f != relay->frame; f = f->outer)
        if (f->quiet_all && val_is_none(f->on))
            return true;
    return false;
}

static char *read_message(Vm *vm, Header *h)
{
    if (!read_all(relay->fd, h, sizeof *h))
        _exit(1);
    char *text = heap_try_alloc(vm_heap(vm), h->bytes + 1, true);
    if (text == NULL || !read_all(relay->fd, text, h->bytes))
        _exit(1);
    return text;
}

static Val answer(Vm *vm)
{
    Header h;
    char *text = read_message(vm, &h);

    if (h.message == MESSAGE_HEARD) {
        /* The parent knows of them. */
        relay->frame->listens = false;
        message_hear(vm, wire_read(vm, &relay->wire, text, h.bytes));
        relay->frame->listens = true;
        text = read_message(vm, &h);
    }
    if (h.message == MESSAGE_NOT_MINE)
        return NOT_MINE;
    if (h.message == MESSAGE_LATE)
        return PARKED;
    if (h.message == MESSAGE_LOCAL)
        return local_failure(vm);
    Val v = wire_read(vm, &relay->wire, text, h.bytes);
    if (val_is_none(v))
        _exit(1);
    return h.message == MESSAGE_UNWIND ? message_unwind(vm, h.kind, v) : v;
}

/* The value of [what] there; a Failure where it can't be sent. */
static Val ask(Vm *vm, Val head, Message message, Val what)
{
    Asking asking = {time_left(vm)};
    Out text;

    /* The names last longer than this evaluation. */
    heap_keep(vm_heap(vm));
    out_init(&text);
    out_bytes(&text, (const char *)&asking, sizeof asking);
    lock_take(&relay->asking);
    bool goes = wire_write(vm, &relay->wire, &text, what);
    Val v = relay->wire.refused;
    if (goes) {
        unsigned kind = (vm->abort_protected > 0 ? ASKING_PROTECTED : 0) | (is_quiet(vm) ? ASKING_QUIET : 0);
        tell(message, kind, out_text(&text), text.len);
        v = answer(vm);
    }
    lock_release(&relay->asking);
    out_fini(&text);
    if (!goes) {
        vm_message(vm, head, "process", 1, &v);
        return local_failure(vm);
    }
    return val_is_parked(v) ? end_late(vm) : v;
}

/* ---- the builtins of a child ---- */

static bool is_elsewhere(Val v) { return val_is_foreign(v) && !foreign_is_here(v); }

/* Is it, or one of its elements, the parent's? */
static bool mentions_elsewhere(Val v)
{
    if (!val_is_plain_list(v))
        return is_elsewhere(v);
    for (size_t i = 0; i < expr_len(v); i++)
        if (is_elsewhere(expr_arg(v, i)))
            return true;
    return false;
}

/* What is done to the object, or objects, that come first. */
static Val call_there(Vm *vm, Args args)
{
    args.builtin = ((const Relayed *)args.builtin)->original;
    if (args.n == 0 || !mentions_elsewhere(args.v[0]))
        return args.builtin->fn(vm, args);
    return ask(vm, expr_head(args.expr), MESSAGE_REQUEST, args.expr);
}

/* Of a compiled ChannelSelect: the objects come after what says what to do with each. */
static Val select_there(Vm *vm, Args args)
{
    bool there = false;

    args.builtin = ((const Relayed *)args.builtin)->original;
    for (size_t i = 1; i < args.n; i++)
        there = there || is_elsewhere(args.v[i]);
    return there ? ask(vm, S_ChannelSelect, MESSAGE_REQUEST, args.expr) : args.builtin->fn(vm, args);
}

/* The arms of a ChannelSelect. */
typedef struct Arms {
    Builder kinds, operands, rules;    /* {biased, kind..}; what selectArm is called with after that; with values in them */
    bool    there;                     /* an object is the parent's */
} Arms;

/* False: it is no arm, or what is in it unwinds. */
static bool add_arm(Vm *vm, Arms *a, Val rule)
{
    Val left = val_is_rule(rule) ? expr_arg(rule, 0) : VAL_NONE;
    size_t n = !val_is_none(left) && val_is_expr(left) ? expr_len(left) : 0;

    if (val_is_none(left) || (n == 0 && !val_is(left, S_Default) && !val_is_call(left, S_Default, 0)))
        return false;
    builder_push(&a->kinds, n == 0 ? S_Default : expr_head(left));
    for (size_t i = 0; i < n && (i == 0 || val_has_head(left, S_Send)); i++) {
        Val x = vm_eval(vm, expr_arg(left, i));
        if (val_is_unwind(x))
            return false;
        a->there = a->there || (i == 0 && is_elsewhere(x));
        builder_push(&a->operands, x);
        left = expr_with_arg(vm_heap(vm), left, i, x);
    }
    builder_push(&a->rules, expr_with_arg(vm_heap(vm), rule, 0, left));
    return true;
}

/* The arm that goes, with the value that it goes with: as one of the child's own that can go at once. */
static Val go_on_with(Vm *vm, Val rule, Val value)
{
    Heap *h = vm_heap(vm);
    Val left = expr_arg(rule, 0), channel;

    if (val_has_head(left, S_Receive) || val_has_head(left, S_Await)) {
        TRY(channel = vm_eval(vm, expr0(h, S_Channel)));
        TRY(vm_eval(vm, expr2(h, S_Send, channel, value)));
        left = expr_with_arg(h, expr_with_head(h, left, S_Receive), 0, channel);
    } else {
        left = S_Default;
    }
    rule = expr_with_arg(h, rule, 0, left);
    return expr1(h, S_ChannelSelect, list_make(h, 1, &rule));
}

/* Could this arm leave a value where it is?  That is decided here, where the parent's channel is not. */
static bool may_decline(Val rule)
{
    Val left = expr_arg(rule, 0), pattern = expr_len(left) < 2 ? VAL_NONE : expr_arg(left, expr_len(left) - 1);

    if (val_has_head(left, S_Send) || !is_elsewhere(expr_arg(left, 0)))
        return false;
    if (val_has_head(expr_arg(rule, 1), S_Condition))
        return true;
    if (!val_is_none(pattern) && val_is_call(pattern, S_Pattern, 2))
        pattern = expr_arg(pattern, 1);
    return !val_is_none(pattern) && !val_is_call(pattern, S_Blank, 0);
}

static Val channel_select(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val list = args.n > 0 ? args.v[0] : VAL_NONE;
    Arms a = {.there = false};

    args.builtin = ((const Relayed *)args.builtin)->original;
    if (args.n > 0 && !val_is_plain_list(list))
        TRY(list = vm_eval(vm, list));
    if (args.n == 0 || !val_is_plain_list(list))
        return args.builtin->fn(vm, args);
    builder_start(&a.kinds, h, S_List);
    builder_push(&a.kinds, option_get(vm, args, text_from(h, "Biased")));
    builder_start(&a.operands, h, symbol_private("selectArm"));
    builder_push(&a.operands, S_Null);
    builder_start(&a.rules, h, S_List);
    for (size_t i = 0; i < expr_len(list); i++)
        if (!add_arm(vm, &a, expr_arg(list, i)))
            return args.builtin->fn(vm, args);
    Val rules = builder_finish(&a.rules);
    if (!a.there) {
        args.expr = expr_with_arg(h, args.expr, 0, rules);
        args.v = expr_args(args.expr);
        return args.builtin->fn(vm, args);
    }
    for (size_t i = 0; i < expr_len(rules); i++) {
        Val left = expr_arg(expr_arg(rules, i), 0), object = val_is_expr(left) && expr_len(left) > 0 ? expr_arg(left, 0) : VAL_NONE;
        if (val_is_none(object) || !may_decline(expr_arg(rules, i)))
            continue;
        vm_message(vm, S_ChannelSelect, "process", 1, &object);
        return local_failure(vm);
    }
    Val chosen = ask(vm, S_ChannelSelect, MESSAGE_REQUEST, expr_with_arg(h, builder_finish(&a.operands), 0, builder_finish(&a.kinds)));
    if (!val_is_call(chosen, S_HoldComplete, 2) || !val_is_small(expr_arg(chosen, 0)))
        return chosen;
    size_t k = (size_t)val_small(expr_arg(chosen, 0));
    if (k == expr_len(rules))
        return args.builtin->fn(vm, args);
    return k < expr_len(rules) ? go_on_with(vm, expr_arg(rules, k), expr_arg(chosen, 1)) : expr_arg(chosen, 1);
}

/* Tasks of the child end before it does. */
static void open_scope(Vm *vm)
{
    if (vm == relay->vm && relay->scope == NULL)
        relay->scope = scope_open(vm, task_of(vm), ON_ERROR_SUPERVISE, VAL_NONE);
}

static Val start_here(Vm *vm, Args args)
{
    args.builtin = ((const Relayed *)args.builtin)->original;
    open_scope(vm);
    return args.builtin->fn(vm, args);
}

/* What would have to be told of something while it goes on, which is not done: refused. */
static Val refuse_there(Vm *vm, Args args)
{
    Val v = args.n == 0 ? VAL_NONE : args.v[0];

    if (!val_is_none(v) && !val_is_foreign(v)) {
        v = vm_eval(vm, v);
        TRY(v);
    }
    if (!val_is_none(v) && is_elsewhere(v)) {
        vm_message(vm, expr_head(args.expr), "process", 1, &v);
        return local_failure(vm);
    }
    return start_here(vm, args);
}

/* Other tasks of this process wait until the first is out: the parent sees one. */
static void take_sections(Vm *vm)
{
    struct timespec nap = {.tv_nsec = 1000000};

    for (;;) {
        lock_take(&relay->asking);
        bool mine = relay->section == NULL || relay->section == vm;
        if (mine) {
            relay->section = vm;
            relay->sections++;
        }
        lock_release(&relay->asking);
        if (mine)
            return;
        nanosleep(&nap, NULL);
    }
}

static void leave_sections(void)
{
    lock_take(&relay->asking);
    if (--relay->sections == 0)
        relay->section = NULL;
    lock_release(&relay->asking);
}

/* The parent is in the section while the expression is evaluated here. */
static Val section_there(Vm *vm, Args args)
{
    args.builtin = ((const Relayed *)args.builtin)->original;
    if (args.n != 2)
        return args.builtin->fn(vm, args);
    take_sections(vm);
    Val v = ask(vm, S_CriticalSection, MESSAGE_ENTER, args.v[0]);
    if (val_is(v, S_True)) {
        bool may_park = vm->may_park;
        vm->may_park = false;
        v = vm_eval(vm, args.v[1]);
        vm->may_park = may_park;
        Unwind unwind = vm->unwind;
        vm->abort_protected++;
        (void)ask(vm, S_CriticalSection, MESSAGE_LEAVE, S_Null);
        vm->abort_protected--;
        vm->unwind = unwind;
    }
    leave_sections();
    return v;
}

static const struct { const char *name; Val (*fn)(Vm *vm, Args args); } replaced[] = {
    {"Send", call_there}, {"TrySend", call_there}, {"SendAll", call_there}, {"Receive", call_there}, {"TryReceive", call_there},
    {"ReceiveAll", call_there}, {"ChannelLength", call_there}, {"ChannelCapacity", call_there}, {"ClosedQ", call_there},
    {"Subscribe", call_there}, {"Close", call_there}, {"Await", call_there}, {"AwaitAny", call_there}, {"AwaitFirst", call_there},
    {"TryAwait", call_there}, {"WaitAll", call_there}, {"WaitNext", call_there}, {"Resolve", call_there}, {"Reject", call_there},
    {"Cancel", call_there}, {"CancelledQ", call_there}, {"ChildToken", call_there}, {"PoolStatistics", call_there},
    {"Lyra$SharedQ", call_there}, {"Lyra$SharedCall", call_there}, {"Lyra`Private`selectArm", select_there},
    {"ChannelSelect", channel_select},
    {"CriticalSection", section_there}, {"WithCancellation", refuse_there}, {"Then", refuse_there}, {"OnFailure", refuse_there},
    {"Spawn", start_here}, {"Submit", start_here}, {"SpawnBlocking", start_here}, {"ParallelSubmit", start_here}, {"TaskScope", start_here},
};

static Val builtin_symbol(const char *name)
{
    const char *last = strrchr(name, '`');

    return last == NULL ? symbol_find(context_system, name, strlen(name))
         : symbol_find(context_intern(name, (size_t)(last + 1 - name)), last + 1, strlen(last + 1));
}

static void replace_builtins(void)
{
    Relayed *copies = heap_alloc_root(COUNT_OF(replaced) * sizeof *copies);

    for (size_t i = 0; i < COUNT_OF(replaced); i++) {
        Val symbol = builtin_symbol(replaced[i].name);
        CHECK(!val_is_none(symbol) && val_symbol(symbol)->builtin != NULL);
        copies[i] = (Relayed){*val_symbol(symbol)->builtin, val_symbol(symbol)->builtin};
        copies[i].builtin.fn = replaced[i].fn;
        copies[i].builtin.direct = NULL;
        val_symbol(symbol)->builtin = &copies[i].builtin;
    }
}

/* ---- the child ---- */

void relay_start(Vm *vm, int fd, MessageFrame *frame, Task *task)
{
    /* The builtins of a child's child are those of the child. */
    if (relay == NULL)
        replace_builtins();
    relay = heap_alloc_root(sizeof *relay);
    relay->fd = fd;
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
    Val heard = relay->frame->heard;
    Out text;

    heap_keep(vm_heap(vm));
    lock_take(&relay->asking);
    out_init(&text);
    wire_write_all(vm, &relay->wire, &text, heard);
    if (expr_len(heard) > 0)
        tell(MESSAGE_HEARD, 0, out_text(&text), text.len);
    out_fini(&text);
    out_init(&text);
    if (val_is_unwind(v)) {
        (void)message_send_unwind(vm, &relay->wire, relay->fd);
    } else if (val_has_head(v, S_Failure)) {
        wire_write_all(vm, &relay->wire, &text, v);
        tell(MESSAGE_VALUE, 0, out_text(&text), text.len);
    } else if (wire_write(vm, &relay->wire, &text, v)) {
        tell(MESSAGE_VALUE, 0, out_text(&text), text.len);
    } else {
        tell(MESSAGE_LOCAL, 0, "", 0);
    }
    out_fini(&text);
}
