/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * texform.c -- TeXForm: mathematics as TeX writes it.
 *
 * The notation is that of textbooks, not of the language: sums run from high powers to low, functions
 * take round brackets, and what has a traditional name is called by it.
 */
#include "vm/print/texform.h"

#include <ctype.h>
#include <stdlib.h>

#include "vm/num/number.h"
#include "vm/print/format.h"
#include "vm/print/numberform.h"
#include "vm/value/assoc.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

/* Does the text end in a command such as \pi, which would swallow a letter that follows? */
static bool ends_in_command(const Out *o)
{
    size_t i = o->len;

    while (i > 0 && isalpha((unsigned char)o->data[i - 1]))
        i--;
    return i > 0 && i < o->len && o->data[i - 1] == '\\';
}

static void tex_put_bytes(TexPrinter *p, const char *s, size_t n)
{
    if (n == 0)
        return;
    if (ends_in_command(p->to))
        out_char(p->to, ' ');
    out_bytes(p->to, s, n);
}

void tex_put(TexPrinter *p, const char *s)
{
    tex_put_bytes(p, s, strlen(s));
}

/* Is what was written higher than a line? */
static bool is_tall(const char *s)
{
    return strchr(s, '^') != NULL || strstr(s, "\\frac") != NULL || strstr(s, "\\sqrt") != NULL
        || strstr(s, "\\left") != NULL || strstr(s, "\\begin") != NULL || strstr(s, "\\int") != NULL
        || strstr(s, "\\sum") != NULL;
}

/* Puts what [inner] holds between delimiters. */
static void put_delimited(TexPrinter *p, const char *open, Out *inner, const char *close)
{
    bool tall = is_tall(out_text(inner));

    if (tall) {
        tex_put(p, "\\left");
        out_str(p->to, open);
    } else {
        tex_put(p, open);
    }
    if (open[0] == '|' || strcmp(open, "\\|") == 0)
        out_char(p->to, ' ');
    else if (tall && open[0] == '\\' && isalpha((unsigned char)open[1]))
        out_char(p->to, ' ');
    tex_put_bytes(p, out_text(inner), inner->len);
    if (tall) {
        tex_put(p, "\\right");
        out_str(p->to, close);
    } else {
        tex_put(p, close);
    }
}

bool tex_items(TexPrinter *p, size_t n, const Val *v, const char *separator)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            tex_put(p, separator);
        if (!tex_value(p, v[i], 0))
            return false;
    }
    return true;
}

bool tex_delimited(TexPrinter *p, const char *open, size_t n, const Val *v, const char *separator, const char *close)
{
    Out inner, *outer = p->to;
    int linear = p->linear;
    bool fine;

    out_init(&inner);
    p->to = &inner;
    p->linear = 0;
    fine = tex_items(p, n, v, separator);
    p->linear = linear;
    p->to = outer;
    if (fine)
        put_delimited(p, open, &inner, close);
    out_fini(&inner);
    return fine;
}

bool tex_script(TexPrinter *p, char mark, size_t n, const Val *v, bool parentheses)
{
    Out inner, *outer = p->to;
    bool fine;

    out_init(&inner);
    p->to = &inner;
    p->linear++;
    if (parentheses)
        tex_put(p, "(");
    fine = tex_items(p, n, v, ",");
    if (parentheses)
        tex_put(p, ")");
    p->linear--;
    p->to = outer;
    if (fine) {
        char s[2] = {mark, '\0'};
        if (p->to->len >= 4 && memcmp(p->to->data + p->to->len - 4, "\\int", 4) == 0)
            out_char(p->to, mark);
        else
            tex_put(p, s);
        if (inner.len == 1) {
            out_bytes(p->to, inner.data, 1);
        } else {
            out_char(p->to, '{');
            out_bytes(p->to, out_text(&inner), inner.len);
            if (ends_in_command(&inner))
                out_char(p->to, ' ');
            out_char(p->to, '}');
        }
    }
    out_fini(&inner);
    return fine;
}

/* [v] for [precedence]; in parentheses if it holds together less tightly. */
static bool grouped(TexPrinter *p, Val v, int own, int precedence, bool (*body)(TexPrinter *, Val))
{
    Out inner, *outer = p->to;
    bool fine;

    if (own >= precedence)
        return body(p, v);
    out_init(&inner);
    p->to = &inner;
    fine = body(p, v);
    p->to = outer;
    if (fine)
        put_delimited(p, "(", &inner, ")");
    out_fini(&inner);
    return fine;
}

static void put_symbol(TexPrinter *p, Val v)
{
    const char *tex = tex_symbol(v), *name = symbol_name(v);
    const char *end = name + val_symbol(v)->name_len;
    uint32_t c;

    if (tex != NULL) {
        tex_put(p, tex);
        return;
    }
    size_t n = utf8_decode(name, end, &c);
    if (name + n == end) {
        tex = tex_letter(c);
        tex_put(p, tex != NULL ? tex : name);
        return;
    }
    tex_put(p, "\\text{");
    for (; name < end; name += n) {
        n = utf8_decode(name, end, &c);
        if (c == '$')
            out_str(p->to, "$\\$$");
        else if (tex_letter(c) != NULL)
            out_format(p->to, "$%s $", tex_letter(c));
        else
            out_bytes(p->to, name, n);
    }
    out_char(p->to, '}');
}

static void put_text(TexPrinter *p, Val v)
{
    tex_put(p, "\\text{");
    for (size_t i = 0; i < text_bytes(v); i++) {
        char c = text_data(v)[i];
        switch (c) {
        case '#': case '%': case '&': case '_': case '{': case '}':
            out_char(p->to, '\\');
            out_char(p->to, c);
            break;
        case '$':  out_str(p->to, "\\$"); break;
        case '\\': out_str(p->to, "$\\backslash$"); break;
        case '^':  out_str(p->to, "${}^{\\wedge}$"); break;
        case '~':  out_str(p->to, "$\\sim$"); break;
        default:   out_char(p->to, c); break;
        }
    }
    out_char(p->to, '}');
}

static bool put_real(TexPrinter *p, Val v)
{
    NumberStyle style;
    Out mantissa, exponent;

    number_style_default(&style);
    out_init(&mantissa);
    out_init(&exponent);
    bool fine = number_parts(p->vm, v, &style, &mantissa, &exponent);
    if (fine) {
        tex_put(p, out_text(&mantissa));
        if (exponent.len > 0)
            out_format(p->to, exponent.len == 1 ? "\\times 10^%s" : "\\times 10^{%s}", out_text(&exponent));
    }
    out_fini(&mantissa);
    out_fini(&exponent);
    return fine;
}

/* \frac{above}{below}, or above/below inside an exponent; empty [above]: 1. */
static bool put_fraction(TexPrinter *p, Out *above, Out *below, bool group_above, bool group_below)
{
    Out *parts[] = {above, below};

    if (p->linear > 0) {
        out_format(above, "%s", "");
        if (group_above)
            put_delimited(p, "(", above, ")");
        else
            tex_put_bytes(p, out_text(above), above->len);
        tex_put(p, "/");
        if (group_below)
            put_delimited(p, "(", below, ")");
        else
            tex_put_bytes(p, out_text(below), below->len);
        return true;
    }
    tex_put(p, "\\frac");
    for (int i = 0; i < 2; i++) {
        out_char(p->to, '{');
        out_bytes(p->to, out_text(parts[i]), parts[i]->len);
        if (ends_in_command(parts[i]))
            out_char(p->to, ' ');
        out_char(p->to, '}');
    }
    return true;
}

static bool put_number(TexPrinter *p, Val v)
{
    Out above, below;

    if (val_is_complex(v)) {
        Val re = cplx_re(v), im = cplx_im(v);
        if (!num_is_exact_zero(re)) {
            bool negative = !num_is_nan(im) && num_sign(im) < 0;
            if (!put_number(p, re))
                return false;
            tex_put(p, negative ? "-" : "+");
            if (negative)
                im = num_neg(vm_heap(p->vm), im);
        }
        if (val_is_rational(im)) {
            if (num_sign(im) < 0)
                tex_put(p, "-");
            out_init(&above);
            out_init(&below);
            Val n = num_abs(vm_heap(p->vm), rat_numerator(im));
            if (!num_is_one(n)) {
                int_print(&above, n, 10);
                out_char(&above, ' ');
            }
            out_char(&above, 'i');
            int_print(&below, rat_denominator(im), 10);
            bool fine = put_fraction(p, &above, &below, false, false);
            out_fini(&above);
            out_fini(&below);
            return fine;
        }
        if (num_is_one(im) || num_is_minus_one(im)) {
            tex_put(p, num_is_one(im) ? "i" : "-i");
            return true;
        }
        if (!put_number(p, im))
            return false;
        tex_put(p, " i");
        return true;
    }
    if (val_is_rational(v)) {
        if (num_sign(v) < 0)
            tex_put(p, "-");
        out_init(&above);
        out_init(&below);
        int_print(&above, num_abs(vm_heap(p->vm), rat_numerator(v)), 10);
        int_print(&below, rat_denominator(v), 10);
        bool fine = put_fraction(p, &above, &below, false, false);
        out_fini(&above);
        out_fini(&below);
        return fine;
    }
    return put_real(p, v);
}

static bool put_factors(TexPrinter *p, size_t n, const Val *v)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            tex_put(p, " ");
        if (!tex_value(p, v[i], n > 1 ? PREC_TIMES + 1 : 0))
            return false;
    }
    return true;
}

/* Only powers with a negative number as exponent go below the line. */
static void split(Heap *h, Val times, bool negate, bool *minus, Val *above, size_t *n_above, Val *below,
                  size_t *n_below)
{
    size_t n = expr_len(times), i = 0;

    *minus = false;
    *n_above = *n_below = 0;
    if (val_is_number(expr_arg(times, 0))) {
        Val c = expr_arg(times, 0);
        i = 1;
        if (negate)
            c = num_neg(h, c);
        if (!val_is_complex(c) && num_sign(c) < 0) {
            *minus = true;
            c = num_neg(h, c);
        }
        if (val_is_rational(c)) {
            below[(*n_below)++] = rat_denominator(c);
            c = rat_numerator(c);
        }
        if (!num_is_one(c))
            above[(*n_above)++] = c;
    }
    for (; i < n; i++) {
        Val f = expr_arg(times, i);
        if (val_is_call(f, S_Power, 2) && val_is_exact_real(expr_arg(f, 1)) && num_sign(expr_arg(f, 1)) < 0) {
            Val e = num_neg(h, expr_arg(f, 1));
            below[(*n_below)++] = num_is_one(e) ? expr_arg(f, 0) : expr2(h, S_Power, expr_arg(f, 0), e);
        } else {
            above[(*n_above)++] = f;
        }
    }
}

static bool fraction_of(TexPrinter *p, size_t n_above, const Val *above, size_t n_below, const Val *below)
{
    Out a, b, *outer = p->to;
    bool fine;

    out_init(&a);
    out_init(&b);
    p->to = &a;
    if (n_above == 0)
        tex_put(p, "1");
    fine = put_factors(p, n_above, above);
    p->to = &b;
    fine = fine && put_factors(p, n_below, below);
    p->to = outer;
    fine = fine && put_fraction(p, &a, &b, n_above > 1 || (n_above == 1 && value_is_sum(above[0])),
                                n_below > 1 || (n_below == 1 && value_is_sum(below[0])));
    out_fini(&a);
    out_fini(&b);
    return fine;
}

static bool product(TexPrinter *p, Val v, bool negate)
{
    Heap *h = vm_heap(p->vm);
    size_t n = expr_len(v), n_above, n_below;
    Val *above = heap_alloc(h, (n + 2) * sizeof(Val)), *below = heap_alloc(h, (n + 2) * sizeof(Val));
    bool minus;

    split(h, v, negate, &minus, above, &n_above, below, &n_below);
    if (minus)
        tex_put(p, "-");
    if (n_below == 0) {
        if (n_above == 1)
            return tex_value(p, above[0], PREC_TIMES + 1);
        return put_factors(p, n_above, above);
    }
    bool sums = false;
    for (size_t i = 0; i < n_above; i++)
        sums = sums || value_is_sum(above[i]);
    bool plain_half = n_below == 1 && val_is_integer(below[0]) && n_above > 0 && !val_is_number(above[0]);
    if (plain_half && sums && p->linear == 0) {
        /* 1/2 stands before a product with sums in it. */
        if (!fraction_of(p, 0, NULL, n_below, below))
            return false;
        tex_put(p, " ");
        for (size_t i = 0; i < n_above; i++) {
            if (i > 0)
                tex_put(p, " ");
            if (!tex_value(p, above[i], PREC_TIMES + 1))
                return false;
        }
        return true;
    }
    return fraction_of(p, n_above, above, n_below, below);
}

static bool put_product(TexPrinter *p, Val v)
{
    return product(p, v, false);
}

/* The exponent with which [symbol] divides a term of a sum. */
static double degree_in(Val term, Val symbol)
{
    double degree = 0;

    if (val_is(term, symbol))
        return 1;
    if (val_is_call(term, S_Power, 2) && val_is(expr_arg(term, 0), symbol))
        return val_is_real_number(expr_arg(term, 1)) ? num_to_double(expr_arg(term, 1)) : 1;
    if (val_has_head(term, S_Times))
        for (size_t i = 0; i < expr_len(term); i++)
            degree += degree_in(expr_arg(term, i), symbol);
    return degree;
}

/* Adds the symbols that are factors of [v] to the list. */
static void gather_symbols(Val v, Val *symbols, size_t *n, size_t max)
{
    if (val_is_symbol(v)) {
        if ((val_symbol(v)->builtin != NULL && tex_symbol(v) != NULL) || *n == max)
            return;
        for (size_t i = 0; i < *n; i++)
            if (val_is(symbols[i], v))
                return;
        symbols[(*n)++] = v;
    } else if (val_has_head(v, S_Times)) {
        for (size_t i = 0; i < expr_len(v); i++)
            gather_symbols(expr_arg(v, i), symbols, n, max);
    } else if (val_is_call(v, S_Power, 2)) {
        gather_symbols(expr_arg(v, 0), symbols, n, max);
    }
}

typedef struct Term {
    Val     v;
    double  degrees[8];
    size_t  position;
} Term;

/* Textbook order: high powers of the first variable first, constants last. */
static int compare_terms(const void *a, const void *b)
{
    const Term *x = a, *y = b;

    for (size_t i = 0; i < COUNT_OF(x->degrees); i++)
        if (x->degrees[i] != y->degrees[i])
            return x->degrees[i] > y->degrees[i] ? -1 : 1;
    return x->position > y->position ? -1 : 1;
}

static bool put_sum(TexPrinter *p, Val v)
{
    size_t n = expr_len(v), n_symbols = 0;
    Val symbols[8];
    Term *terms = heap_alloc(vm_heap(p->vm), n * sizeof *terms);
    bool fine;

    for (size_t i = 0; i < n; i++)
        gather_symbols(expr_arg(v, i), symbols, &n_symbols, COUNT_OF(symbols));
    for (size_t i = 1; i < n_symbols; i++)
        for (size_t j = i; j > 0 && val_order(symbols[j - 1], symbols[j]) > 0; j--) {
            Val s = symbols[j];
            symbols[j] = symbols[j - 1];
            symbols[j - 1] = s;
        }
    for (size_t i = 0; i < n; i++) {
        terms[i].v = expr_arg(v, i);
        terms[i].position = i;
        for (size_t j = 0; j < COUNT_OF(symbols); j++)
            terms[i].degrees[j] = j < n_symbols ? degree_in(terms[i].v, symbols[j]) : 0;
    }
    qsort(terms, n, sizeof *terms, compare_terms);
    for (size_t i = 0; i < n; i++) {
        Val t = terms[i].v;
        bool negative = term_is_negative(t) && !val_is_complex(t)
            && !(val_has_head(t, S_Times) && val_is_complex(expr_arg(t, 0)) && !num_is_exact_zero(cplx_re(expr_arg(t, 0))));
        if (i > 0)
            tex_put(p, negative ? "-" : "+");
        if (i == 0 || !negative)
            fine = tex_value(p, t, PREC_PLUS + 1);
        else if (val_is_number(t))
            fine = tex_value(p, num_neg(vm_heap(p->vm), t), PREC_PLUS + 1);
        else if (expr_len(t) == 2 && num_is_minus_one(expr_arg(t, 0)))
            fine = tex_value(p, expr_arg(t, 1), PREC_PLUS + 1);
        else
            fine = product(p, t, true);
        if (!fine)
            return false;
    }
    return true;
}

static bool put_root(TexPrinter *p, Val base, Val degree)
{
    Out *outer = p->to, inner;
    int linear = p->linear;
    bool fine;

    out_init(&inner);
    p->to = &inner;
    p->linear = 0;
    fine = tex_value(p, base, 0);
    p->linear = linear;
    p->to = outer;
    if (fine) {
        tex_put(p, "\\sqrt");
        if (!val_is(degree, val_int(2))) {
            out_char(p->to, '[');
            int_print(p->to, degree, 10);
            out_char(p->to, ']');
        }
        out_format(p->to, "{%s%s}", out_text(&inner), ends_in_command(&inner) ? " " : "");
    }
    out_fini(&inner);
    return fine;
}

static bool put_call(TexPrinter *p, Val v);

static bool put_power(TexPrinter *p, Val v)
{
    Val base = expr_arg(v, 0), exponent = expr_arg(v, 1);
    const TexFunction *f = val_is_expr(base) ? tex_function(expr_head(base)) : NULL;

    if (f != NULL && f->raises && f->style == TEX_CALL && expr_len(base) == 1) {
        tex_put(p, f->name);
        return tex_script(p, '^', 1, &exponent, false)
            && tex_delimited(p, "(", expr_len(base), expr_args(base), ",", ")");
    }
    if (val_is_call(base, S_Subscript, 2))
        return tex_value(p, expr_arg(base, 0), PREC_POWER + 1) && tex_script(p, '_', 1, expr_args(base) + 1, false)
            && tex_script(p, '^', 1, &exponent, false);
    return tex_value(p, base, PREC_POWER + 1) && tex_script(p, '^', 1, &exponent, false);
}

static bool put_any_power(TexPrinter *p, Val v, int precedence)
{
    Val exponent = expr_arg(v, 1);

    if (val_is_rational(exponent) && num_is_one(rat_numerator(exponent)))
        return put_root(p, expr_arg(v, 0), rat_denominator(exponent));
    if (val_is_exact_real(exponent) && num_sign(exponent) < 0 && (p->linear == 0 || val_is_rational(exponent))) {
        Heap *h = vm_heap(p->vm);
        Val e = num_neg(h, exponent);
        Val below = num_is_one(e) ? expr_arg(v, 0) : expr2(h, S_Power, expr_arg(v, 0), e);
        return fraction_of(p, 0, NULL, 1, &below);
    }
    return grouped(p, v, PREC_POWER, precedence, put_power);
}

/* The arguments of a function with a name of its own in TeX. */
static bool put_named(TexPrinter *p, const TexFunction *f, Val v)
{
    size_t n = expr_len(v);
    const Val *a = expr_args(v);

    switch (f->style) {
    case TEX_CALL:
        tex_put(p, f->name);
        return tex_delimited(p, "(", n, a, ",", ")");
    case TEX_INDEX:
        tex_put(p, f->name);
        return tex_script(p, '_', 1, a, false) && (n == 1 || tex_delimited(p, "(", n - 1, a + 1, ",", ")"));
    case TEX_INDEX_ONLY:
        tex_put(p, f->name);
        return tex_script(p, '_', n, a, false);
    case TEX_RAISED:
        tex_put(p, f->name);
        return tex_script(p, '^', 1, a, true) && (n == 1 || tex_delimited(p, "(", n - 1, a + 1, ",", ")"));
    case TEX_ACCENT: {
        Out *outer = p->to, inner;
        out_init(&inner);
        p->to = &inner;
        bool fine = tex_value(p, a[0], 0);
        p->to = outer;
        if (fine) {
            tex_put(p, f->name);
            out_format(p->to, "{%s%s}", out_text(&inner), ends_in_command(&inner) ? " " : "");
        }
        out_fini(&inner);
        return fine;
    }
    case TEX_DELIMITED:
        return tex_delimited(p, f->name, n, a, ",", f->close);
    }
    return true;
}

static bool is_system(Val head)
{
    return val_is_symbol(head) && symbol_context(head) == context_system;
}

static bool put_call(TexPrinter *p, Val v)
{
    Val head = expr_head(v);
    const TexFunction *f = tex_function(head);

    if (f != NULL && expr_len(v) > 0)
        return put_named(p, f, v);
    if (!tex_value(p, head, PREC_CALL))
        return false;
    if (is_system(head))
        return tex_delimited(p, "[", expr_len(v), expr_args(v), ",", "]");
    return tex_delimited(p, "(", expr_len(v), expr_args(v), ",", ")");
}

/* a op b op c; the operator's precedence is looked up again, being all the state there is. */
static bool put_operator(TexPrinter *p, Val v)
{
    int precedence = 0;
    const char *tex = tex_operator(expr_head(v), &precedence);
    const Operator *op = operator_of_head(expr_head(v));
    bool right = op != NULL && op->kind == OPERATOR_BINARY && op->assoc == ASSOC_RIGHT;

    for (size_t i = 0; i < expr_len(v); i++) {
        if (i > 0)
            tex_put(p, tex);
        if (!tex_value(p, expr_arg(v, i), right && i > 0 ? precedence : precedence + 1))
            return false;
    }
    return true;
}

static bool put_not(TexPrinter *p, Val v)
{
    tex_put(p, "\\neg");
    return tex_value(p, expr_arg(v, 0), PREC_NOT);
}

static bool expression(TexPrinter *p, Val v, int precedence)
{
    Val head = expr_head(v);
    size_t n = expr_len(v);
    int own = 0;
    bool done;

    if (n >= 2 && val_is(head, S_Plus))
        return grouped(p, v, PREC_PLUS, precedence, put_sum);
    if (n >= 2 && val_is(head, S_Times))
        return grouped(p, v, PREC_TIMES, precedence, put_product);
    if (n == 2 && val_is(head, S_Power))
        return put_any_power(p, v, precedence);
    if (n == 1 && val_is(head, S_Not))
        return grouped(p, v, PREC_NOT, precedence, put_not);
    if (!tex_layout(p, v, precedence, &done))
        return false;
    if (done)
        return true;
    if (n >= 2 && tex_operator(head, &own) != NULL)
        return grouped(p, v, own, precedence, put_operator);
    return put_call(p, v);
}

bool tex_value(TexPrinter *p, Val v, int precedence)
{
    Val shown;

    if (!print_may_go_on(p->vm, p->to))
        return false;
    shown = format_value(p->vm, v, S_TeXForm);
    if (val_is_unwind(shown))
        return false;
    if (!val_is_none(shown))
        return tex_value(p, shown, precedence);
    switch (val_kind(v)) {
    case KIND_STRING:
        put_text(p, v);
        return true;
    case KIND_SYMBOL:
        put_symbol(p, v);
        return true;
    case KIND_EXPR:
        if (val_is_plain_list(v))
            return tex_list(p, v);
        return expression(p, v, precedence);
    case KIND_PACKED:
        return tex_list(p, packed_unpack(vm_heap(p->vm), v));
    case KIND_ASSOC: {
        Val rules = assoc_rules(vm_heap(p->vm), v);
        return tex_delimited(p, "\\langle |", expr_len(rules), expr_args(rules), ",", "|\\rangle");
    }
    case KIND_BYTES: case KIND_FOREIGN:
        return print_input(p->vm, p->to, v, FORM_INPUT);
    default:
        return grouped(p, v, number_precedence(v) == PREC_DIVIDE && precedence < PREC_POWER ? PREC_ATOM
                             : number_precedence(v) == PREC_TIMES && precedence <= PREC_TIMES + 1 ? PREC_ATOM
                             : number_precedence(v), precedence, put_number);
    }
}

bool print_tex(Vm *vm, Out *to, Val v)
{
    TexPrinter p = {vm, to, 0};

    return tex_value(&p, v, 0);
}
