/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_pattern.c -- string patterns compiled, in parts where one expression is not enough, and kept.
 *
 * string_emit.c writes the text.  A small cache keeps what was compiled last, because a string
 * function in a loop meets the same pattern again and again.
 */
#include "vm/builtin/string_parts.h"

static void regex_drop(void *self)
{
    Regex *r = self;

    pcre2_match_data_free(r->data);
    pcre2_match_context_free(r->context);
    pcre2_code_free(r->code);
}

static const ForeignClass regex_class = {
    .name = "CompiledRegularExpression", .size = sizeof(Regex), .transfer = TRANSFER_LOCAL,
    .usage = "CompiledRegularExpression[..] is a regular expression ready to run.", .drop = regex_drop
};

/* What is compiled: alternatives in order, each for one of the rules. */
typedef struct Items {
    Val      *patterns;
    uint32_t *rules;
    size_t    n;
} Items;

/* Long lists of alternatives are taken apart, so that they can be divided among parts. */
enum { ALTERNATIVES_TOGETHER = 256 };

static bool is_long_list(Val p)
{
    return (val_is_plain_list(p) || val_has_head(p, S_Alternatives)) && expr_len(p) > ALTERNATIVES_TOGETHER;
}

static Items take_apart(Heap *h, size_t n, const Val *patterns)
{
    Items items = {0};
    size_t total = 0;

    for (size_t i = 0; i < n; i++)
        total += is_long_list(patterns[i]) ? expr_len(patterns[i]) : 1;
    items.patterns = heap_alloc(h, total * sizeof(Val));
    items.rules = heap_alloc_atomic(h, total * sizeof(uint32_t));
    for (size_t i = 0; i < n; i++) {
        size_t count = is_long_list(patterns[i]) ? expr_len(patterns[i]) : 1;

        for (size_t j = 0; j < count; j++) {
            items.patterns[items.n] = count > 1 ? expr_arg(patterns[i], j) : patterns[i];
            items.rules[items.n++] = (uint32_t)i;
        }
    }
    return items;
}

static bool write_items(Compiler *c, const Items *items, size_t first, size_t n, StringMode mode)
{
    if (mode == STRING_WHOLE || mode == STRING_PREFIX)
        out_str(&c->text, "\\A");
    out_str(&c->text, n == 0 ? "(?:(?!)" : "(?:");
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            out_char(&c->text, '|');
        c->rule = items->rules[first + i];
        c->user_index = 0;
        c->whole = items->patterns[first + i];
        out_str(&c->text, "(?:");
        if (!string_emit_top(c, items->patterns[first + i]))
            return false;
        out_char(&c->text, ')');
        if (mode == STRING_ALL)
            string_add_callout(c, CALLOUT_END, VAL_NONE, (uint32_t)i);
        else if (n > 1)
            out_format(&c->text, "(*:%zu)", i);
    }
    out_char(&c->text, ')');
    if (mode == STRING_WHOLE || mode == STRING_SUFFIX)
        out_str(&c->text, "\\z");
    return true;
}

enum {
    STEPS_MAX = 100000000,           /* of one match; a few seconds at worst */
    MATCH_MEMORY_MAX = 256 * 1024    /* KiB */
};

static Val make_regex(Vm *vm, pcre2_code *code)
{
    Val object = foreign_new(vm_heap(vm), &regex_class, vm->foreign_serial++);
    Regex *r = foreign_state(object);

    r->code = code;
    r->data = pcre2_match_data_create_from_pattern(code, NULL);
    r->context = pcre2_match_context_create(NULL);
    CHECK(r->data != NULL && r->context != NULL);
    pcre2_set_match_limit(r->context, STEPS_MAX);
    pcre2_set_depth_limit(r->context, STEPS_MAX);
    pcre2_set_heap_limit(r->context, MATCH_MEMORY_MAX);
    return object;
}

static void regex_error(Vm *vm, Val whole, int error)
{
    PCRE2_UCHAR text[160];
    Val v[2];

    if (pcre2_get_error_message(error, text, sizeof text) < 0)
        strcpy((char *)text, "unknown error");
    v[0] = val_is_call(whole, S_RegularExpression, 1) ? expr_arg(whole, 0) : whole;
    v[1] = text_from(vm_heap(vm), (const char *)text);
    vm_message(vm, S_RegularExpression, "maln", 2, v);
}

typedef enum Outcome { COMPILED, FAILED, TOO_LARGE } Outcome;

static Outcome compile_part(Compiler *c, const Items *items, size_t first, size_t n, StringMode mode,
                            unsigned flags, StringPart *part)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_DOTALL | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C
                     | PCRE2_NO_UTF_CHECK;
    pcre2_code *code = NULL;
    PCRE2_SIZE where;
    int error = 0;

    *part = (StringPart){.rules = items->rules + first, .n_items = n, .has_regex = c->has_regex};
    c->part = part;
    c->name_room = c->callout_room = c->user_room = 0;
    c->groups = 0;
    out_init(&c->text);
    if (write_items(c, items, first, n, mode)) {
        /* With callouts what failed at one place may match at another, so that these shortcuts of
         * PCRE2's (and of its compiler to machine code) would lose matches. */
        if (part->n_callouts > 0)
            options |= PCRE2_NO_AUTO_POSSESS | PCRE2_NO_DOTSTAR_ANCHOR | PCRE2_NO_START_OPTIMIZE;
        if (flags & STRING_IGNORE_CASE)
            options |= PCRE2_CASELESS;
        code = pcre2_compile((PCRE2_SPTR)out_text(&c->text), c->text.len, options, &error, &where, NULL);
        if (code == NULL && (error != PCRE2_ERROR_PATTERN_TOO_LARGE || n == 1))
            regex_error(c->vm, c->whole, error);
    }
    out_fini(&c->text);
    if (code == NULL)
        return error == PCRE2_ERROR_PATTERN_TOO_LARGE && n > 1 ? TOO_LARGE : FAILED;
    part->regex = make_regex(c->vm, code);
    return COMPILED;
}

/* Compiles items [first, first + n) into one part, or into several where that is too large. */
static bool compile_range(Compiler *c, const Items *items, size_t first, size_t n, StringPattern *p, size_t *room)
{
    StringPart part;

    switch (compile_part(c, items, first, n, p->mode, p->flags, &part)) {
    case COMPILED:
        p->parts = string_make_room(vm_heap(c->vm), p->parts, p->n_parts, room, sizeof(StringPart));
        p->parts[p->n_parts++] = part;
        return true;
    case TOO_LARGE:
        return compile_range(c, items, first, n / 2, p, room)
            && compile_range(c, items, first + n / 2, n - n / 2, p, room);
    default:
        return false;
    }
}

/* A plain string needs no regular expression. */
static bool is_literal(Val p, StringMode mode, unsigned flags)
{
    if (!val_is_string(p) || (flags & STRING_IGNORE_CASE) || mode == STRING_ALL)
        return false;
    if ((flags & STRING_WILDCARDS) && strpbrk(text_data(p), "*@\\") != NULL)
        return false;
    return strlen(text_data(p)) == text_bytes(p) && text_bytes(p) > 0;
}

enum { CACHE_SIZE = 64 };
typedef struct PatternCache { StringPattern *entries[CACHE_SIZE]; } PatternCache;

static StringPattern **cache_slot(Vm *vm, Val key, size_t n, StringMode mode, unsigned flags)
{
    PatternCache *cache = *vm_cache(vm, CACHE_REGEX);
    uint32_t hash = val_hash(key) * 2654435761u + (uint32_t)(mode * 7 + flags * 31 + n);

    if (cache == NULL)
        *vm_cache(vm, CACHE_REGEX) = cache = heap_alloc_kept(vm_heap(vm), sizeof *cache);
    return &cache->entries[(hash >> 16) % CACHE_SIZE];
}

StringPattern *string_pattern_compile(Vm *vm, size_t n, const Val *patterns, StringMode mode,
                                      unsigned flags, bool *unwound)
{
    Heap *h = vm_heap(vm);
    Val key = n == 1 ? patterns[0] : list_make(h, n, patterns);
    StringPattern **slot = cache_slot(vm, key, n, mode, flags), *p = *slot;
    Compiler c = {.vm = vm, .wildcards = (flags & STRING_WILDCARDS) != 0};
    size_t room = 0;
    bool ok;

    *unwound = false;
    if (p != NULL && p->n_patterns == n && p->mode == mode && p->flags == flags && val_same(p->key, key))
        return p;
    p = heap_alloc_kept(h, sizeof *p);
    *p = (StringPattern){.key = key, .n_patterns = n, .mode = mode, .flags = flags};
    c.has_regex = heap_alloc(h, n + 1);
    if (n == 1 && is_literal(patterns[0], mode, flags)) {
        p->parts = heap_alloc(h, sizeof(StringPart));
        p->n_parts = 1;
        *p->parts = (StringPart){.literal = patterns[0], .has_regex = c.has_regex};
        ok = true;
    } else {
        Items items = take_apart(h, n, patterns);

        ok = compile_range(&c, &items, 0, items.n, p, &room);
    }
    *unwound = c.unwound;
    if (!ok)
        return NULL;
    *slot = p;
    return p;
}
