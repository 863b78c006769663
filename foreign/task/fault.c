/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * fault.c -- what becomes of a fault of the processor.
 *
 * In the middle of malloc, of a library or of the collector nothing can be saved: a lock may be held, a structure
 * half changed.  Then one line says where it was, and the process ends as it would without us.  But where the
 * instruction that failed is one of the loop that runs bytecode, and that loop is all that there is of the task, no
 * lock is held, and whatever is half changed belongs to the VM of that fiber alone.  So both are given up, the task
 * ends with Failure["Panic", ..], and its worker goes on with another fiber (evaluator.c).
 */
#include "foreign/task/fault.h"

#include <signal.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include "foreign/task/evaluator.h"
#include "vm/code/park.h"

enum { STACK_BYTES = 64 << 10, RED_ZONE = 256 };

static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE};

/* ---- the line: only what may be called in a handler of signals ---- */

typedef struct Line { char text[256]; size_t n; } Line;

static void put(Line *l, const char *s)
{
    while (*s != 0 && l->n < sizeof l->text - 1)
        l->text[l->n++] = *s++;
}

static void put_number(Line *l, uintptr_t x, unsigned base)
{
    char digits[24];
    size_t n = sizeof digits;

    digits[--n] = 0;
    do
        digits[--n] = "0123456789abcdef"[x % base];
    while ((x /= base) != 0);
    put(l, digits + n);
}

static void put_where(Line *l)
{
    Vm *vm = evaluator_vm();
    const Task *t = vm == NULL ? NULL : vm->task;
    Val symbol;

    if (t == NULL) {
        put(l, ", in no task");
    } else if (t->kind == TASK_MAIN) {
        put(l, ", in the main evaluation");
    } else {
        put(l, ", in task ");
        put_number(l, t->serial, 10);
        if (val_is_string(t->name)) {
            put(l, " ");
            put(l, text_data(t->name));
        }
    }
    if (t != NULL && vm_calls(vm, false, &symbol, 1) == 1) {
        put(l, ", function ");
        put(l, symbol_name(symbol));
    }
}

static const char *signal_text(int number)
{
    return number == SIGSEGV ? "SIGSEGV" : number == SIGBUS ? "SIGBUS" : "SIGFPE";
}

static void say_the_end(int number, const void *address)
{
    Line l = {.n = 0};

    put(&l, "lyra: fault (");
    put(&l, signal_text(number));
    put(&l, " at 0x");
    put_number(&l, (uintptr_t)address, 16);
    put(&l, ")");
    put_where(&l);
    put(&l, "; the process ends.\n");
    (void)!write(STDERR_FILENO, l.text, l.n);
}

/* ---- the handler ---- */

#if defined(__x86_64__)
#define PROGRAM_COUNTER(c) ((c)->uc_mcontext.gregs[REG_RIP])
#define STACK_POINTER(c) ((c)->uc_mcontext.gregs[REG_RSP])
enum { CALL_PUSHES = 8 };
#elif defined(__aarch64__)
#define PROGRAM_COUNTER(c) ((c)->uc_mcontext.pc)
#define STACK_POINTER(c) ((c)->uc_mcontext.sp)
enum { CALL_PUSHES = 0 };
#endif

/* The thread goes on in evaluator_give_up, further down on the same stack, as if it had been called. */
static bool goes_on(ucontext_t *c)
{
#if defined(PROGRAM_COUNTER)
    uintptr_t pc = (uintptr_t)PROGRAM_COUNTER(c), sp = (uintptr_t)STACK_POINTER(c);

    if (!evaluator_can_give_up() || !code_is_all(evaluator_vm(), pc))
        return false;
    sp = ((sp - RED_ZONE) & ~(uintptr_t)15) - CALL_PUSHES;
    PROGRAM_COUNTER(c) = (__typeof__(PROGRAM_COUNTER(c)))(uintptr_t)evaluator_give_up;
    STACK_POINTER(c) = (__typeof__(STACK_POINTER(c)))sp;
    return true;
#else
    (void)c;
    return false;
#endif
}

static void on_fault(int number, siginfo_t *info, void *context)
{
    /* Sent by somebody, it is no fault. */
    if (info->si_code > 0 && goes_on(context))
        return;
    /* A fault in here, or the same instruction again after it, ends the process. */
    fault_forget();
    if (info->si_code > 0)
        say_the_end(number, info->si_addr);
    else
        raise(number);
}

/* Sanitizers see to faults themselves. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { OURS = false };
#else
enum { OURS = true };
#endif

void fault_start_process(void)
{
    struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; OURS && i < COUNT_OF(signals); i++)
        sigaction(signals[i], &action, NULL);
}

void fault_forget(void)
{
    for (size_t i = 0; OURS && i < COUNT_OF(signals); i++)
        signal(signals[i], SIG_DFL);
}

void fault_thread_start(void)
{
    stack_t s = {.ss_size = STACK_BYTES};

    if (!OURS)
        return;
    s.ss_sp = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (s.ss_sp != MAP_FAILED)
        sigaltstack(&s, NULL);
}

void fault_thread_end(void)
{
    stack_t none = {.ss_flags = SS_DISABLE}, s;

    if (OURS && sigaltstack(&none, &s) == 0 && (s.ss_flags & SS_DISABLE) == 0)
        munmap(s.ss_sp, s.ss_size);
}
