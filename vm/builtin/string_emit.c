/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_emit.c -- the text of the regular expression for a string pattern.
 *
 * It is written in one walk over the pattern.  PCRE2_DOTALL is on, because _ matches a newline too;
 * the user's own regular expressions are wrapped in (?-s:..).  A name that comes a second time is a
 * back reference.  Group numbers in the user's regular expressions are shifted past the groups that
 * were written before them.
 */
#include "vm/builtin/string_parts.h"

static bool emit(Compiler *c, Val p);

/* Makes room for one more element of an array of [size]-byte elements; gives the array. */
void *string_make_room(Heap *h, void *old, size_t n, size_t *room, size_t size)
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

void string_add_callout(Compiler *c, CalloutKind kind, Val test, uint32_t group)
{
    StringPart *part = c->part;

    part->callouts = string_make_room(vm_heap(c->vm), part->callouts, part->n_callouts, &c->callout_room,
                               sizeof(Callout));
    out_format(&c->text, "(?C'%zu')", part->n_callouts);
    part->callouts[part->n_callouts++] = (Callout){kind, test, c->rule, group};
}

static void add_name(Compiler *c, Val name, uint32_t group)
{
    StringPart *part = c->part;

    part->names = string_make_room(vm_heap(c->vm), part->names, part->n_names, &c->name_room, sizeof(NamedGroup));
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
        string_add_callout(c, CALLOUT_CHARACTER, test, 0);
        out_char(&c->text, ')');
        out_str(&c->text, count);
    } else {
        uint32_t inner = ++c->groups;

        out_char(&c->text, '(');
        if (!emit(c, named ? expr_arg(of, 1) : of))
            return false;
        out_char(&c->text, ')');
        string_add_callout(c, CALLOUT_GROUP, test, inner);
    }
    if (named) {
        out_char(&c->text, ')');
        add_name(c, expr_arg(of, 0), group);
    }
    return true;
}

/* A user's regular expression being copied; [i] is what comes next. */
typedef struct RegexCopy {
    Compiler   *c;
    const char *s;
    size_t      n, i;
    uint32_t    offset;              /* groups written before it */
    bool        in_class;
} RegexCopy;

/* A backslash and what belongs to it: \Q..\E as a literal, back references shifted. */
static void copy_escape(RegexCopy *r)
{
    const char *s = r->s;
    Out *o = &r->c->text;
    char next = s[r->i + 1];

    if (next == 'Q') {
        const char *end = memmem(s + r->i, r->n - r->i, "\\E", 2);
        size_t stop = end ? (size_t)(end - s) : r->n;

        emit_literal(o, s + r->i + 2, stop - r->i - 2);
        r->i = end ? stop + 2 : stop;
    } else if (!r->in_class && next >= '1' && next <= '9') {
        unsigned number = 0;

        for (r->i++; r->i < r->n && s[r->i] >= '0' && s[r->i] <= '9' && number < 10000; r->i++)
            number = number * 10 + (unsigned)(s[r->i] - '0');
        out_format(o, "\\g{%u}", number + r->offset);
    } else {
        out_bytes(o, s + r->i, 2);
        r->i += 2;
    }
}

/* [ or [^ at the start of a class; a ] that comes first belongs to it. */
static void copy_class_start(RegexCopy *r)
{
    Out *o = &r->c->text;

    r->in_class = true;
    out_char(o, r->s[r->i++]);
    if (r->i < r->n && r->s[r->i] == '^')
        out_char(o, r->s[r->i++]);
    if (r->i < r->n && r->s[r->i] == ']') {
        out_str(o, "\\]");
        r->i++;
    }
}

/* A character in a class; [:alpha:] and its like end in a bracket that does not end the class. */
static void copy_in_class(RegexCopy *r)
{
    const char *at = r->s + r->i, *end = NULL;
    size_t n = 1;

    if (*at == '[' && r->i + 1 < r->n && at[1] == ':')
        end = memmem(at, r->n - r->i, ":]", 2);
    if (end != NULL)
        n = (size_t)(end - at) + 2;
    else if (*at == ']')
        r->in_class = false;
    out_bytes(&r->c->text, at, n);
    r->i += n;
}

/* Does a capture group begin at this bracket? */
static bool is_capture(const RegexCopy *r)
{
    char a = r->i + 1 < r->n ? r->s[r->i + 1] : 0, b = r->i + 2 < r->n ? r->s[r->i + 2] : 0;
    char d = r->i + 3 < r->n ? r->s[r->i + 3] : 0;

    if (a != '?' && a != '*')
        return true;
    return a == '?' && ((b == '<' && d != '=' && d != '!') || b == '\'' || (b == 'P' && d == '<'));
}

/* An opening bracket: captures are counted, callouts left out, because callouts are ours. */
static void copy_bracket(RegexCopy *r)
{
    Compiler *c = r->c;
    StringPart *part = c->part;

    if (r->i + 2 < r->n && r->s[r->i + 1] == '?' && r->s[r->i + 2] == 'C') {
        while (r->i < r->n && r->s[r->i] != ')')
            r->i++;
        r->i++;
        return;
    }
    if (is_capture(r)) {
        part->users = string_make_room(vm_heap(c->vm), part->users, part->n_users, &c->user_room, sizeof(UserGroup));
        part->users[part->n_users++] = (UserGroup){c->rule, ++c->user_index, ++c->groups};
    }
    out_char(&c->text, r->s[r->i++]);
}

/* The user's regular expression, with its groups counted and its back references shifted. */
static bool emit_regex(Compiler *c, const char *s, size_t n)
{
    RegexCopy r = {c, s, n, 0, c->groups, false};

    c->has_regex[c->rule] = 1;
    out_str(&c->text, "(?-s:");
    while (r.i < n) {
        char ch = s[r.i];

        if (ch == '\0') {
            out_str(&c->text, "\\x{0}");
            r.i++;
        } else if (ch == '\\' && r.i + 1 < n)
            copy_escape(&r);
        else if (r.in_class)
            copy_in_class(&r);
        else if (ch == '[')
            copy_class_start(&r);
        else if (ch == '(')
            copy_bracket(&r);
        else
            out_char(&c->text, s[r.i++]);
    }
    out_char(&c->text, ')');
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
    string_add_callout(c, CALLOUT_CONDITION, expr_arg(p, 1), 0);
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
bool string_emit_top(Compiler *c, Val p)
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

