/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * arm.h -- when an arm of ChannelSelect leaves a value where it is.
 */
#ifndef LYRA_TASK_ARM_H
#define LYRA_TASK_ARM_H

#include "vm/api.h"

/* Is the pattern _ or x_, which takes whatever comes? */
static inline bool arm_takes_all(Val pattern)
{
    if (val_is_call(pattern, S_Pattern, 2) && val_is_symbol(expr_arg(pattern, 0)))
        pattern = expr_arg(pattern, 1);
    return val_is_call(pattern, S_Blank, 0);
}

/* Does the right side begin with Module, With or Block?  A condition there may be the arm's. */
static inline bool arm_has_scope(Val body)
{
    return val_has_head(body, S_Module) || val_has_head(body, S_With) || val_has_head(body, S_Block);
}

/* Is there a condition that shares variables with the right side? */
static inline bool arm_decides_inside(Val body)
{
    return arm_has_scope(body) && val_contains_symbol(body, S_Condition);
}

#endif
