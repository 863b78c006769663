/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * import.h -- formats of data: text to expressions and back.
 */
#ifndef LYRA_BUILTIN_IMPORT_H
#define LYRA_BUILTIN_IMPORT_H

#include "vm/eval/builtin.h"

/* What a text in a format says; [element] is an element of the format, VAL_NONE for all of it.
 * VAL_NONE where the text is not in that format or there is no such format or element; or UNWIND. */
MUST_USE Val format_import(Vm *vm, Val text, Val format, Val element, int64_t header_lines);
/* Writes [v]; S_True, or S_False where the format can't say it; or UNWIND. */
MUST_USE Val format_export(Vm *vm, Out *out, Val v, Val format, bool compact);
bool format_is_known(Val format);

#endif
