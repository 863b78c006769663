/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * loop.c -- the loop that runs bytecode.
 *
 * A call of a user's function pushes a frame here and never recurses in C.  Registers are windows on
 * one stack of values per VM: the arguments of a call are the first registers of the callee.  Whatever
 * an instruction cannot do on its fast path it hands to the evaluator as the expression it stands for.
 */
#ifndef __clang__
/* Each instruction ends in a jump of its own, which the processor learns to predict. */
#pragma GCC optimize ("no-crossjumping", "no-gcse")
#endif

#include "vm/code/arguments.h"
#include "vm/code/cells.h"
#include "vm/code/fast.h"
#include "vm/code/gather.h"
#include "vm/code/operations.h"
#include "vm/code/park.h"
#include "vm/code/stack.h"
#include "vm/code/typed.h"
#include "vm/eval/builtin.h"
#include "vm/eval/eval.h"
#include "vm/eval/limits.h"
#include "vm/eval/scope.h"
#include "vm/eval/steps.h"

/* Does the head of [v] match the constant of a typed blank? */
static inline bool has_head(Val v, Val head)
{
    if (val_is_small(v))
        return val_is(head, S_Integer);
    Val own = val_is_expr(v) ? expr_head(v) : val_head(v);
    return val_is_symbol(head) ? val_is(own, head) : val_same(own, head);
}

/* List, or the head that was looked at before, with n elements, to so many registers. */
static bool unpack(Vm *vm, Val v, size_t n, Val *to)
{
    v = val_unpacked(vm_heap(vm), v);
    if (!val_is_expr(v) || expr_len(v) != n)
        return false;
    for (size_t i = 0; i < n; i++)
        to[i] = expr_arg(v, i);
    return true;
}

/* Most that is compared with {} is longer. */
ALWAYS_INLINE bool fits_literal(Val v, Val literal)
{
    if (val_is_symbol(literal) || val_is_small(literal))
        return val_is(v, literal);
    if (val_is_expr(v) && val_is_expr(literal) && expr_len(v) != expr_len(literal))
        return false;
    return val_same(v, literal);
}

/* What a rule without patterns gives for the call whose arguments these are; VAL_NONE where there is none. */
static Val literal_rule(Vm *vm, const Code *code, const Val *args)
{
    const Definition *d = definition_find(&vm->definitions, code->symbol);

    if (d == NULL || d->rules[RULES_DOWN] == NULL)
        return VAL_NONE;
    Val v = rule_set_literal(d->rules[RULES_DOWN], code->symbol, code->arguments, args);
    return val_is_none(v) || val_is_inert(v) ? v : vm_eval(vm, v);
}

/* The call of [code] that no rule is for: as evaluated as the evaluator leaves such a call, which tried the rules at [epoch]. */
static Val call_without_value(Vm *vm, const Code *code, const Val *args, uint32_t epoch)
{
    Val v = expr_make(vm_heap(vm), code->symbol, code->arguments, args);

    if (vm_may_have_up_values(vm, v) || (val_flags(v) & FLAG_SPLICE))
        return v;
    for (size_t i = 0; i < code->arguments; i++)
        if (!vm_is_settled(vm, args[i]))
            return v;
    val_expr(v)->stamp = epoch;
    return v;
}

/* The variable of the link takes another value: no more than that if it has one, and is ours to change. */
ALWAYS_INLINE bool set_in_place(Vm *vm, const Link *link, Val v)
{
    Definition *d = (Definition *)link->definition;

    if (UNLIKELY(d == NULL) || d->owner != vm->definitions.token || !definition_settable(d)
        || val_symbol(link->symbol)->is_operator)
        return false;
    d->value = v;
    vm_value_changed(vm, link->symbol);
    return true;
}

/* A symbol's value that nothing can change by evaluating it; VAL_NONE where it has none. */
ALWAYS_INLINE Val plain_value(const Link *link)
{
    const Definition *d = link->definition;

    return LIKELY(d != NULL && val_is_inert(d->value)) ? d->value : VAL_NONE;
}

static COLD Val iteration_limit(Vm *vm)
{
    Val limit = val_int((int64_t)vm->iteration_limit);

    vm_message(vm, S_$IterationLimit, "itlim", 1, &limit);
    return vm_terminated(vm, "IterationLimit");
}

#define R(i) registers[i]

/* After anything that may have run programs: the stacks may have moved. */
#define RELOAD() (frame = s->frame, registers = s->values + frame->base)

#define SET(i, x)                      \
    do {                               \
        Val value_ = (x);              \
        if (val_is_unwind(value_))     \
            goto unwind;               \
        RELOAD();                      \
        R(i) = value_;                 \
    } while (0)

/* r[A] by the fast way, or else the slow one. */
#define EITHER(fast, slow)                  \
    do {                                    \
        v = (fast);                         \
        if (LIKELY(!val_is_none(v)))        \
            R(INS_A(i)) = v;                \
        else                                \
            SET(INS_A(i), (slow));          \
        NEXT();                             \
    } while (0)

/* The frame's value is an operation on r[B] and [b]. */
#define GIVE(fast, op, b)                               \
    do {                                                \
        v = fast(vm, R(INS_B(i)), (b));                 \
        if (LIKELY(!val_is_none(v)))                    \
            goto give;                                  \
        v = operate_arithmetic(vm, op, R(INS_B(i)), (b)); \
        goto give_or_unwind;                            \
    } while (0)

/* The jump that follows, done at once. */
#define TAKE() (pc += INS_J(*pc) + 1)

#define POLL()                                  \
    do {                                        \
        v = vm_poll(vm);                        \
        if (UNLIKELY(val_is_unwind(v)))         \
            goto unwind;                        \
    } while (0)

/* The three-way jump: true skips both jumps that follow, false takes the first, else the second. */
#define BRANCH(op, a, b)                                    \
    do {                                                    \
        int holds_ = fast_compare(vm, op, a, b);            \
        if (LIKELY(holds_ >= 0)) {                          \
            if (holds_)                                     \
                pc += 2;                                    \
            else                                            \
                TAKE();                                     \
            NEXT();                                         \
        }                                                   \
        v = operate_compare(vm, op, a, b);                  \
        goto three_ways;                                    \
    } while (0)

#define OPERAND_I() val_int((int8_t)INS_B(i))

/* The loop has a section of its own, by whose ends an address in it is known (code_is_all). */
#define LOOP_SECTION __attribute__((noinline, section("lyra_bytecode")))
extern const char __start_lyra_bytecode[], __stop_lyra_bytecode[];

/* Is this the bytecode of a task itself, with no builtin below? */
static bool may_park(const struct CodeStack *s)
{
    const Frame *f = s->frame;

    if (!s->parkable)
        return false;
    while ((f->tail_calls & FRAME_ENTRY) == 0)
        f--;
    return f == s->frames + 1;
}

/* head[args..], all evaluated, for a builtin that may wait: PARKED where it does and nothing is below. */
static NOINLINE Val call_waiting(Vm *vm, Val head, size_t n, const Val *args)
{
    uint64_t all = 0;

    for (size_t i = 0; i < n; i++)
        if (val_is_pointer(args[i]))
            all |= node_word(val_node(args[i]));
    if (UNLIKELY((all & NODE_FLAGS(FLAG_SPLICE)) | (node_word_bloom(all) & vm->up_values)) || definition_find(&vm->definitions, head) != NULL)
        return vm_eval(vm, expr_make(vm_heap(vm), head, n, args));
    return code_call_waiting(vm, head, n, args, may_park(vm->code_stack));
}

/* Runs [code] on [args] in a new frame; NULL: goes on with the frames that are there, [resumed] being what
 * the last instruction gives. */
static LOOP_SECTION Val run(Vm *vm, const Code *code, const Val *args, Val resumed)
{
    struct CodeStack *s = code_stack_of(vm);
    Frame *frame = s->frame;
    const Instruction *pc;
    const Code *new_code;
    Val *registers, v;
    uint64_t i;                      /* a whole register: what is cut out of it indexes without being widened */
    size_t base = 0;

    if (UNLIKELY(code == NULL)) {
        code = frame->code;
        pc = frame->pc;
        registers = s->values + frame->base;
        goto enter;
    }
    if (frame != s->frames)
        base = frame->base + frame->code->registers;
    if (UNLIKELY(base + code->registers > (size_t)(s->values_end - s->values)))
        TRY(code_stack_grow_values(vm, base + code->registers));
    if (UNLIKELY(frame + 1 == s->frames_end)) {
        TRY(code_stack_grow_frames(vm));
        frame = s->frame;
    }
    registers = s->values + base;
    for (size_t k = 0; k < code->arguments; k++)        /* [args] may be NULL where there are none */
        registers[k] = args[k];
    s->frame = ++frame;
    *frame = (Frame){.code = code, .base = (uint32_t)base, .tail_calls = FRAME_ENTRY};
    pc = code->ins;

enter:;
    static const void *const labels[] = {
#define OP(name, operands, what) &&do_##name,
#include "vm/code/opcodes.def"
#undef OP
    };
#define NEXT() do { i = *pc++; goto *labels[INS_OP(i)]; } while (0)
    if (UNLIKELY(!val_is_none(resumed))) {
        if (val_is_unwind(resumed))
            goto unwind;
        SET(INS_A(pc[-1]), operate_given(vm, resumed));
    }
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
do_VAR: {
    Link *link = code->links[INS_K(i)];
    v = plain_value(link);
    if (LIKELY(!val_is_none(v))) {
        val_share(v);
        R(INS_A(i)) = v;
    } else if (link->bare) {
        R(INS_A(i)) = link->symbol;
    } else {
        link_resolve_value(vm, link);
        SET(INS_A(i), link->bare ? link->symbol : vm_eval(vm, link->symbol));
    }
    NEXT();
}
do_SETVAR: {
    Link *link = code->links[INS_K(i)];
    v = R(INS_A(i));
    if (UNLIKELY(!set_in_place(vm, link, v))) {
        SET(INS_A(i), operate_set(vm, link->symbol, v));
        link_resolve_value(vm, link);
    }
    if (UNLIKELY(!val_is_inert(v)))          /* what an assignment gives is evaluated again */
        SET(INS_A(i), vm_eval(vm, R(INS_A(i))));
    NEXT();
}
do_VALUE:
    v = code->constants[INS_K(i)];
    if (LIKELY(vm_stamp_holds(vm, shared_word(val_expr(v)->stamp), val_bloom(v)) || vm_settle_all(vm, v))) {
        R(INS_A(i)) = v;
        TAKE();
    } else {
        pc++;
    }
    NEXT();
do_EVAL:
    SET(INS_A(i), operate_template(vm, code->templates[INS_K(i)], registers));
    NEXT();
do_NAME:
    if (val_is_none(R(INS_A(i))))
        SET(INS_A(i), operate_name(vm, code->constants[INS_K(i)]));
    NEXT();
do_NAMEDSET:
    if (!val_is_none(R(INS_B(i)))) {
        v = operate_set(vm, R(INS_A(i)), R(INS_B(i)));
        if (UNLIKELY(val_is_unwind(v)))
            goto unwind;
        RELOAD();
    }
    NEXT();
do_UNPAIR:
    v = R(INS_A(i));
    if (LIKELY(val_is_expr(v) && expr_len(v) == 2)) {
        R(INS_A(i)) = expr_arg(v, 0);
        R(INS_B(i)) = expr_arg(v, 1);
    } else {
        R(INS_A(i)) = val_int(INS_C(i));
        R(INS_B(i)) = v;
    }
    NEXT();
do_ADD:
    EITHER(fast_add(vm, R(INS_B(i)), R(INS_C(i))), operate_arithmetic(vm, OP_ADD, R(INS_B(i)), R(INS_C(i))));
do_SUB:
    EITHER(fast_sub(vm, R(INS_B(i)), R(INS_C(i))), operate_arithmetic(vm, OP_SUB, R(INS_B(i)), R(INS_C(i))));
do_MUL:
    EITHER(fast_mul(vm, R(INS_B(i)), R(INS_C(i))), operate_arithmetic(vm, OP_MUL, R(INS_B(i)), R(INS_C(i))));
do_DIVIDE:
    EITHER(fast_divide(vm, R(INS_B(i)), R(INS_C(i))), operate_arithmetic(vm, OP_DIVIDE, R(INS_B(i)), R(INS_C(i))));
do_POW:
    SET(INS_A(i), operate_arithmetic(vm, OP_POW, R(INS_B(i)), R(INS_C(i))));
    NEXT();
do_ADDI:
    EITHER(fast_add(vm, R(INS_B(i)), val_int((int8_t)INS_C(i))),
           operate_arithmetic(vm, OP_ADD, R(INS_B(i)), val_int((int8_t)INS_C(i))));
do_MULI:
    v = R(INS_B(i));
    if (val_is_flonum(v) && INS_C(i) != 0 && !vm->operators_changed) {
        R(INS_A(i)) = val_real_new(vm_heap(vm), val_real(v) * (int8_t)INS_C(i));
        NEXT();
    }
    EITHER(fast_mul(vm, v, val_int((int8_t)INS_C(i))), operate_arithmetic(vm, OP_MUL, val_int((int8_t)INS_C(i)), R(INS_B(i))));
do_NEGMUL:
    v = fast_mul(vm, R(INS_B(i)), R(INS_C(i)));
    if (LIKELY(!val_is_none(v)))
        v = val_is_flonum(v) ? val_real_new(vm_heap(vm), -val_real(v)) : operate_arithmetic(vm, OP_MUL, val_int(-1), v);
    else
        v = operate_negated_product(vm, R(INS_B(i)), R(INS_C(i)));
    SET(INS_A(i), v);
    NEXT();
do_PARTOF:
    v = R(*pc++);
    EITHER(fast_part_of(vm, R(INS_B(i)), R(INS_C(i)), v), operate_part_of_number(vm, R(INS_B(i)), R(INS_C(i)), R(pc[-1])));
do_SUM:
do_PRODUCT:
    SET(INS_A(i), operate_combine(vm, INS_OP(i), INS_B(i), &R(INS_A(i))));
    NEXT();
do_SUM3:
    v = R(*pc++);
    EITHER(fast_three(vm, true, R(INS_B(i)), R(INS_C(i)), v),
           operate_combine(vm, OP_SUM, 3, (Val[]){R(INS_B(i)), R(INS_C(i)), R(pc[-1])}));
do_PRODUCT3: {
    Instruction last = *pc++;
    if (last & 256)
        SET(last & 255, operate_inverse(vm, R(last & 255)));
    EITHER(fast_three(vm, false, R(INS_B(i)), R(INS_C(i)), R(last & 255)),
           operate_combine(vm, OP_PRODUCT, 3, (Val[]){R(INS_B(i)), R(INS_C(i)), R(last & 255)}));
}
do_MOD:
do_QUOTIENT:
    v = R(INS_C(i));
    goto divide;
do_MODI:
do_QUOTIENTI:
    v = val_int((int8_t)INS_C(i));
divide: {
    Opcode op = INS_OP(i) == OP_MOD || INS_OP(i) == OP_MODI ? OP_MOD : OP_QUOTIENT;
    Val a = R(INS_B(i));
    if (LIKELY(val_both_small(a, v) && val_small(v) > 0 && !vm->operators_changed))
        R(INS_A(i)) = val_int(op == OP_MOD ? fast_mod(val_small(a), val_small(v)) : fast_quotient(val_small(a), val_small(v)));
    else
        SET(INS_A(i), operate_divide(vm, op, a, v));
    NEXT();
}
do_PARTI: {
    int64_t at = (int8_t)INS_C(i);
    v = R(INS_B(i));
    if (LIKELY(val_is_expr(v) && at > 0 && at <= (int64_t)expr_len(v) && !vm->operators_changed)) {
        v = expr_arg(v, (size_t)at - 1);
        val_share(v);
        if (LIKELY(val_is_inert(v)))
            R(INS_A(i)) = v;
        else
            SET(INS_A(i), vm_eval(vm, v));
    } else {
        SET(INS_A(i), operate_part(vm, v, val_int(at)));
    }
    NEXT();
}
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
do_ENTER:
    R(INS_A(i)) = val_from_node(scope_enter(vm, code->constants[INS_K(i)]));
    NEXT();
do_LEAVE:
    scope_leave(vm, code->constants[INS_K(i)], (const Definition *)val_node(R(INS_A(i))));
    NEXT();
do_JUMP:
    pc += INS_J(i);
    NEXT();
do_LOOP:
    pc += INS_J(i);
    POLL();
    NEXT();
do_JNLT:
    BRANCH(OP_LT, R(INS_A(i)), R(INS_B(i)));
do_JNLE:
    BRANCH(OP_LE, R(INS_A(i)), R(INS_B(i)));
do_JNGT:
    BRANCH(OP_GT, R(INS_A(i)), R(INS_B(i)));
do_JNGE:
    BRANCH(OP_GE, R(INS_A(i)), R(INS_B(i)));
do_JNEQ:
    BRANCH(OP_EQ, R(INS_A(i)), R(INS_B(i)));
do_JNUNEQ:
    BRANCH(OP_UNEQ, R(INS_A(i)), R(INS_B(i)));
do_JNSAME:
    BRANCH(OP_SAME, R(INS_A(i)), R(INS_B(i)));
do_JNUNSAME:
    BRANCH(OP_UNSAME, R(INS_A(i)), R(INS_B(i)));
do_JNLTI:
    BRANCH(OP_LT, R(INS_A(i)), OPERAND_I());
do_JNLEI:
    BRANCH(OP_LE, R(INS_A(i)), OPERAND_I());
do_JNGTI:
    BRANCH(OP_GT, R(INS_A(i)), OPERAND_I());
do_JNGEI:
    BRANCH(OP_GE, R(INS_A(i)), OPERAND_I());
do_JNEQI:
    BRANCH(OP_EQ, R(INS_A(i)), OPERAND_I());
do_JNUNEQI:
    BRANCH(OP_UNEQ, R(INS_A(i)), OPERAND_I());
do_JNEVEN:
do_JNODD:
    v = R(INS_A(i));
    if (LIKELY(val_is_small(v) && !vm->operators_changed)) {
        if (((v.w >> 1 & 1) != 0) == (INS_OP(i) == OP_JNODD))
            pc += 2;
        else
            TAKE();
        NEXT();
    }
    v = operate_unary(vm, INS_OP(i) == OP_JNODD ? OP_ODDQ : OP_EVENQ, v);
    goto three_ways;
do_JNTRUE:
    v = R(INS_A(i));
    if (val_is(v, S_True))
        pc += 2;
    else if (!val_is(v, S_False)) {
        val_share(v);
        R(INS_C(i)) = v;
        pc += 1;
    }
    NEXT();
three_ways:
    /* The value of a test is in v. */
    if (UNLIKELY(val_is_unwind(v)))
        goto unwind;
    RELOAD();
    if (val_is(v, S_True)) {
        pc += 2;
    } else if (!val_is(v, S_False)) {
        R(INS_C(i)) = v;
        pc += 1;
    }
    NEXT();
do_LT:
do_LE:
do_GT:
do_GE:
do_EQ:
do_SAME:
do_UNEQ:
do_UNSAME: {
    int holds = fast_compare(vm, INS_OP(i), R(INS_B(i)), R(INS_C(i)));
    if (LIKELY(holds >= 0))
        R(INS_A(i)) = val_bool(holds);
    else
        SET(INS_A(i), operate_compare(vm, INS_OP(i), R(INS_B(i)), R(INS_C(i))));
    NEXT();
}
do_BUILD:
    v = R(INS_A(i));
    if (UNLIKELY(val_is_symbol(v) && val_symbol(v)->builtin != NULL && val_symbol(v)->builtin->parks)) {
        v = call_waiting(vm, v, INS_B(i), &R(INS_A(i) + 1));
        if (val_is_parked(v)) {
            s->frame->pc = pc;
            return PARKED;
        }
    } else {
        v = operate_build(vm, v, INS_B(i), &R(INS_A(i) + 1));
    }
    SET(INS_A(i), v);
    NEXT();
do_WAIT: {
    Val parts[WAITING_MAX];
    for (unsigned k = 0; k < INS_A(i); k++) {
        parts[k] = R(waiting_argument(*pc, k));
        val_share(parts[k]);
    }
    pc++;
    v = call_waiting(vm, code->constants[INS_K(i)], INS_A(i), parts);
    if (val_is_parked(v)) {
        s->frame->pc = pc;
        return PARKED;
    }
    SET(INS_A(pc[-1]), v);
    NEXT();
}
do_BUILD1:
    SET(INS_A(i), operate_direct(vm, code->constants[*pc++], &R(INS_B(i))));
    NEXT();
do_LIST:
    SET(INS_A(i), operate_list(vm, INS_B(i), &R(INS_A(i))));
    NEXT();

do_CALLADDI: {
    Instruction from = *pc++;
    v = fast_add(vm, R(from & 255), val_int((int8_t)(from >> 8)));
    if (LIKELY(!val_is_none(v)))
        R(INS_A(i)) = v;
    else
        SET(INS_A(i), operate_arithmetic(vm, OP_ADD, R(from & 255), val_int((int8_t)(from >> 8))));
    goto do_CALL;
}
do_CALLR: {
    Link *link = code->links[INS_K(i)];
    uint32_t from = *pc++;
    const Code *callee = link->code;
    Val *window = &R(INS_A(i));
    if (UNLIKELY(callee == NULL)) {
        if (link->bare) {
            SET(INS_A(i), vm_eval_construct_from(vm, link->symbol, link->n, registers, from));
            NEXT();
        }
        move_arguments(link->n, window, registers, from);
        goto do_CALL;
    }
    if (UNLIKELY(!move_plain_arguments(vm, callee->arguments, window, registers, from)))
        goto do_CALL;
    registers = window;
    new_code = callee;
    goto called;
}
do_CALL: {
    Link *link = code->links[INS_K(i)];
    const Code *callee = link->code;
    registers += INS_A(i);
    if (callee == NULL && link->bare) {
        SET(INS_A(i), vm_eval_construct(vm, link->symbol, link->n, registers));
        NEXT();
    }
    if (UNLIKELY(callee == NULL))
        callee = link_resolve(vm, link);
    if (UNLIKELY(callee == NULL || !plain_arguments(vm, callee->arguments, registers))) {
        SET(INS_A(i), operate_call(vm, link->symbol, link->n, registers));
        NEXT();
    }
    new_code = callee;
}
called:
    /* The arguments of new_code are the first registers already. */
    if (UNLIKELY(vm->depth >= vm->recursion_limit)) {
        const Link *link = code->links[INS_K(i)];
        SET(INS_A(i), operate_call(vm, link->symbol, link->n, registers));
        NEXT();
    }
    if (may_be_typed(new_code)) {
        size_t base_now = (size_t)(registers - s->values);
        v = typed_recursion_call(vm, new_code, registers);
        if (!val_is_none(v)) {
            SET(INS_A(i), v);
            NEXT();
        }
        frame = s->frame;
        registers = s->values + base_now;
    }
    POLL();
    const Instruction *begin = rules_begin(new_code, registers);
    v = constant_at(vm, new_code, begin);
    if (!val_is_none(v)) {
        registers = s->values + frame->base;
        R(INS_A(i)) = v;
        NEXT();
    }
    if (UNLIKELY(registers + new_code->registers > s->values_end)) {
        size_t base_now = (size_t)(registers - s->values);
        v = code_stack_grow_values(vm, base_now + new_code->registers);
        if (val_is_unwind(v))
            goto unwind;
        registers = s->values + base_now;
    }
    if (UNLIKELY(frame + 1 == s->frames_end)) {
        v = code_stack_grow_frames(vm);
        if (val_is_unwind(v))
            goto unwind;
        frame = s->frame;
    }
    frame->pc = pc;
    frame++;
    frame->code = code = new_code;
    frame->base = (uint32_t)(registers - s->values);
    frame->tail_calls = 0;
    s->frame = frame;
    vm->depth++;
    pc = begin;
    NEXT();

do_TAILR: {
    const Link *link = code->links[INS_K(i)];
    uint32_t from = *pc++;
    if (link->code == NULL && link->bare) {
        v = vm_eval_construct_from(vm, link->symbol, link->n, registers, from);
        goto give_or_unwind;
    }
    move_arguments(link->n, &R(INS_A(i)), registers, from);
}
do_TAILCALL: {
    Link *link = code->links[INS_K(i)];
    Val *window = &R(INS_A(i));
    const Code *callee = link->code;
    if (callee == NULL && link->bare) {
        v = vm_eval_construct(vm, link->symbol, link->n, window);
        goto give_or_unwind;
    }
    POLL();
    if (UNLIKELY((++frame->tail_calls & ~FRAME_ENTRY) >= vm->iteration_limit)) {
        v = iteration_limit(vm);
        goto unwind;
    }
    if (UNLIKELY(callee == NULL))
        callee = link_resolve(vm, link);
    if (UNLIKELY(callee == NULL || !plain_arguments(vm, callee->arguments, window) || vm->depth >= vm->recursion_limit)) {
        v = operate_call(vm, link->symbol, link->n, window);
        goto give_or_unwind;
    }
    if (callee != code && may_be_typed(callee)) {
        v = typed_recursion_call(vm, callee, window);
        if (!val_is_none(v))
            goto give_or_unwind;
        RELOAD();
        window = &R(INS_A(i));
    }
    for (size_t k = 0; k < callee->arguments; k++)
        registers[k] = window[k];
    if (UNLIKELY(registers + callee->registers > s->values_end)) {
        v = code_stack_grow_values(vm, frame->base + callee->registers);
        if (val_is_unwind(v))
            goto unwind;
        registers = s->values + frame->base;
    }
    frame->code = code = callee;
    pc = callee->ins;
    NEXT();
}

do_RETURNADD:
    GIVE(fast_add, OP_ADD, R(INS_C(i)));
do_RETURNSUB:
    GIVE(fast_sub, OP_SUB, R(INS_C(i)));
do_RETURNMUL:
    GIVE(fast_mul, OP_MUL, R(INS_C(i)));
do_RETURNADDI:
    GIVE(fast_add, OP_ADD, val_int((int8_t)INS_C(i)));
give_or_unwind:
    if (UNLIKELY(val_is_unwind(v)))
        goto unwind;
    RELOAD();
    goto give;
do_RETURNI:
    v = val_int(INS_I(i));
    goto give;
do_RETURNK:
    v = code->constants[INS_K(i)];
    goto give;
do_RETURN:
    v = R(INS_A(i));
    val_share(v);
give:
    /* The value of the frame is in v: the caller's register for it is the first of ours. */
    if (UNLIKELY(frame->tail_calls & FRAME_ENTRY)) {
        s->frame = frame - 1;
        return v;
    }
    registers[0] = v;
    s->frame = --frame;
    vm->depth--;
    code = frame->code;
    pc = frame->pc;
    registers = s->values + frame->base;
    NEXT();

#include "vm/code/rules.def"
#include "vm/code/iterate.def"

unwind:
    /* Loops that it passes through put their variable back; the one that it is meant for ends or goes on. */
    RELOAD();
    for (size_t k = 0; k < code->loop_count; k++) {
        const LoopRange *l = &code->loops[k];
        size_t at = (size_t)(pc - code->ins) - 1;
        if (at < l->from || at >= l->to)
            continue;
        if (vm->unwind.kind == UNWIND_CONTINUE && !l->passes) {
            pc = code->ins + l->again;
            NEXT();
        }
        if (!l->passes
            && (vm->unwind.kind == UNWIND_BREAK || (vm->unwind.kind == UNWIND_RETURN && val_is_none(vm->unwind.tag)))) {
            R(l->result) = vm->unwind.kind == UNWIND_BREAK ? S_Null : vm->unwind.value;
            pc = code->ins + l->after;
            NEXT();
        }
        if (!val_is_none(l->variable))
            scope_leave(vm, l->variable, (const Definition *)val_node(R(l->kept)));
    }
    /* A Return ends the innermost function; anything else leaves them all. */
    if (vm->unwind.kind == UNWIND_RETURN && !code->pure
        && (val_is_none(vm->unwind.tag) || val_is(vm->unwind.tag, code->symbol))) {
        v = vm->unwind.value;
        goto give;
    }
    s->frame = frame - 1;
    if (frame->tail_calls & FRAME_ENTRY)
        return UNWIND;
    vm->depth--;
    frame--;
    code = frame->code;
    pc = frame->pc;
    goto unwind;
}

bool code_is_all(const Vm *vm, uintptr_t pc)
{
    const struct CodeStack *s = vm->code_stack;

    return pc >= (uintptr_t)__start_lyra_bytecode && pc < (uintptr_t)__stop_lyra_bytecode && vm->eval_frames == NULL
           && s != NULL && s->frame > s->frames && may_park(s);
}

Val code_execute(Vm *vm, const Code *code, const Val *args)
{
    Val v = may_be_typed(code) ? typed_recursion_call(vm, code, args) : VAL_NONE;

    return val_is_none(v) ? run(vm, code, args, VAL_NONE) : v;
}

Val code_execute_task(Vm *vm, const Code *code, const Val *args)
{
    struct CodeStack *s = code_stack_of(vm);

    s->parkable = true;
    Val v = run(vm, code, args, VAL_NONE);
    s->parkable = false;
    return v;
}

Val code_continue(Vm *vm, Val value)
{
    vm->code_stack->parkable = true;
    Val v = run(vm, NULL, NULL, value);
    vm->code_stack->parkable = false;
    return v;
}
