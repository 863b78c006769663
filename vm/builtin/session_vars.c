/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * session_vars.c -- the variables and history of a session: $RecursionLimit, $Line, In, Out, $Version.
 */
#include <unistd.h>

#include "vm/eval/builtin.h"
#include "vm/eval/history.h"
#include "vm/num/number.h"
#include "vm/pattern/rules.h"

enum { RECURSION_LIMIT_MIN = 20, ITERATION_LIMIT_MIN = 20 };

static Val infinity(Vm *vm)
{
    return expr1(vm_heap(vm), S_DirectedInfinity, val_int(1));
}

static Val limit_value(Vm *vm, size_t limit)
{
    return limit == SIZE_MAX ? infinity(vm) : val_int((int64_t)limit);
}

static Val set_limit(Vm *vm, Val symbol, Val v, size_t *limit, int64_t least)
{
    if (val_is_plus_infinity(v)) {
        *limit = SIZE_MAX;
        return S_Null;
    }
    if (!val_is_small(v) || val_small(v) < least) {
        Val args[] = {v};
        vm_message(vm, symbol, "limset", 1, args);
        return NOT_MINE;
    }
    *limit = (size_t)val_small(v);
    return S_Null;
}

static Val recursion_value(Vm *vm)         { return limit_value(vm, vm->recursion_limit); }
static Val recursion_assign(Vm *vm, Val v) { return set_limit(vm, S_$RecursionLimit, v, &vm->recursion_limit, RECURSION_LIMIT_MIN); }
static Val iteration_value(Vm *vm)         { return limit_value(vm, vm->iteration_limit); }
static Val iteration_assign(Vm *vm, Val v) { return set_limit(vm, S_$IterationLimit, v, &vm->iteration_limit, ITERATION_LIMIT_MIN); }

SYMBOL_AS(RecursionLimit_, "$RecursionLimit", .effects = EFFECT_STATE, .value = recursion_value, .assign = recursion_assign,
    .messages = MESSAGES(
        "limset", "Cannot set $RecursionLimit to `1`; value must be Infinity or an integer at least 20.",
        "reclim", "Recursion depth of `1` exceeded.",
        "reclim2", "Recursion depth of `1` exceeded during evaluation of `2`."),
    .usage = "$RecursionLimit is the largest depth of nested evaluations.");

SYMBOL_AS(IterationLimit_, "$IterationLimit", .effects = EFFECT_STATE, .value = iteration_value, .assign = iteration_assign,
    .messages = MESSAGES(
        "limset", "Cannot set $IterationLimit to `1`; value must be Infinity or an integer at least 20.",
        "itlim", "Iteration limit of `1` exceeded."),
    .usage = "$IterationLimit is the largest number of steps in which one expression may be rewritten.");

static Val history_value(Vm *vm)   { return limit_value(vm, vm->history_length); }

static Val history_assign(Vm *vm, Val v)
{
    Val done = set_limit(vm, S_$HistoryLength, v, &vm->history_length, 0);

    if (val_is(done, S_Null))
        history_trim(vm);
    return done;
}

SYMBOL_AS(HistoryLength_, "$HistoryLength", .effects = EFFECT_STATE, .value = history_value, .assign = history_assign,
    .messages = MESSAGES(
        "limset", "Cannot set $HistoryLength to `1`; value must be Infinity or an integer at least 0."),
    .usage = "$HistoryLength is the number of lines of which In and Out are kept.");

static Val line_value(Vm *vm)
{
    return val_int(vm->line);
}

static Val line_assign(Vm *vm, Val v)
{
    if (!val_is_small(v))
        return NOT_MINE;
    vm->line = val_small(v);
    return S_Null;
}

SYMBOL_AS(Line_, "$Line", .effects = EFFECT_STATE, .value = line_value, .assign = line_assign,
    .usage = "$Line is the number of the present line of input.");

static Val module_value(Vm *vm)
{
    return int_from_u64(vm_heap(vm), vm->module_number);
}

static Val module_assign(Vm *vm, Val v)
{
    if (!val_is_small(v) || val_small(v) <= 0)
        return NOT_MINE;
    vm->module_number = (uint64_t)val_small(v);
    return S_Null;
}

SYMBOL_AS(ModuleNumber_, "$ModuleNumber", .effects = EFFECT_STATE, .value = module_value, .assign = module_assign,
    .usage = "$ModuleNumber is the number that the next Module gives its variables.");

static Val version_value(Vm *vm)        { return text_from(vm_heap(vm), "Lyra " PACKAGE_VERSION " for Linux"); }
static Val version_number_value(Vm *vm) { return val_real_new(vm_heap(vm), 14.0); }
static Val release_value(Vm *vm)        { (void)vm; return val_int(0); }
static Val system_value(Vm *vm)         { return text_from(vm_heap(vm), "Linux x86 (64-bit)"); }
static Val system_id_value(Vm *vm)      { return text_from(vm_heap(vm), "Linux-x86-64"); }
static Val os_value(Vm *vm)             { return text_from(vm_heap(vm), "Unix"); }
static Val word_value(Vm *vm)           { (void)vm; return val_int(64); }
static Val byte_order_value(Vm *vm)     { (void)vm; return val_int(-1); }
static Val process_value(Vm *vm)        { (void)vm; return val_int(getpid()); }
static Val parent_value(Vm *vm)         { (void)vm; return val_int(getppid()); }

SYMBOL_AS(Version_, "$Version", .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .value = version_value,
    .usage = "$Version names the version of this program.");
SYMBOL_AS(VersionNumber_, "$VersionNumber", .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .value = version_number_value,
    .usage = "$VersionNumber is the version of the Wolfram Language that this program follows.");
SYMBOL_AS(ReleaseNumber_, "$ReleaseNumber", .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .value = release_value,
    .usage = "$ReleaseNumber is the release of $VersionNumber.");
SYMBOL_AS(System_, "$System", .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .value = system_value,
    .usage = "$System describes the type of computer.");
SYMBOL_AS(SystemID_, "$SystemID", .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .value = system_id_value,
    .usage = "$SystemID is a short name for the type of computer.");
SYMBOL_AS(OperatingSystem_, "$OperatingSystem", .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .value = os_value,
    .usage = "$OperatingSystem is the type of operating system.");
SYMBOL_AS(SystemWordLength_, "$SystemWordLength", .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .value = word_value,
    .usage = "$SystemWordLength is the number of bits of a machine word.");
SYMBOL_AS(ByteOrdering_, "$ByteOrdering", .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .value = byte_order_value,
    .usage = "$ByteOrdering is -1 where the least significant byte comes first.");
SYMBOL_AS(ProcessID_, "$ProcessID", .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .value = process_value,
    .usage = "$ProcessID is the number of this process.");
SYMBOL_AS(ParentProcessID_, "$ParentProcessID", .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .value = parent_value,
    .usage = "$ParentProcessID is the number of the process that started this one.");

static Val arguments_value(Vm *vm)
{
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (const char *const *a = vm->arguments; a != NULL && *a != NULL; a++)
        builder_push(&b, text_from(vm_heap(vm), *a));
    return builder_finish(&b);
}

SYMBOL_AS(ScriptCommandLine_, "$ScriptCommandLine", .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .value = arguments_value,
    .usage = "$ScriptCommandLine is the list of the script's name and its arguments.");
SYMBOL_AS(CommandLine_, "$CommandLine", .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .value = arguments_value,
    .usage = "$CommandLine is the list of the program's arguments.");

/* ---- history ---- */

static Val history(Vm *vm, Args args, Val symbol)
{
    int64_t line = vm->line - 1;
    Heap *h = vm_heap(vm);

    if (args.n == 1) {
        if (!val_is_small(args.v[0]))
            return NOT_MINE;
        int64_t k = val_small(args.v[0]);
        if (k > 0)
            return NOT_MINE;           /* a positive line is a rule of the symbol, or not there */
        line = vm->line + k;
    } else if (args.n > 1) {
        return NOT_MINE;
    }
    if (line <= 0)
        return expr1(h, symbol, val_int(line));
    const Definition *d = definition_find(&vm->definitions, symbol);
    Val v = d == NULL || d->rules[RULES_DOWN] == NULL ? VAL_NONE
                                                      : rule_set_apply(vm, d->rules[RULES_DOWN], expr1(h, symbol, val_int(line)));
    return val_is_none(v) ? expr1(h, symbol, val_int(line)) : v;
}

BUILTIN(Out,
    .attrs = ATTR_LISTABLE | ATTR_N_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "Out[n], written %n, is the value of line n; Out[] or % that of the last line, Out[-k] of the k-th before.",
    .examples = EXAMPLES(">> 5", "5", ">> % + 1", "6"))
{
    return history(vm, args, S_Out);
}

BUILTIN(In,
    .attrs = ATTR_LISTABLE | ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "In[n] is the input of line n, evaluated anew; In[] that of the last line.",
    .examples = EXAMPLES(">> Head[In]", "Symbol"))
{
    return history(vm, args, S_In);
}

BUILTIN(MemoryInUse,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE, .quiet_count = true,
    .usage = "MemoryInUse[] gives the number of bytes in use.",
    .examples = EXAMPLES(">> MemoryInUse[] > 0", "True"))
{
    return args.n == 0 ? val_int((int64_t)heap_used()) : NOT_MINE;
}

BUILTIN(MaxMemoryUsed,
    .attrs = ATTR_PROTECTED | ATTR_HOLD_ALL, .effects = EFFECT_STATE, .quiet_count = true,
    .usage = "MaxMemoryUsed[] gives the largest number of bytes that were in use.",
    .examples = EXAMPLES(">> MaxMemoryUsed[] > 0", "True"))
{
    return args.n == 0 ? val_int((int64_t)heap_peak()) : NOT_MINE;
}

BUILTIN(ByteCount,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "expr_",
    .usage = "ByteCount[expr] gives the number of bytes that expr takes when nothing of it is shared.",
    .examples = EXAMPLES(">> ByteCount[{1, 2, 3}] > ByteCount[{1}]", "True"))
{
    size_t bytes = 16;

    TRY(vm_check_stack(vm));
    if (val_is_string(args.v[0]))
        bytes = sizeof(Text) + text_bytes(args.v[0]);
    else if (val_is_expr(args.v[0])) {
        bytes = sizeof(Expr) + expr_len(args.v[0]) * sizeof(Val);
        for (size_t i = 0; i < expr_len(args.v[0]); i++) {
            Val x = vm_call1(vm, S_ByteCount, expr1(vm_heap(vm), S_Unevaluated, expr_arg(args.v[0], i)));
            TRY(x);
            bytes += (size_t)val_small(x);
        }
    }
    return val_int((int64_t)bytes);
}
