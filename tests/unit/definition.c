/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * definition.c -- snapshots of the definition table: what a clone sees, and that neither side sees what
 * the other changes afterwards.
 */
#include "vm/define/definition.h"
#include "vm/eval/builtin.h"
#include "vm/eval/session.h"

static int failures, tests;

static Val evaluate(Vm *vm, const char *text)
{
    Reader r;
    Val expr, value = S_Null;
    int code;

    session_read(vm, &r, NULL, text, strlen(text));
    while (reader_next(&r, &expr) == READ_EXPR)
        (void)session_evaluate(vm, expr, &value, &code);
    return value;
}

static void expect(Vm *vm, const char *text, const char *wanted)
{
    bool good = val_same(evaluate(vm, text), evaluate(vm, wanted));

    printf("%s %d - %s is %s\n", good ? "ok" : "not ok", ++tests, text, wanted);
    failures += !good;
}

static void test_values(Vm *vm)
{
    evaluate(vm, "x = 1; f[n_] := n + x; f[0] = zero; SetAttributes[g, Orderless]");
    Vm *clone = vm_clone(vm);
    expect(clone, "{x, f[2], f[0], g[b, a]}", "{1, 3, zero, g[a, b]}");
    evaluate(vm, "x = 10; f[0] = nought; f[n_] := n - x; ClearAttributes[g, Orderless]; y = new");
    expect(clone, "{x, f[2], f[0], y}", "{1, 3, zero, y}");
    expect(clone, "Attributes[g]", "{Orderless}");
    evaluate(clone, "x = 100; Clear[f]; z = theirs; f[7] = seven");
    expect(vm, "{x, f[2], f[0], f[7], z}", "{10, -8, nought, -3, z}");
    expect(clone, "{x, f[2], f[7]}", "{100, f[2], seven}");
    vm_free(clone);
}

static void test_parts(Vm *vm)
{
    evaluate(vm, "l = {1, 2, 3}; Do[l[[1]] = i, {i, 3}]");
    Vm *clone = vm_clone(vm);
    evaluate(vm, "Do[l[[2]] = i, {i, 9}]; Do[AppendTo[l, i], {i, 2}]");
    expect(clone, "l", "{3, 2, 3}");
    evaluate(clone, "Do[l[[3]] = i, {i, 7}]");
    expect(clone, "l", "{3, 2, 7}");
    expect(vm, "l", "{3, 9, 3, 1, 2}");
    vm_free(clone);
}

/* A snapshot of a clone of a clone, each with its own block of changes. */
static void test_chain(Vm *vm)
{
    Vm *chain[8];

    evaluate(vm, "v = 0");
    for (int i = 0; i < 8; i++) {
        chain[i] = vm_clone(i == 0 ? vm : chain[i - 1]);
        evaluate(chain[i], "v = v + 1; h[v] = v");
    }
    expect(vm, "{v, h[1]}", "{0, h[1]}");
    expect(chain[0], "{v, h[1], h[2]}", "{1, 1, h[2]}");
    expect(chain[7], "{v, h[1], h[8], h[9]}", "{8, 1, 8, h[9]}");
    for (int i = 0; i < 8; i++)
        vm_free(chain[i]);
}

int main(void)
{
    int here;

    vm_start_process();
    Vm *vm = vm_new();
    vm->stack_limit = (char *)&here - (4 << 20);
    test_values(vm);
    test_parts(vm);
    test_chain(vm);
    vm_free(vm);
    printf("1..%d\n", tests);
    return failures > 0;
}
