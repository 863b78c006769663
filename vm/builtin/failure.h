/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * failure.h -- Failure objects.
 */
#ifndef LYRA_BUILTIN_FAILURE_H
#define LYRA_BUILTIN_FAILURE_H

#include "vm/eval/builtin.h"

/* Failure["tag", properties]. */
Val failure_make(Heap *h, const char *tag, Val properties);
/* What FailureQ says: $Failed, $Aborted, Failure[..]. */
bool is_failure(Val v);

#endif
