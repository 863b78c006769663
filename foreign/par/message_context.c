/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * message_context.c -- Quiet, Check and the count of messages, across tasks that evaluate in a caller's name.
 */
#include "foreign/par/message_context.h"

static MessageFrame *copy_frames(Heap *h, const MessageFrame *f)
{
    MessageFrame *copy;

    if (f == NULL)
        return NULL;
    copy = heap_alloc(h, sizeof *copy);
    *copy = *f;
    copy->seen = false;
    if (copy->listens)
        copy->heard = list_make(h, 0, NULL);
    copy->outer = copy_frames(h, f->outer);
    return copy;
}

static Val list_joined(Heap *h, Val a, Val b)
{
    Builder all;

    if (expr_len(b) == 0)
        return a;
    builder_start(&all, h, S_List);
    builder_push_all(&all, expr_len(a), expr_args(a));
    builder_push_all(&all, expr_len(b), expr_args(b));
    return builder_finish(&all);
}

static void merge_frames(Heap *h, MessageFrame *to, const MessageFrame *from)
{
    for (; to != NULL && from != NULL; to = to->outer, from = from->outer) {
        to->seen |= from->seen;
        if (to->listens)
            to->heard = list_joined(h, to->heard, from->heard);
    }
}

MessageContext message_context_of(Vm *vm)
{
    Heap *h = vm_heap(vm);

    return (MessageContext){.frames = copy_frames(h, vm->message_frames), .given = vm->messages_given, .list = list_make(h, 0, NULL)};
}

MessageContext message_context_enter(Vm *vm, const MessageContext *caller)
{
    MessageContext own = {.frames = copy_frames(vm_heap(vm), caller->frames), .given = caller->given, .count = vm->message_count};

    vm->messages_given = own.given;
    vm->message_frames = own.frames;
    return own;
}

void message_context_leave(Vm *vm, MessageContext *caller, const MessageContext *own)
{
    Heap *h = vm_heap(vm);

    caller->count += vm->message_count - own->count;
    caller->list = list_joined(h, caller->list, vm->message_list);
    merge_frames(h, caller->frames, own->frames);
    vm->message_frames = NULL;
}

void message_context_join(Vm *vm, const MessageContext *c)
{
    vm->message_count += c->count;
    vm->message_list = list_joined(vm_heap(vm), vm->message_list, c->list);
    merge_frames(vm_heap(vm), vm->message_frames, c->frames);
}
