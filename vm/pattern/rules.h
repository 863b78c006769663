/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * rules.h -- the rules of a symbol: ordered by specificity, indexed by literal left sides.
 */
#ifndef LYRA_PATTERN_RULES_H
#define LYRA_PATTERN_RULES_H

#include "vm/pattern/pattern.h"

typedef struct Rule {
    Val      lhs, rhs;         /* as given, without HoldPattern around lhs */
    Val      body;             /* rhs with OptionValue[x] made OptionValue[f, {options}, x] */
    bool     delayed;
    Pattern *pattern;          /* compiled lhs */
} Rule;

/* Compiles one rule. */
Rule *rule_new(Vm *vm, Val lhs, Val rhs, bool delayed);
/* The right side for [expr] where the rule matches (conditions on the right side included), not yet
 * evaluated; VAL_NONE where it does not; or UNWIND.  With [flat] a Flat head may match in part. */
MUST_USE Val rule_apply(Vm *vm, const Rule *rule, Val expr);

/* Adds a rule, in the place of one with the same left side. [owner] is the table's token. */
RuleSet *rule_set_add(Vm *vm, RuleSet *set, Val lhs, Val rhs, bool delayed);
/* Removes the rule with this left side; *found says whether there was one.  May give NULL: none left. */
RuleSet *rule_set_remove(Vm *vm, RuleSet *set, Val lhs, bool *found);
/* The first rule that applies, applied; VAL_NONE or UNWIND. */
MUST_USE Val rule_set_apply(Vm *vm, const RuleSet *set, Val expr);
/* The rules that are not found by their literal left sides, in the order in which they are tried. */
size_t rule_set_pattern_count(const RuleSet *set);
const Rule *rule_set_pattern_at(const RuleSet *set, size_t i);
/* The right side of the literal rule for head[args..]; VAL_NONE where there is none. */
Val rule_set_literal(const RuleSet *set, Val head, size_t n, const Val *args);
/* What the bytecode compiler keeps with a rule set: forgotten when a rule is added or removed. */
typedef struct Code Code;
typedef struct RuleCode {
    bool     hopeless[8];        /* by number of arguments: can't be compiled */
    Code    *code[8];
} RuleCode;
RuleCode *rule_set_code(RuleSet *set);
/* All rules in the order in which they are tried: i below rule_set_count. */
size_t rule_set_count(const RuleSet *set);
const Rule *rule_set_at(const RuleSet *set, size_t i);
/* As a List of HoldPattern[lhs] :> rhs. */
Val rule_set_list(Vm *vm, const RuleSet *set);

#endif
