/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * line.c -- the line editor: GNU readline, its history kept between sessions.
 *
 * Only a session at a terminal comes here, so that a script does not pay for starting readline.
 */
#include "repl/line.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "repl/aside.h"
#include "repl/editing.h"
#include "repl/program.h"

enum { HISTORY_ENTRIES = 10000 };
/* A session rests a second time, since other threads may have held something at the first. */
enum { RESTS = 2, SECONDS_UNTIL_REST = 1, SECONDS_UNTIL_NEXT_REST = 3 };

struct Line {
    Vm   *vm;
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

/* The line that readline has finished; NULL at the end of input. */
static char *finished_line;
static bool line_is_finished;

static void on_line(char *line)
{
    finished_line = line;
    line_is_finished = true;
    editing.rl_callback_handler_remove();
}

/* The terminal's window has changed, or we go on after a stop.  Other signals, such as the collector's to a thread that
 * waits, do not concern the line. */
static volatile sig_atomic_t window_changed, continued;

static void on_change(int signal_number)
{
    if (signal_number == SIGCONT)
        continued = true;
    else
        window_changed = true;
}

/* Readline draws the line anew where the window has another size; after a stop the cursor is on an empty line. */
static void follow_terminal(void)
{
    if (window_changed) {
        window_changed = false;
        editing.rl_resize_terminal();
    }
    if (continued) {
        continued = false;
        editing.rl_prep_terminal(1);
        editing.rl_forced_update_display();
    }
}

/* What tasks have printed goes above the line. */
static void show_aside(void)
{
    editing.rl_clear_visible_line();
    fflush(stdout);
    aside_show();
    editing.rl_forced_update_display();
}

/* Reads a line with readline's callbacks: so that it is us who wait, and a signal is seen at once.
 * Ctrl-C drops the line; after a change of the window or a stop the line is drawn anew.  Who thinks for a while before
 * typing need not keep the memory of the last evaluation. */
static LineResult edit_line(Line *in, const char *prompt, char **line)
{
    enum { KEYS, ASIDE };
    struct pollfd input[] = {[KEYS] = {.fd = STDIN_FILENO, .events = POLLIN}, [ASIDE] = {.fd = aside_begin(), .events = POLLIN}};
    double rest_at = limits_clock() + SECONDS_UNTIL_REST;
    sigset_t interrupt, before;
    int rests = 0;

    /* Ctrl-C comes through only while we wait, or it might come just before that, unseen. */
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupt, &before);
    line_is_finished = false;
    editing.rl_callback_handler_install(prompt, on_line);
    while (!line_is_finished && !program_interrupted()) {
        double left = fmax(rest_at - limits_clock(), 0);
        struct timespec until_rest = {.tv_sec = (time_t)left, .tv_nsec = (long)(1e9 * (left - floor(left)))};
        int ready = ppoll(input, COUNT_OF(input), rests == RESTS ? NULL : &until_rest, &before);

        if (ready > 0) {
            if (input[ASIDE].revents != 0)
                show_aside();
            if (input[KEYS].revents != 0)
                editing.rl_callback_read_char();
        } else if (ready == 0) {
            vm_rest(in->vm);
            rests++;
            rest_at = limits_clock() + SECONDS_UNTIL_NEXT_REST;
        }
        if (!line_is_finished && !program_interrupted())
            follow_terminal();
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    aside_end();
    if (!line_is_finished) {
        editing.rl_callback_sigcleanup();
        editing.rl_free_line_state();
        editing.rl_callback_handler_remove();
        return LINE_INTERRUPTED;
    }
    *line = finished_line;
    return finished_line ? LINE_TEXT : LINE_END;
}

Line *line_open(Vm *vm)
{
    Line *in = calloc(1, sizeof *in);
    struct sigaction change = {.sa_handler = on_change};

    if (in == NULL)
        abort();
    editing_load();
    *editing.rl_readline_name = "lyra";
    *editing.rl_attempted_completion_function = complete_word;
    *editing.rl_completer_word_break_characters = " \t\n\"\\'@><=;|&{}()[]+-,*/^!~?:#%.";
    sigaction(SIGCONT, &change, NULL);
    sigaction(SIGWINCH, &change, NULL);
    in->vm = vm;
    complete_for(vm);
    editing.using_history();
    editing.stifle_history(HISTORY_ENTRIES);
    /* With time stamps between the entries an entry may have several lines. */
    *editing.history_comment_char = '#';
    *editing.history_write_timestamps = 1;
    in->history_file = find_history_file();
    if (in->history_file)
        editing.read_history(in->history_file);
    return in;
}

void line_close(Line *in)
{
    if (in->history_file && in->new_entries > 0) {
        if (editing.append_history(in->new_entries, in->history_file) != 0)
            editing.write_history(in->history_file);
        editing.history_truncate_file(in->history_file, HISTORY_ENTRIES);
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
    LineResult got;

    program_forget_interrupt();
    in->prompt_width = (int)strlen(prompt);
    /* While it waits, the collector looks at the frames from here on. */
    heap_clear_stack();
    got = edit_line(in, prompt, &line);
    program_forget_interrupt();
    if (got != LINE_TEXT) {
        putchar('\n');
        return got;
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
    int have = *editing.history_length;
    last = have > 0 ? editing.history_get(*editing.history_base + have - 1) : NULL;
    if (n > 0 && (last == NULL || strcmp(last->line, text) != 0)) {
        editing.add_history(text);
        in->new_entries++;
    }
    free(text);
}
