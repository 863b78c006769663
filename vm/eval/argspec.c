/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * argspec.c -- argument specifications of builtins: compiled once in a VM, checked before each call.
 *
 * "n_Integer, list_List, x_:default, y_., xs__": comma-separated; each a name, blanks, kinds joined by
 * |, and perhaps a default, or a point where it may be left out.  A name with __ or ___ takes one or more, or any number of arguments.
 */
#include <ctype.h>

#include "vm/eval/eval.h"
#include "vm/eval/session.h"
#include "vm/num/number.h"

enum { MAX_SLOTS = 12, ANY_NUMBER = -1 };

typedef struct ArgSlot {
    uint32_t kinds;             /* bits by Kind, and the ones below */
    int      least, most;       /* how many arguments; most ANY_NUMBER: no bound */
    Val      fallback;          /* a default, or VAL_NONE */
} ArgSlot;

/* Beyond the bits 1 << Kind. */
enum { TAKES_LIST = 1 << 16, TAKES_RULE = 1 << 17, TAKES_FUNCTION = 1 << 18, TAKES_ANY = 1 << 19 };

typedef struct ArgSpec {
    int     count, least, most;
    bool    plain;               /* each takes anything, once */
    ArgSlot slots[MAX_SLOTS];
} ArgSpec;

static uint32_t kinds_named(const char *s, size_t n)
{
    static const struct { const char *name; uint32_t kinds; } names[] = {
        {"Integer", 1 << KIND_INTEGER}, {"Rational", 1 << KIND_RATIONAL},
        {"Real", 1 << KIND_REAL | 1 << KIND_BIG_REAL}, {"Complex", 1 << KIND_COMPLEX},
        {"String", 1 << KIND_STRING}, {"Symbol", 1 << KIND_SYMBOL}, {"List", TAKES_LIST},
        {"Association", 1 << KIND_ASSOC}, {"ByteArray", 1 << KIND_BYTES}, {"Rule", TAKES_RULE},
        {"Function", TAKES_FUNCTION},
        {"Number", 1 << KIND_INTEGER | 1 << KIND_RATIONAL | 1 << KIND_REAL | 1 << KIND_BIG_REAL | 1 << KIND_COMPLEX},
    };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strlen(names[i].name) == n && memcmp(names[i].name, s, n) == 0)
            return names[i].kinds;
    return 0;
}

static Val default_of(Vm *vm, const char *s, size_t n)
{
    Reader r;
    Val v;

    session_read(vm, &r, NULL, s, n);
    return reader_next(&r, &v) == READ_EXPR ? v : VAL_NONE;
}

/* One item of a specification at [s]; gives what follows its comma, or NULL at the end. */
static const char *compile_slot(Vm *vm, ArgSlot *slot, const char *s)
{
    int blanks = 0;

    while (*s == ' ' || isalnum((unsigned char)*s))
        s++;
    for (; *s == '_'; s++)
        blanks++;
    CHECK(blanks >= 1 && blanks <= 3);
    *slot = (ArgSlot){.least = blanks == 3 ? 0 : 1, .most = blanks == 1 ? 1 : ANY_NUMBER, .fallback = VAL_NONE};
    while (isalpha((unsigned char)*s) || *s == '|' || *s == '_') {
        const char *from = s;
        while (isalpha((unsigned char)*s))
            s++;
        slot->kinds |= kinds_named(from, (size_t)(s - from));
        while (*s == '|' || *s == '_')
            s++;
    }
    if (slot->kinds == 0)
        slot->kinds = TAKES_ANY;
    if (*s == ':') {
        const char *from = ++s;
        while (*s != '\0' && *s != ',')
            s++;
        slot->fallback = default_of(vm, from, (size_t)(s - from));
        slot->least = 0;
    }
    if (*s == '.') {                     /* optional, without a default */
        slot->least = 0;
        s++;
    }
    while (*s == ' ')
        s++;
    return *s == ',' ? s + 1 : NULL;
}

static const ArgSpec *compile(Vm *vm, const Builtin *b)
{
    ArgSpec *spec = heap_alloc(vm_heap(vm), sizeof *spec);

    spec->plain = true;
    for (const char *s = b->args[0] == '\0' ? NULL : b->args; s != NULL; spec->count++) {
        CHECK(spec->count < MAX_SLOTS);
        ArgSlot *slot = &spec->slots[spec->count];
        s = compile_slot(vm, slot, s);
        spec->least += slot->least;
        spec->plain = spec->plain && slot->least == 1 && slot->most == 1 && (slot->kinds & TAKES_ANY) != 0;
        if (slot->most == ANY_NUMBER || spec->most == ANY_NUMBER)
            spec->most = ANY_NUMBER;
        else
            spec->most += slot->most;
    }
    return spec;
}

/* Specifications by the address of the builtin, in a table of the VM. */
enum { TABLE_SIZE = 4096 };
typedef struct SpecEntry { const Builtin *builtin; const ArgSpec *spec; } SpecEntry;

static inline size_t spec_place(const Builtin *b)
{
    return ((uintptr_t)b >> 5) % TABLE_SIZE;
}

static NOINLINE const ArgSpec *spec_elsewhere(Vm *vm, const Builtin *b)
{
    SpecEntry *table = *vm_cache(vm, CACHE_ARGSPEC);
    size_t i;

    if (table == NULL) {
        CHECK(builtin_count() < TABLE_SIZE);
        *vm_cache(vm, CACHE_ARGSPEC) = table = heap_alloc_kept(vm_heap(vm), TABLE_SIZE * sizeof *table);
    }
    for (i = spec_place(b); table[i].builtin != NULL; i = (i + 1) % TABLE_SIZE)
        if (table[i].builtin == b)
            return table[i].spec;
    heap_keep(vm_heap(vm));
    table[i].builtin = b;
    table[i].spec = compile(vm, b);
    return table[i].spec;
}

static inline const ArgSpec *spec_of(Vm *vm, const Builtin *b)
{
    const SpecEntry *table = *vm_cache(vm, CACHE_ARGSPEC);
    size_t at = spec_place(b);

    return LIKELY(table != NULL && table[at].builtin == b) ? table[at].spec : spec_elsewhere(vm, b);
}

static bool takes(const ArgSlot *slot, Val v)
{
    if (slot->kinds & TAKES_ANY)
        return true;
    if (slot->kinds & (1u << val_kind(v)))
        return true;
    if ((slot->kinds & TAKES_LIST) && val_is_list(v))
        return true;
    if ((slot->kinds & TAKES_RULE) && val_is_rule(v))
        return true;
    return (slot->kinds & TAKES_FUNCTION) && val_has_head(v, S_Function);
}

static void complain(Vm *vm, const Builtin *b, const ArgSpec *spec, size_t n)
{
    Val symbol = vm_symbol(vm, b->name, strlen(b->name));
    Val args[] = {symbol, val_int((int64_t)n), val_int(spec->least), val_int(spec->most)};

    if (spec->most == ANY_NUMBER) {
        if (n == 1)
            vm_message(vm, symbol, "argmu", 2, (Val[]){symbol, args[2]});
        else
            vm_message(vm, symbol, "argm", 3, args);
    } else if (spec->least == spec->most) {
        if (spec->least == 1)
            vm_message(vm, symbol, "argx", 2, args);
        else if (n == 1)
            vm_message(vm, symbol, "argr", 2, (Val[]){symbol, args[2]});
        else
            vm_message(vm, symbol, "argrx", 3, args);
    } else if (spec->least + 1 == spec->most) {
        if (n == 1)
            vm_message(vm, symbol, "argtu", 3, (Val[]){symbol, args[2], args[3]});
        else
            vm_message(vm, symbol, "argt", 4, args);
    } else if (n == 1) {
        vm_message(vm, symbol, "argbu", 3, (Val[]){symbol, args[2], args[3]});
    } else {
        vm_message(vm, symbol, "argb", 4, args);
    }
}

/* How many of [n] arguments are not trailing options, for a builtin that has options. */
static size_t positional(const Builtin *b, Val expr, size_t n, const ArgSpec *spec)
{
    if (b->options == NULL)
        return n;
    while (n > (size_t)spec->least && val_is_rule(expr_arg(expr, n - 1)))
        n--;
    return n;
}

/* Each slot with its arguments. */
static NOINLINE bool check_slots(Vm *vm, const Builtin *b, const ArgSpec *spec, Val expr, Val *filled)
{
    size_t total = expr_len(expr);
    size_t n = positional(b, expr, total, spec), at = 0;
    bool defaults = false;
    if (n < (size_t)spec->least || (spec->most != ANY_NUMBER && n > (size_t)spec->most)) {
        if (!b->quiet_count)
            complain(vm, b, spec, n);
        return false;
    }
    size_t spare = n - (size_t)spec->least;      /* arguments beyond the necessary */
    Builder args;
    builder_start(&args, vm_heap(vm), expr_head(expr));
    for (int i = 0; i < spec->count; i++) {
        const ArgSlot *slot = &spec->slots[i];
        size_t count = (size_t)slot->least, more = slot->most == ANY_NUMBER ? spare : (size_t)(slot->most - slot->least);
        if (more > spare)
            more = spare;
        count += more;
        spare -= more;
        for (size_t k = 0; k < count; k++, at++) {
            if (!takes(slot, expr_arg(expr, at)))
                return false;
            builder_push(&args, expr_arg(expr, at));
        }
        if (count == 0 && !val_is_none(slot->fallback)) {
            builder_push(&args, slot->fallback);
            defaults = true;
        }
    }
    if (defaults) {
        builder_push_all(&args, total - at, expr_args(expr) + at);
        *filled = builder_finish(&args);
    }
    return true;
}

bool argspec_check(Vm *vm, const Builtin *b, Val expr, Val *filled)
{
    const ArgSpec *spec = spec_of(vm, b);

    if (LIKELY(spec->plain && b->options == NULL && expr_len(expr) == (size_t)spec->count))
        return true;
    return check_slots(vm, b, spec, expr, filled);
}
