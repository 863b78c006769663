/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * confirm.c -- Enclose and its confirmations.
 *
 * A Confirm without a tag belongs to the Enclose around it in the text of the program, not to whoever
 * happens to call it: Enclose gives the confirmations in its body a tag of its own before it evaluates
 * the body.  With tags the search is dynamic, through the stack of active tags.
 */
#include "vm/builtin/failure.h"
#include "vm/pattern/match.h"

/* An Enclose that is being evaluated: its tag, a pattern. */
typedef struct EncloseFrame {
    struct EncloseFrame *outer;
    Val                  tag;
} EncloseFrame;

/* The number of arguments of a confirmation whose last one is a tag; 0 for other heads. */
static size_t confirm_arity(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Confirm: case SYM_ConfirmAssert:
        return 3;
    case SYM_ConfirmBy: case SYM_ConfirmMatch: case SYM_ConfirmQuiet:
        return 4;
    default:
        return 0;
    }
}

static bool may_confirm(Val v)
{
    static const unsigned symbols[] = {SYM_Confirm, SYM_ConfirmAssert, SYM_ConfirmBy, SYM_ConfirmMatch, SYM_ConfirmQuiet};

    for (size_t i = 0; i < COUNT_OF(symbols); i++)
        if ((val_bloom(v) & val_bloom(val_known(symbols[i]))) != 0)
            return true;
    return false;
}

/* [v] with [tag] given to each confirmation that has none and is not inside an Enclose of its own. */
static Val with_tag(Vm *vm, Val v, Val tag)
{
    Heap *h = vm_heap(vm);
    Builder b;

    if (!val_is_expr(v) || !may_confirm(v))
        return v;
    TRY(vm_check_stack(vm));
    size_t n = expr_len(v), arity = confirm_arity(expr_head(v)), from = 0;
    Val head = with_tag(vm, expr_head(v), tag), x;
    TRY(head);
    builder_start(&b, h, head);
    if (val_is(head, S_Enclose) && n < 3 && n > 0) {
        builder_push(&b, expr_arg(v, 0));
        from = 1;
    }
    for (size_t i = from; i < n; i++) {
        TRY(x = with_tag(vm, expr_arg(v, i), tag));
        builder_push(&b, x);
    }
    if (n > 0 && n < arity) {
        /* What is left out: the list of messages means all of them, the information is Null. */
        for (size_t i = n; i < arity - 1; i++)
            builder_push(&b, i == 1 && val_is(head, S_ConfirmQuiet) ? S_All : S_Null);
        builder_push(&b, tag);
    }
    return builder_finish(&b);
}

/* Is there an Enclose for this tag? */
static MatchResult find_enclose(Vm *vm, Val tag)
{
    for (const EncloseFrame *f = vm->state[STATE_ENCLOSE]; f != NULL; f = f->outer) {
        MatchResult r = vm_match(vm, f->tag, tag);
        if (r != MATCH_NO)
            return r;
    }
    return MATCH_NO;
}

BUILTIN(Enclose,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "Enclose[expr] gives the value of expr, or a Failure object where a Confirm in it fails; Enclose[expr, f] applies f to that; "
             "Enclose[expr, f, tag] is for confirmations whose tag matches.",
    .examples = EXAMPLES(">> Enclose[Confirm[3] + 1]", "4", ">> Enclose[Confirm[$Failed] + 1, Head]", "Failure",
                         ">> Enclose[ConfirmBy[3, EvenQ], #[\"Function\"] &]", "EvenQ"))
{
    Heap *h = vm_heap(vm);
    EncloseFrame *frame;
    Val body, v, tag;

    if (args.n == 0 || args.n > 3)
        return MESSAGE(vm, "argb", S_Enclose, val_int((int64_t)args.n), val_int(1), val_int(3));
    if (args.n == 3) {
        tag = args.v[2];
        body = args.v[0];
    } else {
        tag = text_format(h, "Enclose$%llu", (unsigned long long)vm->module_number++);
        TRY(body = with_tag(vm, args.v[0], tag));
    }
    frame = heap_alloc(h, sizeof *frame);
    *frame = (EncloseFrame){vm->state[STATE_ENCLOSE], tag};
    vm->state[STATE_ENCLOSE] = frame;
    v = vm_eval(vm, body);
    vm->state[STATE_ENCLOSE] = frame->outer;
    if (!val_is_unwind(v) || vm->unwind.kind != UNWIND_CONFIRM)
        return v;
    Unwind u = vm->unwind;
    MatchResult r = vm_match(vm, tag, u.tag);
    if (r == MATCH_UNWIND)
        return UNWIND;
    if (r == MATCH_NO) {
        vm->unwind = u;
        return UNWIND;
    }
    if (args.n == 1)
        return u.value;
    return val_is_string(args.v[1]) ? expr1(h, u.value, args.v[1]) : expr1(h, args.v[1], u.value);
}

/* ---- the confirmations ---- */

/* What failed and why, to become a Failure object. */
typedef struct Confirmation {
    const char *type, *text;     /* text: the message where no information is given */
    size_t      info;            /* which argument is the information */
    Val         value;           /* of the expression */
    const char *detail;          /* one more property, and its value; NULL: none */
    Val         detail_value;
} Confirmation;

/* The failure thrown, or returned where no Enclose waits for it. */
static Val fail_confirmation(Vm *vm, Args args, Confirmation c, Val tag)
{
    Heap *h = vm_heap(vm);
    AssocBuilder b, parameters;
    Val info = S_Null;

    if (c.info < args.n)
        TRY(info = vm_eval(vm, args.v[c.info]));
    assoc_builder_start(&parameters, h);
    assoc_builder_set(&parameters, text_from(h, "Expression"), c.value);
    if (c.detail != NULL)
        assoc_builder_set(&parameters, text_from(h, c.detail), c.detail_value);
    assoc_builder_start(&b, h);
    assoc_builder_set(&b, text_from(h, "MessageTemplate"), val_is_string(info) ? info : text_from(h, c.text));
    assoc_builder_set(&b, text_from(h, "MessageParameters"), assoc_builder_finish(&parameters));
    assoc_builder_set(&b, text_from(h, "ConfirmationType"), text_from(h, c.type));
    assoc_builder_set(&b, text_from(h, "Expression"), c.value);
    if (c.detail != NULL)
        assoc_builder_set(&b, text_from(h, c.detail), c.detail_value);
    assoc_builder_set(&b, text_from(h, "Information"), info);
    return vm_unwind(vm, UNWIND_CONFIRM, tag, failure_make(h, "ConfirmationFailed", assoc_builder_finish(&b)));
}

/* The tag of a confirmation: *tag, or what the confirmation gives where it has none that anyone waits for. */
static Val confirm_tag(Vm *vm, Args args, Val *tag)
{
    Heap *h = vm_heap(vm);
    AssocBuilder b;

    if (args.n == confirm_arity(expr_head(args.expr))) {
        TRY(*tag = vm_eval(vm, args.v[args.n - 1]));
        MatchResult r = find_enclose(vm, *tag);
        if (r == MATCH_UNWIND)
            return UNWIND;
        if (r == MATCH_YES)
            return VAL_NONE;
    }
    Val held = expr1(h, S_Hold, args.expr);
    assoc_builder_start(&b, h);
    assoc_builder_set(&b, text_from(h, "MessageTemplate"), text_from(h, "`1` has no enclosing Enclose."));
    assoc_builder_set(&b, text_from(h, "MessageParameters"), list_make(h, 1, &held));
    assoc_builder_set(&b, text_from(h, "HeldInput"), held);
    return failure_make(h, "confirmnotag", assoc_builder_finish(&b));
}

#define CHECK_CONFIRM_COUNT(name, least, most)                                                          \
    do {                                                                                                \
        if (args.n < (least) || args.n > (most))                                                        \
            return MESSAGE(vm, "argb", name, val_int((int64_t)args.n), val_int(least), val_int(most));  \
    } while (0)

BUILTIN(Confirm,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "Confirm[expr] gives the value of expr unless that is a failure, which ends the Enclose around it; Confirm[expr, info, tag] "
             "adds information and ends the Enclose for tag.",
    .examples = EXAMPLES(">> Enclose[Confirm[$Failed, \"no luck\"]][\"Information\"]", "no luck"))
{
    Val failed, tag = VAL_NONE, v;

    CHECK_CONFIRM_COUNT(S_Confirm, 1, 3);
    TRY(failed = confirm_tag(vm, args, &tag));
    if (!val_is_none(failed))
        return failed;
    TRY(v = vm_eval(vm, args.v[0]));
    if (!is_failure(v) && !val_has_head(v, S_Missing))
        return v;
    return fail_confirmation(vm, args, (Confirmation){"Confirm", "`Expression` encountered.", 1, v, NULL, VAL_NONE}, tag);
}

BUILTIN(ConfirmBy,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "ConfirmBy[expr, f] gives the value of expr if f of it is True, and otherwise ends the Enclose around it.",
    .examples = EXAMPLES(">> Enclose[ConfirmBy[4, EvenQ] + 1]", "5"))
{
    Val failed, tag = VAL_NONE, v, f, verdict;

    CHECK_CONFIRM_COUNT(S_ConfirmBy, 2, 4);
    TRY(failed = confirm_tag(vm, args, &tag));
    if (!val_is_none(failed))
        return failed;
    TRY(v = vm_eval(vm, args.v[0]));
    TRY(f = vm_eval(vm, args.v[1]));
    TRY(verdict = vm_call1(vm, f, v));
    if (val_is(verdict, S_True))
        return v;
    Confirmation c = {"ConfirmBy", "`Function`[`Expression`] did not return True.", 2, v, "Function", f};
    return fail_confirmation(vm, args, c, tag);
}

BUILTIN(ConfirmMatch,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "ConfirmMatch[expr, form] gives the value of expr if it matches form, and otherwise ends the Enclose around it.",
    .examples = EXAMPLES(">> Enclose[ConfirmMatch[4, _Integer]]", "4", ">> Enclose[ConfirmMatch[4, _String]][\"Pattern\"]", "_String"))
{
    Val failed, tag = VAL_NONE, v, form;

    CHECK_CONFIRM_COUNT(S_ConfirmMatch, 2, 4);
    TRY(failed = confirm_tag(vm, args, &tag));
    if (!val_is_none(failed))
        return failed;
    TRY(v = vm_eval(vm, args.v[0]));
    TRY(form = vm_eval(vm, args.v[1]));
    MatchResult r = vm_match(vm, form, v);
    if (r == MATCH_UNWIND)
        return UNWIND;
    if (r == MATCH_YES)
        return v;
    Confirmation c = {"ConfirmMatch", "`Expression` does not match `Pattern`.", 2, v, "Pattern", form};
    return fail_confirmation(vm, args, c, tag);
}

BUILTIN(ConfirmAssert,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "ConfirmAssert[test] gives Null if test is True, and otherwise ends the Enclose around it.",
    .examples = EXAMPLES(">> Enclose[ConfirmAssert[1 < 2]; done]", "done", ">> Enclose[ConfirmAssert[1 > 2]; done, \"ConfirmationType\"]", "ConfirmAssert"))
{
    Val failed, tag = VAL_NONE, v;

    CHECK_CONFIRM_COUNT(S_ConfirmAssert, 1, 3);
    TRY(failed = confirm_tag(vm, args, &tag));
    if (!val_is_none(failed))
        return failed;
    TRY(v = vm_eval(vm, args.v[0]));
    if (val_is(v, S_True))
        return S_Null;
    Confirmation c = {"ConfirmAssert", "Assertion `HeldTest` failed.", 1, v, "HeldTest", expr1(vm_heap(vm), S_HoldForm, args.v[0])};
    return fail_confirmation(vm, args, c, tag);
}

BUILTIN(ConfirmQuiet,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "ConfirmQuiet[expr] gives the value of expr if that gave no message, and otherwise ends the Enclose around it; "
             "ConfirmQuiet[expr, {s1::t1, ...}] looks for these messages only.",
    .examples = EXAMPLES(">> Enclose[ConfirmQuiet[1/0], \"ConfirmationType\"]", "ConfirmQuiet", ">> Enclose[ConfirmQuiet[1 + 1]]", "2"))
{
    Val failed, tag = VAL_NONE, v, names = args.n >= 2 ? args.v[1] : S_All;
    MessageFrame quiet = {.outer = vm->message_frames, .quiet = VAL_NONE, .on = VAL_NONE, .watched = VAL_NONE};
    MessageFrame watch = {.outer = &quiet, .quiet = VAL_NONE, .on = VAL_NONE, .watched = VAL_NONE};

    CHECK_CONFIRM_COUNT(S_ConfirmQuiet, 1, 4);
    TRY(failed = confirm_tag(vm, args, &tag));
    if (!val_is_none(failed))
        return failed;
    if (val_is(names, S_All)) {
        quiet.quiet_all = watch.watch_all = true;
    } else {
        if (!val_is_plain_list(names))
            names = list_make(vm_heap(vm), 1, &names);
        quiet.quiet = watch.watched = names;
    }
    vm->message_frames = &watch;
    v = vm_eval(vm, args.v[0]);
    vm->message_frames = quiet.outer;
    TRY(v);
    if (!watch.seen)
        return v;
    return fail_confirmation(vm, args, (Confirmation){"ConfirmQuiet", "Messages were generated.", 2, v, NULL, VAL_NONE}, tag);
}
