/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * poly_ring.h -- inside polynomial.c and its neighbours: a ring of polynomials in kernels, and
 * rational functions over it as products of powers.
 *
 * FLINT's numbers lie in malloc memory and hold no values: every function here clears what it made.
 */
#ifndef LYRA_MATH_POLY_RING_H
#define LYRA_MATH_POLY_RING_H

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <flint/fmpz_mpoly.h>
#include <flint/fmpz_mpoly_factor.h>
#pragma GCC diagnostic pop

#include "vm/math/flint_integer.h"
#include "vm/math/polynomial.h"

typedef struct Kernel {
    Val      key;
    uint32_t hash;
    slong    root;               /* the indeterminate is the root-th root of the key */
} Kernel;

/* A polynomial as a child process left it: exponents as FLINT has them, then the coefficients from the last term to the
 * first, each as its number of limbs and its sign, and its limbs. */
typedef struct PolyHeader {
    slong  length;                       /* -1: it failed */
    ulong  bits;
    size_t words;                        /* of an exponent */
} PolyHeader;
/* A coefficient of a child's answer: a word with it, or one with how many limbs follow and the sign. */
#define POLY_SHORT(c)            ((ulong)(c) << 1 | 1)
#define POLY_IS_SHORT(word)      (((word) & 1) != 0)
#define POLY_SHORT_VALUE(word)   ((slong)(word) >> 1)
#define POLY_LONG(size, negative) ((ulong)(size) << 2 | (ulong)(negative) << 1)
#define POLY_LONG_SIZE(word)     ((size_t)((word) >> 2))
#define POLY_LONG_NEGATIVE(word) (((word) & 2) != 0)

typedef struct PolyRing {
    Heap          *heap;
    Kernel        *kernels;      /* in canonical order once the ring is open, unless descending */
    size_t         n, capacity;
    bool           expanding;    /* denominators are kernels */
    bool           plain;        /* every kernel is a symbol or call of the user's, and its own root */
    bool           descending;   /* the kernels are in reverse order */
    bool           failed;       /* too big */
    bool           open;
    Val            only;
    PolyHeader    *answer;       /* the last product or power, which is not in its polynomial yet: poly_settle; NULL */
    size_t         answer_bytes;
    fmpz_mpoly_ctx_t ctx;
} PolyRing;

typedef struct PolyFactor {
    fmpz_mpoly_t p;              /* primitive, positive leading coefficient, no constant */
    slong        e;
} PolyFactor;

/* c * product of p^e. */
typedef struct Fraction {
    fmpq_t      c;
    PolyFactor *f;
    size_t      n, capacity;
} Fraction;

/* A factor p^e of a polynomial. */
typedef struct PolyPart {
    fmpz_mpoly_t p;
    slong        e;
    ulong        cyclotomic;      /* p is the cyclotomic polynomial of this index; 0: none, or not known to be one */
} PolyPart;

/* constant * product of the parts. */
typedef struct PolyParts {
    const PolyRing *ring;
    fmpz_t          constant;
    PolyPart       *part;         /* of FLINT's allocator */
    size_t          n, capacity;
} PolyParts;

void ring_start(PolyRing *r, Heap *h, bool expanding, Val only);
/* Gathers the kernels of [v]; before the ring is opened. */
void ring_collect(PolyRing *r, Val v);
bool ring_open(PolyRing *r);
void ring_close(PolyRing *r);
/* The number of a kernel with this key, or -1. */
slong ring_find(const PolyRing *r, Val key);

void fraction_init(Fraction *f);
void fraction_clear(const PolyRing *r, Fraction *f);
/* The fraction that [v] is; [v] must have been collected.  False: failed. */
bool fraction_from(PolyRing *r, Fraction *f, Val v);
void fraction_multiply_poly(PolyRing *r, Fraction *f, const fmpz_mpoly_t p, slong e);
void fraction_cancel(PolyRing *r, Fraction *f);
/* The product of the factors with positive (sign 1) or negative (sign -1) exponents. */
bool fraction_side(PolyRing *r, fmpz_mpoly_t to, const Fraction *f, int sign);
/* The same, or the ring's answer is the product: for poly_write_plain, or poly_settle. */
bool fraction_side_lazily(PolyRing *r, fmpz_mpoly_t to, const Fraction *f, int sign);
Val fraction_to_val(PolyRing *r, const Fraction *f);
/* c times a polynomial, multiplied out. */
Val poly_to_val(PolyRing *r, const fmpz_mpoly_t p, const fmpq_t c);

/* to = p^e or a b, which may be [to], with at most so many terms; false where that failed or the next poll unwinds. */
bool poly_power(PolyRing *r, fmpz_mpoly_t to, const fmpz_mpoly_t p, ulong e, double terms);
bool poly_product(PolyRing *r, fmpz_mpoly_t to, const fmpz_mpoly_t a, const fmpz_mpoly_t b, double terms);
/* The result of these may be the ring's answer still: then to = that.  False as above. */
bool poly_settle(PolyRing *r, fmpz_mpoly_t to);
void poly_forget(PolyRing *r);
/* Adds the irreducible factors of [p] to [to], the constant to its constant; false where FLINT gives up.  Takes long. */
void poly_parts_start(PolyParts *to, const PolyRing *r);
bool poly_factor(PolyParts *to, const fmpz_mpoly_t p);
void poly_parts_clear(PolyParts *parts);

/* Whoever writes many terms looks after so many whether he is to stop: the rest nobody will see. */
enum { TERMS_LOOKED_AT = 1 << 12 };

/* How large a polynomial is before it is one: its terms, their exponents, the limbs of its numbers; up to [most] or somewhat
 * more. */
double poly_weight(Val v, double most);
/* Its degree, all variables counted; of a sum with denominators at most that of what it is together.  Of what has weight only:
 * it recurs. */
double poly_degree(Val v);

/* Is this kernel nothing that evaluation knows anything about? */
bool kernel_is_plain(Val key);
/* The sum of monomials with integer coefficients that [sum] is, in a plain ring; false where it is something else. */
bool poly_from_monomials(const PolyRing *r, fmpz_mpoly_t p, Val sum);
/* poly_to_val, of the ring's answer where there is one, in a plain ring whose kernels are descending, VAL_NONE otherwise.  The terms are sorted, and stamped if
 * [stamp] is not 0: then nothing may have been defined that changes sums, products and powers. */
Val poly_write_plain(PolyRing *r, const fmpz_mpoly_t p, const fmpq_t c, uint32_t stamp);

#endif
