/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * loop.c -- the loop that runs bytecode.
 *
 * A call of a user's function pushes a frame here and never recurses in C.  Registers are windows on
 * one stack of values per VM: the arguments of a call are the first registers of the callee.  Whatever
 * an instruction cannot do on its fast path it hands to the evaluator as the expression it stands for.
 */
#include <math.h>

#include "vm/code/cells.h"
#include "vm/code/operations.h"
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
    return operate_arithmetic(vm, OP_ADD, a, b);
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
    return operate_arithmetic(vm, OP_SUB, a, b);
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
    return operate_arithmetic(vm, OP_MUL, a, b);
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
    return operate_compare(vm, op, a, b);
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
    const Definition *d = definition_find(&vm->definitions, head);

    if (LIKELY(d != NULL && d->rules[RULES_DOWN] != NULL && val_is_none(d->value) && (d->attributes & ~ATTR_PLAIN) == 0
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
        Val test_ = operate_compare(vm, op, R(INS_A(i)), R(INS_B(i)));             \
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
    SET(INS_A(i), operate_set(vm, code->constants[INS_K(i)], R(INS_A(i))));
    NEXT();
do_EVAL:
    SET(INS_A(i), operate_template(vm, code->templates[INS_K(i)], registers));
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
    SET(INS_A(i), operate_arithmetic(vm, OP_POW, R(INS_B(i)), R(INS_C(i))));
    NEXT();
do_ADDI: {
    int64_t sum = val_small(R(INS_B(i))) + (int8_t)INS_C(i);
    if (LIKELY(val_is_small(R(INS_B(i))) && small_fits(sum) && !vm->operators_changed))
        R(INS_A(i)) = val_int(sum);
    else
        SET(INS_A(i), operate_arithmetic(vm, OP_ADD, R(INS_B(i)), val_int((int8_t)INS_C(i))));
    NEXT();
}
do_SUM:
do_PRODUCT:
    SET(INS_A(i), operate_combine(vm, INS_OP(i), INS_B(i), &R(INS_A(i))));
    NEXT();
do_MOD:
do_QUOTIENT:
    SET(INS_A(i), operate_divide(vm, INS_OP(i), R(INS_B(i)), R(INS_C(i))));
    NEXT();
do_PART:
    SET(INS_A(i), operate_part(vm, R(INS_B(i)), R(INS_C(i))));
    NEXT();
do_LENGTH:
do_EVENQ:
do_ODDQ:
do_NOT:
    SET(INS_A(i), operate_unary(vm, INS_OP(i), R(INS_B(i))));
    NEXT();
do_PARTVAR:
    SET(INS_A(i), operate_part_of(vm, R(INS_C(i)), R(INS_B(i))));
    NEXT();
do_SETPART:
    SET(INS_A(i), operate_set_part(vm, R(INS_C(i)), R(INS_B(i)), R(INS_A(i))));
    NEXT();
do_SETITEM:
    SET(INS_C(i), operate_set_item(vm, R(INS_C(i)), R(INS_B(i)), R(INS_A(i))));
    NEXT();
do_APPEND:
    SET(INS_A(i), operate_append(vm, R(INS_A(i)), R(INS_B(i))));
    NEXT();
do_APPENDVAR:
    SET(INS_A(i), operate_append_to(vm, code->constants[INS_K(i)], R(INS_A(i))));
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
    operate_bind(vm, code->constants[INS_K(i)], R(INS_A(i)));
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
    SET(INS_A(i), operate_list(vm, INS_B(i), &R(INS_A(i))));
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

do_CELL:
    R(INS_A(i)) = VAL_NONE;
    R(INS_A(i) + 1) = code->constants[INS_K(i)];
    NEXT();
do_GETCELL: {
    const Definition *d = cell_definition(vm, R(INS_B(i)));
    if (LIKELY(d != NULL && !val_is_none(d->value) && val_is_inert(d->value))) {
        val_share(d->value);
        R(INS_A(i)) = d->value;
        NEXT();
    }
    R(INS_B(i)) = cell_find(vm, R(INS_B(i) + 1));
    SET(INS_A(i), vm_eval(vm, R(INS_B(i) + 1)));
    NEXT();
}
do_SETCELL: {
    Definition *d = cell_writable(vm, R(INS_B(i)));
    if (LIKELY(d != NULL)) {
        cell_write(vm, d, R(INS_B(i) + 1), R(INS_A(i)));
        NEXT();
    }
    SET(INS_A(i), operate_set(vm, R(INS_B(i) + 1), R(INS_A(i))));
    R(INS_B(i)) = cell_find(vm, R(INS_B(i) + 1));
    NEXT();
}
do_ADDCELL:
do_SUMCELL: {
    Definition *d = cell_writable(vm, R(INS_C(i)));
    if (LIKELY(d != NULL && val_both_small(d->value, R(INS_B(i))) && !vm->operators_changed)) {
        int64_t sum = val_small(d->value) + val_small(R(INS_B(i)));
        if (LIKELY(small_fits(sum))) {
            R(INS_A(i)) = val_int(sum);
            cell_write(vm, d, R(INS_C(i) + 1), val_int(sum));
            NEXT();
        }
    } else if (d != NULL && val_is_number(d->value) && val_is_number(R(INS_B(i))) && !vm->operators_changed) {
        R(INS_A(i)) = add_fast(vm, d->value, R(INS_B(i)));
        cell_write(vm, d, R(INS_C(i) + 1), R(INS_A(i)));
        NEXT();
    }
    SET(INS_A(i), cell_add_slow(vm, R(INS_C(i) + 1), R(INS_B(i)), INS_OP(i) == OP_SUMCELL));
    R(INS_C(i)) = cell_find(vm, R(INS_C(i) + 1));
    NEXT();
}
do_INCCELL: {
    Definition *d = cell_writable(vm, R(INS_B(i)));
    int64_t sum = d != NULL ? val_small(d->value) + (int8_t)INS_A(i) : 0;
    if (LIKELY(d != NULL && val_is_small(d->value) && small_fits(sum) && !vm->operators_changed)) {
        cell_write(vm, d, R(INS_B(i) + 1), val_int(sum));
        NEXT();
    }
    v = cell_increment_slow(vm, R(INS_B(i) + 1), code->constants[INS_C(i)]);
    if (UNLIKELY(val_is_unwind(v)))
        goto unwind;
    RELOAD();
    R(INS_B(i)) = cell_find(vm, R(INS_B(i) + 1));
    NEXT();
}
do_PARTCELL: {
    const Definition *d = cell_definition(vm, R(INS_C(i)));
    if (UNLIKELY(d == NULL)) {
        R(INS_C(i)) = cell_find(vm, R(INS_C(i) + 1));
    } else if (LIKELY(val_is_small(R(INS_B(i))) && val_is_plain_list(d->value) && !d->value_delayed)) {
        int64_t at = val_small(R(INS_B(i)));
        if (LIKELY(at >= 1 && at <= (int64_t)expr_len(d->value) && val_is_inert(expr_arg(d->value, (size_t)at - 1))
                   && !vm->operators_changed)) {
            R(INS_A(i)) = expr_arg(d->value, (size_t)at - 1);
            NEXT();
        }
    }
    SET(INS_A(i), operate_part_of(vm, R(INS_C(i) + 1), R(INS_B(i))));
    NEXT();
}
do_PUTCELL: {
    Definition *d = cell_writable(vm, R(INS_C(i)));
    if (UNLIKELY(d == NULL)) {
        R(INS_C(i)) = cell_find(vm, R(INS_C(i) + 1));
    } else if (LIKELY(cell_put(vm, d, R(INS_B(i)), R(INS_A(i))))) {
        vm_changed(vm, R(INS_C(i) + 1));
        NEXT();
    }
    SET(INS_A(i), operate_set_part(vm, R(INS_C(i) + 1), R(INS_B(i)), R(INS_A(i))));
    NEXT();
}
do_APPENDCELL:
    SET(INS_A(i), operate_append_to(vm, R(INS_B(i) + 1), R(INS_A(i))));
    NEXT();
do_FORPREP: {
    size_t a = INS_A(i);
    Val first;
    if (UNLIKELY(INS_B(i) != 0 && val_is_assoc(R(a + FOR_LAST))))
        R(a + FOR_LAST) = assoc_values(vm_heap(vm), R(a + FOR_LAST));
    v = for_prepare(vm, &R(a), INS_B(i) != 0, &first);
    if (UNLIKELY(val_is_unwind(v)))
        goto unwind;
    RELOAD();
    if (val_is_none(v))
        NEXT();
    R(a + FOR_LEFT) = v;
    R(a + FOR_VALUE) = first;
    R(a + FOR_CELL) = VAL_NONE;
    if (INS_B(i) == 0 || !val_is_list(R(a + FOR_LAST)))
        R(a + FOR_LAST) = v;
    pc += val_is(v, val_int(0)) ? 1 : 2;
    NEXT();
}
do_NOLOOP:
    SET(INS_A(i), operate_template_by_tree(vm, code->templates[INS_K(i)], registers));
    NEXT();
do_FORBIND:
    operate_bind(vm, R(INS_A(i) + FOR_SYMBOL), R(INS_A(i) + FOR_VALUE));
    R(INS_A(i) + FOR_CELL) = cell_find(vm, R(INS_A(i) + FOR_SYMBOL));
    NEXT();
do_FORNEXT: {
    Val *r = &R(INS_A(i));
    int64_t left = val_small(r[FOR_LEFT]) - 1, next;
    if (UNLIKELY(left <= 0)) {
        pc++;
        NEXT();
    }
    r[FOR_LEFT] = val_int(left);
    next = val_small(r[FOR_VALUE]) + val_small(r[FOR_STEP]);
    if (LIKELY(val_both_small(r[FOR_VALUE], r[FOR_STEP]) && val_is_small(r[FOR_LAST]) && small_fits(next))) {
        r[FOR_VALUE] = val_int(next);
    } else {
        v = for_next_slow(vm, r);
        if (UNLIKELY(val_is_unwind(v)))
            goto unwind;
        RELOAD();
        r = &R(INS_A(i));
        r[FOR_VALUE] = v;
    }
    if (!val_is_none(r[FOR_CELL])) {
        Definition *d = cell_definition(vm, r[FOR_CELL]);
        if (LIKELY(d != NULL)) {
            cell_write(vm, d, r[FOR_SYMBOL], r[FOR_VALUE]);
        } else {
            operate_bind(vm, r[FOR_SYMBOL], r[FOR_VALUE]);
            r[FOR_CELL] = cell_find(vm, r[FOR_SYMBOL]);
        }
    }
    v = vm_poll(vm);
    if (UNLIKELY(val_is_unwind(v)))
        goto unwind;
    i = *pc++;
    pc += INS_J(i);
    NEXT();
}

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
