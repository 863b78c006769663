/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * json.h -- JSON to expressions and back.
 */
#ifndef LYRA_BUILTIN_JSON_H
#define LYRA_BUILTIN_JSON_H

#include "vm/eval/builtin.h"

/* The value of a JSON text; objects become associations, or lists of rules where [rules].
 * VAL_NONE where it is not JSON; or UNWIND. */
MUST_USE Val json_parse(Vm *vm, const char *s, size_t n, bool rules);
/* Writes [v] as JSON; S_True, S_False where it has something that JSON can't say, or UNWIND. */
MUST_USE Val json_write(Vm *vm, Out *out, Val v, bool compact);

#endif
