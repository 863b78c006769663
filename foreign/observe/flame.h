/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * flame.h -- samples as a picture, and as values.
 */
#ifndef LYRA_OBSERVE_FLAME_H
#define LYRA_OBSERVE_FLAME_H

#include "foreign/observe/statistics.h"
#include "foreign/task/samples.h"

/* The picture as SVG; [title] stands above it. */
void flame_draw(Out *o, Samples *s, const char *title);
/* The list of stacks that took time: associations with "Worker", "Task", "Stack", "Samples" and "Time". */
Val flame_stacks(Heap *h, const Samples *s);

#endif
