/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * items.h -- what the list builtins share: the elements of anything that has elements, sets of
 * values, calls of tests, argument counts and operator forms.
 */
#ifndef LYRA_BUILTIN_ITEMS_H
#define LYRA_BUILTIN_ITEMS_H

#include "vm/eval/builtin.h"
#include "vm/num/number.h"
#include "vm/code/typed.h"
#include "vm/pattern/match.h"
#include "vm/value/sort.h"

/* The elements of an expression, a packed array or an association (its values). */
typedef struct Items {
    Val               source;
    Val               head;       /* List for a packed array, Association for an association */
    size_t            n;
    const Val        *v;
    const AssocEntry *entries;    /* of an association; else NULL */
} Items;

/* False where [x] has no elements: an atom. */
bool items_of(Heap *h, Val x, Items *items);
/* Has the head of [x] rules that say what functions of it give, as SparseArray and Dataset have?  Its parts are then not its
 * elements. */
bool items_represented(Vm *vm, Val x);
/* What has the elements of [x]: Normal of such a one. */
MUST_USE Val items_source(Vm *vm, Val x);
/* The head under which parts of the elements are gathered: List for an association. */
static inline Val items_list_head(const Items *it) { return it->entries ? S_List : it->head; }
/* head[values..] with the head of the source; a List for an association. */
Val items_make(Heap *h, const Items *it, size_t n, const Val *values);
/* The elements at these positions (from 0), keys kept. */
Val items_select(Heap *h, const Items *it, size_t n, const size_t *which);
/* The elements [from, to), keys kept. */
Val items_slice(Heap *h, const Items *it, size_t from, size_t to);
/* The same shape with other values: n of them; keys kept. */
Val items_with(Heap *h, const Items *it, const Val *values);
/* The element at [i] as it is listed: a rule for an association. */
Val items_rule(Heap *h, const Items *it, size_t i);

/* Where the element at [i] is, as Position says it: i + 1, or Key[its key]. */
static inline Val items_position(Heap *h, const Items *it, size_t i)
{
    return it->entries ? expr1(h, S_Key, it->entries[i].key) : val_int((int64_t)i + 1);
}

/* member: 1 + its number, or 0. */
typedef struct ValSlot {
    uint32_t hash, member;
} ValSlot;

/* A set of values by SameQ; members are numbered from 0 in the order in which they came. */
typedef struct ValSet {
    Heap     *heap;
    size_t    n, capacity;
    Val      *members;
    ValSlot  *slots;          /* a power of two of them */
    size_t    slot_count;
} ValSet;
void valset_start(ValSet *s, Heap *h);
/* The number of [x], which is added if it was not there; *fresh says whether it was added. */
size_t valset_add(ValSet *s, Val x, bool *fresh);
bool valset_has(const ValSet *s, Val x);
/* Says before v[i] of [n] values is looked for that the next ones will be: a large set lies in slow memory. */
void valset_ahead(const ValSet *s, size_t n, const Val *v, size_t i);
/* The number of [x], or SIZE_MAX. */
size_t valset_find(const ValSet *s, Val x);

/* Is f[args..] True? */
MUST_USE MatchResult call_test(Vm *vm, Val f, size_t n, const Val *args);
MUST_USE MatchResult call_test1(Vm *vm, Val f, Val a);
/* The same of a function that is called again and again. */
MUST_USE MatchResult caller_test(Vm *vm, Caller *f, const Val *args);
MUST_USE MatchResult call_test2(Vm *vm, Val f, Val a, Val b);

/* A growable array of values in collected memory, on the C stack.  Zero it, set heap. */
typedef struct ValArray {
    Heap  *heap;
    Val   *v;
    size_t n, capacity;
} ValArray;
void valarray_push(ValArray *a, Val x);
static inline ValArray valarray(Heap *h) { return (ValArray){ .heap = h }; }
/* Room for [n] values. */
static inline Val *vals_new(Heap *h, size_t n) { return heap_alloc(h, (n + 1) * sizeof(Val)); }
static inline size_t *sizes_new(Heap *h, size_t n) { return heap_alloc_atomic(h, (n + 1) * sizeof(size_t)); }

/* Is [n] (the arguments without options) between [min] and [max]?  Else gives argx, argr, .. */
bool count_ok(Vm *vm, Args args, size_t n, size_t min, size_t max);
/* A trailing option, as given or by default: is it True? */
MUST_USE MatchResult option_true(Vm *vm, Args args, Val name);

/* Operator forms.  Name[a..][x] is Name[x, a..] (first), Name[a.., x] (last), or Name[a, x, b..]
 * (second); NOT_MINE unless there is one x and the head has the number of arguments in the name. */
Val operator_first(Vm *vm, Args args);      /* any number up to 6 */
Val operator_first1(Vm *vm, Args args);
Val operator_first2(Vm *vm, Args args);
Val operator_first12(Vm *vm, Args args);
Val operator_last1(Vm *vm, Args args);
Val operator_last12(Vm *vm, Args args);
Val operator_second2(Vm *vm, Args args);

/* A count of things: a machine integer >= 0 gives true.  UpTo[n] and Infinity count as that much
 * at most; *up_to says that fewer will do. */
bool read_count(Val v, size_t *n, bool *up_to);
/* A machine-sized integer. */
static inline bool read_int(Val v, int64_t *i)
{
    if (!val_is_small(v))
        return false;
    *i = val_small(v);
    return true;
}
/* A list of these; packed where it is long and numeric. */
Val list_of(Heap *h, size_t n, const Val *v);

#endif
