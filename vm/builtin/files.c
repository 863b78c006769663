/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * files.c -- files and directories: what there is, and changing it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vm/builtin/date.h"
#include "vm/builtin/digest.h"
#include "vm/builtin/items.h"
#include "vm/builtin/stream.h"
#include "vm/eval/session.h"

#define FILE_MESSAGES \
    MESSAGES("fdnfnd", "Directory or file `1` not found.", \
             "nffil", "File `1` not found.", \
             "cdir", "Cannot set current directory to `1`.", \
             "filex", "Cannot overwrite existing file `1`.", \
             "dirne", "Directory `1` not empty.", \
             "nodir", "Directory `1` not found.", \
             "privv", "Privilege violation during attempt to change `1`.")

static bool path_stat(Heap *h, Val v, struct stat *st)
{
    Val path = path_of(h, v);

    return !val_is_none(path) && stat(text_data(path), st) == 0;
}

/* The absolute form of a path, with . and .. resolved as text. */
static Val absolute_path(Heap *h, Val path)
{
    char here[PATH_MAX] = "";
    Out out;

    if (text_data(path)[0] != '/' && getcwd(here, sizeof here) == NULL)
        return path;
    out_init(&out);
    out_str(&out, here);
    const char *s = text_data(path), *end = s + text_bytes(path);
    while (s < end) {
        const char *stop = memchr(s, '/', (size_t)(end - s));
        size_t n = (size_t)((stop == NULL ? end : stop) - s);
        if (n == 2 && memcmp(s, "..", 2) == 0) {
            while (out.len > 0 && out.data[out.len - 1] != '/')
                out.len--;
            out.len -= out.len > 0;
        } else if (n > 0 && !(n == 1 && *s == '.')) {
            if (out.len == 0 || out.data[out.len - 1] != '/')
                out_char(&out, '/');
            out_bytes(&out, s, n);
        }
        s += n + 1;
    }
    Val v = out.len == 0 ? text_from(h, "/") : text_new(h, out.data, out.len);
    out_fini(&out);
    return v;
}

BUILTIN(FileExistsQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "name_",
    .usage = "FileExistsQ[\"name\"] gives True if a file or directory with this name exists, and False otherwise.",
    .examples = EXAMPLES("FileExistsQ[\"/no/such/file\"]", "False", "FileExistsQ[\"/\"]", "True"))
{
    struct stat st;

    if (val_is_none(path_of(vm_heap(vm), args.v[0])))
        return MESSAGE(vm, "fstr", args.v[0]);
    return path_stat(vm_heap(vm), args.v[0], &st) ? S_True : S_False;
}

BUILTIN(DirectoryQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "name_",
    .usage = "DirectoryQ[\"name\"] gives True if a directory with this name exists, and False otherwise.",
    .examples = EXAMPLES("DirectoryQ[\"/\"]", "True", "DirectoryQ[\"/no/such\"]", "False"))
{
    struct stat st;

    if (val_is_none(path_of(vm_heap(vm), args.v[0])))
        return NOT_MINE;
    return path_stat(vm_heap(vm), args.v[0], &st) && S_ISDIR(st.st_mode) ? S_True : S_False;
}

BUILTIN(FileType,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "name_",
    .usage = "FileType[\"name\"] gives File, Directory or None for the type of a file.",
    .examples = EXAMPLES("FileType[\"/\"]", "Directory", "FileType[\"/no/such\"]", "None"))
{
    struct stat st;

    if (val_is_none(path_of(vm_heap(vm), args.v[0])))
        return MESSAGE(vm, "fstr", args.v[0]);
    if (!path_stat(vm_heap(vm), args.v[0], &st))
        return S_None;
    return S_ISDIR(st.st_mode) ? S_Directory : S_ISREG(st.st_mode) ? S_File : S_Special;
}

BUILTIN(FileByteCount,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "name_", .messages = FILE_MESSAGES,
    .usage = "FileByteCount[\"file\"] gives the number of bytes in a file.",
    .examples = EXAMPLES("FileByteCount[\"/dev/null\"]", "0"))
{
    struct stat st;

    if (val_is_none(path_of(vm_heap(vm), args.v[0])))
        return MESSAGE(vm, "fstr", args.v[0]);
    if (!path_stat(vm_heap(vm), args.v[0], &st)) {
        MESSAGE(vm, "fdnfnd", args.v[0]);
        return S_$Failed;
    }
    return int_from_i64(vm_heap(vm), st.st_size);
}

BUILTIN(FileDate,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "name_, type_:\"Modification\"", .messages = FILE_MESSAGES,
    .usage = "FileDate[\"file\"] gives the date when a file was last modified; FileDate[\"file\", \"Access\"] or "
             "\"Change\" other dates.",
    .examples = EXAMPLES("Head[FileDate[\"/\"]]", "DateObject"))
{
    Heap *h = vm_heap(vm);
    struct stat st;

    if (!path_stat(h, args.v[0], &st)) {
        MESSAGE(vm, "fdnfnd", args.v[0]);
        return S_$Failed;
    }
    time_t t = text_is(args.v[1], "Access") ? st.st_atime : text_is(args.v[1], "Change") ? st.st_ctime : st.st_mtime;
    return expr1(h, S_FromUnixTime, val_int((int64_t)t));
}

BUILTIN(FileHash,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "name_, type_:\"MD5\", format_:\"Integer\"",
    .messages = FILE_MESSAGES,
    .usage = "FileHash[\"file\"] gives the MD5 hash of a file as an integer; FileHash[\"file\", \"type\"] that of another "
             "type, FileHash[\"file\", \"type\", \"format\"] in another form, as in Hash.",
    .examples = EXAMPLES("FileHash[\"/dev/null\", \"MD5\", \"HexString\"]", "d41d8cd98f00b204e9800998ecf8427e"))
{
    Val path = path_of(vm_heap(vm), args.v[0]);
    unsigned char digest[DIGEST_MAX];
    size_t bytes;

    if (val_is_none(path) || !val_is_string(args.v[1]) || !val_is_string(args.v[2]))
        return NOT_MINE;
    char *data = session_read_file(text_data(path), &bytes);
    if (data == NULL) {
        MESSAGE(vm, "noopen", args.v[0]);
        return S_$Failed;
    }
    size_t n = digest_bytes(text_data(args.v[1]), (const unsigned char *)data, bytes, digest);
    free(data);
    Val v = n == 0 ? VAL_NONE : digest_format(vm_heap(vm), digest, n, text_data(args.v[2]));
    return val_is_none(v) ? NOT_MINE : v;
}

/* ---- the current directory ---- */

static Val current_directory(Heap *h)
{
    char here[PATH_MAX];

    return getcwd(here, sizeof here) == NULL ? S_$Failed : text_from(h, here);
}

typedef struct FileState {
    Val directories;         /* the stack of SetDirectory: a List of strings */
} FileState;

static FileState *file_state(Vm *vm)
{
    FileState *s = vm->state[STATE_FILES];

    if (s == NULL) {
        vm->state[STATE_FILES] = s = heap_alloc_kept(vm_heap(vm), sizeof *s);
        s->directories = list_make(vm_heap(vm), 0, NULL);
    }
    return s;
}

BUILTIN(Directory,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "",
    .usage = "Directory[] gives the current working directory.",
    .examples = EXAMPLES("DirectoryQ[Directory[]]", "True"))
{
    return current_directory(vm_heap(vm));
}

BUILTIN(DirectoryStack,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "",
    .usage = "DirectoryStack[] gives the stack of directories that SetDirectory has left.",
    .examples = EXAMPLES("DirectoryStack[]", "{}"))
{
    return file_state(vm)->directories;
}

BUILTIN(SetDirectory,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "dir_:", .messages = FILE_MESSAGES,
    .usage = "SetDirectory[\"dir\"] sets the current working directory; ResetDirectory[] goes back. SetDirectory[] "
             "goes to the home directory.",
    .examples = EXAMPLES("SetDirectory[\"/\"]", "/"))
{
    Heap *h = vm_heap(vm);
    Val before = current_directory(h), to = args.n == 0 ? text_from(h, "~") : args.v[0], path = path_of(h, to);

    if (val_is_none(path))
        return MESSAGE(vm, "fstr", to);
    if (chdir(text_data(path)) != 0) {
        MESSAGE(vm, "cdir", to);
        return S_$Failed;
    }
    Val stack = file_state(vm)->directories;
    Builder b;
    builder_start(&b, h, S_List);
    builder_push_all(&b, expr_len(stack), expr_args(stack));
    builder_push(&b, before);
    file_state(vm)->directories = builder_finish(&b);
    return current_directory(h);
}

BUILTIN(ResetDirectory,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "",
    .messages = MESSAGES("dtop", "Directory stack is empty."),
    .usage = "ResetDirectory[] goes back to the directory that was current before the last SetDirectory.",
    .examples = EXAMPLES("d = Directory[]; SetDirectory[\"/\"]; ResetDirectory[] === d", "True"))
{
    Heap *h = vm_heap(vm);
    Val stack = file_state(vm)->directories;
    size_t n = expr_len(stack);

    if (n == 0) {
        MESSAGE0(vm, "dtop");
        return current_directory(h);
    }
    Val to = expr_arg(stack, n - 1);
    file_state(vm)->directories = list_make(h, n - 1, expr_args(stack));
    return chdir(text_data(to)) == 0 ? current_directory(h) : S_$Failed;
}

BUILTIN(ParentDirectory,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "dir_:",
    .usage = "ParentDirectory[] gives the parent of the current working directory; ParentDirectory[\"dir\"] that of dir.",
    .examples = EXAMPLES("ParentDirectory[\"/usr/bin\"]", "/usr"))
{
    Heap *h = vm_heap(vm);
    Val path = args.n == 0 ? current_directory(h) : path_of(h, args.v[0]);

    if (val_is_none(path))
        return NOT_MINE;
    return absolute_path(h, text_format(h, "%s/..", text_data(absolute_path(h, path))));
}

BUILTIN(ExpandFileName,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "name_",
    .usage = "ExpandFileName[\"name\"] gives the absolute form of a file name, whether or not there is such a file.",
    .examples = EXAMPLES("ExpandFileName[\"/a/./b/../c\"]", "/a/c"))
{
    Val path = path_of(vm_heap(vm), args.v[0]);

    return val_is_none(path) ? NOT_MINE : absolute_path(vm_heap(vm), path);
}

BUILTIN(AbsoluteFileName,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "name_", .messages = FILE_MESSAGES,
    .usage = "AbsoluteFileName[\"name\"] gives the absolute name of an existing file, with links resolved.",
    .examples = EXAMPLES("AbsoluteFileName[\"/usr/..\"]", "/"))
{
    Val path = path_of(vm_heap(vm), args.v[0]);
    char full[PATH_MAX];

    if (val_is_none(path))
        return NOT_MINE;
    if (realpath(text_data(path), full) == NULL) {
        MESSAGE(vm, "fdnfnd", args.v[0]);
        return S_$Failed;
    }
    return text_from(vm_heap(vm), full);
}

/* ---- changing files ---- */

/* mkdir -p.  False and errno where it fails. */
static bool make_directories(const char *path)
{
    char part[PATH_MAX];
    size_t n = strlen(path);

    if (n == 0 || n >= sizeof part) {
        errno = EINVAL;
        return false;
    }
    for (size_t i = 1; i <= n; i++) {
        if (path[i] != '/' && path[i] != '\0')
            continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST)
            return false;
    }
    return true;
}

BUILTIN(CreateDirectory,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "name_:",
    .options = "CreateIntermediateDirectories -> True, OverwriteTarget -> False",
    .messages = MESSAGES("nffil", "File `1` could not be created.", "eexist", "`1` already exists."),
    .usage = "CreateDirectory[\"dir\"] creates a directory, and those above it, and gives its name; CreateDirectory[] "
             "creates a temporary one.",
    .examples = EXAMPLES("d = CreateDirectory[]; {DirectoryQ[d], DeleteDirectory[d]; DirectoryQ[d]}", "{True, False}"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    struct stat st;

    if (n == 0)
        return temporary_path_new(h, true);
    Val path = path_of(h, args.v[0]);
    if (val_is_none(path))
        return MESSAGE(vm, "fstr", args.v[0]);
    if (stat(text_data(path), &st) == 0) {
        MESSAGE(vm, "eexist", args.v[0]);
        return S_ISDIR(st.st_mode) ? absolute_path(h, path) : S_$Failed;
    }
    if (!make_directories(text_data(path))) {
        MESSAGE(vm, "nffil", args.v[0]);
        return S_$Failed;
    }
    return absolute_path(h, path);
}

BUILTIN(CreateFile,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "name_:",
    .options = "CreateIntermediateDirectories -> True, OverwriteTarget -> False", .messages = FILE_MESSAGES,
    .usage = "CreateFile[\"file\"] creates an empty file and gives its name; CreateFile[] creates a temporary one.",
    .examples = EXAMPLES("f = CreateFile[]; {FileByteCount[f], DeleteFile[f]; FileExistsQ[f]}", "{0, False}"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);

    if (n == 0)
        return temporary_path_new(h, false);
    Val path = path_of(h, args.v[0]), overwrite;
    if (val_is_none(path))
        return MESSAGE(vm, "fstr", args.v[0]);
    TRY(overwrite = option_get(vm, args, S_OverwriteTarget));
    const char *slash = strrchr(text_data(path), '/');
    if (slash != NULL && slash > text_data(path))
        make_directories(text_data(text_new(h, text_data(path), (size_t)(slash - text_data(path)))));
    int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (val_is(overwrite, S_True) ? O_TRUNC : O_EXCL);
    int fd = open(text_data(path), flags, 0666);
    if (fd < 0) {
        MESSAGE(vm, "filex", args.v[0]);
        return S_$Failed;
    }
    close(fd);
    return absolute_path(h, path);
}

BUILTIN(DeleteFile,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "files_", .messages = FILE_MESSAGES,
    .usage = "DeleteFile[\"file\"] deletes a file; DeleteFile[{file1, ...}] deletes several.",
    .examples = EXAMPLES("f = CreateFile[]; DeleteFile[f]; FileExistsQ[f]", "False"))
{
    Val files = val_is_plain_list(args.v[0]) ? args.v[0] : list_make(vm_heap(vm), 1, &args.v[0]);

    for (size_t i = 0; i < expr_len(files); i++)
        if (val_is_none(path_of(vm_heap(vm), expr_arg(files, i))))
            return MESSAGE(vm, "fstr", expr_arg(files, i));
    for (size_t i = 0; i < expr_len(files); i++) {
        Val path = path_of(vm_heap(vm), expr_arg(files, i));
        if (unlink(text_data(path)) != 0) {
            MESSAGE(vm, errno == ENOENT ? "fdnfnd" : "privv", expr_arg(files, i));
            return S_$Failed;
        }
    }
    return S_Null;
}

/* Removes a directory and what is in it; links are not followed. */
static Val delete_tree(Vm *vm, Val path)
{
    TRY(vm_check_stack(vm));
    DIR *dir = opendir(text_data(path));
    if (dir == NULL)
        return S_False;
    for (struct dirent *e; (e = readdir(dir)) != NULL; ) {
        struct stat st;
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        Val inner = text_format(vm_heap(vm), "%s/%s", text_data(path), e->d_name);
        if (lstat(text_data(inner), &st) != 0)
            continue;
        Val done = S_True;
        if (S_ISDIR(st.st_mode))
            done = delete_tree(vm, inner);
        else if (unlink(text_data(inner)) != 0)
            done = S_False;
        if (!val_is(done, S_True)) {
            closedir(dir);
            return done;
        }
    }
    closedir(dir);
    return rmdir(text_data(path)) == 0 ? S_True : S_False;
}

BUILTIN(DeleteDirectory,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "dir_", .options = "DeleteContents -> False",
    .messages = FILE_MESSAGES,
    .usage = "DeleteDirectory[\"dir\"] deletes an empty directory; with DeleteContents -> True, also one with files "
             "and directories in it.",
    .examples = EXAMPLES("d = CreateDirectory[]; DeleteDirectory[d]; DirectoryQ[d]", "False"))
{
    Val path = path_of(vm_heap(vm), args.v[0]), contents, done;

    if (val_is_none(path))
        return MESSAGE(vm, "fstr", args.v[0]);
    TRY(contents = option_get(vm, args, S_DeleteContents));
    if (val_is(contents, S_True)) {
        TRY(done = delete_tree(vm, path));
        if (val_is(done, S_True))
            return S_Null;
    } else if (rmdir(text_data(path)) == 0) {
        return S_Null;
    }
    MESSAGE(vm, errno == ENOTEMPTY || errno == EEXIST ? "dirne" : "nodir", args.v[0]);
    return S_$Failed;
}

static bool copy_file(const char *from, const char *to)
{
    size_t bytes;
    char *data = session_read_file(from, &bytes);
    FILE *out = data == NULL ? NULL : fopen(to, "we");
    bool ok = out != NULL && fwrite(data, 1, bytes, out) == bytes;

    if (out != NULL)
        ok &= fclose(out) == 0;
    free(data);
    return ok;
}

/* CopyFile and RenameFile: gives the target's absolute name. */
static Val move_or_copy(Vm *vm, Args args, bool copy)
{
    Heap *h = vm_heap(vm);
    Val from = path_of(h, args.v[0]), to = path_of(h, args.v[1]), overwrite;
    struct stat st;

    if (val_is_none(from) || val_is_none(to))
        return MESSAGE(vm, "fstr", val_is_none(from) ? args.v[0] : args.v[1]);
    if (stat(text_data(from), &st) != 0) {
        MESSAGE(vm, "fdnfnd", args.v[0]);
        return S_$Failed;
    }
    if (stat(text_data(to), &st) == 0 && S_ISDIR(st.st_mode)) {
        const char *slash = strrchr(text_data(from), '/');
        to = text_format(h, "%s/%s", text_data(to), slash == NULL ? text_data(from) : slash + 1);
    }
    TRY(overwrite = option_get(vm, args, S_OverwriteTarget));
    if (!val_is(overwrite, S_True) && stat(text_data(to), &st) == 0) {
        MESSAGE(vm, "filex", args.v[1]);
        return S_$Failed;
    }
    bool ok = copy ? copy_file(text_data(from), text_data(to)) : rename(text_data(from), text_data(to)) == 0;
    if (!ok && !copy && errno == EXDEV)
        ok = copy_file(text_data(from), text_data(to)) && unlink(text_data(from)) == 0;
    if (!ok) {
        MESSAGE(vm, "noopen", args.v[1]);
        return S_$Failed;
    }
    return absolute_path(h, to);
}

BUILTIN(CopyFile,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "from_, to_", .options = "OverwriteTarget -> False",
    .messages = FILE_MESSAGES,
    .usage = "CopyFile[\"file1\", \"file2\"] copies file1 to file2 and gives its name.",
    .examples = EXAMPLES("f = CreateFile[]; g = f <> \".copy\"; CopyFile[f, g] === g", "True"))
{
    return move_or_copy(vm, args, true);
}

BUILTIN(RenameFile,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "from_, to_", .options = "OverwriteTarget -> False",
    .messages = FILE_MESSAGES,
    .usage = "RenameFile[\"file1\", \"file2\"] renames file1 to file2 and gives its name.",
    .examples = EXAMPLES("f = CreateFile[]; RenameFile[f, f <> \".new\"]; FileExistsQ[f]", "False"))
{
    return move_or_copy(vm, args, false);
}

/* ---- FileNames ---- */

typedef struct Listing {
    Vm    *vm;
    Val    patterns;         /* a List of patterns for StringMatchQ, or of glob strings */
    double depth;
    Builder found;
} Listing;

static bool hidden(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Does a name match one of the patterns?  Strings are globs; other patterns go to StringMatchQ. */
static MatchResult name_matches(Listing *l, const char *name)
{
    for (size_t i = 0; i < expr_len(l->patterns); i++) {
        Val p = expr_arg(l->patterns, i);
        if (val_is_string(p)) {
            if (strcmp(text_data(p), name) == 0 || fnmatch(text_data(p), name, 0) == 0)
                return MATCH_YES;
            continue;
        }
        Val v = vm_call2(l->vm, S_StringMatchQ, text_from(vm_heap(l->vm), name), p);
        if (val_is_unwind(v))
            return MATCH_UNWIND;
        if (val_is(v, S_True))
            return MATCH_YES;
    }
    return MATCH_NO;
}

static Val list_directory(Listing *l, Val path, double level)
{
    struct dirent **entries;
    Val end = VAL_NONE;

    TRY(vm_check_stack(l->vm));
    int n = scandir(text_bytes(path) == 0 ? "." : text_data(path), &entries, NULL, alphasort);
    if (n < 0)
        return VAL_NONE;
    for (int i = 0; i < n; i++) {
        struct stat st;
        const char *name = entries[i]->d_name;
        bool slash = text_bytes(path) > 0 && text_data(path)[text_bytes(path) - 1] != '/';
        if (!hidden(name) && !val_is_unwind(end)) {
            Val full = text_format(vm_heap(l->vm), "%s%s%s", text_data(path), slash ? "/" : "", name);
            MatchResult r = name_matches(l, name);
            if (r == MATCH_UNWIND)
                end = UNWIND;
            else if (r == MATCH_YES)
                builder_push(&l->found, full);
            if (r != MATCH_UNWIND && level < l->depth && lstat(text_data(full), &st) == 0 && S_ISDIR(st.st_mode))
                end = list_directory(l, full, level + 1);
        }
        free(entries[i]);
    }
    free(entries);
    return end;
}

BUILTIN(FileNames,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "form_:\"*\", dirs_:\"\", n_:1", .options = "IgnoreCase -> Automatic",
    .usage = "FileNames[] lists the files in the current working directory; FileNames[form] those whose names match "
             "a string pattern with wildcards; FileNames[form, dir] those in dir; FileNames[form, dir, n] to n levels "
             "down, Infinity for all.",
    .messages = MESSAGES("nodirstr", "`1` is not a string or a list of strings."),
    .examples = EXAMPLES("d = CreateDirectory[]; CreateFile[d <> \"/a.txt\"]; FileNameTake /@ FileNames[\"*.txt\", d]",
                         "{a.txt}"))
{
    Heap *h = vm_heap(vm);
    Val dirs = val_is_plain_list(args.v[1]) ? args.v[1] : list_make(h, 1, &args.v[1]), form = args.v[0];
    Listing l = {.vm = vm, .depth = INFINITY};

    if (val_is_small(args.v[2]) && val_small(args.v[2]) >= 1)
        l.depth = (double)val_small(args.v[2]);
    else if (!val_is_plus_infinity(args.v[2]))
        return NOT_MINE;
    if (val_is(form, S_All))
        form = text_from(h, "*");
    l.patterns = val_is_plain_list(form) ? form : list_make(h, 1, &form);
    builder_start(&l.found, h, S_List);
    for (size_t i = 0; i < expr_len(dirs); i++) {
        Val path = path_of(h, expr_arg(dirs, i));
        if (val_is_none(path))
            return MESSAGE(vm, "nodirstr", expr_arg(dirs, i));
        TRY(list_directory(&l, path, 1));
    }
    return expr1(h, S_Sort, builder_finish(&l.found));
}
