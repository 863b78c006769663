/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * table.c -- the list of all builtins of vm/, from the generated builtins.inc.
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

size_t builtin_count(void)
{
    return COUNT_OF(table);
}

const Builtin *builtin_at(size_t i)
{
    return table[i];
}
