/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * read.c -- Read and its relatives: bytes, characters, words, numbers, records and expressions.
 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "vm/builtin/items.h"
#include "vm/builtin/stream.h"
#include "vm/eval/session.h"

#define READ_OPTIONS "NullRecords -> False, NullWords -> False, RecordLists -> False, " \
    "RecordSeparators -> {\"\\r\\n\", \"\\n\", \"\\r\"}, TokenWords -> {}, WordSeparators -> {\" \", \"\\t\"}"

typedef struct ReadOptions {
    Val  word_separators, record_separators, token_words;   /* lists of strings */
    bool null_words, null_records, record_lists;
} ReadOptions;

static Val string_list(Heap *h, Val v)
{
    Builder b;

    builder_start(&b, h, S_List);
    for (size_t i = 0; val_is_plain_list(v) ? i < expr_len(v) : i < 1; i++) {
        Val x = val_is_plain_list(v) ? expr_arg(v, i) : v;
        if (val_is_string(x) && text_bytes(x) > 0)
            builder_push(&b, x);
    }
    return builder_finish(&b);
}

/* False where it unwound. */
static bool read_options(Vm *vm, Args args, ReadOptions *o)
{
    Heap *h = vm_heap(vm);
    Val names[] = {S_WordSeparators, S_RecordSeparators, S_TokenWords, S_NullWords, S_NullRecords, S_RecordLists};
    Val v[6];

    for (size_t i = 0; i < 6; i++) {
        v[i] = option_get(vm, args, names[i]);
        if (val_is_unwind(v[i]))
            return false;
    }
    o->word_separators = string_list(h, v[0]);
    o->record_separators = string_list(h, v[1]);
    o->token_words = string_list(h, v[2]);
    o->null_words = val_is(v[3], S_True);
    o->null_records = val_is(v[4], S_True);
    o->record_lists = val_is(v[5], S_True);
    return true;
}

/* The length of the separator that comes next; 0: none does. */
static size_t separator_here(Heap *h, StreamFile *s, Val separators)
{
    size_t best = 0;

    for (size_t i = 0; i < expr_len(separators); i++) {
        Val sep = expr_arg(separators, i);
        size_t n = text_bytes(sep);
        if (n > best && stream_fill(h, s, n) >= n && memcmp(s->data + s->at, text_data(sep), n) == 0)
            best = n;
    }
    return best;
}

static Val read_until(Heap *h, StreamFile *s, Val first, Val second, size_t *separator)
{
    Out out;

    out_init(&out);
    *separator = 0;
    for (;;) {
        int c = stream_peek(h, s);
        if (c < 0)
            break;
        *separator = separator_here(h, s, first);
        if (*separator == 0 && !val_is_none(second))
            *separator = separator_here(h, s, second);
        if (*separator > 0)
            break;
        out_char(&out, (char)c);
        s->at++;
    }
    Val v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

static Val read_word(Heap *h, StreamFile *s, const ReadOptions *o)
{
    size_t n;

    for (;;) {
        n = separator_here(h, s, o->word_separators);
        if (n == 0)
            n = separator_here(h, s, o->record_separators);
        if (n == 0 || o->null_words)
            break;
        s->at += n;
    }
    if (stream_peek(h, s) < 0)
        return S_EndOfFile;
    n = separator_here(h, s, o->token_words);
    if (n > 0) {
        Val token = text_new(h, (const char *)s->data + s->at, n);
        s->at += n;
        return token;
    }
    Out out;
    out_init(&out);
    for (int c; (c = stream_peek(h, s)) >= 0; s->at++) {
        n = separator_here(h, s, o->word_separators);
        if (n == 0)
            n = separator_here(h, s, o->record_separators);
        if (n > 0 || separator_here(h, s, o->token_words) > 0)
            break;
        out_char(&out, (char)c);
    }
    if (o->null_words)
        s->at += n;
    Val v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

static Val read_record(Heap *h, StreamFile *s, const ReadOptions *o)
{
    size_t separator;

    for (;;) {
        if (stream_peek(h, s) < 0)
            return S_EndOfFile;
        Val v = read_until(h, s, o->record_separators, VAL_NONE, &separator);
        s->at += separator;
        if (text_bytes(v) > 0 || o->null_records)
            return v;
    }
}

/* Up to the end of the line, which is passed over. */
static Val read_line(Heap *h, StreamFile *s)
{
    Out out;
    int c = stream_peek(h, s);

    if (c < 0)
        return S_EndOfFile;
    out_init(&out);
    while ((c = stream_get(h, s)) >= 0 && c != '\n') {
        if (c == '\r') {
            if (stream_peek(h, s) == '\n')
                s->at++;
            break;
        }
        out_char(&out, (char)c);
    }
    Val v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

static Val read_character(Heap *h, StreamFile *s)
{
    size_t n = stream_fill(h, s, 4);
    uint32_t c;

    if (n == 0)
        return S_EndOfFile;
    const char *p = (const char *)s->data + s->at;
    s->at += utf8_decode(p, p + (n < 4 ? n : 4), &c);
    return text_from_code_point(h, c);
}

/* The text of a number in the style of C, Fortran or the language; empty where there is none. */
static void scan_number(Heap *h, StreamFile *s, Out *out, bool *real)
{
    int c = stream_peek(h, s);

    *real = false;
    if (c == '+' || c == '-') {
        out_char(out, (char)c);
        s->at++;
    }
    size_t digits = 0;
    for (; (c = stream_peek(h, s)) >= 0 && (isdigit(c) || (c == '.' && !*real)); s->at++) {
        *real |= c == '.';
        digits += c != '.';
        out_char(out, (char)c);
    }
    if (digits == 0) {
        out->len = 0;
        return;
    }
    size_t n = stream_fill(h, s, 4), at = 0;
    const unsigned char *p = s->data + s->at;
    if (n > 0 && strchr("eEdD", p[0]) != NULL && p[0] != '\0')
        at = 1;
    else if (n > 1 && p[0] == '*' && p[1] == '^')
        at = 2;
    if (at == 0 || at >= n || !(isdigit(p[at]) || ((p[at] == '-' || p[at] == '+') && at + 1 < n && isdigit(p[at + 1]))))
        return;
    out_char(out, 'e');
    *real = true;
    s->at += at;
    for (bool first = true; (c = stream_peek(h, s)) >= 0 && (isdigit(c) || (first && (c == '-' || c == '+'))); s->at++) {
        out_char(out, (char)c);
        first = false;
    }
}

static Val read_number(Vm *vm, const Builtin *b, StreamFile *s, const ReadOptions *o, bool as_real)
{
    Heap *h = vm_heap(vm);
    Out out;
    bool real;
    Val v;

    for (;;) {
        int c = stream_peek(h, s);
        size_t n = c >= 0 && isspace(c) ? 1 : separator_here(h, s, o->word_separators);
        if (n == 0)
            n = separator_here(h, s, o->record_separators);
        if (n == 0)
            break;
        s->at += n;
    }
    if (stream_peek(h, s) < 0)
        return S_EndOfFile;
    out_init(&out);
    scan_number(h, s, &out, &real);
    if (out.len == 0) {
        builtin_message(vm, b, "readn", 1, &s->object);
        v = S_$Failed;
    } else if (real || as_real) {
        v = val_real_new(h, strtod(out_text(&out), NULL));
    } else {
        const char *digits = out_text(&out);
        bool sign = digits[0] == '-' || digits[0] == '+';
        v = int_from_digits(h, digits + sign, out.len - sign, 10);
        if (digits[0] == '-')
            v = num_neg(h, v);
    }
    out_fini(&out);
    return v;
}

/* The next expression.  Whole lines are given to the reader, more and more of them until it has
 * enough, so that a pipe is read no further than needed. */
static Val read_expression(Vm *vm, const Builtin *b, StreamFile *s)
{
    Heap *h = vm_heap(vm);
    size_t want = 1;
    Reader r;
    Val v;

    for (;;) {
        size_t n = stream_fill(h, s, want);
        size_t end = n;
        while (end > 0 && s->data[s->at + end - 1] != '\n' && !s->ended)
            end--;
        if (end == 0 && !s->ended) {
            want = n + 1;
            continue;
        }
        session_read(vm, &r, NULL, (const char *)s->data + s->at, end);
        ReadResult result = reader_next(&r, &v);
        if ((result == READ_INCOMPLETE || result == READ_END) && !s->ended) {
            want = n + 1;
            continue;
        }
        size_t used = (size_t)(r.at - ((const char *)s->data + s->at));
        s->at += result == READ_END || result == READ_INCOMPLETE ? end : used;
        if (result == READ_EXPR)
            return v;
        if (result == READ_END)
            return S_EndOfFile;
        TRY(vm_poll(vm));
        builtin_message(vm, b, "readt", 1, &s->object);
        return S_$Failed;
    }
}

static bool is_read_type(Val t)
{
    switch (symbol_switch(t)) {
    case SYM_Byte: case SYM_Character: case SYM_Expression: case SYM_Number: case SYM_Real: case SYM_Record:
    case SYM_String: case SYM_Word:
        return true;
    default:
        break;
    }
    if (val_is_call(t, S_Hold, 1))
        return val_is(expr_arg(t, 0), S_Expression);
    if (!val_is_plain_list(t))
        return false;
    for (size_t i = 0; i < expr_len(t); i++)
        if (!is_read_type(expr_arg(t, i)))
            return false;
    return true;
}

/* One object of a type (held where it is an expression to be evaluated by the caller). */
static Val read_object(Vm *vm, const Builtin *b, StreamFile *s, Val type, const ReadOptions *o)
{
    Heap *h = vm_heap(vm);
    Val v;

    TRY(vm_check_stack(vm));
    switch (symbol_switch(type)) {
    case SYM_Byte: {
        int c = stream_get(h, s);
        return c < 0 ? S_EndOfFile : val_int(c);
    }
    case SYM_Character:  return read_character(h, s);
    case SYM_Word:       return read_word(h, s, o);
    case SYM_Record:     return read_record(h, s, o);
    case SYM_String:     return read_line(h, s);
    case SYM_Number:     return read_number(vm, b, s, o, false);
    case SYM_Real:       return read_number(vm, b, s, o, true);
    case SYM_Expression:
        v = read_expression(vm, b, s);
        return vm_eval(vm, v);
    default:
        break;
    }
    if (val_has_head(type, S_Hold)) {
        v = read_expression(vm, b, s);
        return val_is(v, S_EndOfFile) || val_is(v, S_$Failed) ? v : expr1(h, S_Hold, v);
    }
    if (expr_len(type) == 0)
        return type;
    Expr *list = expr_new(h, S_List, expr_len(type));
    for (size_t i = 0; i < expr_len(type); i++) {
        TRY(v = read_object(vm, b, s, expr_arg(type, i), o));
        if (i == 0 && val_is(v, S_EndOfFile))
            return v;
        list->args[i] = v;
    }
    return expr_seal(list);
}

#define READ_MESSAGES \
    MESSAGES("readf", "`1` is not a valid format specification.", \
             "readn", "Invalid real number found when reading from `1`.", \
             "readt", "Invalid input found when reading from `1`.")

BUILTIN(Read,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO | EFFECT_CALLS | EFFECT_STATE, .options = READ_OPTIONS,
    .usage = "Read[stream] reads one expression from an input stream and gives its value; Read[stream, type] reads "
             "an object of type Byte, Character, Expression, Hold[Expression], Number, Real, Record, String or "
             "Word; Read[stream, {type1, type2, ...}] reads several. At the end it gives EndOfFile.",
    .messages = READ_MESSAGES,
    .examples = EXAMPLES("Read[StringToStream[\"1 + 2\"]]", "3",
                         "Read[StringToStream[\"12 ab\"], {Number, Word}]", "{12, ab}"))
{
    size_t n = options_split(args);
    Val type = n == 2 ? args.v[1] : S_Expression;
    ReadOptions o;

    if (n < 1 || n > 2)
        return NOT_MINE;
    if (!is_read_type(type))
        return MESSAGE(vm, "readf", type);
    if (!read_options(vm, args, &o))
        return UNWIND;
    StreamFile *s = stream_find(vm, args.v[0], true);
    if (s == NULL) {
        Source source;
        if (!source_start(vm, args.builtin, args.v[0], &source))
            return val_is_none(path_of(vm_heap(vm), args.v[0])) ? NOT_MINE : S_$Failed;
        s = source.stream;      /* a file that is read by name stays open */
    }
    return read_object(vm, args.builtin, s, type, &o);
}

/* ---- ReadList ---- */

static Val read_all(Vm *vm, const Builtin *b, StreamFile *s, Val type, double limit, const ReadOptions *o)
{
    Builder list;
    Val v;

    builder_start(&list, vm_heap(vm), S_List);
    for (double n = 0; n < limit; n++) {
        TRY(vm_poll(vm));
        TRY(v = read_object(vm, b, s, type, o));
        if (val_is(v, S_EndOfFile))
            break;
        builder_push(&list, v);
        if (val_is(v, S_$Failed))
            break;
    }
    return builder_finish(&list);
}

/* A list for each record. */
static Val read_record_lists(Vm *vm, const Builtin *b, StreamFile *s, Val type, double limit, const ReadOptions *o)
{
    Builder list;
    Val record, v;

    builder_start(&list, vm_heap(vm), S_List);
    for (double n = 0; n < limit; n++) {
        record = read_record(vm_heap(vm), s, o);
        if (val_is(record, S_EndOfFile))
            break;
        StreamFile *inner = stream_open_text(vm, record);
        v = read_all(vm, b, inner, type, INFINITY, o);
        stream_close(vm, inner);
        TRY(v);
        builder_push(&list, v);
    }
    return builder_finish(&list);
}

BUILTIN(ReadList,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO | EFFECT_CALLS | EFFECT_STATE, .options = READ_OPTIONS,
    .usage = "ReadList[\"file\"] reads all the expressions in a file and gives a list of them; ReadList[file, type] "
             "reads objects of a type, ReadList[file, type, n] at most n of them.",
    .messages = READ_MESSAGES,
    .examples = EXAMPLES("ReadList[StringToStream[\"1 2\\n3\"], Number]", "{1, 2, 3}",
                         "ReadList[StringToStream[\"1 2\\n3\"], Number, RecordLists -> True]", "{{1, 2}, {3}}"))
{
    size_t n = options_split(args);
    Val type = n >= 2 ? args.v[1] : S_Expression;
    double limit = INFINITY;
    ReadOptions o;
    Source source;

    if (n < 1 || n > 3)
        return NOT_MINE;
    if (!is_read_type(type))
        return MESSAGE(vm, "readf", type);
    if (n == 3 && !val_is_plus_infinity(args.v[2])) {
        if (!val_is_small(args.v[2]) || val_small(args.v[2]) < 0)
            return MESSAGE(vm, "intnm", args.expr, val_int(3));
        limit = (double)val_small(args.v[2]);
    }
    if (!read_options(vm, args, &o))
        return UNWIND;
    if (!source_start(vm, args.builtin, args.v[0], &source))
        return val_is_none(path_of(vm_heap(vm), args.v[0])) ? NOT_MINE : S_$Failed;
    Val v = o.record_lists ? read_record_lists(vm, args.builtin, source.stream, type, limit, &o)
                           : read_all(vm, args.builtin, source.stream, type, limit, &o);
    source_end(vm, &source);
    return v;
}

/* ---- lines and texts ---- */

BUILTIN(ReadLine,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "stream_",
    .usage = "ReadLine[stream] reads a line of text from a stream or a file and gives it as a string.",
    .examples = EXAMPLES("ReadLine[StringToStream[\"a b\\nc\"]]", "a b"))
{
    Source source;

    if (!source_start(vm, args.builtin, args.v[0], &source))
        return val_is_none(path_of(vm_heap(vm), args.v[0])) ? NOT_MINE : S_$Failed;
    Val v = read_line(vm_heap(vm), source.stream);
    source_end(vm, &source);
    return v;
}

BUILTIN(ReadString,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "stream_, term_:",
    .usage = "ReadString[source] reads the whole of a file, stream or command as a string; ReadString[source, "
             "term] reads up to the terminator term.",
    .examples = EXAMPLES("ReadString[StringToStream[\"a-b\"]]", "a-b", "ReadString[StringToStream[\"a-b\"], \"-\"]", "a"))
{
    Heap *h = vm_heap(vm);
    Source source;
    size_t separator;
    Val v;

    if (args.n == 2 && !val_is_string(args.v[1]) && !val_is_plain_list(args.v[1]) && !val_is(args.v[1], S_EndOfFile))
        return NOT_MINE;
    if (!source_start(vm, args.builtin, args.v[0], &source))
        return val_is_none(path_of(h, args.v[0])) ? NOT_MINE : S_$Failed;
    StreamFile *s = source.stream;
    if (args.n == 2 && !val_is(args.v[1], S_EndOfFile)) {
        if (stream_peek(h, s) < 0) {
            v = S_EndOfFile;
        } else {
            v = read_until(h, s, string_list(h, args.v[1]), VAL_NONE, &separator);
            s->at += separator;
        }
    } else {
        while (!s->ended) {
            Val stop = vm_poll(vm);
            if (val_is_unwind(stop)) {
                source_end(vm, &source);
                return UNWIND;
            }
            stream_fill(h, s, s->len - s->at + 1);
        }
        v = s->at == s->len && !source.opened ? S_EndOfFile
          : text_new(h, (const char *)s->data + s->at, s->len - s->at);
        s->at = s->len;
    }
    source_end(vm, &source);
    return v;
}

BUILTIN(Skip,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO | EFFECT_CALLS, .options = READ_OPTIONS,
    .usage = "Skip[stream, type] skips one object of a type in an input stream; Skip[stream, type, n] skips n.",
    .messages = READ_MESSAGES,
    .examples = EXAMPLES("s = StringToStream[\"a b c\"]; Skip[s, Word, 2]; Read[s, Word]", "c"))
{
    size_t n = options_split(args);
    ReadOptions o;
    Source source;
    Val v;

    if (n < 2 || n > 3 || (n == 3 && !val_is_small(args.v[2])))
        return NOT_MINE;
    if (!is_read_type(args.v[1]))
        return MESSAGE(vm, "readf", args.v[1]);
    if (!read_options(vm, args, &o))
        return UNWIND;
    if (!source_start(vm, args.builtin, args.v[0], &source))
        return NOT_MINE;
    Val type = val_is(args.v[1], S_Expression) ? expr1(vm_heap(vm), S_Hold, S_Expression) : args.v[1];
    for (int64_t i = n == 3 ? val_small(args.v[2]) : 1; i > 0; i--) {
        TRY(v = read_object(vm, args.builtin, source.stream, type, &o));
        if (val_is(v, S_EndOfFile))
            return v;
    }
    return S_Null;
}

/* ---- Find ---- */

static bool line_has(Val line, Val texts, bool ignore_case)
{
    for (size_t i = 0; i < expr_len(texts); i++) {
        const char *text = text_data(expr_arg(texts, i));
        if ((ignore_case ? strcasestr(text_data(line), text) : strstr(text_data(line), text)) != NULL)
            return true;
    }
    return false;
}

#define FIND_OPTIONS "AnchoredSearch -> False, IgnoreCase -> False, RecordSeparators -> {\"\\r\\n\", \"\\n\", \"\\r\"}, " \
    "WordSearch -> False"

/* Lines with one of the texts: at most [limit] of them. */
static Val find_lines(Vm *vm, Args args, Val texts, double limit)
{
    Heap *h = vm_heap(vm);
    Val ignore, line;
    Builder b;
    Source source;

    TRY(ignore = option_get(vm, args, S_IgnoreCase));
    texts = string_list(h, texts);
    if (!source_start(vm, args.builtin, args.v[0], &source))
        return S_$Failed;
    builder_start(&b, h, S_List);
    while ((double)b.n < limit && !val_is(line = read_line(h, source.stream), S_EndOfFile)) {
        TRY(vm_poll(vm));
        if (line_has(line, texts, val_is(ignore, S_True)))
            builder_push(&b, line);
    }
    source_end(vm, &source);
    return builder_finish(&b);
}

BUILTIN(Find,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .options = FIND_OPTIONS,
    .usage = "Find[stream, \"text\"] finds the first line in an input stream that contains text; Find[stream, "
             "{text1, ...}] one that contains any of several.",
    .examples = EXAMPLES("Find[StringToStream[\"ab\\ncd\\n\"], \"c\"]", "cd",
                         "Find[StringToStream[\"ab\"], \"x\"]", "EndOfFile"))
{
    Val v;

    if (options_split(args) != 2 || !(val_is_string(args.v[1]) || val_is_plain_list(args.v[1])))
        return NOT_MINE;
    TRY(v = find_lines(vm, args, args.v[1], 1));
    return !val_is_plain_list(v) ? v : expr_len(v) == 0 ? S_EndOfFile : expr_arg(v, 0);
}

BUILTIN(FindList,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .options = FIND_OPTIONS,
    .usage = "FindList[\"file\", \"text\"] gives a list of the lines in a file that contain text; FindList[file, "
             "text, n] of the first n.",
    .examples = EXAMPLES("FindList[StringToStream[\"ab\\ncd\\nad\\n\"], \"a\"]", "{ab, ad}"))
{
    size_t n = options_split(args);

    if (n < 2 || n > 3 || !(val_is_string(args.v[1]) || val_is_plain_list(args.v[1]))
        || (n == 3 && !val_is_small(args.v[2])))
        return NOT_MINE;
    return find_lines(vm, args, args.v[1], n == 3 ? (double)val_small(args.v[2]) : INFINITY);
}
