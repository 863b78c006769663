/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * table.c -- the list of all builtins: those of vm/, from the generated builtins.inc, and those that foreign/
 * adds before the process's first VM.
 */
#include "vm/eval/builtin.h"

#define X(name) extern const Builtin builtin_##name;
#include "vm/builtin/builtins.inc"
#undef X

static const Builtin *const table[] = {
#define X(name) &builtin_##name,
#include "vm/builtin/builtins.inc"
#undef X
};

static struct {
    const Builtin *const *list;
    size_t n;
} builtins_added;

void builtins_add(const Builtin *const *list, size_t n)
{
    builtins_added.list = list;
    builtins_added.n = n;
}

size_t builtin_count(void)
{
    return COUNT_OF(table) + builtins_added.n;
}

const Builtin *builtin_at(size_t i)
{
    return i < COUNT_OF(table) ? table[i] : builtins_added.list[i - COUNT_OF(table)];
}
