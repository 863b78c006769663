/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * match.h -- matching an expression against a compiled pattern.
 */
#ifndef LYRA_PATTERN_MATCH_H
#define LYRA_PATTERN_MATCH_H

#include "vm/vm.h"

/* A compiled pattern: immutable, in collected memory, shared freely.  pattern_compile.c. */
typedef struct Pattern Pattern;

Pattern *pattern_compile(Vm *vm, Val expr);

typedef enum MatchResult { MATCH_NO, MATCH_YES, MATCH_UNWIND } MatchResult;

/* What the names of a pattern are bound to after a match.  A sequence variable is bound to
 * Sequence[..] of what it matched. */
typedef struct Bindings {
    size_t     n;
    const Val *names, *values;
} Bindings;

/* Does [expr] match?  Runs programs (Condition, PatternTest), so it may unwind. */
MUST_USE MatchResult pattern_match(Vm *vm, const Pattern *p, Val expr, Bindings *bindings);

/* Calls visit for each way of matching until it gives true (or an unwind, by *unwound). */
typedef bool MatchVisitor(Vm *vm, const Bindings *bindings, void *state);
MUST_USE MatchResult pattern_match_each(Vm *vm, const Pattern *p, Val expr, MatchVisitor *visit, void *state);

/* [expr] with the bound names replaced by their values: sequences spliced, nested scoping
 * constructs renamed where a capture threatens. */
Val bindings_substitute(Vm *vm, const Bindings *bindings, Val expr);
/* Pushes the names that a scoping construct (Function, Module, .. , a rule) binds; none for anything else. */
void scope_bound_names(Builder *b, Val v);
/* The same for any names. */
Val names_substitute(Vm *vm, size_t n, const Val *names, const Val *values, Val expr);

/* A compiled list of rules, as ReplaceAll and its like take them: a rule, a list of rules, an
 * association, a Dispatch.  NULL where [rules] is none of these. */
typedef struct Rules Rules;
Rules *rules_compile(Vm *vm, Val rules);
/* The same, and pattern_compile, with what was compiled last at hand. */
Rules *rules_of(Vm *vm, Val rules);
const Pattern *pattern_of(Vm *vm, Val expr);
/* Forgets those that were not used since the last call of this. */
void pattern_cache_age(Vm *vm);
/* The first rule that matches [expr], applied (not evaluated); VAL_NONE where none does; or UNWIND. */
MUST_USE Val rules_apply(Vm *vm, const Rules *rules, Val expr);
/* ReplaceAll with compiled rules: the largest parts first; VAL_NONE where nothing was replaced. */
MUST_USE Val rules_replace_all(Vm *vm, const Rules *rules, Val expr);

/* The same, pass after pass: what is known of parts that did not change is kept in [memo]; NULL where the
 * rules run programs to see whether they match. */
typedef struct ReplaceMemo ReplaceMemo;
ReplaceMemo *replace_memo_new(Vm *vm, const Rules *rules);
MUST_USE Val rules_replace_again(Vm *vm, const Rules *rules, ReplaceMemo *memo, Val expr);

/* The same until nothing changes, or for [limit] passes: *passes is how many were made.  *done: nothing changed in the
 * last of them; else the limit is reached, or rules or values are not plain enough, and rules_replace_again goes on. */
MUST_USE Val rules_rewrite(Vm *vm, Rules *rules, ReplaceMemo *memo, Val expr, int64_t limit, int64_t *passes, bool *done);

/* One-shot: does [expr] match the pattern expression [pattern]? */
MUST_USE MatchResult vm_match(Vm *vm, Val pattern, Val expr);

#endif
