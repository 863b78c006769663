/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * formula.h -- expressions written as text in C code.
 */
#ifndef LYRA_BUILTIN_FORMULA_H
#define LYRA_BUILTIN_FORMULA_H

#include "vm/eval/builtin.h"

/* The expression that [text] is, with #1, #2, .. (or #) replaced by args[0], args[1], ..  Every name
 * means the System symbol.  The text must be right: a mistake is a broken invariant. */
Val formula(Vm *vm, const char *text, size_t n, const Val *args);
static inline Val formula0(Vm *vm, const char *text)               { return formula(vm, text, 0, NULL); }
static inline Val formula1(Vm *vm, const char *text, Val a)        { return formula(vm, text, 1, &a); }
static inline Val formula3(Vm *vm, const char *text, Val a, Val b, Val c)
{
    return formula(vm, text, 3, (Val[]){a, b, c});
}
static inline Val formula2(Vm *vm, const char *text, Val a, Val b) { return formula(vm, text, 2, (Val[]){a, b}); }

#endif
