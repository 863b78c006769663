/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * serve.c -- a task does what a child process asks for.
 *
 * It is done as if the child did it: the messages that it gives are the child's, to show or not, and its limits of time hold.  When the
 * child dies while this waits for it the wait ends at once, and what was received for it meanwhile goes back.
 */
#include "foreign/task/listen.h"

#include "foreign/task/output.h"
#include "foreign/task/watch.h"
#include "vm/eval/eval.h"
#include "vm/eval/message.h"

/* What is the VM's own, and set aside while it works for a child. */
typedef struct Stance {
    MessageFrame *frames;
    Limit   *limits;
    Val      off, given_before, list;
    size_t   count;
    void   (*write)(void *state, Stream to, const char *text, size_t n);
    unsigned protected;
    bool     may_park;
    /* What its messages come to: */
    Vm      *vm;
    MessageFrame frame;
    Val      given;                  /* a List of {HoldForm[name], text} */
    /* And who is told when the child dies. */
    Watch    watch;
} Stance;

#define EXCHANGE(a, b) do { __typeof__(a) kept_ = (a); (a) = (b); (b) = kept_; } while (0)

/* From one to the other. */
static void stance_change(Vm *vm, Stance *s)
{
    EXCHANGE(vm->message_frames, s->frames);
    EXCHANGE(vm->limits, s->limits);
    EXCHANGE(vm->messages_off, s->off);
    EXCHANGE(vm->messages_given, s->given_before);
    EXCHANGE(vm->message_list, s->list);
    EXCHANGE(vm->message_count, s->count);
    EXCHANGE(vm->write, s->write);
    EXCHANGE(vm->abort_protected, s->protected);
    EXCHANGE(vm->may_park, s->may_park);
}

/* A message's text; what is printed goes where it would.  The state is the VM's Output still, whose line is its own; the outermost
 * frame is that of the stance. */
static void take_down(void *output, Stream to, const char *text, size_t n)
{
    Heap *h = ((Output *)output)->heap;
    MessageFrame *frame = vm_of_heap(h)->message_frames;
    Builder b;

    while (frame->outer != NULL)
        frame = frame->outer;
    Stance *s = (Stance *)((char *)frame - offsetof(Stance, frame));
    if (to != STREAM_MESSAGES || expr_len(s->frame.heard) == 0) {
        s->write(output, to, text, n);
        return;
    }
    Val parts[] = {expr_arg(s->frame.heard, expr_len(s->frame.heard) - 1), text_new(h, text, n)};
    builder_start(&b, h, S_List);
    builder_push_all(&b, expr_len(s->given), expr_args(s->given));
    builder_push(&b, list_make(h, 2, parts));
    s->given = builder_finish(&b);
}

static void stance_start(Vm *vm, Stance *s)
{
    Val nothing = list_make(vm_heap(vm), 0, NULL);

    *s = (Stance){.off = nothing, .given_before = nothing, .list = nothing, .write = take_down, .protected = vm->abort_protected, .vm = vm, .given = nothing,
                  .frame = {.quiet = VAL_NONE, .on = VAL_NONE, .watched = VAL_NONE, .listens = true, .heard = nothing}};
    s->frames = &s->frame;
}

/* ---- while it works the child may say more ---- */

/* What it says next in this talk, which is no request: those are done. */
static bool hear_on(Vm *vm, Talk *t)
{
    Stance *s = t->stance;
    CancelFrame *frame = t->frame;
    bool heard;

    if (t->listens)
        watch_end(&s->watch);
    stance_change(vm, s);
    while ((heard = talk_hear(vm, t)) && (t->header.message == MESSAGE_REQUEST || t->header.message == MESSAGE_SELECT
                                          || t->header.message == MESSAGE_ENTER))
        serve(vm, t);
    stance_change(vm, s);
    lock_take(&t->child->lock);
    t->works = true;
    t->frame = frame;
    lock_release(&t->child->lock);
    t->stance = s;
    if (t->listens)
        watch_begin(&s->watch, t->child->end, vm->task, frame);
    return heard;
}

/* Is the child inside of something that it asked for?  Then its next message is expected before it is answered. */
static bool is_nested(const Talk *t) { return !t->listens && t->stance != NULL; }

/* Where an answer is expected the talk may go on at once: its header and text are those of what was said before no more. */
static bool say(Vm *vm, Talk *t, Message message, unsigned kind, Out *text, bool expects)
{
    if (expects)
        talk_expects(vm, t);
    return child_tell(vm, t->child, t, message, kind, text, VAL_NONE, VAL_NONE);
}

/* The section is entered: the child evaluates what is in it. */
static Val stay_in_section(Vm *vm, Talk *t)
{
    Out text;

    out_init(&text);
    wire_write_all(vm, &t->child->wire, &text, S_True);
    bool heard = say(vm, t, MESSAGE_VALUE, 0, &text, true) && hear_on(vm, t);
    out_fini(&text);
    t->entered = true;
    return heard ? S_Null : vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
}

/* Does the child's arm [k] take the value?  What can't go there it does not. */
static Val ask_arm(Vm *vm, Talk *t, Val k, Val value)
{
    Val refused, question = list_make(vm_heap(vm), 2, (Val[]){k, value});
    Out text;

    out_init(&text);
    bool goes = wire_write(vm, &t->child->wire, &text, question, &refused);
    bool heard = goes && say(vm, t, MESSAGE_QUESTION, 0, &text, true) && hear_on(vm, t);
    out_fini(&text);
    if (!goes)
        return S_False;
    t->gave_up = !heard || t->header.kind == REPLY_GIVE_UP;
    if (t->gave_up)
        return vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    return val_bool(t->header.kind == REPLY_YES);
}

/* What this task does for the child now. */
static Talk *talk_of(const Vm *vm, Child *c)
{
    Talk *t;

    lock_take(&c->lock);
    for (t = c->talks; t != NULL && (t->stance == NULL || t->stance->vm != vm); t = t->next)
        continue;
    lock_release(&c->lock);
    return t;
}

/* child[]: in a section that is entered for it; child[k, HoldComplete[value]]: a question about an arm. */
static Val child_apply(Vm *vm, void *self, Args args)
{
    Talk *t = talk_of(vm, self);

    if (t == NULL)
        return NOT_MINE;
    if (args.n == 0)
        return stay_in_section(vm, t);
    return args.n == 2 && val_is_call(args.v[1], S_HoldComplete, 1) ? ask_arm(vm, t, args.v[0], expr_arg(args.v[1], 0)) : NOT_MINE;
}

const ForeignClass child_class = {
    .name = "ChildProcess", .size = sizeof(Child), .transfer = TRANSFER_LOCAL, .apply = child_apply,
    .usage = "the child process that a task is evaluated in",
};

/* ---- what is asked for ---- */

/* Arm [k] of a ChannelSelect of the child's, {kind, whether it may decline, operand..}, as a rule; VAL_NONE: it is none. */
static Val arm_rule(Heap *h, const Child *c, Val arm, size_t k)
{
    Val v = symbol_private("value"), number = val_int((int64_t)k), left, right;
    Builder b;

    if (!val_is_plain_list(arm) || expr_len(arm) < 2)
        return VAL_NONE;
    bool receives = val_is(expr_arg(arm, 0), S_Receive) || val_is(expr_arg(arm, 0), S_Await);
    builder_start(&b, h, expr_arg(arm, 0));
    builder_push_all(&b, expr_len(arm) - 2, expr_args(arm) + 2);
    if (receives)
        builder_push(&b, expr2(h, S_Pattern, v, expr0(h, S_Blank)));
    left = builder_finish(&b);
    right = expr2(h, S_HoldComplete, number, receives ? v : S_Null);
    if (val_is(expr_arg(arm, 1), S_True))
        right = expr2(h, S_Condition, right, expr2(h, child_object(c), number, expr1(h, S_HoldComplete, v)));
    return expr2(h, S_RuleDelayed, left, right);
}

static Val select_expr(Heap *h, const Child *c, Val arms)
{
    Builder b;

    if (!val_is_plain_list(arms) || expr_len(arms) == 0)
        return VAL_NONE;
    builder_start(&b, h, S_List);
    for (size_t i = 1; i < expr_len(arms); i++) {
        Val rule = arm_rule(h, c, expr_arg(arms, i), i - 1);
        if (val_is_none(rule))
            return VAL_NONE;
        builder_push(&b, rule);
    }
    return expr2(h, S_ChannelSelect, builder_finish(&b), expr2(h, S_Rule, text_from(h, "Biased"), expr_arg(arms, 0)));
}

/* What is to be evaluated; VAL_NONE: that can't be. */
static Val read_request(Vm *vm, const Talk *t, Asking *asking)
{
    Heap *h = vm_heap(vm);

    if (t->header.bytes < sizeof *asking)
        return VAL_NONE;
    memcpy(asking, t->text, sizeof *asking);
    Val expr = wire_read(vm, &t->child->wire, t->text + sizeof *asking, t->header.bytes - sizeof *asking);
    if (val_is_none(expr))
        return VAL_NONE;
    if (t->header.message == MESSAGE_ENTER)
        return expr2(h, S_CriticalSection, expr, expr0(h, child_object(t->child)));
    if (t->header.message == MESSAGE_SELECT)
        return select_expr(h, t->child, expr);
    return val_is_expr(expr) && val_is_symbol(expr_head(expr)) && val_symbol(expr_head(expr))->builtin != NULL ? expr : VAL_NONE;
}

/* Evaluates it under the child's limit of time; *late: that has ended it. */
static Val evaluate_for(Vm *vm, Talk *t, Stance *s, Val expr, double seconds, bool *late)
{
    Limit limit = {vm->limits, ++vm->limit_serial, vm_clock(vm) + seconds, SIZE_MAX};
    /* While it cleans up it has as long as that takes. */
    bool shield = t->listens && (t->child->ending || (t->header.kind & ASKING_PROTECTED) != 0);

    s->limits = seconds >= 0 ? &limit : vm->limits;
    s->protected += shield;
    stance_change(vm, s);
    Val v = t->header.message == MESSAGE_REQUEST ? builtin_call(vm, val_symbol(expr_head(expr))->builtin, expr) : vm_eval(vm, expr);
    stance_change(vm, s);
    *late = val_is_unwind(v) && vm->unwind.kind == UNWIND_TIMEOUT && vm->unwind.serial == limit.serial;
    return v;
}

/* The same where the child's death, or its wish, ends it. */
static Val evaluate_watched(Vm *vm, Talk *t, Stance *s, Val expr, double seconds, bool *late)
{
    Task *task = vm->task;
    CancelFrame *outer = t->frame, *frame = cancel_enter(vm, task, NULL);
    Stance *around = t->stance;

    t->entered = t->gave_up = false;
    lock_take(&t->child->lock);
    t->stance = s;
    t->frame = frame;
    if (t->stops)
        cancel_frame(frame);
    lock_release(&t->child->lock);
    if (t->listens)
        watch_begin(&s->watch, t->child->end, task, frame);
    Val v = evaluate_for(vm, t, s, expr, seconds, late);
    if (t->listens)
        watch_end(&s->watch);
    lock_take(&t->child->lock);
    t->stance = around;
    t->frame = outer;
    lock_release(&t->child->lock);
    (void)cancel_leave(task, frame);
    return v;
}

/* ---- what came of it ---- */

void serve_give_back(Vm *vm, Val call, Val v)
{
    vm->abort_protected++;
    (void)!val_is_unwind(vm_eval(vm, expr2(vm_heap(vm), symbol_private("giveBack"), call, v)));
    vm->abort_protected--;
}

static void send_given(Vm *vm, Talk *t, const Stance *s)
{
    Out text;

    if (expr_len(s->given) == 0)
        return;
    out_init(&text);
    wire_write_all(vm, &t->child->wire, &text, s->given);
    /* In its talk nothing is said before the answer. */
    (void)say(vm, t, MESSAGE_GIVEN, 0, &text, false);
    out_fini(&text);
}

/* The value can't go to the child: it goes back, and the child's message says so. */
static void refuse(Vm *vm, Talk *t, Stance *s, Val expr, Val v, Val refused)
{
    serve_give_back(vm, expr, v);
    if (!val_is_none(refused)) {
        stance_change(vm, s);
        vm_message(vm, expr_head(expr), "process", 1, &refused);
        stance_change(vm, s);
    }
    send_given(vm, t, s);
    (void)say(vm, t, MESSAGE_LOCAL, 0, NULL, is_nested(t));
}

static void answer_value(Vm *vm, Talk *t, Stance *s, Val expr, Val v)
{
    Val refused;
    Out text;

    out_init(&text);
    if (!wire_write(vm, &t->child->wire, &text, v, &refused)) {
        refuse(vm, t, s, expr, v, refused);
    } else {
        send_given(vm, t, s);
        if (is_nested(t))
            talk_expects(vm, t);
        if (!child_tell(vm, t->child, t, MESSAGE_VALUE, 0, &text, expr, v))
            serve_give_back(vm, expr, v);
    }
    out_fini(&text);
}

static void answer(Vm *vm, Talk *t, Stance *s, Val expr, Val v, bool late)
{
    Out text;

    if (!val_is_unwind(v) && !val_is_not_mine(v)) {
        answer_value(vm, t, s, expr, v);
        return;
    }
    send_given(vm, t, s);
    if (late || val_is_not_mine(v) || t->gave_up) {
        (void)say(vm, t, late ? MESSAGE_LATE : MESSAGE_NOT_MINE, 0, NULL, is_nested(t));
        return;
    }
    out_init(&text);
    unwind_write(vm, &t->child->wire, &text);
    (void)say(vm, t, MESSAGE_UNWIND, vm->unwind.kind, &text, is_nested(t));
    out_fini(&text);
}

/* Is it this task, and not what it did for the child, that is to end? */
static bool is_to_end(const Vm *vm)
{
    return vm->unwind.kind == UNWIND_CANCELLED || vm->unwind.kind == UNWIND_TIMEOUT || vm->unwind.kind == UNWIND_QUIT;
}

void serve(Vm *vm, Talk *t)
{
    Child *c = t->child;
    Asking asking;
    Stance s;
    bool late, enters = t->header.message == MESSAGE_ENTER;
    Val expr = read_request(vm, t, &asking);

    if (val_is_none(expr)) {
        atomic_store(&c->over, true);
        return;
    }
    stance_start(vm, &s);
    Val v = evaluate_watched(vm, t, &s, expr, asking.seconds, &late);
    /* The death of the child has ended it; or the child hears nothing any more. */
    bool died = s.watch.ended || atomic_load(&c->over);
    if (val_is_unwind(v) && t->listens && !late && !t->gave_up && !died && !c->ending && is_to_end(vm))
        child_ask_to_end(vm, c);
    if (enters && t->entered)
        v = S_Null;
    else if (enters && !val_is_unwind(v) && !val_has_head(v, S_Failure))
        v = NOT_MINE;
    if (!died)
        answer(vm, t, &s, expr, v, late);
    else if (!enters && !val_is_unwind(v) && !val_is_not_mine(v))
        serve_give_back(vm, expr, v);
}
