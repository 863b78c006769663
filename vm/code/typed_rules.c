/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_rules.c -- typed code for the rules of a symbol that calls itself.
 *
 * The code is for arguments of some types: machine integers, machine reals, and lists of one of them.  A list is a slice:
 * its first element's address and its end, so that Rest and Most make nothing.  Slices are only in arguments, and a body
 * may take them apart, compare them with {} and hand them on, no more.  A call of the symbol itself takes a frame above
 * the caller's, and one that is the value begins again with other arguments.
 */
#include "vm/code/typed_emit.h"

#include "vm/eval/builtin.h"

enum { LITERALS_MAX = 16, TRIES_MAX = 4 };

/* ---- slices ------------------------------------------------------------------------------------------ */

/* Is it Rest or Most of something? */
static bool shortens(const TypedCompiler *c, Val e)
{
    return (val_is_call(e, S_Rest, 1) || val_is_call(e, S_Most, 1)) && typed_is_builtin(c, expr_head(e));
}

/* The type of the slice that [e] is; base TYPED_NONE where it is none. */
static TypedType slice_type(TypedCompiler *c, Val e)
{
    while (shortens(c, e))
        e = expr_arg(e, 0);
    const TypedVar *v = val_is_symbol(e) ? typed_var(c, e) : NULL;
    return v != NULL && v->type.base == TYPED_SLICE ? v->type : typed_type(TYPED_NONE, 0);
}

/* The slice [e], which slice_type knows. */
static TypedValue slice_value(TypedCompiler *c, Val e)
{
    if (val_is_symbol(e)) {
        const TypedVar *v = typed_var(c, e);
        return (TypedValue){.type = v->type, .slot = v->slot, .variable = true, .literal = VAL_NONE};
    }
    TypedValue from = slice_value(c, expr_arg(e, 0)), to = typed_temporary(c, from.type);
    typed_emit(c, val_is(expr_head(e), S_Rest) ? TOP_REST : TOP_MOST, to.slot, from.slot, 0);
    return to;
}

static TypedValue slice_item(TypedCompiler *c, Val slice, TypedValue at)
{
    TypedValue from = slice_value(c, slice);
    TypedElements elements = (TypedElements)from.type.rank;
    TypedValue r = typed_temporary(c, typed_type(elements == TYPED_INTEGER_VALUES || elements == TYPED_INTEGER_WORDS ? TYPED_INT : TYPED_REAL, 0));
    typed_emit(c, elements == TYPED_INTEGER_VALUES ? TOP_ITEM_I : elements == TYPED_REAL_VALUES ? TOP_ITEM_D : TOP_ITEM, r.slot, from.slot, at.slot);
    return r;
}

/* First[slice], Last[slice], Length[slice], slice[[i]]; false where [e] is none of these. */
static bool slice_part(TypedCompiler *c, Val e, TypedValue *r)
{
    Val head = expr_head(e);
    size_t n = expr_len(e);

    if (n == 0 || !val_is_symbol(head) || slice_type(c, expr_arg(e, 0)).base == TYPED_NONE || !typed_is_builtin(c, head))
        return false;
    if (n == 1 && val_is(head, S_First) && slice_type(c, expr_arg(e, 0)).rank == TYPED_INTEGER_VALUES) {
        TypedValue from = slice_value(c, expr_arg(e, 0));
        *r = typed_temporary(c, typed_type(TYPED_INT, 0));
        typed_emit(c, TOP_FIRST_I, r->slot, from.slot, 0);
        return true;
    }
    if (n == 1 && (val_is(head, S_First) || val_is(head, S_Last))) {
        *r = slice_item(c, expr_arg(e, 0), typed_integer(c, val_is(head, S_First) ? 1 : -1));
        return true;
    }
    if (n == 1 && val_is(head, S_Length)) {
        TypedValue from = slice_value(c, expr_arg(e, 0));
        *r = typed_temporary(c, typed_type(TYPED_INT, 0));
        typed_emit(c, TOP_COUNT, r->slot, from.slot, 0);
        return true;
    }
    if (n == 2 && val_is(head, S_Part)) {
        TypedValue at = typed_operand(c, expr_arg(e, 1), 0, NULL);
        *r = c->failed || !typed_is(at.type, TYPED_INT) ? typed_fail(c, NULL, 0, NULL) : slice_item(c, expr_arg(e, 0), at);
        return true;
    }
    return false;
}

static bool is_empty_list(Val e) { return val_is_plain_list(e) && expr_len(e) == 0; }

bool typed_rules_condition(TypedCompiler *c, Val e, bool sense, TypedJumps *to)
{
    Val head = val_is_expr(e) ? expr_head(e) : VAL_NONE;
    bool same = val_is(head, S_Equal) || val_is(head, S_SameQ), differ = val_is(head, S_Unequal) || val_is(head, S_UnsameQ);

    if ((!same && !differ) || expr_len(e) != 2)
        return false;
    Val a = expr_arg(e, 0), b = expr_arg(e, 1);
    if (is_empty_list(a))
        a = b, b = expr_arg(e, 0);
    if (!is_empty_list(b) || slice_type(c, a).base == TYPED_NONE)
        return false;
    typed_jump(c, sense == same ? TOP_JNONE : TOP_JSOME, slice_value(c, a).slot, 0, to);
    return true;
}

/* ---- calls of the symbol itself ------------------------------------------------------------------------ */

static TypedValue argument(TypedCompiler *c, Val e, TypedType type)
{
    TypedType slice = slice_type(c, e);
    TypedValue v;

    if (slice.base != TYPED_NONE)
        v = slice_value(c, e);
    else if (type.base == TYPED_SLICE)
        return typed_fail(c, NULL, 0, NULL);
    else
        v = typed_operand(c, e, 0, NULL);
    return c->failed || typed_same(v.type, type) ? v : typed_fail(c, NULL, 0, NULL);
}

static TypedValue call(TypedCompiler *c, Val e)
{
    const TypedRules *rules = c->rules;
    TypedValue r = typed_temporary(c, rules->result);
    size_t width = typed_width_of(rules->n, rules->types), to = typed_slot(c, (unsigned)width), next = c->next;
    size_t from = to;

    for (size_t i = 0; i < rules->n && !c->failed; i++) {
        typed_move(c, (uint16_t)to, argument(c, expr_arg(e, i), rules->types[i]));
        to += typed_width(rules->types[i]);
        c->next = next;
    }
    typed_emit(c, TOP_RECUR, r.slot, from, width);
    c->next = r.slot + typed_width(r.type);
    return r;
}

/* Is the parameter in slot [slot] read by one of these? */
static bool reads(TypedCompiler *c, uint16_t slot, size_t n, const Val *e)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < c->var_count; k++)
            if (c->vars[k].slot == slot && val_contains_symbol(e[i], c->vars[k].name))
                return true;
    return false;
}

/* The value is that of the function for other arguments: they take the places of the old ones, those that are still to
 * be read at the end. */
static TypedValue begin_again(TypedCompiler *c, Val e)
{
    const TypedRules *rules = c->rules;
    TypedValue late[TYPED_ROW_TYPES];
    uint16_t places[TYPED_ROW_TYPES], to = 0;
    size_t n = 0;

    for (size_t i = 0; i < rules->n && !c->failed; to = (uint16_t)(to + typed_width(rules->types[i])), i++) {
        TypedValue v = argument(c, expr_arg(e, i), rules->types[i]);
        if (c->failed || v.slot == to)
            continue;
        if (reads(c, to, rules->n - i - 1, expr_args(e) + i + 1)) {
            late[n] = typed_own(c, v);
            late[n].temporary = false;
            places[n++] = to;
        } else {
            typed_move(c, to, v);
        }
    }
    for (size_t i = 0; i < n && !c->failed; i++)
        typed_move(c, places[i], late[i]);
    typed_jump_back(c, TOP_AGAIN, 0, 0, 0);
    return typed_gone();
}

/* And, Or as the function's value: the last operand is it, where it is reached. */
static TypedValue connect(TypedCompiler *c, bool all, size_t n, const Val *e)
{
    TypedJumps decided = {0};
    size_t next = c->next;

    typed_block(c);
    for (size_t i = 0; i + 1 < n; i++) {
        typed_condition(c, e[i], !all, &decided);
        c->next = next;
    }
    c->tail = true;
    TypedValue v = typed_value(c, e[n - 1]);
    if (!c->failed && !v.gone) {
        if (!typed_is(v.type, TYPED_BOOL))
            return typed_fail(c, NULL, 0, NULL);
        typed_emit(c, TOP_GIVE, v.slot, 0, 0);
    }
    typed_block_end(c);
    c->next = next;
    typed_land(c, &decided);
    return n > 1 ? typed_bool(c, !all) : typed_gone();
}

bool typed_rules_value(TypedCompiler *c, Val e, bool tail, TypedValue *r)
{
    const TypedRules *rules = c->rules;
    Val head = expr_head(e);
    size_t n = expr_len(e);

    if (val_is(head, rules->symbol)) {
        if (n != rules->n) {
            *r = typed_fail(c, NULL, 0, NULL);
            return true;
        }
        c->rules->recursive = true;
        *r = tail ? begin_again(c, e) : call(c, e);
        return true;
    }
    if (tail && n > 0 && (val_is(head, S_And) || val_is(head, S_Or)) && typed_is_builtin(c, head)) {
        *r = connect(c, val_is(head, S_And), n, expr_args(e));
        return true;
    }
    return slice_part(c, e, r);
}

/* ---- rules -------------------------------------------------------------------------------------------- */

typedef enum Fit { FITS, MAY_FIT, NEVER_FITS } Fit;

static bool has_head(TypedType type, Val head)
{
    return val_is(head, type.base == TYPED_SLICE ? S_List : type.base == TYPED_INT ? S_Integer : S_Real);
}

static Fit fit_literal(TypedCompiler *c, Val literal, TypedType type, uint16_t slot, TypedJumps *no)
{
    if (type.base == TYPED_SLICE && is_empty_list(literal)) {
        typed_jump(c, TOP_JSOME, slot, 0, no);
        return MAY_FIT;
    }
    if (type.base == TYPED_INT && val_is_small(literal)) {
        typed_jump(c, TOP_JNE_I, slot, typed_integer(c, val_small(literal)).slot, no);
        return MAY_FIT;
    }
    /* What is of the same head may be the same; anything else is not. */
    if (type.base == TYPED_SLICE ? val_is_list(literal) : val_is_number(literal) && type.base == TYPED_REAL && val_is_real(literal))
        c->failed = true;
    return NEVER_FITS;
}

/* Tests of the parameter in [slot]; what fails goes to [no]. */
static Fit fit(TypedCompiler *c, const Pattern *root, const Pattern *p, TypedType type, uint16_t slot, TypedJumps *no)
{
    Fit f;

    switch (p->kind) {
    case PATTERN_LITERAL:
        return fit_literal(c, p->value, type, slot, no);
    case PATTERN_BLANK:
        return val_is_none(p->value) || has_head(type, p->value) ? FITS : NEVER_FITS;
    case PATTERN_NAMED: {
        TypedVar *v = typed_var(c, root->names[p->slot]);
        if (v == NULL)
            typed_var_add(c, root->names[p->slot], type, slot);
        else if (!typed_same(v->type, type) && (v->type.base == TYPED_SLICE) == (type.base == TYPED_SLICE))
            return NEVER_FITS;
        else if (type.base != TYPED_INT || v->type.base != TYPED_INT)
            c->failed = true;
        else
            typed_jump(c, TOP_JNE_I, v->slot, slot, no);
        return fit(c, root, p->sub, type, slot, no);
    }
    case PATTERN_TEST: {
        f = fit(c, root, p->sub, type, slot, no);
        if (f == NEVER_FITS || c->failed)
            return f;
        size_t before = c->var_count;
        Val name = typed_private_name(c);
        typed_var_add(c, name, type, slot);
        typed_condition(c, expr1(c->heap, p->value, name), false, no);
        c->var_count = before;
        return MAY_FIT;
    }
    case PATTERN_CONDITION:
        f = fit(c, root, p->sub, type, slot, no);
        if (f != NEVER_FITS)
            typed_condition(c, p->value, false, no);
        return f == NEVER_FITS ? f : MAY_FIT;
    default:
        c->failed = true;
        return NEVER_FITS;
    }
}

/* The value of a rule that has been found to apply. */
static void give(TypedCompiler *c, Val body)
{
    c->tail = true;
    TypedValue v = typed_value(c, body);
    if (c->failed || v.gone)
        return;
    if (v.type.base == TYPED_NONE || v.type.rank > 0 || typed_width(v.type) > 1) {
        c->failed = true;
    } else if (!typed_same(v.type, c->rules->result)) {
        c->rules->found = v.type;
        c->failed = true;
    } else {
        typed_emit(c, TOP_GIVE, v.slot, 0, 0);
    }
}

static void begin_rule(TypedCompiler *c, size_t slots)
{
    c->var_count = 0;
    c->next = slots;
}

static void compile_literal(TypedCompiler *c, const Literal *rule, size_t slots)
{
    TypedJumps no = {0};
    size_t begin = c->count;
    uint16_t slot = 0;

    begin_rule(c, slots);
    for (size_t i = 0; i < c->rules->n && !c->failed; i++) {
        if (fit_literal(c, expr_arg(rule->lhs, i), c->rules->types[i], slot, &no) == NEVER_FITS) {
            c->count = c->label = begin;
            return;
        }
        slot = (uint16_t)(slot + typed_width(c->rules->types[i]));
    }
    give(c, rule->rhs);
    typed_land(c, &no);
}

static void compile_rule(TypedCompiler *c, const Rule *rule, size_t slots)
{
    const Pattern *p = rule->pattern, *condition = NULL;
    TypedJumps no = {0};
    size_t begin = c->count;
    Val body = rule->body;
    uint16_t slot = 0;

    begin_rule(c, slots);
    if (p->kind == PATTERN_CONDITION) {
        condition = p;
        p = p->sub;
    }
    if (p->kind != PATTERN_EXPR || p->sub->kind != PATTERN_LITERAL || !val_is(p->sub->value, c->rules->symbol) || rule->inner_guard) {
        c->failed = true;
        return;
    }
    if (c->rules->n < p->args_min || c->rules->n > p->args_max)
        return;
    if (p->n != c->rules->n) {
        c->failed = true;
        return;
    }
    for (size_t i = 0; i < p->n && !c->failed; i++) {
        if (p->args[i]->min != 1 || p->args[i]->max != 1) {
            c->failed = true;
        } else if (fit(c, rule->pattern, p->args[i], c->rules->types[i], slot, &no) == NEVER_FITS) {
            c->count = c->label = begin;
            return;
        }
        slot = (uint16_t)(slot + typed_width(c->rules->types[i]));
    }
    if (condition != NULL)
        typed_condition(c, condition->value, false, &no);
    if (val_is_call(body, S_Condition, 2) && rule->delayed) {
        typed_condition(c, expr_arg(body, 1), false, &no);
        body = expr_arg(body, 0);
    }
    give(c, body);
    typed_land(c, &no);
}

/* Code that holds arrays may not be run in frames that the collector does not know. */
static bool has_arrays(const TypedCompiler *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->ins[i].op >= TOP_SIZE && c->ins[i].op <= TOP_CALL)
            return true;
    return false;
}

static TypedCode *compile(Vm *vm, const RuleSet *set, TypedRules *rules, size_t globals)
{
    TypedCompiler *c = typed_compiler_new(vm);
    size_t slots = typed_width_of(rules->n, rules->types), literals = rule_set_literal_count(set);

    c->exact = true;
    c->rules = rules;
    c->next = c->most = slots;
    c->globals_from = typed_slot(c, (unsigned)(2 * globals));
    c->globals_room = globals;
    slots = c->next;
    for (size_t i = 0; i < literals && !c->failed; i++) {
        const Literal *rule = rule_set_literal_at(set, i);
        if (val_is_call(rule->lhs, rules->symbol, rules->n))
            compile_literal(c, rule, slots);
    }
    for (size_t i = 0; i < rule_set_pattern_count(set) && !c->failed; i++)
        compile_rule(c, rule_set_pattern_at(set, i), slots);
    typed_emit(c, TOP_FAIL, 0, 0, 0);
    if (c->failed || !rules->recursive || has_arrays(c))
        return NULL;
    c->result = rules->result;
    c->result_slot = 0;
    TypedCode *code = typed_finish(c, rules->n, rules->types);
    return code == NULL || code->slots + TYPED_FRAME_EXTRA > TYPED_RECURSION_SLOTS / 2 ? NULL : code;
}

/* The type of the result is guessed, and guessed again where a rule's value has another; the second time it is known how
 * many symbols are read. */
TypedCode *typed_compile_rules(Vm *vm, Val symbol, const RuleSet *set, size_t n, const TypedType *types)
{
    TypedRules rules = {.symbol = symbol, .n = n, .types = types, .result = typed_type(TYPED_INT, 0)};
    size_t globals = TYPED_GLOBALS_MAX;

    if (rule_set_literal_count(set) > LITERALS_MAX)
        return NULL;
    for (size_t i = 0; i < TRIES_MAX; i++) {
        rules.found = typed_type(TYPED_NONE, 0);
        TypedCode *code = compile(vm, set, &rules, globals);
        if (code != NULL && code->global_count == globals)
            return code;
        if (code == NULL && rules.found.base == TYPED_NONE)
            return NULL;
        if (code != NULL)
            globals = code->global_count;
        else
            rules.result = rules.found;
    }
    return NULL;
}
