/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compile_switch.c -- one look at an argument says with which of the rules to begin.
 *
 * The rules stay one after another, each with all its tests: the switch only leaves out those that the
 * argument's head says no to, and the first test of the one that it leads to.  It knows what the tests are
 * from the instructions that were emitted for them.
 */
#include "vm/code/compile.h"

#include "vm/pattern/pattern.h"

/* What a rule asks of the argument: HEAD and VALUE are tests of it, INTEGERS a table of small integers. */
typedef enum Asks { ASKS_NOTHING, ASKS_HEAD, ASKS_VALUE, ASKS_INTEGERS } Asks;

typedef struct Entry {
    Asks     asks;
    Val      what;               /* the head, or the value */
    uint32_t start, tested;      /* where to begin: with this test, and behind it */
} Entry;

/* Does the pattern of an argument say what symbol its head is? */
static bool has_head_symbol(const Pattern *p)
{
    while (p->kind == PATTERN_NAMED || p->kind == PATTERN_TEST || p->kind == PATTERN_CONDITION)
        p = p->sub;
    if (p->kind == PATTERN_EXPR)
        return p->sub->kind == PATTERN_LITERAL && val_is_symbol(p->sub->value);
    return p->kind == PATTERN_BLANK && !val_is_none(p->value) && val_is_symbol(p->value);
}

static size_t count_heads(const RuleSet *set, size_t n, size_t argument)
{
    size_t count = 0;

    for (size_t i = 0; i < rule_set_pattern_count(set); i++) {
        const Pattern *p = rule_set_pattern_at(set, i)->pattern;
        if (p->kind == PATTERN_CONDITION)
            p = p->sub;
        count += p->kind == PATTERN_EXPR && p->n == n && has_head_symbol(p->args[argument]);
    }
    return count;
}

int switch_argument(const RuleSet *set, size_t n)
{
    size_t most = 1;
    int best = -1;

    for (size_t i = 0; i < n; i++) {
        size_t count = count_heads(set, n, i);
        if (count > most) {
            most = count;
            best = (int)i;
        }
    }
    return best;
}

/* The test of register [argument] among those that the rule begins with: each is followed by a jump. */
static Entry entry_at(const Compiler *c, size_t start, unsigned argument)
{
    Entry e = {.start = (uint32_t)start, .tested = (uint32_t)start, .what = VAL_NONE};

    for (size_t at = start; at + 1 < c->count; at += 2) {
        Instruction i = c->ins[at];
        Opcode op = INS_OP(i);
        if (op == OP_SWITCH && INS_A(i) == argument)
            e.asks = ASKS_INTEGERS;
        if ((op != OP_HEAD && op != OP_LITERAL && op != OP_LITERALI && op != OP_UNPACK && op != OP_MATCHSAME)
            || INS_OP(c->ins[at + 1]) != OP_JUMP)
            return e;
        if (INS_A(i) != argument || op == OP_UNPACK || op == OP_MATCHSAME)
            continue;
        e.what = op == OP_LITERALI ? val_int((int8_t)INS_B(i)) : c->constants[INS_K(i)];
        e.asks = op == OP_HEAD ? ASKS_HEAD : ASKS_VALUE;
        if (op == OP_HEAD && !val_is_symbol(e.what))
            e.asks = ASKS_NOTHING;
        if (at == start)
            e.tested = (uint32_t)at + 2;
        return e;
    }
    return e;
}

/* What a value is to the switch: an expression with this head, this symbol, or of one of the other classes. */
typedef enum Class { CLASS_HEAD, CLASS_SYMBOL, CLASS_INTEGER, CLASS_ANY_SYMBOL, CLASS_ANY_HEAD } Class;

static bool accepts(const Entry *e, Class class, Val key)
{
    switch (e->asks) {
    case ASKS_NOTHING:
        return true;
    case ASKS_INTEGERS:
        return class == CLASS_INTEGER;
    case ASKS_HEAD:
        return class == CLASS_HEAD ? val_is(e->what, key)
             : class == CLASS_INTEGER ? val_is(e->what, S_Integer)
             : class != CLASS_ANY_HEAD && val_is(e->what, S_Symbol);
    case ASKS_VALUE:
        if (class == CLASS_INTEGER)
            return val_is_small(e->what);
        if (class == CLASS_SYMBOL)
            return val_is(e->what, key);
        if (val_is_packed(e->what))
            return class == CLASS_HEAD && val_is(key, S_List);
        return val_is_expr(e->what) && (class == CLASS_ANY_HEAD || (class == CLASS_HEAD && val_is(expr_head(e->what), key)));
    }
    return true;
}

/* Where to begin for the class: with the first rule that may accept it, behind the test that it passes; [end]: no rule. */
static uint32_t target_of(const Entry *entries, size_t n, uint32_t end, Class class, Val key)
{
    for (size_t i = 0; i < n; i++)
        if (accepts(&entries[i], class, key))
            return entries[i].asks == ASKS_HEAD || (entries[i].asks == ASKS_VALUE && class == CLASS_SYMBOL)
                 ? entries[i].tested : entries[i].start;
    return end;
}

/* A table for the keys, of which there are [n]: each has its place. */
static HeadSwitch *table_new(Heap *h, const uintptr_t *keys, size_t n)
{
    enum { ATTEMPTS = 40 };
    size_t size = 4;

    while (size < 2 * n + 2)
        size *= 2;
    HeadSwitch *t = heap_alloc(h, sizeof *t + size * sizeof t->slots[0]);
    t->mask = (uint32_t)size - 1;
    for (unsigned attempt = 0; attempt < ATTEMPTS; attempt++) {
        bool alone = true;
        memset(t->slots, 0, size * sizeof t->slots[0]);
        t->factor = 0x9E3779B97F4A7C15u * (2 * attempt + 1);
        for (size_t i = 0; i < n; i++) {
            size_t place = head_switch_place(t, keys[i]);
            alone = alone && place == (keys[i] * t->factor >> 32 & t->mask);
            t->slots[place].key = keys[i];
        }
        if (alone)
            break;
    }
    return t;
}

/* The key for which the entry says more than for its class; 0: none. */
static uintptr_t key_of(const Entry *e)
{
    if (e->asks == ASKS_HEAD)
        return e->what.w;
    if (e->asks != ASKS_VALUE)
        return 0;
    if (val_is_expr(e->what))
        return val_is_symbol(expr_head(e->what)) ? expr_head(e->what).w : 0;
    return val_is_packed(e->what) ? S_List.w : val_is_symbol(e->what) ? e->what.w | SWITCH_SYMBOL : 0;
}

void switch_finish(Compiler *c, int argument, const JumpList *starts)
{
    size_t n = starts->n, count = 0;
    uint32_t end = (uint32_t)c->count;
    Entry *entries = heap_alloc(c->heap, (n + 1) * sizeof *entries);
    uintptr_t *keys = heap_alloc(c->heap, (n + 1) * sizeof *keys);

    for (size_t i = 0; i < n; i++) {
        entries[i] = entry_at(c, starts->places[i], (unsigned)argument);
        keys[count] = key_of(&entries[i]);
        count += keys[count] != 0;
    }
    HeadSwitch *t = table_new(c->heap, keys, count);
    for (size_t i = 0; i < count; i++) {
        Class class = keys[i] & SWITCH_SYMBOL ? CLASS_SYMBOL : CLASS_HEAD;
        Val key = {keys[i] & ~(uintptr_t)SWITCH_SYMBOL};
        t->slots[head_switch_place(t, keys[i])].target = target_of(entries, n, end, class, key);
    }
    t->integer = target_of(entries, n, end, CLASS_INTEGER, VAL_NONE);
    t->symbol = target_of(entries, n, end, CLASS_ANY_SYMBOL, VAL_NONE);
    t->expr = target_of(entries, n, end, CLASS_ANY_HEAD, VAL_NONE);
    t->other = n > 0 ? entries[0].start : end;
    c->heads = t;
}
