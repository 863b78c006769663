/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * help.c -- ?name, ??name and ?pattern, out of the live tables.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "repl/program.h"
#include "repl/symbols.h"
#include "vm/eval/library.h"

bool symbol_is_visible(Vm *vm, Val symbol)
{
    const Symbol *s = val_symbol(symbol);

    if (s->context == context_system)
        return s->builtin != NULL || s->autoload != 0 || definition_find(&vm->definitions, symbol) != NULL;
    if (s->context == vm->context)
        return true;
    for (size_t i = 0; val_is_plain_list(vm->context_path) && i < expr_len(vm->context_path); i++)
        if (text_is(expr_arg(vm->context_path, i), s->context))
            return true;
    return false;
}

/* Does [name] fit [pattern]?  * stands for any characters, @ for one or more that are no capitals. */
static bool name_fits(const char *pattern, const char *name)
{
    for (; *pattern; pattern++, name++) {
        if (*pattern == '*') {
            for (;; name++) {
                if (name_fits(pattern + 1, name))
                    return true;
                if (*name == '\0')
                    return false;
            }
        }
        if (*pattern == '@') {
            for (; *name && !isupper((unsigned char)*name); name++)
                if (name_fits(pattern + 1, name + 1))
                    return true;
            return false;
        }
        if (*pattern != *name)
            return false;
    }
    return *name == '\0';
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void print_columns(Out *to, const char **names, size_t n, int width)
{
    size_t widest = 0, columns, rows;

    for (size_t i = 0; i < n; i++)
        widest = strlen(names[i]) > widest ? strlen(names[i]) : widest;
    columns = (size_t)(width > 0 ? width : 78) / (widest + 2);
    columns = columns > 0 ? columns : 1;
    rows = (n + columns - 1) / columns;
    for (size_t row = 0; row < rows; row++) {
        for (size_t i = row; i < n; i += rows)
            out_format(to, "%-*s", i + rows < n ? (int)widest + 2 : 0, names[i]);
        out_char(to, '\n');
    }
}

static void answer_pattern(Vm *vm, Out *to, const char *pattern)
{
    const char **names = NULL;
    size_t n = 0, room = 0;
    Val symbol;

    for (uint32_t at = 0; symbol_next(&at, &symbol); ) {
        if (!name_fits(pattern, symbol_name(symbol)) || !symbol_is_visible(vm, symbol))
            continue;
        if (n == room) {
            room = room == 0 ? 256 : 2 * room;
            names = heap_grow(vm_heap(vm), names, n * sizeof *names, room * sizeof *names);
        }
        /* A temporary symbol may be gone by the time its name is printed. */
        names[n++] = strcpy(heap_alloc_atomic(vm_heap(vm), val_symbol(symbol)->name_len + 1), symbol_name(symbol));
    }
    if (n == 0) {
        out_format(to, "No symbol fits %s.\n", pattern);
    } else {
        qsort(names, n, sizeof *names, compare_names);
        print_columns(to, names, n, vm->page_width);
    }
}

/* The string that symbol::usage is; VAL_NONE where there is none. */
static Val usage_of(Vm *vm, Val symbol)
{
    Heap *h = vm_heap(vm);
    Val name = expr2(h, S_MessageName, symbol, text_from(h, "usage")), value = vm_eval(vm, name);

    return val_is_string(value) ? value : VAL_NONE;
}

static void print_examples(Out *to, const Builtin *builtin)
{
    const char *const *e = builtin->examples;

    for (int shown = 0; e && e[0] && e[1] && shown < 4; e += 2, shown++) {
        const char *in = strncmp(e[0], ">> ", 3) == 0 ? e[0] + 3 : e[0];

        out_format(to, "%s    >> %s\n", shown == 0 ? "\n" : "", in);
        if (e[1][0])
            out_format(to, "    %s\n", e[1]);
    }
}

/* Prints what head[symbol] evaluates to, after a label; nothing for an empty list or Null. */
static void print_aspect(Vm *vm, Out *to, const char *label, Val head, Val symbol)
{
    Val value = vm_eval(vm, expr1(vm_heap(vm), head, symbol));

    if (val_is_unwind(value) || val_is(value, S_Null) || val_has_head(value, head) ||
        (val_is_plain_list(value) && expr_len(value) == 0))
        return;
    out_str(to, label);
    if (print_value(vm, to, value, FORM_OUTPUT))
        out_char(to, '\n');
}

static void answer_symbol(Vm *vm, Out *to, Val symbol, bool more)
{
    const Symbol *s = val_symbol(symbol);
    Val usage;

    if (library_is_due(vm, symbol) && val_is_unwind(library_load(vm, s->autoload - 1u)))
        return;
    usage = usage_of(vm, symbol);
    if (!val_is_none(usage))
        out_format(to, "%s\n", text_data(usage));
    else if (s->builtin && s->builtin->usage)
        out_format(to, "%s\n", s->builtin->usage);
    else
        out_format(to, "%s%s\n", s->context, s->name);
    if (s->builtin)
        print_examples(to, s->builtin);
    if (!more)
        return;
    out_char(to, '\n');
    print_aspect(vm, to, "Attributes: ", S_Attributes, symbol);
    print_aspect(vm, to, "Options: ", S_Options, symbol);
    if (s->builtin)
        out_format(to, "Defined in %s:%d\n", s->builtin->file, s->builtin->line);
    else
        print_aspect(vm, to, "", S_Definition, symbol);
}

/* The symbol with this name as it is found here, without making a new one. */
static Val find_symbol(Vm *vm, const char *name, size_t n)
{
    const char *tick = memrchr(name, '`', n);

    if (tick) {
        size_t context = (size_t)(tick - name) + 1;

        return symbol_find(context_intern(name, context), name + context, n - context);
    }
    Val symbol;
    for (uint32_t at = 0; symbol_next(&at, &symbol); )
        if (strlen(symbol_name(symbol)) == n && memcmp(symbol_name(symbol), name, n) == 0 &&
            (symbol_is_visible(vm, symbol) || symbol_context(symbol) == context_system))
            return symbol;
    return VAL_NONE;
}

bool help_answer(Vm *vm, const char *line)
{
    bool more;
    size_t n;
    char *name;
    Val symbol;
    Out text;

    while (isspace((unsigned char)*line))
        line++;
    if (*line++ != '?')
        return false;
    more = *line == '?';
    line += more;
    line += strspn(line, " \t");
    n = strcspn(line, " \t\r\n;");
    if (n == 0 || line[n + strspn(line + n, " \t\r\n;")] != '\0')
        return false;
    name = strndup(line, n);
    if (name == NULL)
        abort();
    out_init(&text);
    out_char(&text, '\n');
    symbol = strpbrk(name, "*@") ? VAL_NONE : find_symbol(vm, name, n);
    if (strpbrk(name, "*@"))
        answer_pattern(vm, &text, name);
    else if (val_is_none(symbol))
        out_format(&text, "%s is no symbol here.\n", name);
    else
        answer_symbol(vm, &text, symbol, more);
    out_char(&text, '\n');
    vm_write(vm, STREAM_OUTPUT, out_text(&text), text.len);
    out_fini(&text);
    free(name);
    return true;
}
