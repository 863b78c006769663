/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * method.h -- object["Method", args..] as Function[object, args..].
 */
#ifndef LYRA_TASK_METHOD_H
#define LYRA_TASK_METHOD_H

#include "vm/api.h"

typedef struct Method { const char *name; int symbol; } Method;

/* For ForeignClass.apply: the call of the method that args.v[0] names; NOT_MINE, with a message where there is none. */
Val method_apply(Vm *vm, Val object, Args args, const Method *methods, size_t n);
/* The message that it has none of this name; gives NOT_MINE. */
Val method_none(Vm *vm, Val object, Val name);

#endif
