/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * owned.h -- nested lists and strings that one variable holds, changed in place.
 *
 * Each function changes what carries FLAG_OWNED; of anything else it makes a copy that does, once.  A list
 * inside an owned one is changed in place where it carries FLAG_INNER, which counts only on the way down from
 * an owned list: whoever copies the list above it takes the mark away.
 */
#ifndef LYRA_VALUE_OWNED_H
#define LYRA_VALUE_OWNED_H

#include "vm/value/packed.h"

/* The element of nested lists at [n] positions, from 1 or from -1; VAL_NONE where there is none, or where a
 * position is something else.  It is shared, the lists around it are not. */
Val owned_part(Heap *h, Val list, size_t n, const Val *at);
/* The list with that element [x]; VAL_NONE in the same cases.  A packed array that can't hold it is unpacked. */
Val owned_set_part(Heap *h, Val list, size_t n, const Val *at, Val x);
/* A string with another at its end: amortised O(length of [more]). */
Val owned_text_join(Heap *h, Val text, Val more);

#endif
