/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * parallel.h -- what the Parallel functions share.
 */
#ifndef LYRA_PAR_PARALLEL_H
#define LYRA_PAR_PARALLEL_H

#include "foreign/par/independent.h"
#include "foreign/par/split.h"
#include "vm/builtin/items.h"

#define PARALLEL_OPTIONS                                                                            \
    "Method -> Automatic, DistributedContexts -> Automatic, ProgressReporting -> Automatic, "       \
    "ChunkSize -> Automatic, chunkSize -> Automatic, Pool -> Automatic"
#define PARALLEL_MESSAGES                                                                           \
    "elem", "The evaluation of element `1` was ended by `2`.",                                      \
    "method", "`1` is not a method; it is Automatic, \"FinestGrained\", \"CoarsestGrained\", \"ItemsPerEvaluation\" -> n or \"EvaluationsPerKernel\" -> n.", \
    "chunk", "`1` is not a number of elements from 1 on.",                                          \
    "pool", "`1` is not a pool that takes tasks.",                                                  \
    "nopar1", "`1` cannot be parallelized; proceeding with sequential evaluation."

/* What the options of a call say. */
typedef struct Parallel {
    SplitHow how;
    size_t   items;              /* elements a piece, where the call says so; else 0 */
    size_t   kernel_pieces;      /* pieces, where it counts them by kernels; else 0 */
    Val      self;               /* the function, for messages */
} Parallel;

/* Reads the options.  False: a message was given, or UNWIND is in *error. */
bool parallel_read(Vm *vm, Args args, Parallel *p, Val *error);
#define PARALLEL_READ(p)                                                                            \
    do {                                                                                            \
        Val error_ = VAL_NONE;                                                                      \
        if (!parallel_read(vm, args, (p), &error_))                                                 \
            return val_is_none(error_) ? NOT_MINE : error_;                                         \
    } while (0)
/* The same after a look at the number of arguments without options, [n], and then the elements of argument [at]. */
#define PARALLEL_ITEMS(p, n, least, most, at, it)                                                   \
    do {                                                                                            \
        if (!count_ok(vm, args, (n), (least), (most)))                                              \
            return NOT_MINE;                                                                        \
        PARALLEL_READ(p);                                                                           \
        Val source_ = items_source(vm, args.v[(at) - 1]);                                        \
        TRY(source_);                                                                               \
        if (!items_of(vm_heap(vm), source_, (it)))                                                  \
            return MESSAGE(vm, "normal", val_int((int64_t)(at)), args.expr);                        \
    } while (0)
/* How many workers the session's pool has. */
unsigned parallel_kernels(Vm *vm);
/* Into how many pieces [n] elements are cut for what depends on it: never on the number of workers.  Where the call counts
 * pieces by kernels, any pool stands for one of PIECES_KERNELS. */
size_t parallel_pieces(const Parallel *p, size_t n);
/* Piece [k] of [pieces]: where it begins. */
static inline size_t parallel_piece(size_t n, size_t pieces, size_t k)
{
    return n / pieces * k + (k < n % pieces ? k : n % pieces);
}

/* f of each element: values in split->values. */
Split *parallel_map(Vm *vm, const Parallel *p, Val f, Val source, const Items *it);
/* ParallelMap; [cut], where it is given, says how the elements of a list are cut. */
Val parallel_map_call(Vm *vm, Args args, void (*cut)(Vm *vm, Split *s));
/* Says that the call is evaluated by Map and its like; parallel_sequential also gives what is to be evaluated instead. */
void parallel_say_sequential(Vm *vm, Args args);
Val parallel_sequential(Vm *vm, Args args, Val head, size_t n);

#endif
