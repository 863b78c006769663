/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * matrix_machine.c -- matrices of machine numbers, by LAPACK.
 *
 * OpenBLAS runs on one thread: the program has threads of its own.  What must give real results for
 * real matrices has a real path; the rest is computed in complex numbers.  Products that are small
 * are done here, where loading the library would cost more than it saves.
 */
#include "vm/math/matrix_machine.h"

#include <dlfcn.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef double _Complex Cplx;

struct Lapack {
    void (*dgemm)(const char *, const char *, const int *, const int *, const int *, const double *, const double *,
                  const int *, const double *, const int *, const double *, double *, const int *);
    void (*zgemm)(const char *, const char *, const int *, const int *, const int *, const Cplx *, const Cplx *,
                  const int *, const Cplx *, const int *, const Cplx *, Cplx *, const int *);
    void (*dgeev)(const char *, const char *, const int *, double *, const int *, double *, double *, double *,
                  const int *, double *, const int *, double *, const int *, int *);
    void (*zgeev)(const char *, const char *, const int *, Cplx *, const int *, Cplx *, Cplx *, const int *, Cplx *,
                  const int *, Cplx *, const int *, double *, int *);
    void (*dsyev)(const char *, const char *, const int *, double *, const int *, double *, double *, const int *,
                  int *);
    void (*zheev)(const char *, const char *, const int *, Cplx *, const int *, double *, Cplx *, const int *, double *,
                  int *);
    void (*zgesvd)(const char *, const char *, const int *, const int *, Cplx *, const int *, double *, Cplx *,
                   const int *, Cplx *, const int *, Cplx *, const int *, double *, int *);
    void (*dgees)(const char *, const char *, void *, const int *, double *, const int *, int *, double *, double *,
                  double *, const int *, double *, const int *, int *, int *);
    void (*zgees)(const char *, const char *, void *, const int *, Cplx *, const int *, int *, Cplx *, Cplx *,
                  const int *, Cplx *, const int *, double *, int *, int *);
    void (*zgeqrf)(const int *, const int *, Cplx *, const int *, Cplx *, Cplx *, const int *, int *);
    void (*zungqr)(const int *, const int *, const int *, Cplx *, const int *, const Cplx *, Cplx *, const int *,
                   int *);
    void (*dgetrf)(const int *, const int *, double *, const int *, int *, int *);
    void (*dgetrs)(const char *, const int *, const int *, const double *, const int *, const int *, double *,
                   const int *, int *);
};

size_t lapack_bytes(void)
{
    return sizeof(Lapack);
}

bool lapack_load(Lapack *to)
{
    static const char *const names[] = {"libopenblas.so.0", "libopenblas.so", "liblapack.so.3"};
    void *library = NULL;
    void (*set_threads)(int);

    for (size_t i = 0; i < sizeof names / sizeof *names && library == NULL; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        return false;
    *(void **)&set_threads = dlsym(library, "openblas_set_num_threads");
    if (set_threads)
        set_threads(1);
#define FIND(f) do { *(void **)&to->f = dlsym(library, #f "_"); if (to->f == NULL) return false; } while (0)
    FIND(dgemm);
    FIND(zgemm);
    FIND(dgeev);
    FIND(zgeev);
    FIND(dsyev);
    FIND(zheev);
    FIND(zgesvd);
    FIND(dgees);
    FIND(zgees);
    FIND(zgeqrf);
    FIND(zungqr);
    FIND(dgetrf);
    FIND(dgetrs);
#undef FIND
    return true;
}

enum { SMALL_PRODUCT = 32 * 32 * 32 };

static bool product_is_small(const Lapack *l, size_t n, size_t k, size_t m)
{
    return l == NULL || (double)n * (double)k * (double)m < SMALL_PRODUCT || n > INT32_MAX || k > INT32_MAX || m > INT32_MAX;
}

/* By rows, c = a b is by columns c' = b' a'. */
void machine_product(Heap *h, const Lapack *l, double *c, const double *a, const double *b, size_t n, size_t k, size_t m)
{
    enum { OPERATIONS = 1 << 29 };       /* of one call of the library */
    if (product_is_small(l, n, k, m)) {
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < m; j++) {
                double sum = 0;
                for (size_t p = 0; p < k; p++)
                    sum += a[i * k + p] * b[p * m + j];
                c[i * m + j] = sum;
            }
        return;
    }
    int ik = (int)k, im = (int)m;
    double one = 1, zero = 0, rows = OPERATIONS / ((double)k * (double)m);
    size_t piece = rows < 16 ? 16 : rows > (double)n ? n : (size_t)rows;
    for (size_t i = 0; i < n && !(i > 0 && heap_stopping(h)); i += piece) {
        int in = (int)(n - i < piece ? n - i : piece);
        l->dgemm("N", "N", &im, &in, &ik, &one, b, &im, a + i * k, &ik, &zero, c + i * m, &im);
    }
}

void machine_product_complex(const Lapack *l, Cplx *c, const Cplx *a, const Cplx *b, size_t n, size_t k, size_t m)
{
    if (product_is_small(l, n, k, m)) {
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < m; j++) {
                Cplx sum = 0;
                for (size_t p = 0; p < k; p++)
                    sum += a[i * k + p] * b[p * m + j];
                c[i * m + j] = sum;
            }
        return;
    }
    int in = (int)n, ik = (int)k, im = (int)m;
    Cplx one = 1, zero = 0;
    l->zgemm("N", "N", &im, &in, &ik, &one, b, &im, a, &ik, &zero, c, &im);
}

/* Real numbers are divided as such: complex division would round them otherwise. */
static Cplx divide(Cplx a, Cplx b)
{
    return cimag(a) == 0 && cimag(b) == 0 ? creal(a) / creal(b) : a / b;
}

enum { LOOKS_FROM = 64 };      /* rows: with more each step looks whether it is to stop */

bool machine_lu(Heap *h, Cplx *a, size_t n, size_t *perm)
{
    for (size_t k = 0; k < n; k++) {
        size_t p = k;

        if (n > LOOKS_FROM && heap_stopping(h))
            return false;
        for (size_t i = k + 1; i < n; i++)
            if (cabs(a[k * n + i]) > cabs(a[k * n + p]))
                p = i;
        perm[k] = p;
        if (a[k * n + p] == 0)
            return false;
        if (p != k)
            for (size_t j = 0; j < n; j++) {
                Cplx t = a[j * n + k];
                a[j * n + k] = a[j * n + p];
                a[j * n + p] = t;
            }
        for (size_t i = k + 1; i < n; i++)
            a[k * n + i] = divide(a[k * n + i], a[k * n + k]);
        for (size_t j = k + 1; j < n; j++) {
            Cplx f = a[j * n + k];
            if (f != 0)
                for (size_t i = k + 1; i < n; i++)
                    a[j * n + i] -= f * a[k * n + i];
        }
    }
    return true;
}

void machine_lu_solve(Heap *h, const Cplx *lu, size_t n, const size_t *perm, Cplx *b, size_t columns)
{
    for (size_t c = 0; c < columns; c++) {
        Cplx *x = b + c * n;

        if (n > LOOKS_FROM && heap_stopping(h))
            return;
        for (size_t i = 0; i < n; i++) {
            Cplx t = x[i];
            x[i] = x[perm[i]];
            x[perm[i]] = t;
        }
        for (size_t k = 0; k < n; k++)
            for (size_t i = k + 1; i < n; i++)
                x[i] -= lu[k * n + i] * x[k];
        for (size_t k = n; k-- > 0; ) {
            x[k] = divide(x[k], lu[k * n + k]);
            for (size_t i = 0; i < k; i++)
                x[i] -= lu[k * n + i] * x[k];
        }
    }
}

bool machine_solve(const Lapack *l, const double *a, size_t size, double *x)
{
    int n = (int)size, one = 1, info = -1;
    double *lu = size < INT32_MAX ? malloc(size * size * sizeof *lu) : NULL;
    int *pivots = malloc((size + 1) * sizeof *pivots);

    /* By columns it is the transposed matrix. */
    if (lu != NULL && pivots != NULL) {
        memcpy(lu, a, size * size * sizeof *lu);
        l->dgetrf(&n, &n, lu, &n, pivots, &info);
        if (info == 0)
            l->dgetrs("T", &n, &one, lu, &n, pivots, x, &n, &info);
    }
    free(lu);
    free(pivots);
    for (size_t i = 0; i < size; i++)
        if (x[i] - x[i] != 0)
            return false;
    return info == 0;
}

/* Scratch in malloc memory, zeroed; NULL where it can't be had. */
static void *scratch(size_t n, size_t bytes)
{
    return calloc(n + 1, bytes);
}

/* The same for a matrix: OpenBLAS's zgemv reads up to four columns past the last one (0.3.21, on Haswell and later), which
 * are to be memory. */
static void *scratch_matrix(size_t rows, size_t cols, size_t bytes)
{
    enum { READ_PAST = 4 };
    return scratch(rows * (cols + READ_PAST), bytes);
}

static Cplx *scratch_copy(size_t rows, size_t cols, const Cplx *a)
{
    Cplx *copy = scratch_matrix(rows, cols, sizeof *copy);

    if (copy != NULL)
        memcpy(copy, a, rows * cols * sizeof *copy);
    return copy;
}

static bool eigen_real(const Lapack *l, bool symmetric, int n, const Cplx *a, Cplx *values, Cplx *vectors)
{
    size_t size = (size_t)n * (size_t)n;
    int info = 0, work_size = 8 * n + 64;
    double *ra = scratch_matrix((size_t)n, (size_t)n, sizeof(double)), *wr = scratch((size_t)n, sizeof(double)),
           *wi = scratch((size_t)n, sizeof(double)), *vr = scratch_matrix((size_t)n, (size_t)n, sizeof(double)),
           *work = scratch((size_t)work_size, sizeof(double));
    bool ok = ra && wr && wi && vr && work;

    if (ok) {
        for (size_t i = 0; i < size; i++)
            ra[i] = creal(a[i]);
        if (symmetric) {
            l->dsyev(vectors ? "V" : "N", "U", &n, ra, &n, wr, work, &work_size, &info);
            memcpy(vr, ra, size * sizeof(double));
        } else {
            l->dgeev("N", vectors ? "V" : "N", &n, ra, &n, wr, wi, NULL, &(int){1}, vr, &n, work, &work_size, &info);
        }
        ok = info == 0;
    }
    for (int j = 0; ok && j < n; j++) {
        values[j] = wr[j] + I * wi[j];
        for (int i = 0; vectors && i < n; i++) {
            size_t at = (size_t)j * (size_t)n + (size_t)i;
            if (wi[j] == 0)
                vectors[at] = vr[at];
            else if (wi[j] > 0)
                vectors[at] = vr[at] + I * vr[at + (size_t)n];
            else
                vectors[at] = vr[at - (size_t)n] - I * vr[at];
        }
    }
    free(ra);
    free(wr);
    free(wi);
    free(vr);
    free(work);
    return ok;
}

bool machine_eigen(const Lapack *l, bool real, bool hermitian, size_t size, Cplx *a, Cplx *values, Cplx *vectors)
{
    int n = (int)size, info = 0, work_size = 8 * n + 64;

    if (real)
        return eigen_real(l, hermitian, n, a, values, vectors);
    Cplx *work = scratch((size_t)work_size, sizeof(Cplx)), *in = scratch_copy(size, size, a),
         *out = scratch_matrix(size, size, sizeof(Cplx));
    double *rwork = scratch((size_t)(4 * n + 8), sizeof(double)), *w = scratch((size_t)n, sizeof(double));
    bool ok = work && in && out && rwork && w;

    if (ok && hermitian) {
        l->zheev(vectors ? "V" : "N", "U", &n, in, &n, w, work, &work_size, rwork, &info);
        for (size_t i = 0; i < size; i++)
            values[i] = w[i];
    } else if (ok) {
        l->zgeev("N", vectors ? "V" : "N", &n, in, &n, values, NULL, &(int){1}, out, &n, work, &work_size, rwork, &info);
    }
    if (ok && vectors)
        memcpy(vectors, hermitian ? in : out, size * size * sizeof(Cplx));
    free(in);
    free(out);
    free(work);
    free(rwork);
    free(w);
    return ok && info == 0;
}

bool machine_svd(const Lapack *l, size_t rows, size_t cols, Cplx *a, double *s, Cplx *u, Cplx *vh)
{
    int m = (int)rows, n = (int)cols, info = 0, work_size = 8 * (m + n) + 64;
    Cplx *work = scratch((size_t)work_size, sizeof(Cplx)), *in = scratch_copy(rows, cols, a),
         *left = scratch_matrix(rows, rows, sizeof(Cplx)), *right = scratch_matrix(cols, cols, sizeof(Cplx));
    double *rwork = scratch((size_t)(5 * (m + n) + 8), sizeof(double));
    bool ok = work && in && left && right && rwork;

    if (ok) {
        l->zgesvd("A", "A", &m, &n, in, &m, s, left, &m, right, &n, work, &work_size, rwork, &info);
        memcpy(u, left, rows * rows * sizeof(Cplx));
        memcpy(vh, right, cols * cols * sizeof(Cplx));
    }
    free(in);
    free(left);
    free(right);
    free(work);
    free(rwork);
    return ok && info == 0;
}

static bool schur_real(const Lapack *l, int n, Cplx *a, Cplx *q)
{
    size_t size = (size_t)n * (size_t)n;
    int info = 0, sdim, work_size = 8 * n + 64;
    double *ra = scratch_matrix((size_t)n, (size_t)n, sizeof(double)), *w = scratch(2 * (size_t)n, sizeof(double)),
           *vs = scratch_matrix((size_t)n, (size_t)n, sizeof(double)), *work = scratch((size_t)work_size, sizeof(double));
    bool ok = ra && w && vs && work;

    if (ok) {
        for (size_t i = 0; i < size; i++)
            ra[i] = creal(a[i]);
        l->dgees("V", "N", NULL, &n, ra, &n, &sdim, w, w + n, vs, &n, work, &work_size, NULL, &info);
        for (size_t i = 0; i < size; i++) {
            a[i] = ra[i];
            q[i] = vs[i];
        }
    }
    free(ra);
    free(w);
    free(vs);
    free(work);
    return ok && info == 0;
}

bool machine_schur(const Lapack *l, bool real, size_t size, Cplx *a, Cplx *q)
{
    int n = (int)size, info = 0, sdim, work_size = 8 * n + 64;

    if (real)
        return schur_real(l, n, a, q);
    Cplx *work = scratch((size_t)work_size, sizeof(Cplx)), *w = scratch(size, sizeof(Cplx)), *in = scratch_copy(size, size, a),
         *out = scratch_matrix(size, size, sizeof(Cplx));
    double *rwork = scratch(size, sizeof(double));
    bool ok = work && w && in && out && rwork;

    if (ok) {
        l->zgees("V", "N", NULL, &n, in, &n, &sdim, w, out, &n, work, &work_size, rwork, NULL, &info);
        memcpy(a, in, size * size * sizeof(Cplx));
        memcpy(q, out, size * size * sizeof(Cplx));
    }
    free(in);
    free(out);
    free(work);
    free(w);
    free(rwork);
    return ok && info == 0;
}

bool machine_qr(const Lapack *l, size_t rows, size_t cols, Cplx *a, Cplx *r)
{
    int m = (int)rows, n = (int)cols, k = m < n ? m : n, info = 0, work_size = 64 * (n + 1);
    Cplx *work = scratch((size_t)work_size, sizeof(Cplx)), *tau = scratch((size_t)k, sizeof(Cplx)),
         *q = scratch_copy(rows, cols, a);
    bool ok = work && tau && q;

    if (ok) {
        l->zgeqrf(&m, &n, q, &m, tau, work, &work_size, &info);
        for (int j = 0; j < n; j++)
            for (int i = 0; i < k; i++)
                r[j * k + i] = i <= j ? q[j * m + i] : 0;
        if (info == 0)
            l->zungqr(&m, &k, &k, q, &m, tau, work, &work_size, &info);
        memcpy(a, q, rows * cols * sizeof(Cplx));
    }
    free(q);
    free(work);
    free(tau);
    return ok && info == 0;
}
