/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * foreign.c -- the box around a foreign object.
 *
 * The collector only notes that an object of a class with `drop` became unreachable; heap.c runs
 * the finalisers on demand, at a safe point, so `drop` never interrupts an evaluation.
 */
#include "vm/value/foreign.h"

#include <gc.h>

#include "vm/value/symbol.h"

uint32_t foreign_process;

static void finalise(void *object, void *unused)
{
    Foreign *f = object;

    (void)unused;
    if (f->process == foreign_process)
        f->class->drop(f->state);
}

Val foreign_new(Heap *h, const ForeignClass *class, uint32_t serial)
{
    Foreign *f = heap_alloc_kept(h, sizeof(Foreign) + class->size);

    /* A bit by which expressions tell that one that can't be shared may be inside: see foreign/task/transfer.c. */
    f->node = (Node){.kind = KIND_FOREIGN, .bloom = class->transfer == TRANSFER_SHARED ? 0 : BLOOM_LOCAL};
    f->serial = serial;
    f->process = foreign_process;
    f->class = class;
    if (class->drop != NULL)
        GC_register_finalizer_no_order(f, finalise, NULL, NULL, NULL);
    return val_from_node(f);
}

void foreign_print(Val v, Out *to)
{
    const ForeignClass *class = foreign_class(v);

    if (class->print != NULL)
        class->print(foreign_state(v), to);
    else
        out_format(to, "%s[<%u>]", class->name, (unsigned)foreign_serial(v));
}
