/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * debug_fns.c -- looking inside: what the compiler made of a definition.
 */
#include "vm/code/code.h"
#include "vm/eval/builtin.h"

static void print_code(Out *out, const Code *code, const char *title)
{
    out_format(out, "%s%s\n", out->len > 0 ? "\n" : "", title);
    if (code == NULL)
        out_str(out, "      not compiled: the tree evaluator runs it\n");
    else
        code_print(code, out);
}

static void print_rules(Vm *vm, Out *out, Val symbol, RuleSet *set)
{
    char title[64];
    bool done[8] = {false};

    for (size_t i = 0; i < rule_set_pattern_count(set); i++) {
        Val lhs = rule_set_pattern_at(set, i)->lhs;
        while (val_is_call(lhs, S_Condition, 2) || val_is_call(lhs, S_HoldPattern, 1))
            lhs = expr_arg(lhs, 0);
        size_t n = val_is_expr(lhs) ? expr_len(lhs) : COUNT_OF(done);
        if (n >= COUNT_OF(done) || done[n])
            continue;
        done[n] = true;
        snprintf(title, sizeof title, "%zu argument%s", n, n == 1 ? "" : "s");
        print_code(out, code_for(vm, symbol, set, n), title);
    }
}

BUILTIN(Disassemble,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "f_",
    .usage = "Disassemble[f] gives the bytecode of the definitions of f, or of a pure function or loop, as a string.",
    .examples = EXAMPLES(">> f[x_] := x + 1; StringContainsQ[Disassemble[f], \"ADDI\"]", "True"))
{
    Val f = args.v[0], text;
    Out out;

    out_init(&out);
    if (val_is_symbol(f)) {
        const Definition *d = definition_find(&vm->definitions, f);
        if (d != NULL && d->rules[RULES_DOWN] != NULL)
            print_rules(vm, &out, f, d->rules[RULES_DOWN]);
    } else if (val_has_head(f, S_Function)) {
        size_t n = expr_len(f) >= 2 && val_is_plain_list(expr_arg(f, 0)) ? expr_len(expr_arg(f, 0)) : 1;
        print_code(&out, code_for_function(vm, f, n), "pure function");
    } else if (val_is_expr(f)) {
        print_code(&out, code_for_loop(vm, f), "loop");
    }
    text = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return text;
}
