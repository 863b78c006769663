/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * message.c -- finding, filling in and giving messages; Quiet, Check and Off.
 */
#include "vm/eval/message.h"

#include "vm/eval/builtin.h"
#include "vm/pattern/rules.h"
#include "vm/print/print.h"

enum {
    GIVEN_BEFORE_STOP = 3,
    SHOWN_NODES = 1000, SHOWN_DEPTH = 100,     /* an argument within these is shown whole, */
    KEPT_DEPTH = 12, KEPT_ARGS = 8             /* another one shortened to these */
};

static const char *const general_messages[] = {
#define GENERAL(tag, text) tag, text,
#include "vm/eval/messages.def"
#undef GENERAL
    NULL
};

static const char *find_pair(const char *const *pairs, const char *tag)
{
    for (; pairs != NULL && *pairs != NULL; pairs += 2)
        if (strcmp(pairs[0], tag) == 0)
            return pairs[1];
    return NULL;
}

static Val user_text(Vm *vm, Val symbol, Val name)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d == NULL || d->rules[RULES_MESSAGE] == NULL)
        return VAL_NONE;
    return rule_set_apply(vm, d->rules[RULES_MESSAGE], name);
}

Val message_name(Vm *vm, Val symbol, const char *tag)
{
    return expr2(vm_heap(vm), S_MessageName, symbol, text_from(vm_heap(vm), tag));
}

Val message_text(Vm *vm, Val symbol, const char *tag)
{
    Heap *h = vm_heap(vm);
    Val text = user_text(vm, symbol, message_name(vm, symbol, tag));
    const Builtin *b = val_symbol(symbol)->builtin;
    const char *found = NULL;

    if (!val_is_none(text))
        return text;
    if (b != NULL) {
        found = find_pair(b->messages, tag);
        if (found == NULL && strcmp(tag, "usage") == 0)
            found = b->usage;
    }
    if (found == NULL && strcmp(tag, "usage") != 0) {
        text = user_text(vm, S_General, message_name(vm, S_General, tag));
        if (!val_is_none(text))
            return text;
        found = find_pair(general_messages, tag);
    }
    return found == NULL ? VAL_NONE : text_from(h, found);
}

static bool list_has(Val list, Val name)
{
    for (size_t i = 0; i < expr_len(list); i++) {
        Val item = expr_arg(list, i);
        if (val_is_call(item, S_HoldForm, 1))
            item = expr_arg(item, 0);
        if (val_same(item, name))
            return true;
        /* General::tag stands for the tag of any symbol. */
        if (val_is_call(item, S_MessageName, 2) && val_is(expr_arg(item, 0), S_General)
            && val_is_call(name, S_MessageName, 2) && val_same(expr_arg(item, 1), expr_arg(name, 1)))
            return true;
    }
    return false;
}

static Val list_append(Heap *h, Val list, Val x)
{
    Builder b;

    builder_start(&b, h, S_List);
    builder_push_all(&b, expr_len(list), expr_args(list));
    builder_push(&b, x);
    return builder_finish(&b);
}

/* Walks the frames from the innermost: is the message silent?  Tells the Checks on its way. */
static bool is_silent(Vm *vm, Val name)
{
    bool on = false;

    if (list_has(vm->messages_off, name))
        return true;
    for (MessageFrame *f = vm->message_frames; f != NULL; f = f->outer) {
        if (f->listens)
            f->heard = list_append(vm_heap(vm), f->heard, expr1(vm_heap(vm), S_HoldForm, name));
        if (!val_is_none(f->on) && list_has(f->on, name))
            on = true;
        if (!on && (f->quiet_all || (!val_is_none(f->quiet) && list_has(f->quiet, name))))
            return true;
        if (f->watch_all || (!val_is_none(f->watched) && list_has(f->watched, name)))
            f->seen = true;
    }
    return false;
}

/* How often the message came in this line, with this time. */
static int64_t count_given(Vm *vm, Val name)
{
    Heap *h = vm_heap(vm);
    Val given = vm->messages_given;

    for (size_t i = 0; i + 1 < expr_len(given); i += 2) {
        if (val_same(expr_arg(given, i), name)) {
            int64_t n = val_small(expr_arg(given, i + 1)) + 1;
            vm->messages_given = expr_with_arg(h, given, i + 1, val_int(n));
            return n;
        }
    }
    Builder b;
    builder_start(&b, h, S_List);
    builder_push_all(&b, expr_len(given), expr_args(given));
    builder_push(&b, name);
    builder_push(&b, val_int(1));
    vm->messages_given = builder_finish(&b);
    return 1;
}

/* Is [v] small enough to be shown whole?  *left: how many nodes may still come. */
static bool is_short(Val v, unsigned depth, int *left)
{
    if (--*left < 0 || depth > SHOWN_DEPTH)
        return false;
    if (!val_is_expr(v))
        return !val_is_packed(v) || list_len(v) < SHOWN_NODES;
    bool yes = is_short(expr_head(v), depth + 1, left);
    for (size_t i = 0; yes && i < expr_len(v); i++)
        yes = is_short(expr_arg(v, i), depth + 1, left);
    return yes;
}

/* [v] with <<n>> in the place of what is too deep or one too many. */
static Val shorten(Heap *h, Val v, unsigned depth, int *left)
{
    if (val_is_packed(v))
        v = packed_unpack(h, v);
    if (!val_is_expr(v))
        return v;
    if (depth > KEPT_DEPTH || --*left < 0)
        return expr1(h, S_Skeleton, val_int(1));
    Builder b;
    size_t n = expr_len(v);
    builder_start(&b, h, shorten(h, expr_head(v), depth + 1, left));
    for (size_t i = 0; i < n; i++) {
        if (n > KEPT_ARGS && i == KEPT_ARGS / 2) {
            builder_push(&b, expr1(h, S_Skeleton, val_int((int64_t)(n - KEPT_ARGS))));
            i = n - KEPT_ARGS / 2;
        }
        builder_push(&b, shorten(h, expr_arg(v, i), depth + 1, left));
    }
    return builder_finish(&b);
}

static Val as_shown(Heap *h, Val v)
{
    int left = SHOWN_NODES;

    if (is_short(v, 0, &left))
        return v;
    left = SHOWN_NODES / 10;
    return shorten(h, v, 0, &left);
}

static void write_message(Vm *vm, Val name, Val text, size_t n, const Val *args)
{
    Out out, body;

    out_init(&out);
    out_init(&body);
    out_str(&body, symbol_name(expr_arg(name, 0)));
    out_str(&body, "::");
    out_bytes(&body, text_data(expr_arg(name, 1)), text_bytes(expr_arg(name, 1)));
    out_str(&body, ": ");
    /* The name is part of the template, so that what stands above an argument is moved along. */
    out_bytes(&body, text_data(text), text_bytes(text));
    out_str(&out, "\n");
    if (print_template(vm, &out, out_text(&body), body.len, n, args)) {
        out_str(&out, "\n");
        vm_write(vm, STREAM_MESSAGES, out_text(&out), out.len);
    }
    out_fini(&out);
    out_fini(&body);
}

static void record(Vm *vm, Val name)
{
    vm->message_list = list_append(vm_heap(vm), vm->message_list, expr1(vm_heap(vm), S_HoldForm, name));
}

static void write_stop(Vm *vm, Val name)
{
    Val shown = expr1(vm_heap(vm), S_HoldForm, name);

    write_message(vm, message_name(vm, S_General, "stop"), message_text(vm, S_General, "stop"), 1, &shown);
}

void message_give(Vm *vm, Val name, Val text, size_t n, const Val *args)
{
    Unwind saved = vm->unwind;

    if (vm->in_message || is_silent(vm, name))
        return;
    heap_keep(vm_heap(vm));
    vm->in_message = true;
    vm->message_count++;
    int64_t given = count_given(vm, name);
    if (given <= GIVEN_BEFORE_STOP) {
        Val *shown = heap_alloc(vm_heap(vm), (n + 1) * sizeof(Val));
        for (size_t i = 0; i < n; i++)
            shown[i] = as_shown(vm_heap(vm), args[i]);
        record(vm, name);
        write_message(vm, name, text, n, shown);
    }
    if (given == GIVEN_BEFORE_STOP)
        write_stop(vm, name);
    vm->in_message = false;
    vm->unwind = saved;
}

void message_repeat(Vm *vm, Val name, Val text)
{
    if (vm->in_message || is_silent(vm, name))
        return;
    heap_keep(vm_heap(vm));
    vm->message_count++;
    int64_t given = count_given(vm, name);
    if (given <= GIVEN_BEFORE_STOP)
        record(vm, name);
    if (val_is_none(text))
        return;
    if (given <= GIVEN_BEFORE_STOP)
        vm_write(vm, STREAM_MESSAGES, text_data(text), text_bytes(text));
    if (given == GIVEN_BEFORE_STOP)
        write_stop(vm, name);
}

Val vm_message(Vm *vm, Val symbol, const char *tag, size_t n, const Val *args)
{
    Val text = message_text(vm, symbol, tag);
    Val held[16];

    if (val_is_none(text) || !val_is_string(text))
        text = text_format(vm_heap(vm), "-- Message text not found --");
    for (size_t i = 0; i < n && i < COUNT_OF(held); i++)
        held[i] = args[i];
    message_give(vm, message_name(vm, symbol, tag), text, n < COUNT_OF(held) ? n : COUNT_OF(held), held);
    return NOT_MINE;
}

Val builtin_message(Vm *vm, const Builtin *builtin, const char *tag, size_t n, const Val *args)
{
    return vm_message(vm, vm_symbol(vm, builtin->name, strlen(builtin->name)), tag, n, args);
}
