/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * bits.c -- integers as two's complement bit strings of unbounded length.
 */
#include "vm/builtin/integers.h"

enum { ATTRS_BITS = ATTR_FLAT | ATTR_LISTABLE | ATTR_ONE_IDENTITY | ATTR_ORDERLESS | ATTR_PROTECTED };

typedef Val BitOperation(Heap *h, Val a, Val b);

/* Folds the integers together; [unit] changes nothing, [zero] (VAL_NONE: none) decides everything. */
static Val combine(Vm *vm, Args args, BitOperation *f, Val unit, Val zero, Val head)
{
    Heap *h = vm_heap(vm);
    Val r = unit;
    Builder rest;
    size_t integers = 0;

    builder_start(&rest, h, head);
    for (size_t i = 0; i < args.n; i++) {
        if (val_is_integer(args.v[i])) {
            r = f(h, r, args.v[i]);
            integers++;
        } else {
            builder_push(&rest, args.v[i]);
        }
    }
    if (rest.n == 0 || (!val_is_none(zero) && val_is(r, zero)))
        return r;
    if (val_is(r, unit)) {
        if (rest.n == 1)
            return rest.items[0];
        return integers == 0 ? NOT_MINE : builder_finish(&rest);
    }
    if (integers <= 1)
        return NOT_MINE;
    builder_push(&rest, r);
    return builder_finish(&rest);
}

BUILTIN(BitAnd,
    .attrs   = ATTRS_BITS,
    .effects = EFFECT_PURE,
    .usage   = "BitAnd[n1, n2, ...] gives the bitwise AND of the integers ni.",
    .examples = EXAMPLES(">> BitAnd[12, 10]", "8", ">> BitAnd[]", "-1"))
{
    return combine(vm, args, int_and, val_int(-1), val_int(0), S_BitAnd);
}

BUILTIN(BitOr,
    .attrs   = ATTRS_BITS,
    .effects = EFFECT_PURE,
    .usage   = "BitOr[n1, n2, ...] gives the bitwise OR of the integers ni.",
    .examples = EXAMPLES(">> BitOr[12, 10]", "14"))
{
    return combine(vm, args, int_or, val_int(0), val_int(-1), S_BitOr);
}

BUILTIN(BitXor,
    .attrs   = ATTRS_BITS,
    .effects = EFFECT_PURE,
    .usage   = "BitXor[n1, n2, ...] gives the bitwise XOR of the integers ni.",
    .examples = EXAMPLES(">> BitXor[12, 10]", "6"))
{
    return combine(vm, args, int_xor, val_int(0), VAL_NONE, S_BitXor);
}

BUILTIN(BitNot,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "BitNot[n] gives the bitwise NOT of the integer n.",
    .examples = EXAMPLES(">> BitNot[5]", "-6"))
{
    return val_is_integer(args.v[0]) ? int_not(vm_heap(vm), args.v[0]) : NOT_MINE;
}

/* n 2^k, towards zero. */
static Val shift(Vm *vm, Val n, Val k, bool left)
{
    Heap *h = vm_heap(vm);
    int64_t bits;

    if (!val_is_integer(n) || !val_is_integer(k))
        return NOT_MINE;
    if (!int_fits_i64(k, &bits) || bits == INT64_MIN) {
        if ((num_sign(k) > 0) == left && !num_is_zero(n))
            return overflow_result(vm);
        return val_int(0);
    }
    if (!left)
        bits = -bits;
    if (bits > 0 && !num_is_zero(n) && !integer_size_allowed(vm, (double)bits + (double)int_bits(n)))
        return overflow_result(vm);
    if (bits < 0 && num_sign(n) < 0)
        return num_neg(h, int_shift_bits(h, num_neg(h, n), bits));
    return int_shift_bits(h, n, bits);
}

BUILTIN(BitShiftLeft,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, k_:1",
    .usage   = "BitShiftLeft[n, k] shifts the bits of n to the left by k places, padding with zeros.",
    .examples = EXAMPLES(">> BitShiftLeft[1, 10]", "1024"))
{
    return shift(vm, args.v[0], args.v[1], true);
}

BUILTIN(BitShiftRight,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, k_:1",
    .usage   = "BitShiftRight[n, k] shifts the bits of n to the right by k places, dropping bits.",
    .examples = EXAMPLES(">> BitShiftRight[255, 4]", "15", ">> BitShiftRight[-7]", "-3"))
{
    return shift(vm, args.v[0], args.v[1], false);
}

/* Is [k] a bit's number that may be set?  *at is it. */
static bool read_bit_number(Vm *vm, Val n, Val k, uint64_t *at)
{
    if (!val_is_integer(n) || !val_is_count(k))
        return false;
    *at = val_count(k);
    return integer_size_allowed(vm, (double)*at);
}

BUILTIN(BitGet,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, k_",
    .usage   = "BitGet[n, k] gets the bit that corresponds to 2^k in the integer n.",
    .examples = EXAMPLES(">> BitGet[11, {0, 1, 2, 3}]", "{1, 1, 0, 1}"))
{
    if (!val_is_integer(args.v[0]) || !val_is_count(args.v[1]))
        return NOT_MINE;
    return val_int(int_bit(args.v[0], val_count(args.v[1])));
}

BUILTIN(BitSet,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, k_",
    .usage   = "BitSet[n, k] sets the bit that corresponds to 2^k in the integer n to 1.",
    .examples = EXAMPLES(">> BitSet[5, 1]", "7"))
{
    Heap *h = vm_heap(vm);
    uint64_t at;

    if (!read_bit_number(vm, args.v[0], args.v[1], &at))
        return NOT_MINE;
    return int_or(h, args.v[0], int_shift_bits(h, val_int(1), (int64_t)at));
}

BUILTIN(BitClear,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, k_",
    .usage   = "BitClear[n, k] sets the bit that corresponds to 2^k in the integer n to 0.",
    .examples = EXAMPLES(">> BitClear[7, 1]", "5"))
{
    Heap *h = vm_heap(vm);
    uint64_t at;

    if (!read_bit_number(vm, args.v[0], args.v[1], &at))
        return NOT_MINE;
    return int_and(h, args.v[0], int_not(h, int_shift_bits(h, val_int(1), (int64_t)at)));
}

BUILTIN(BitFlip,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, k_",
    .usage   = "BitFlip[n, k] flips the bit that corresponds to 2^k in the integer n.",
    .examples = EXAMPLES(">> BitFlip[5, 0]", "4"))
{
    Heap *h = vm_heap(vm);
    uint64_t at;

    if (!read_bit_number(vm, args.v[0], args.v[1], &at))
        return NOT_MINE;
    return int_xor(h, args.v[0], int_shift_bits(h, val_int(1), (int64_t)at));
}

BUILTIN(BitLength,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "BitLength[n] gives the number of binary bits necessary to represent the integer n.",
    .examples = EXAMPLES(">> BitLength[{0, 255, 256, -1}]", "{0, 8, 9, 0}"))
{
    Val n = args.v[0];

    if (!val_is_integer(n))
        return NOT_MINE;
    return val_int((int64_t)int_bits(num_sign(n) < 0 ? int_not(vm_heap(vm), n) : n));
}
