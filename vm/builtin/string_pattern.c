/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_pattern.c -- string patterns to PCRE2 regular expressions.
 *
 * The text of the expression is written in one walk over the pattern.  PCRE2_DOTALL is on, because
 * _ matches a newline too; the user's own regular expressions are wrapped in (?-s:..).  A name that
 * comes a second time is a back reference.  Group numbers in the user's regular expressions are
 * shifted past the groups that were written before them.
 */
#include "vm/builtin/string_parts.h"

#include "vm/builtin/string_util.h"

typedef struct Compiler {
    Vm         *vm;
    Out         text;
    StringPart *part;
    size_t      name_room, callout_room, user_room;
    uint32_t    groups;              /* capture groups written so far */
    uint32_t    rule, user_index;
    uint8_t    *has_regex;
    bool        lazy;                /* inside Shortest */
    bool        wildcards, unwound;
    Val         whole;               /* for the message */
} Compiler;

static bool emit(Compiler *c, Val p);

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

/* Makes room for one more element of an array of [size]-byte elements; gives the array. */
static void *make_room(Heap *h, void *old, size_t n, size_t *room, size_t size)
{
    size_t more = *room ? *room * 2 : 8;

    if (n < *room)
        return old;
    old = *room ? heap_grow(h, old, *room * size, more * size) : heap_alloc(h, more * size);
    *room = more;
    return old;
}

static bool invalid(Compiler *c, Val p)
{
    Val v[] = {p, c->whole};

    vm_message(c->vm, S_StringExpression, "invld", 2, v);
    return false;
}

static void emit_literal(Out *o, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char ch = s[i];

        if (ch == '\0') {
            out_str(o, "\\x{0}");
            continue;
        }
        if (strchr("\\^$.[]|()?*+{}-#&~", ch))
            out_char(o, '\\');
        out_char(o, ch);
    }
}

/* A plain string in StringMatchQ: * any characters, @ one or more that are not upper case, \ quotes. */
static void emit_wildcards(Out *o, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '*')
            out_str(o, ".*");
        else if (s[i] == '@')
            out_str(o, "[^\\p{Lu}]+");
        else {
            if (s[i] == '\\' && i + 1 < n)
                i++;
            emit_literal(o, s + i, 1);
        }
    }
}

/* The inside of a character class for symbols that stand for one character; NULL for others. */
static const char *symbol_class(Val p)
{
    switch (symbol_switch(p)) {
    case SYM_DigitCharacter:       return "0-9";
    case SYM_LetterCharacter:      return "\\p{L}";
    case SYM_WordCharacter:        return "\\p{L}\\p{N}";
    case SYM_WhitespaceCharacter:  return "\\s";
    case SYM_HexadecimalCharacter: return "0-9A-Fa-f";
    case SYM_PunctuationCharacter: return "[:punct:]";
    default:                       return NULL;
    }
}

/* Appends the inside of a class for a pattern of one character; false where [p] is no such. */
static bool append_class(Out *o, Val p)
{
    const char *class = symbol_class(p);

    if (class != NULL) {
        out_str(o, class);
        return true;
    }
    if (val_is_string(p)) {
        if (text_chars(p) != 1)
            return false;
        emit_literal(o, text_data(p), text_bytes(p));
        return true;
    }
    if (val_has_head(p, S_Alternatives) || val_is_plain_list(p)) {
        for (size_t i = 0; i < expr_len(p); i++)
            if (!append_class(o, expr_arg(p, i)))
                return false;
        return expr_len(p) > 0;
    }
    return false;
}

static bool emit_class(Compiler *c, Val p, bool negated)
{
    Out class;
    bool ok;

    out_init(&class);
    ok = append_class(&class, p);
    if (ok) {
        out_str(&c->text, negated ? "[^" : "[");
        out_str(&c->text, out_text(&class));
        out_char(&c->text, ']');
    }
    out_fini(&class);
    return ok;
}

static void add_callout(Compiler *c, CalloutKind kind, Val test, uint32_t group)
{
    StringPart *part = c->part;

    part->callouts = make_room(vm_heap(c->vm), part->callouts, part->n_callouts, &c->callout_room,
                               sizeof(Callout));
    out_format(&c->text, "(?C'%zu')", part->n_callouts);
    part->callouts[part->n_callouts++] = (Callout){kind, test, c->rule, group};
}

static void add_name(Compiler *c, Val name, uint32_t group)
{
    StringPart *part = c->part;

    part->names = make_room(vm_heap(c->vm), part->names, part->n_names, &c->name_room, sizeof(NamedGroup));
    part->names[part->n_names++] = (NamedGroup){name, c->rule, group, false};
}

/* A name seen before is a back reference; one bound in several branches refers to the one that is set. */
static bool emit_back_reference(Compiler *c, Val name)
{
    size_t found = 0, left;

    for (size_t i = 0; i < c->part->n_names; i++) {
        const NamedGroup *g = &c->part->names[i];

        found += g->rule == c->rule && !g->hidden && val_is(g->name, name);
    }
    left = found;
    for (size_t i = 0; left > 0 && i < c->part->n_names; i++) {
        const NamedGroup *g = &c->part->names[i];

        if (g->rule != c->rule || g->hidden || !val_is(g->name, name))
            continue;
        if (--left > 0)
            out_format(&c->text, "(?(%u)\\g{%u}|", g->group, g->group);
        else
            out_format(&c->text, "(?:\\g{%u})", g->group);
    }
    for (size_t i = 1; i < found; i++)
        out_char(&c->text, ')');
    return found > 0;
}

static bool emit_named(Compiler *c, Val p)
{
    Val name = expr_arg(p, 0);
    uint32_t group;

    if (emit_back_reference(c, name))
        return true;
    group = ++c->groups;
    out_char(&c->text, '(');
    if (!emit(c, expr_arg(p, 1)))
        return false;
    out_char(&c->text, ')');
    add_name(c, name, group);
    return true;
}

static bool emit_alternatives(Compiler *c, Val p)
{
    size_t before = c->part->n_names, first = before;

    if (emit_class(c, p, false))
        return true;
    out_str(&c->text, "(?:");
    for (size_t i = 0; i < expr_len(p); i++) {
        if (i > 0)
            out_char(&c->text, '|');
        if (!emit(c, expr_arg(p, i)))
            return false;
        for (; first < c->part->n_names; first++)
            c->part->names[first].hidden = true;
    }
    for (size_t i = before; i < c->part->n_names; i++)
        c->part->names[i].hidden = false;
    if (expr_len(p) == 0)
        out_str(&c->text, "(?!)");
    out_char(&c->text, ')');
    return true;
}

static bool emit_sequence(Compiler *c, Val p)
{
    for (size_t i = 0; i < expr_len(p); i++)
        if (!emit(c, expr_arg(p, i)))
            return false;
    return true;
}

static bool small_count(Val v, int64_t *n)
{
    return val_is_small(v) && (*n = val_small(v)) >= 0 && *n < 65535;
}

/* p.., p..., Repeated[p, n], Repeated[p, {m, n}]. */
static bool emit_repeated(Compiler *c, Val p, int64_t least)
{
    int64_t low = least, high = -1;
    size_t n = expr_len(p);

    if (n < 1 || n > 2)
        return invalid(c, p);
    if (n == 2) {
        Val count = expr_arg(p, 1);
        bool pair = val_is_plain_list(count) && expr_len(count) >= 1 && expr_len(count) <= 2;
        Val last = pair ? expr_arg(count, expr_len(count) - 1) : count;

        if (pair && !small_count(expr_arg(count, 0), &low))
            return invalid(c, p);
        if (!val_is(last, S_Infinity) && !val_has_head(last, S_DirectedInfinity) && !small_count(last, &high))
            return invalid(c, p);
        if (high >= 0 && high < low) {
            out_str(&c->text, "(?!)");
            return true;
        }
    }
    if (!emit_class(c, expr_arg(p, 0), false)) {
        out_str(&c->text, "(?:");
        if (!emit(c, expr_arg(p, 0)))
            return false;
        out_char(&c->text, ')');
    }
    if (high < 0 && low <= 1)
        out_char(&c->text, low == 0 ? '*' : '+');
    else if (high < 0)
        out_format(&c->text, "{%d,}", (int)low);
    else
        out_format(&c->text, "{%d,%d}", (int)low, (int)high);
    if (c->lazy)
        out_char(&c->text, '?');
    return true;
}

static bool emit_except(Compiler *c, Val p)
{
    size_t n = expr_len(p);

    if (n < 1 || n > 2)
        return invalid(c, p);
    if (n == 1 && emit_class(c, expr_arg(p, 0), true))
        return true;
    out_str(&c->text, "(?:(?!");
    if (!emit(c, expr_arg(p, 0)))
        return false;
    out_char(&c->text, ')');
    if (n == 1)
        out_char(&c->text, '.');
    else if (!emit(c, expr_arg(p, 1)))
        return false;
    out_char(&c->text, ')');
    return true;
}

/* Classes for the tests that are asked most; the evaluator would say the same, slowly. */
static const char *known_test(Val f)
{
    switch (symbol_switch(f)) {
    case SYM_DigitQ:     return "[0-9]";
    case SYM_LetterQ:    return "\\p{L}";
    case SYM_UpperCaseQ: return "\\p{Lu}";
    case SYM_LowerCaseQ: return "\\p{Ll}";
    default:             return NULL;
    }
}

/* The repetition of a blank with this head, or NULL. */
static const char *blank_count(const Compiler *c, Val p)
{
    if (val_is_call(p, S_Blank, 0))             return "";
    if (val_is_call(p, S_BlankSequence, 0))     return c->lazy ? "+?" : "+";
    if (val_is_call(p, S_BlankNullSequence, 0)) return c->lazy ? "*?" : "*";
    return NULL;
}

static bool emit_test(Compiler *c, Val p)
{
    Val of = expr_arg(p, 0), test = expr_arg(p, 1);
    const char *count, *known = known_test(test);
    bool named = val_is_call(of, S_Pattern, 2);
    uint32_t group = 0;

    if (named) {
        if (emit_back_reference(c, expr_arg(of, 0)))
            return true;
        group = ++c->groups;
        out_char(&c->text, '(');
    }
    count = blank_count(c, named ? expr_arg(of, 1) : of);
    if (count != NULL && known != NULL) {
        out_str(&c->text, known);
        out_str(&c->text, count);
    } else if (count != NULL) {
        out_str(&c->text, "(?:.");
        add_callout(c, CALLOUT_CHARACTER, test, 0);
        out_char(&c->text, ')');
        out_str(&c->text, count);
    } else {
        uint32_t inner = ++c->groups;

        out_char(&c->text, '(');
        if (!emit(c, named ? expr_arg(of, 1) : of))
            return false;
        out_char(&c->text, ')');
        add_callout(c, CALLOUT_GROUP, test, inner);
    }
    if (named) {
        out_char(&c->text, ')');
        add_name(c, expr_arg(of, 0), group);
    }
    return true;
}

/* Copies the end of a group construct "(?C..)" unread: callouts are ours. */
static size_t skip_callout(const char *s, size_t n, size_t i)
{
    while (i < n && s[i] != ')')
        i++;
    return i;
}

/* The user's regular expression, with its groups counted and its back references shifted. */
static bool emit_regex(Compiler *c, const char *s, size_t n)
{
    Out *o = &c->text;
    uint32_t offset = c->groups;
    Heap *h = vm_heap(c->vm);
    bool in_class = false;

    c->has_regex[c->rule] = 1;
    out_str(o, "(?-s:");
    for (size_t i = 0; i < n; i++) {
        char ch = s[i];

        if (ch == '\\' && i + 1 < n) {
            char next = s[i + 1];

            if (next == 'Q') {
                const char *end = memmem(s + i, n - i, "\\E", 2);
                size_t stop = end ? (size_t)(end - s) + 2 : n;

                emit_literal(o, s + i + 2, stop - i - (end ? 4 : 2));
                i = stop - 1;
            } else if (!in_class && next >= '1' && next <= '9') {
                unsigned number = 0;

                for (i++; i < n && s[i] >= '0' && s[i] <= '9' && number < 10000; i++)
                    number = number * 10 + (unsigned)(s[i] - '0');
                i--;
                out_format(o, "\\g{%u}", number + offset);
            } else {
                out_bytes(o, s + i, 2);
                i++;
            }
            continue;
        }
        if (in_class)
            in_class = ch != ']';
        else if (ch == '[') {
            in_class = true;
            out_char(o, ch);
            if (i + 1 < n && s[i + 1] == '^')
                out_char(o, s[++i]);
            if (i + 1 < n && s[i + 1] == ']') {
                out_str(o, "\\]");
                i++;
            }
            continue;
        } else if (ch == '(' && i + 2 < n && s[i + 1] == '?' && s[i + 2] == 'C') {
            i = skip_callout(s, n, i);
            continue;
        } else if (ch == '(') {
            char a = i + 1 < n ? s[i + 1] : 0, b = i + 2 < n ? s[i + 2] : 0, d = i + 3 < n ? s[i + 3] : 0;

            if ((a != '?' && a != '*')
                || (a == '?' && ((b == '<' && d != '=' && d != '!') || b == '\'' || (b == 'P' && d == '<')))) {
                StringPart *part = c->part;

                part->users = make_room(h, part->users, part->n_users, &c->user_room, sizeof(UserGroup));
                part->users[part->n_users++] = (UserGroup){c->rule, ++c->user_index, ++c->groups};
            }
        } else if (ch == '\0') {
            out_str(o, "\\x{0}");
            continue;
        }
        /* [:alpha:] and its like end in a bracket that does not end the class. */
        if (in_class && ch == '[' && i + 1 < n && s[i + 1] == ':') {
            const char *end = memmem(s + i, n - i, ":]", 2);

            if (end != NULL) {
                out_bytes(o, s + i, (size_t)(end - s) + 2 - i);
                i = (size_t)(end - s) + 1;
                continue;
            }
        }
        out_char(o, ch);
    }
    out_char(o, ')');
    return true;
}

static const char *symbol_regex(Val p)
{
    switch (symbol_switch(p)) {
    case SYM_Whitespace:    return "\\s+";
    case SYM_NumberString:  return "[+\\-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)";
    case SYM_StartOfString: return "\\A";
    case SYM_EndOfString:   return "\\z";
    case SYM_StartOfLine:   return "(?m:^)";
    case SYM_EndOfLine:     return "(?m:$)";
    case SYM_WordBoundary:  return "\\b";
    default:                return NULL;
    }
}

static const struct { const char *name, *regex; } date_elements[] = {
    {"Year", "[0-9]{4}|[0-9]{2}"}, {"YearShort", "[0-9]{2}"},
    {"Month", "1[0-2]|0?[1-9]"}, {"MonthShort", "1[0-2]|[1-9]"},
    {"Day", "3[01]|[12][0-9]|0?[1-9]"}, {"DayShort", "3[01]|[12][0-9]|[1-9]"},
    {"Hour", "2[0-3]|1[0-9]|0?[0-9]"}, {"Hour24", "2[0-3]|1[0-9]|0?[0-9]"}, {"Hour12", "1[0-2]|0?[1-9]"},
    {"HourShort", "2[0-3]|1[0-9]|[0-9]"},
    {"Minute", "[1-5][0-9]|0?[0-9]"}, {"MinuteShort", "[1-5][0-9]|[0-9]"},
    {"Second", "(?:[1-5][0-9]|0?[0-9])(?:\\.[0-9]+)?"}, {"SecondShort", "[1-5][0-9]|[0-9]"},
    {"SecondExact", "(?:[1-5][0-9]|0?[0-9])(?:\\.[0-9]+)?"}, {"Millisecond", "[0-9]{1,3}"},
    {"MonthName", "(?i:January|February|March|April|May|June|July|August|September|October|November|December"
                  "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"},
    {"MonthNameShort", "(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"},
    {"DayName", "(?i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"},
    {"DayNameShort", "(?i:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"},
    {"AMPM", "(?i:[ap]m)"}, {"Quarter", "[1-4]"}, {"TimeZone", "[+\\-]?[0-9]{1,2}(?::?[0-9]{2})?"},
};

static const char *date_regex(Val element)
{
    for (size_t i = 0; val_is_string(element) && i < COUNT_OF(date_elements); i++)
        if (text_is(element, date_elements[i].name))
            return date_elements[i].regex;
    return NULL;
}

/* DatePattern[{"Year", "Month", ..}], DatePattern[elements, separator].  Two elements that follow each
 * other without a separator of their own may have any of / - : . between them. */
static bool emit_date(Compiler *c, Val p)
{
    size_t n = expr_len(p);
    Val list = n > 0 ? expr_arg(p, 0) : VAL_NONE;
    bool after_element = false;

    if (n < 1 || n > 2 || !val_is_plain_list(list))
        return invalid(c, p);
    out_str(&c->text, "(?:(?<![0-9])");
    for (size_t i = 0; i < expr_len(list); i++) {
        Val element = expr_arg(list, i);
        const char *regex = date_regex(element);

        if (regex == NULL) {
            if (!emit(c, element))
                return false;
            after_element = false;
            continue;
        }
        if (after_element && n == 2 && !emit(c, expr_arg(p, 1)))
            return false;
        if (after_element && n == 1)
            out_str(&c->text, "[/\\-:.]");
        out_format(&c->text, "(?:%s)", regex);
        after_element = true;
    }
    out_str(&c->text, after_element ? "(?![0-9]))" : ")");
    return true;
}

static bool emit_lazily(Compiler *c, Val p, bool lazy)
{
    bool before = c->lazy, ok;

    c->lazy = lazy;
    ok = emit(c, p);
    c->lazy = before;
    return ok;
}

static bool emit_condition(Compiler *c, Val p)
{
    out_str(&c->text, "(?:");
    if (!emit(c, expr_arg(p, 0)))
        return false;
    out_char(&c->text, ')');
    add_callout(c, CALLOUT_CONDITION, expr_arg(p, 1), 0);
    return true;
}

static bool emit_expr(Compiler *c, Val p)
{
    size_t n = expr_len(p);
    const char *count = blank_count(c, p);

    if (count != NULL) {
        out_char(&c->text, '.');
        out_str(&c->text, count);
        return true;
    }
    switch (symbol_switch(expr_head(p))) {
    case SYM_StringExpression:
    case SYM_PatternSequence: return emit_sequence(c, p);
    case SYM_List:
    case SYM_Alternatives:    return emit_alternatives(c, p);
    case SYM_Repeated:        return emit_repeated(c, p, 1);
    case SYM_RepeatedNull:    return emit_repeated(c, p, 0);
    case SYM_Except:          return emit_except(c, p);
    case SYM_DatePattern:     return emit_date(c, p);
    case SYM_Pattern:         return n == 2 ? emit_named(c, p) : invalid(c, p);
    case SYM_PatternTest:     return n == 2 ? emit_test(c, p) : invalid(c, p);
    case SYM_Condition:       return n == 2 ? emit_condition(c, p) : invalid(c, p);
    case SYM_Shortest:        return n >= 1 ? emit_lazily(c, expr_arg(p, 0), true) : invalid(c, p);
    case SYM_Longest:         return n >= 1 ? emit_lazily(c, expr_arg(p, 0), false) : invalid(c, p);
    case SYM_HoldPattern:     return n == 1 ? emit(c, expr_arg(p, 0)) : invalid(c, p);
    case SYM_Verbatim:
        if (n != 1 || !val_is_string(expr_arg(p, 0)))
            return invalid(c, p);
        emit_literal(&c->text, text_data(expr_arg(p, 0)), text_bytes(expr_arg(p, 0)));
        return true;
    case SYM_RegularExpression:
        if (n != 1 || !val_is_string(expr_arg(p, 0)))
            return invalid(c, p);
        return emit_regex(c, text_data(expr_arg(p, 0)), text_bytes(expr_arg(p, 0)));
    default:
        return invalid(c, p);
    }
}

/* Writes the expression for [p]; false after a message or an unwind. */
static bool emit(Compiler *c, Val p)
{
    if (val_is_unwind(vm_check_stack(c->vm))) {
        c->unwound = true;
        return false;
    }
    if (val_is_string(p)) {
        emit_literal(&c->text, text_data(p), text_bytes(p));
        return true;
    }
    if (val_is_symbol(p)) {
        const char *regex = symbol_regex(p);

        if (regex == NULL)
            return emit_class(c, p, false) || invalid(c, p);
        out_format(&c->text, "(?:%s)", regex);
        return true;
    }
    return val_is_expr(p) ? emit_expr(c, p) : invalid(c, p);
}

/* At the top of a pattern of StringMatchQ plain strings, also among alternatives, have wildcards. */
static bool emit_top(Compiler *c, Val p)
{
    if (!c->wildcards)
        return emit(c, p);
    if (val_is_string(p)) {
        emit_wildcards(&c->text, text_data(p), text_bytes(p));
        return true;
    }
    if (val_is_plain_list(p) || val_has_head(p, S_Alternatives)) {
        size_t plain = 0;

        for (size_t i = 0; i < expr_len(p); i++)
            plain += val_is_string(expr_arg(p, i));
        if (plain == 0 || plain < expr_len(p))
            return emit(c, p);
        out_str(&c->text, "(?:");
        for (size_t i = 0; i < expr_len(p); i++) {
            if (i > 0)
                out_char(&c->text, '|');
            emit_wildcards(&c->text, text_data(expr_arg(p, i)), text_bytes(expr_arg(p, i)));
        }
        out_char(&c->text, ')');
        return true;
    }
    return emit(c, p);
}

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
        if (!emit_top(c, items->patterns[first + i]))
            return false;
        out_char(&c->text, ')');
        if (mode == STRING_ALL)
            add_callout(c, CALLOUT_END, VAL_NONE, (uint32_t)i);
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
        /* With callouts a match that looks complete may still fail, so that these two shortcuts of
         * PCRE2's would lose matches. */
        if (part->n_callouts > 0)
            options |= PCRE2_NO_AUTO_POSSESS | PCRE2_NO_DOTSTAR_ANCHOR;
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
        p->parts = make_room(vm_heap(c->vm), p->parts, p->n_parts, room, sizeof(StringPart));
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
    PatternCache *cache = vm->state[STATE_REGEX];
    uint32_t hash = val_hash(key) * 2654435761u + (uint32_t)(mode * 7 + flags * 31 + n);

    if (cache == NULL)
        vm->state[STATE_REGEX] = cache = heap_alloc(vm_heap(vm), sizeof *cache);
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
    p = heap_alloc(h, sizeof *p);
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
