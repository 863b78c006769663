/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * precision.c -- N, precision and accuracy.
 *
 * N of a numeric expression replaces its exact leaves by big reals of the working precision and
 * evaluates once; significance arithmetic tells how many digits are left, and if they are too few
 * it starts again with more.  Parts that are not numeric are kept, N goes into their arguments.
 */
#include "vm/builtin/certify.h"

#include <math.h>

#include "vm/math/numeric.h"
#include "vm/pattern/rules.h"

/* The N-values of [symbol] for [expr]; VAL_NONE where there are none. */
static Val n_rules(Vm *vm, Val symbol, Val expr, double digits)
{
    const Definition *d = definition_find(&vm->definitions, symbol);
    Heap *h = vm_heap(vm);
    Val x;

    if (LIKELY(d == NULL || d->rules[RULES_N] == NULL))
        return VAL_NONE;
    Val precision = digits == 0 ? S_MachinePrecision : val_real_new(h, digits);
    TRY(x = rule_set_apply(vm, d->rules[RULES_N], expr2(h, S_N, expr, precision)));
    if (val_is_none(x))
        TRY(x = rule_set_apply(vm, d->rules[RULES_N],
                               expr2(h, S_N, expr, expr2(h, S_List, precision, S_Infinity))));
    if (val_is_none(x))
        TRY(x = rule_set_apply(vm, d->rules[RULES_N], expr1(h, S_N, expr)));
    if (val_is_none(x))
        return x;
    TRY(x = vm_eval(vm, x));
    return val_is_number(x) ? num_n(h, x, digits) : x;
}

/* Exponents that N leaves exact: integers, and 1/2 and -1/2 so that roots stay roots. */
static bool exponent_stays(Val base, Val exp, bool numeric)
{
    if (val_is_integer(exp))
        return true;
    if (!val_is_rational(exp))
        return false;
    if (val_is_symbol(base) && val_is(base, S_E))
        return false;
    return numeric || (val_is(rat_denominator(exp), val_int(2)) && (num_is_one(rat_numerator(exp)) || num_is_minus_one(rat_numerator(exp))));
}

static bool holds(uint32_t attributes, size_t i)
{
    if (attributes & ATTR_N_HOLD_ALL)
        return true;
    return i == 0 ? (attributes & ATTR_N_HOLD_FIRST) != 0 : (attributes & ATTR_N_HOLD_REST) != 0;
}

/* The tree with its leaves replaced, not evaluated. */
static Val replace_leaves(Vm *vm, Val e, double digits)
{
    Heap *h = vm_heap(vm);
    Val x;

    if (val_is_number(e))
        return num_n(h, e, digits);
    if (val_is_symbol(e)) {
        const Builtin *b = val_symbol(e)->builtin;
        TRY(x = n_rules(vm, e, e, digits));
        if (!val_is_none(x))
            return x;
        if (b == NULL || b->numeric == NULL)
            return e;
        x = b->numeric(vm, digits);
        return val_is_not_mine(x) ? e : x;
    }
    if (!val_is_expr(e))
        return e;
    TRY(vm_check_stack(vm));
    Val head = expr_head(e);
    uint32_t attributes = 0;
    if (val_is_symbol(head)) {
        attributes = vm_attributes(vm, head);
        TRY(x = n_rules(vm, head, e, digits));
        if (!val_is_none(x))
            return x;
    }
    size_t n = expr_len(e);
    Expr *out = expr_new(h, head, n);
    for (size_t i = 0; i < n; i++) {
        x = expr_arg(e, i);
        if (!holds(attributes, i)
            && !(i == 1 && n == 2 && val_is(head, S_Power) && exponent_stays(expr_arg(e, 0), x, true)))
            TRY(x = replace_leaves(vm, x, digits));
        out->args[i] = x;
    }
    return expr_seal(out);
}

Val n_once(Vm *vm, Val e, double digits)
{
    Val x;

    TRY(x = replace_leaves(vm, e, digits));
    return vm_eval(vm, x);
}

static Val max_extra_precision(Vm *vm, double *extra)
{
    Val v = vm_symbol(vm, "$MaxExtraPrecision", strlen("$MaxExtraPrecision"));

    *extra = 50;
    TRY(v = vm_eval(vm, v));
    if (val_is_real_number(v))
        *extra = num_to_double(v);
    else if (val_is_infinite(v))
        *extra = 1e6;
    return v;
}

/* A numeric expression to [digits] digits. */
static Val n_adaptive(Vm *vm, Val e, double digits)
{
    Heap *h = vm_heap(vm);
    double extra = 2, most;
    Val x;

    TRY(max_extra_precision(vm, &most));
    x = math_n(h, e, digits, most);
    if (!val_is_none(x))
        return x;
    for (;;) {
        TRY(vm_poll(vm));
        TRY(x = n_once(vm, e, digits + extra));
        if (!val_is_number(x) || val_is_exact_real(x))
            return x;
        double precision = num_precision(x);
        if (precision >= digits || (val_is_real(cplx_re(x)) && precision == NUM_MACHINE_DIGITS))
            return num_n(h, x, digits);
        if (extra >= most + 2)
            break;
        double deficit = digits - precision + 3;
        extra = fmin(most + 2, fmax(2 * extra, extra + (precision == 0 ? 10 : deficit)));
    }
    Val limit = vm_symbol(vm, "$MaxExtraPrecision", strlen("$MaxExtraPrecision"));
    TRY(limit = vm_eval(vm, limit));
    Val args[] = {limit, e};
    vm_message(vm, S_N, "meprec", 2, args);
    return x;
}

static Val n_general(Vm *vm, Val e, double digits, bool held);

static Val n_assoc(Vm *vm, Val assoc, double digits, bool held)
{
    AssocBuilder b;
    AssocEntry entry;

    assoc_builder_start(&b, vm_heap(vm));
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &entry); ) {
        TRY(entry.value = n_general(vm, entry.value, digits, held || entry.delayed));
        assoc_builder_put(&b, entry);
    }
    return assoc_builder_finish(&b);
}

static Val n_arguments(Vm *vm, Val e, double digits, bool held)
{
    Heap *h = vm_heap(vm);
    Val head = expr_head(e), x;
    uint32_t attributes = 0;

    TRY(vm_check_stack(vm));
    if (val_is_symbol(head)) {
        attributes = vm_attributes(vm, head);
        TRY(x = n_rules(vm, head, e, digits));
        if (!val_is_none(x))
            return x;
    } else {
        TRY(head = n_general(vm, head, digits, held));
    }
    held = held || (attributes & ATTR_HOLD_ANY) != 0;
    size_t n = expr_len(e);
    Expr *out = expr_new(h, head, n);
    for (size_t i = 0; i < n; i++) {
        TRY(vm_poll(vm));
        x = expr_arg(e, i);
        if (!holds(attributes, i)
            && !(i == 1 && n == 2 && val_is(head, S_Power) && exponent_stays(expr_arg(e, 0), x, false)))
            TRY(x = n_general(vm, x, digits, held));
        out->args[i] = x;
    }
    return expr_seal(out);
}

static Val packed_to_reals(Heap *h, const Packed *p)
{
    Packed *r = packed_new(h, PACKED_REAL, p->rank, p->dims);

    if (r == NULL)
        return val_from_node(p);
    for (size_t i = 0; i < p->count; i++)
        r->data.reals[i] = (double)p->data.integers[i];
    return val_from_node(r);
}

static Val n_general(Vm *vm, Val e, double digits, bool held)
{
    Heap *h = vm_heap(vm);

    if (val_is_number(e))
        return num_n(h, e, digits);
    if (val_is_assoc(e))
        return n_assoc(vm, e, digits, held);
    if (val_is_packed(e)) {
        Packed *p = val_packed(e);
        if (digits == 0)
            return p->type == PACKED_INTEGER ? packed_to_reals(h, p) : e;
        Val list = packed_unpack(h, e);
        return val_is_none(list) ? e : n_general(vm, list, digits, held);
    }
    if (val_is_symbol(e))
        return replace_leaves(vm, e, digits);
    if (!val_is_expr(e))
        return e;
    if (!held && !val_is_plain_list(e) && val_is_numeric(vm, e))
        return digits == 0 ? n_once(vm, e, 0) : n_adaptive(vm, e, digits);
    return n_arguments(vm, e, digits, held);
}

Val n_value(Vm *vm, Val e, double digits)
{
    return n_general(vm, e, digits, false);
}

bool precision_read(Vm *vm, Val v, double *digits)
{
    if (val_is(v, S_MachinePrecision)) {
        *digits = 0;
        return true;
    }
    if (val_is_plus_infinity(v) || val_is(v, S_Infinity)) {
        *digits = INFINITY;
        return true;
    }
    if (!val_is_real_number(v) && val_is_numeric(vm, v)) {
        v = n_value(vm, v, 0);
        if (val_is_unwind(v))
            return false;
    }
    if (!val_is_real_number(v) || num_is_nan(v))
        return false;
    *digits = num_to_double(v);
    return isfinite(*digits);
}

/* Lowers every number's accuracy to [accuracy] at most. */
static Val limit_accuracy(Heap *h, Val number, const void *state)
{
    double accuracy = *(const double *)state;

    if (val_is_complex(number))
        return cplx_new(h, limit_accuracy(h, cplx_re(number), state), limit_accuracy(h, cplx_im(number), state));
    if (!val_is_big_real(number) || num_accuracy(number) <= accuracy)
        return number;
    double digits = num_precision(number) - num_accuracy(number) + accuracy;
    return num_to_big_real(h, number, digits > 0 ? digits : 0);
}

Val map_numbers(Vm *vm, Val e, NumberMap *f, const void *state)
{
    Heap *h = vm_heap(vm);
    Val x;

    if (val_is_number(e))
        return f(h, e, state);
    if (val_is_packed(e)) {
        Val list = packed_unpack(h, e);
        return val_is_none(list) ? e : map_numbers(vm, list, f, state);
    }
    if (val_is_assoc(e)) {
        AssocBuilder b;
        AssocEntry entry;
        assoc_builder_start(&b, h);
        for (AssocIter it = assoc_iter(e); assoc_next(&it, &entry); ) {
            TRY(entry.value = map_numbers(vm, entry.value, f, state));
            assoc_builder_put(&b, entry);
        }
        return assoc_builder_finish(&b);
    }
    if (!val_is_expr(e))
        return e;
    TRY(vm_check_stack(vm));
    TRY(x = map_numbers(vm, expr_head(e), f, state));
    Expr *out = NULL;
    if (!val_is(x, expr_head(e)))
        out = val_expr(expr_make(h, x, expr_len(e), expr_args(e)));
    for (size_t i = 0; i < expr_len(e); i++) {
        TRY(vm_poll(vm));
        Val a = expr_arg(e, i);
        TRY(x = map_numbers(vm, a, f, state));
        if (out == NULL && !val_is(x, a)) {
            out = expr_new(h, expr_head(e), expr_len(e));
            memcpy(out->args, expr_args(e), expr_len(e) * sizeof(Val));
        }
        if (out != NULL)
            out->args[i] = x;
    }
    return out == NULL ? e : expr_seal(out);
}

BUILTIN(N,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "expr_, n_:MachinePrecision",
    .packed  = true,
    .usage   = "N[expr] gives the numerical value of expr; N[expr, n] gives it with n digits of precision.",
    .messages = MESSAGES(
        "meprec", "Internal precision limit $MaxExtraPrecision = `1` reached while evaluating `2`.",
        "precbd", "Requested precision `1` is not a machine-sized real number between $MinPrecision and $MaxPrecision."),
    .examples = EXAMPLES(
        ">> N[1/4]",            "0.25",
        ">> N[x^2 + 3]",        "3. + x^2",
        ">> Precision[N[1/7, 30]]", "30.",
        ">> N[{1, a, 1/2}]",    "{1., a, 0.5}"))
{
    Val expr = args.v[0], p = args.v[1], x;
    double digits, accuracy = INFINITY;

    if (val_is_list(p) && list_len(p) == 2) {
        if (!precision_read(vm, list_item(vm_heap(vm), p, 1), &accuracy))
            return MESSAGE(vm, "precbd", p);
        p = list_item(vm_heap(vm), p, 0);
    }
    if (!precision_read(vm, p, &digits))
        return MESSAGE(vm, "precbd", p);
    if (digits == INFINITY) {
        if (accuracy == INFINITY)
            return expr;
        /* digits enough for the accuracy, whatever the size */
        TRY(x = n_value(vm, expr, 0));
        double size = val_is_number(x) && !num_is_zero(x) ? num_precision(x) - num_accuracy(x) : 20;
        digits = fmax(1, accuracy + size + 1);
    }
    if (digits < 0 || digits > 1e9)
        return MESSAGE(vm, "precbd", p);
    TRY(vm_check_length(vm, digits * 0.42, 1));
    TRY(x = n_value(vm, expr, digits));
    if (accuracy != INFINITY)
        TRY(x = map_numbers(vm, x, limit_accuracy, &accuracy));
    return x;
}

/* ---- precision and accuracy --------------------------------------------------------------- */

typedef struct Least { double value; bool machine, found; } Least;

/* The least precision (accuracy) of all numbers in [e]. */
static void least_of(Vm *vm, Val e, bool accuracy, Least *least)
{
    if (val_is_number(e)) {
        bool machine = !accuracy && (val_is_real(cplx_re(e)) || val_is_real(cplx_im(e)));
        double p = accuracy ? num_accuracy(e) : num_precision(e);
        if (p < least->value || (machine && p <= least->value)) {
            least->value = p;
            least->machine = machine;
        }
        return;
    }
    if (val_is_packed(e)) {
        Val list = packed_unpack(vm_heap(vm), e);
        if (!val_is_none(list))
            least_of(vm, list, accuracy, least);
        return;
    }
    if (!val_is_expr(e) || val_is_unwind(vm_check_stack(vm)))
        return;
    for (size_t i = 0; i < expr_len(e); i++)
        least_of(vm, expr_arg(e, i), accuracy, least);
}

BUILTIN(Precision,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .packed  = true,
    .usage   = "Precision[x] gives the number of significant decimal digits of x.",
    .examples = EXAMPLES(
        ">> Precision[1/2]",   "Infinity",
        ">> Precision[0.5]",   "MachinePrecision",
        ">> Precision[2.5`20]", "20."))
{
    Least least = {.value = INFINITY};

    least_of(vm, args.v[0], false, &least);
    TRY(vm_check_stack(vm));
    if (least.machine)
        return S_MachinePrecision;
    return least.value == INFINITY ? infinity_new(vm_heap(vm), val_int(1)) : val_real_new(vm_heap(vm), least.value);
}

BUILTIN(Accuracy,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .packed  = true,
    .usage   = "Accuracy[x] gives the number of significant decimal digits to the right of the decimal point in x.",
    .examples = EXAMPLES(
        ">> Accuracy[10]",        "Infinity",
        ">> Accuracy[100.`20]",   "18."))
{
    Least least = {.value = INFINITY};

    least_of(vm, args.v[0], true, &least);
    TRY(vm_check_stack(vm));
    return least.value == INFINITY ? infinity_new(vm_heap(vm), val_int(1)) : val_real_new(vm_heap(vm), least.value);
}

static Val set_precision(Heap *h, Val number, const void *state)
{
    double digits = *(const double *)state;

    if (digits == 0)
        return num_to_machine(h, number);
    return num_set_precision(h, number, digits);
}

static Val set_accuracy(Heap *h, Val number, const void *state)
{
    double accuracy = *(const double *)state, size;

    if (accuracy == INFINITY)
        return num_to_exact(h, number);
    if (val_is_complex(number))
        return cplx_new(h, set_accuracy(h, cplx_re(number), state), set_accuracy(h, cplx_im(number), state));
    if (num_is_zero(number))
        return real_from_digits(h, "0", 1, 10, 0, accuracy == 0 ? -1e-300 : -accuracy);
    Val big = num_to_big_real(h, number, 20);
    size = num_precision(big) - num_accuracy(big);
    if (size + accuracy <= 0)
        return real_from_digits(h, "0", 1, 10, 0, accuracy == 0 ? -1e-300 : -accuracy);
    return num_to_big_real(h, number, size + accuracy);
}

/* Symbols that stand for numbers get a value first: SetPrecision[GoldenRatio, 10]. */
static Val constants_to_numbers(Vm *vm, Val e, double digits)
{
    if (val_is_symbol(e) || (val_is_expr(e) && !val_is_plain_list(e) && val_is_numeric(vm, e)))
        return n_value(vm, e, digits == INFINITY ? 0 : digits);
    if (!val_is_expr(e))
        return e;
    TRY(vm_check_stack(vm));
    Heap *h = vm_heap(vm);
    Expr *out = expr_new(h, expr_head(e), expr_len(e));
    for (size_t i = 0; i < expr_len(e); i++) {
        TRY(out->args[i] = constants_to_numbers(vm, expr_arg(e, i), digits));
    }
    return expr_seal(out);
}

BUILTIN(SetPrecision,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "expr_, p_",
    .usage   = "SetPrecision[expr, p] gives expr with all its numbers set to have precision p.",
    .messages = MESSAGES("precbd", "Requested precision `1` is not a machine-sized real number between $MinPrecision and $MaxPrecision."),
    .examples = EXAMPLES(
        ">> SetPrecision[0.5, Infinity]", "1/2",
        ">> SetPrecision[3/4, 20]",       "0.75`20."))
{
    double digits;
    Val x = args.v[0];

    if (!precision_read(vm, args.v[1], &digits) || digits < 0)
        return MESSAGE(vm, "precbd", args.v[1]);
    if (digits != INFINITY) {
        TRY(vm_check_length(vm, digits * 0.42, 1));
        TRY(x = constants_to_numbers(vm, x, digits));
    }
    return map_numbers(vm, x, set_precision, &digits);
}

BUILTIN(SetAccuracy,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "expr_, a_",
    .usage   = "SetAccuracy[expr, a] gives expr with all its numbers set to have accuracy a.",
    .messages = MESSAGES("accbd", "Requested accuracy `1` is not a machine-sized real number."),
    .examples = EXAMPLES(">> SetAccuracy[3, 4]", "3.`4.477121254719663"))
{
    double accuracy;
    Val x = args.v[0];

    if (!precision_read(vm, args.v[1], &accuracy))
        return MESSAGE(vm, "accbd", args.v[1]);
    if (accuracy == 0 && val_is(args.v[1], S_MachinePrecision))
        accuracy = NUM_MACHINE_DIGITS;
    if (accuracy != INFINITY) {
        TRY(vm_check_length(vm, fabs(accuracy) * 0.42, 1));
        TRY(x = constants_to_numbers(vm, x, fmax(accuracy, 0) + 20));
    }
    return map_numbers(vm, x, set_accuracy, &accuracy);
}

static Val machine_digits(Vm *vm, double digits)
{
    Heap *h = vm_heap(vm);

    return digits == 0 ? val_real_new(h, NUM_MACHINE_DIGITS)
                       : num_to_big_real(h, val_real_new(h, NUM_MACHINE_DIGITS), digits);
}

static Val default_extra(Vm *vm)
{
    return val_real_new(vm_heap(vm), 50);
}

SYMBOL_AS(MaxExtraPrecision, "$MaxExtraPrecision",
    .attrs   = 0,
    .effects = EFFECT_STATE,
    .value   = default_extra,
    .usage   = "$MaxExtraPrecision gives the maximum number of extra digits of precision to be used in functions such as N.",
    .examples = EXAMPLES(">> $MaxExtraPrecision", "50."));

static Val machine_precision_value(Vm *vm)
{
    return val_real_new(vm_heap(vm), NUM_MACHINE_DIGITS);
}

SYMBOL_AS(MachinePrecision_, "$MachinePrecision",
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .value   = machine_precision_value,
    .usage   = "$MachinePrecision gives the number of decimal digits of precision of machine numbers.",
    .examples = EXAMPLES(">> $MachinePrecision", "15.954589770191003"));

static Val machine_epsilon_value(Vm *vm)
{
    return val_real_new(vm_heap(vm), 0x1p-52);
}

SYMBOL_AS(MachineEpsilon_, "$MachineEpsilon",
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .value   = machine_epsilon_value,
    .usage   = "$MachineEpsilon gives the difference between 1. and the next machine number above it.",
    .examples = EXAMPLES(">> $MachineEpsilon", "2.220446049250313*^-16"));

static Val max_machine_value(Vm *vm)
{
    return val_real_new(vm_heap(vm), 0x1.fffffffffffffp+1023);
}

SYMBOL_AS(MaxMachineNumber_, "$MaxMachineNumber",
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .value   = max_machine_value,
    .usage   = "$MaxMachineNumber is the largest machine number.",
    .examples = EXAMPLES(">> $MaxMachineNumber", "1.7976931348623157*^308"));

static Val min_machine_value(Vm *vm)
{
    return val_real_new(vm_heap(vm), 0x1p-1022);
}

SYMBOL_AS(MinMachineNumber_, "$MinMachineNumber",
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .value   = min_machine_value,
    .usage   = "$MinMachineNumber is the smallest positive machine number.",
    .examples = EXAMPLES(">> $MinMachineNumber", "2.2250738585072014*^-308"));

static Val max_machine_integer_value(Vm *vm)
{
    return int_from_i64(vm_heap(vm), INT64_MAX);
}

SYMBOL_AS(MaxMachineInteger_, "$MaxMachineInteger",
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .value   = max_machine_integer_value,
    .usage   = "$MaxMachineInteger gives the maximum integer that is represented in a single machine word.",
    .examples = EXAMPLES(">> $MaxMachineInteger", "9223372036854775807"));

static Val infinity_value(Vm *vm)
{
    return infinity_new(vm_heap(vm), val_int(1));
}

SYMBOL_AS(MaxPrecision_, "$MaxPrecision",
    .attrs   = 0,
    .effects = EFFECT_STATE,
    .value   = infinity_value,
    .usage   = "$MaxPrecision gives the maximum number of digits of precision to be allowed in arbitrary-precision numbers.",
    .examples = EXAMPLES(">> $MaxPrecision", "Infinity"));

static Val zero_value(__attribute__((unused)) Vm *vm)
{
    return val_int(0);
}

SYMBOL_AS(MinPrecision_, "$MinPrecision",
    .attrs   = 0,
    .effects = EFFECT_STATE,
    .value   = zero_value,
    .usage   = "$MinPrecision gives the minimum number of digits of precision to be allowed in arbitrary-precision numbers.",
    .examples = EXAMPLES(">> $MinPrecision", "0"));

SYMBOL(MachinePrecision,
    .attrs   = ATTR_CONSTANT | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .numeric = machine_digits,
    .usage   = "MachinePrecision is the precision of machine numbers, about 15.95 digits.",
    .examples = EXAMPLES(">> N[MachinePrecision]", "15.954589770191003"));
