/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * lexer.c -- characters to tokens.
 *
 * The lexer takes the longest token that fits, with the exceptions that the language makes: `=.5`
 * is `=` and `.5`, `_..` is `_` and `..`, `[[` is two brackets.
 */
#include "vm/read/names.h"
#include "vm/read/parser.h"
#include "vm/value/text.h"

static bool is_digit(char c)        { return c >= '0' && c <= '9'; }
static bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '$'; }

static char byte_at(const Parser *p, const char *s) { return s < p->limit ? *s : '\0'; }

/* Blank characters beyond ASCII: those of Unicode and the language's own. */
static bool is_blank_character(uint32_t c)
{
    return c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200D) || c == 0x202F || c == 0x205F ||
           c == 0x2060 || c == 0x2061 || c == 0x3000 || c == 0xFEFF || c == 0xF360 ||
           (c >= 0xF380 && c <= 0xF383) || c == 0xF3AD || c == 0xF3B3;
}
static bool is_newline_character(uint32_t c) { return c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0xF3A3; }

/* Characters that are a symbol by themselves and never part of a longer name. */
static int64_t symbol_of_character(uint32_t c)
{
    switch (c) {
    case 0x221E: return SYM_Infinity;
    case 0x00B0: return SYM_Degree;
    case 0xF74D: case 0x2147: return SYM_E;
    case 0xF74E: case 0x2148: case 0xF74F: case 0x2149: return SYM_I;
    case 0xF3A0: return SYM_Null;
    default: return -1;
    }
}

/* Is [c] a letter of a symbol's name? */
static bool is_letterlike(uint32_t c)
{
    if (c < 0x80)
        return is_ascii_letter((char)c);
    return c > 0x9F && !is_blank_character(c) && !is_newline_character(c) && symbol_of_character(c) < 0 &&
           token_of_character(c) == TOKEN_END && !(c >= 0xF7C0 && c <= 0xF7CF);
}

bool reader_is_name(const char *s, size_t n, bool contexts)
{
    const char *end = s + n, *part = s;

    while (s < end) {
        uint32_t c;
        if (*s == '`' && contexts && (s > part || part == end - n)) {
            part = ++s;
            continue;
        }
        size_t length = utf8_decode(s, end, &c);
        if (length == 0 || !(is_letterlike(c) || (c < 0x80 && is_digit((char)c) && s > part)))
            return false;
        s += length;
    }
    return s > part;
}

/* One character at [s], which may be written as \[Name], \:03b1 and so on; gives its length in
 * bytes, 0 with an error where it is none. */
static size_t read_character(Parser *p, const char *s, uint32_t *c)
{
    size_t n;

    if (s >= p->limit) {
        *c = 0;
        return 0;
    }
    if (*s != '\\')
        return utf8_decode(s, p->limit, c);
    n = read_escape(p, s, c);
    if (n == 0 && byte_at(p, s + 1) == '[')
        parser_fail(p, READ_ERROR, "sntufn", s, "there is no character with this name");
    else if (n == 0)
        parser_fail(p, READ_ERROR, "sntxf", s, "this backslash begins no character");
    return n;
}

/* The next comment bracket at or after [s]; NULL if there is none. */
static const char *comment_bracket(const char *s, const char *end)
{
    for (; s + 1 < end; s++)
        if ((*s == '(' && s[1] == '*') || (*s == '*' && s[1] == ')'))
            return s;
    return NULL;
}

static bool skip_comment(Parser *p)
{
    const char *begin = p->at, *s = begin + 2;
    size_t level = 1;

    while (level > 0) {
        s = comment_bracket(s, p->limit);
        if (s == NULL) {
            parser_fail(p, READ_INCOMPLETE, "sntxi", begin,
                        "the comment that begins here does not end: *) is missing");
            return false;
        }
        level = *s == '(' ? level + 1 : level - 1;
        s += 2;
    }
    p->at = s;
    return true;
}

bool skip_blanks(Parser *p, bool lines)
{
    uint32_t c;
    size_t n;

    for (;;) {
        const char *s = p->at;
        if (s >= p->limit)
            return true;
        switch (*s) {
        case ' ': case '\t': case '\f': case '\v': case '\b':
            p->at++;
            continue;
        case '\n': case '\r':
            if (lines)
                return true;
            p->at++;
            continue;
        case '(':
            if (byte_at(p, s + 1) != '*')
                return true;
            if (!skip_comment(p))
                return false;
            continue;
        case '\\':
            if (byte_at(p, s + 1) == '\n') {
                p->at += 2;
                continue;
            }
            if (byte_at(p, s + 1) == '\r') {
                p->at += byte_at(p, s + 2) == '\n' ? 3 : 2;
                continue;
            }
            if (byte_at(p, s + 1) != '[')
                return true;
            break;
        default:
            if ((signed char)*s >= 0)
                return true;
        }
        if (*s == '\\') {
            const char *close = memchr(s, ']', (size_t)(p->limit - s) < 64 ? (size_t)(p->limit - s) : 64);
            c = close ? named_character(s + 2, (size_t)(close - s) - 2) : 0;
            n = close ? (size_t)(close - s) + 1 : 0;
        } else {
            n = utf8_decode(s, p->limit, &c);
        }
        if (is_newline_character(c)) {
            if (lines)
                return true;
        } else if (!is_blank_character(c)) {
            return true;
        }
        p->at += n;
    }
}

const char *identifier_end(Parser *p, const char *s, bool contexts, bool *plain)
{
    const char *end = p->limit;
    const char *part = s;                /* where the part after the last backquote begins */
    uint32_t c;
    size_t n;

    *plain = true;
    for (;;) {
        if (s < end && (is_ascii_letter(*s) || (is_digit(*s) && s > part))) {
            s++;
        } else if (s < end && *s == '`' && contexts) {
            /* A backquote belongs to the name only if a letter follows. */
            bool inner_plain;
            const char *next = identifier_end(p, s + 1, false, &inner_plain);
            if (next == s + 1 || p->result != READ_EXPR)
                return s;
            *plain &= inner_plain;
            s = next;
            part = s;
            if (s < end && *s == '`')
                continue;
            return s;
        } else if (s < end && ((signed char)*s < 0 ||
                               (*s == '\\' && s + 1 < end && (s[1] == '[' || s[1] == ':' || s[1] == '.' ||
                                s[1] == '|' || (s[1] >= '0' && s[1] <= '7'))))) {
            n = read_character(p, s, &c);
            if (n == 0 || !(is_letterlike(c) || (c < 0x80 && is_digit((char)c) && s > part)))
                return s;
            if (*s == '\\')
                *plain = false;
            s += n;
        } else {
            return s;
        }
    }
}

Val identifier_text(Parser *p, const char *s, const char *end)
{
    char *buffer = heap_alloc_atomic(p->h, (size_t)(end - s) + 4);
    size_t n = 0;
    uint32_t c;

    while (s < end) {
        if (*s == '\\') {
            s += read_character(p, s, &c);
            n += utf8_encode(c, buffer + n);
        } else {
            buffer[n++] = *s++;
        }
    }
    return text_new(p->h, buffer, n);
}

static Val resolve(Parser *p, const char *s, const char *end, bool plain)
{
    const SymbolResolver *resolver = &p->r->resolver;
    size_t len = (size_t)(end - s);

    if (LIKELY(plain)) {
        /* The letter pi alone is Pi, whichever way it is written. */
        if (len == 2 && s[0] == '\xCF' && s[1] == '\x80')
            return S_Pi;
        return resolver->resolve(resolver->state, s, len);
    }
    Val name = identifier_text(p, s, end);
    if (text_is(name, "\xCF\x80"))
        return S_Pi;
    return resolver->resolve(resolver->state, text_data(name), text_bytes(name));
}

/* The symbol at p->at, past it; VAL_NONE if there is none. */
static Val read_symbol(Parser *p)
{
    bool plain;
    const char *s = p->at, *end = identifier_end(p, s, true, &plain);

    if (end == s || p->result != READ_EXPR)
        return VAL_NONE;
    p->at = end;
    return resolve(p, s, end, plain);
}

/* `_`, `__h`, `_.` at p->at; [name] is the pattern variable or VAL_NONE. */
static Val read_blank(Parser *p, Val name)
{
    static const uint16_t heads[] = {SYM_Blank, SYM_BlankSequence, SYM_BlankNullSequence};
    const char *s = p->at;
    size_t n = 0;

    while (n < 3 && s < p->limit && *s == '_')
        s++, n++;
    p->at = s;
    Val head = read_symbol(p);
    Val blank = expr_make(p->h, val_known(heads[n - 1]), val_is_none(head) ? 0 : 1, &head);
    if (!val_is_none(name))
        blank = expr2(p->h, S_Pattern, name, blank);
    s = p->at;
    if (n == 1 && val_is_none(head) && byte_at(p, s) == '.' && byte_at(p, s + 1) != '.') {
        p->at++;
        return expr1(p->h, S_Optional, blank);
    }
    return blank;
}

static Val read_slot(Parser *p)
{
    bool sequence = byte_at(p, p->at + 1) == '#', plain;
    Val which = val_int(1);
    const char *s = p->at + 1 + sequence, *end = s;

    while (end < p->limit && is_digit(*end))
        end++;
    p->at = end;
    if (end > s) {
        int64_t i = 0;
        for (; s < end && i < 1000000000000; s++)
            i = 10 * i + (*s - '0');
        which = val_int(i);
    } else if (!sequence && byte_at(p, s) == '"') {
        which = read_string(p);
    } else if (!sequence && (end = identifier_end(p, s, false, &plain)) > s) {
        which = identifier_text(p, s, end);
        p->at = end;
    }
    return expr1(p->h, sequence ? S_SlotSequence : S_Slot, which);
}

static Val read_out(Parser *p)
{
    const char *s = p->at;
    int64_t n = 0, line = 0;

    while (s < p->limit && *s == '%')
        s++, n++;
    if (n == 1 && s < p->limit && is_digit(*s)) {
        for (; s < p->limit && is_digit(*s) && line < 1000000000000; s++)
            line = 10 * line + (*s - '0');
        p->at = s;
        return expr1(p->h, S_Out, val_int(line));
    }
    p->at = s;
    return n == 1 ? expr0(p->h, S_Out) : expr1(p->h, S_Out, val_int(-n));
}

/* The tokens written in ASCII. */
static const struct { char text[3]; uint8_t len; uint16_t token; } ascii_tokens[] = {
#define TOKEN(name, text) {text, sizeof text - 1, TOKEN_##name},
#define CHARACTER(name, code_point)
#define SPELLING(name, code_point)
#include "vm/read/tokens.def"
#undef TOKEN
#undef CHARACTER
#undef SPELLING
};

/* Texts that are two tokens although one row fits: a =.5, a/.5, a //== b. */
static bool is_split(Token token, char next)
{
    switch (token) {
    case TOKEN_EqualDot:                           return is_digit(next) || next == '.';
    case TOKEN_SlashDot:                           return is_digit(next);
    case TOKEN_SlashEqual: case TOKEN_SlashSlashEqual: return next == '=';
    default:                                       return false;
    }
}

/* The longest operator of ASCII characters at [s]: its token and length. */
static Token ascii_operator(const Parser *p, const char *s, size_t *len)
{
    char a = byte_at(p, s + 1), b = a ? byte_at(p, s + 2) : '\0';
    Token token = TOKEN_ERROR;

    *len = 0;
    for (size_t i = 0; i < sizeof ascii_tokens / sizeof ascii_tokens[0]; i++) {
        const char *text = ascii_tokens[i].text;
        size_t n = ascii_tokens[i].len;
        if (text[0] == *s && n > *len && (n < 2 || text[1] == a) && (n < 3 || text[2] == b) &&
            !is_split((Token)ascii_tokens[i].token, byte_at(p, s + n))) {
            token = (Token)ascii_tokens[i].token;
            *len = n;
        }
    }
    return token;
}

/* A token that begins with a character beyond ASCII, or with a backslash. */
static Token character_token(Parser *p)
{
    const char *s = p->at;
    uint32_t c;
    size_t n = read_character(p, s, &c);
    int64_t symbol;
    Token token;

    if (n == 0)
        return TOKEN_ERROR;
    if (c < 0x80) {
        /* \[RawComma] and the like stand for themselves. */
        char raw[2] = {(char)c, 0};
        Parser one = *p;
        size_t len;
        one.limit = raw + 1;
        token = ascii_operator(&one, raw, &len);
        if (token != TOKEN_ERROR)
            p->at += n;
        else
            parser_fail(p, READ_ERROR, "sntxf", s, "this character can't stand here");
        return token;
    }
    symbol = symbol_of_character(c);
    if (symbol >= 0) {
        p->at += n;
        p->value = val_known(symbol);
        return TOKEN_VALUE;
    }
    token = token_of_character(c);
    if (token == TOKEN_END) {
        parser_fail(p, READ_ERROR, "sntxf", s, "this character can't stand here");
        return TOKEN_ERROR;
    }
    p->at += n;
    return token;
}

/* A symbol, alone or as the name of a pattern: x, x_, x__h. */
static Token symbol_token(Parser *p)
{
    p->value = read_symbol(p);
    if (val_is_none(p->value))
        return p->result == READ_EXPR ? character_token(p) : TOKEN_ERROR;
    if (byte_at(p, p->at) == '_') {
        p->value = read_blank(p, p->value);
        return TOKEN_VALUE;
    }
    return TOKEN_SYMBOL;
}

static Token next_token(Parser *p)
{
    const char *s = p->at;
    size_t len;

    if (s >= p->limit) {
        if (p->limit < p->r->end) {
            parser_fail(p, READ_ERROR, "utf8", s, "the bytes here (%02x ..) are no UTF-8", (unsigned char)*s);
            return TOKEN_ERROR;
        }
        return TOKEN_END;
    }
    if (is_ascii_letter(*s) || *s == '\\' || (signed char)*s < 0)
        return symbol_token(p);
    if (is_digit(*s) || (*s == '.' && is_digit(byte_at(p, s + 1)))) {
        p->value = read_number(p);
        return TOKEN_VALUE;
    }
    switch (*s) {
    case '"': p->value = read_string(p);            return TOKEN_VALUE;
    case '_': p->value = read_blank(p, VAL_NONE);   return TOKEN_VALUE;
    case '#': p->value = read_slot(p);              return TOKEN_VALUE;
    case '%': p->value = read_out(p);               return TOKEN_VALUE;
    case '`': return symbol_token(p);
    case '\n': case '\r': return TOKEN_NEWLINE;
    default: break;
    }
    Token token = ascii_operator(p, s, &len);
    if (token == TOKEN_ERROR)
        parser_fail(p, READ_ERROR, "sntxf", s, "the character of code %d can't stand here", *s);
    else
        p->at += len;
    return token;
}

/* After an interrupt, or past a limit, reading fails; the next poll of the evaluator unwinds. */
enum { LOOKS = 1 << 12 };

Token parser_peek(Parser *p, bool operand)
{
    const char *before = p->at;

    if (p->have)
        return p->token;
    if (!skip_blanks(p, !operand && p->depth == 0)) {
        p->start = p->at;
        p->token = TOKEN_ERROR;
    } else {
        p->blank_before = p->at > before;
        p->start = p->at;
        if (++p->looks % LOOKS == 0 && p->h->pending != NULL && p->h->pending(p->h))
            parser_fail(p, READ_ERROR, "stop", p->at, "reading was interrupted here");
        p->token = next_token(p);
        if (p->result != READ_EXPR)
            p->token = TOKEN_ERROR;
    }
    p->have = true;
    return p->token;
}

/* Characters of a file name that needs no quotes. */
static bool is_file_character(char c)
{
    return is_ascii_letter(c) || is_digit(c) || (signed char)c < 0 || (c != '\0' && strchr("/.\\!-_:*~?`", c));
}

Val read_file_name(Parser *p)
{
    const char *s;

    while (byte_at(p, p->at) == ' ' || byte_at(p, p->at) == '\t')
        p->at++;
    s = p->at;
    if (byte_at(p, s) == '"')
        return read_string(p);
    while (p->at < p->limit && is_file_character(*p->at))
        p->at++;
    if (p->at == s) {
        parser_fail(p, s >= p->r->end ? READ_INCOMPLETE : READ_ERROR, "sntxf", s,
                    "a file name was expected here");
        return VAL_NONE;
    }
    return text_new(p->h, s, (size_t)(p->at - s));
}

Val read_tag(Parser *p)
{
    const char *s, *end;
    uint32_t c;
    size_t n;

    if (!skip_blanks(p, p->depth == 0))
        return VAL_NONE;
    s = end = p->at;
    if (byte_at(p, s) == '"')
        return read_string(p);
    while (end < p->limit) {
        if (is_digit(*end) || is_ascii_letter(*end)) {
            end++;
        } else if ((signed char)*end < 0 || *end == '\\') {
            n = read_character(p, end, &c);
            if (n == 0 || !is_letterlike(c))
                break;
            end += n;
        } else {
            break;
        }
    }
    if (end == s) {
        parser_fail(p, s >= p->r->end ? READ_INCOMPLETE : READ_ERROR, "sntxf", s,
                    "a tag was expected after ::, as in f::tag");
        return VAL_NONE;
    }
    p->at = end;
    return identifier_text(p, s, end);
}
