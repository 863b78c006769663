/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * cancel.c -- frames and tokens.
 */
#include "foreign/task/cancel.h"

#include "vm/base/list.h"

static void token_add(Token *token, CancelFrame *f)
{
    lock_take(&token->lock);
    bool cancelled = token->cancelled;
    LIST_PREPEND(token->frames, f, next, previous);
    lock_release(&token->lock);
    if (cancelled)
        cancel_frame(f);
}

static void token_remove(CancelFrame *f)
{
    Token *token = f->token;

    lock_take(&token->lock);
    LIST_REMOVE(token->frames, f, next, previous);
    lock_release(&token->lock);
}

CancelFrame *cancel_enter(Vm *vm, Task *t, Token *token)
{
    CancelFrame *f = heap_alloc_kept(vm_heap(vm), sizeof *f);

    f->task = t;
    f->token = token;
    lock_take(&t->lock);
    f->outer = t->frames;
    t->frames = f;
    lock_release(&t->lock);
    if (token != NULL)
        token_add(token, f);
    return f;
}

bool cancel_leave(Task *t, CancelFrame *f)
{
    if (f->token != NULL)
        token_remove(f);
    lock_take(&t->lock);
    t->frames = f->outer;
    bool was = f->cancelled, still = t->cancelled_self;
    f->task = NULL;
    for (const CancelFrame *o = t->frames; o != NULL && !still; o = o->outer)
        still = o->cancelled;
    atomic_store_explicit(&t->cancelled, still, memory_order_relaxed);
    lock_release(&t->lock);
    return was && !still;
}

void cancel_frame(CancelFrame *f)
{
    Task *t = f->task;

    if (t == NULL)
        return;
    lock_take(&t->lock);
    bool now = f->task == t && !f->cancelled && !atomic_load_explicit(&t->done, memory_order_relaxed);
    if (now) {
        f->cancelled = true;
        atomic_store_explicit(&t->cancelled, true, memory_order_seq_cst);
    }
    lock_release(&t->lock);
    if (now)
        task_poke(t);
}

void cancel_inherit(Vm *vm, Task *parent, Task *t)
{
    for (const CancelFrame *f = parent->frames; f != NULL; f = f->outer)
        if (f->token != NULL)
            (void)cancel_enter(vm, t, f->token);
}

void cancel_leave_all(CancelFrame *frames)
{
    for (CancelFrame *f = frames; f != NULL; f = f->outer)
        if (f->token != NULL)
            token_remove(f);
}

bool token_cancel(Token *token)
{
    lock_take(&token->lock);
    bool first = !token->cancelled;
    token->cancelled = true;
    /* A frame that is left meanwhile waits for this lock, so the list stays whole. */
    if (first)
        for (CancelFrame *f = token->frames; f != NULL; f = f->next)
            cancel_frame(f);
    for (size_t i = 0; first && i < token->children.count; i++) {
        Val child = weak_item(&token->children, i);
        if (!val_is_none(child))
            token_cancel(foreign_state(child));
    }
    lock_release(&token->lock);
    return first;
}
