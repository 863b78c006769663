/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * line.c -- the line editor: GNU readline, its history kept between sessions.
 *
 * Only a session at a terminal comes here, so that a script does not pay for starting readline.
 */
#include "repl/line.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "repl/program.h"

enum { HISTORY_ENTRIES = 10000 };

struct Line {
    char *history_file;      /* NULL: none can be written */
    int   new_entries;
    int   prompt_width;
};

/* Makes the folders on the way to [path]. */
static bool make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        int failed = mkdir(path, 0700) != 0 && errno != EEXIST;
        *slash = '/';
        if (failed)
            return false;
    }
    return true;
}

static char *find_history_file(void)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    char *path = NULL;
    int n;

    if (state && state[0] == '/')
        n = asprintf(&path, "%s/lyra/history", state);
    else if (home && home[0] == '/')
        n = asprintf(&path, "%s/.local/state/lyra/history", home);
    else
        return NULL;
    if (n < 0)
        return NULL;
    if (!make_folders(path)) {
        free(path);
        return NULL;
    }
    return path;
}

/* Ctrl-C while typing: the line is dropped and the prompt comes anew. */
static int on_signal(void)
{
    if (program_interrupted()) {
        rl_replace_line("", 0);
        rl_done = 1;
    }
    return 0;
}

Line *line_open(Vm *vm)
{
    Line *in = calloc(1, sizeof *in);

    if (in == NULL)
        abort();
    rl_readline_name = "lyra";
    rl_attempted_completion_function = complete_word;
    rl_completer_word_break_characters = " \t\n\"\\'@><=;|&{}()[]+-,*/^!~?:#%.";
    rl_signal_event_hook = on_signal;
    complete_for(vm);
    using_history();
    stifle_history(HISTORY_ENTRIES);
    /* With time stamps between the entries an entry may have several lines. */
    history_comment_char = '#';
    history_write_timestamps = 1;
    in->history_file = find_history_file();
    if (in->history_file)
        read_history(in->history_file);
    return in;
}

void line_close(Line *in)
{
    if (in->history_file && in->new_entries > 0) {
        if (append_history(in->new_entries, in->history_file) != 0)
            write_history(in->history_file);
        history_truncate_file(in->history_file, HISTORY_ENTRIES);
    }
    free(in->history_file);
    free(in);
}

/* A prompt that was pasted with the line, In[3]:=, is not part of it. */
static const char *skip_prompt(const char *line)
{
    int n = 0;

    if (sscanf(line, " In[%*d]:=%n", &n) == 0 && n > 0)
        return line + n;
    return line;
}

LineResult line_read(Line *in, const char *prompt, Out *entry)
{
    char *line;

    program_forget_interrupt();
    in->prompt_width = (int)strlen(prompt);
    line = readline(prompt);
    if (program_interrupted()) {
        program_forget_interrupt();
        putchar('\n');
        free(line);
        return LINE_INTERRUPTED;
    }
    if (line == NULL) {
        putchar('\n');
        return LINE_END;
    }
    out_str(entry, skip_prompt(line));
    out_char(entry, '\n');
    free(line);
    return LINE_TEXT;
}

bool line_continue(Line *in, Out *entry)
{
    char blanks[64];
    size_t before = entry->len;
    int width = in->prompt_width;

    snprintf(blanks, sizeof blanks, "%*s", width, "");
    if (line_read(in, blanks, entry) != LINE_TEXT)
        return false;
    in->prompt_width = width;
    return entry->len - before > 1;
}

void line_remember(Line *in, const Out *entry)
{
    HIST_ENTRY *last;
    char *text = strndup(entry->data, entry->len);
    size_t n;

    if (text == NULL)
        abort();
    for (n = entry->len; n > 0 && (text[n - 1] == '\n' || text[n - 1] == ' '); n--)
        text[n - 1] = '\0';
    last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    if (n > 0 && (last == NULL || strcmp(last->line, text) != 0)) {
        add_history(text);
        in->new_entries++;
    }
    free(text);
}
