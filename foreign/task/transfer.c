/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * transfer.c -- what may go from one task to another.
 *
 * Local objects have the symbol InputStream's bit in their `bloom`, as have all expressions that they or that
 * symbol are in: of a value without that bit and OutputStream's nothing else needs to be looked at.
 */
#include "foreign/task/transfer.h"

#include "vm/builtin/stream.h"

enum { LOOK_MAX = 4096, DEPTH_MAX = 200 };

typedef struct Look {
    Vm      *vm;
    unsigned bits;                   /* of what is looked for */
    unsigned left;                   /* so many nodes; */
    unsigned depth;                  /* of the present one */
} Look;

static bool is_open_stream(Vm *vm, Val v)
{
    bool input = val_is_call(v, S_InputStream, 2);

    if (!input && !val_is_call(v, S_OutputStream, 2))
        return false;
    const StreamFile *s = stream_find(vm, v, input);
    return s != NULL && s->standard == 0;
}

static Val look(Look *l, Val v)
{
    AssocEntry e;
    Val found = VAL_NONE;

    if (l->left == 0 || l->depth == DEPTH_MAX)
        return VAL_NONE;
    l->left--;
    if ((val_bloom(v) & l->bits) == 0)
        return VAL_NONE;
    if (val_is_foreign(v))
        return foreign_class(v)->transfer == TRANSFER_LOCAL ? v : VAL_NONE;
    if (val_is_expr(v) && is_open_stream(l->vm, v))
        return v;
    l->depth++;
    if (val_is_assoc(v)) {
        for (AssocIter it = assoc_iter(v); val_is_none(found) && l->left > 0 && assoc_next(&it, &e); )
            if (val_is_none(found = look(l, e.key)))
                found = look(l, e.value);
    } else if (val_is_expr(v)) {
        found = look(l, expr_head(v));
        for (size_t i = 0; i < expr_len(v) && val_is_none(found) && l->left > 0; i++)
            found = look(l, expr_arg(v, i));
    }
    l->depth--;
    return found;
}

Val transfer_look(Vm *vm, Val v)
{
    Look l = {vm, transfer_bits(), LOOK_MAX, 0};

    return look(&l, v);
}

bool transfer_refused(Vm *vm, Args args, Val v)
{
    Val local = transfer_local(vm, v);

    if (LIKELY(val_is_none(local)))
        return false;
    builtin_message(vm, args.builtin, "local", 1, &local);
    return true;
}
