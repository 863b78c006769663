/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * heavy.c -- single calls of the libraries that run too long to wait for.
 *
 * GMP can't be interrupted, and it ends the process where memory is out.  A child process can be
 * ended at any moment and takes nothing with it; its answer comes through shared memory.  Starting
 * one costs little against the tenth of a second that a call must take to come here.
 */
#include "vm/num/heavy.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { HEADER = 64, FIRST_WAIT = 100000, LONGEST_WAIT = 5000000 };   /* bytes; nanoseconds */

/* Waits for the child; false where it had to be ended or came to no answer. */
static bool wait_for_child(Heap *h, pid_t child)
{
    struct timespec pause = {0, FIRST_WAIT};
    int status;
    pid_t ended;

    while ((ended = waitpid(child, &status, WNOHANG)) == 0 || (ended < 0 && errno == EINTR)) {
        if (h->pending != NULL && h->pending(h)) {
            kill(child, SIGKILL);
            while (waitpid(child, &status, 0) < 0 && errno == EINTR)
                continue;
            return false;
        }
        nanosleep(&pause, NULL);
        if (pause.tv_nsec < LONGEST_WAIT)
            pause.tv_nsec *= 2;
    }
    return ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static _Noreturn void be_child(char *shared, size_t (*f)(void *result, void *state), void *state)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN);
    freopen("/dev/null", "w", stderr);
    size_t n = f(shared + HEADER, state);
    memcpy(shared, &n, sizeof n);
    _exit(0);
}

/* Calls f(result, state) in a child process, which an interrupt or a limit ends at once; f gives how
 * many bytes it wrote to [result], which has room for [bytes].  Gives shared memory to be handed to
 * heavy_free, or NULL where it was ended or failed: the next poll unwinds then, or the result is too
 * big. */
static void *heavy_call(Heap *h, size_t bytes, size_t (*f)(void *result, void *state), void *state, size_t *written)
{
    char *shared = mmap(NULL, bytes + HEADER, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    pid_t child;

    if (shared == MAP_FAILED)
        return NULL;
    child = fork();
    if (child == 0)
        be_child(shared, f, state);
    if (child > 0 && wait_for_child(h, child)) {
        memcpy(written, shared, sizeof *written);
        return shared + HEADER;
    }
    munmap(shared, bytes + HEADER);
    return NULL;
}

static void heavy_free(void *result, size_t bytes)
{
    munmap((char *)result - HEADER, bytes + HEADER);
}

typedef struct Call {
    HeavyAnswer *f;
    void *state;
    size_t bytes;
} Call;

/* The sign, then the limbs. */
static size_t call_answer(void *result, void *state)
{
    const Call *call = state;
    mpz_t r;
    int64_t sign;

    mpz_init(r);
    call->f(r, call->state);
    size_t bytes = mpz_size(r) * sizeof(mp_limb_t);
    if (bytes + sizeof sign > call->bytes)
        _exit(EXIT_FAILURE);
    sign = mpz_sgn(r);
    memcpy(result, &sign, sizeof sign);
    memcpy((char *)result + sizeof sign, mpz_limbs_read(r), bytes);
    return bytes + sizeof sign;
}

Val heavy_answer(Heap *h, HeavyAnswer *f, void *state, size_t limbs)
{
    Call call = {f, state, (limbs + 2) * sizeof(mp_limb_t)};
    size_t written;
    int64_t sign;
    char *result = heavy_call(h, call.bytes, call_answer, &call, &written);

    if (result == NULL)
        return VAL_NONE;
    memcpy(&sign, result, sizeof sign);
    Val v = int_from_limbs(h, (const mp_limb_t *)(result + sizeof sign), (written - sizeof sign) / sizeof(mp_limb_t),
                           sign < 0);
    heavy_free(result, call.bytes);
    return v;
}

typedef struct Operands {
    HeavyFunction *f;
    mpz_t a, b;
    unsigned long n;
} Operands;

static void answer_function(mpz_ptr r, void *state)
{
    const Operands *o = state;

    o->f(r, o->a, o->b, o->n);
}

Val heavy_integer(Heap *h, HeavyFunction *f, Val a, Val b, unsigned long n, size_t limbs)
{
    IntView x, y;
    Operands o = {.f = f, .n = n};

    int_read(o.a, &x, a);
    int_read(o.b, &y, b);
    return heavy_answer(h, answer_function, &o, limbs);
}

typedef struct Digits {
    mpz_t z;
    int base;
} Digits;

static size_t write_digits(void *result, void *state)
{
    const Digits *d = state;

    mpz_get_str(result, d->base, d->z);
    return strlen(result);
}

void heavy_print(Heap *h, Out *to, Val v, int base)
{
    IntView x;
    Digits d = {.base = base};
    size_t written;

    int_read(d.z, &x, v);
    size_t bytes = mpz_sizeinbase(d.z, base) + 2;
    if (mpz_size(d.z) < HEAVY_DIGITS || bytes > OUT_LENGTH_MAX) {
        int_print(to, v, base);
        return;
    }
    char *text = heavy_call(h, bytes, write_digits, &d, &written);
    if (text == NULL) {
        to->failed = true;
        return;
    }
    out_bytes(to, text, written);
    heavy_free(text, bytes);
}
