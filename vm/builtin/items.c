/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * items.c -- what the list builtins share.
 *
 * Items hides whether elements lie in an expression, a packed array or an association, so that most
 * builtins are written once for all three.
 */
#include "vm/builtin/items.h"

#include <math.h>

bool items_of(Heap *h, Val x, Items *it)
{
    it->source = x;
    it->entries = NULL;
    if (val_is_expr(x)) {
        it->head = expr_head(x);
        it->n = expr_len(x);
        it->v = expr_args(x);
        return true;
    }
    if (val_is_packed(x)) {
        /* Whoever takes a list apart mostly makes another. */
        size_t n = heap_ask(h, 2.0 * (double)list_len(x) * sizeof(Val)) ? list_len(x) : 0;
        Val *v = vals_new(h, n);

        for (size_t i = 0; i < n; i++)
            v[i] = packed_item(h, x, i);
        it->head = S_List;
        it->n = n;
        it->v = v;
        return true;
    }
    if (val_is_assoc(x)) {
        size_t n = assoc_len(x), i = 0;
        AssocEntry *entries = heap_alloc(h, (n + 1) * sizeof(AssocEntry)), entry;
        Val *v = vals_new(h, n);

        for (AssocIter iter = assoc_iter(x); assoc_next(&iter, &entry); i++) {
            entries[i] = entry;
            v[i] = entry.value;
        }
        it->head = S_Association;
        it->n = n;
        it->v = v;
        it->entries = entries;
        return true;
    }
    return false;
}

Val list_of(Heap *h, size_t n, const Val *v)
{
    Val list = list_make(h, n, v);

    return n >= PACKED_LENGTH_MIN ? list_pack(h, list) : list;
}

bool items_represented(Vm *vm, Val x)
{
    Val head = val_is_expr(x) && !val_is_plain_list(x) ? expr_head(x) : VAL_NONE;

    return val_is_symbol(head) && vm_has_up_values(vm, head);
}

Val items_source(Vm *vm, Val x)
{
    return items_represented(vm, x) ? vm_call1(vm, S_Normal, x) : x;
}

Val items_make(Heap *h, const Items *it, size_t n, const Val *values)
{
    Val made = expr_make(h, items_list_head(it), n, values);

    return val_is_packed(it->source) ? list_pack(h, made) : made;
}

Val items_select(Heap *h, const Items *it, size_t n, const size_t *which)
{
    if (it->entries) {
        AssocBuilder b;

        assoc_builder_start(&b, h);
        for (size_t i = 0; i < n; i++)
            assoc_builder_put(&b, it->entries[which[i]]);
        return assoc_builder_finish(&b);
    }
    Val *v = vals_new(h, n);

    for (size_t i = 0; i < n; i++)
        v[i] = it->v[which[i]];
    return val_is_expr(it->source) ? expr_selection(h, it->source, n, v) : items_make(h, it, n, v);
}

Val items_slice(Heap *h, const Items *it, size_t from, size_t to)
{
    if (it->entries) {
        AssocBuilder b;

        assoc_builder_start(&b, h);
        for (size_t i = from; i < to; i++)
            assoc_builder_put(&b, it->entries[i]);
        return assoc_builder_finish(&b);
    }
    return val_is_expr(it->source) ? expr_selection(h, it->source, to - from, it->v + from)
                                   : items_make(h, it, to - from, it->v + from);
}

Val items_with(Heap *h, const Items *it, const Val *values)
{
    if (it->entries) {
        AssocBuilder b;

        assoc_builder_start(&b, h);
        for (size_t i = 0; i < it->n; i++)
            assoc_builder_set(&b, it->entries[i].key, values[i]);
        return assoc_builder_finish(&b);
    }
    return items_make(h, it, it->n, values);
}

Val items_rule(Heap *h, const Items *it, size_t i)
{
    return it->entries ? assoc_entry_rule(h, it->entries[i]) : it->v[i];
}

void valset_start(ValSet *s, Heap *h)
{
    *s = (ValSet){ .heap = h };
}

/* Where to begin to look; the last bit of a hash is always set. */
static size_t home_slot(uint32_t hash, size_t slot_count)
{
    return (hash >> 1) & (slot_count - 1);
}

static size_t find_slot(const ValSet *s, Val x, uint32_t hash)
{
    size_t mask = s->slot_count - 1, i = home_slot(hash, s->slot_count);

    while (s->slots[i].member != 0
           && (s->slots[i].hash != hash || !val_same(s->members[s->slots[i].member - 1], x)))
        i = (i + 1) & mask;
    return i;
}

static void valset_widen(ValSet *s)
{
    size_t count = s->slot_count ? s->slot_count * 2 : 16, mask = count - 1;
    ValSlot *old = s->slots;

    s->slots = heap_alloc_atomic(s->heap, count * sizeof *s->slots);
    memset(s->slots, 0, count * sizeof *s->slots);
    for (size_t i = 0; i < s->slot_count; i++) {
        size_t to = home_slot(old[i].hash, count);

        if (old[i].member == 0)
            continue;
        while (s->slots[to].member != 0)
            to = (to + 1) & mask;
        s->slots[to] = old[i];
    }
    s->slot_count = count;
}

size_t valset_add(ValSet *s, Val x, bool *fresh)
{
    uint32_t hash = val_hash(x);
    size_t slot;

    if (s->n * 2 >= s->slot_count)
        valset_widen(s);
    slot = find_slot(s, x, hash);
    *fresh = s->slots[slot].member == 0;
    if (!*fresh)
        return s->slots[slot].member - 1;
    if (s->n == s->capacity) {
        size_t capacity = s->capacity ? s->capacity * 2 : 16;

        s->members = heap_grow(s->heap, s->members, s->capacity * sizeof(Val), capacity * sizeof(Val));
        s->capacity = capacity;
    }
    s->members[s->n++] = x;
    s->slots[slot] = (ValSlot){hash, (uint32_t)s->n};
    return s->n - 1;
}

enum { AHEAD_SLOTS = 1 << 12 };     /* a smaller set is in the caches */

void valset_ahead(const ValSet *s, size_t n, const Val *v, size_t i)
{
    enum { NODE = 16, SLOT = 10, MEMBER = 5 };

    if (s->slot_count < AHEAD_SLOTS || i + NODE >= n)
        return;
    __builtin_prefetch((const void *)v[i + NODE].w);
    __builtin_prefetch(&s->slots[home_slot(val_hash(v[i + SLOT]), s->slot_count)]);
    uint32_t hash = val_hash(v[i + MEMBER]);
    ValSlot likely = s->slots[home_slot(hash, s->slot_count)];
    if (likely.hash == hash && likely.member != 0)
        __builtin_prefetch((const void *)s->members[likely.member - 1].w);
}

size_t valset_find(const ValSet *s, Val x)
{
    size_t slot;

    if (s->n == 0)
        return SIZE_MAX;
    slot = find_slot(s, x, val_hash(x));
    return s->slots[slot].member ? s->slots[slot].member - 1 : SIZE_MAX;
}

bool valset_has(const ValSet *s, Val x)
{
    return valset_find(s, x) != SIZE_MAX;
}

void valarray_push(ValArray *a, Val x)
{
    if (a->n == a->capacity) {
        size_t capacity = a->capacity ? a->capacity * 2 : 16;

        a->v = heap_grow(a->heap, a->v, a->capacity * sizeof(Val), capacity * sizeof(Val));
        a->capacity = capacity;
    }
    a->v[a->n++] = x;
}

static MatchResult verdict(Val v)
{
    return val_is_unwind(v) ? MATCH_UNWIND : val_is(v, S_True) ? MATCH_YES : MATCH_NO;
}

MatchResult call_test(Vm *vm, Val f, size_t n, const Val *args) { return verdict(vm_apply(vm, f, n, args)); }
MatchResult caller_test(Vm *vm, Caller *f, const Val *args) { return verdict(caller_apply(vm, f, args)); }
MatchResult call_test1(Vm *vm, Val f, Val a) { return verdict(vm_call1(vm, f, a)); }
MatchResult call_test2(Vm *vm, Val f, Val a, Val b) { return verdict(vm_call2(vm, f, a, b)); }

static void say_count(Vm *vm, Args args, const char *many, const char *one, size_t n, size_t a, size_t b, bool two)
{
    Val name = val_is_symbol(val_head(args.expr)) ? val_head(args.expr) : expr_head(val_head(args.expr));
    Val v[4] = { name };
    size_t k = 1;

    if (n != 1)
        v[k++] = val_int((int64_t)n);
    v[k++] = val_int((int64_t)a);
    if (two)
        v[k++] = val_int((int64_t)b);
    builtin_message(vm, args.builtin, n == 1 ? one : many, k, v);
}

bool count_ok(Vm *vm, Args args, size_t n, size_t min, size_t max)
{
    if (n >= min && n <= max)
        return true;
    if (max == SIZE_MAX)
        say_count(vm, args, "argm", "argmu", n, min, 0, false);
    else if (min == max && min == 1) {
        Val v[] = { expr_head(args.expr), val_int((int64_t)n) };
        builtin_message(vm, args.builtin, "argx", 2, v);
    }
    else if (min == max)
        say_count(vm, args, "argrx", "argr", n, min, 0, false);
    else if (max == min + 1)
        say_count(vm, args, "argt", "argtu", n, min, max, true);
    else
        say_count(vm, args, "argb", "argbu", n, min, max, true);
    return false;
}

MatchResult option_true(Vm *vm, Args args, Val name)
{
    return verdict(option_get(vm, args, name));
}

/* head[a..][x] with x put before the argument numbered [at]; SIZE_MAX: last. */
static Val operator_form(Vm *vm, Args args, size_t min, size_t max, size_t at)
{
    Val head = expr_head(args.expr), v[8];
    size_t n;

    if (args.n != 1 || !val_is_expr(head) || !val_is_symbol(expr_head(head)))
        return NOT_MINE;
    n = expr_len(head);
    if (n < min || n > max || n > 6)
        return NOT_MINE;
    if (at > n)
        at = n;
    for (size_t i = 0, k = 0; i <= n; i++)
        v[i] = i == at ? args.v[0] : expr_arg(head, k++);
    return expr_make(vm_heap(vm), expr_head(head), n + 1, v);
}

Val operator_first(Vm *vm, Args args)    { return operator_form(vm, args, 1, 6, 0); }
Val operator_first1(Vm *vm, Args args)   { return operator_form(vm, args, 1, 1, 0); }
Val operator_first2(Vm *vm, Args args)   { return operator_form(vm, args, 2, 2, 0); }
Val operator_first12(Vm *vm, Args args)  { return operator_form(vm, args, 1, 2, 0); }
Val operator_last1(Vm *vm, Args args)    { return operator_form(vm, args, 1, 1, SIZE_MAX); }
Val operator_last12(Vm *vm, Args args)   { return operator_form(vm, args, 1, 2, SIZE_MAX); }
Val operator_second2(Vm *vm, Args args)  { return operator_form(vm, args, 2, 2, 1); }

bool read_count(Val v, size_t *n, bool *up_to)
{
    *up_to = false;
    if (val_is_call(v, S_UpTo, 1)) {
        *up_to = true;
        v = expr_arg(v, 0);
    }
    if (val_is_plus_infinity(v)) {
        *up_to = true;
        *n = SIZE_MAX;
        return true;
    }
    if (!val_is_small(v) || val_small(v) < 0)
        return false;
    *n = (size_t)val_small(v);
    return true;
}
