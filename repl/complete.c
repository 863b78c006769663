/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * complete.c -- completion: symbols anywhere, file names inside strings.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "repl/editing.h"
#include "repl/line.h"
#include "repl/symbols.h"

static Vm *completed_vm;

void complete_for(Vm *vm)
{
    completed_vm = vm;
}

/* Gives the next symbol that begins with [text]; [state] is 0 at the first call. */
static char *next_symbol(const char *text, int state)
{
    static uint32_t at;
    size_t n = strlen(text);

    if (state == 0)
        at = 0;
    Val symbol;
    while (symbol_next(&at, &symbol))
        if (strncmp(symbol_name(symbol), text, n) == 0 && symbol_is_visible(completed_vm, symbol))
            return strdup(symbol_name(symbol));
    return NULL;
}

/* Is the place [at] of the line inside a string? */
static bool in_string(const char *line, int at)
{
    bool inside = false;

    for (int i = 0; i < at; i++) {
        if (inside && line[i] == '\\' && i + 1 < at)
            i++;
        else if (line[i] == '"')
            inside = !inside;
    }
    return inside;
}

char **complete_word(const char *text, int start, int end)
{
    (void)end;
    if (in_string(*editing.rl_line_buffer, start))
        return NULL;                 /* readline's own: file names */
    *editing.rl_attempted_completion_over = 1;
    *editing.rl_completion_append_character = '\0';
    return editing.rl_completion_matches(text, next_symbol);
}
