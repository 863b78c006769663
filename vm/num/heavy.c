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
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vm/value/descriptors.h"
#include "vm/value/text.h"

enum { HEADER = 64, LONGEST_WAIT = 2000000 };   /* bytes; nanoseconds */
enum { CHILD_MAPPED = 32 << 20, CHILD_TAKES = 1 << 20, CHILD_NEEDS = 4 << 20 };   /* bytes */

/* Waits for the child, which writes to the other end of [finished] (-1: it has none) before it ends; false where it had to be
 * ended or came to no answer. */
static bool wait_for_child(Heap *h, pid_t child, int finished)
{
    int status, wait = WNOHANG;
    pid_t ended;

    while ((ended = waitpid(child, &status, wait)) == 0 || (ended < 0 && errno == EINTR)) {
        if (h->pending != NULL && h->pending(h)) {
            kill(child, SIGKILL);
            while (waitpid(child, &status, 0) < 0 && errno == EINTR)
                continue;
            return false;
        }
        struct pollfd sign = {.fd = finished, .events = POLLIN};
        if (heap_wait(h, &sign, 1, LONGEST_WAIT, true) > 0)
            wait = 0;
    }
    if (ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    /* Memory that is out ends it, by a signal of GMP, of the system, or of whoever else it belongs to; under a limit there is
     * nothing else that could. */
    if (ended == child && (WIFSIGNALED(status) || heap_room(h) != INFINITY))
        (void)heap_ask(h, (double)h->most);
    return false;
}

/* The child's memory is the evaluation's: its own data may take [room] bytes more than they have. */
static void limit_data(double room)
{
    FILE *f = fopen("/proc/self/statm", "r");
    unsigned long pages;

    if (f != NULL && fscanf(f, "%*u %*u %*u %*u %*u %lu", &pages) == 1) {
        rlim_t most = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + (rlim_t)room;
        setrlimit(RLIMIT_DATA, &(struct rlimit){most, most});
    }
}

static _Noreturn void be_child(Heap *h, char *shared, size_t (*f)(void *result, void *state), void *state, int finished)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    double room = heap_room(h);
    if (room != INFINITY)
        limit_data(room + CHILD_NEEDS);
    /* What it takes it keeps: giving memory back and taking it again is half of what a library's work costs. */
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    mallopt(M_MMAP_THRESHOLD, CHILD_MAPPED);
    mallopt(M_TOP_PAD, CHILD_TAKES);
    heavy_memory_start();
    signal(SIGINT, SIG_IGN);
    /* Memory that is out ends it by one of these: nobody's handler is to tell of that. */
    static const int ends[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        signal(ends[i], SIG_DFL);
    /* What a library says before it gives up is not for the user; nor what of the parent's text it would write once more. */
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    size_t n = f(shared + HEADER, state);
    memcpy(shared, &n, sizeof n);
    (void)!write(finished, "", 1);      /* who isn't told looks by himself */
    _exit(0);
}

void *heavy_call(Heap *h, size_t bytes, size_t (*f)(void *result, void *state), void *state, size_t *written)
{
    char *shared = mmap(NULL, bytes + HEADER, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    pid_t child;
    int ends[2];

    if (shared == MAP_FAILED)
        return NULL;
    if (pipe2(ends, O_CLOEXEC) != 0)
        ends[0] = ends[1] = -1;
    child = fork();
    if (child == 0)
        be_child(h, shared, f, state, ends[1]);
    if (ends[1] >= 0)
        close(ends[1]);
    bool answered = child > 0 && wait_for_child(h, child, ends[0]);
    if (ends[0] >= 0)
        close(ends[0]);
    if (answered) {
        memcpy(written, shared, sizeof *written);
        /* Here, and as a value. */
        if (heap_ask(h, 2.0 * (double)*written))
            return shared + HEADER;
    }
    munmap(shared, bytes + HEADER);
    return NULL;
}

void heavy_free(void *result, size_t bytes)
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
    if (!heap_ask(h, (double)call.bytes))
        return VAL_NONE;
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

/* ---- numbers of any kind ---- */

typedef struct Packet {
    char *at, *end;
} Packet;

static void put_packet(Packet *p, const void *data, size_t n)
{
    if (n > (size_t)(p->end - p->at))
        _exit(EXIT_FAILURE);
    memcpy(p->at, data, n);
    p->at += (n + 7) / 8 * 8;
}

/* A kind, then what it takes to make it anew; a symbol is the same in both processes. */
static void put_number(Packet *p, Val v)
{
    int64_t kind = val_is_none(v) || val_is_small(v) || val_is_symbol(v) || val_is_flonum(v) ? -1 : (int64_t)val_kind(v);
    IntView view;

    put_packet(p, &kind, sizeof kind);
    if (kind < 0) {
        put_packet(p, &v, sizeof v);
    } else if (val_is_integer(v)) {
        int_view(&view, v);
        int64_t size = view.negative ? -view.n : view.n;
        put_packet(p, &size, sizeof size);
        put_packet(p, view.limbs, (size_t)view.n * sizeof(mp_limb_t));
    } else if (val_is_rational(v)) {
        put_number(p, rat_numerator(v));
        put_number(p, rat_denominator(v));
    } else if (val_is_complex(v)) {
        put_number(p, cplx_re(v));
        put_number(p, cplx_im(v));
    } else if (val_is_real(v)) {
        double d = val_real(v);
        put_packet(p, &d, sizeof d);
    } else if (val_is_big_real(v)) {
        const BigReal *r = val_big_real(v);
        int64_t bytes = (int64_t)(offsetof(BigReal, limbs) + (r->bits + 63) / 64 * sizeof(mp_limb_t));
        put_packet(p, &bytes, sizeof bytes);
        put_packet(p, r, (size_t)bytes);
    } else if (val_is_string(v)) {
        int64_t bytes = (int64_t)text_bytes(v);
        put_packet(p, &bytes, sizeof bytes);
        put_packet(p, text_data(v), (size_t)bytes);
    } else if (kind == KIND_EXPR) {
        int64_t n = (int64_t)expr_len(v);
        put_packet(p, &n, sizeof n);
        put_number(p, expr_head(v));
        for (int64_t i = 0; i < n; i++)
            put_number(p, expr_arg(v, (size_t)i));
    } else {
        _exit(EXIT_FAILURE);
    }
}

static int64_t get_word(const char **at)
{
    int64_t w;

    memcpy(&w, *at, sizeof w);
    *at += sizeof w;
    return w;
}

static Val get_number(Heap *h, const char **at)
{
    int64_t kind = get_word(at), n;
    Val a, b;

    if (kind < 0) {
        memcpy(&a, *at, sizeof a);
        *at += sizeof a;
        return a;
    }
    switch (kind) {
    case KIND_INTEGER:
        n = get_word(at);
        a = int_from_limbs(h, (const mp_limb_t *)*at, (size_t)(n < 0 ? -n : n), n < 0);
        *at += (n < 0 ? -n : n) * (int64_t)sizeof(mp_limb_t);
        return a;
    case KIND_RATIONAL:
        a = get_number(h, at);
        b = get_number(h, at);
        return rat_make(h, a, b);
    case KIND_COMPLEX:
        a = get_number(h, at);
        b = get_number(h, at);
        return cplx_new(h, a, b);
    case KIND_STRING:
        n = get_word(at);
        a = text_new(h, *at, (size_t)n);
        *at += (n + 7) / 8 * 8;
        return a;
    case KIND_EXPR: {
        Builder parts;
        n = get_word(at);
        builder_start(&parts, h, get_number(h, at));
        for (int64_t i = 0; i < n; i++)
            builder_push(&parts, get_number(h, at));
        return builder_finish(&parts);
    }
    case KIND_BIG_REAL: {
        n = get_word(at);
        BigReal *r = heap_alloc_atomic(h, (size_t)n);
        memcpy(r, *at, (size_t)n);
        *at += (n + 7) / 8 * 8;
        return val_from_node(r);
    }
    default: {
        double d;
        memcpy(&d, *at, sizeof d);
        *at += sizeof d;
        return val_real_new(h, d);
    }
    }
}

typedef struct NumberCall {
    Heap        *heap;
    HeavyNumber *f;
    void        *state;
    size_t       bytes;
} NumberCall;

/* The collector can't stop threads that the child does not have. */
static size_t call_number(void *result, void *state)
{
    const NumberCall *call = state;
    Packet p = {result, (char *)result + call->bytes};

    heap_never_collect();
    put_number(&p, call->f(call->heap, call->state));
    return (size_t)(p.at - (char *)result);
}

Val heavy_number(Heap *h, HeavyNumber *f, void *state, size_t bytes, bool *done)
{
    NumberCall call = {h, f, state, bytes};
    size_t written;
    char *result = heavy_call(h, bytes, call_number, &call, &written);
    const char *at = result;

    *done = result != NULL;
    if (result == NULL)
        return VAL_NONE;
    Val v = get_number(h, &at);
    heavy_free(result, bytes);
    return v;
}

Val heavy_or_overflow(Heap *h, Val v)
{
    return val_is_none(v) ? num_overflow(h) : v;
}

Val heavy_value(Heap *h, HeavyNumber *f, void *state)
{
    enum { ROOM = 1 << 28 };
    bool done;
    Val v = heavy_number(h, f, state, ROOM, &done);

    if (done || (h->pending != NULL && h->pending(h)))
        return v;
    return f(h, state);
}

typedef struct RealsCall {
    HeavyReals *f;
    void       *state;
    size_t      n;
} RealsCall;

static size_t call_reals(void *result, void *state)
{
    const RealsCall *call = state;

    return call->f(result, call->state) ? call->n * sizeof(double) : 0;
}

bool heavy_reals(Heap *h, HeavyReals *f, void *state, double *to, size_t n)
{
    RealsCall call = {f, state, n};
    size_t written;
    double *result = heavy_call(h, n * sizeof *to, call_reals, &call, &written);

    if (result == NULL)
        return (h->pending == NULL || !h->pending(h)) && f(to, state);
    if (written > 0)
        memcpy(to, result, written);
    heavy_free(result, n * sizeof *to);
    return written > 0;
}
