/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * replace_fns.c -- applying rules: Replace, ReplaceAll, ReplaceRepeated, ReplaceList; MatchQ.
 */
#include "vm/builtin/levelspec.h"
#include "vm/pattern/rules.h"
#include "vm/num/number.h"

/* A list of lists of rules: the replacement is made with each, and gives a list. */
static bool is_list_of_rule_lists(Val rules)
{
    if (!val_is_plain_list(rules) || expr_len(rules) == 0)
        return false;
    for (size_t i = 0; i < expr_len(rules); i++) {
        Val x = expr_arg(rules, i);
        if (!val_is_plain_list(x) && !val_is_assoc(x))
            return false;
    }
    return true;
}

static bool holds_rules(Val v)
{
    if (val_is_rule(v) || val_is_assoc(v) || val_is_call(v, S_Dispatch, 1))
        return true;
    if (!val_is_plain_list(v))
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (!holds_rules(expr_arg(v, i)))
            return false;
    return true;
}

static Val for_each_rule_list(Vm *vm, Val f, Val expr, Val rules)
{
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < expr_len(rules); i++) {
        Val v = vm_eval(vm, expr2(vm_heap(vm), f, expr, expr_arg(rules, i)));
        TRY(v);
        builder_push(&b, v);
    }
    return builder_finish(&b);
}

#define REPLACE_MESSAGES \
    "reps", "`1` is neither a list of replacement rules nor a valid dispatch table, and so cannot be used for replacing."

/* Rules that cannot be used: a message for what looks wrong, silence for what may yet become a rule. */
static Val bad_rules(Vm *vm, Args args, Val rules)
{
    return MESSAGE(vm, "reps", val_is_plain_list(rules) ? rules : list_make(vm_heap(vm), 1, &rules));
}

BUILTIN(ReplaceAll,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "expr_, rules_", .quiet_count = true,
    .usage = "ReplaceAll[expr, rules], written expr /. rules, applies the first rule that fits to each part of expr, larger parts first.",
    .messages = MESSAGES(REPLACE_MESSAGES), .apply = operator_first1,
    .examples = EXAMPLES(">> {x, x^2, y} /. x -> 3", "{3, 9, y}", ">> f[1, 2] /. f[a_, b_] :> a + b", "3"))
{
    Val expr = args.v[0], rules = args.v[1], v;

    if (is_list_of_rule_lists(rules) && holds_rules(rules))
        return for_each_rule_list(vm, S_ReplaceAll, expr, rules);
    Rules *compiled = rules_of(vm, rules);
    if (compiled == NULL)
        return bad_rules(vm, args, rules);
    TRY(v = rules_replace_all(vm, compiled, expr));
    return val_is_none(v) ? expr : v;
}

BUILTIN(ReplaceRepeated,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .quiet_count = true,
    .options = "MaxIterations -> 65536",
    .usage = "ReplaceRepeated[expr, rules], written expr //. rules, applies rules until nothing changes.",
    .messages = MESSAGES(REPLACE_MESSAGES, "rrlim", "Exiting after `1` scanned `2` times."),
    .apply = operator_first1,
    .examples = EXAMPLES(">> f[f[f[x]]] //. f[a_] :> a", "x", ">> {c, b, a} //. {u___, p_, q_, v___} /; Order[p, q] < 0 :> {u, q, p, v}", "{a, b, c}"))
{
    Val expr, rules, v, most;
    size_t n = options_split(args);

    if (n != 2)
        return NOT_MINE;
    expr = args.v[0];
    rules = args.v[1];
    if (is_list_of_rule_lists(rules) && holds_rules(rules))
        return for_each_rule_list(vm, S_ReplaceRepeated, expr, rules);
    Rules *compiled = rules_of(vm, rules);
    if (compiled == NULL)
        return bad_rules(vm, args, rules);
    TRY(most = option_get(vm, args, S_MaxIterations));
    int64_t limit = val_is_small(most) ? val_small(most) : INT64_MAX;
    ReplaceMemo *memo = replace_memo_new(vm, compiled);
    int64_t passes;
    bool done;
    TRY(expr = rules_rewrite(vm, compiled, memo, expr, limit, &passes, &done));
    if (done)
        return expr;
    for (int64_t i = passes;; i++) {
        if (i >= limit) {
            MESSAGE(vm, "rrlim", args.v[0], most);
            return expr;
        }
        TRY(v = rules_replace_again(vm, compiled, memo, expr));
        if (val_is_none(v))
            return expr;
        TRY(v = vm_eval(vm, v));
        if (val_same(v, expr))
            return expr;
        expr = v;
    }
}

static Val replace_part(Vm *vm, Val part, const LevelPath *path, void *state)
{
    Val v = rules_apply(vm, state, part);

    (void)path;
    return val_is_none(v) ? part : v;
}

BUILTIN(Replace,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .quiet_count = true,
    .options = "Heads -> False",
    .usage = "Replace[expr, rules] applies the first rule that fits to all of expr; Replace[expr, rules, levelspec] to parts at these levels.",
    .messages = MESSAGES(REPLACE_MESSAGES, "level", "Level specification `1` is not of the form n, {n}, or {m, n}."),
    .apply = operator_first1,
    .examples = EXAMPLES(">> Replace[x^2, x^2 -> a]", "a", ">> Replace[{1, {2}}, x_Integer :> -x, {2}]", "{1, {-2}}"))
{
    size_t n = options_split(args);
    LevelSpec levels = {0, 0};
    Val heads;

    if (n < 2 || n > 3)
        return NOT_MINE;
    if (is_list_of_rule_lists(args.v[1]) && holds_rules(args.v[1]) && n == 2)
        return for_each_rule_list(vm, S_Replace, args.v[0], args.v[1]);
    Rules *rules = rules_of(vm, args.v[1]);
    if (rules == NULL)
        return bad_rules(vm, args, args.v[1]);
    TRY(heads = option_get(vm, args, S_Heads));
    if (n == 3 && !levelspec_read(args.v[2], &levels))
        return MESSAGE(vm, "level", args.v[2]);
    return level_map(vm, args.v[0], levels, val_is(heads, S_True), replace_part, rules);
}

/* ---- ReplaceList ---- */

typedef struct ListState {
    const Rule *rule;
    Builder    *results;
    size_t      most;
    bool        unwound;
} ListState;

static bool collect_result(Vm *vm, const Bindings *bindings, void *state)
{
    ListState *s = state;
    Val rhs = s->rule->body;

    if (val_is_call(rhs, S_Condition, 2) && s->rule->delayed) {
        Val test = vm_eval(vm, bindings_substitute(vm, bindings, expr_arg(rhs, 1)));
        if (val_is_unwind(test)) {
            s->unwound = true;
            return true;
        }
        if (!val_is(test, S_True))
            return false;
        rhs = expr_arg(rhs, 0);
    }
    Val v = vm_eval(vm, bindings_substitute(vm, bindings, rhs));
    if (val_is_unwind(v)) {
        s->unwound = true;
        return true;
    }
    builder_push(s->results, v);
    return s->results->n >= s->most;
}

BUILTIN(ReplaceList,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "expr_, rules_, n_:Infinity", .quiet_count = true,
    .usage = "ReplaceList[expr, rules, n] gives the results of applying rules to all of expr in every possible way, at most n.",
    .messages = MESSAGES(REPLACE_MESSAGES, "innf", "Non-negative integer or Infinity expected at position `1` in `2`."),
    .apply = operator_first1,
    .examples = EXAMPLES(">> ReplaceList[{a, b, c}, {x__, y__} :> {{x}, {y}}]", "{{{a}, {b, c}}, {{a, b}, {c}}}"))
{
    Builder results;
    Val rules = args.v[1];

    if (val_is_rule(rules))
        rules = list_make(vm_heap(vm), 1, &rules);
    if (!val_is_plain_list(rules))
        return bad_rules(vm, args, args.v[1]);
    if (is_list_of_rule_lists(rules))
        return for_each_rule_list(vm, S_ReplaceList, args.v[0], rules);
    builder_start(&results, vm_heap(vm), S_List);
    ListState state = {.results = &results, .most = SIZE_MAX};
    if (val_is_small(args.v[2]) && val_small(args.v[2]) >= 0)
        state.most = (size_t)val_small(args.v[2]);
    else if (!val_is(args.v[2], S_Infinity) && !val_is_call(args.v[2], S_DirectedInfinity, 1))
        return MESSAGE(vm, "innf", val_int(3), args.expr);
    for (size_t i = 0; i < expr_len(rules) && results.n < state.most; i++) {
        Val rule = expr_arg(rules, i);
        if (!val_is_rule(rule))
            return bad_rules(vm, args, args.v[1]);
        state.rule = rule_new(vm, expr_arg(rule, 0), expr_arg(rule, 1), val_has_head(rule, S_RuleDelayed));
        MatchResult r = pattern_match_each(vm, state.rule->pattern, args.v[0], collect_result, &state);
        if (r == MATCH_UNWIND || state.unwound)
            return UNWIND;
    }
    return builder_finish(&results);
}

BUILTIN(Dispatch,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "rules_",
    .usage = "Dispatch[rules] is a list of rules prepared for fast replacement.",
    .examples = EXAMPLES(">> {a, b} /. Dispatch[{a -> 1, b -> 2}]", "{1, 2}"))
{
    return NOT_MINE;
}

BUILTIN(MatchQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "expr_, form_", .quiet_count = true,
    .usage = "MatchQ[expr, form] gives True if expr matches the pattern form; MatchQ[form] is an operator.",
    .apply = operator_first1,
    .examples = EXAMPLES(">> MatchQ[f[1], f[_Integer]]", "True", ">> MatchQ[{1, x}, {__Integer}]", "False"))
{
    MatchResult r = vm_match(vm, args.v[1], args.v[0]);

    return r == MATCH_UNWIND ? UNWIND : r == MATCH_YES ? S_True : S_False;
}
