/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * message.h -- messages by name: for Message, Quiet, Check, Information.
 */
#ifndef LYRA_EVAL_MESSAGE_H
#define LYRA_EVAL_MESSAGE_H

#include "vm/vm.h"

/* MessageName[symbol, "tag"]. */
Val message_name(Vm *vm, Val symbol, const char *tag);
/* The text of symbol::tag: the user's, the builtin's, General's; VAL_NONE where there is none. */
Val message_text(Vm *vm, Val symbol, const char *tag);
/* Gives a message whose text is a string with `1`, `2`, .. for the arguments. */
void message_give(Vm *vm, Val name, Val text, size_t n, const Val *args);
/* The message was given by an evaluation in another process.  [text]: as it is to be shown here; VAL_NONE: it was shown there. */
void message_repeat(Vm *vm, Val name, Val text);

#endif
