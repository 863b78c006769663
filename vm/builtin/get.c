/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * get.c -- reading programs: Get, Needs, finding files along $Path.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "vm/builtin/stream.h"
#include "vm/eval/session.h"

static bool is_file(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
}

/* The directories of $Path. */
static Val search_path(Vm *vm)
{
    Val path = vm_eval(vm, S_$Path);

    return val_is_plain_list(path) ? path : list_make(vm_heap(vm), 0, NULL);
}

/* a`b` as a/b.wl, a/b.m, a/b/init.wl, .. below a directory. */
static Val package_file(Heap *h, const char *dir, Val context)
{
    static const char *const forms[] = {"%s/%s.wl", "%s/%s.m", "%s/%s/Kernel/init.wl", "%s/%s/Kernel/init.m",
                                        "%s/%s/init.wl", "%s/%s/init.m", "%s/%s.mx"};
    Val name = text_new(h, text_data(context), text_bytes(context) - 1);
    char *s = val_text(name)->data;

    for (size_t i = 0; i < text_bytes(name); i++)
        if (s[i] == '`')
            s[i] = '/';
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        Out out;
        out_init(&out);
        out_format(&out, forms[i], dir, s);
        Val path = is_file(out_text(&out)) ? text_from_out(h, &out) : VAL_NONE;
        out_fini(&out);
        if (!val_is_none(path))
            return path;
    }
    return VAL_NONE;
}

static bool is_context(Val name)
{
    return text_bytes(name) > 1 && text_data(name)[text_bytes(name) - 1] == '`';
}

/* The file that a name or a context means; VAL_NONE where there is none; or UNWIND. */
static Val find_file(Vm *vm, Val name)
{
    Heap *h = vm_heap(vm);
    Val path = path_of(h, name), dirs, found;

    if (val_is_none(path))
        return VAL_NONE;
    if (!is_context(path) && is_file(text_data(path)))
        return path;
    TRY(dirs = search_path(vm));
    for (size_t i = 0; i < expr_len(dirs); i++) {
        Val dir = path_of(h, expr_arg(dirs, i));
        if (val_is_none(dir))
            continue;
        if (is_context(path)) {
            found = package_file(h, text_data(dir), path);
            if (!val_is_none(found))
                return found;
        } else if (text_data(path)[0] != '/') {
            found = text_format(h, "%s/%s", text_data(dir), text_data(path));
            if (is_file(text_data(found)))
                return found;
        }
    }
    return VAL_NONE;
}

/* Evaluates a whole text; the value of its last expression. */
static Val evaluate_text(Vm *vm, const char *file, const char *text, size_t bytes)
{
    const char *context = vm->context, *outer_file = vm->input_file;
    Val value = S_Null, path = vm->context_path, expr;
    Reader r;

    vm->input_file = file;
    session_read(vm, &r, file, text, bytes);
    for (;;) {
        ReadResult result = reader_next(&r, &expr);
        if (result == READ_END)
            break;
        if (val_is_unwind(value = vm_poll(vm)))
            break;
        if (result != READ_EXPR) {
            Out out;
            out_init(&out);
            syntax_error_print(&r.error, &out);
            vm_write(vm, STREAM_MESSAGES, out_text(&out), out.len);
            out_fini(&out);
            value = S_$Failed;
            break;
        }
        value = vm_eval(vm, expr);
        if (val_is_unwind(value))
            break;
    }
    vm->input_file = outer_file;
    if (val_is_unwind(value)) {
        vm->context_path = path;
        vm->context = context;
        return UNWIND;
    }
    vm->context = context;
    return value;
}

/* A command, or a pipe. */
static Val get_stream(Vm *vm, Val name)
{
    StreamFile *s = stream_open_input(vm, name);
    size_t n;

    if (s == NULL)
        return VAL_NONE;
    const char *rest = stream_rest(vm_heap(vm), s, &n);
    Val text = text_new(vm_heap(vm), rest, n);
    stream_close(vm, s);
    TRY(vm_poll(vm));
    return evaluate_text(vm, NULL, text_data(text), text_bytes(text));
}

static Val get_file(Vm *vm, Val path)
{
    size_t bytes;
    char *data = session_read_file(text_data(path), &bytes);

    if (data == NULL)
        return VAL_NONE;
    Val text = text_new(vm_heap(vm), data, bytes);
    free(data);
    return evaluate_text(vm, text_data(path), text_data(text), text_bytes(text));
}

BUILTIN(Get,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO | EFFECT_CALLS | EFFECT_STATE, .args = "name_", .options = "Path :> $Path",
    .usage = "Get[\"name\"] or <<name reads a file, evaluates each expression in it and gives the last value; "
             "<<context` reads the package with this context, found along $Path.",
    .messages = MESSAGES("noopen", "Cannot open `1`."),
    .examples = EXAMPLES("f = Close[OpenWrite[]]; Put[Hold[x], 7, f]; Get[f]", "7", "<<\"/no/such/file\"",
                         "Get::noopen: Cannot open /no/such/file.\n$Failed"))
{
    Val v = VAL_NONE;

    if (val_is_call(args.v[0], S_InputStream, 2)) {
        Source source;
        if (!source_start(vm, args.builtin, args.v[0], &source))
            return S_$Failed;
        size_t n;
        const char *rest = stream_rest(vm_heap(vm), source.stream, &n);
        Val text = text_new(vm_heap(vm), rest, n);
        TRY(vm_poll(vm));
        return evaluate_text(vm, NULL, text_data(text), text_bytes(text));
    }
    Val name = path_of(vm_heap(vm), args.v[0]);
    if (val_is_none(name))
        return MESSAGE(vm, "fstr", args.v[0]);
    if (text_data(name)[0] == '!') {
        v = get_stream(vm, name);
    } else {
        Val path;
        TRY(path = find_file(vm, name));
        if (!val_is_none(path))
            v = path_is_plain(text_data(path)) ? get_file(vm, path) : get_stream(vm, path);
    }
    if (val_is_none(v)) {
        MESSAGE(vm, "noopen", args.v[0]);
        return S_$Failed;
    }
    return v;
}

static bool is_loaded(Vm *vm, Val context)
{
    for (size_t i = 0; i < expr_len(vm->packages); i++)
        if (val_same(expr_arg(vm->packages, i), context))
            return true;
    return false;
}

/* Puts a context in front of $ContextPath. */
static void make_visible(Vm *vm, Val context)
{
    Builder b;

    for (size_t i = 0; i < expr_len(vm->context_path); i++)
        if (val_same(expr_arg(vm->context_path, i), context))
            return;
    builder_start(&b, vm_heap(vm), S_List);
    builder_push(&b, context);
    builder_push_all(&b, expr_len(vm->context_path), expr_args(vm->context_path));
    vm->context_path = builder_finish(&b);
}

BUILTIN(Needs,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO | EFFECT_CALLS | EFFECT_STATE, .args = "context_, file_:",
    .usage = "Needs[\"context`\"] loads the package with this context unless it is in $Packages already; "
             "Needs[\"context`\", \"file\"] loads it from a file; Needs[\"context`\" -> None] leaves $ContextPath alone.",
    .messages = MESSAGES("ctx", "Invalid context specified at position `2` in `1`. A context must consist of valid "
                                "symbol names separated by and ending with `3`.",
                         "nocont", "Context `1` was not created when Needs was evaluated."),
    .examples = EXAMPLES("Needs[\"System`\"]", "Null"))
{
    Heap *h = vm_heap(vm);
    Val context = args.v[0], v, path = vm->context_path;
    bool hidden = val_is_rule(context) && val_is(expr_arg(context, 1), S_None);

    if (hidden)
        context = expr_arg(context, 0);
    if (!val_is_string(context))
        return NOT_MINE;
    if (!is_context(context))
        return MESSAGE(vm, "ctx", args.expr, val_int(1), text_from(h, "`"));
    if (is_loaded(vm, context) || text_is(context, context_system) || text_is(context, context_global)) {
        if (!hidden)
            make_visible(vm, context);
        return S_Null;
    }
    TRY(v = vm_call1(vm, S_Get, args.n == 2 ? args.v[1] : context));
    if (hidden)
        vm->context_path = path;
    if (val_is(v, S_$Failed))
        return S_$Failed;
    if (!is_loaded(vm, context)) {
        MESSAGE(vm, "nocont", context);
        return S_$Failed;
    }
    return S_Null;
}

BUILTIN(FindFile,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "name_", .options = "Path :> $Path",
    .usage = "FindFile[\"name\"] gives the absolute name of the file that Get would read, or $Failed.",
    .examples = EXAMPLES("FindFile[\"/no/such/file\"]", "$Failed"))
{
    Val path;

    if (val_is_none(path_of(vm_heap(vm), args.v[0])))
        return NOT_MINE;
    TRY(path = find_file(vm, args.v[0]));
    return val_is_none(path) ? S_$Failed : vm_call1(vm, S_ExpandFileName, path);
}

static Val value_path(Vm *vm)
{
    Heap *h = vm_heap(vm);
    const char *list = getenv("LYRA_PATH");
    Builder b;

    builder_start(&b, h, S_List);
    while (list != NULL && *list != '\0') {
        const char *end = strchrnul(list, ':');
        if (end > list)
            builder_push(&b, text_new(h, list, (size_t)(end - list)));
        list = *end == ':' ? end + 1 : end;
    }
    builder_push(&b, text_from(h, "."));
    builder_push(&b, path_of(h, text_from(h, "~")));
    return builder_finish(&b);
}

/* From the first assignment on, $Path is an ordinary variable. */
SYMBOL_AS(PathVariable, "$Path", .attrs = 0, .effects = EFFECT_STATE, .value = value_path,
    .usage = "$Path gives the list of directories that Get searches for a file.",
    .examples = EXAMPLES("MemberQ[$Path, \".\"]", "True"));

static Val value_input_file(Vm *vm)
{
    return text_from(vm_heap(vm), vm->input_file == NULL ? "" : vm->input_file);
}

SYMBOL_AS(InputFileName, "$InputFileName", .attrs = 0, .effects = EFFECT_STATE, .value = value_input_file,
    .usage = "$InputFileName gives the name of the file that is being read, or \"\".",
    .examples = EXAMPLES("Head[$InputFileName]", "String"));
