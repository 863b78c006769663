/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * clone.c -- a clone of a VM sees what was defined before, and neither sees what the other defines
 * or changes in place later.
 */
#include <gc.h>

#include "vm/api.h"

static unsigned count, failed;

static Val evaluate(Vm *vm, const char *text)
{
    Reader reader;
    Val expr, value = S_Null;
    int code;

    session_read(vm, &reader, NULL, text, strlen(text));
    while (reader_next(&reader, &expr) == READ_EXPR)
        session_evaluate(vm, expr, &value, &code);
    return value;
}

static void expect(Vm *vm, const char *text, const char *expected)
{
    Val v = print_to_text(vm, evaluate(vm, text), FORM_INPUT);
    bool fine = text_is(v, expected);

    printf("%sok %u - %s\n", fine ? "" : "not ", ++count, text);
    if (!fine) {
        printf("# expected %s, got %s\n", expected, text_data(v));
        failed++;
    }
}

static void discard(void *state, Stream to, const char *text, size_t n)
{
    (void)state, (void)to, (void)text, (void)n;
}

/* Clones of clones, each with changes of its own. */
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

/* The first write after a snapshot costs as much as any other, however many rules the symbol has. */
static void test_many_rules(Vm *vm)
{
    Vm *clones[12];
    size_t before, most = 0;

    evaluate(vm, "Do[m[i] = i, {i, 50000}]; Do[few[i] = i, {i, 10}]");
    for (int i = 0; i < 12; i++) {
        before = GC_get_total_bytes();
        clones[i] = vm_clone(i % 2 ? clones[i - 1] : vm);
        evaluate(clones[i], "m[3] = 4; m[-1] = 0; m[5] =.; few[11] = 11; few[2] =.");
        evaluate(vm, "m[7] = m[7] + 1");
        if (GC_get_total_bytes() - before > most)
            most = GC_get_total_bytes() - before;
    }
    expect(vm, "{m[3], m[-1], m[5], m[7], m[50000], Length[DownValues[m]]}", "{3, m[-1], 5, 19, 50000, 50000}");
    expect(clones[1], "{m[3], m[-1], m[5], m[7], m[50000], Length[DownValues[m]]}", "{4, 0, m[5], 7, 50000, 50000}");
    expect(clones[0], "{few[2], few[11], Length[DownValues[few]]}", "{few[2], 11, 10}");
    expect(clones[0], "m[5] = 6; {m[5], DownValues[m][[{1, 3, -1}]]}",
           "{6, {HoldPattern[m[1]] :> 1, HoldPattern[m[3]] :> 4, HoldPattern[m[-1]] :> 0}}");
    printf("%sok %u - writes after snapshots allocate little\n", most < 300000 ? "" : "not ", ++count);
    failed += most >= 300000;
    for (int i = 0; i < 12; i++)
        vm_free(clones[i]);
}

int main(void)
{
    vm_start_process();
    Vm *vm = vm_new();
    vm->write = discard;
    vm->stack_limit = (char *)__builtin_frame_address(0) - (1 << 22);
    evaluate(vm, "x = 1; a = {1, 2, 3}; f[1] = 10; f[n_] := n + 1; g[n_] := n f[n]; a[[1]] = 5; g[2]");
    Vm *clone = vm_clone(vm);

    expect(clone, "{x, a, f[1], g[2]}", "{1, {5, 2, 3}, 10, 6}");
    evaluate(vm, "x = 2; a[[2]] = 0; f[1] = 11; f[n_] := n + 2; AppendTo[a, 4]; y = 3; SetAttributes[f, Listable]");
    expect(clone, "{x, a, f[1], g[2]}", "{1, {5, 2, 3}, 10, 6}");
    expect(clone, "{y, f[{1}]}", "{y, {2}}");
    evaluate(clone, "a[[3]] = 9; f[2] = 0; Clear[x]");
    expect(vm, "{x, a, f[1], g[2], f[{1}]}", "{2, {5, 0, 3, 4}, 11, 8, {11}}");
    expect(clone, "{x, a, g[2]}", "{x, {5, 2, 9}, 0}");
    vm_free(clone);
    expect(vm, "Block[{x = 7}, x + y]", "10");
    test_chain(vm);
    test_many_rules(vm);
    printf("1..%u\n", count);
    vm_free(vm);
    return failed > 0;
}
