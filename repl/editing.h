/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * editing.h -- what we use of GNU readline, which is loaded when a session at a terminal begins: its
 * relocations cost as much as starting the rest of the program.
 */
#ifndef LYRA_REPL_EDITING_H
#define LYRA_REPL_EDITING_H

#include <stdbool.h>
#include <stdio.h>

#include <readline/history.h>
#include <readline/readline.h>

#define EDITING_NAMES(X)                                                                               \
    X(add_history) X(append_history) X(history_base) X(history_comment_char) X(history_get)           \
    X(history_length) X(history_truncate_file) X(history_write_timestamps) X(read_history)            \
    X(rl_attempted_completion_function) X(rl_attempted_completion_over) X(rl_callback_handler_install) \
    X(rl_callback_handler_remove) X(rl_callback_read_char) X(rl_callback_sigcleanup)                  \
    X(rl_clear_visible_line)                                                                           \
    X(rl_completer_word_break_characters) X(rl_completion_append_character) X(rl_completion_matches)  \
    X(rl_forced_update_display) X(rl_free_line_state) X(rl_line_buffer) X(rl_prep_terminal)           \
    X(rl_readline_name) X(rl_resize_terminal) X(stifle_history) X(using_history) X(write_history)

/* Its functions and variables under their own names: (*editing.using_history)(). */
typedef struct Editing {
#define MEMBER(name) __typeof__(&name) name;
    EDITING_NAMES(MEMBER)
#undef MEMBER
} Editing;
extern Editing editing;

/* Loads the library; ends the program where it is not there. */
void editing_load(void);

#endif
