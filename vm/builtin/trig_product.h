/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * trig_product.h -- products of circular or hyperbolic functions of the same argument.
 */
#ifndef LYRA_BUILTIN_TRIG_PRODUCT_H
#define LYRA_BUILTIN_TRIG_PRODUCT_H

#include "vm/builtin/arith.h"

/* f[x]^n with n < 0 by the reciprocal function; VAL_NONE for anything else. */
Val trig_reciprocal(Heap *h, Val base, Val exp);
/* Brings products of such functions among the factors to their normal form. */
bool trig_products(Heap *h, Builder *factors);

#endif
