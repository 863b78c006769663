/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * attribute_names.h -- attributes by name.
 */
#ifndef LYRA_DEFINE_ATTRIBUTE_NAMES_H
#define LYRA_DEFINE_ATTRIBUTE_NAMES_H

#include "vm/define/definition.h"

/* The ATTR_ bit of Flat, HoldAll, ..; 0 for a symbol that is no attribute. */
static inline uint32_t attribute_bit(Val symbol)
{
    switch (symbol_switch(symbol)) {
#define ATTRIBUTE(c_name, name) case SYM_##name: return ATTR_##c_name;
#include "vm/define/attributes.def"
#undef ATTRIBUTE
    default: return 0;
    }
}

/* The symbol of attribute number [bit], 0 <= bit < ATTR_COUNT. */
static inline Val attribute_symbol(unsigned bit)
{
    static const int symbols[] = {
#define ATTRIBUTE(c_name, name) SYM_##name,
#include "vm/define/attributes.def"
#undef ATTRIBUTE
    };
    return val_known(symbols[bit]);
}

#endif
