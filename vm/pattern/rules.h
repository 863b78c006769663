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
    Val      head;             /* what matches has this head; VAL_NONE: it may be anything */
    Val      first;            /* and its first argument is an expression with this head; VAL_NONE: anything */
    Val      guard, value;     /* of value /; guard; without a condition, guard is VAL_NONE and value is body */
    bool     inner_guard;      /* there is a condition inside Module, With or Block */
    Skeleton *guard_skeleton, *value_skeleton;     /* prepared; NULL: to be substituted */
    struct Direct *direct;     /* it needs no matcher; NULL: it does */
    struct Rule *wide;         /* for part of the arguments of a Flat head; NULL: not Flat when it was compiled */
    uint32_t attributes_epoch; /* when it was compiled */
} Rule;

/* A rule whose left side is free of patterns, as a rule set keeps it. */
typedef struct Literal {
    Val  lhs, rhs;
    bool delayed;
    bool removed;              /* stands for none */
} Literal;

/* Compiles one rule. */
Rule *rule_new(Vm *vm, Val lhs, Val rhs, bool delayed);
/* Can [expr] match at all, by its head and that of its first argument? */
static inline bool rule_may_match(const Vm *vm, const Rule *r, Val expr)
{
    if (val_is_none(r->head))
        return true;
    if (!val_is_expr(expr))
        return val_is_packed(expr) && val_is(r->head, S_List);
    if (!val_is(expr_head(expr), r->head))
        return false;
    return val_is_none(r->first) || r->attributes_epoch != vm->attributes_epoch
           || (expr_len(expr) > 0 && val_has_head(expr_arg(expr, 0), r->first));
}
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
    bool     literals_fixed;     /* the code tests for the rules without patterns that there were */
    uint8_t  literals_varied;    /* how often it did so in vain: such rules came or went */
} RuleCode;
RuleCode *rule_set_code(RuleSet *set);
/* How many rules there are without patterns. */
size_t rule_set_literal_count(const RuleSet *set);
const Literal *rule_set_literal_at(const RuleSet *set, size_t i);
/* All rules in the order in which they are tried, as assigned. */
typedef struct RuleText {
    Val  lhs, rhs;
    bool delayed;
} RuleText;
const RuleText *rule_set_all(Vm *vm, const RuleSet *set, size_t *n);
/* As a List of HoldPattern[lhs] :> rhs. */
Val rule_set_list(Vm *vm, const RuleSet *set);

#endif
