/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * order.c -- canonical order, as Sort, Order and the Orderless attribute use it.
 *
 * Numbers by value, then strings, then symbols, then expressions.  Sums, products and powers are
 * compared as polynomials are written: a power by its base and then its exponent, a product from
 * its last factor backwards, anything else as a product or power of itself.
 */
#include "vm/num/number.h"
#include "vm/value/assoc.h"
#include "vm/value/bytes.h"
#include "vm/value/foreign.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

enum { ORDER_STEPS = 100000 };

/* How far one comparison has gone. */
typedef struct Walk {
    unsigned depth, steps;
} Walk;

/* Where a character comes in the order of strings: letters alphabetically whatever their case. */
static int fold_case(uint32_t c)
{
    return c >= 'A' && c <= 'Z' ? (int)c + 32 : (int)c;
}

static int class_of(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return 1;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c > 127)
        return 2;
    return 0;
}

/* Where [a] and [b], which begin alike, differ first: at the start of a character in both, or at an end. */
static size_t common_prefix(const char *a, const char *b, size_t n)
{
    size_t i = 0;

    for (; i + 8 <= n; i += 8) {
        uint64_t x, y;
        memcpy(&x, a + i, 8);
        memcpy(&y, b + i, 8);
        if (x != y)
            break;
    }
    while (i < n && a[i] == b[i])
        i++;
    while (i < n && i > 0 && (((uint8_t)a[i] & 0xC0) == 0x80 || ((uint8_t)b[i] & 0xC0) == 0x80))
        i--;
    return i;
}

/* Alphabetical order; where only case differs the lower case comes first. */
static int order_strings(const char *a, size_t na, const char *b, size_t nb)
{
    const char *end_a = a + na, *end_b = b + nb;
    int by_case = 0;
    size_t same = common_prefix(a, b, na < nb ? na : nb);

    a += same;
    b += same;
    while (a < end_a && b < end_b) {
        uint32_t x, y;
        a += utf8_decode(a, end_a, &x);
        b += utf8_decode(b, end_b, &y);
        if (x == y)
            continue;
        int fx = fold_case(x), fy = fold_case(y);
        if (fx == fy) {
            if (by_case == 0)
                by_case = x > y ? -1 : 1;
            continue;
        }
        if (class_of(x) != class_of(y))
            return class_of(x) - class_of(y);
        return fx < fy ? -1 : 1;
    }
    if (a < end_a || b < end_b)
        return a < end_a ? 1 : -1;
    return by_case;
}

uint64_t text_order_key(Val text)
{
    enum { CHARS = 9, BITS = 7 };
    const char *s = text_data(text);
    size_t n = text_bytes(text);
    uint64_t key = 0;

    for (size_t i = 0; i < CHARS && i < n; i++) {
        uint32_t c = (uint8_t)s[i];
        /* Of the classes in their order: what is neither letter nor digit, digits, letters.  0 is the end. */
        uint64_t place = c >= 128 ? 127 : class_of(c) == 2 ? (uint64_t)(fold_case(c) - 'a' + 100)
                       : class_of(c) == 1 ? c - '0' + 90 : 1 + (c < '0' ? c : c < 'A' ? c - 10 : c < 'a' ? c - 36 : c - 62);

        key |= place << (BITS * (CHARS - 1 - i));
        if (c >= 128)
            break;
    }
    return key;
}

static int order_symbols(Val a, Val b)
{
    int by_name = order_strings(symbol_name(a), val_symbol(a)->name_len, symbol_name(b), val_symbol(b)->name_len);

    if (by_name != 0 || val_is(a, b))
        return by_name;
    return strcmp(symbol_context(a), symbol_context(b));
}

static int order_lengths(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

/* The factors of [v] from the last: [i] = 0 is the last one. */
static Val factor_from_end(Val v, Val head, size_t i)
{
    return val_has_head(v, head) ? expr_arg(v, expr_len(v) - 1 - i) : v;
}

static size_t factor_count(Val v, Val head)
{
    return val_has_head(v, head) ? expr_len(v) : 1;
}

/* The longer one has a number in front that the other lacks: compared with the 0 or 1 that stands
 * there unseen, so that -1 + x comes before x and x before 1 + x. */
static int order_leading_number(Val longer, Val head, int sign)
{
    Val unseen = val_int(val_is(head, S_Times));
    int c = num_order(expr_arg(longer, 0), unseen);

    return c == 0 ? sign : sign * c;
}

/* Of two whose factors from the last are the same as far as there are. */
static int order_counts(Val a, Val b, Val head)
{
    size_t na = factor_count(a, head), nb = factor_count(b, head);

    if (na == nb + 1 && val_is_number(expr_arg(a, 0)))
        return order_leading_number(a, head, 1);
    if (nb == na + 1 && val_is_number(expr_arg(b, 0)))
        return order_leading_number(b, head, -1);
    return order_lengths(na, nb);
}

static int order_at(Val a, Val b, Walk *w);

static int order_from_end(Val a, Val b, Val head, Walk *w)
{
    size_t na = factor_count(a, head), nb = factor_count(b, head);

    for (size_t i = 0; i < na && i < nb; i++) {
        int c = order_at(factor_from_end(a, head, i), factor_from_end(b, head, i), w);
        if (c != 0)
            return c;
    }
    return order_counts(a, b, head);
}

static Val power_base(Val v)     { return val_is_call(v, S_Power, 2) ? expr_arg(v, 0) : v; }
static Val power_exponent(Val v) { return val_is_call(v, S_Power, 2) ? expr_arg(v, 1) : val_int(1); }

static int order_powers(Val a, Val b, Walk *w)
{
    int c = order_at(power_base(a), power_base(b), w);

    return c != 0 ? c : order_at(power_exponent(a), power_exponent(b), w);
}

static int order_parts(Val a, Val b, Walk *w)
{
    int c = order_at(expr_head(a), expr_head(b), w);

    if (c != 0)
        return c;
    if (expr_len(a) != expr_len(b))
        return order_lengths(expr_len(a), expr_len(b));
    for (size_t i = 0; i < expr_len(a); i++) {
        c = order_at(expr_arg(a, i), expr_arg(b, i), w);
        if (c != 0)
            return c;
    }
    return 0;
}

static int order_exprs(Val a, Val b, Walk *w)
{
    if (val_has_head(a, S_Times) || val_has_head(b, S_Times))
        return order_from_end(a, b, S_Times, w);
    if (val_is_call(a, S_Power, 2) || val_is_call(b, S_Power, 2))
        return order_powers(a, b, w);
    if (val_has_head(a, S_Plus) || val_has_head(b, S_Plus))
        return order_from_end(a, b, S_Plus, w);
    if (val_is_symbol(a))
        return -1;
    if (val_is_symbol(b))
        return 1;
    return order_parts(a, b, w);
}

static inline int rank(Val v)
{
    static const uint8_t ranks[KIND_COUNT] = {
        [KIND_STRING] = 1, [KIND_BYTES] = 2, [KIND_FOREIGN] = 4,
        [KIND_SYMBOL] = 3, [KIND_EXPR] = 3, [KIND_PACKED] = 3, [KIND_ASSOC] = 3,
    };

    return ranks[val_kind(v)];
}

static int order_others(Val a, Val b)
{
    size_t na, nb;
    int c;

    switch (val_kind(a)) {
    case KIND_STRING:
        c = order_strings(text_data(a), text_bytes(a), text_data(b), text_bytes(b));
        return c != 0 ? c : order_lengths(text_bytes(a), text_bytes(b));
    case KIND_BYTES:
        na = val_bytes(a)->len;
        nb = val_bytes(b)->len;
        c = memcmp(val_bytes(a)->data, val_bytes(b)->data, na < nb ? na : nb);
        return c != 0 ? c : order_lengths(na, nb);
    default:
        return order_lengths(foreign_serial(a), foreign_serial(b));
    }
}

/* An expression that stands for what is none, for the comparison only. */
static Val as_expr(Heap *scratch, Val v)
{
    if (val_is_packed(v))
        return packed_unpack(scratch, v);
    if (val_is_assoc(v))
        return expr1(scratch, S_Association, assoc_rules(scratch, v));
    return v;
}

static COLD int order_unpacked(Val a, Val b, Walk *w)
{
    struct Heap scratch = {.lists = &(FreeLists){.nodes = {NULL}}};

    return order_at(as_expr(&scratch, a), as_expr(&scratch, b), w);
}

/* Those that have parts, or only one of them has. */
static inline bool is_decided(Val a, Val b, int *c)
{
    if (val_is(a, b)) {
        *c = 0;
        return true;
    }
    int ra = rank(a), rb = rank(b);
    if (ra == 3 && rb == 3 && !(val_is_symbol(a) && val_is_symbol(b)))
        return false;
    *c = ra != rb ? (ra < rb ? -1 : 1) : ra == 0 ? num_order(a, b) : ra != 3 ? order_others(a, b) : order_symbols(a, b);
    return true;
}

/* What is to be compared next, the last one first.  Where `a` is none, all that came before was the same, and `b` says
 * what that makes the whole. */
typedef struct Step { Val a, b; } Step;

typedef struct Steps {
    struct Heap heap;
    Step  *items;
    size_t n, room;
} Steps;

static void push_step(Steps *s, Val a, Val b)
{
    if (s->n == s->room) {
        size_t room = s->room == 0 ? 1024 : 2 * s->room;
        s->items = heap_grow(&s->heap, s->items, s->n * sizeof(Step), room * sizeof(Step));
        s->room = room;
    }
    s->items[s->n++] = (Step){a, b};
}

static void push_verdict(Steps *s, int c)
{
    if (c != 0)
        push_step(s, VAL_NONE, val_int(c));
}

/* What order_from_end, order_powers and order_parts do. */
static void push_parts(Steps *s, Val a, Val b)
{
    bool times = val_has_head(a, S_Times) || val_has_head(b, S_Times), powers = val_is_call(a, S_Power, 2) || val_is_call(b, S_Power, 2);

    if (times || (!powers && (val_has_head(a, S_Plus) || val_has_head(b, S_Plus)))) {
        Val head = times ? S_Times : S_Plus;
        size_t na = factor_count(a, head), nb = factor_count(b, head);
        push_verdict(s, order_counts(a, b, head));
        for (size_t i = na < nb ? na : nb; i-- > 0; )
            push_step(s, factor_from_end(a, head, i), factor_from_end(b, head, i));
    } else if (powers) {
        push_step(s, power_exponent(a), power_exponent(b));
        push_step(s, power_base(a), power_base(b));
    } else if (val_is_symbol(a) || val_is_symbol(b)) {
        push_verdict(s, val_is_symbol(a) ? -1 : 1);
    } else {
        push_verdict(s, order_lengths(expr_len(a), expr_len(b)));
        for (size_t i = expr_len(a) == expr_len(b) ? expr_len(a) : 0; i-- > 0; )
            push_step(s, expr_arg(a, i), expr_arg(b, i));
        push_step(s, expr_head(a), expr_head(b));
    }
}

/* order_at for what is too deep for the C stack. */
static COLD NOINLINE int order_deep(Val a, Val b, Walk *w)
{
    Steps s = {.heap = {.lists = &(FreeLists){.nodes = {NULL}}}};
    int c;

    push_step(&s, a, b);
    while (s.n > 0) {
        Step next = s.items[--s.n];
        a = next.a;
        b = next.b;
        if (val_is_none(a))
            return (int)val_small(b);
        if (is_decided(a, b, &c)) {
            if (c != 0)
                return c;
        } else if (val_is_packed(a) || val_is_assoc(a) || val_is_packed(b) || val_is_assoc(b)) {
            push_step(&s, as_expr(&s.heap, a), as_expr(&s.heap, b));
        } else if (++w->steps <= ORDER_STEPS || val_hash(a) != val_hash(b) || !val_same(a, b)) {
            push_parts(&s, a, b);
        }
    }
    return 0;
}

static int order_at(Val a, Val b, Walk *w)
{
    int c;

    if (is_decided(a, b, &c))
        return c;
    if (UNLIKELY(val_is_packed(a) || val_is_assoc(a) || val_is_packed(b) || val_is_assoc(b)))
        return order_unpacked(a, b, w);
    /* Expressions that share their parts show more of them than can be walked. */
    if (UNLIKELY(++w->steps > ORDER_STEPS) && val_hash(a) == val_hash(b) && val_same(a, b))
        return 0;
    if (UNLIKELY(w->depth >= PLAIN_DEPTH))
        return order_deep(a, b, w);
    w->depth++;
    c = order_exprs(a, b, w);
    w->depth--;
    return c;
}

int val_order_rank(Val v)
{
    return rank(v);
}

int val_order(Val a, Val b)
{
    return order_at(a, b, &(Walk){0, 0});
}
