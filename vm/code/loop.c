/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * loop.c -- the loop that runs bytecode.
 *
 * A call of a user's function pushes a frame here and never recurses in C.  Registers are windows on
 * one stack of values per VM: the arguments of a call are the first registers of the callee.  Whatever
 * an instruction cannot do on its fast path it hands to the evaluator as the expression it stands for.
 */
#include <math.h>

#include "vm/code/stack.h"
#include "vm/eval/builtin.h"
#include "vm/eval/limits.h"
#include "vm/eval/scope.h"
#include "vm/eval/steps.h"
#include "vm/num/number.h"

enum { FIRST_VALUES = 4096, FIRST_FRAMES = 256 };
struct CodeStack *code_stack_of(Vm *vm)
{
    if (vm->code_stack == NULL) {
        struct CodeStack *s = heap_alloc_root(sizeof *s);
        s->values = heap_alloc_root(FIRST_VALUES * sizeof(Val));
        s->size = FIRST_VALUES;
        s->frames = heap_alloc_root(FIRST_FRAMES * sizeof(Frame));
        s->frame_capacity = FIRST_FRAMES;
        vm->code_stack = s;
    }
    return vm->code_stack;
}

static COLD void grow_values(struct CodeStack *s, size_t need)
{
    size_t size = s->size;

    while (size < need)
        size *= 2;
    Val *values = heap_alloc_root(size * sizeof(Val));
    memcpy(values, s->values, s->size * sizeof(Val));
    heap_free_root(s->values);
    s->values = values;
    s->size = size;
}

static COLD void grow_frames(struct CodeStack *s)
{
    Frame *frames = heap_alloc_root(2 * s->frame_capacity * sizeof(Frame));

    memcpy(frames, s->frames, s->frame_capacity * sizeof(Frame));
    heap_free_root(s->frames);
    s->frames = frames;
    s->frame_capacity *= 2;
}

/* ---- slow paths: what is not immediate ---- */

static NOINLINE Val arithmetic_slow(Vm *vm, Opcode op, Val a, Val b)
{
    Heap *h = vm_heap(vm);
    Val v = VAL_NONE;

    if (val_is_number(a) && val_is_number(b) && !vm->operators_changed) {
        switch (op) {
        case OP_ADD: v = num_add(h, a, b); break;
        case OP_SUB: v = num_sub(h, a, b); break;
        case OP_MUL: v = num_mul(h, a, b); break;
        default:     v = num_pow_too_big(a, b) ? VAL_NONE : num_pow(h, a, b); break;
        }
        if (!val_is_none(v) && val_is_number(v))
            return v;
    }
    switch (op) {
    case OP_ADD: return vm_eval(vm, expr2(h, S_Plus, a, b));
    case OP_SUB: return vm_eval(vm, expr2(h, S_Plus, a, expr2(h, S_Times, val_int(-1), b)));
    case OP_MUL: return vm_eval(vm, expr2(h, S_Times, a, b));
    default:     return vm_eval(vm, expr2(h, S_Power, a, b));
    }
}

/* A sum or product of several: numbers in canonical order, as Plus and Times combine them. */
static Val combine(Vm *vm, Opcode op, size_t n, const Val *items)
{
    Heap *h = vm_heap(vm);
    Val sorted[32], v;
    bool numbers = !vm->operators_changed;

    for (size_t i = 0; i < n && numbers; i++) {
        size_t k = i;
        numbers = val_is_number(items[i]);
        for (; numbers && k > 0 && num_order(sorted[k - 1], items[i]) > 0; k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = items[i];
    }
    v = sorted[0];
    for (size_t i = 1; i < n && numbers; i++) {
        v = op == OP_SUM ? num_add(h, v, sorted[i]) : num_mul(h, v, sorted[i]);
        numbers = val_is_number(v);
    }
    return numbers ? v : vm_eval(vm, expr_make(h, op == OP_SUM ? S_Plus : S_Times, n, items));
}

static inline Val add_fast(Vm *vm, Val a, Val b)
{
    int64_t i;

    if (LIKELY(val_both_small(a, b) && !vm->operators_changed)) {
        i = val_small(a) + val_small(b);
        if (LIKELY(small_fits(i)))
            return val_int(i);
    } else if (val_is_flonum(a) && val_is_flonum(b) && !vm->operators_changed) {
        double d = val_real(a) + val_real(b);
        if (LIKELY(isfinite(d)))
            return val_real_new(vm_heap(vm), d);
    }
    return arithmetic_slow(vm, OP_ADD, a, b);
}

static inline Val sub_fast(Vm *vm, Val a, Val b)
{
    int64_t i;

    if (LIKELY(val_both_small(a, b) && !vm->operators_changed)) {
        i = val_small(a) - val_small(b);
        if (LIKELY(small_fits(i)))
            return val_int(i);
    } else if (val_is_flonum(a) && val_is_flonum(b) && !vm->operators_changed) {
        double d = val_real(a) - val_real(b);
        if (LIKELY(isfinite(d)))
            return val_real_new(vm_heap(vm), d);
    }
    return arithmetic_slow(vm, OP_SUB, a, b);
}

static inline Val mul_fast(Vm *vm, Val a, Val b)
{
    int64_t i;

    if (LIKELY(val_both_small(a, b) && !vm->operators_changed)) {
        if (LIKELY(!__builtin_mul_overflow(val_small(a), val_small(b), &i) && small_fits(i)))
            return val_int(i);
    } else if (val_is_flonum(a) && val_is_flonum(b) && !vm->operators_changed) {
        double d = val_real(a) * val_real(b);
        if (LIKELY(isfinite(d) && fabs(d) > 1e-300))
            return val_real_new(vm_heap(vm), d);
    }
    return arithmetic_slow(vm, OP_MUL, a, b);
}

static Val division(Vm *vm, Opcode op, Val a, Val b)
{
    if (val_both_small(a, b) && val_small(b) != 0 && !vm->operators_changed) {
        int64_t x = val_small(a), y = val_small(b), q = x / y, r = x % y;
        if (r != 0 && (r < 0) != (y < 0)) {
            q--;
            r += y;
        }
        if (op == OP_MOD)
            return val_int(r);
        if (small_fits(q))
            return val_int(q);
    }
    return vm_eval(vm, expr2(vm_heap(vm), op == OP_MOD ? S_Mod : S_Quotient, a, b));
}

/* Machine reals this close are for the evaluator to compare: it forgives the last bits. */
static inline bool nearly_equal(double x, double y)
{
    return fabs(x - y) <= 1e-11 * (fabs(x) + fabs(y));
}

/* True, False, or what the evaluator makes of it; UNWIND. */
static Val compare_slow(Vm *vm, Opcode op, Val a, Val b)
{
    Val head = op == OP_LT ? S_Less : op == OP_LE ? S_LessEqual : op == OP_GT ? S_Greater : op == OP_GE ? S_GreaterEqual
             : op == OP_EQ ? S_Equal : S_SameQ;

    if (op == OP_SAME && !vm->operators_changed)
        return val_same(a, b) ? S_True : S_False;
    if (val_is_flonum(a) && val_is_flonum(b) && !vm->operators_changed) {
        double x = val_real(a), y = val_real(b);
        if (!nearly_equal(x, y))
            return (op == OP_EQ ? false : op == OP_LT || op == OP_LE ? x < y : x > y) ? S_True : S_False;
    }
    return vm_eval(vm, expr2(vm_heap(vm), head, a, b));
}

static inline bool compare_integers(Opcode op, int64_t a, int64_t b)
{
    return op == OP_LT ? a < b : op == OP_LE ? a <= b : op == OP_GT ? a > b : op == OP_GE ? a >= b : a == b;
}

static inline Val compare(Vm *vm, Opcode op, Val a, Val b)
{
    if (LIKELY(val_both_small(a, b) && !vm->operators_changed)) {
        return compare_integers(op, val_small(a), val_small(b)) ? S_True : S_False;
    }
    return compare_slow(vm, op, a, b);
}

static Val part(Vm *vm, Val list, Val index)
{
    if (val_is_small(index) && val_is_expr(list) && !vm->operators_changed) {
        int64_t i = val_small(index), n = (int64_t)expr_len(list);
        if (i > 0 && i <= n)
            return expr_arg(list, (size_t)i - 1);
        if (i < 0 && -i <= n)
            return expr_arg(list, (size_t)(n + i));
    }
    return vm_eval(vm, expr2(vm_heap(vm), S_Part, list, index));
}

static Val unary(Vm *vm, Opcode op, Val a)
{
    if (!vm->operators_changed) {
        if (op == OP_LENGTH && val_is_expr(a))
            return val_int((int64_t)expr_len(a));
        if ((op == OP_EVENQ || op == OP_ODDQ) && val_is_small(a))
            return ((val_small(a) & 1) != 0) == (op == OP_ODDQ) ? S_True : S_False;
        if (op == OP_NOT && (val_is(a, S_True) || val_is(a, S_False)))
            return val_is(a, S_True) ? S_False : S_True;
    }
    Val head = op == OP_LENGTH ? S_Length : op == OP_EVENQ ? S_EvenQ : op == OP_ODDQ ? S_OddQ : S_Not;
    return vm_eval(vm, expr1(vm_heap(vm), head, a));
}

static Val eval_template(Vm *vm, const Template *t, const Val *registers)
{
    Val values[REGISTERS_MAX];

    for (size_t i = 0; i < t->n; i++) {
        values[i] = registers[t->registers[i]];
        val_share(values[i]);
    }
    Bindings b = {t->n, t->names, values};
    return vm_eval(vm, bindings_substitute(vm, &b, t->expr));
}

static Val set_variable(Vm *vm, Val symbol, Val v)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d != NULL && d->owner == vm->definitions.token && (d->attributes & ATTR_PROTECTED) == 0) {
        Definition *edit = (Definition *)d;
        edit->value = v;
        edit->value_delayed = false;
        vm_changed(vm, symbol);
        return v;
    }
    return vm_eval(vm, expr2(vm_heap(vm), S_Set, symbol, v));
}

static void scope_bind(Vm *vm, Val symbol, Val v)
{
    definition_edit(&vm->definitions, vm_heap(vm), symbol)->value = v;
    vm_changed(vm, symbol);
}

/* The variable's value is looked into and stays its own: an assignment to a part may go on in place. */
static Val part_of_variable(Vm *vm, Val symbol, Val index)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d != NULL && !val_is_none(d->value) && !d->value_delayed && val_is_small(index) && val_is_expr(d->value)
        && !vm->operators_changed && val_has_head(d->value, S_List)) {
        int64_t i = val_small(index), n = (int64_t)expr_len(d->value);
        if (i < 0)
            i += n + 1;
        if (i >= 1 && i <= n) {
            Val x = expr_arg(d->value, (size_t)i - 1);
            return val_is_inert(x) ? x : vm_eval(vm, x);
        }
    }
    return vm_eval(vm, expr2(vm_heap(vm), S_Part, symbol, index));
}

/* symbol[[index]] = v.  A list that only this variable holds is changed in place; the copy made otherwise
 * is such a list. */
static Val set_part(Vm *vm, Val symbol, Val index, Val v)
{
    Heap *h = vm_heap(vm);
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d == NULL || d->owner != vm->definitions.token || (d->attributes & ATTR_PROTECTED) || d->value_delayed
        || !val_is_small(index) || !val_has_head(d->value, S_List) || vm->operators_changed)
        return vm_eval(vm, expr2(h, S_Set, expr2(h, S_Part, symbol, index), v));
    int64_t i = val_small(index), n = (int64_t)expr_len(d->value);
    if (i < 0)
        i += n + 1;
    if (i < 1 || i > n || (val_flags(v) & FLAG_SPLICE))
        return vm_eval(vm, expr2(h, S_Set, expr2(h, S_Part, symbol, index), v));
    ((Definition *)d)->value = expr_set_owned(h, d->value, (size_t)i - 1, v);
    vm_changed(vm, symbol);
    return v;
}

/* list[[index]] = v for a list in a register: what the register holds then. */
static Val set_item(Vm *vm, Val list, Val index, Val v)
{
    Heap *h = vm_heap(vm);

    if (val_is_small(index) && val_has_head(list, S_List) && !vm->operators_changed && (val_flags(v) & FLAG_SPLICE) == 0) {
        int64_t i = val_small(index), n = (int64_t)expr_len(list);
        if (i < 0)
            i += n + 1;
        if (i >= 1 && i <= n)
            return expr_set_owned(h, list, (size_t)i - 1, v);
    }
    /* Anything else as the evaluator has it, with a variable for the time being. */
    Val name = symbol_intern(context_intern("Lyra`Private`", 13), "list", 4), done;
    const Definition *before = scope_enter(vm, name);
    scope_bind(vm, name, list);
    done = vm_eval(vm, expr2(h, S_Set, expr2(h, S_Part, name, index), v));
    if (!val_is_unwind(done))
        done = vm_eval(vm, name);
    scope_leave(vm, name, before);
    return done;
}

static Val append(Vm *vm, Val list, Val x)
{
    if (val_has_head(list, S_List) && (val_flags(x) & FLAG_SPLICE) == 0 && !vm->operators_changed
        && expr_len(list) < EXPR_LEN_MAX)
        return expr_append_owned(vm_heap(vm), list, x);
    return vm_call2(vm, S_Append, list, x);
}

/* AppendTo[symbol, x] whose value nobody wants. */
static Val append_to_variable(Vm *vm, Val symbol, Val x)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d == NULL || d->owner != vm->definitions.token || (d->attributes & ATTR_PROTECTED) || d->value_delayed
        || val_is_none(d->value) || !val_has_head(d->value, S_List) || (val_flags(x) & FLAG_SPLICE) || vm->operators_changed)
        return vm_eval(vm, expr2(vm_heap(vm), S_AppendTo, symbol, x));
    ((Definition *)d)->value = expr_append_owned(vm_heap(vm), d->value, x);
    vm_changed(vm, symbol);
    return x;
}

/* The number of steps of r[0] .. r[1] by r[2], or over the list r[1]; VAL_NONE where there is none. */
static Val count_steps(Vm *vm, const Val *r)
{
    if (val_is_list(r[1]))
        return val_int((int64_t)list_len(r[1]));
    Val n = steps_count(vm, r[0], r[1], r[2]);
    return val_is(n, S_Infinity) ? val_int(VAL_INT_MAX) : n;
}

static void first_step(Heap *h, Val *r, Val count)
{
    r[3] = r[0];
    if (val_is_list(r[1]) && list_len(r[1]) > 0)
        r[3] = list_item(h, r[1], 0);
    r[0] = count;
}

static Val next_step(Vm *vm, const Val *r)
{
    if (UNLIKELY(val_is_list(r[1]))) {
        size_t n = list_len(r[1]), left = (size_t)val_small(r[0]) - 1;
        return left == 0 ? S_Null : list_item(vm_heap(vm), r[1], n - left);
    }
    return add_fast(vm, r[3], r[2]);
}

static Val build_list(Vm *vm, size_t n, const Val *items)
{
    Val v = list_make(vm_heap(vm), n, items);

    return val_flags(v) & FLAG_SPLICE ? vm_eval(vm, v) : v;
}

/* Does the head of [v] match the constant of a typed blank? */
static inline bool has_head(Val v, Val head)
{
    if (val_is_small(v))
        return val_is(head, S_Integer);
    return val_same(val_is_expr(v) ? expr_head(v) : val_head(v), head);
}

/* List with n elements, to so many registers. */
static bool unpack(Vm *vm, Val v, size_t n, Val *to)
{
    v = val_unpacked(vm_heap(vm), v);
    if (!val_is_plain_list(v) || expr_len(v) != n)
        return false;
    for (size_t i = 0; i < n; i++)
        to[i] = expr_arg(v, i);
    return true;
}

/* Could the arguments make the call anything but a plain one? */
static bool needs_evaluator(const Vm *vm, size_t n, const Val *args)
{
    for (size_t i = 0; i < n; i++) {
        unsigned flags = val_flags(args[i]);
        if (flags & FLAG_SPLICE || (vm->up_values && flags & FLAG_LIVE))
            return true;
    }
    return false;
}

/* The code of a call head[args..]; NULL with the value (or UNWIND) in *value where there is none. */
static inline const Code *resolve_call(Vm *vm, Val head, size_t n, const Val *args, Val *value)
{
    const uint32_t plain = ATTR_PROTECTED | ATTR_READ_PROTECTED | ATTR_LOCKED | ATTR_TEMPORARY;
    const Definition *d = definition_find(&vm->definitions, head);

    if (LIKELY(d != NULL && d->rules[RULES_DOWN] != NULL && val_is_none(d->value) && (d->attributes & ~plain) == 0
               && !needs_evaluator(vm, n, args) && vm->depth < vm->recursion_limit)) {
        Val literal = rule_set_literal(d->rules[RULES_DOWN], head, n, args);
        if (!val_is_none(literal)) {
            *value = vm_eval(vm, literal);
            return NULL;
        }
        const Code *code = code_for(vm, head, d->rules[RULES_DOWN], n);
        if (LIKELY(code != NULL))
            return code;
    }
    *value = vm_eval(vm, expr_make(vm_heap(vm), head, n, args));
    return NULL;
}

#define R(i) registers[i]

/* After anything that may have run programs: the stack may have moved. */
#define RELOAD() (registers = s->values + base)

#define SET(i, x)                      \
    do {                               \
        Val value_ = (x);              \
        if (val_is_unwind(value_))     \
            goto unwind;               \
        RELOAD();                      \
        R(i) = value_;                 \
    } while (0)

/* The three-way jump: true skips both jumps that follow, false takes the first, else the second. */
#define BRANCH(op)                                                              \
    do {                                                                        \
        if (LIKELY(val_both_small(R(INS_A(i)), R(INS_B(i))) && !vm->operators_changed)) { \
            if (compare_integers(op, val_small(R(INS_A(i))), val_small(R(INS_B(i))))) \
                pc += 2;                                                        \
            break;                                                              \
        }                                                                       \
        Val test_ = compare_slow(vm, op, R(INS_A(i)), R(INS_B(i)));             \
        if (val_is_unwind(test_))                                               \
            goto unwind;                                                        \
        RELOAD();                                                               \
        if (val_is(test_, S_True)) {                                            \
            pc += 2;                                                            \
        } else if (!val_is(test_, S_False)) {                                   \
            R(INS_C(i)) = test_;                                                \
            pc += 1;                                                            \
        }                                                                       \
    } while (0)

Val code_execute(Vm *vm, const Code *code, const Val *args)
{
    struct CodeStack *s = code_stack_of(vm);
    size_t base = s->top, floor = s->frame_count;
    const Instruction *pc;
    Val *registers, v;
    Instruction i;

    if (base + code->registers > s->size)
        grow_values(s, base + code->registers);
    for (size_t k = 0; k < code->arguments; k++)        /* [args] may be NULL where there are none */
        s->values[base + k] = args[k];
    if (s->frame_count == s->frame_capacity)
        grow_frames(s);
    s->frames[s->frame_count++] = (Frame){.code = code, .base = base, .entry = true};
    s->top = base + code->registers;
    registers = s->values + base;
    pc = code->ins;

    static const void *const labels[] = {
#define OP(name, operands, what) &&do_##name,
#include "vm/code/opcodes.def"
#undef OP
    };
#define NEXT() do { i = *pc++; goto *labels[INS_OP(i)]; } while (0)
    NEXT();

do_MOVE:
    val_share(R(INS_B(i)));
    R(INS_A(i)) = R(INS_B(i));
    NEXT();
do_CONST:
    R(INS_A(i)) = code->constants[INS_K(i)];
    NEXT();
do_INT:
    R(INS_A(i)) = val_int(INS_I(i));
    NEXT();
do_VAR:
    SET(INS_A(i), vm_eval(vm, code->constants[INS_K(i)]));
    NEXT();
do_SETVAR:
    SET(INS_A(i), set_variable(vm, code->constants[INS_K(i)], R(INS_A(i))));
    NEXT();
do_EVAL:
    SET(INS_A(i), eval_template(vm, code->templates[INS_K(i)], registers));
    NEXT();
do_ADD:
    SET(INS_A(i), add_fast(vm, R(INS_B(i)), R(INS_C(i))));
    NEXT();
do_SUB:
    SET(INS_A(i), sub_fast(vm, R(INS_B(i)), R(INS_C(i))));
    NEXT();
do_MUL:
    SET(INS_A(i), mul_fast(vm, R(INS_B(i)), R(INS_C(i))));
    NEXT();
do_POW:
    SET(INS_A(i), arithmetic_slow(vm, OP_POW, R(INS_B(i)), R(INS_C(i))));
    NEXT();
do_ADDI: {
    int64_t sum = val_small(R(INS_B(i))) + (int8_t)INS_C(i);
    if (LIKELY(val_is_small(R(INS_B(i))) && small_fits(sum) && !vm->operators_changed))
        R(INS_A(i)) = val_int(sum);
    else
        SET(INS_A(i), arithmetic_slow(vm, OP_ADD, R(INS_B(i)), val_int((int8_t)INS_C(i))));
    NEXT();
}
do_SUM:
do_PRODUCT:
    SET(INS_A(i), combine(vm, INS_OP(i), INS_B(i), &R(INS_A(i))));
    NEXT();
do_MOD:
do_QUOTIENT:
    SET(INS_A(i), division(vm, INS_OP(i), R(INS_B(i)), R(INS_C(i))));
    NEXT();
do_PART:
    SET(INS_A(i), part(vm, R(INS_B(i)), R(INS_C(i))));
    NEXT();
do_LENGTH:
do_EVENQ:
do_ODDQ:
do_NOT:
    SET(INS_A(i), unary(vm, INS_OP(i), R(INS_B(i))));
    NEXT();
do_PARTVAR:
    SET(INS_A(i), part_of_variable(vm, R(INS_C(i)), R(INS_B(i))));
    NEXT();
do_SETPART:
    SET(INS_A(i), set_part(vm, R(INS_C(i)), R(INS_B(i)), R(INS_A(i))));
    NEXT();
do_SETITEM:
    SET(INS_C(i), set_item(vm, R(INS_C(i)), R(INS_B(i)), R(INS_A(i))));
    NEXT();
do_APPEND:
    SET(INS_A(i), append(vm, R(INS_A(i)), R(INS_B(i))));
    NEXT();
do_APPENDVAR:
    SET(INS_A(i), append_to_variable(vm, code->constants[INS_K(i)], R(INS_A(i))));
    NEXT();
do_COUNT:
    v = count_steps(vm, &R(INS_A(i)));
    if (UNLIKELY(val_is_unwind(v)))
        goto unwind;
    RELOAD();
    if (!val_is_none(v)) {
        first_step(vm_heap(vm), &R(INS_A(i)), v);
        pc++;
    }
    NEXT();
do_STEP:
    v = next_step(vm, &R(INS_A(i)));
    if (UNLIKELY(val_is_unwind(v)))
        goto unwind;
    RELOAD();
    R(INS_A(i)) = val_int(val_small(R(INS_A(i))) - 1);
    R(INS_A(i) + 3) = v;
    NEXT();
do_ENTER:
    R(INS_A(i)) = val_from_node(scope_enter(vm, code->constants[INS_K(i)]));
    NEXT();
do_BIND:
    scope_bind(vm, code->constants[INS_K(i)], R(INS_A(i)));
    NEXT();
do_LEAVE:
    scope_leave(vm, code->constants[INS_K(i)], (const Definition *)val_node(R(INS_A(i))));
    NEXT();
do_JUMP:
    pc += INS_J(i);
    NEXT();
do_LOOP:
    pc += INS_J(i);
    v = vm_poll(vm);
    if (UNLIKELY(val_is_unwind(v)))
        goto unwind;
    RELOAD();
    NEXT();
do_JNLT:
    BRANCH(OP_LT);
    NEXT();
do_JNLE:
    BRANCH(OP_LE);
    NEXT();
do_JNGT:
    BRANCH(OP_GT);
    NEXT();
do_JNGE:
    BRANCH(OP_GE);
    NEXT();
do_JNEQ:
    BRANCH(OP_EQ);
    NEXT();
do_JNSAME:
    BRANCH(OP_SAME);
    NEXT();
do_JNTRUE:
    v = R(INS_A(i));
    if (val_is(v, S_True))
        pc += 2;
    else if (!val_is(v, S_False))
        pc += 1;
    NEXT();
do_LT:
do_LE:
do_GT:
do_GE:
do_EQ:
do_SAME:
    SET(INS_A(i), compare(vm, INS_OP(i), R(INS_B(i)), R(INS_C(i))));
    NEXT();
do_BUILD:
    SET(INS_A(i), vm_eval(vm, expr_make(vm_heap(vm), R(INS_A(i)), INS_B(i), &R(INS_A(i) + 1))));
    NEXT();
do_LIST:
    SET(INS_A(i), build_list(vm, INS_B(i), &R(INS_A(i))));
    NEXT();

do_CALL: {
    size_t a = INS_A(i);
    const Code *callee = resolve_call(vm, R(a), INS_B(i), &R(a + 1), &v);
    if (callee == NULL) {
        SET(a, v);
        NEXT();
    }
    v = vm_poll(vm);
    if (UNLIKELY(val_is_unwind(v)))
        goto unwind;
    s->frames[s->frame_count - 1].pc = pc;
    s->frames[s->frame_count - 1].result = (int)a;
    base += a + 1;
    if (UNLIKELY(base + callee->registers > s->size))
        grow_values(s, base + callee->registers);
    if (UNLIKELY(s->frame_count == s->frame_capacity))
        grow_frames(s);
    s->frames[s->frame_count++] = (Frame){.code = callee, .base = base};
    s->top = base + callee->registers;
    vm->depth++;
    code = callee;
    registers = s->values + base;
    pc = code->ins;
    NEXT();
}

do_TAILCALL: {
    size_t a = INS_A(i), n = INS_B(i);
    v = vm_poll(vm);
    if (UNLIKELY(val_is_unwind(v)))
        goto unwind;
    if (UNLIKELY(++s->frames[s->frame_count - 1].tail_calls >= vm->iteration_limit)) {
        Val limit = val_int((int64_t)vm->iteration_limit);
        vm_message(vm, S_$IterationLimit, "itlim", 1, &limit);
        v = vm_terminated(vm, "IterationLimit");
        goto unwind;
    }
    const Code *callee = resolve_call(vm, R(a), n, &R(a + 1), &v);
    if (callee == NULL) {
        if (val_is_unwind(v))
            goto unwind;
        goto give;
    }
    RELOAD();
    memmove(registers, &R(a + 1), n * sizeof(Val));
    if (UNLIKELY(base + callee->registers > s->size))
        grow_values(s, base + callee->registers);
    s->frames[s->frame_count - 1].code = callee;
    s->top = base + callee->registers;
    code = callee;
    registers = s->values + base;
    pc = code->ins;
    NEXT();
}

do_RETURN:
    v = R(INS_A(i));
    val_share(v);
give: {
    /* The value of the frame is in v. */
    Frame *f = &s->frames[--s->frame_count];
    if (f->entry) {
        s->top = f->base;
        return v;
    }
    f--;
    vm->depth--;
    code = f->code;
    base = f->base;
    pc = f->pc;
    s->top = base + code->registers;
    RELOAD();
    R(f->result) = v;
    NEXT();
}

do_HEAD:
    if (has_head(R(INS_A(i)), code->constants[INS_K(i)]))
        pc++;
    NEXT();
do_LITERAL:
    if (val_same(R(INS_A(i)), code->constants[INS_K(i)]))
        pc++;
    NEXT();
do_MATCHSAME:
    if (val_same(R(INS_A(i)), R(INS_B(i))))
        pc++;
    NEXT();
do_UNPACK:
    if (unpack(vm, R(INS_A(i)), INS_B(i), &R(INS_C(i))))
        pc++;
    NEXT();
do_GUARD:
    if (val_is(R(INS_A(i)), S_True))
        pc++;
    NEXT();
do_NOMATCH:
    if (s->frames[s->frame_count - 1].entry && s->frames[s->frame_count - 1].tail_calls == 0) {
        s->top = base;
        s->frame_count--;
        return VAL_NONE;
    }
    v = expr_make(vm_heap(vm), code->symbol, code->arguments, registers);
    goto give;

unwind:
    /* Loops that it passes through put their variable back; the one that it is meant for ends or goes on. */
    RELOAD();
    for (size_t k = 0; k < code->loop_count; k++) {
        const LoopRange *l = &code->loops[k];
        size_t at = (size_t)(pc - code->ins) - 1;
        if (at < l->from || at >= l->to)
            continue;
        if (vm->unwind.kind == UNWIND_CONTINUE) {
            pc = code->ins + l->again;
            NEXT();
        }
        if (vm->unwind.kind == UNWIND_BREAK || (vm->unwind.kind == UNWIND_RETURN && val_is_none(vm->unwind.tag))) {
            R(l->result) = vm->unwind.kind == UNWIND_BREAK ? S_Null : vm->unwind.value;
            pc = code->ins + l->after;
            NEXT();
        }
        if (!val_is_none(l->variable))
            scope_leave(vm, l->variable, (const Definition *)val_node(R(l->kept)));
    }
    /* A Return ends the innermost function; anything else leaves them all. */
    if (vm->unwind.kind == UNWIND_RETURN && !s->frames[s->frame_count - 1].code->pure
        && (val_is_none(vm->unwind.tag) || val_is(vm->unwind.tag, s->frames[s->frame_count - 1].code->symbol))) {
        v = vm->unwind.value;
        goto give;
    }
    if (s->frame_count > floor + 1) {
        s->frame_count--;
        vm->depth--;
        Frame *f = &s->frames[s->frame_count - 1];
        base = f->base;
        code = f->code;
        pc = f->pc;
        s->top = base + code->registers;
        goto unwind;
    }
    s->top = s->frames[--s->frame_count].base;
    return UNWIND;
}
