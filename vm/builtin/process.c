/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * process.c -- the environment, other programs, and the folders that the system has.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vm/builtin/child.h"
#include "vm/builtin/items.h"
#include "vm/builtin/stream.h"
#include "vm/value/descriptors.h"

enum { LOOK_NS = 10000000 };      /* between two looks at whether the evaluation is to end */

extern char **environ;

BUILTIN(Environment,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "name_String",
    .usage = "Environment[\"var\"] gives the value of an environment variable as a string, or $Failed.",
    .examples = EXAMPLES("Environment[\"NO_SUCH_VARIABLE_HERE\"]", "$Failed"))
{
    const char *v = getenv(text_data(args.v[0]));

    return v == NULL ? S_$Failed : text_from(vm_heap(vm), v);
}

static Val variable_rule(Heap *h, const char *name, size_t n, const char *value)
{
    return expr2(h, S_Rule, text_new(h, name, n), value == NULL ? S_None : text_from(h, value));
}

BUILTIN(GetEnvironment,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "name_:",
    .usage = "GetEnvironment[\"var\"] gives a rule with the value of an environment variable, or None; "
             "GetEnvironment[{var1, ...}] a list of them; GetEnvironment[] all.",
    .examples = EXAMPLES("GetEnvironment[\"NO_SUCH_VARIABLE_HERE\"]", "NO_SUCH_VARIABLE_HERE -> None"))
{
    Heap *h = vm_heap(vm);
    Builder b;

    builder_start(&b, h, S_List);
    if (args.n == 0) {
        for (char **e = environ; *e != NULL; e++) {
            const char *equals = strchr(*e, '=');
            if (equals != NULL)
                builder_push(&b, variable_rule(h, *e, (size_t)(equals - *e), equals + 1));
        }
        return builder_finish(&b);
    }
    if (val_is_string(args.v[0]))
        return variable_rule(h, text_data(args.v[0]), text_bytes(args.v[0]), getenv(text_data(args.v[0])));
    if (!val_is_plain_list(args.v[0]))
        return NOT_MINE;
    for (size_t i = 0; i < expr_len(args.v[0]); i++) {
        Val name = expr_arg(args.v[0], i);
        if (!val_is_string(name))
            return NOT_MINE;
        builder_push(&b, variable_rule(h, text_data(name), text_bytes(name), getenv(text_data(name))));
    }
    return builder_finish(&b);
}

BUILTIN(SetEnvironment,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "rules_",
    .usage = "SetEnvironment[\"var\" -> \"value\"] sets an environment variable for this process and those that it "
             "starts; None removes it.",
    .messages = MESSAGES("value", "`1` must be a string or None."),
    .examples = EXAMPLES("SetEnvironment[\"LYRA_EXAMPLE\" -> \"x\"]; Environment[\"LYRA_EXAMPLE\"]", "x"))
{
    Val rules = val_is_rule(args.v[0]) ? list_make(vm_heap(vm), 1, &args.v[0]) : args.v[0];

    if (!val_is_plain_list(rules))
        return NOT_MINE;
    for (size_t i = 0; i < expr_len(rules); i++) {
        Val rule = expr_arg(rules, i);
        if (!val_is_rule(rule) || !val_is_string(expr_arg(rule, 0)))
            return NOT_MINE;
        Val value = expr_arg(rule, 1);
        if (val_is(value, S_None))
            unsetenv(text_data(expr_arg(rule, 0)));
        else if (!val_is_string(value))
            return MESSAGE(vm, "value", value);
        else if (setenv(text_data(expr_arg(rule, 0)), text_data(value), 1) != 0)
            return S_$Failed;
    }
    return S_Null;
}

/* ---- programs ---- */

/* Waits for a child; an interrupt ends it.  Gives its exit code, -1 where it was killed. */
static Val wait_for(Vm *vm, pid_t pid, int *code)
{
    int status;

    if (!child_wait(vm_heap(vm), pid, &status))
        return vm_poll_slow(vm);
    *code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return VAL_NONE;
}

BUILTIN(Run,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "x__",
    .usage = "Run[expr1, expr2, ...] runs the command that the expressions make, separated by blanks, in a shell and "
             "gives its exit code.",
    .examples = EXAMPLES("Run[\"exit\", 3]", "3"))
{
    Val command;
    Out out;
    int code = 0;

    out_init(&out);
    for (size_t i = 0; i < args.n; i++) {
        command = vm_call1(vm, S_ToString, args.v[i]);
        if (!val_is_string(command)) {
            out_fini(&out);
            return val_is_unwind(command) ? UNWIND : NOT_MINE;
        }
        if (i > 0)
            out_char(&out, ' ');
        out_bytes(&out, text_data(command), text_bytes(command));
    }
    command = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    vm_write(vm, STREAM_OUTPUT, "", 0);
    fflush(NULL);
    pid_t pid = child_shell(text_data(command), -1, NULL);
    if (pid < 0)
        return S_$Failed;
    TRY(wait_for(vm, pid, &code));
    return val_int(code);
}

/* A running child with pipes to its three streams. */
typedef struct Child {
    pid_t pid;
    int   in, out, err;
} Child;

static bool child_start(Child *child, char *const *argv, const char *directory)
{
    int in[2] = {-1, -1}, out[2] = {-1, -1}, err[2] = {-1, -1};
    posix_spawn_file_actions_t actions;

    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0)
        return false;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    posix_spawn_file_actions_adddup2(&actions, err[1], 2);
    if (directory != NULL)
        posix_spawn_file_actions_addchdir_np(&actions, directory);
    int failed = child_spawn(&child->pid, argv, &actions);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    close(err[1]);
    child->in = in[1];
    child->out = out[0];
    child->err = err[0];
    if (failed) {
        close(child->in);
        close(child->out);
        close(child->err);
    }
    return !failed;
}

/* Feeds [input] and gathers both outputs until they end. */
static Val child_talk(Vm *vm, Child *child, const char *input, size_t bytes, Out *out, Out *err)
{
    struct pollfd fds[3] = {{.fd = child->out, .events = POLLIN}, {.fd = child->err, .events = POLLIN},
                            {.fd = child->in, .events = POLLOUT}};
    char chunk[65536];

    if (bytes == 0) {
        close(child->in);
        fds[2].fd = -1;
    }
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        Val stop = vm_poll_slow(vm);
        if (val_is_unwind(stop)) {
            for (int i = 0; i < 3; i++)
                if (fds[i].fd >= 0)
                    close(fds[i].fd);
            child_end(child->pid);
            return UNWIND;
        }
        if (heap_wait(vm_heap(vm), fds, 3, LOOK_NS, false) <= 0)
            continue;
        for (int i = 0; i < 2; i++) {
            if (fds[i].fd < 0 || fds[i].revents == 0)
                continue;
            ssize_t n = read(fds[i].fd, chunk, sizeof chunk);
            if (n > 0) {
                out_bytes(i == 0 ? out : err, chunk, (size_t)n);
            } else if (n == 0 || errno != EINTR) {
                close(fds[i].fd);
                fds[i].fd = -1;
            }
        }
        if (fds[2].fd >= 0 && fds[2].revents != 0) {
            ssize_t n = descriptor_write(fds[2].fd, input, bytes < 4096 ? bytes : 4096);
            if (n > 0) {
                input += n;
                bytes -= (size_t)n;
            }
            if (bytes == 0 || (n < 0 && errno != EINTR)) {
                close(fds[2].fd);
                fds[2].fd = -1;
            }
        }
    }
    if (fds[2].fd >= 0)
        close(fds[2].fd);
    return VAL_NONE;
}

/* The argument vector of a command: a string (split at blanks by the shell's rules is not done; one
 * name) or a list of strings. */
static char **argument_vector(Heap *h, Val command)
{
    size_t n = val_is_plain_list(command) ? expr_len(command) : 1;
    char **argv = heap_alloc(h, (n + 4) * sizeof(char *));

    if (val_is_string(command)) {
        if (strchr(text_data(command), ' ') == NULL) {
            argv[0] = val_text(command)->data;
            return argv;
        }
        argv[0] = "/bin/sh";
        argv[1] = "-c";
        argv[2] = val_text(command)->data;
        return argv;
    }
    if (!val_is_plain_list(command) || n == 0)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        Val x = expr_arg(command, i);
        if (val_is_call(x, S_File, 1))
            x = expr_arg(x, 0);
        if (!val_is_string(x))
            return NULL;
        argv[i] = val_text(x)->data;
    }
    return argv;
}

BUILTIN(RunProcess,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "command_, prop_:All, input_:\"\"",
    .options = "ProcessDirectory -> Inherited, ProcessEnvironment -> Inherited",
    .usage = "RunProcess[command] runs a command, a string or a list {\"program\", arg1, ...}, and gives an association "
             "of its exit code, standard output and standard error; RunProcess[command, \"prop\"] gives one of them; "
             "RunProcess[command, prop, \"input\"] feeds input to it.",
    .messages = MESSAGES("pnfd", "Program `1` not found. Check Environment[\"PATH\"]."),
    .examples = EXAMPLES("RunProcess[{\"echo\", \"hi\"}, \"StandardOutput\"]", "hi\n",
                         "RunProcess[{\"cat\"}, \"StandardOutput\", \"abc\"]", "abc"))
{
    Heap *h = vm_heap(vm);
    char **argv = argument_vector(h, args.v[0]);
    Val directory;
    Child child;
    Out out, err;
    int code = 0;

    if (argv == NULL || !val_is_string(args.v[2]))
        return NOT_MINE;
    TRY(directory = option_get(vm, args, S_ProcessDirectory));
    if (!child_start(&child, argv, val_is_string(directory) ? text_data(directory) : NULL)) {
        MESSAGE(vm, "pnfd", text_from(h, argv[0]));
        return S_$Failed;
    }
    out_init(&out);
    out_init(&err);
    Val done = child_talk(vm, &child, text_data(args.v[2]), text_bytes(args.v[2]), &out, &err);
    Val text = text_from_out(h, &out), errors = text_new(h, out_text(&err), err.len);
    out_fini(&out);
    out_fini(&err);
    TRY(done);
    TRY(wait_for(vm, child.pid, &code));
    if (text_is(args.v[1], "ExitCode"))
        return val_int(code);
    if (text_is(args.v[1], "StandardOutput"))
        return text;
    if (text_is(args.v[1], "StandardError"))
        return errors;
    if (!val_is(args.v[1], S_All))
        return NOT_MINE;
    Val all = assoc_set(h, assoc_empty(h), text_from(h, "ExitCode"), val_int(code));
    all = assoc_set(h, all, text_from(h, "StandardOutput"), text);
    return assoc_set(h, all, text_from(h, "StandardError"), errors);
}

/* ---- folders ---- */

static Val value_home(Vm *vm)
{
    return path_of(vm_heap(vm), text_from(vm_heap(vm), "~"));
}

static Val value_temporary(Vm *vm)
{
    return text_from(vm_heap(vm), temporary_folder());
}

static Val value_user_base(Vm *vm)
{
    return path_of(vm_heap(vm), text_from(vm_heap(vm), "~/.lyra"));
}

static Val value_separator(Vm *vm)  { return text_from(vm_heap(vm), "/"); }

SYMBOL_AS(HomeDirectory, "$HomeDirectory", .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .value = value_home,
    .usage = "$HomeDirectory gives the home directory of the user.",
    .examples = EXAMPLES("Head[$HomeDirectory]", "String"));
SYMBOL_AS(TemporaryDirectory, "$TemporaryDirectory", .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS,
    .value = value_temporary,
    .usage = "$TemporaryDirectory gives the directory for temporary files.",
    .examples = EXAMPLES("DirectoryQ[$TemporaryDirectory]", "True"));
SYMBOL_AS(UserBaseDirectory, "$UserBaseDirectory", .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS,
    .value = value_user_base,
    .usage = "$UserBaseDirectory gives the directory in which the user's own files for the system are found.",
    .examples = EXAMPLES("Head[$UserBaseDirectory]", "String"));
SYMBOL_AS(PathnameSeparator, "$PathnameSeparator", .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .value = value_separator,
    .usage = "$PathnameSeparator gives the string that separates the parts of a file name.",
    .examples = EXAMPLES("$PathnameSeparator", "/"));
