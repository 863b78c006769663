/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * library.c -- loading of the library in lib/.
 *
 * Names in a file of lib/ are System` symbols where System` has them, which all public ones do
 * before anything is read; whatever else a file names is private to the library.  So a file needs no
 * Begin and End, and its local variables do not show up in System`.
 *
 * What a VM has read is a table that is replaced, never changed, when a file is added: a clone made
 * before that goes on with its own.
 */
#include "vm/eval/library.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "vm/eval/session.h"
#include "vm/value/text.h"

typedef struct LibraryFile {
    const char *name, *text;
    size_t      bytes;
} LibraryFile;

static const LibraryFile files[] = {
#define LIBRARY_FILE(number, name, text) {name, text, sizeof text - 1},
#define AUTOLOAD(number, name)
#include "vm/library.inc"
#undef LIBRARY_FILE
#undef AUTOLOAD
    {NULL, NULL, 0}
};

static const struct { uint16_t file; const char *name; } public_names[] = {
#define LIBRARY_FILE(number, name, text)
#define AUTOLOAD(number, name) {number, name},
#include "vm/library.inc"
#undef LIBRARY_FILE
#undef AUTOLOAD
    {0, NULL}
};

/* What one VM has of the library: vm->state[STATE_LIBRARY]. */
typedef struct Library {
    char *folder;                          /* instead of the embedded texts; NULL: those */
    bool  loaded[COUNT_OF(files)];
} Library;

size_t library_count(void)
{
    return COUNT_OF(files) - 1;
}

const char *library_name(unsigned index)
{
    return files[index].name;
}

const char *library_text(unsigned index, size_t *bytes)
{
    *bytes = files[index].bytes;
    return files[index].text;
}

void library_start(void)
{
    for (size_t i = 0; public_names[i].name; i++) {
        const char *name = public_names[i].name;
        Val symbol = symbol_intern(context_system, name, strlen(name));

        val_symbol(symbol)->autoload = (uint16_t)(public_names[i].file + 1);
    }
}

/* A copy of the VM's table, to be changed. */
static Library *library_edit(Vm *vm)
{
    Library *fresh = heap_alloc_kept(vm_heap(vm), sizeof *fresh);

    if (vm->state[STATE_LIBRARY])
        *fresh = *(const Library *)vm->state[STATE_LIBRARY];
    vm->state[STATE_LIBRARY] = fresh;
    return fresh;
}

void library_use_folder(Vm *vm, const char *folder)
{
    size_t n = strlen(folder) + 1;
    char *copy = heap_alloc_atomic(vm_heap(vm), n);

    memcpy(copy, folder, n);
    library_edit(vm)->folder = copy;
}

bool library_is_loaded(const Vm *vm, unsigned index)
{
    const Library *library = vm->state[STATE_LIBRARY];

    return library != NULL && library->loaded[index];
}

static void set_loaded(Vm *vm, unsigned index, bool loaded)
{
    library_edit(vm)->loaded[index] = loaded;
}

/* The symbol that [name] means in a file of lib/. */
static Val resolve(void *state, const char *name, size_t len)
{
    const char *tick = memrchr(name, '`', len);
    Val symbol;

    (void)state;
    if (tick) {
        size_t context = (size_t)(tick - name) + 1;

        return symbol_intern(context_intern(name, context), name + context, len - context);
    }
    symbol = symbol_find(context_system, name, len);
    if (!val_is_none(symbol))
        return symbol;
    return symbol_intern(context_intern("Lyra`Private`", 13), name, len);
}

/* Public symbols are Protected, except while their file is read. */
static void protect(Vm *vm, unsigned index, bool on)
{
    for (size_t i = 0; public_names[i].name; i++) {
        Val symbol;
        Definition *d;

        if (public_names[i].file != index)
            continue;
        symbol = symbol_intern(context_system, public_names[i].name, strlen(public_names[i].name));
        d = definition_edit(&vm->definitions, vm_heap(vm), symbol);
        d->attributes = on ? d->attributes | ATTR_PROTECTED : d->attributes & ~(uint32_t)ATTR_PROTECTED;
        vm_changed(vm, symbol);
    }
}

/* Evaluates [symbol]::usage = "the first paragraph of the comment". */
static Val set_usage(Vm *vm, Val symbol, const char *from, const char *to)
{
    Heap *h = vm_heap(vm);
    Val name = expr2(h, S_MessageName, symbol, text_from(h, "usage"));

    return vm_eval(vm, expr2(h, S_Set, name, text_new(h, from, (size_t)(to - from))));
}

/* The end of the first paragraph of a doc comment that begins at [from] and ends at [end]. */
static const char *paragraph_end(const char *from, const char *end)
{
    const char *blank = memmem(from, (size_t)(end - from), "\n\n", 2);

    end = blank ? blank : end;
    while (end > from && strchr(" \n", end[-1]))
        end--;
    return end;
}

/* Gives the usage messages of a file's doc comments to the symbols with whose names they begin. */
static Val attach_usages(Vm *vm, const char *text, const char *end)
{
    const char *at = text;

    while ((at = memmem(at, (size_t)(end - at), "(** ", 4)) != NULL) {
        const char *from = at + 4, *close = memmem(from, (size_t)(end - from), "**)", 3);
        size_t n = 0;
        Val symbol;

        if (close == NULL)
            break;
        at = close + 3;
        while (isalnum((unsigned char)from[n]) || from[n] == '$')
            n++;
        symbol = symbol_find(context_system, from, n);
        if (!val_is_none(symbol))
            TRY(set_usage(vm, symbol, from, paragraph_end(from, close)));
    }
    return S_Null;
}

static Val evaluate_file(Vm *vm, const char *name, const char *text, size_t bytes)
{
    SymbolResolver resolver = {resolve, NULL};
    Reader reader;
    Val expr;

    reader_start(&reader, vm_heap(vm), name, text, bytes, resolver, vm->stack_limit);
    for (;;) {
        ReadResult got = reader_next(&reader, &expr);

        if (got == READ_END)
            break;
        if (got == READ_EXPR) {
            TRY(vm_eval(vm, expr));
            continue;
        }
        fprintf(stderr, "%s:%zu: %s\n", name, reader.error.line, reader.error.what);
        if (got == READ_INCOMPLETE)
            break;
    }
    return attach_usages(vm, text, text + bytes);
}

/* The text of a file: embedded, or malloc memory (*mine) from the folder in its place. */
static const char *file_text(const Library *library, unsigned index, size_t *bytes, char **mine)
{
    const char *inner = strchr(files[index].name, '/') + 1;
    char path[4096];

    *mine = NULL;
    if (library && library->folder) {
        snprintf(path, sizeof path, "%s/%s", library->folder, inner);
        *mine = session_read_file(path, bytes);
    }
    return *mine ? *mine : library_text(index, bytes);
}

Val library_load(Vm *vm, unsigned index)
{
    MessageFrame quiet = {.outer = vm->message_frames, .quiet_all = true};
    const char *context = vm->context;
    Val path = vm->context_path, result;
    size_t depth = vm->depth, bytes, before;
    const char *text;
    char *mine;

    if (index >= library_count() || library_is_loaded(vm, index))
        return S_Null;
    before = vm->recursion_limit;
    set_loaded(vm, index, true);
    text = file_text(vm->state[STATE_LIBRARY], index, &bytes, &mine);
    vm->message_frames = &quiet;
    vm->context = context_system;
    vm->context_path = expr1(vm_heap(vm), S_List, text_from(vm_heap(vm), "System`"));
    vm->depth = 0;
    vm->recursion_limit = 1024;
    protect(vm, index, false);
    result = evaluate_file(vm, files[index].name, text, bytes);
    protect(vm, index, true);
    vm->recursion_limit = before;
    vm->depth = depth;
    vm->context_path = path;
    vm->context = context;
    vm->message_frames = quiet.outer;
    free(mine);
    /* Half a file is worse than none: the next touch reads it again. */
    if (val_is_unwind(result))
        set_loaded(vm, index, false);
    return result;
}
