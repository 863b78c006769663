/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * literal.c -- numbers and strings as they are written.
 */
#include <math.h>

#include "vm/num/number.h"
#include "vm/read/parser.h"
#include "vm/value/text.h"

static int digit_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static char byte_at(const Parser *p, const char *s) { return s < p->limit ? *s : '\0'; }

/* What a number is made of: base^^digits`precision*^exponent. */
typedef struct Numeral {
    const char *digits;         /* may have a point */
    size_t      n;
    bool        point;
    int         base;
    int64_t     exponent;
    enum { MARK_NONE, MARK_MACHINE, MARK_PRECISION, MARK_ACCURACY } mark;
    double      marked;         /* the precision or accuracy given */
} Numeral;

/* Past the digits at [s], joining over a backslash at the end of a line is left to the caller. */
static const char *digits_end(const Parser *p, const char *s, int base)
{
    while (s < p->limit && digit_value(*s) < base)
        s++;
    return s;
}

/* Reads the digits with an optional point at p->at; a point before another one is an operator. */
static void read_digits(Parser *p, Numeral *m)
{
    const char *s = p->at, *end = digits_end(p, s, m->base);

    m->point = false;
    if (byte_at(p, end) == '.' && byte_at(p, end + 1) != '.') {
        m->point = true;
        end = digits_end(p, end + 1, m->base);
    }
    m->digits = s;
    m->n = (size_t)(end - s);
    p->at = end;
    /* A number may go on after a backslash at the end of the line. */
    while (byte_at(p, end) == '\\' && byte_at(p, end + 1) == '\n' &&
           digit_value(byte_at(p, end + 2)) < m->base) {
        const char *more = end + 2;
        end = digits_end(p, more, m->base);
        if (!m->point && byte_at(p, end) == '.' && byte_at(p, end + 1) != '.') {
            m->point = true;
            end = digits_end(p, end + 1, m->base);
        }
        char *joined = heap_alloc_atomic(p->h, m->n + (size_t)(end - more));
        memcpy(joined, m->digits, m->n);
        memcpy(joined + m->n, more, (size_t)(end - more));
        m->digits = joined;
        m->n += (size_t)(end - more);
        p->at = end;
    }
}

/* The decimal number at p->at, rounded once: digits past those that a double can tell apart don't count. */
static double read_decimal(Parser *p)
{
    char digits[400];
    const char *s = p->at;
    size_t n;

    while (s < p->limit && is_digit(*s))
        s++;
    if (byte_at(p, s) == '.' && byte_at(p, s + 1) != '.')
        for (s++; s < p->limit && is_digit(*s); )
            s++;
    n = (size_t)(s - p->at) < sizeof digits - 1 ? (size_t)(s - p->at) : sizeof digits - 1;
    memcpy(digits, p->at, n);
    digits[n] = '\0';
    p->at = s;
    return strtod(digits, NULL);
}

/* `, `20, ``20 after the digits. */
static void read_mark(Parser *p, Numeral *m)
{
    const char *s = p->at;
    bool minus = false;

    m->mark = MARK_NONE;
    if (byte_at(p, s) != '`')
        return;
    if (byte_at(p, s + 1) == '`') {
        s += 2;
        if (byte_at(p, s) == '-' || byte_at(p, s) == '+')
            minus = *s++ == '-';
        if (!is_digit(byte_at(p, s)) && !(byte_at(p, s) == '.' && is_digit(byte_at(p, s + 1)))) {
            parser_fail(p, READ_ERROR, "sntxf", s, "the accuracy of a number was expected after ``");
            return;
        }
        p->at = s;
        m->mark = MARK_ACCURACY;
        m->marked = read_decimal(p);
        if (minus)
            m->marked = -m->marked;
        return;
    }
    p->at = s + 1;
    m->mark = MARK_MACHINE;
    if (is_digit(byte_at(p, s + 1)) || (byte_at(p, s + 1) == '.' && is_digit(byte_at(p, s + 2)))) {
        m->mark = MARK_PRECISION;
        m->marked = read_decimal(p);
    }
}

static void read_exponent(Parser *p, Numeral *m)
{
    const char *s = p->at;
    bool minus = false;

    m->exponent = 0;
    if (byte_at(p, s) != '*' || byte_at(p, s + 1) != '^')
        return;
    s += 2;
    if (byte_at(p, s) == '-' || byte_at(p, s) == '+')
        minus = *s++ == '-';
    if (!is_digit(byte_at(p, s))) {
        parser_fail(p, READ_ERROR, "sntxf", s, "the exponent of a number was expected after *^");
        return;
    }
    for (; s < p->limit && is_digit(*s); s++)
        if (m->exponent < INT64_MAX / 100)
            m->exponent = 10 * m->exponent + (*s - '0');
    if (minus)
        m->exponent = -m->exponent;
    p->at = s;
}

/* An integer times base^exponent.  A huge power is left to the evaluator. */
static Val scaled_integer(Parser *p, Val i, const Numeral *m)
{
    enum { DIRECT_MAX = 100000 };
    uint64_t size = m->exponent < 0 ? -(uint64_t)m->exponent : (uint64_t)m->exponent;

    if (m->exponent == 0)
        return i;
    if (size > DIRECT_MAX)
        return expr2(p->h, S_Times, i, expr2(p->h, S_Power, val_int(m->base), int_from_i64(p->h, m->exponent)));
    Val power = int_pow_u64(p->h, val_int(m->base), size);
    return m->exponent > 0 ? num_mul(p->h, i, power) : rat_new(p->h, i, power);
}

static bool digits_are_zero(const Numeral *m)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->digits[i] != '0' && m->digits[i] != '.')
            return false;
    return true;
}

/* A number whose mark asks for far more digits than are written: the exact number, and the work left to the
 * evaluator, which can be interrupted and has limits.  VAL_NONE where it is no such. */
static Val huge_numeral(Parser *p, const Numeral *m)
{
    enum { DIRECT_DIGITS = 200000 };
    Heap *h = p->h;
    Numeral whole = *m;
    char *digits;

    if ((m->mark != MARK_PRECISION && m->mark != MARK_ACCURACY) || m->marked < DIRECT_DIGITS ||
        m->marked < 2 * (double)m->n || digits_are_zero(m))
        return VAL_NONE;
    digits = heap_alloc_atomic(h, m->n + 1);
    whole.digits = digits;
    for (size_t i = whole.n = 0, point = 0; i < m->n; i++) {
        whole.exponent -= point;
        if (m->digits[i] == '.')
            point = 1;
        else
            digits[whole.n++] = m->digits[i];
    }
    Val exact = scaled_integer(p, int_from_digits(h, digits, whole.n, m->base), &whole);
    return expr2(h, m->mark == MARK_PRECISION ? S_SetPrecision : S_SetAccuracy, exact, val_real_new(h, m->marked));
}

static Val real_numeral(Parser *p, const Numeral *m)
{
    Heap *h = p->h;
    Val huge = huge_numeral(p, m);

    if (!val_is_none(huge))
        return huge;

    switch (m->mark) {
    case MARK_MACHINE:
        return num_to_machine(h, real_from_digits(h, m->digits, m->n, m->base, m->exponent, 0));
    case MARK_PRECISION:
        return real_from_digits(h, m->digits, m->n, m->base, m->exponent, m->marked > 0 ? m->marked : 1);
    case MARK_ACCURACY:
        if (m->marked > 0)
            return real_from_digits(h, m->digits, m->n, m->base, m->exponent, -m->marked);
        if (!digits_are_zero(m)) {
            /* Precision is accuracy plus the decimal logarithm of the number. */
            Val x = real_from_digits(h, m->digits, m->n, m->base, m->exponent, 0);
            double size = m->marked + log10(fabs(num_to_double(x)));
            if (size > 0 && isfinite(size))
                return real_from_digits(h, m->digits, m->n, m->base, m->exponent, size);
        }
        return real_from_digits(h, "0.", 2, 10, 0, 1);
    default:
        return real_from_digits(h, m->digits, m->n, m->base, m->exponent, 0);
    }
}

Val read_number(Parser *p)
{
    Numeral m = {.base = 10};
    const char *start = p->at, *s = digits_end(p, start, 10);

    if (s > start && byte_at(p, s) == '^' && byte_at(p, s + 1) == '^') {
        Val base = int_from_digits(p->h, start, (size_t)(s - start), 10);
        if (!val_is_small(base) || val_small(base) < 2 || val_small(base) > 36) {
            parser_fail(p, READ_ERROR, "base", start, "the base of a number must be from 2 to 36");
            return VAL_NONE;
        }
        m.base = (int)val_small(base);
        p->at = s + 2;
        read_digits(p, &m);
        if (m.n == (m.point ? 1 : 0) || digit_value(byte_at(p, p->at)) < 36) {
            parser_fail(p, READ_ERROR, "digit", p->at, "a digit in base %d was expected here", m.base);
            return VAL_NONE;
        }
    } else {
        read_digits(p, &m);
    }
    read_mark(p, &m);
    if (p->result == READ_EXPR)
        read_exponent(p, &m);
    if (p->result != READ_EXPR)
        return VAL_NONE;
    if (!m.point && m.mark == MARK_NONE)
        return scaled_integer(p, int_from_digits(p->h, m.digits, m.n, m.base), &m);
    return real_numeral(p, &m);
}

/* Hexadecimal digits at [s], exactly [n]; false if they are not there. */
static bool hex_digits(const Parser *p, const char *s, size_t n, uint32_t *c)
{
    *c = 0;
    for (size_t i = 0; i < n; i++) {
        int d = digit_value(byte_at(p, s + i));
        if (d >= 16)
            return false;
        *c = *c * 16 + (uint32_t)d;
    }
    return true;
}

static bool is_code_point(uint32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

size_t read_escape(Parser *p, const char *s, uint32_t *c)
{
    /* Characters that stand for the operators of box notation, by what follows the backslash. */
    static const char box[] = ")!@%^&*(+/_`";
    static const uint16_t box_character[] = {0xF7C0, 0xF7C1, 0xF7C2, 0xF7C5, 0xF7C6, 0xF7C7, 0xF7C8, 0xF7C9,
                                             0xF7CB, 0xF7CC, 0xF7CA, 0xF7CD};
    char kind = byte_at(p, s + 1);
    const char *close;

    switch (kind) {
    case '[':
        close = memchr(s, ']', (size_t)(p->limit - s) < 100 ? (size_t)(p->limit - s) : 100);
        if (close == NULL || (*c = named_character(s + 2, (size_t)(close - s) - 2)) == 0)
            return 0;
        return (size_t)(close - s) + 1;
    case ':': return hex_digits(p, s + 2, 4, c) && is_code_point(*c) ? 6 : 0;
    case '.': return hex_digits(p, s + 2, 2, c) ? 4 : 0;
    case '|': return hex_digits(p, s + 2, 6, c) && is_code_point(*c) ? 8 : 0;
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7':
        *c = 0;
        for (size_t i = 1; i <= 3; i++) {
            int d = digit_value(byte_at(p, s + i));
            if (d >= 8)
                return 0;
            *c = *c * 8 + (uint32_t)d;
        }
        return 4;
    default:
        break;
    }
    const char *at = kind ? strchr(box, kind) : NULL;
    if (at == NULL)
        return 0;
    *c = box_character[at - box];
    return 2;
}

/* The part of a string from its first backslash on. */
static Val read_escaped_string(Parser *p, const char *start, const char *s, const char *end)
{
    /* Two characters may stand for one of three bytes, those of box notation. */
    char *buffer = heap_alloc_atomic(p->h, (size_t)(end - start) / 2 * 3 + 4);
    size_t n = (size_t)(s - start), len;
    uint32_t c;

    memcpy(buffer, start, n);
    while (s < end) {
        if (*s != '\\') {
            buffer[n++] = *s++;
            continue;
        }
        switch (s[1]) {
        case 'n':  buffer[n++] = '\n'; s += 2; continue;
        case 't':  buffer[n++] = '\t'; s += 2; continue;
        case 'r':  buffer[n++] = '\r'; s += 2; continue;
        case 'f':  buffer[n++] = '\f'; s += 2; continue;
        case 'b':  buffer[n++] = '\b'; s += 2; continue;
        case '"':  buffer[n++] = '"';  s += 2; continue;
        case '\\': buffer[n++] = '\\'; s += 2; continue;
        case '<': case '>': case '\n': s += 2; continue;
        case '\r': s += s[2] == '\n' ? 3 : 2; continue;
        default: break;
        }
        len = read_escape(p, s, &c);
        if (len == 0) {
            /* A backslash before anything else stands for itself. */
            buffer[n++] = *s++;
            continue;
        }
        n += utf8_encode(c, buffer + n);
        s += len;
    }
    return text_new(p->h, buffer, n);
}

Val read_string(Parser *p)
{
    const char *start = p->at + 1, *s, *escape = NULL;

    for (s = start; ; s++) {
        if (s >= p->limit) {
            if (p->limit < p->r->end)
                parser_fail(p, READ_ERROR, "utf8", p->limit, "the bytes here (%02x ..) are no UTF-8",
                            (unsigned char)*p->limit);       /* a backslash before has taken s past it */
            else
                parser_fail(p, READ_INCOMPLETE, "sntxi", p->at,
                            "the string that begins here does not end: \" is missing");
            return VAL_NONE;
        }
        if (*s == '"')
            break;
        if (*s == '\\') {
            if (escape == NULL)
                escape = s;
            s++;
        }
    }
    p->at = s + 1;
    return escape ? read_escaped_string(p, start, escape, s) : text_new(p->h, start, (size_t)(s - start));
}
