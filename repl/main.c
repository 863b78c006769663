/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * main.c -- starts the program: options, the evaluator's thread, signals, the time limit.
 *
 * Everything is evaluated on one thread with a stack of a gigabyte of address space, so that deep
 * recursion ends in a message and not in a fault; only what is touched becomes memory.  The first
 * thread waits for it, holds the time limit, and ends the program when the evaluator, deep in some
 * library, does not answer an interrupt.
 */
#include <gc.h>

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "foreign/foreign.h"
#include "repl/aside.h"
#include "repl/program.h"
#include "vm/eval/library.h"

enum { STACK_BYTES = 1 << 30, STACK_RESERVE = 2 << 20, STACK_GUARD = 1 << 16 };

/* The one thing that a signal handler can reach: the VM to interrupt, and how often it was asked. */
static Vm *_Atomic interrupted_vm;
static atomic_uint interrupts;
static atomic_bool interrupt_ends_program;

typedef struct Console {
    FILE *out, *messages;
} Console;

static Console console;

static void on_interrupt(int signal_number)
{
    Vm *vm = interrupted_vm;

    (void)signal_number;
    if (atomic_fetch_add(&interrupts, 1) >= 2 && interrupt_ends_program)
        _exit(STATUS_INTERRUPTED);
    if (vm)
        interrupt_raise(&vm->interrupt, INTERRUPT_ABORT);
    foreign_interrupted();
}

bool program_interrupted(void)
{
    return interrupts > 0;
}

void program_forget_interrupt(void)
{
    interrupts = 0;
}

void program_interrupts(Vm *vm)
{
    interrupted_vm = vm;
}

void program_flush(void)
{
    fflush(stdout);
    fflush(stderr);
}

static void write_text(void *state, Stream to, const char *text, size_t n)
{
    Console *c = state;
    FILE *file = to == STREAM_MESSAGES ? c->messages : c->out;

    /* A message comes with an empty line before it, which sets it off from other output. */
    if (to == STREAM_MESSAGES && file == stderr && n > 0 && text[0] == '\n') {
        text++;
        n--;
    }
    aside_write(file, text, n);
}

/* Called once per VM on the evaluator's thread: its stack ends some way below the caller's frame. */
Vm *program_vm(const Options *o)
{
    Vm *vm = vm_new();
    pthread_attr_t attr;
    void *stack;
    size_t bytes;

    console.out = stdout;
    console.messages = o->messages_to_stderr ? stderr : stdout;
    vm->write = write_text;
    vm->write_state = &console;
    vm->arguments = o->arguments;
    vm->no_compile = o->no_compile;
    if (o->dump_code)
        session_dump_code(vm);
    if (pthread_getattr_np(pthread_self(), &attr) == 0) {
        pthread_attr_getstack(&attr, &stack, &bytes);
        pthread_attr_destroy(&attr);
        vm->stack_limit = (char *)stack + STACK_RESERVE;
    }
    if (o->library)
        library_use_folder(vm, o->library);
    return vm;
}

int status_after(SessionEnd end, int exit_code, int status)
{
    switch (end) {
    case SESSION_QUIT:  return exit_code;
    case SESSION_VALUE: return status;
    default:            return STATUS_FAILED;
    }
}

typedef struct Run {
    int          (*f)(const Options *o);
    const Options *options;
    int            status;
} Run;

/* Signals from the terminal are for the evaluator's thread: a read that it waits in is to end. */
static void mask_terminal_signals(int how)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGWINCH);
    sigaddset(&set, SIGCONT);
    pthread_sigmask(how, &set, NULL);
}

static void *run_on_thread(void *argument)
{
    Run *run = argument;

    mask_terminal_signals(SIG_UNBLOCK);
    foreign_start_thread();
    run->status = run->f(run->options);
    return NULL;
}

static void deadline_after(double seconds, struct timespec *when)
{
    clock_gettime(CLOCK_REALTIME, when);
    seconds = fmin(seconds, 1e9);
    when->tv_sec += (time_t)seconds;
    when->tv_nsec += (long)((seconds - floor(seconds)) * 1e9);
    if (when->tv_nsec >= 1000000000) {
        when->tv_sec++;
        when->tv_nsec -= 1000000000;
    }
}

/* Waits for the evaluator; when its time is up, asks it to stop and then does not wait for long. */
static int wait_for(pthread_t thread, Run *run)
{
    struct timespec when;
    Vm *vm;

    if (run->options->timeout <= 0) {
        pthread_join(thread, NULL);
        return run->status;
    }
    deadline_after(run->options->timeout, &when);
    if (pthread_timedjoin_np(thread, NULL, &when) == 0)
        return run->status;
    vm = interrupted_vm;
    if (vm)
        interrupt_raise(&vm->interrupt, INTERRUPT_ABORT | INTERRUPT_TERMINATE);
    pthread_kill(thread, SIGINT);
    deadline_after(0.3, &when);
    pthread_timedjoin_np(thread, NULL, &when);
    if (ftrylockfile(stdout) == 0) {
        fflush_unlocked(stdout);
        funlockfile(stdout);
    }
    fprintf(stderr, "lyra: the time limit of %g seconds is over\n", run->options->timeout);
    _exit(STATUS_TIMEOUT);
}

int program_run(int (*f)(const Options *o), const Options *o)
{
    Run run = {f, o, STATUS_FAILED};
    struct sigaction action = {.sa_handler = on_interrupt};
    pthread_attr_t attr;
    pthread_t thread;
    char *stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);

    foreign_start_process();
    pthread_attr_init(&attr);
    if (stack != MAP_FAILED) {
        mprotect(stack, STACK_GUARD, PROT_NONE);
        pthread_attr_setstack(&attr, stack, STACK_BYTES);
    }
    sigaction(SIGINT, &action, NULL);
    /* Who started this may ignore it, and then no child process could be waited for. */
    signal(SIGCHLD, SIG_DFL);
    interrupt_ends_program = o->task != TASK_SESSION;
    mask_terminal_signals(SIG_BLOCK);
    if (pthread_create(&thread, &attr, run_on_thread, &run) != 0) {
        fprintf(stderr, "lyra: cannot start a thread: %s\n", strerror(errno));
        return STATUS_FAILED;
    }
    return wait_for(thread, &run);
}

#ifdef __SANITIZE_ADDRESS__
/* What the collector holds looks like leaks. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}
#endif

static int run_task(const Options *o)
{
    switch (o->task) {
    case TASK_VERSION:
        puts("Lyra " PACKAGE_VERSION);
        return 0;
    case TASK_HELP:
        options_help(stdout);
        return 0;
    case TASK_CODE:
        return program_run(code_run, o);
    case TASK_SCRIPT:
        return program_run(script_run, o);
    case TASK_TEST:
        foreign_add_builtins();
        return tests_run(o);
    case TASK_PROMOTE:
        return program_run(promote_run, o);
    case TASK_SESSION:
        break;
    }
    return program_run(isatty(STDIN_FILENO) ? repl_run : stdin_run, o);
}

int main(int argc, char **argv)
{
    Options options;
    int status;

    setlocale(LC_CTYPE, "");
    if (!options_read(&options, argc, argv))
        return STATUS_USAGE;
    if (options.memory[0] != 0)
        setenv(HEAP_LIMIT_VARIABLE, options.memory, true);
    status = run_task(&options);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "lyra: cannot write: %s\n", strerror(errno));
        status = status == 0 ? STATUS_FAILED : status;
    }
    return status;
}
