/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * library.h -- the library in the language: the files of lib/, embedded, read on first touch.
 *
 * Each public symbol of lib/ knows its file (Symbol.autoload); the evaluator calls library_load
 * when it meets one whose file this VM has not read.
 */
#ifndef LYRA_EVAL_LIBRARY_H
#define LYRA_EVAL_LIBRARY_H

#include "vm/vm.h"

/* Tells the symbols of lib/ their files; once per process, after symbols_start. */
void library_start(void);
/* Has this VM read file [index] (Symbol.autoload - 1)? */
bool library_is_loaded(const Vm *vm, unsigned index);
/* Does [symbol] come from a file of lib/ that this VM has not read? */
static inline bool library_is_due(const Vm *vm, Val symbol)
{
    unsigned file = val_symbol(symbol)->autoload;

    return UNLIKELY(file != 0) && !library_is_loaded(vm, file - 1);
}
/* Reads and evaluates a file unless this VM has; Null, or UNWIND if that was interrupted. */
MUST_USE Val library_load(Vm *vm, unsigned index);
/* Files are read from this folder (the one that holds lib/'s files) and not from the program. */
void library_use_folder(Vm *vm, const char *folder);

/* The files, for tests: how many, their names ("lib/list.wl") and texts. */
size_t library_count(void);
const char *library_name(unsigned index);
const char *library_text(unsigned index, size_t *bytes);

#endif
