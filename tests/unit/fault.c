/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fault.c -- a fault of the processor: in bytecode it ends a task, anywhere else the process, with a line that says
 * where.
 */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "foreign/foreign.h"
#include "foreign/task/task.h"
#include "tests/unit/tap.h"
#include "vm/code/stack.h"

enum { MANY = 300, ADDRESS = 0x123 };

/* Bytecode whose constants are nowhere. */
static Code *bad_code(Vm *vm)
{
    Heap *h = vm_heap(vm);
    Code *c = heap_alloc(h, sizeof *c);

    c->ins = heap_alloc(h, 2 * sizeof *c->ins);
    c->ins[0] = OP_CONST | 5 << 16;
    c->ins[1] = OP_RETURN;
    c->count = 2;
    c->constants = (Val *)64;
    c->registers = 1;
    c->symbol = S_Sin;
    return c;
}

static Val faults_in_bytecode(Vm *vm, Task *t)
{
    (void)t;
    return code_execute_task(vm, bad_code(vm), NULL);
}

static Val faults_in_c(Vm *vm, Task *t)
{
    (void)vm, (void)t;
    *(volatile int *)ADDRESS = 1;
    return S_Null;
}

static Val divides(Vm *vm, Task *t)
{
    volatile int zero = 0;

    (void)vm, (void)t;
    return val_int(7 / zero);
}

static Val gives(Vm *vm, Task *t)
{
    (void)vm, (void)t;
    return val_int(7);
}

static Val run(Vm *vm, Pool *p, Val (*body)(Vm *, Task *))
{
    Task *t = task_prepare(vm, p, S_Null, text_from(vm_heap(vm), "unlucky"));

    t->body = body;
    pool_push(p, &t->job);
    return task_await(vm, task_future(t), -1);
}

static bool is_panic(Vm *vm, Val v)
{
    if (!val_is_call(v, S_Failure, 2) || !text_is(expr_arg(v, 0), "Panic"))
        return false;
    Val stack = assoc_get(expr_arg(v, 1), text_from(vm_heap(vm), "Stack"));
    return val_is_list(stack) && expr_len(stack) == 1 && val_is(expr_arg(expr_arg(stack, 0), 0), S_Sin);
}

/* The signal that ends a child that does [f], and what it says. */
static int child(void (*f)(void), char *said, size_t room)
{
    int ends[2], status;
    size_t n = 0;
    ssize_t got;

    if (pipe(ends) != 0)
        return -1;
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        dup2(ends[1], STDERR_FILENO);
        f();
        _exit(0);
    }
    close(ends[1]);
    while (n < room - 1 && (got = read(ends[0], said + n, room - 1 - n)) > 0)
        n += (size_t)got;
    said[n] = 0;
    close(ends[0]);
    waitpid(pid, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static Vm *start(void)
{
    foreign_start_process();
    foreign_start_thread();
    return vm_new();
}

static void task_in_c(void)
{
    Vm *vm = start();
    PoolOptions o = {.workers = 1, .name = "test"};

    (void)!val_is_unwind(run(vm, task_pool_new(&o), faults_in_c));
}

static void task_divides(void)
{
    Vm *vm = start();
    PoolOptions o = {.workers = 1, .name = "test"};

    (void)!val_is_unwind(run(vm, task_pool_new(&o), divides));
}

static void main_in_c(void)
{
    Vm *vm = start();

    (void)task_of(vm);
    *(volatile int *)ADDRESS = 1;
}

static void killed(void)
{
    (void)start();
    kill(getpid(), SIGSEGV);
}

static void test_endings(void)
{
    char said[512];

    tap_ok(child(task_in_c, said, sizeof said) == SIGSEGV, "fault: in C, a task's ends the process with the signal");
    tap_ok(strncmp(said, "lyra: fault (SIGSEGV at 0x123), in task ", 40) == 0 && strstr(said, " unlucky; the process ends.\n") != NULL,
           "fault: and says in which task");
    tap_ok(child(task_divides, said, sizeof said) == SIGFPE && strstr(said, "SIGFPE") != NULL, "fault: a division");
    tap_ok(child(main_in_c, said, sizeof said) == SIGSEGV && strstr(said, ", in the main evaluation; ") != NULL,
           "fault: in the main evaluation");
    tap_ok(child(killed, said, sizeof said) == SIGSEGV && said[0] == 0, "fault: a signal that somebody sends is none");
}

static void test_panics(Vm *vm)
{
    PoolOptions o = {.workers = 2, .name = "test"};
    Pool *pools[] = {task_pool_new(&o), task_pool(vm)};
    bool all = true, go_on = true;

    for (int i = 0; i < MANY; i++) {
        Pool *p = pools[i % 2];
        all = is_panic(vm, run(vm, p, faults_in_bytecode)) && all;
        go_on = val_is(run(vm, p, gives), val_int(7)) && go_on;
    }
    tap_ok(all, "fault: in bytecode it ends the task with a Panic");
    tap_ok(go_on, "fault: and workers go on");
    tap_ok(fiber_count() < 100, "fault: no fiber is left behind");
}

int main(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return tap_end();
#endif
    test_endings();
    Vm *vm = start();
    test_panics(vm);
    return tap_end();
}
