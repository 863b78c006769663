/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * val.h -- the one value type.
 *
 *   63                                    3  2 1 0
 *  +---------------------------------------+------+
 *  | address of a heap node, 8-aligned     | 0 0 0|
 *  | 63-bit integer                        | x x 1|
 *  | immediate double (flonum)             | x 1 0|
 *  | sentinel (never stored anywhere)      | 1 0 0|     NOT_MINE, UNWIND, PARKED
 *  +---------------------------------------+------+
 *
 * Values are immutable.  C locals may hold them freely: the collector finds them there.
 */
#ifndef LYRA_VALUE_VAL_H
#define LYRA_VALUE_VAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/shared.h"

typedef struct Val { uintptr_t w; } Val;      /* a struct: no accidental ==, no accidental int */

typedef struct Heap Heap;
typedef struct Vm Vm;

/* No value: an empty slot.  NOT_MINE and UNWIND are what builtins return instead of a value;
 * see HACKING.md, "Errors".  None of the three is ever stored in a heap node. */
#define VAL_NONE ((Val){0})
#define NOT_MINE ((Val){4})
#define UNWIND   ((Val){12})
/* The task waits: bytecode stops where it is; see vm_resume in vm/code/park.h. */
#define PARKED   ((Val){20})

/* How many levels of an expression functions without a VM go down by calling themselves: any may be called with no more
 * than half a megabyte of stack below it.  What is deeper is gone through with a stack of their own. */
enum { PLAIN_DEPTH = 1000 };

/* Return at once if evaluating x started a non-local exit. */
#define TRY(x) do { if (val_is_unwind(x)) return UNWIND; } while (0)

typedef enum Kind {
    KIND_INTEGER,        /* immediate, or KIND_BIG on the heap; val_kind says INTEGER for both */
    KIND_REAL,           /* machine real: immediate, or a boxed double */
    KIND_BIG_REAL,       /* arbitrary precision */
    KIND_RATIONAL,
    KIND_COMPLEX,
    KIND_STRING,
    KIND_SYMBOL,
    KIND_EXPR,           /* a normal expression head[..] */
    KIND_PACKED,         /* a packed array: to the user, an ordinary list */
    KIND_ASSOC,
    KIND_BYTES,          /* ByteArray */
    KIND_FOREIGN,
    KIND_COUNT
} Kind;

/* Flags of a node.  All but FLAG_SORTED and FLAG_BIG are inherited: an expression has a flag if
 * anything in it has. */
enum {
    FLAG_LIVE    = 1,    /* something inside may evaluate to something else */
    FLAG_PATTERN = 2,    /* something inside is a pattern construct (Blank, Pattern, ...) */
    FLAG_SLOT    = 4,    /* Slot or SlotSequence inside */
    FLAG_SPLICE  = 8,    /* Sequence, Splice, Unevaluated, Evaluate or Nothing inside */
    FLAG_SCOPE   = 16,   /* a construct that binds names (Function, Module, RuleDelayed, ...) inside */
    FLAG_SORTED  = 32,   /* the arguments are in canonical order */
    FLAG_OWNED   = 64,   /* one variable holds it and nothing else: see symbol_value */
    FLAG_INNER   = 128,  /* the same of a list inside an owned one: see owned.h */
    FLAG_INHERITED = FLAG_LIVE | FLAG_PATTERN | FLAG_SLOT | FLAG_SPLICE | FLAG_SCOPE
};

/* What every heap node begins with.  `bloom` has a bit for each symbol inside: a set bit may lie,
 * a clear one does not.  BLOOM_LOCAL is only for InputStream, OutputStream, and objects that belong to one task.
 * `hash` is computed on first use; 0 is "not yet". */
typedef struct Node {
    uint8_t  kind, flags;
    uint16_t bloom;
    uint32_t hash;
} Node;
enum { BLOOM_BITS = 16, BLOOM_LOCAL = 1 << (BLOOM_BITS - 1) };

/* Kind, flags and bloom word in one load, for many nodes to be put together: NODE_FLAGS says where the flags are. */
typedef uint64_t __attribute__((may_alias)) NodeWord;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
static inline uint64_t node_word(const Node *n) { return shared_word(*(const NodeWord *)n); }
#else
static inline uint64_t node_word(const Node *n) { return n->kind | n->flags << 8 | (uint64_t)n->bloom << 16; }
#endif
#define NODE_FLAGS(flags) ((uint64_t)(flags) << 8)
#define NODE_BLOOM_MASK ((uint64_t)0xFFFF << 16)
static inline uint8_t node_word_kind(uint64_t w)   { return (uint8_t)w; }
static inline uint8_t node_word_flags(uint64_t w)  { return (uint8_t)(w >> 8); }
static inline uint16_t node_word_bloom(uint64_t w) { return (uint16_t)(w >> 16); }
/* A node of this kind without a hash; its bloom is that of the word, and of [flags] it has those of the word: one store. */
static inline void node_begin(Node *n, Kind kind, uint64_t w, unsigned flags)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    *(NodeWord *)n = kind | (w & (NODE_FLAGS(flags) | NODE_BLOOM_MASK));
#else
    *n = (Node){.kind = kind, .flags = (uint8_t)(node_word_flags(w) & flags), .bloom = node_word_bloom(w)};
#endif
}

static inline bool val_is(Val a, Val b)        { return a.w == b.w; }
static inline bool val_is_none(Val v)          { return v.w == 0; }
static inline bool val_is_unwind(Val v)        { return v.w == UNWIND.w; }
static inline bool val_is_parked(Val v)        { return v.w == PARKED.w; }
static inline bool val_is_not_mine(Val v)      { return v.w == NOT_MINE.w; }
static inline bool val_is_pointer(Val v)       { return (v.w & 7) == 0 && v.w != 0; }
static inline Node *val_node(Val v)            { return (Node *)v.w; }
static inline Val val_from_node(const void *n) { return (Val){(uintptr_t)n}; }
static inline bool val_has_kind(Val v, Kind k) { return val_is_pointer(v) && val_node(v)->kind == k; }

/* Machine integers: 63 bits. */
#define VAL_INT_MAX ((int64_t)(INT64_MAX >> 1))
#define VAL_INT_MIN (-VAL_INT_MAX - 1)
static inline bool val_is_small(Val v)         { return (v.w & 1) != 0; }
static inline int64_t val_small(Val v)         { return (int64_t)v.w >> 1; }
static inline bool small_fits(int64_t i)       { return i >= VAL_INT_MIN && i <= VAL_INT_MAX; }
/* [i] must fit 63 bits; int_from_i64 (vm/num/int.h) takes any. */
static inline Val val_int(int64_t i)           { return (Val){((uintptr_t)i << 1) | 1}; }
static inline bool val_both_small(Val a, Val b) { return (a.w & b.w & 1) != 0; }
/* The total of machine integers so far and [v]: their sum or [product].  False where [v] is none, or it takes more than 64 bits. */
static inline bool small_total(bool product, int64_t *total, Val v)
{
    return val_is_small(v) && !(product ? __builtin_mul_overflow(*total, val_small(v), total) : __builtin_add_overflow(*total, val_small(v), total));
}

/* Machine reals.  The encoding is Ruby's flonum: the exponent's top bits, rotated low, are 011 or
 * 100 for 1.7e-77 < |x| < 1.2e77; 0.0 has a word of its own; the rest is boxed. */
#define FLONUM_ZERO ((uintptr_t)0x8000000000000002u)
typedef struct BoxedReal { Node node; double value; } BoxedReal;
static inline bool val_is_flonum(Val v)        { return (v.w & 3) == 2; }
static inline bool val_is_real(Val v)          { return val_is_flonum(v) || val_has_kind(v, KIND_REAL); }
static inline double val_real(Val v)
{
    uint64_t bits;
    double d;

    if (LIKELY(val_is_flonum(v))) {
        if (v.w == FLONUM_ZERO)
            return 0.0;
        bits = (2 - (v.w >> 63)) | (v.w & ~(uint64_t)3);
        bits = (bits >> 3) | (bits << 61);
        memcpy(&d, &bits, sizeof d);
        return d;
    }
    return ((const BoxedReal *)v.w)->value;
}
Val real_box(Heap *h, double d);               /* heap.c: the rare half of val_real_new */
static inline Val val_real_new(Heap *h, double d)
{
    uint64_t bits;

    memcpy(&bits, &d, sizeof bits);
    unsigned top = (unsigned)(bits >> 60) & 7;
    if (LIKELY((top == 3 || top == 4) && bits != 0x3000000000000000u))
        return (Val){(((bits << 3) | (bits >> 61)) & ~(uint64_t)3) | 2};
    if (bits << 1 == 0)              /* -0. is 0. */
        return (Val){FLONUM_ZERO};
    return real_box(h, d);
}

/* The kind of any value but a sentinel. */
static inline Kind val_kind(Val v)
{
    if (v.w & 1) return KIND_INTEGER;
    if (v.w & 2) return KIND_REAL;
    return (Kind)val_node(v)->kind;
}

static inline bool val_is_integer(Val v)  { return val_is_small(v) || val_has_kind(v, KIND_INTEGER); }
static inline bool val_is_string(Val v)   { return val_has_kind(v, KIND_STRING); }
static inline bool val_is_symbol(Val v)   { return val_has_kind(v, KIND_SYMBOL); }
static inline bool val_is_expr(Val v)     { return val_has_kind(v, KIND_EXPR); }
static inline bool val_is_packed(Val v)   { return val_has_kind(v, KIND_PACKED); }
static inline bool val_is_assoc(Val v)    { return val_has_kind(v, KIND_ASSOC); }
static inline bool val_is_rational(Val v) { return val_has_kind(v, KIND_RATIONAL); }
static inline bool val_is_complex(Val v)  { return val_has_kind(v, KIND_COMPLEX); }
static inline bool val_is_big_real(Val v) { return val_has_kind(v, KIND_BIG_REAL); }
static inline bool val_is_foreign(Val v)  { return val_has_kind(v, KIND_FOREIGN); }
static inline bool val_is_bytes(Val v)    { return val_has_kind(v, KIND_BYTES); }
/* A number of any kind: integer, rational, real of any precision, complex. */
static inline bool val_is_number(Val v)
{
    return (v.w & 3) != 0 || (val_is_pointer(v) && val_node(v)->kind <= KIND_COMPLEX);
}
/* An exact real number: integer or rational. */
static inline bool val_is_exact_real(Val v)   { return val_is_integer(v) || val_is_rational(v); }
/* An inexact real number of either kind. */
static inline bool val_is_inexact_real(Val v) { return val_is_real(v) || val_is_big_real(v); }
/* A real number: any number but a complex one. */
static inline bool val_is_real_number(Val v)  { return val_is_number(v) && !val_is_complex(v); }

static inline uint8_t val_flags(Val v)  { return val_is_pointer(v) ? shared_word(val_node(v)->flags) : 0; }
static inline uint16_t val_bloom(Val v) { return val_is_pointer(v) ? val_node(v)->bloom : 0; }
/* Can evaluating [v] never change it? */
static inline bool val_is_inert(Val v)  { return (val_flags(v) & FLAG_LIVE) == 0; }

/* SameQ.  Packed arrays equal the lists that they stand for.  Reals differ from integers;
 * 0. and -0. are the same; machine reals that differ in the last bit only are the same. */
bool val_same_slow(Val a, Val b);
static inline bool val_same(Val a, Val b)
{
    return a.w == b.w || (((a.w | b.w) & 1) == 0 && val_same_slow(a, b));
}
/* A structural hash, equal for same values; never 0. */
uint32_t val_hash(Val v);
/* The hash that head[args..] would have. */
uint32_t val_hash_call(Val head, size_t n, const Val *args);
/* Canonical order: negative, 0 or positive as [a] comes before, with or after [b]. */
int val_order(Val a, Val b);
/* What comes first by kind: numbers, strings, .. */
enum { ORDER_RANKS = 5 };
int val_order_rank(Val v);
/* What AtomQ says: everything but normal expressions, packed arrays and associations. */
static inline bool val_is_atom(Val v)
{
    return !val_is_expr(v) && !val_is_packed(v) && !val_is_assoc(v);
}

#endif
