/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_url.c -- URLs: encoding, taking apart, putting together; and UUIDs.
 */
#include <sys/random.h>

#include "vm/builtin/random.h"
#include "vm/builtin/string_util.h"
#include "vm/eval/limits.h"

static bool is_unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || c == '-' || c == '.' || c == '_' || c == '~';
}

/* Percent-encodes; in queries a blank becomes a plus sign. */
static void encode_into(Out *out, Val s, bool query)
{
    for (size_t i = 0; i < text_bytes(s); i++) {
        unsigned char c = (unsigned char)text_data(s)[i];

        if (is_unreserved(c))
            out_char(out, (char)c);
        else if (c == ' ' && query)
            out_char(out, '+');
        else
            out_format(out, "%%%02X", c);
    }
}

/* The text of a value in a URL: True is true, None nothing. */
static Val url_text(Vm *vm, Val v)
{
    if (val_is(v, S_True))
        return text_from(vm_heap(vm), "true");
    if (val_is(v, S_False))
        return text_from(vm_heap(vm), "false");
    if (val_is(v, S_None))
        return text_from(vm_heap(vm), "");
    return string_of(vm, v);
}

static Val finish_text(Heap *h, Out *out)
{
    Val v = text_from_out(h, out);

    out_fini(out);
    return v;
}

BUILTIN(URLEncode,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "string_",
    .usage   = "URLEncode[\"string\"] converts a string to a form that can be part of a URL.",
    .examples = EXAMPLES("URLEncode[\"Hello, World!\"]", "Hello%2C%20World%21"))
{
    Val s;
    Out out;

    TRY(s = url_text(vm, args.v[0]));
    out_init(&out);
    encode_into(&out, s, false);
    return finish_text(vm_heap(vm), &out);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static Val decoded(Heap *h, const char *s, size_t n)
{
    Out out;

    out_init(&out);
    for (size_t i = 0; i < n; i++) {
        int high = s[i] == '%' && i + 2 < n ? hex_value(s[i + 1]) : -1;
        int low = high >= 0 ? hex_value(s[i + 2]) : -1;

        if (low >= 0) {
            out_char(&out, (char)(high * 16 + low));
            i += 2;
        } else
            out_char(&out, s[i] == '+' ? ' ' : s[i]);
    }
    return finish_text(h, &out);
}

BUILTIN(URLDecode,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_String",
    .usage   = "URLDecode[\"string\"] decodes a string that was encoded for a URL.",
    .examples = EXAMPLES("URLDecode[\"Hello%2C%20World%21\"]", "Hello, World!"))
{
    return decoded(vm_heap(vm), text_data(args.v[0]), text_bytes(args.v[0]));
}

/* Appends "a=1&b=2" for rules or an association; NOT_MINE where [v] is neither. */
static Val query_into(Vm *vm, Out *out, Val v)
{
    if (val_is_assoc(v))
        v = assoc_rules(vm_heap(vm), v);
    if (val_is_rule(v))
        v = list_make(vm_heap(vm), 1, &v);
    if (!val_is_plain_list(v))
        return NOT_MINE;
    for (size_t i = 0; i < expr_len(v); i++) {
        Val rule = expr_arg(v, i), key, value;

        if (!val_is_rule(rule))
            return NOT_MINE;
        TRY(key = url_text(vm, expr_arg(rule, 0)));
        TRY(value = url_text(vm, expr_arg(rule, 1)));
        if (i > 0)
            out_char(out, '&');
        encode_into(out, key, true);
        out_char(out, '=');
        encode_into(out, value, true);
    }
    return VAL_NONE;
}

BUILTIN(URLQueryEncode,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "params_",
    .usage   = "URLQueryEncode[{k1 -> v1, ...}] gives the query part of a URL for the parameters.",
    .examples = EXAMPLES("URLQueryEncode[{\"a\" -> \"1 2\", \"b\" -> 3}]", "a=1+2&b=3"))
{
    Out out;
    Val r;

    out_init(&out);
    r = query_into(vm, &out, args.v[0]);
    if (val_is_none(r))
        return finish_text(vm_heap(vm), &out);
    out_fini(&out);
    return r;
}

static Val decode_query(Heap *h, const char *s, size_t n)
{
    const char *end = s + n;
    Builder b;

    builder_start(&b, h, S_List);
    while (s < end) {
        const char *amp = memchr(s, '&', (size_t)(end - s)), *stop = amp ? amp : end;
        const char *eq = memchr(s, '=', (size_t)(stop - s)), *value = eq ? eq + 1 : stop;

        builder_push(&b, expr2(h, S_Rule, decoded(h, s, (size_t)((eq ? eq : stop) - s)),
                               decoded(h, value, (size_t)(stop - value))));
        s = amp ? amp + 1 : end;
    }
    return builder_finish(&b);
}

BUILTIN(URLQueryDecode,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "query_String",
    .usage   = "URLQueryDecode[\"query\"] gives the parameters in the query part of a URL as a list of rules.",
    .examples = EXAMPLES("URLQueryDecode[\"a=1&b=x+y\"]", "{a -> 1, b -> x y}"))
{
    return decode_query(vm_heap(vm), text_data(args.v[0]), text_bytes(args.v[0]));
}

static Val split_path(Heap *h, const char *s, size_t n)
{
    const char *end = s + n;
    Builder b;

    builder_start(&b, h, S_List);
    while (n > 0) {
        const char *slash = memchr(s, '/', (size_t)(end - s)), *stop = slash ? slash : end;

        builder_push(&b, decoded(h, s, (size_t)(stop - s)));
        if (slash == NULL)
            break;
        s = slash + 1;
    }
    return builder_finish(&b);
}

/* The parts of a URL as RFC 3986 takes it apart. */
static Val parse_url(Heap *h, Val url)
{
    const char *s = text_data(url), *end = s + text_bytes(url), *p;
    Val scheme = S_None, user = S_None, domain = S_None, port = S_None, fragment = S_None, query = list_make(h, 0, NULL);
    AssocBuilder b;

    if ((p = memchr(s, '#', (size_t)(end - s))) != NULL) {
        fragment = decoded(h, p + 1, (size_t)(end - p - 1));
        end = p;
    }
    if ((p = memchr(s, '?', (size_t)(end - s))) != NULL) {
        query = decode_query(h, p + 1, (size_t)(end - p - 1));
        end = p;
    }
    for (p = s; p < end && (is_unreserved((unsigned char)*p) || *p == '+'); p++)
        ;
    if (p > s && p < end && *p == ':' && (*s < '0' || *s > '9')) {
        scheme = text_new(h, s, (size_t)(p - s));
        s = p + 1;
    }
    if (end - s >= 2 && s[0] == '/' && s[1] == '/') {
        const char *stop = memchr(s + 2, '/', (size_t)(end - s - 2)), *at, *colon;

        s += 2;
        if (stop == NULL)
            stop = end;
        if ((at = memchr(s, '@', (size_t)(stop - s))) != NULL) {
            user = decoded(h, s, (size_t)(at - s));
            s = at + 1;
        }
        colon = memrchr(s, ':', (size_t)(stop - s));
        if (colon != NULL && colon + 1 < stop && strspn(colon + 1, "0123456789") >= (size_t)(stop - colon - 1))
            port = int_from_digits(h, colon + 1, (size_t)(stop - colon - 1), 10);
        else
            colon = stop;
        domain = text_new(h, s, (size_t)(colon - s));
        s = stop;
    }
    assoc_builder_start(&b, h);
    assoc_builder_set(&b, text_from(h, "Scheme"), scheme);
    assoc_builder_set(&b, text_from(h, "User"), user);
    assoc_builder_set(&b, text_from(h, "Domain"), domain);
    assoc_builder_set(&b, text_from(h, "Port"), port);
    assoc_builder_set(&b, text_from(h, "Path"), split_path(h, s, (size_t)(end - s)));
    assoc_builder_set(&b, text_from(h, "Query"), query);
    assoc_builder_set(&b, text_from(h, "Fragment"), fragment);
    return assoc_builder_finish(&b);
}

BUILTIN(URLParse,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "URLParse[\"url\"] gives an association of the parts of a URL; URLParse[\"url\", part] one part or a list "
               "of parts.",
    .examples = EXAMPLES("URLParse[\"http://x.com/a?b=1\", \"Path\"]", "{, a}"))
{
    Heap *h = vm_heap(vm);
    Val parts, wanted, v;
    Builder b;

    CHECK_COUNT(vm, args, 1, 2);
    if (!val_is_string(args.v[0]))
        return NOT_MINE;
    parts = parse_url(h, args.v[0]);
    if (args.n == 1)
        return parts;
    wanted = args.v[1];
    if (!val_is_plain_list(wanted)) {
        v = assoc_get(parts, wanted);
        return val_is_none(v) ? NOT_MINE : v;
    }
    builder_start(&b, h, S_List);
    for (size_t i = 0; i < expr_len(wanted); i++) {
        v = assoc_get(parts, expr_arg(wanted, i));
        if (val_is_none(v))
            return NOT_MINE;
        builder_push(&b, v);
    }
    return builder_finish(&b);
}

static Val path_into(Vm *vm, Out *out, Val path)
{
    Val s;

    if (val_is_string(path)) {
        out_bytes(out, text_data(path), text_bytes(path));
        return VAL_NONE;
    }
    if (!val_is_plain_list(path))
        return NOT_MINE;
    for (size_t i = 0; i < expr_len(path); i++) {
        TRY(s = url_text(vm, expr_arg(path, i)));
        if (i > 0)
            out_char(out, '/');
        /* The first element may be "http:" or a whole URL. */
        if (i == 0)
            out_bytes(out, text_data(s), text_bytes(s));
        else
            encode_into(out, s, false);
    }
    return VAL_NONE;
}

static Val url_part(Heap *h, Val parts, const char *name)
{
    Val v = assoc_get(parts, text_from(h, name));

    return val_is_none(v) || val_is(v, S_None) ? VAL_NONE : v;
}

static Val build_url(Vm *vm, Out *out, Val parts, Val query)
{
    Heap *h = vm_heap(vm);
    Val scheme = url_part(h, parts, "Scheme"), user = url_part(h, parts, "User");
    Val domain = url_part(h, parts, "Domain"), port = url_part(h, parts, "Port");
    Val path = url_part(h, parts, "Path"), fragment = url_part(h, parts, "Fragment"), s;

    if (val_is_none(query))
        query = url_part(h, parts, "Query");
    if (val_is_string(scheme)) {
        out_bytes(out, text_data(scheme), text_bytes(scheme));
        out_char(out, ':');
    }
    if (!val_is_none(domain)) {
        TRY(s = url_text(vm, domain));
        out_str(out, "//");
        if (val_is_string(user)) {
            encode_into(out, user, false);
            out_char(out, '@');
        }
        out_bytes(out, text_data(s), text_bytes(s));
        if (val_is_integer(port)) {
            out_char(out, ':');
            int_print(out, port, 10);
        }
    }
    if (!val_is_none(path)) {
        s = path_into(vm, out, path);
        if (!val_is_none(s))
            return s;
    }
    if (!val_is_none(query)) {
        size_t before = out->len;

        out_char(out, '?');
        s = query_into(vm, out, query);
        if (!val_is_none(s))
            return s;
        if (out->len == before + 1)
            out->len = before;
    }
    if (val_is_string(fragment)) {
        out_char(out, '#');
        encode_into(out, fragment, false);
    }
    return VAL_NONE;
}

BUILTIN(URLBuild,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage   = "URLBuild[assoc] makes a URL from its parts; URLBuild[{p1, p2, ...}] from the parts of a path; "
               "URLBuild[path, query] with parameters.",
    .examples = EXAMPLES("URLBuild[{\"a\", \"b\"}, {\"q\" -> \"1\"}]", "a/b?q=1"))
{
    Heap *h = vm_heap(vm);
    Val parts = args.n > 0 ? args.v[0] : VAL_NONE, r;
    Out out;

    CHECK_COUNT(vm, args, 1, 2);
    if (!val_is_assoc(parts))
        parts = assoc_set(h, assoc_empty(h), text_from(h, "Path"), parts);
    out_init(&out);
    r = build_url(vm, &out, parts, args.n == 2 ? args.v[1] : VAL_NONE);
    if (val_is_none(r))
        return finish_text(h, &out);
    out_fini(&out);
    return r;
}

BUILTIN(CreateUUID,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_RANDOM,
    .usage   = "CreateUUID[] gives a new random universally unique identifier; CreateUUID[\"base\"] with base before it.",
    .examples = EXAMPLES("StringLength[CreateUUID[]]", "36"))
{
    unsigned char b[16];
    Out out;

    CHECK_COUNT(vm, args, 0, 1);
    if (args.n == 1 && !val_is_string(args.v[0]))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    if (vm_is_simulated(vm))
        for (int i = 0; i < 16; i++)
            b[i] = (unsigned char)random_draw(vm);
    else
        CHECK(getrandom(b, sizeof b, 0) == sizeof b);
    b[6] = (b[6] & 0x0F) | 0x40;         /* version 4: random */
    b[8] = (b[8] & 0x3F) | 0x80;
    out_init(&out);
    if (args.n == 1)
        out_bytes(&out, text_data(args.v[0]), text_bytes(args.v[0]));
    for (int i = 0; i < 16; i++)
        out_format(&out, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", b[i]);
    return finish_text(vm_heap(vm), &out);
}
