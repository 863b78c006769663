/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * import.c -- Import and Export of files, strings and byte arrays.
 */
#include "vm/builtin/import.h"

#include <stdio.h>
#include <stdlib.h>

#include "vm/builtin/items.h"
#include "vm/builtin/stream.h"
#include "vm/eval/session.h"

/* The format that a file name's extension stands for; Text where it says nothing. */
static Val format_of_name(Heap *h, Val path)
{
    static const struct { const char *extension, *format; } extensions[] = {
        {".csv", "CSV"}, {".tsv", "TSV"}, {".json", "RawJSON"}, {".dat", "Table"}, {".tab", "TSV"},
        {".m", "Package"}, {".wl", "Package"}, {".bin", "Byte"}, {".txt", "Text"},
    };
    const char *dot = memrchr(text_data(path), '.', text_bytes(path));

    for (size_t i = 0; dot != NULL && i < COUNT_OF(extensions); i++)
        if (strcasecmp(dot, extensions[i].extension) == 0)
            return text_from(h, extensions[i].format);
    return text_from(h, "Text");
}

/* What a call says beyond its source: format, element, options. */
typedef struct ImportSpec {
    Val     format, element;
    int64_t header_lines;
} ImportSpec;

/* Takes the trailing rules off the arguments; gives how many are left. */
static size_t import_options(Args args, ImportSpec *spec)
{
    size_t n = args.n;

    while (n > 1 && val_is_rule(args.v[n - 1])) {
        Val rule = args.v[--n];
        if (text_is(expr_arg(rule, 0), "HeaderLines") && val_is_small(expr_arg(rule, 1)))
            spec->header_lines = val_small(expr_arg(rule, 1));
    }
    return n;
}

/* "format", {"format"}, {"format", "element"} or an element of [inferred]. */
static bool import_spec(Val v, Val inferred, ImportSpec *spec)
{
    spec->format = inferred;
    spec->element = VAL_NONE;
    if (val_is_none(v))
        return true;
    if (val_is_plain_list(v)) {
        if (expr_len(v) == 0 || expr_len(v) > 2)
            return false;
        spec->format = expr_arg(v, 0);
        if (expr_len(v) == 2)
            spec->element = expr_arg(v, 1);
        return val_is_string(spec->format);
    }
    if (!val_is_string(v))
        return false;
    if (format_is_known(v))
        spec->format = v;
    else
        spec->element = v;
    return true;
}

static Val import_text(Vm *vm, Args args, Val text, const ImportSpec *spec)
{
    Val v;

    if (!format_is_known(spec->format)) {
        MESSAGE(vm, "fmterr", spec->format);
        return S_$Failed;
    }
    TRY(v = format_import(vm, text, spec->format, spec->element, spec->header_lines));
    if (val_is_none(v)) {
        if (val_is_none(spec->element))
            MESSAGE(vm, "fmterr", spec->format);
        else
            MESSAGE(vm, "noelem", spec->element, spec->format);
        return S_$Failed;
    }
    return v;
}

/* The bytes of a file or of what a command writes; VAL_NONE where it can't be read. */
static Val read_whole(Vm *vm, Val path)
{
    Heap *h = vm_heap(vm);
    size_t bytes;

    /* What is no plain file may have no end: it is read in pieces, between which an interrupt is seen. */
    if (!path_is_plain(text_data(path))) {
        StreamFile *s = stream_open_input(vm, path);
        if (s == NULL)
            return VAL_NONE;
        const char *rest = stream_rest(h, s, &bytes);
        Val text = bytes_new(h, (const unsigned char *)rest, bytes);
        stream_close(vm, s);
        return text;
    }
    char *data = session_read_file(text_data(path), &bytes);
    if (data == NULL)
        return VAL_NONE;
    Val v = bytes_new(h, (const unsigned char *)data, bytes);
    free(data);
    return v;
}

/* Bytes as the format takes them: text, or the list of bytes itself. */
static Val import_bytes(Vm *vm, Args args, Val bytes, const ImportSpec *spec)
{
    const Bytes *b = val_bytes(bytes);

    if (text_is(spec->format, "Byte") || text_is(spec->format, "Binary"))
        return expr1(vm_heap(vm), S_Normal, bytes);
    return import_text(vm, args, text_new(vm_heap(vm), (const char *)b->data, b->len), spec);
}

#define IMPORT_MESSAGES \
    MESSAGES("nffil", "File `1` not found during Import.", \
             "fmterr", "Cannot import data as `1` format.", \
             "noelem", "The Import element `1` is not present when importing as `2`.")

BUILTIN(Import,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO | EFFECT_CALLS | EFFECT_STATE, .args = "source_, x___", .messages = IMPORT_MESSAGES,
    .usage = "Import[\"file\"] imports data from a file, in the format that its extension says; Import[file, "
             "\"format\"] in a format: \"Text\", \"Lines\", \"CSV\", \"TSV\", \"Table\", \"JSON\", \"RawJSON\", ...; "
             "Import[file, {\"format\", \"element\"}] gives one element.",
    .examples = EXAMPLES("f = CreateFile[]; Export[f, {{1, 2}, {3, 4}}, \"CSV\"]; Import[f, \"CSV\"]", "{{1, 2}, {3, 4}}"))
{
    Heap *h = vm_heap(vm);
    ImportSpec spec = {.header_lines = 0};
    size_t n = import_options(args, &spec);
    Val path = path_of(h, args.v[0]), bytes;

    if (val_is_none(path) || n > 2 || !import_spec(n == 2 ? args.v[1] : VAL_NONE, format_of_name(h, path), &spec))
        return NOT_MINE;
    bytes = read_whole(vm, path);
    if (val_is_none(bytes)) {
        MESSAGE(vm, "nffil", args.v[0]);
        return S_$Failed;
    }
    return import_bytes(vm, args, bytes, &spec);
}

BUILTIN(ImportString,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_STATE, .args = "s_, x___", .messages = IMPORT_MESSAGES,
    .usage = "ImportString[\"data\", \"format\"] imports data from a string in a format.",
    .examples = EXAMPLES("ImportString[\"1,2\\n3,x\", \"CSV\"]", "{{1, 2}, {3, x}}",
                         "ImportString[\"{\\\"a\\\": [1, 2]}\", \"RawJSON\"]", "<|a -> {1, 2}|>"))
{
    ImportSpec spec = {.header_lines = 0};
    size_t n = import_options(args, &spec);

    if (!val_is_string(args.v[0]) || n > 2
        || !import_spec(n == 2 ? args.v[1] : VAL_NONE, text_from(vm_heap(vm), "Text"), &spec))
        return NOT_MINE;
    return import_text(vm, args, args.v[0], &spec);
}

BUILTIN(ImportByteArray,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_STATE, .args = "bytes_ByteArray, x___", .messages = IMPORT_MESSAGES,
    .usage = "ImportByteArray[ba, \"format\"] imports data from a byte array in a format.",
    .examples = EXAMPLES("ImportByteArray[StringToByteArray[\"[1, 2]\"], \"RawJSON\"]", "{1, 2}"))
{
    ImportSpec spec = {.header_lines = 0};
    size_t n = import_options(args, &spec);

    if (n > 2 || !import_spec(n == 2 ? args.v[1] : VAL_NONE, text_from(vm_heap(vm), "Text"), &spec))
        return NOT_MINE;
    return import_bytes(vm, args, args.v[0], &spec);
}

/* ---- Export ---- */

static bool wants_compact(Args args)
{
    for (size_t i = 0; i < args.n; i++)
        if (val_is_rule(args.v[i]) && text_is(expr_arg(args.v[i], 0), "Compact"))
            return !val_is(expr_arg(args.v[i], 1), S_False);
    return false;
}

/* How many arguments are left before the trailing rules. */
static size_t before_options(Args args, size_t least)
{
    size_t n = args.n;

    while (n > least && val_is_rule(args.v[n - 1]))
        n--;
    return n;
}

/* Writes [v] to [out]; S_True, or $Failed after a message, or UNWIND. */
static Val export_to(Vm *vm, Args args, Out *out, Val v, Val format)
{
    Val ok;

    if (val_is_plain_list(format) && expr_len(format) > 0)
        format = expr_arg(format, 0);
    if (!format_is_known(format)) {
        MESSAGE(vm, "infer", format);
        return S_$Failed;
    }
    TRY(ok = format_export(vm, out, v, format, wants_compact(args)));
    if (val_is(ok, S_False)) {
        MESSAGE(vm, "noexp", format);
        return S_$Failed;
    }
    return S_True;
}

#define EXPORT_MESSAGES \
    MESSAGES("infer", "Cannot infer format of `1`.", \
             "noexp", "The expression cannot be exported to the `1` format.")

BUILTIN(Export,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "file_, x_, rest___", .messages = EXPORT_MESSAGES,
    .usage = "Export[\"file\", expr] exports data to a file in the format that its extension says and gives its name; "
             "Export[file, expr, \"format\"] in a format.",
    .examples = EXAMPLES("f = CreateFile[]; Export[f, \"abc\", \"Text\"]; ReadString[f]", "abc"))
{
    Heap *h = vm_heap(vm);
    size_t n = before_options(args, 2);
    Val path = path_of(h, args.v[0]), ok;
    Out out;

    if (val_is_none(path) || n > 3)
        return NOT_MINE;
    out_init(&out);
    ok = export_to(vm, args, &out, args.v[1], n == 3 ? args.v[2] : format_of_name(h, path));
    if (val_is(ok, S_True)) {
        StreamFile *s = stream_open_output(vm, path, false);
        bool written = s != NULL && stream_write(vm, s, out_text(&out), out.len);
        if (s != NULL)
            stream_close(vm, s);
        ok = written ? ok : vm_poll(vm);
        if (val_is_none(ok)) {
            MESSAGE(vm, s == NULL ? "noopen" : "nowrite", args.v[0]);
            ok = S_$Failed;
        }
    }
    out_fini(&out);
    return val_is(ok, S_True) ? path : ok;
}

BUILTIN(ExportString,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_, format_, rest___", .messages = EXPORT_MESSAGES,
    .usage = "ExportString[expr, \"format\"] gives a string of expr in a format.",
    .examples = EXAMPLES("ExportString[{1, <|\"a\" -> True|>}, \"JSON\", \"Compact\" -> True]", "[1,{\"a\":true}]"))
{
    Val ok;
    Out out;

    out_init(&out);
    ok = export_to(vm, args, &out, args.v[0], args.v[1]);
    if (val_is(ok, S_True))
        ok = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return ok;
}

BUILTIN(ExportByteArray,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_, format_, rest___", .messages = EXPORT_MESSAGES,
    .usage = "ExportByteArray[expr, \"format\"] gives a byte array of expr in a format.",
    .examples = EXAMPLES("Normal[ExportByteArray[\"Hi\", \"Text\"]]", "{72, 105}"))
{
    Val ok;
    Out out;

    out_init(&out);
    ok = export_to(vm, args, &out, args.v[0], args.v[1]);
    if (val_is(ok, S_True))
        ok = bytes_new(vm_heap(vm), (const unsigned char *)out_text(&out), out.len);
    out_fini(&out);
    return ok;
}

BUILTIN(FileFormat,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "file_",
    .usage = "FileFormat[\"file\"] gives the format that the extension of a file name stands for, or None.",
    .examples = EXAMPLES("FileFormat[\"a.csv\"]", "CSV", "FileFormat[\"a.unknown\"]", "None"))
{
    static const struct { const char *extension, *format; } extensions[] = {
        {"csv", "CSV"}, {"tsv", "TSV"}, {"json", "JSON"}, {"txt", "Text"}, {"dat", "Table"}, {"m", "Package"},
        {"wl", "Package"}, {"nb", "NB"}, {"png", "PNG"}, {"jpg", "JPEG"}, {"jpeg", "JPEG"}, {"gif", "GIF"},
        {"svg", "SVG"}, {"pdf", "PDF"}, {"html", "HTML"}, {"htm", "HTML"}, {"xml", "XML"}, {"zip", "ZIP"},
        {"gz", "GZIP"}, {"tar", "TAR"}, {"wav", "WAV"}, {"mp3", "MP3"}, {"tex", "TeX"}, {"xlsx", "XLSX"},
    };
    Val path = path_of(vm_heap(vm), args.v[0]);

    if (val_is_none(path))
        return NOT_MINE;
    const char *dot = memrchr(text_data(path), '.', text_bytes(path));
    for (size_t i = 0; dot != NULL && i < COUNT_OF(extensions); i++)
        if (strcasecmp(dot + 1, extensions[i].extension) == 0)
            return text_from(vm_heap(vm), extensions[i].format);
    return S_None;
}
