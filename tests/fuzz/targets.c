/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * targets.c -- the targets of fuzzing: each takes arbitrary bytes and does with them what a session
 * might.  A defect is whatever ends the process, and abort() where an answer is wrong.
 *
 * Every input gets a clone of one VM, so that none sees what another defined.  What touches files,
 * processes or the network is taken away first: inputs are arbitrary, and so would be their effects.
 */
#include "tests/fuzz/targets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "vm/api.h"

enum { STACK_BYTES = 90 << 20, STACK_RESERVE = 10 << 20, BYTES_MAX = 64 << 20, TEXT_MAX = 1 << 16 };

static Vm *base;

static void discard(void *state, Stream to, const char *text, size_t n)
{
    (void)state, (void)to, (void)text, (void)n;
}

static bool is_harmless(const char *name)
{
    static const char *const names[] = {"Print", "Echo", "StringToStream", "Read", "ReadLine", "ReadString", "Skip", "Find",
                                        "Close", "ImportString", "ExportString", "ImportByteArray", "ExportByteArray",
                                        "BinaryRead", "WriteString", "Message"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static void take_effects_away(void)
{
    for (size_t i = 0; i < builtin_count(); i++) {
        const Builtin *b = builtin_at(i);

        if ((b->effects & (EFFECT_IO | EFFECT_NETWORK | EFFECT_PROCESS | EFFECT_CHANNEL)) && strchr(b->name, '`') == NULL &&
            !is_harmless(b->name))
            val_symbol(symbol_intern(context_system, b->name, strlen(b->name)))->builtin = NULL;
    }
}

void fuzz_start(void)
{
    struct rlimit stack = {STACK_BYTES + STACK_RESERVE, STACK_BYTES + STACK_RESERVE};

    setrlimit(RLIMIT_STACK, &stack);
    vm_start_process();
    take_effects_away();
    base = vm_new();
    base->write = discard;
    base->stack_limit = (char *)__builtin_frame_address(0) - STACK_BYTES;
}

static Val read_first(Vm *vm, const char *data, size_t n)
{
    Reader r;
    Val expr;

    session_read(vm, &r, NULL, data, n);
    return reader_next(&r, &expr) == READ_EXPR ? expr : VAL_NONE;
}

/* Evaluates in limits of time and memory; VAL_NONE where there is no value. */
static Val evaluate(Vm *vm, Val expr)
{
    Heap *h = vm_heap(vm);
    Val value = VAL_NONE;
    int code;

    expr = expr2(h, S_MemoryConstrained, expr, val_int(BYTES_MAX));
    expr = expr2(h, S_TimeConstrained, expr, val_real_new(h, 0.1));
    return session_evaluate(vm, expr, &value, &code) == SESSION_VALUE ? value : VAL_NONE;
}

static Val call(Vm *vm, const char *head, Val x)
{
    return evaluate(vm, expr1(vm_heap(vm), vm_symbol(vm, head, strlen(head)), x));
}

/* ---- the reader ---- */

static void run_reader(const char *data, size_t n)
{
    Vm *vm = vm_clone(base);
    ReadResult result;
    Reader r;
    Val expr;

    session_read(vm, &r, "input", data, n);
    do {
        result = reader_next(&r, &expr);
        if (result == READ_ERROR || result == READ_INCOMPLETE) {
            Out out = {0};
            syntax_error_print(&r.error, &out);
            out_fini(&out);
        }
    } while (result == READ_EXPR || result == READ_ERROR);
    vm_free(vm);
}

/* ---- what is printed reads back, and prints as before or at least means the same ---- */

static bool means_the_same(Vm *vm, Val a, Val b)
{
    a = evaluate(vm, a);
    b = evaluate(vm, b);
    return val_is_none(a) || val_is_none(b) || val_same(a, b);
}

/* Printing millions of digits takes its time; there is no limit here that could end it.  A number gets them by a mark, or
 * by an exponent where its accuracy is given. */
static bool has_many_digits(const char *text, size_t n)
{
    size_t digits = 0;
    bool counts = false;

    for (size_t i = 0; i < n && digits < 6; i++) {
        if (counts && text[i] >= '0' && text[i] <= '9') {
            digits++;
        } else if (!counts || digits > 0 || text[i] != '-') {      /* a sign may follow the mark */
            counts = text[i] == '`' || text[i] == '^';
            digits = 0;
        }
    }
    return digits >= 6 && memchr(text, '`', n) != NULL;
}

/* 2*^-5 is read as a fraction, which prints as the quotient that it is and is one when it is read again: held, that is
 * another expression. */
static bool has_fraction(Val v)
{
    if (val_is_rational(v))
        return true;
    bool found = val_is_expr(v) && has_fraction(expr_head(v));
    for (size_t i = 0; val_is_expr(v) && i < expr_len(v) && !found; i++)
        found = has_fraction(expr_arg(v, i));
    return found;
}

static void check_round_trip(Vm *vm, Val expr, Form form)
{
    Out out = {0}, other = {0};

    if (print_value(vm, &out, expr, form) && !out.failed) {
        Val again = read_first(vm, out_text(&out), out.len);
        if (!val_is_none(again) && has_fraction(expr))
            check_round_trip(vm, again, form);
        else if (val_is_none(again) ||
            (print_value(vm, &other, again, form) && strcmp(out_text(&out), out_text(&other)) != 0 &&
             !means_the_same(vm, expr, again))) {
            fprintf(stderr, "printed %s\nprinted %s once it was read\n", out_text(&out), out_text(&other));
            abort();
        }
    }
    out_fini(&out);
    out_fini(&other);
}

static void run_round_trip(const char *data, size_t n)
{
    Vm *vm = vm_clone(base);
    Val expr = n > 2000 || has_many_digits(data, n) ? VAL_NONE : read_first(vm, data, n);

    if (!val_is_none(expr)) {
        check_round_trip(vm, expr, FORM_INPUT);
        check_round_trip(vm, expr, FORM_FULL);
    }
    vm_free(vm);
}

/* ---- the evaluator ---- */

static void run_evaluator(const char *data, size_t n)
{
    Vm *vm = vm_clone(base);
    Reader r;
    Val expr;

    session_read(vm, &r, NULL, data, n);
    for (int i = 0; i < 4 && reader_next(&r, &expr) == READ_EXPR; i++) {
        Val value = evaluate(vm, expr);
        if (!val_is_none(value))
            (void)evaluate(vm, expr1(vm_heap(vm), S_ToString, expr2(vm_heap(vm), S_Short, value, val_int(4))));
    }
    vm_free(vm);
}

/* ---- string patterns: the pattern is the first line, the rest is the text ---- */

static void run_strings(const char *data, size_t n)
{
    Vm *vm = vm_clone(base);
    Heap *h = vm_heap(vm);
    const char *line = memchr(data, '\n', n);
    size_t first = line ? (size_t)(line - data) : n, rest = line ? first + 1 : n;
    Val pattern = text_new(h, data, first), text = text_new(h, data + rest, n - rest);
    Val regex = expr1(h, S_RegularExpression, pattern);

    (void)evaluate(vm, expr2(h, S_StringMatchQ, text, pattern));
    (void)evaluate(vm, expr2(h, S_StringCases, text, regex));
    (void)evaluate(vm, expr2(h, S_StringReplace, text, expr2(h, S_Rule, regex, text_from(h, "<$1$0>"))));
    (void)evaluate(vm, expr2(h, S_StringSplit, text, regex));
    Val read = read_first(vm, data, first);
    if (!val_is_none(read)) {
        (void)evaluate(vm, expr2(h, S_StringCases, text, read));
        (void)evaluate(vm, expr2(h, S_StringPosition, text, read));
    }
    vm_free(vm);
}

/* ---- formats: the first byte chooses ---- */

static void run_formats(const char *data, size_t n)
{
    static const char *const formats[] = {"JSON", "RawJSON", "CSV", "TSV", "Table", "List", "Lines", "Words", "Byte", "Text",
                                          "Package", "WXF", "Compress", "Base64", "URL", "Template", "Boxes", "XML", "MTX"};
    Vm *vm = vm_clone(base);
    Heap *h = vm_heap(vm);

    if (n > 0) {
        const char *format = formats[(unsigned char)data[0] % COUNT_OF(formats)];
        Val text = text_new(h, data + 1, n - 1), value;
        if (strcmp(format, "Compress") == 0)
            value = call(vm, "Uncompress", text);
        else if (strcmp(format, "Base64") == 0)
            value = call(vm, "BaseDecode", text);
        else if (strcmp(format, "URL") == 0)
            value = call(vm, "URLParse", text);
        else if (strcmp(format, "Template") == 0)
            value = call(vm, "StringTemplate", text);
        else if (strcmp(format, "WXF") == 0)
            value = call(vm, "BinaryDeserialize", bytes_new(h, (const unsigned char *)data + 1, n - 1));
        else
            value = evaluate(vm, expr2(h, S_ImportString, text, text_from(h, format)));
        if (!val_is_none(value))
            (void)evaluate(vm, expr2(h, S_ExportString, value, text_from(h, format)));
    }
    vm_free(vm);
}

/* ---- numbers ---- */

static void run_numbers(const char *data, size_t n)
{
    Vm *vm = vm_clone(base);
    Heap *h = vm_heap(vm);
    Val text, expr;
    char kept[TEXT_MAX];
    size_t m = 0;

    for (size_t i = 0; i < n && m < sizeof kept; i++)
        if (data[i] != '\0' && strchr("0123456789.`*^+-/abcdefxyzABCDEFXYZ \\:", data[i]))
            kept[m++] = data[i];
    text = text_new(h, kept, m);
    expr = read_first(vm, kept, m);
    if (!val_is_none(expr) && val_is_number(expr) && !has_many_digits(kept, m))
        check_round_trip(vm, expr, FORM_INPUT);
    if (!val_is_none(expr))
        (void)evaluate(vm, expr1(h, S_N, expr));
    (void)evaluate(vm, expr2(h, S_ImportString, text, text_from(h, "Table")));
    (void)call(vm, "FromDigits", text);
    (void)call(vm, "DateList", text);
    (void)evaluate(vm, expr2(h, S_Read, expr1(h, S_StringToStream, text), S_Number));
    vm_free(vm);
}

const FuzzTarget fuzz_targets[] = {
    {"reader", run_reader},     {"round-trip", run_round_trip}, {"evaluator", run_evaluator}, {"strings", run_strings},
    {"formats", run_formats},   {"numbers", run_numbers},       {NULL, NULL},
};

const FuzzTarget *fuzz_target(const char *name)
{
    for (const FuzzTarget *t = fuzz_targets; t->name; t++)
        if (strcmp(t->name, name) == 0)
            return t;
    return NULL;
}
