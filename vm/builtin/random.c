/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * random.c -- random numbers, choices and samples.
 *
 * One xoshiro256** generator a VM, seeded from the system or by SeedRandom.
 */
#include "vm/builtin/random.h"

#include "vm/builtin/integers.h"
#include "vm/eval/limits.h"

#include <math.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

typedef struct Generator { uint64_t s[4]; } Generator;

static uint64_t split_mix(uint64_t *x)
{
    uint64_t z = *x += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static void seed(Generator *g, uint64_t x)
{
    for (int i = 0; i < 4; i++)
        g->s[i] = split_mix(&x);
}

static void seed_from_system(Generator *g)
{
    uint64_t x;

    if (getrandom(&x, sizeof x, GRND_NONBLOCK) != sizeof x)
        x = (uint64_t)time(NULL) ^ (uint64_t)(uintptr_t)g;
    seed(g, x);
}

static Generator *generator(Vm *vm)
{
    Generator *g = vm->state[STATE_RANDOM];

    if (g == NULL) {
        vm->state[STATE_RANDOM] = g = heap_alloc_atomic(vm_heap(vm), sizeof *g);
        if (vm->random_seed != 0)
            seed(g, vm->random_seed);
        else
            seed_from_system(g);
    }
    return g;
}

static inline uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static uint64_t next64(Generator *g)
{
    uint64_t *s = g->s, r = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return r;
}

uint64_t random_draw(Vm *vm)
{
    return next64(generator(vm));
}

void random_restart(Vm *vm, uint64_t base, uint64_t number)
{
    uint64_t x = base ^ (number * 0xD1342543DE82EF95u);

    vm->state[STATE_RANDOM] = NULL;
    vm->random_seed = split_mix(&x) | 1;
}

/* Uniform in [0, 1). */
static double next_real(Generator *g)
{
    return (double)(next64(g) >> 11) * 0x1p-53;
}

/* Uniform in [0, n), n >= 1. */
static uint64_t next_below(Generator *g, uint64_t n)
{
    uint64_t x = next64(g);
    __uint128_t m = (__uint128_t)x * n;

    if ((uint64_t)m < n) {
        uint64_t threshold = -n % n;
        while ((uint64_t)m < threshold) {
            x = next64(g);
            m = (__uint128_t)x * n;
        }
    }
    return (uint64_t)(m >> 64);
}

/* Uniform in [0, n) for an integer n >= 1 of any size. */
static Val next_integer(Heap *h, Generator *g, Val n)
{
    if (val_is_small(n))
        return int_from_u64(h, next_below(g, val_count(n)));
    size_t bits = int_bits(n), words = (bits + 31) / 32;
    Val *digits = heap_alloc(h, words * sizeof *digits), r;
    do {
        for (size_t i = 0; i < words; i++)
            digits[i] = val_int((int64_t)(next64(g) >> 32));
        digits[0] = val_int(val_small(digits[0]) & ((1LL << (bits - 32 * (words - 1))) - 1));
        r = int_from_digit_values(h, digits, words, val_int(1LL << 32));
    } while (num_compare(r, n) >= 0);
    return r;
}

/* ---- seeds ------------------------------------------------------------------------------------------ */

BUILTIN(SeedRandom,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_RANDOM,
    .args    = "s_.",
    .options = "Method -> Automatic",
    .usage   = "SeedRandom[s] resets the pseudorandom generator, using s as a seed; SeedRandom[] uses an unpredictable seed.",
    .messages = MESSAGES("seed", "Argument `1` in `2` should be an integer or a string."),
    .examples = EXAMPLES(">> SeedRandom[7]; a = RandomReal[]; SeedRandom[7]; a == RandomReal[]", "True"))
{
    Generator *g = generator(vm);

    if (options_split(args) == 0) {
        if (vm_is_simulated(vm))
            seed(g, next64(g));
        else
            seed_from_system(g);
        return S_Null;
    }
    Val s = args.v[0];
    if (!val_is_integer(s) && !val_is_string(s) && !val_is(s, S_Automatic))
        return MESSAGE(vm, "seed", s, args.expr);
    uint64_t x = val_is_small(s) ? (uint64_t)val_small(s) : 1469598103934665603u;
    if (val_is_string(s)) {
        for (size_t i = 0; i < text_bytes(s); i++)
            x = (x ^ (unsigned char)text_data(s)[i]) * 1099511628211u;
    } else if (!val_is_small(s)) {
        size_t n;
        Val *digits = int_digits(vm_heap(vm), s, val_int(1LL << 32), &n);
        for (size_t i = 0; i < n; i++)
            x = (x ^ (uint64_t)val_small(digits[i])) * 1099511628211u;
    }
    seed(g, x);
    return S_Null;
}

BUILTIN(BlockRandom,
    .attrs   = ATTR_HOLD_FIRST | ATTR_PROTECTED,
    .effects = EFFECT_CALLS | EFFECT_RANDOM,
    .args    = "expr_",
    .usage   = "BlockRandom[expr] evaluates expr with all pseudorandom generators localized.",
    .examples = EXAMPLES(">> a = BlockRandom[RandomInteger[10^9]]; a == RandomInteger[10^9]", "True"))
{
    Generator *g = generator(vm), saved = *g;
    Val r = vm_eval(vm, args.v[0]);

    *g = saved;
    return r;
}

/* ---- arrays of random values ------------------------------------------------------------------------- */

enum { RANK_MAX = 16 };

typedef struct Shape { size_t rank, dims[RANK_MAX], count; } Shape;

/* n, or {n1, n2, ..}; false where it is neither.  UNWIND by *error. */
static bool read_shape(Vm *vm, Val v, Shape *shape, Val *error)
{
    double total = 1;

    *error = VAL_NONE;
    shape->rank = 0;
    if (val_is_count(v)) {
        shape->dims[shape->rank++] = val_count(v);
    } else {
        if (!val_is_plain_list(v) || expr_len(v) > RANK_MAX)
            return false;
        for (size_t i = 0; i < expr_len(v); i++) {
            if (!val_is_count(expr_arg(v, i)))
                return false;
            shape->dims[shape->rank++] = val_count(expr_arg(v, i));
        }
    }
    for (size_t i = 0; i < shape->rank; i++)
        total *= (double)shape->dims[i];
    *error = vm_check_length(vm, total, sizeof(Val));
    shape->count = (size_t)total;
    return true;
}

typedef struct Source Source;
struct Source {
    Generator *g;
    Val  (*draw)(Heap *h, const Source *s);
    Val    low, span;              /* integers: in [low, low + span) */
    double from, width;            /* reals */
    double from_im, width_im;
    double digits;                 /* 0: machine */
    Val    list;                   /* choices */
    const double *cumulated;       /* weights, or NULL */
};

static Val array_of(Vm *vm, const Source *s, const Shape *shape, size_t level)
{
    Heap *h = vm_heap(vm);

    if (level == shape->rank)
        return s->draw(h, s);
    Expr *list = expr_new(h, S_List, shape->dims[level]);
    for (size_t i = 0; i < shape->dims[level]; i++) {
        TRY(vm_poll(vm));
        TRY(list->args[i] = array_of(vm, s, shape, level + 1));
    }
    return expr_seal(list);
}

static Val draw_integer(Heap *h, const Source *s)
{
    return num_add(h, s->low, next_integer(h, s->g, s->span));
}

static Val draw_real(Heap *h, const Source *s)
{
    if (s->digits == 0)
        return val_real_new(h, s->from + s->width * next_real(s->g));
    /* as many random bits as the precision has */
    Val scale = int_pow_u64(h, val_int(2), (uint64_t)(s->digits * 3.33) + 64);
    Val fraction = num_div(h, next_integer(h, s->g, scale), scale);
    return num_to_big_real(h, num_add(h, s->low, num_mul(h, s->span, fraction)), s->digits);
}

static Val draw_complex(Heap *h, const Source *s)
{
    double re = s->from + s->width * next_real(s->g), im = s->from_im + s->width_im * next_real(s->g);

    return cplx_new(h, val_real_new(h, re), val_real_new(h, im));
}

/* The values asked for: one, or an array, packed where it can be. */
static Val deliver(Vm *vm, Args args, size_t positional, const Source *s, bool pack)
{
    Heap *h = vm_heap(vm);
    Shape shape;
    Val error;

    if (positional < 2)
        return s->draw(h, s);
    if (!read_shape(vm, args.v[1], &shape, &error))
        return MESSAGE(vm, "array", args.v[1], args.expr);
    TRY(error);
    if (pack && shape.rank >= 1 && shape.count >= PACKED_LENGTH_MIN) {
        bool real = s->draw == draw_real && s->digits == 0;
        bool integer = s->draw == draw_integer && val_is_small(s->low) && val_is_small(s->span)
                    && val_is_small(num_add(h, s->low, s->span));
        Packed *p = real || integer ? packed_new(h, real ? PACKED_REAL : PACKED_INTEGER, shape.rank, shape.dims) : NULL;
        if (p != NULL) {
            for (size_t i = 0; i < shape.count; i++) {
                TRY(vm_poll(vm));
                if (real)
                    p->data.reals[i] = s->from + s->width * next_real(s->g);
                else
                    p->data.integers[i] = val_small(s->low) + (int64_t)next_below(s->g, val_count(s->span));
            }
            return val_from_node(p);
        }
    }
    return array_of(vm, s, &shape, 0);
}

#define ARRAY_MESSAGE "array", "The array dimensions `1` given in position 2 of `2` should be a list of non-negative machine-sized integers giving the dimensions for the result."

BUILTIN(RandomInteger,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_RANDOM,
    .args    = "range_., dims_.",
    .usage   = "RandomInteger[{imin, imax}] gives a pseudorandom integer between imin and imax; RandomInteger[imax] between 0 and imax; "
               "RandomInteger[] gives 0 or 1; RandomInteger[range, n] gives a list of n of them, RandomInteger[range, {n1, n2, ...}] an array.",
    .messages = MESSAGES(ARRAY_MESSAGE, "unifr", "The endpoints specified by `1` for the endpoints of the discrete uniform distribution range are not integers."),
    .examples = EXAMPLES(">> RandomInteger[{5, 5}]", "5", ">> Dimensions[RandomInteger[9, {2, 3}]]", "{2, 3}"))
{
    Heap *h = vm_heap(vm);
    Val low = val_int(0), high = val_int(1);

    if (args.n >= 1) {
        high = args.v[0];
        if (val_is_call(high, S_List, 2)) {
            low = expr_arg(args.v[0], 0);
            high = expr_arg(args.v[0], 1);
        }
        if (!val_is_integer(low) || !val_is_integer(high))
            return MESSAGE(vm, "unifr", args.v[0]);
        if (num_compare(low, high) > 0) {
            Val t = low;
            low = high;
            high = t;
        }
    }
    Source s = {.g = generator(vm), .draw = draw_integer, .low = low};
    s.span = num_add(h, num_sub(h, high, low), val_int(1));
    return deliver(vm, args, args.n, &s, true);
}

/* Reads x or {a, b} as real bounds. */
static Val read_real_range(Vm *vm, Val range, Source *s)
{
    Heap *h = vm_heap(vm);
    Val low = val_int(0), high = range;

    if (val_is_call(range, S_List, 2)) {
        low = expr_arg(range, 0);
        high = expr_arg(range, 1);
    }
    TRY(low = n_value(vm, low, s->digits));
    TRY(high = n_value(vm, high, s->digits));
    if (!val_is_real_number(low) || !val_is_real_number(high))
        return NOT_MINE;
    s->low = num_to_exact(h, low);
    s->span = num_sub(h, num_to_exact(h, high), s->low);
    s->from = num_to_double(low);
    s->width = num_to_double(high) - s->from;
    return VAL_NONE;
}

BUILTIN(RandomReal,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_RANDOM,
    .args    = "range_., dims_.",
    .options = "WorkingPrecision -> MachinePrecision",
    .usage   = "RandomReal[] gives a pseudorandom real number in the range 0 to 1; RandomReal[{xmin, xmax}] between xmin and xmax; "
               "RandomReal[xmax] between 0 and xmax; RandomReal[range, n] gives a list, RandomReal[range, {n1, n2, ...}] an array.",
    .messages = MESSAGES(ARRAY_MESSAGE, "unifr", "The endpoints specified by `1` for the endpoints of the uniform distribution range are not real-valued."),
    .examples = EXAMPLES(">> Length[RandomReal[1, 5]]", "5", ">> 0 <= RandomReal[] <= 1", "True"))
{
    Source s = {.g = generator(vm), .draw = draw_real};
    size_t positional = options_split(args);
    Val precision, error = VAL_NONE;

    TRY(precision = option_get(vm, args, S_WorkingPrecision));
    if (!precision_read(vm, precision, &s.digits) || !(s.digits >= 0 && s.digits < 1e8))
        return NOT_MINE;
    TRY(error = read_real_range(vm, positional >= 1 ? args.v[0] : val_int(1), &s));
    if (val_is_not_mine(error))
        return MESSAGE(vm, "unifr", args.v[0]);
    return deliver(vm, args, positional, &s, true);
}

BUILTIN(RandomComplex,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_RANDOM,
    .args    = "range_., dims_.",
    .usage   = "RandomComplex[] gives a pseudorandom complex number with real and imaginary parts in the range 0 to 1; "
               "RandomComplex[{zmin, zmax}] in the rectangle with these corners.",
    .messages = MESSAGES(ARRAY_MESSAGE, "unifr", "The endpoints specified by `1` for the endpoints of the uniform distribution range are not complex-valued."),
    .examples = EXAMPLES(">> Head[RandomComplex[]]", "Complex"))
{
    Heap *h = vm_heap(vm);
    Source s = {.g = generator(vm), .draw = draw_complex};
    Val low = val_int(0), high = cplx_new(h, val_int(1), val_int(1));

    if (args.n >= 1) {
        high = args.v[0];
        if (val_is_call(high, S_List, 2)) {
            low = expr_arg(args.v[0], 0);
            high = expr_arg(args.v[0], 1);
        }
    }
    TRY(low = n_value(vm, low, 0));
    TRY(high = n_value(vm, high, 0));
    if (!val_is_number(low) || !val_is_number(high))
        return MESSAGE(vm, "unifr", args.v[0]);
    s.from = num_to_double(cplx_re(low));
    s.width = num_to_double(cplx_re(high)) - s.from;
    s.from_im = num_to_double(cplx_im(low));
    s.width_im = num_to_double(cplx_im(high)) - s.from_im;
    return deliver(vm, args, args.n, &s, false);
}

/* ---- choices and samples -------------------------------------------------------------------------------- */

/* Running sums of the weights; NULL where they are not non-negative reals with a positive sum. */
static double *cumulate(Vm *vm, Val weights)
{
    Heap *h = vm_heap(vm);
    size_t n = list_len(weights);
    double *sums = heap_alloc_atomic(h, (n + 1) * sizeof *sums), sum = 0;

    for (size_t i = 0; i < n; i++) {
        Val w = n_value(vm, list_item(h, weights, i), 0);
        if (val_is_unwind(w) || !val_is_real_number(w) || !(num_to_double(w) >= 0))
            return NULL;
        sum += num_to_double(w);
        sums[i] = sum;
    }
    return sum > 0 && isfinite(sum) ? sums : NULL;
}

static size_t choose_weighted(Generator *g, const double *sums, size_t n)
{
    double x = next_real(g) * sums[n - 1];
    size_t low = 0, high = n - 1;

    while (low < high) {
        size_t mid = (low + high) / 2;
        if (sums[mid] > x)
            high = mid;
        else
            low = mid + 1;
    }
    return low;
}

static Val draw_choice(Heap *h, const Source *s)
{
    size_t n = list_len(s->list);

    return list_item(h, s->list, s->cumulated != NULL ? choose_weighted(s->g, s->cumulated, n) : next_below(s->g, n));
}

/* list, or weights -> list; association: its values.  False where it is none of these. */
static bool read_population(Vm *vm, Val v, Source *s)
{
    Heap *h = vm_heap(vm);

    s->cumulated = NULL;
    if (val_is_assoc(v))
        v = assoc_values(h, v);
    if (val_is_call(v, S_Rule, 2) && val_is_list(expr_arg(v, 0)) && val_is_list(expr_arg(v, 1))
        && list_len(expr_arg(v, 0)) == list_len(expr_arg(v, 1)) && list_len(expr_arg(v, 0)) > 0) {
        s->cumulated = cumulate(vm, expr_arg(v, 0));
        if (s->cumulated == NULL)
            return false;
        v = expr_arg(v, 1);
    }
    if (val_is_expr(v) && !val_is_plain_list(v) && !val_is_rule(v))
        v = expr_with_head(h, v, S_List);
    if (!val_is_list(v))
        return false;
    s->list = v;
    return true;
}

BUILTIN(RandomChoice,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_RANDOM,
    .args    = "list_, dims_.",
    .usage   = "RandomChoice[{e1, e2, ...}] gives a pseudorandom choice of one of the ei; RandomChoice[list, n] a list of n choices; "
               "RandomChoice[{w1, w2, ...} -> {e1, e2, ...}] weighs them.",
    .messages = MESSAGES(ARRAY_MESSAGE,
        "lrwl", "The items for choice `1` should be a list or a rule weights -> choices.",
        "wgtv", "Weights `1` should be non-negative real numbers that do not all vanish."),
    .examples = EXAMPLES(">> RandomChoice[{a, a, a}]", "a", ">> RandomChoice[{0, 1} -> {a, b}, 3]", "{b, b, b}"))
{
    Source s = {.g = generator(vm), .draw = draw_choice};

    if (!read_population(vm, args.v[0], &s) || list_len(s.list) == 0)
        return MESSAGE(vm, "lrwl", args.v[0]);
    return deliver(vm, args, args.n, &s, false);
}

/* [n] of the positions below [count], in random order. */
static Val sample_uniform(Vm *vm, const Source *s, size_t n)
{
    Heap *h = vm_heap(vm);
    size_t count = list_len(s->list);
    uint64_t *order = heap_alloc_atomic(h, (count + 1) * sizeof *order);
    Expr *out = expr_new(h, S_List, n);

    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t i = 0; i < n; i++) {
        TRY(vm_poll(vm));
        size_t j = i + next_below(s->g, count - i);
        uint64_t t = order[i];
        order[i] = order[j];
        order[j] = t;
        out->args[i] = list_item(h, s->list, order[i]);
    }
    return expr_seal(out);
}

typedef struct Keyed { double key; size_t at; } Keyed;

static int compare_keyed(const void *a, const void *b)
{
    double x = ((const Keyed *)a)->key, y = ((const Keyed *)b)->key;

    return (x < y) - (x > y);
}

/* Without replacement by weights: the largest of u^(1/w). */
static Val sample_weighted(Vm *vm, const Source *s, size_t n)
{
    Heap *h = vm_heap(vm);
    size_t count = list_len(s->list);
    Keyed *keys = heap_alloc_atomic(h, (count + 1) * sizeof *keys);
    Expr *out = expr_new(h, S_List, n);

    for (size_t i = 0; i < count; i++) {
        double w = s->cumulated[i] - (i > 0 ? s->cumulated[i - 1] : 0);
        keys[i] = (Keyed){w > 0 ? log(next_real(s->g)) / w : -INFINITY, i};
    }
    qsort(keys, count, sizeof *keys, compare_keyed);
    for (size_t i = 0; i < n; i++)
        out->args[i] = list_item(h, s->list, keys[i].at);
    return expr_seal(out);
}

BUILTIN(RandomSample,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_RANDOM,
    .args    = "list_, n_.",
    .usage   = "RandomSample[{e1, e2, ...}, n] gives a pseudorandom sample of n of the ei; RandomSample[list] a random permutation; "
               "RandomSample[{w1, w2, ...} -> {e1, e2, ...}, n] weighs them.",
    .messages = MESSAGES(
        "lrwl", "The items for choice `1` should be a list or a rule weights -> choices.",
        "smplen", "RandomSample cannot generate a sample of length `1`, which is greater than the length of the sample set `2`. "
                  "If you want a choice of possibly repeated elements from the set, use RandomChoice."),
    .examples = EXAMPLES(">> Sort[RandomSample[{c, a, b}]]", "{a, b, c}"))
{
    Heap *h = vm_heap(vm);
    Source s = {.g = generator(vm)};

    if (!read_population(vm, args.v[0], &s))
        return MESSAGE(vm, "lrwl", args.v[0]);
    size_t count = list_len(s.list), n = count, possible = count;
    if (s.cumulated != NULL) {
        possible = 0;
        for (size_t i = 0; i < count; i++)
            possible += s.cumulated[i] > (i > 0 ? s.cumulated[i - 1] : 0);
        n = possible;
    }
    if (args.n == 2) {
        Val spec = args.v[1];
        bool up_to = val_is_call(spec, S_UpTo, 1);
        if (up_to)
            spec = expr_arg(spec, 0);
        if (!val_is_count(spec))
            return NOT_MINE;
        if (val_count(spec) > possible && !up_to)
            return MESSAGE(vm, "smplen", spec, int_from_u64(h, possible));
        n = val_count(spec) < possible ? val_count(spec) : possible;
    }
    return s.cumulated != NULL ? sample_weighted(vm, &s, n) : sample_uniform(vm, &s, n);
}

/* A prime in [low, high]; VAL_NONE where there is none. */
static Val random_prime(Vm *vm, Val low, Val high)
{
    Heap *h = vm_heap(vm);
    Generator *g = generator(vm);
    Val first, test;

    TRY(first = int_next_prime(vm, num_sub(h, low, val_int(1))));
    if (num_compare(first, high) > 0)
        return VAL_NONE;
    Val span = num_add(h, num_sub(h, high, low), val_int(1));
    for (int i = 0; i < 100000; i++) {
        TRY(vm_poll(vm));
        Val p = num_add(h, low, next_integer(h, g, span));
        TRY(test = int_prime_test(vm, p));
        if (num_compare(p, val_int(1)) > 0 && val_is(test, S_True))
            return p;
    }
    return first;
}

BUILTIN(RandomPrime,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_RANDOM,
    .args    = "range_, dims_.",
    .usage   = "RandomPrime[{imin, imax}] gives a pseudorandom prime number between imin and imax; RandomPrime[imax] between 2 and imax; "
               "RandomPrime[range, n] gives a list of n primes.",
    .messages = MESSAGES(ARRAY_MESSAGE, "noprime", "There are no primes in the specified interval.",
                         "posint", "The parameter `1` must be a positive integer."),
    .examples = EXAMPLES(">> RandomPrime[{14, 17}]", "17", ">> PrimeQ[RandomPrime[10^20]]", "True"))
{
    Heap *h = vm_heap(vm);
    Val low = val_int(2), high = args.v[0], error;
    Shape shape = {.rank = 0, .count = 1};

    if (val_is_call(high, S_List, 2)) {
        low = expr_arg(args.v[0], 0);
        high = expr_arg(args.v[0], 1);
    }
    if (!val_is_integer(low) || !val_is_integer(high))
        return MESSAGE(vm, "posint", args.v[0]);
    if (args.n == 2) {
        if (!read_shape(vm, args.v[1], &shape, &error))
            return MESSAGE(vm, "array", args.v[1], args.expr);
        TRY(error);
    }
    Val *flat = heap_alloc(h, (shape.count + 1) * sizeof *flat);
    for (size_t i = 0; i < shape.count; i++) {
        TRY(flat[i] = random_prime(vm, low, high));
        if (val_is_none(flat[i]))
            return MESSAGE0(vm, "noprime");
    }
    if (shape.rank == 0)
        return flat[0];
    /* from the innermost level outwards */
    size_t count = shape.count;
    for (size_t level = shape.rank; level-- > 0; ) {
        size_t n = shape.dims[level];
        count = n == 0 ? 0 : count / n;
        for (size_t i = 0; i < count; i++)
            flat[i] = list_make(h, n, flat + i * n);
    }
    return count == 0 ? list_make(h, 0, NULL) : flat[0];
}
