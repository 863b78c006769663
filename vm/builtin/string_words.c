/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_words.c -- words, sentences and counts of them in text.
 */
#include <unictype.h>
#include <unicase.h>

#include "vm/builtin/string_util.h"

static bool is_word_char(uint32_t c)
{
    return uc_is_general_category(c, UC_LETTER) || uc_is_general_category(c, UC_NUMBER)
        || uc_is_general_category(c, UC_MARK);
}

/* A mark that belongs to a word when it has letters on both sides: don't, well-known, 3.14. */
static bool is_inner_mark(uint32_t c)
{
    return c == '\'' || c == '-' || c == '.' || c == '_' || c == 0x2019 || c == 0x2010;
}

/* The next word at or after *at; false at the end. */
static bool next_word(const char **at, const char *end, const char **from, const char **to)
{
    const char *s = *at;
    uint32_t c, after;

    for (;;) {
        size_t n;

        if (s >= end)
            return false;
        n = utf8_decode(s, end, &c);
        if (is_word_char(c))
            break;
        s += n;
    }
    *from = s;
    while (s < end) {
        size_t n = utf8_decode(s, end, &c);

        if (!is_word_char(c)) {
            if (!is_inner_mark(c) || s + n >= end)
                break;
            utf8_decode(s + n, end, &after);
            if (!is_word_char(after))
                break;
        }
        s += n;
    }
    *to = *at = s;
    return true;
}

static Val words_of(Heap *h, Val s)
{
    const char *at = text_data(s), *end = at + text_bytes(s), *from, *to;
    Builder b;

    builder_start(&b, h, S_List);
    while (next_word(&at, end, &from, &to))
        builder_push(&b, text_new(h, from, (size_t)(to - from)));
    return builder_finish(&b);
}

/* The first [limit] of a list, where the second argument says so. */
static Val first_of(Vm *vm, Args args, Val list)
{
    int64_t n;

    if (args.n < 2 || val_is(args.v[1], S_All) || val_is_plus_infinity(args.v[1]))
        return list;
    if (!val_is_small(args.v[1]) || (n = val_small(args.v[1])) < 1)
        return MESSAGE(vm, "intpm", args.expr, val_int(2));
    return (size_t)n >= expr_len(list) ? list : list_make(vm_heap(vm), (size_t)n, expr_args(list));
}

static Val text_words(Vm *vm, Val s, void *state)
{
    return first_of(vm, *(Args *)state, words_of(vm_heap(vm), s));
}

BUILTIN(TextWords,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "TextWords[\"string\"] gives a list of the words in a text; TextWords[\"string\", n] the first n.",
    .examples = EXAMPLES("TextWords[\"Hello, big world.\"]", "{Hello, big, world}"))
{
    CHECK_COUNT(vm, args, 1, 2);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], text_words, &args);
}

static Val text_sentences(Vm *vm, Val text, void *state)
{
    Heap *h = vm_heap(vm);
    const char *s = text_data(text), *end = s + text_bytes(text);
    Builder b;

    builder_start(&b, h, S_List);
    while (s < end) {
        const char *from, *to;

        while (s < end && strchr(" \t\r\n", *s))
            s++;
        for (from = s; s < end; s++) {
            if (*s == '\n' && s + 1 < end && s[1] == '\n')
                break;
            if (!strchr(".!?", *s))
                continue;
            while (s < end && strchr(".!?\"')", *s))
                s++;
            if (s >= end || strchr(" \t\r\n", *s))
                break;
        }
        for (to = s; to > from && strchr(" \t\r\n", to[-1]); to--)
            ;
        if (to > from)
            builder_push(&b, text_new(h, from, (size_t)(to - from)));
    }
    return first_of(vm, *(Args *)state, builder_finish(&b));
}

BUILTIN(TextSentences,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "TextSentences[\"string\"] gives a list of the sentences in a text; TextSentences[\"string\", n] the "
               "first n.",
    .examples = EXAMPLES("TextSentences[\"One. Two!\"]", "{One., Two!}"))
{
    CHECK_COUNT(vm, args, 1, 2);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], text_sentences, &args);
}

static Val count_words(Vm *vm, Val s, void *state)
{
    const char *at = text_data(s), *end = at + text_bytes(s), *from, *to;
    int64_t n = 0;

    (void)vm, (void)state;
    while (next_word(&at, end, &from, &to))
        n++;
    return val_int(n);
}

BUILTIN(WordCount,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "WordCount[\"string\"] gives the number of words in a text.",
    .examples = EXAMPLES("WordCount[\"It was a dark and stormy night.\"]", "7"))
{
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], count_words, NULL);
}

/* Counts as an association, the most frequent first and of equal ones the later first. */
static Val sorted_counts(Heap *h, AssocBuilder *counts)
{
    Val all = assoc_builder_finish(counts);
    size_t n = assoc_len(all), i = n;
    AssocEntry *entries = heap_alloc(h, (n + 1) * sizeof *entries), *spare, e;
    AssocBuilder sorted;

    for (AssocIter it = assoc_iter(all); assoc_next(&it, &e); )
        entries[--i] = e;
    spare = heap_alloc(h, (n + 1) * sizeof *spare);
    /* A merge sort from below: stable, as the order of equal counts must stay. */
    for (size_t width = 1; width < n; width *= 2) {
        AssocEntry *swap = entries;

        for (size_t low = 0; low < n; low += 2 * width) {
            size_t mid = low + width < n ? low + width : n, high = low + 2 * width < n ? low + 2 * width : n;
            size_t a = low, b = mid;

            for (size_t k = low; k < high; k++)
                spare[k] = b >= high || (a < mid && val_small(entries[a].value) >= val_small(entries[b].value))
                         ? entries[a++] : entries[b++];
        }
        entries = spare;
        spare = swap;
    }
    assoc_builder_start(&sorted, h);
    for (i = 0; i < n; i++)
        assoc_builder_set(&sorted, entries[i].key, entries[i].value);
    return assoc_builder_finish(&sorted);
}

static void count_one(AssocBuilder *counts, Val key)
{
    Val n = assoc_builder_get(counts, key);

    assoc_builder_set(counts, key, val_int(val_is_none(n) ? 1 : val_small(n) + 1));
}

typedef struct CountJob {
    Args    args;
    int64_t n;                       /* how many characters or words make one item */
    bool    ignore_case, letters;
} CountJob;

static Val lower_if(Vm *vm, const CountJob *job, Val s)
{
    return job->ignore_case ? vm_call1(vm, S_ToLowerCase, s) : s;
}

/* Runs of n characters (with `letters`, of letters only), counted. */
static Val count_characters(Vm *vm, Val s, void *state)
{
    CountJob *job = state;
    Heap *h = vm_heap(vm);
    AssocBuilder counts;
    const char *data;
    size_t bytes, last = 0;
    int64_t have = 0;

    TRY(s = lower_if(vm, job, s));
    data = text_data(s);
    bytes = text_bytes(s);
    assoc_builder_start(&counts, h);
    for (size_t at = 0; at < bytes; ) {
        size_t next = string_utf8_next(s, at);
        uint32_t c;

        TRY(vm_poll(vm));
        utf8_decode(data + at, data + bytes, &c);
        if (job->letters && !uc_is_general_category(c, UC_LETTER)) {
            have = 0;
            last = at = next;
            continue;
        }
        if (++have >= job->n) {
            count_one(&counts, text_new(h, data + last, next - last));
            last = string_utf8_next(s, last);
        }
        at = next;
    }
    return sorted_counts(h, &counts);
}

static Val count_word_runs(Vm *vm, Val s, void *state)
{
    CountJob *job = state;
    Heap *h = vm_heap(vm);
    size_t n = (size_t)job->n;
    AssocBuilder counts;
    Val words;

    TRY(s = lower_if(vm, job, s));
    words = words_of(h, s);
    assoc_builder_start(&counts, h);
    for (size_t i = 0; i + n <= expr_len(words) && !heap_stops_at(h, i); i++)
        count_one(&counts, n == 1 ? expr_arg(words, i) : list_make(h, n, expr_args(words) + i));
    return sorted_counts(h, &counts);
}

/* The common work of CharacterCounts, LetterCounts and WordCounts. */
static Val count_in(Vm *vm, Args args, bool letters, StringFn *f)
{
    CountJob job = {.args = args, .n = 1, .letters = letters};
    size_t positional = options_split(args);

    if (positional < 1 || positional > 2)
        return string_count_message(vm, args, 1, 2);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    if (positional == 2) {
        if (!val_is_small(args.v[1]) || val_small(args.v[1]) < 1 || val_small(args.v[1]) > EXPR_LEN_MAX)
            return MESSAGE0(vm, "arg2");
        job.n = val_small(args.v[1]);
    }
    TRY(string_option_true(vm, args, S_IgnoreCase, &job.ignore_case));
    return string_thread(vm, args.v[0], f, &job);
}

#define COUNT_MESSAGES MESSAGES("arg2", "Positive integer expected in position 2.")

BUILTIN(CharacterCounts,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "CharacterCounts[\"string\"] gives an association of the characters in a string with how often each "
               "occurs; CharacterCounts[\"string\", n] counts runs of n characters.",
    .messages = COUNT_MESSAGES,
    .examples = EXAMPLES("CharacterCounts[\"hello\"]", "<|l -> 2, o -> 1, e -> 1, h -> 1|>"))
{
    return count_in(vm, args, false, count_characters);
}

BUILTIN(LetterCounts,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "LetterCounts[\"string\"] gives an association of the letters in a string with how often each occurs; "
               "LetterCounts[\"string\", n] counts runs of n letters.",
    .messages = COUNT_MESSAGES,
    .examples = EXAMPLES("LetterCounts[\"a1a2b\"]", "<|a -> 2, b -> 1|>"))
{
    return count_in(vm, args, true, count_characters);
}

BUILTIN(WordCounts,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "WordCounts[\"string\"] gives an association of the words in a text with how often each occurs; "
               "WordCounts[\"string\", n] counts runs of n words.",
    .messages = COUNT_MESSAGES,
    .examples = EXAMPLES("WordCounts[\"one fish, two fish\"]", "<|fish -> 2, two -> 1, one -> 1|>"))
{
    return count_in(vm, args, false, count_word_runs);
}

static Val take_snippet(Vm *vm, Args args, Val s)
{
    Heap *h = vm_heap(vm);
    Builder b, out;
    const char *at = text_data(s), *end = at + text_bytes(s);
    CharSpan span;

    builder_start(&b, h, S_List);
    for (;;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at)), *stop = newline ? newline : end;

        builder_push(&b, text_new(h, at, (size_t)(stop - at)));
        if (newline == NULL)
            break;
        at = newline + 1;
    }
    span = (CharSpan){1, 1, 1};
    if (args.n > 1) {
        Val spec = args.v[1];
        int64_t n = (int64_t)b.n;

        if (val_is_small(spec) && (val_small(spec) > n || val_small(spec) < -n))
            spec = S_All;
        if (char_span(spec, n, &span) != SPAN_OK)
            return NOT_MINE;
    }
    builder_start(&out, h, S_List);
    for (int64_t i = span.first; i <= span.last; i += span.step) {
        if (out.n > 0)
            builder_push(&out, text_from(h, "\n"));
        builder_push(&out, b.items[i - 1]);
    }
    return expr1(h, S_StringJoin, builder_finish(&out));
}

BUILTIN(Snippet,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Snippet[\"string\"] gives the first line of a text; Snippet[\"string\", n] the first n lines, -n the "
               "last n, m ;; n lines m to n.",
    .messages = MESSAGES("invcnt", "Content should be string, File, URL, or valid ContentObject."),
    .examples = EXAMPLES("Snippet[\"one\\ntwo\"]", "one"))
{
    CHECK_COUNT(vm, args, 1, 2);
    if (!val_is_string(args.v[0])) {
        MESSAGE0(vm, "invcnt");
        return S_$Failed;
    }
    return take_snippet(vm, args, args.v[0]);
}
