/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_box.c -- between the values of the language and those of typed bytecode; calls out of it and into it.
 */
#include <math.h>

#include "vm/code/typed_runtime.h"
#include "vm/num/number.h"
#include "vm/pattern/match.h"

/* Arrays below this size are given as ordinary lists: most of what takes lists wants them so. */
enum { PLAIN_MAX = 64 };

size_t typed_width_of(size_t n, const TypedType *types)
{
    size_t width = 0;

    for (size_t i = 0; i < n; i++)
        width += typed_width(types[i]);
    return width;
}

const char *typed_name(TypedType t)
{
    switch ((TypedBase)t.base) {
    case TYPED_BOOL:    return "True or False";
    case TYPED_INT:     return "machine-size integer";
    case TYPED_REAL:    return "machine-size real number";
    case TYPED_COMPLEX: return "machine-size complex number";
    default:            return "value";
    }
}

TypedBase typed_base_of(Val pattern)
{
    if (val_has_head(pattern, S_Alternatives) && expr_len(pattern) == 2 && val_contains_symbol(pattern, S_True)
        && val_contains_symbol(pattern, S_False))
        return TYPED_BOOL;
    if (!val_is_call(pattern, S_Blank, 1))
        return TYPED_NONE;
    switch (symbol_switch(expr_arg(pattern, 0))) {
    case SYM_Integer: return TYPED_INT;
    case SYM_Real:    return TYPED_REAL;
    case SYM_Complex: return TYPED_COMPLEX;
    default:          return TYPED_NONE;
    }
}

static bool unbox_real(Val v, bool exact, double *to)
{
    if (val_is_real(v))
        *to = val_real(v);
    else if (exact || !val_is_real_number(v))
        return false;
    else
        *to = num_to_double(v);
    return isfinite(*to);
}

static bool unbox_scalar(Val v, TypedBase base, bool exact, Slot *to)
{
    switch (base) {
    case TYPED_BOOL:
        to->i = val_is(v, S_True);
        return to->i || val_is(v, S_False);
    case TYPED_INT:
        return val_is_integer(v) && int_fits_i64(v, &to->i);
    case TYPED_REAL:
        return unbox_real(v, exact, &to->d);
    case TYPED_COMPLEX:
        if (!val_is_number(v) || (exact && !val_is_complex(v)))
            return false;
        return unbox_real(cplx_re(v), exact, &to[0].d) && (val_is_complex(v) || !exact)
               && (val_is_complex(v) ? unbox_real(cplx_im(v), exact, &to[1].d) : (to[1].d = 0, true));
    default:
        return false;
    }
}

/* The dimensions down the first elements; false where there are fewer levels than [rank]. */
static bool dimensions(Val v, size_t rank, size_t *dims)
{
    for (size_t i = 0; i < rank; i++) {
        if (val_is_none(v) || !val_is_plain_list(v)) {
            dims[i] = 0;
            if (!val_is_none(v))
                return false;
            continue;
        }
        dims[i] = expr_len(v);
        v = dims[i] > 0 ? expr_arg(v, 0) : VAL_NONE;
    }
    return true;
}

static bool fill(Val v, const Packed *p, size_t level, size_t *at, TypedBase base, bool exact)
{
    unsigned width = base == TYPED_COMPLEX ? 2 : 1;

    if (level == p->rank) {
        Slot s[2];
        if (!unbox_scalar(v, base, exact, s))
            return false;
        memcpy((Slot *)&((Packed *)p)->data + width * (*at)++, s, width * sizeof(Slot));
        return true;
    }
    if (!val_is_plain_list(v) || expr_len(v) != p->dims[level])
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (!fill(expr_arg(v, i), p, level + 1, at, base, exact))
            return false;
    return true;
}

static bool unbox_array(Heap *h, Val v, TypedType type, bool exact, Slot *to)
{
    size_t dims[TYPED_RANK_MAX], at = 0;

    if (val_is_packed(v)) {
        Packed *p = val_packed(v);
        TypedBase base = typed_base(p);
        if (p->rank != type.rank || (base != type.base && (exact || base > type.base)))
            return false;
        to->t = base == type.base ? p : typed_widen(h, p, (TypedBase)type.base);
        return to->t != NULL;
    }
    if (type.base == TYPED_BOOL || !dimensions(v, type.rank, dims))
        return false;
    to->t = packed_new(h, typed_packed((TypedBase)type.base), type.rank, dims);
    return to->t != NULL && fill(v, to->t, 0, &at, (TypedBase)type.base, exact);
}

bool typed_unbox(Heap *h, Val v, TypedType type, bool exact, Slot *to)
{
    if (type.rank > 0)
        return type.rank <= TYPED_RANK_MAX && unbox_array(h, val_is_packed(v) && val_packed(v)->count == 0 ? packed_unpack(h, v) : v, type, exact, to);
    return unbox_scalar(v, (TypedBase)type.base, exact, to);
}

TypedType typed_type_of(Val v)
{
    if (val_is_small(v))
        return typed_type(TYPED_INT, 0);
    if (val_is_real(v))
        return typed_type(TYPED_REAL, 0);
    return typed_type(val_is_complex(v) && val_is_real(cplx_re(v)) ? TYPED_COMPLEX : TYPED_NONE, 0);
}

Val typed_box(Heap *h, TypedType type, const Slot *from)
{
    if (type.rank > 0) {
        Val v = val_from_node(from->t);
        return from->t->count < PLAIN_MAX ? packed_unpack(h, v) : v;
    }
    switch ((TypedBase)type.base) {
    case TYPED_BOOL:
        return val_bool(from->i != 0);
    case TYPED_INT:
        return small_fits(from->i) ? val_int(from->i) : int_from_i64(h, from->i);
    case TYPED_REAL:
        return val_real_new(h, from->d);
    case TYPED_COMPLEX:
        return cplx_new(h, val_real_new(h, from[0].d), val_real_new(h, from[1].d));
    default:
        return S_Null;
    }
}

void typed_enter(const TypedCode *code, Slot *frame)
{
    size_t first = code->slots - code->constant_count;

    memset(frame, 0, first * sizeof(Slot));
    if (code->constant_count > 0)
        memcpy(frame + first, code->constants, code->constant_count * sizeof(Slot));
}

/* Infinite and undefined values never leave: the evaluator says what they are. */
static bool is_finite(TypedType type, const Slot *s)
{
    if (type.base != TYPED_REAL && type.base != TYPED_COMPLEX)
        return type.rank == 0 || s->t != NULL;
    if (type.rank == 0)
        return isfinite(s[0].d) && (type.base == TYPED_REAL || isfinite(s[1].d));
    if (s->t == NULL)
        return false;
    size_t n = s->t->count * (type.base == TYPED_COMPLEX ? 2 : 1);
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += s->t->data.reals[i] - s->t->data.reals[i];
    return sum == 0;
}

/* ---- out of typed code ------------------------------------------------------------------------ */

static Val box_operand(Heap *h, const TypedExtern *e, size_t i, const Slot *frame)
{
    const Slot *s = &frame[e->slots[i]];

    if (e->types[i].rank == 0)
        return typed_box(h, e->types[i], s);
    if (s->t == NULL)
        return VAL_NONE;
    Slot copy = {.t = e->copied[i] ? typed_copy(h, s->t) : s->t};
    return copy.t == NULL ? VAL_NONE : typed_box(h, e->types[i], &copy);
}

static void say_type(Vm *vm, Val expr, TypedType type)
{
    Heap *h = vm_heap(vm);
    const char *name = typed_name(type);

    if (type.rank == 0)
        vm_message(vm, S_CompiledFunction, "cfse", 2, (Val[]){expr, text_new(h, name, strlen(name))});
    else
        vm_message(vm, S_CompiledFunction, "cfte", 3, (Val[]){expr, val_int(type.rank), text_new(h, name, strlen(name))});
}

/* Runs the code in a frame of its own; its arguments are of its types. */
static TypedStatus call_code(Vm *vm, const TypedCode *code, const TypedExtern *e, Slot *frame)
{
    Slot callee[code->slots];
    size_t at, n = 0;
    TypedStatus s;

    if (val_is_unwind(vm_check_stack(vm)))
        return TYPED_UNWIND;
    typed_enter(code, callee);
    for (size_t i = 0; i < e->n; i++) {
        if (e->types[i].rank > 0 && frame[e->slots[i]].t == NULL)
            return TYPED_NUMERIC;
        callee[n++] = frame[e->slots[i]];
        if (typed_width(e->types[i]) == 2)
            callee[n++] = frame[e->slots[i] + 1];
    }
    vm->depth++;
    s = typed_run(vm, code, callee, &at);
    vm->depth--;
    if (s != TYPED_DONE)
        return s;
    if (!is_finite(code->result, &callee[code->result_slot]))
        return TYPED_NUMERIC;
    frame[e->to] = callee[code->result_slot];
    if (typed_width(code->result) == 2)
        frame[e->to + 1] = callee[code->result_slot + 1];
    return TYPED_DONE;
}

/* A symbol whose value is a compiled function of these types: called without the evaluator. */
static TypedStatus call_symbol(Vm *vm, const TypedExtern *e, Slot *frame, bool *done)
{
    const Definition *d = definition_find(&vm->definitions, e->head);
    const TypedCode *code;

    *done = false;
    if (d == NULL || val_is_none(d->value) || d->value_delayed || !val_has_head(d->value, S_CompiledFunction))
        return TYPED_DONE;
    code = typed_code_of(vm, d->value);
    if (code == NULL || code->arguments != e->n || !typed_same(code->result, e->result) || vm->depth >= vm->recursion_limit)
        return TYPED_DONE;
    for (size_t i = 0; i < e->n; i++)
        if (!typed_same(code->types[i], e->types[i]) || (e->types[i].rank > 0 && (frame[e->slots[i]].t == NULL || e->copied[i])))
            return TYPED_DONE;
    TypedStatus s = call_code(vm, code, e, frame);
    if (s == TYPED_UNWIND)
        return s;
    *done = s == TYPED_DONE;
    return TYPED_DONE;
}

TypedStatus typed_external(Vm *vm, const TypedExtern *e, Slot *frame)
{
    Heap *h = vm_heap(vm);
    Val values[e->n + 1], v, expr;
    bool done;

    if (val_is_none(e->expr) && val_is_symbol(e->head)) {
        TypedStatus s = call_symbol(vm, e, frame, &done);
        if (s != TYPED_DONE || done)
            return s;
    }
    for (size_t i = 0; i < e->n; i++) {
        values[i] = box_operand(h, e, i, frame);
        if (val_is_none(values[i]))
            return TYPED_NUMERIC;
    }
    if (val_is_none(e->expr)) {
        expr = expr_make(h, e->head, e->n, values);
    } else {
        Bindings b = {e->n, e->names, values};
        expr = bindings_substitute(vm, &b, e->expr);
    }
    v = vm_eval(vm, expr);
    if (val_is_unwind(v))
        return TYPED_UNWIND;
    if (e->result.base == TYPED_NONE)
        return TYPED_DONE;
    if (typed_unbox(h, v, e->result, false, &frame[e->to]))
        return TYPED_DONE;
    say_type(vm, v, e->result);
    return TYPED_EXTERNAL;
}

TypedStatus typed_call_extern(Vm *vm, const TypedExtern *e, Slot *frame)
{
    const TypedCode *code = typed_code_of(vm, e->head);

    return code == NULL ? TYPED_NUMERIC : call_code(vm, code, e, frame);
}

/* ---- into it ----------------------------------------------------------------------------------- */

TypedStatus typed_call(Vm *vm, const TypedCode *code, const Slot *arguments, Slot *result, size_t *at)
{
    Slot frame[code->slots];
    TypedStatus s;

    typed_enter(code, frame);
    memcpy(frame, arguments, typed_width_of(code->arguments, code->types) * sizeof(Slot));
    s = typed_run(vm, code, frame, at);
    if (s != TYPED_DONE || code->result.base == TYPED_NONE)
        return s;
    *at = code->count - 1;
    if (!is_finite(code->result, &frame[code->result_slot]))
        return TYPED_NUMERIC;
    memcpy(result, &frame[code->result_slot], typed_width(code->result) * sizeof(Slot));
    return TYPED_DONE;
}

void typed_print(const TypedCode *code, Out *to)
{
    static const char *const names[] = {
#define TOP(name, operands, what) #name,
#include "vm/code/typed.def"
#undef TOP
    };
    static const char *const operands[] = {
#define TOP(name, operands, what) operands,
#include "vm/code/typed.def"
#undef TOP
    };

    for (size_t k = 0; k < code->count; k++) {
        TypedIns i = code->ins[k];
        const uint16_t fields[3] = {i.a, i.b, i.c};
        out_format(to, "%4zu  %-8s", k + 1, names[i.op]);
        for (size_t f = 0; f < 3; f++) {
            char o = operands[i.op][f];
            if (o == 'j')
                out_format(to, "  ->%td", (ptrdiff_t)k + 2 + (int16_t)fields[f]);
            else if (o != '.')
                out_format(to, o == 'n' ? "  #%d" : "  r%d", fields[f]);
        }
        out_char(to, '\n');
    }
}
