/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * session.c -- reading in the VM's contexts, and the main loop's way of evaluating one input.
 */
#include "vm/code/code.h"
#include "vm/eval/session.h"

#include <errno.h>

#include "vm/eval/builtin.h"
#include "vm/eval/history.h"
#include "vm/eval/library.h"

/* ---- names to symbols ---- */

static Val find_on_path(Vm *vm, const char *name, size_t len)
{
    Val s = symbol_find(vm->context, name, len);

    for (size_t i = 0; val_is_none(s) && i < expr_len(vm->context_path); i++) {
        Val context = expr_arg(vm->context_path, i);
        if (val_is_string(context))
            s = symbol_find(context_intern(text_data(context), text_bytes(context)), name, len);
    }
    return s;
}

/* The first mention of a library's function reads its file: Attributes[f], Unprotect[f] or f[x] = y
 * are to find it defined.  An interrupt is not lost, and a limit comes up again: whoever evaluates f tries
 * once more. */
static Val touch(Vm *vm, Val symbol)
{
    if (library_is_due(vm, symbol))
        (void)vm_tried(vm, library_load(vm, val_symbol(symbol)->autoload - 1u));
    return symbol;
}

Val vm_symbol(Vm *vm, const char *name, size_t len)
{
    const char *mark = memrchr(name, '`', len);

    if (mark == NULL) {
        Val s = find_on_path(vm, name, len);
        return val_is_none(s) ? symbol_intern(vm->context, name, len) : touch(vm, s);
    }
    size_t context_len = (size_t)(mark - name) + 1, rest = len - context_len;
    if (name[0] != '`')
        return touch(vm, symbol_intern(context_intern(name, context_len), mark + 1, rest));
    /* `x and `sub`x are relative to $Context. */
    Out full;
    out_init(&full);
    out_str(&full, vm->context);
    out_bytes(&full, name + 1, context_len - 1);
    const char *context = context_intern(out_text(&full), full.len);
    out_fini(&full);
    return symbol_intern(context, mark + 1, rest);
}

static Val resolve(void *state, const char *name, size_t len)
{
    return vm_symbol(state, name, len);
}

void session_read(Vm *vm, Reader *r, const char *file, const char *text, size_t bytes)
{
    reader_start(r, vm_heap(vm), file, text, bytes, (SymbolResolver){resolve, vm}, vm->stack_limit);
}

/* ---- one input ---- */

static Val own_value(Vm *vm, Val symbol)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    return d == NULL ? VAL_NONE : d->value;
}

static Val through_hook(Vm *vm, Val hook, Val v)
{
    Val f = own_value(vm, hook);

    return val_is_none(f) ? v : vm_call1(vm, f, v);
}

static SessionEnd uncaught(Vm *vm, Val *value, int *exit_code)
{
    Heap *h = vm_heap(vm);
    Unwind u = vm->unwind;

    vm->depth = 0;
    switch (u.kind) {
    case UNWIND_THROW: {
        Val parts[] = {u.value, u.tag};
        Val thrown = expr_make(h, S_Throw, val_is_none(u.tag) ? 1 : 2, parts);
        vm_message(vm, S_Throw, "nocatch", 1, &thrown);
        *value = expr1(h, S_Hold, thrown);
        return SESSION_THROWN;
    }
    case UNWIND_QUIT:
        *exit_code = val_is_small(u.value) ? (int)(val_small(u.value) & 255) : 0;
        *value = S_Null;
        return SESSION_QUIT;
    case UNWIND_TERMINATED:
        *value = u.value;
        return SESSION_LIMIT;
    case UNWIND_ABORT:
        *value = S_$Aborted;
        return SESSION_ABORTED;
    case UNWIND_RETURN:
        *value = val_is_none(u.tag) ? expr1(h, S_Return, u.value) : expr2(h, S_Return, u.value, u.tag);
        return SESSION_VALUE;
    case UNWIND_BREAK: case UNWIND_CONTINUE:
        vm_message(vm, u.kind == UNWIND_BREAK ? S_Break : S_Continue, "nofdw", 0, NULL);
        *value = expr1(h, S_Hold, expr0(h, u.kind == UNWIND_BREAK ? S_Break : S_Continue));
        return SESSION_VALUE;
    case UNWIND_GOTO:
        vm_message(vm, S_Goto, "nolabel", 1, &u.tag);
        *value = expr1(h, S_Hold, expr1(h, S_Goto, u.tag));
        return SESSION_VALUE;
    default:
        *value = S_$Aborted;
        return SESSION_LIMIT;
    }
}

SessionEnd session_evaluate(Vm *vm, Val expr, Val *value, int *exit_code)
{
    Val v;

    vm->depth = 0;
    vm->message_frames = NULL;
    vm->limits = NULL;
    vm->heap.most = vm->heap.limit;
    vm->abort_protected = 0;
    vm->abort_waiting = false;
    vm->messages_given = vm->message_list = list_make(vm_heap(vm), 0, NULL);
    history_input(vm, expr);
    /* What was read may be incomplete for want of memory. */
    v = vm->heap.refused > 0 ? vm_poll_slow(vm) : through_hook(vm, S_$Pre, expr);
    if (!val_is_unwind(v))
        v = vm_eval(vm, v);
    if (!val_is_unwind(v))
        v = through_hook(vm, S_$Post, v);
    SessionEnd end = SESSION_VALUE;
    if (val_is_unwind(v))
        end = uncaught(vm, &v, exit_code);
    if (end != SESSION_QUIT)
        history_output(vm, v);
    vm->line++;
    *value = v;
    return end;
}

char *session_read_file(const char *path, size_t *bytes)
{
    FILE *f = fopen(path, "rb");
    Out out;
    char chunk[65536];
    size_t n;

    if (f == NULL)
        return NULL;
    out_init(&out);
    while (!out.failed && (n = fread(chunk, 1, sizeof chunk, f)) > 0)
        out_bytes(&out, chunk, n);
    if (ferror(f) || out.failed) {
        int saved = out.failed ? EFBIG : errno;
        fclose(f);
        out_fini(&out);
        errno = saved;
        return NULL;
    }
    fclose(f);
    if (out.data == NULL)
        out_str(&out, "");
    *bytes = out.len;
    return out.data;
}

void session_dump_code(Vm *vm)
{
    code_dump(vm);
}
