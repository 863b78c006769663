/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * data.h -- the mutable data structures of CreateDataStructure.
 *
 * All are objects of one class, which differ in their kind: how they are made, and a table of operations. One belongs to one task
 * at a time (foreign/task/moved.h), so operations need no lock. What is put in lasts longer than the evaluation
 * that made it (heap_keep): data_apply says so for all operations.
 *
 * An operation that runs a program (Fold, an ordering function) first declares the structure in use; others may look at it then,
 * and change nothing. It changes nothing itself before the last program has ended, so that an exit leaves the structure as it was.
 */
#ifndef LYRA_DATA_DATA_H
#define LYRA_DATA_DATA_H

#include "foreign/task/moved.h"

typedef struct DataKind DataKind;

/* The state of a DataStructure.  What a kind does not use is zero. */
typedef struct DataStructure {
    Moved     moved;                 /* first */
    const DataKind *kind;            /* never changes, so that who must not use it may print it */
    bool      in_use;                /* by an operation that runs programs: it is not to be changed */
    unsigned  bloom;                 /* of all that was ever put into `items` */
    /* A ring of collected memory: `count` values from `first` on, of `room`, a power of two. */
    Val      *items;
    size_t    count, room, first;
    size_t    capacity;              /* of a RingBuffer; the bits of a BitVector */
    Val       map;                   /* an association */
    Val       extra;                 /* one value: what is in a Counter, the ordering function of a PriorityQueue */
    uint64_t *words;                 /* numbers that are not values, so many as there is room for */
} DataStructure;

/* What ds["Name", v..] does with the [n] arguments after the name. */
typedef struct DataOperation {
    const char *name;
    uint8_t   least, most;           /* numbers of arguments */
    bool      changes;               /* the structure */
    Val     (*run)(Vm *vm, DataStructure *d, size_t n, const Val *v);
} DataOperation;

struct DataKind {
    const char *name;
    uint8_t   least, most;           /* numbers of arguments after the kind */
    /* Fills the new, empty structure: VAL_NONE; NOT_MINE where the arguments are none for it; UNWIND. */
    Val     (*create)(Vm *vm, DataStructure *d, size_t n, const Val *v);
    size_t  (*length)(const DataStructure *d);
    Val     (*elements)(Vm *vm, DataStructure *d);   /* a List; UNWIND */
    Val     (*normal)(Vm *vm, DataStructure *d);     /* NULL: the elements */
    const DataOperation *operations; /* the last has no name */
};

extern const ForeignClass data_class;
extern const DataKind data_stack, data_queue, data_deque, data_ring_buffer, data_linked_list, data_dynamic_array, data_extensible_vector,
    data_fixed_array, data_hash_set, data_hash_table, data_ordered_hash_set, data_ordered_hash_table, data_priority_queue, data_counter, data_cell,
    data_disjoint_set, data_bit_vector;

static inline bool val_is_data(Val v)             { return val_is_foreign_of(v, &data_class); }
static inline DataStructure *val_data(Val v)      { return foreign_state(v); }
static inline Val data_value(const DataStructure *d)
{
    return val_from_node((const char *)d - offsetof(Foreign, state));
}
/* A new, empty one, which belongs to the task that runs in [vm]. */
DataStructure *data_new(Vm *vm, const DataKind *kind);
/* [d] has what is in [from], which both refer to: one of them is to be forgotten, or to get copies. */
void data_take_over(DataStructure *d, const DataStructure *from);
/* Another one that the task may read and that is of this kind, or of [other]; NULL where [v] is none. */
DataStructure *data_other(Vm *vm, Val v, const DataKind *kind, const DataKind *other);

/* Messages of DataStructure about [d]; each gives NOT_MINE. */
Val data_empty_message(Vm *vm, const DataStructure *d);
Val data_part_message(Vm *vm, const DataStructure *d, Val part);
Val data_argument_message(Vm *vm, const DataStructure *d, Val argument);
Val data_absent_message(Vm *vm, const DataStructure *d, Val element);

/* f[a], f[a, b]: it does not wait as VM state, since C is below it. */
MUST_USE Val data_call(Vm *vm, Val f, size_t n, const Val *v);

/* ---- operations that several kinds have ---- */

Val data_copy(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val data_length(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val data_is_empty(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val data_elements(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val data_fold(Vm *vm, DataStructure *d, size_t n, const Val *v);
#define DATA_COMMON                                                              \
    {"Copy", 0, 0, false, data_copy}, {"Elements", 0, 0, false, data_elements},  \
    {"EmptyQ", 0, 0, false, data_is_empty}, {"Length", 0, 0, false, data_length}

/* ---- items.c: the ring ---- */

static inline Val *data_item(const DataStructure *d, size_t i)
{
    return &d->items[(d->first + i) & (d->room - 1)];
}
void items_push_back(Heap *h, DataStructure *d, Val v);
void items_push_front(Heap *h, DataStructure *d, Val v);
/* There is one at least. */
Val items_pop_back(DataStructure *d);
Val items_pop_front(DataStructure *d);
void items_clear(DataStructure *d);
/* The elements of a list, or of another structure of values in order; UNWIND. */
Val items_push_list(Vm *vm, DataStructure *d, Val list);
/* In place [i], from 0 to count; what is from there on moves. */
void items_insert(Heap *h, DataStructure *d, size_t i, Val v);
void items_delete(DataStructure *d, size_t i);
void items_set(DataStructure *d, size_t i, Val v);
size_t items_length(const DataStructure *d);
Val items_elements(Vm *vm, DataStructure *d);
/* The elements of the one argument, a list; none: it stays empty. */
Val items_create(Vm *vm, DataStructure *d, size_t n, const Val *v);
/* The place of part [part], which counts from 1, or from the end by negative numbers; false: there is none. */
bool items_place(const DataStructure *d, Val part, size_t *place);
/* "DropAll", "Part", i; "SetPart", i, x; "SwapPart", i, j. */
Val items_drop_all(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val items_part(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val items_set_part(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val items_swap_part(Vm *vm, DataStructure *d, size_t n, const Val *v);
/* "JoinBack" or "PushList", list. */
Val items_join_back(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val items_join_front(Vm *vm, DataStructure *d, size_t n, const Val *v);
/* "Push", "Append", x; "Prepend", x. */
Val items_append(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val items_prepend(Vm *vm, DataStructure *d, size_t n, const Val *v);
/* "Peek..", "Pop..": the message where it is empty. */
Val items_peek_back(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val items_peek_front(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val items_take_back(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val items_take_front(Vm *vm, DataStructure *d, size_t n, const Val *v);
/* "DropLast", "DropFirst": the same without a value. */
Val items_drop_back(Vm *vm, DataStructure *d, size_t n, const Val *v);
Val items_drop_front(Vm *vm, DataStructure *d, size_t n, const Val *v);

#endif
