/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * test_fns.c -- VerificationTest and TestReport: tests that users write of their programs.
 */
#include "vm/eval/builtin.h"
#include "vm/eval/limits.h"

/* What a TestReport gathers while it evaluates a file. */
typedef struct Gathering {
    struct Gathering *outer;
    Builder           results;
} Gathering;

/* The names of expected messages as a List of HoldForm[s::t]. */
static Val wanted_messages(Heap *h, Val spec)
{
    Builder b;

    builder_start(&b, h, S_List);
    if (val_is_call(spec, S_Hold, 1) || val_is_call(spec, S_HoldForm, 1))
        spec = expr_arg(spec, 0);
    size_t n = val_is_plain_list(spec) ? expr_len(spec) : 1;
    for (size_t i = 0; i < n; i++) {
        Val name = val_is_plain_list(spec) ? expr_arg(spec, i) : spec;
        if (val_has_head(name, S_MessageName) && expr_len(name) >= 2 && val_is_symbol(expr_arg(name, 1)))
            name = expr_with_arg(h, name, 1, text_from(h, symbol_name(expr_arg(name, 1))));
        builder_push(&b, val_is_call(name, S_HoldForm, 1) ? name : expr1(h, S_HoldForm, name));
    }
    return builder_finish(&b);
}

/* [input] inside the constraints that the options ask for. */
static Val constrained(Vm *vm, Args args, Val input, Val *expr)
{
    Heap *h = vm_heap(vm);
    Val seconds, bytes;

    *expr = input;
    TRY(seconds = option_get(vm, args, S_TimeConstraint));
    TRY(bytes = option_get(vm, args, S_MemoryConstraint));
    if (val_is_number(bytes))
        *expr = expr2(h, S_MemoryConstrained, *expr, bytes);
    if (val_is_number(seconds))
        *expr = expr2(h, S_TimeConstrained, *expr, seconds);
    return VAL_NONE;
}

/* Evaluates [expr] in silence; *heard: the messages that it gave. */
static Val eval_listening(Vm *vm, Val expr, Val *heard)
{
    MessageFrame frame = {.outer = vm->message_frames, .quiet_all = true, .quiet = VAL_NONE, .on = VAL_NONE, .watched = VAL_NONE,
                          .listens = true, .heard = list_make(vm_heap(vm), 0, NULL)};
    Val v;

    vm->message_frames = &frame;
    v = vm_eval(vm, expr);
    vm->message_frames = frame.outer;
    *heard = frame.heard;
    if (val_is_unwind(v) && vm->unwind.kind == UNWIND_THROW) {
        Val thrown[] = {vm->unwind.value, vm->unwind.tag};
        return expr1(vm_heap(vm), S_Hold, expr_make(vm_heap(vm), S_Throw, val_is_none(thrown[1]) ? 1 : 2, thrown));
    }
    if (val_is_unwind(v) && vm->unwind.kind == UNWIND_TERMINATED)
        return vm->unwind.value;
    return v;
}

static void gather(Vm *vm, Val result)
{
    Gathering *g = vm->state[STATE_TESTS];

    heap_keep(vm_heap(vm));
    if (g != NULL)
        builder_push(&g->results, result);
}

BUILTIN(VerificationTest,
    .attrs = ATTR_HOLD_ALL_COMPLETE | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .options = "MemoryConstraint -> Infinity, MetaInformation -> <||>, SameTest -> SameQ, TestID -> None, TimeConstraint -> Infinity",
    .usage = "VerificationTest[input, expected] tests whether the value of input is that of expected, by default True; "
             "VerificationTest[input, expected, {s1::t1, ...}] whether it gives these messages too.  The result is a TestResultObject.",
    .examples = EXAMPLES(">> VerificationTest[1 + 1, 2][\"Outcome\"]", "Success", ">> VerificationTest[1 + 1, 3][\"Outcome\"]", "Failure",
                         ">> VerificationTest[1/0, ComplexInfinity, {Power::infy}][\"Outcome\"]", "Success",
                         ">> VerificationTest[1/0, ComplexInfinity][\"Outcome\"]", "MessagesFailure"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    Val expr, value, expected = S_True, heard, wanted, same, id, verdict;
    AssocBuilder b;

    if (n < 1 || n > 3)
        return MESSAGE(vm, "argb", S_VerificationTest, val_int((int64_t)n), val_int(1), val_int(3));
    TRY(same = option_get(vm, args, S_SameTest));
    TRY(id = option_get(vm, args, S_TestID));
    TRY(constrained(vm, args, args.v[0], &expr));
    double start = vm_clock(vm);
    TRY(value = eval_listening(vm, expr, &heard));
    double seconds = vm_clock(vm) - start;
    if (n >= 2) {
        Val ignored;
        TRY(expected = eval_listening(vm, args.v[1], &ignored));
    }
    wanted = n == 3 ? wanted_messages(h, args.v[2]) : list_make(h, 0, NULL);
    TRY(verdict = vm_call2(vm, same, value, expected));
    const char *outcome = !val_is(verdict, S_True) ? "Failure" : !val_same(heard, wanted) ? "MessagesFailure" : "Success";
    assoc_builder_start(&b, h);
    assoc_builder_set(&b, text_from(h, "TestID"), id);
    assoc_builder_set(&b, text_from(h, "Outcome"), text_from(h, outcome));
    assoc_builder_set(&b, text_from(h, "Input"), expr1(h, S_HoldForm, args.v[0]));
    assoc_builder_set(&b, text_from(h, "ExpectedOutput"), expr1(h, S_HoldForm, expected));
    assoc_builder_set(&b, text_from(h, "ActualOutput"), expr1(h, S_HoldForm, value));
    assoc_builder_set(&b, text_from(h, "ExpectedMessages"), wanted);
    assoc_builder_set(&b, text_from(h, "ActualMessages"), heard);
    assoc_builder_set(&b, text_from(h, "AbsoluteTimeUsed"), val_real_new(h, seconds));
    Val result = expr1(h, S_TestResultObject, assoc_builder_finish(&b));
    gather(vm, result);
    return result;
}

/* obj[key] and obj["Properties"] of an object around an association. */
static Val object_apply(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val object = expr_head(args.expr);

    if (args.n != 1 || !val_is_expr(object) || expr_len(object) != 1 || !val_is_assoc(expr_arg(object, 0)))
        return NOT_MINE;
    AssocEntry e = assoc_find(expr_arg(object, 0), args.v[0]);
    if (!val_is_none(e.key))
        return e.value;
    if (val_is_string(args.v[0]) && text_is(args.v[0], "Properties"))
        return assoc_keys(h, expr_arg(object, 0));
    return expr2(h, S_Missing, text_from(h, "KeyAbsent"), args.v[0]);
}

SYMBOL(TestResultObject, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .apply = object_apply,
    .usage = "TestResultObject[...] is what VerificationTest gives; obj[\"Outcome\"] and obj[\"Properties\"] tell of it.");
SYMBOL(TestReportObject, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .apply = object_apply,
    .usage = "TestReportObject[...] is what TestReport gives; obj[\"TestsFailedCount\"] and obj[\"Properties\"] tell of it.");

static Val report_of(Heap *h, Val title, size_t n, const Val *results, double seconds)
{
    AssocBuilder all, b;
    int64_t count[4] = {0, 0, 0, 0};
    static const char *const outcomes[] = {"Success", "Failure", "MessagesFailure", "Error"};

    assoc_builder_start(&all, h);
    for (size_t i = 0; i < n; i++) {
        Val outcome = assoc_get(expr_arg(results[i], 0), text_from(h, "Outcome"));
        for (size_t k = 0; k < COUNT_OF(outcomes); k++)
            count[k] += !val_is_none(outcome) && val_is_string(outcome) && text_is(outcome, outcomes[k]);
        assoc_builder_set(&all, val_int((int64_t)i + 1), results[i]);
    }
    int64_t failed = count[1] + count[2] + count[3];
    assoc_builder_start(&b, h);
    assoc_builder_set(&b, text_from(h, "Title"), title);
    assoc_builder_set(&b, text_from(h, "TimeElapsed"), val_real_new(h, seconds));
    assoc_builder_set(&b, text_from(h, "TestsSucceededCount"), val_int(count[0]));
    assoc_builder_set(&b, text_from(h, "TestsFailedCount"), val_int(failed));
    assoc_builder_set(&b, text_from(h, "TestsFailedWrongResultsCount"), val_int(count[1]));
    assoc_builder_set(&b, text_from(h, "TestsFailedWithMessagesCount"), val_int(count[2]));
    assoc_builder_set(&b, text_from(h, "TestsFailedWithErrorsCount"), val_int(count[3]));
    assoc_builder_set(&b, text_from(h, "AllTestsSucceeded"), failed == 0 ? S_True : S_False);
    assoc_builder_set(&b, text_from(h, "TestResults"), assoc_builder_finish(&all));
    return expr1(h, S_TestReportObject, assoc_builder_finish(&b));
}

/* Evaluates a file; gives $Failed where it can't be read. */
static Val run_file(Vm *vm, Val file, Gathering *g)
{
    Val v;

    g->outer = vm->state[STATE_TESTS];
    builder_start(&g->results, vm_heap(vm), S_List);
    /* The items must not lie inside the structure, which the collector knows by its start only. */
    g->results.items = heap_alloc(vm_heap(vm), 16 * sizeof(Val));
    vm->state[STATE_TESTS] = g;
    v = vm_call1(vm, S_Get, file);
    vm->state[STATE_TESTS] = g->outer;
    return v;
}

BUILTIN(TestReport,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_STATE | EFFECT_IO, .args = "tests_",
    .usage = "TestReport[\"file\"] evaluates a file and counts the outcomes of the VerificationTests in it; TestReport[{t1, ...}] those of "
             "a list.  The result is a TestReportObject.",
    .messages = MESSAGES("noobj", "`1` is neither a file nor a list of test results."),
    .examples = EXAMPLES(">> TestReport[{VerificationTest[1 + 1, 2], VerificationTest[2, 3]}][\"TestsFailedCount\"]", "1"))
{
    Heap *h = vm_heap(vm);
    Val tests = args.v[0], v;
    double start = vm_clock(vm);

    if (val_is_string(tests)) {
        Gathering *g = heap_alloc(h, sizeof *g);
        TRY(v = run_file(vm, tests, g));
        if (val_is(v, S_$Failed) && g->results.n == 0)
            return v;
        return report_of(h, tests, g->results.n, g->results.items, vm_clock(vm) - start);
    }
    if (!val_is_plain_list(tests))
        return MESSAGE(vm, "noobj", tests);
    for (size_t i = 0; i < expr_len(tests); i++)
        if (!val_is_call(expr_arg(tests, i), S_TestResultObject, 1) || !val_is_assoc(expr_arg(expr_arg(tests, i), 0)))
            return MESSAGE(vm, "noobj", tests);
    return report_of(h, text_from(h, "Test Report"), expr_len(tests), expr_args(tests), vm_clock(vm) - start);
}
