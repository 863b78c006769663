/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * filename.c -- file names as text: joining, splitting, taking apart.  Nothing here looks at files.
 */
#include "vm/builtin/items.h"
#include "vm/builtin/stream.h"

static char separator_of(Val system)
{
    return text_is(system, "Windows") ? '\\' : '/';
}

#define SYSTEM_OPTION "OperatingSystem :> $OperatingSystem"

/* The parts of a name; an absolute one begins with an empty part. */
static Val split_name(Heap *h, Val name, char separator)
{
    const char *s = text_data(name), *end = s + text_bytes(name);
    Builder b;

    builder_start(&b, h, S_List);
    for (bool first = true; s < end; first = false) {
        const char *at = memchr(s, separator, (size_t)(end - s));
        const char *stop = at == NULL ? end : at;
        if (stop > s || first)
            builder_push(&b, text_new(h, s, (size_t)(stop - s)));
        s = at == NULL ? end : at + 1;
    }
    return builder_finish(&b);
}

static Val join_parts(Heap *h, size_t n, const Val *parts, char separator)
{
    Out out;

    out_init(&out);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && (out.len == 0 || out.data[out.len - 1] != separator))
            out_char(&out, separator);
        out_bytes(&out, text_data(parts[i]), text_bytes(parts[i]));
    }
    if (n == 1 && text_bytes(parts[0]) == 0)
        out_char(&out, separator);
    Val v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

static bool all_strings(Val list)
{
    for (size_t i = 0; i < expr_len(list); i++)
        if (!val_is_string(expr_arg(list, i)))
            return false;
    return true;
}

BUILTIN(FileNameJoin,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "names_List", .options = SYSTEM_OPTION,
    .usage = "FileNameJoin[{name1, name2, ...}] joins the names into a file name for the current operating system.",
    .examples = EXAMPLES("FileNameJoin[{\"a\", \"b\", \"c.txt\"}]", "a/b/c.txt"))
{
    Val system;

    if (!all_strings(args.v[0]))
        return NOT_MINE;
    TRY(system = option_get(vm, args, S_OperatingSystem));
    if (expr_len(args.v[0]) == 0)
        return text_from(vm_heap(vm), "");
    return join_parts(vm_heap(vm), expr_len(args.v[0]), expr_args(args.v[0]), separator_of(system));
}

BUILTIN(FileNameSplit,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "name_", .options = SYSTEM_OPTION,
    .usage = "FileNameSplit[\"name\"] splits a file name into a list of names; that of an absolute name begins with "
             "an empty string.",
    .examples = EXAMPLES("FileNameSplit[\"a/b/c.txt\"]", "{a, b, c.txt}",
                         "FileNameSplit[\"/usr/bin\"] === {\"\", \"usr\", \"bin\"}", "True"))
{
    Heap *h = vm_heap(vm);
    Val system, name = path_of(h, args.v[0]);

    if (val_is_none(name))
        return NOT_MINE;
    TRY(system = option_get(vm, args, S_OperatingSystem));
    Val parts = split_name(h, name, separator_of(system));
    if (expr_len(parts) == 1 && text_bytes(expr_arg(parts, 0)) == 0)
        return list_make(h, 0, NULL);
    return parts;
}

/* Positions n, -n, {m, n} and {n} among [count] parts: [from, to) counted from 0. */
static bool part_range(Val spec, size_t count, size_t *from, size_t *to)
{
    int64_t n = (int64_t)count, a, b;

    if (val_is_small(spec)) {
        a = val_small(spec) > 0 ? 1 : n + val_small(spec) + 1;
        b = val_small(spec) > 0 ? val_small(spec) : n;
    } else if (val_is_plain_list(spec) && expr_len(spec) >= 1 && expr_len(spec) <= 2
               && val_is_small(expr_arg(spec, 0)) && val_is_small(expr_arg(spec, expr_len(spec) - 1))) {
        a = val_small(expr_arg(spec, 0));
        b = val_small(expr_arg(spec, expr_len(spec) - 1));
        a += a < 0 ? n + 1 : 0;
        b += b < 0 ? n + 1 : 0;
    } else {
        return false;
    }
    a = a < 1 ? 1 : a;
    b = b > n ? n : b;
    *from = (size_t)(a - 1);
    *to = b < a ? *from : (size_t)b;
    return true;
}

BUILTIN(FileNameTake,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "name_, n_:-1", .options = SYSTEM_OPTION,
    .usage = "FileNameTake[\"name\"] gives the last part of a file name; FileNameTake[\"name\", n] the first n parts, "
             "-n the last n, {m, n} parts m to n.",
    .examples = EXAMPLES("FileNameTake[\"/a/b/c.txt\"]", "c.txt", "FileNameTake[\"a/b/c\", 2]", "a/b"))
{
    Heap *h = vm_heap(vm);
    Val name = path_of(h, args.v[0]);
    size_t from, to;

    if (val_is_none(name))
        return NOT_MINE;
    Val parts = split_name(h, name, '/');
    if (!part_range(args.v[1], expr_len(parts), &from, &to))
        return NOT_MINE;
    return to == from ? text_from(h, "") : join_parts(h, to - from, expr_args(parts) + from, '/');
}

BUILTIN(FileNameDrop,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "name_, n_:-1", .options = SYSTEM_OPTION,
    .usage = "FileNameDrop[\"name\"] drops the last part of a file name; FileNameDrop[\"name\", n] the first n parts, "
             "-n the last n, {m, n} parts m to n.",
    .examples = EXAMPLES("FileNameDrop[\"a/b/c.txt\"]", "a/b", "FileNameDrop[\"a/b/c.txt\", 1]", "b/c.txt"))
{
    Heap *h = vm_heap(vm);
    Val name = path_of(h, args.v[0]);
    size_t from, to;
    Builder rest;

    if (val_is_none(name))
        return NOT_MINE;
    Val parts = split_name(h, name, '/');
    if (!part_range(args.v[1], expr_len(parts), &from, &to))
        return NOT_MINE;
    builder_start(&rest, h, S_List);
    builder_push_all(&rest, from, expr_args(parts));
    builder_push_all(&rest, expr_len(parts) - to, expr_args(parts) + to);
    Val left = builder_finish(&rest);
    return expr_len(left) == 0 ? text_from(h, "") : join_parts(h, expr_len(left), expr_args(left), '/');
}

BUILTIN(FileNameDepth,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "name_", .options = SYSTEM_OPTION,
    .usage = "FileNameDepth[\"name\"] gives the number of parts of a file name.",
    .examples = EXAMPLES("FileNameDepth[\"a/b/c.txt\"]", "3"))
{
    Val name = path_of(vm_heap(vm), args.v[0]);

    return val_is_none(name) ? NOT_MINE : val_int((int64_t)expr_len(split_name(vm_heap(vm), name, '/')));
}

/* ---- bases, extensions, directories ---- */

/* Where the last part of the name begins; and its extension's dot, or the end. */
static const char *last_part(Val name, const char **dot)
{
    const char *s = text_data(name), *end = s + text_bytes(name);
    const char *slash = memrchr(s, '/', text_bytes(name)), *base = slash == NULL ? s : slash + 1;

    *dot = memrchr(base, '.', (size_t)(end - base));
    if (*dot == NULL || *dot == base)
        *dot = end;
    return base;
}

BUILTIN(FileBaseName,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "name_",
    .usage = "FileBaseName[\"name\"] gives the last part of a file name without its extension.",
    .examples = EXAMPLES("FileBaseName[\"a/b.tar.gz\"]", "b.tar", "FileBaseName[\"file\"]", "file"))
{
    Val name = path_of(vm_heap(vm), args.v[0]);
    const char *dot;

    if (val_is_none(name))
        return NOT_MINE;
    const char *base = last_part(name, &dot);
    return text_new(vm_heap(vm), base, (size_t)(dot - base));
}

BUILTIN(FileExtension,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "name_",
    .usage = "FileExtension[\"name\"] gives the extension of a file name, without the dot.",
    .examples = EXAMPLES("FileExtension[\"a/b.tar.gz\"]", "gz"))
{
    Val name = path_of(vm_heap(vm), args.v[0]);
    const char *dot;

    if (val_is_none(name))
        return NOT_MINE;
    last_part(name, &dot);
    const char *end = text_data(name) + text_bytes(name);
    return dot == end ? text_from(vm_heap(vm), "") : text_new(vm_heap(vm), dot + 1, (size_t)(end - dot - 1));
}

/* Without its last part; the slash at the end stays. */
static Val directory_of(Heap *h, Val name)
{
    const char *s = text_data(name);
    size_t n = text_bytes(name);

    while (n > 0 && s[n - 1] == '/')
        n--;
    while (n > 0 && s[n - 1] != '/')
        n--;
    return text_new(h, s, n);
}

BUILTIN(DirectoryName,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "name_, n_:1", .options = SYSTEM_OPTION,
    .usage = "DirectoryName[\"name\"] gives the directory part of a file name; DirectoryName[\"name\", n] goes n "
             "levels up.",
    .examples = EXAMPLES("DirectoryName[\"a/b/c.txt\"]", "a/b/", "DirectoryName[\"a/b/c.txt\", 2]", "a/"))
{
    Val name = path_of(vm_heap(vm), args.v[0]);

    if (val_is_none(name))
        return NOT_MINE;
    if (!val_is_small(args.v[1]) || val_small(args.v[1]) < 1)
        return MESSAGE(vm, "intpm", args.expr, val_int(2));
    for (int64_t i = 0; i < val_small(args.v[1]) && text_bytes(name) > 0; i++)
        name = directory_of(vm_heap(vm), name);
    return name;
}

BUILTIN(ToFileName,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "directory_, name_:",
    .usage = "ToFileName[\"directory\", \"name\"] gives the name of a file in a directory; ToFileName[{dir1, dir2, "
             "...}, \"name\"] one further down.",
    .examples = EXAMPLES("ToFileName[\"a\", \"b\"]", "a/b", "ToFileName[{\"a\", \"b\"}, \"c\"]", "a/b/c"))
{
    Heap *h = vm_heap(vm);
    Builder b;

    builder_start(&b, h, S_List);
    for (size_t i = 0; i < args.n; i++) {
        if (val_is_plain_list(args.v[i]))
            builder_push_all(&b, expr_len(args.v[i]), expr_args(args.v[i]));
        else
            builder_push(&b, args.v[i]);
    }
    if (args.n == 1)
        builder_push(&b, text_from(h, ""));
    Val parts = builder_finish(&b);
    return all_strings(parts) ? join_parts(h, expr_len(parts), expr_args(parts), '/') : NOT_MINE;
}

SYMBOL(File, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "File[\"name\"] is a symbolic representation of a file with a name.",
    .examples = EXAMPLES("FileBaseName[File[\"a/b.txt\"]]", "b"));
