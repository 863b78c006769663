/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * child.h -- other programs that an evaluation waits for.
 */
#ifndef LYRA_BUILTIN_CHILD_H
#define LYRA_BUILTIN_CHILD_H

#include <spawn.h>
#include <sys/types.h>

#include "vm/value/heap.h"

/* posix_spawnp, with nothing inherited of where the calling thread may run and which signals it takes. */
int child_spawn(pid_t *pid, char *const *argv, const posix_spawn_file_actions_t *actions);
/* /bin/sh -c command; -1 and errno where it can't be started.  [of], STDIN_FILENO or STDOUT_FILENO, is a pipe then, whose other
 * end is the caller's; -1: neither is.  The process is the caller's to wait for. */
pid_t child_shell(const char *command, int of, int *end);
/* Waits until it ends; other tasks go on meanwhile.  False where the next poll unwinds: it has been ended then. */
bool child_wait(Heap *h, pid_t pid, int *status);
/* It is to end: SIGTERM, and after a while SIGKILL. */
void child_end(pid_t pid);

#endif
