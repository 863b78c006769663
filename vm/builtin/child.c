/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * child.c -- other programs that an evaluation waits for.
 */
#include "vm/builtin/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vm/builtin/unbound.h"
#include "vm/value/descriptors.h"

enum { LOOK_NS = 10000000, MERCY_LOOKS = 20 };   /* between two looks; of those until SIGKILL */

int child_spawn(pid_t *pid, char *const *argv, const posix_spawn_file_actions_t *actions)
{
    posix_spawnattr_t attributes;
    sigset_t none;
    Unbound u;

    /* Workers have all signals blocked, and that would be inherited. */
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    unbound_begin(&u);
    int failed = posix_spawnp(pid, argv[0], actions, &attributes, argv, environ);
    unbound_end(&u);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

pid_t child_shell(const char *command, int of, int *end)
{
    char *const argv[] = {"/bin/sh", "-c", (char *)(uintptr_t)command, NULL};
    posix_spawn_file_actions_t actions;
    int ends[2] = {-1, -1}, theirs = of == STDIN_FILENO ? 0 : 1;
    pid_t pid;

    if (of >= 0 && pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    posix_spawn_file_actions_init(&actions);
    if (of >= 0)
        posix_spawn_file_actions_adddup2(&actions, ends[theirs], of);
    int failed = child_spawn(&pid, argv, &actions);
    posix_spawn_file_actions_destroy(&actions);
    if (of >= 0) {
        close(ends[theirs]);
        if (failed)
            close(ends[1 - theirs]);
        else
            *end = ends[1 - theirs];
    }
    errno = failed;
    return failed ? -1 : pid;
}

static bool has_ended(pid_t pid, int *status)
{
    pid_t done = waitpid(pid, status, WNOHANG);

    return done == pid || (done < 0 && errno != EINTR);
}

void child_end(pid_t pid)
{
    int status;

    kill(pid, SIGTERM);
    for (int i = 0; i < MERCY_LOOKS; i++) {
        if (has_ended(pid, &status))
            return;
        descriptors_poll(NULL, 0, LOOK_NS);
    }
    kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
}

bool child_wait(Heap *h, pid_t pid, int *status)
{
    bool ended;

    *status = 0;
    struct pollfd end = {.fd = pidfd_open(pid, 0), .events = POLLIN};
    while (!(ended = has_ended(pid, status)) && !heap_stopping(h))
        heap_wait(h, &end, 1, LOOK_NS, false);
    if (end.fd >= 0)
        close(end.fd);
    if (!ended)
        child_end(pid);
    return ended;
}
