/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * attribute_fns.c -- reading and changing attributes.
 */
#include "vm/builtin/assignment.h"
#include "vm/define/attribute_names.h"

static Val attribute_list(Vm *vm, Val symbol)
{
    uint32_t bits = vm_attributes(vm, symbol);
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (unsigned i = 0; i < ATTR_COUNT; i++)
        if (bits & (1u << i))
            builder_push(&b, attribute_symbol(i));
    return builder_finish(&b);
}

static Val as_symbol(Vm *vm, Val v)
{
    if (val_is_string(v))
        return vm_symbol(vm, text_data(v), text_bytes(v));
    if (val_is_call(v, S_HoldPattern, 1) || val_is_call(v, S_Unevaluated, 1))
        v = expr_arg(v, 0);
    return val_is_symbol(v) ? v : VAL_NONE;
}

BUILTIN(Attributes,
    .attrs = ATTR_HOLD_ALL | ATTR_LISTABLE | ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "symbol_",
    .usage = "Attributes[symbol] gives the list of attributes of a symbol.",
    .messages = MESSAGES("attnf", "`1` is not a known attribute.", "ssle", "Symbol, string, or HoldPattern[symbol] expected at position `2` in `1`."),
    .examples = EXAMPLES(">> Attributes[Plus]", "{Flat, Listable, NumericFunction, OneIdentity, Orderless, Protected}",
                         ">> Attributes[f] = {Flat}; Attributes[f]", "{Flat}"))
{
    Val s = as_symbol(vm, args.v[0]);

    if (val_is_none(s)) {
        if (val_is_plain_list(args.v[0]))
            return NOT_MINE;
        return MESSAGE(vm, "ssle", args.expr, val_int(1));
    }
    return attribute_list(vm, s);
}

/* The bits of a list of attributes; false after a message. */
static bool read_bits(Vm *vm, Args args, Val spec, uint32_t *bits)
{
    size_t n = val_is_plain_list(spec) ? expr_len(spec) : 1;

    *bits = 0;
    for (size_t i = 0; i < n; i++) {
        Val a = val_is_plain_list(spec) ? expr_arg(spec, i) : spec;
        if (!val_is_symbol(a) || attribute_bit(a) == 0) {
            vm_message(vm, val_known(args.builtin == val_symbol(S_SetAttributes)->builtin ? SYM_SetAttributes : SYM_ClearAttributes),
                       "attnf", 1, &a);
            return false;
        }
        *bits |= attribute_bit(a);
    }
    return true;
}

/* Applies change to each symbol that [target] names. */
static Val change_each(Vm *vm, Args args, Val self, Val target, uint32_t set, uint32_t clear)
{
    if (val_is_plain_list(target)) {
        for (size_t i = 0; i < expr_len(target); i++)
            TRY(change_each(vm, args, self, expr_arg(target, i), set, clear));
        return S_Null;
    }
    Val s = as_symbol(vm, target);
    if (val_is_none(s)) {
        Val texts[] = {target, val_int(1)};
        vm_message(vm, self, "sym", 2, texts);
        return S_Null;
    }
    if (!assign_unlocked(vm, self, s))
        return S_Null;
    Definition *d = definition_edit(&vm->definitions, vm_heap(vm), s);
    if (d->attributes & clear & ATTR_TEMPORARY)
        symbol_keep(s);
    d->attributes = (d->attributes | set) & ~clear;
    vm_attributes_changed(vm);
    vm_changed(vm, s);
    return S_Null;
}

BUILTIN(SetAttributes,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "symbol_, attr_",
    .usage = "SetAttributes[symbol, attr] adds attr, or a list of attributes, to those of symbol, or of a list of symbols.",
    .messages = MESSAGES("attnf", "`1` is not a known attribute."),
    .examples = EXAMPLES(">> SetAttributes[f, Orderless]; f[b, a]", "f[a, b]"))
{
    uint32_t bits;

    if (!read_bits(vm, args, args.v[1], &bits))
        return NOT_MINE;
    return change_each(vm, args, S_SetAttributes, args.v[0], bits, 0);
}

BUILTIN(ClearAttributes,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "symbol_, attr_",
    .usage = "ClearAttributes[symbol, attr] takes attr, or a list of attributes, away from symbol, or from a list of symbols.",
    .messages = MESSAGES("attnf", "`1` is not a known attribute."),
    .examples = EXAMPLES(">> SetAttributes[f, {Flat, Listable}]; ClearAttributes[f, Flat]; Attributes[f]", "{Listable}"))
{
    uint32_t bits;

    if (!read_bits(vm, args, args.v[1], &bits))
        return NOT_MINE;
    return change_each(vm, args, S_ClearAttributes, args.v[0], 0, bits);
}

/* Protect and Unprotect give the names of the symbols that changed. */
static Val protect(Vm *vm, Args args, Val self, bool on)
{
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < args.n; i++) {
        size_t n = val_is_plain_list(args.v[i]) ? expr_len(args.v[i]) : 1;
        for (size_t k = 0; k < n; k++) {
            Val x = val_is_plain_list(args.v[i]) ? expr_arg(args.v[i], k) : args.v[i], s = as_symbol(vm, x);
            if (val_is_none(s)) {
                vm_message(vm, self, "ssym", 1, &x);
                continue;
            }
            bool was = (vm_attributes(vm, s) & ATTR_PROTECTED) != 0;
            if (was == on || !assign_unlocked(vm, self, s))
                continue;
            Definition *d = definition_edit(&vm->definitions, vm_heap(vm), s);
            d->attributes ^= ATTR_PROTECTED;
            if (symbol_number(s) < SYM_KNOWN_COUNT)      /* a constant for compiled code, unless it may change */
                vm_attributes_changed(vm);
            vm_changed(vm, s);
            builder_push(&b, text_from(vm_heap(vm), symbol_name(s)));
        }
    }
    return builder_finish(&b);
}

BUILTIN(Protect,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "Protect[s1, s2, ...] gives symbols the attribute Protected; the result names those that did not have it.",
    .messages = MESSAGES("ssym", "`1` is not a symbol or a string."),
    .examples = EXAMPLES(">> Protect[p]", "{p}"))
{
    return protect(vm, args, S_Protect, true);
}

BUILTIN(Unprotect,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "Unprotect[s1, s2, ...] takes the attribute Protected away; the result names those that had it.",
    .messages = MESSAGES("ssym", "`1` is not a symbol or a string."),
    .examples = EXAMPLES(">> Unprotect[Sin]", "{Sin}"))
{
    return protect(vm, args, S_Unprotect, false);
}
