/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * bits.c -- BitVector: bits 0 to length - 1.
 */
#include "foreign/data/data.h"

enum { WORD_BITS = 64 };

static size_t word_count(const DataStructure *d)
{
    return (d->capacity + WORD_BITS - 1) / WORD_BITS;
}

static bool bit(const DataStructure *d, size_t i)
{
    return d->words[i / WORD_BITS] >> (i % WORD_BITS) & 1;
}

static size_t bits_length(const DataStructure *d)
{
    return d->capacity;
}

/* All bits, as 0 and 1 or as False and True. */
static Val bits_list(Vm *vm, const DataStructure *d, bool as_numbers)
{
    TRY(vm_check_length(vm, (double)d->capacity, sizeof(Val)));
    Expr *list = expr_new(vm_heap(vm), S_List, d->capacity);
    for (size_t i = 0; i < d->capacity; i++)
        list->args[i] = as_numbers ? val_int(bit(d, i)) : val_bool(bit(d, i));
    return expr_seal(list);
}

static Val bits_elements(Vm *vm, DataStructure *d)
{
    return bits_list(vm, d, false);
}

/* A length, or a list of True and False. */
static Val bits_create(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    bool list = val_is_plain_list(v[0]);

    (void)n;
    if (!list && (!val_is_small(v[0]) || val_small(v[0]) < 1))
        return NOT_MINE;
    d->capacity = list ? expr_len(v[0]) : (size_t)val_small(v[0]);
    TRY(vm_check_length(vm, (double)d->capacity / 8, 1));
    size_t bytes = (word_count(d) + 1) * sizeof(uint64_t);
    if ((d->words = heap_try_alloc(vm_heap(vm), bytes, true)) == NULL)
        return vm_check_length(vm, 1e18, 1);
    memset(d->words, 0, bytes);
    for (size_t i = 0; list && i < d->capacity; i++) {
        Val x = expr_arg(v[0], i);
        if (!val_is(x, S_True) && !val_is(x, S_False))
            return NOT_MINE;
        d->words[i / WORD_BITS] |= (uint64_t)val_is(x, S_True) << (i % WORD_BITS);
    }
    return VAL_NONE;
}

/* ---- one bit ---- */

static bool bit_place(const DataStructure *d, Val k, size_t *i)
{
    if (!val_is_small(k) || val_small(k) < 0 || (size_t)val_small(k) >= d->capacity)
        return false;
    *i = (size_t)val_small(k);
    return true;
}

static Val bits_get(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    size_t i;

    (void)n;
    return bit_place(d, v[0], &i) ? val_int(bit(d, i)) : data_part_message(vm, d, v[0]);
}

static Val bits_test(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    size_t i;

    (void)n;
    return bit_place(d, v[0], &i) ? val_bool(bit(d, i)) : data_part_message(vm, d, v[0]);
}

typedef enum Change { BIT_SET, BIT_CLEAR, BIT_INVERT } Change;

static Val change(Vm *vm, DataStructure *d, Val k, Change how)
{
    size_t i;

    if (!bit_place(d, k, &i))
        return data_part_message(vm, d, k);
    uint64_t *word = &d->words[i / WORD_BITS], one = (uint64_t)1 << (i % WORD_BITS);
    *word = how == BIT_SET ? *word | one : how == BIT_CLEAR ? *word & ~one : *word ^ one;
    return S_Null;
}

static Val bits_set(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    return change(vm, d, v[0], BIT_SET);
}

static Val bits_clear(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    return change(vm, d, v[0], BIT_CLEAR);
}

static Val bits_invert(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    return change(vm, d, v[0], BIT_INVERT);
}

/* ---- all bits ---- */

/* Those past the end stay 0. */
static void trim(DataStructure *d)
{
    if (d->capacity % WORD_BITS != 0)
        d->words[d->capacity / WORD_BITS] &= ((uint64_t)1 << (d->capacity % WORD_BITS)) - 1;
}

static Val bits_clear_all(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)vm, (void)n, (void)v;
    memset(d->words, 0, word_count(d) * sizeof(uint64_t));
    return S_Null;
}

static Val bits_not(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)vm, (void)n, (void)v;
    for (size_t i = 0; i < word_count(d); i++)
        d->words[i] = ~d->words[i];
    trim(d);
    return S_Null;
}

static Val bits_count(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    int64_t count = 0;

    (void)vm, (void)n, (void)v;
    for (size_t i = 0; i < word_count(d); i++)
        count += __builtin_popcountll(d->words[i]);
    return val_int(count);
}

/* The numbers of the bits that are [on] here and, where there is an argument, in that as well. */
static Val numbers(Vm *vm, DataStructure *d, size_t n, const Val *v, bool on)
{
    const DataStructure *other = n == 0 ? d : data_other(vm, v[0], &data_bit_vector, NULL);
    Builder b;

    if (other == NULL || other->capacity != d->capacity)
        return data_argument_message(vm, d, v[0]);
    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < d->capacity; i++)
        if (bit(d, i) == on && bit(other, i) == on)
            builder_push(&b, val_int((int64_t)i));
    return builder_finish(&b);
}

static Val bits_on(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    return numbers(vm, d, n, v, true);
}

static Val bits_off(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    return numbers(vm, d, n, v, false);
}

static Val bits_boole(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    return bits_list(vm, d, true);
}

/* ---- two vectors of the same length ---- */

typedef enum Combination { BITS_AND, BITS_OR, BITS_XOR } Combination;

static Val combine(Vm *vm, DataStructure *d, Val v, Combination how, bool negated)
{
    const DataStructure *other = data_other(vm, v, &data_bit_vector, NULL);

    if (other == NULL || other->capacity != d->capacity)
        return data_argument_message(vm, d, v);
    for (size_t i = 0; i < word_count(d); i++) {
        uint64_t a = d->words[i], b = other->words[i], c = how == BITS_AND ? a & b : how == BITS_OR ? a | b : a ^ b;
        d->words[i] = negated ? ~c : c;
    }
    trim(d);
    return S_Null;
}

#define COMBINATION(name, how, negated)                                              \
    static Val name(Vm *vm, DataStructure *d, size_t n, const Val *v)                \
    {                                                                                \
        (void)n;                                                                     \
        return combine(vm, d, v[0], how, negated);                                   \
    }
COMBINATION(bits_and, BITS_AND, false)
COMBINATION(bits_or, BITS_OR, false)
COMBINATION(bits_xor, BITS_XOR, false)
COMBINATION(bits_nand, BITS_AND, true)
COMBINATION(bits_nor, BITS_OR, true)
COMBINATION(bits_xnor, BITS_XOR, true)

static const DataOperation bits_operations[] = {
    {"BitSet", 1, 1, true, bits_set}, {"BitClear", 1, 1, true, bits_clear}, {"BitInvert", 1, 1, true, bits_invert},
    {"BitGet", 1, 1, false, bits_get}, {"BitTest", 1, 1, false, bits_test}, {"BitClearAll", 0, 0, true, bits_clear_all},
    {"BitCount", 0, 0, false, bits_count}, {"BitList", 0, 0, false, bits_on}, {"OnBitList", 0, 1, false, bits_on},
    {"OffBitList", 0, 1, false, bits_off}, {"BitNot", 0, 0, true, bits_not}, {"BitAnd", 1, 1, true, bits_and}, {"BitOr", 1, 1, true, bits_or},
    {"BitXor", 1, 1, true, bits_xor}, {"BitNand", 1, 1, true, bits_nand}, {"BitNor", 1, 1, true, bits_nor}, {"BitXnor", 1, 1, true, bits_xnor},
    {"Boole", 0, 0, false, bits_boole}, {"Capacity", 0, 0, false, data_length}, {"Length", 0, 0, false, data_length},
    {"Copy", 0, 0, false, data_copy}, {"Elements", 0, 0, false, data_elements}, {0},
};

const DataKind data_bit_vector = {
    .name = "BitVector", .least = 1, .most = 1, .create = bits_create, .length = bits_length, .elements = bits_elements, .operations = bits_operations,
};
