/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_util.h -- what the string builtins share.
 */
#ifndef LYRA_BUILTIN_STRING_UTIL_H
#define LYRA_BUILTIN_STRING_UTIL_H

#include "vm/eval/builtin.h"
#include "vm/num/number.h"

/* f of a string, or the list of f of each in a list of strings; NOT_MINE where [v] is neither.
 * f returns NOT_MINE to leave the whole call alone. */
typedef Val StringFn(Vm *vm, Val string, void *state);
MUST_USE Val string_thread(Vm *vm, Val v, StringFn *f, void *state);
/* A string, or a list of strings? */
bool is_string_or_list(Val v);

/* The string that [v] is written as inside other text: itself, or what TextString gives. */
MUST_USE Val string_of(Vm *vm, Val v);

/* An expression given as a string, read but not evaluated; VAL_NONE where it has an error of syntax. */
Val string_read_expr(Vm *vm, Val text);

/* Argument [i] as a number of matches, INT64_MAX for Infinity or where there is no such argument;
 * false where it is no such number. */
bool string_read_times(Args args, size_t positional, size_t i, int64_t *n);

/* Is IgnoreCase -> True in force? */
MUST_USE Val string_option_true(Vm *vm, Args args, Val name, bool *on);

/* The byte offset after the character at byte [at] of a string. */
static inline size_t string_utf8_next(Val text, size_t at)
{
    const char *s = text_data(text);

    for (at++; ((unsigned char)s[at] & 0xC0) == 0x80; at++)
        ;
    return at;
}
/* The same in any bytes of UTF-8; never past [bytes]. */
static inline size_t string_step_utf8(const char *s, size_t bytes, size_t at)
{
    for (at++; at < bytes && ((unsigned char)s[at] & 0xC0) == 0x80; at++)
        ;
    return at < bytes ? at : bytes;
}
/* The message for a number of arguments outside [least, most]; or VAL_NONE. */
#define CHECK_COUNT(vm, args, least, most)                                               \
    do {                                                                                 \
        if ((int64_t)(args).n < (least) || (int64_t)(args).n > (most))                   \
            return string_count_message((vm), (args), (least), (most));                  \
    } while (0)
Val string_count_message(Vm *vm, Args args, int64_t least, int64_t most);

/* Positions as StringTake and its like take them, resolved for a length: from 1, in steps. */
typedef struct CharSpan { int64_t first, last, step; } CharSpan;
typedef enum SpanResult { SPAN_OK, SPAN_RANGE, SPAN_SYNTAX } SpanResult;
/* n, -n, UpTo[n], {n}, {m, n}, {m, n, s}, m ;; n ;; s, All, None. */
SpanResult char_span(Val spec, int64_t len, CharSpan *span);
/* Is it a list of such specifications rather than one? */
bool is_span_list(Val spec);

#endif
