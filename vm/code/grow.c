/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * grow.c -- strings, sums and lists that grow in a variable: s = s <> x, s += term, PrependTo[l, x].
 *
 * Such statements would copy what there is each time.  Where nothing but the variable holds it, it grows in
 * place.  A string is looked at before the rest is evaluated, and noted with its length: if it grows meanwhile,
 * its beginning is still what it was.
 */
#include "vm/code/cells.h"
#include "vm/base/shared.h"
#include "vm/code/compile.h"
#include "vm/eval/builtin.h"
#include "vm/eval/eval.h"
#include "vm/value/owned.h"
#include "vm/value/text.h"

enum { TEXT_PARTS_MAX = 8 };

/* ---- strings ---- */

Val operate_text_of(const Vm *vm, Val symbol)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    return d != NULL && !val_is_none(d->value) && !d->value_delayed && val_is_string(d->value) ? d->value : VAL_NONE;
}

/* [now], the value of the place, which was noted in [seen], with the parts at its end. */
static Val join_parts(Vm *vm, Val now, const Val *seen, size_t n, const Val *parts)
{
    Heap *h = vm_heap(vm);
    Val text = seen[0], all[1 + TEXT_PARTS_MAX];
    bool strings = val_is_string(text) && !vm->operators_changed;
    double bytes = 0;

    for (size_t i = 0; i < n; i++) {
        strings = strings && val_is_string(parts[i]);
        if (strings)
            bytes += (double)text_bytes(parts[i]);
    }
    if (val_is_string(text) && (int64_t)text_bytes(text) != val_small(seen[1]))
        text = text_new(h, text_data(text), (size_t)val_small(seen[1]));
    if (!strings) {
        all[0] = text;
        memcpy(all + 1, parts, n * sizeof *parts);
        for (size_t i = 0; i <= n; i++)
            val_share(all[i]);
        return vm_eval(vm, expr_make(h, S_StringJoin, n + 1, all));
    }
    if (!heap_ask(h, 2 * (bytes + (double)text_bytes(text))))
        return text;
    if (!val_is(text, now))
        val_share(text);
    for (size_t i = 0; i < n; i++) {
        val_share(parts[i]);
        text = owned_text_join(h, text, parts[i]);
    }
    return text;
}

Val operate_join_text(Vm *vm, Val held, const Val *seen, size_t n, const Val *parts)
{
    return join_parts(vm, held, seen, n, parts);
}

Val operate_join_variable(Vm *vm, const Val *seen, size_t n, const Val *parts)
{
    Val symbol = seen[2], v;
    const Definition *d = definition_find(&vm->definitions, symbol);
    bool ours = d != NULL && d->owner == vm->definitions.token && d->current && definition_settable(d)
                && val_is_string(d->value);

    TRY(v = join_parts(vm, ours ? d->value : VAL_NONE, seen, n, parts));
    if (!ours || !val_is_string(v))
        return operate_set(vm, symbol, v);
    ((Definition *)d)->value = v;
    vm_value_changed(vm, symbol);
    return S_Null;
}

bool compile_text_join(Compiler *c, Val e)
{
    Val x = expr_len(e) == 2 ? expr_arg(e, 0) : VAL_NONE, join = val_is_none(x) ? VAL_NONE : expr_arg(e, 1);
    int saved = c->next_register;

    if (!val_has_head(e, S_Set) || val_is_none(x) || !val_is_symbol(x) || val_symbol(x)->builtin != NULL
        || val_symbol(x)->autoload != 0 || !val_has_head(join, S_StringJoin) || expr_len(join) < 2
        || expr_len(join) > TEXT_PARTS_MAX || !val_is(expr_arg(join, 0), x) || (val_flags(join) & FLAG_SPLICE))
        return false;
    Local *l = local_find(c, x);
    if (l != NULL && !l->mutable)
        return false;
    int seen = register_new(c);
    (void)register_new(c);
    int place = register_new(c);
    if (l == NULL)
        emit_k(c, OP_CONST, place, constant_index(c, x));
    else
        emit_k(c, OP_INT, place, (size_t)l->reg);
    emit(c, OP_TEXTOF, seen, 0, 0);
    int first = c->next_register;
    for (size_t i = 1; i < expr_len(join); i++)
        compile_value(c, expr_arg(join, i), register_new(c));
    emit(c, OP_JOINTEXT, seen, first, (int)expr_len(join) - 1);
    c->next_register = saved;
    return true;
}

/* ---- lists, at their start ---- */

bool compile_prepend(Compiler *c, Val e)
{
    Val x = val_is_call(e, S_PrependTo, 2) ? expr_arg(e, 0) : VAL_NONE;
    int saved = c->next_register;

    if (val_is_none(x) || !val_is_symbol(x) || val_symbol(x)->builtin != NULL || val_symbol(x)->autoload != 0
        || (val_flags(e) & FLAG_SPLICE) || local_find(c, x) != NULL)
        return false;
    int value = register_new(c);
    compile_value(c, expr_arg(e, 1), value);
    emit_k(c, OP_PREPENDVAR, value, constant_index(c, x));
    c->next_register = saved;
    return true;
}

/* ---- sums ---- */

bool cell_pile(Vm *vm, Definition *d, Val symbol, Val term)
{
    Val sum = d->value, v;
    const Builtin *plus = val_symbol(S_Plus)->builtin;

    if (!val_has_head(sum, S_Plus) || vm_may_have_up_values(vm, sum) || vm_may_have_up_values(vm, term) || vm->operators_changed || (val_flags(term) & FLAG_SPLICE)
        || !vm_is_settled(vm, sum) || !vm_is_settled(vm, term))
        return false;
    v = plus->join(vm, expr2(vm_heap(vm), S_Plus, sum, term));
    if (val_is_none(v) || !val_has_head(v, S_Plus))
        return false;
    val_share(term);
    val_node(v)->flags |= FLAG_OWNED;
    d->value = v;
    vm_value_changed(vm, symbol);
    /* What is its own value does not depend on a variable that has one: the change is no reason to walk it again. */
    shared_word_set(val_expr(v)->stamp, vm_epoch(vm));
    return true;
}

/* x += y as a statement. */
bool compile_cell_pile(Compiler *c, Val e, int to)
{
    int cell = expr_len(e) == 2 ? cell_find_register(c, expr_arg(e, 0)) : -1, saved = c->next_register;

    if (cell < 0 || !val_has_head(e, S_AddTo) || (val_flags(expr_arg(e, 1)) & FLAG_SPLICE))
        return false;
    emit(c, OP_PILECELL, to, compile_operand(c, expr_arg(e, 1)), cell);
    c->next_register = saved;
    return true;
}

/* ---- looking into what a variable holds ---- */

/* An own variable or local, to be read without its value being seen; its place goes to the next register. */
static int place_register(Compiler *c, Val x)
{
    if (!val_is_symbol(x))
        return -1;
    Local *l = local_find(c, x);
    if (l == NULL && (val_symbol(x)->builtin != NULL || val_symbol(x)->autoload != 0))
        return -1;
    int r = register_new(c);
    if (l == NULL)
        emit_k(c, OP_CONST, r, constant_index(c, x));
    else
        emit_k(c, OP_INT, r, (size_t)l->reg);
    return r;
}

bool compile_parts_of(Compiler *c, Val e, int to)
{
    int saved = c->next_register, place = place_register(c, expr_arg(e, 0));

    if (place < 0 || expr_len(e) > TEXT_PARTS_MAX)
        return c->next_register = saved, false;
    for (size_t i = 1; i < expr_len(e); i++)
        compile_value(c, expr_arg(e, i), register_new(c));
    emit(c, OP_PARTSOF, to, place, (int)expr_len(e) - 1);
    c->next_register = saved;
    return true;
}

/* x[[i, j, ..]] = v for a symbol that is no local. */
bool compile_put_parts(Compiler *c, Val lhs, Val rhs, int to)
{
    int saved = c->next_register;

    if (expr_len(lhs) < 3 || expr_len(lhs) > TEXT_PARTS_MAX || (val_flags(lhs) & FLAG_SPLICE)
        || local_find(c, expr_arg(lhs, 0)) != NULL)
        return false;
    int place = place_register(c, expr_arg(lhs, 0));
    if (place < 0)
        return false;
    compile_value(c, rhs, to);
    for (size_t i = 1; i < expr_len(lhs); i++)
        compile_value(c, expr_arg(lhs, i), register_new(c));
    emit(c, OP_PUTPARTS, to, place, (int)expr_len(lhs) - 1);
    c->next_register = saved;
    return true;
}

bool compile_length_of(Compiler *c, Val x, int to)
{
    int saved = c->next_register, place = local_find(c, x) == NULL ? place_register(c, x) : -1;

    if (place >= 0)
        emit(c, OP_LENGTHOF, to, place, 0);
    c->next_register = saved;
    return place >= 0;
}

/* place[[at..]]: [held], or the value of a symbol if that is VAL_NONE. */
Val operate_parts_of(Vm *vm, Val held, const Val *place, size_t n)
{
    Val all[1 + TEXT_PARTS_MAX] = {val_is_none(held) ? place[0] : held}, x;
    Heap *h = vm_heap(vm);

    if (val_is_none(held)) {
        const Definition *d = definition_find(&vm->definitions, place[0]);
        if (d != NULL && !d->value_delayed)
            held = d->value;
    }
    if (!val_is_none(held) && !vm->operators_changed) {
        x = owned_part(h, held, n, place + 1);
        if (!val_is_none(x))
            return val_is_inert(x) ? x : vm_eval(vm, x);
    }
    memcpy(all + 1, place + 1, n * sizeof(Val));
    for (size_t i = 0; i <= n; i++)
        val_share(all[i]);
    return vm_eval(vm, expr_make(h, S_Part, n + 1, all));
}

Val operate_put_parts(Vm *vm, const Val *place, size_t n, Val v)
{
    Heap *h = vm_heap(vm);
    const Definition *d = definition_find(&vm->definitions, place[0]);

    if (d != NULL && d->owner == vm->definitions.token && d->current && definition_settable(d)
        && !val_is_none(d->value) && !vm->operators_changed && (val_flags(v) & FLAG_SPLICE) == 0) {
        Val list = owned_set_part(h, d->value, n, place + 1, v);
        if (!val_is_none(list)) {
            ((Definition *)d)->value = list;
            vm_value_changed(vm, place[0]);
            return v;
        }
    }
    return vm_eval(vm, expr2(h, S_Set, expr_make(h, S_Part, n + 1, place), v));
}

Val operate_length_of(Vm *vm, Val symbol)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d != NULL && !d->value_delayed && val_is_list(d->value) && (val_flags(d->value) & FLAG_SPLICE) == 0
        && (val_is_inert(d->value) || vm_is_settled(vm, d->value)) && !vm->operators_changed)
        return val_int((int64_t)list_len(d->value));
    return vm_eval(vm, expr1(vm_heap(vm), S_Length, symbol));
}
