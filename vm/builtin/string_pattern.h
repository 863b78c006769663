/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_pattern.h -- string patterns: compiled, and run over a subject.
 *
 * A string pattern (a string, a StringExpression, RegularExpression[..], ..) becomes a PCRE2 regular
 * expression; what PCRE2 cannot say itself (Condition, PatternTest) becomes a callout that evaluates
 * the test in the middle of the match.  Several rules are compiled together, so that one pass over
 * the subject finds the next place where any of them fits.
 */
#ifndef LYRA_BUILTIN_STRING_PATTERN_H
#define LYRA_BUILTIN_STRING_PATTERN_H

#include "vm/eval/builtin.h"
#include "vm/pattern/match.h"

typedef struct StringPattern StringPattern;

/* What part of the subject a match has to be. */
typedef enum StringMode {
    STRING_SEARCH, STRING_WHOLE, STRING_PREFIX, STRING_SUFFIX,
    STRING_ALL           /* every match at every place: for string_scan_all only */
} StringMode;

enum {
    STRING_IGNORE_CASE = 1,
    STRING_WILDCARDS = 2     /* * and @ in plain strings, as StringMatchQ has them */
};

/* Compiles patterns that are tried in this order at each place.  NULL after a message, or where
 * vm->unwind was started (*unwound). */
StringPattern *string_pattern_compile(Vm *vm, size_t n, const Val *patterns, StringMode mode,
                                      unsigned flags, bool *unwound);

/* A match: byte offsets, and which of the patterns matched.  Valid until the scan goes on. */
typedef struct StringMatch {
    size_t start, end;
    size_t rule;
    const void *part;            /* for string_match_value */
    const size_t *groups;
    size_t n_groups;
} StringMatch;

typedef struct StringScan {
    Vm         *vm;
    const StringPattern *pattern;
    Val         subject;
    size_t      at;              /* where the next search begins, in bytes */
    bool        overlaps;        /* the next match may begin inside the last one */
    bool        done;
    struct PartState *parts;
    struct PartState *inline_part[12];   /* room for the state of a single part */
} StringScan;

/* A scan must be ended; nothing else frees what it holds. */
void string_scan_start(StringScan *s, Vm *vm, const StringPattern *p, Val subject, bool overlaps);
MUST_USE MatchResult string_scan_next(StringScan *s, StringMatch *m);
void string_scan_end(StringScan *s);

/* Every match of a pattern of mode STRING_ALL; visit gives MATCH_YES to stop, MATCH_UNWIND to unwind. */
typedef MatchResult StringVisitor(Vm *vm, Val subject, const StringMatch *m, void *state);
MUST_USE MatchResult string_scan_all(Vm *vm, const StringPattern *p, Val subject, StringVisitor *visit,
                                     void *state);

/* Is there a match at all? */
MUST_USE MatchResult string_pattern_test(Vm *vm, const StringPattern *p, Val subject);

/* The right side of a rule for a match: pattern names and "$1" replaced, evaluated. */
MUST_USE Val string_match_value(Vm *vm, Val subject, const StringMatch *m, Val right);

/* Rules as StringReplace and its like take them, split into sides: patterns[i], values[i]
 * (VAL_NONE: not a rule).  Conditions on the right move to the left. */
typedef struct StringRules {
    size_t n;
    Val   *patterns, *values;
} StringRules;
/* false where [spec] holds something that is no rule, unless [patterns_too]. */
bool string_rules_split(Heap *h, Val spec, bool patterns_too, StringRules *out);

/* The next character position at or after [at]. */
static inline size_t string_step(const char *s, size_t bytes, size_t at)
{
    if (at >= bytes)
        return at + 1;
    at++;
    while (at < bytes && ((unsigned char)s[at] & 0xC0) == 0x80)
        at++;
    return at;
}

#endif
