/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * stream.c -- opening, closing and positioning streams.
 *
 * Input goes through a buffer of our own and not through stdio, because reading an expression needs
 * to look ahead without bound and to go back to where the expression ended, on a pipe too.
 */
#include "vm/builtin/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vm/builtin/child.h"
#include "vm/num/number.h"
#include "vm/value/descriptors.h"

enum { CHUNK = 1 << 16, LONGEST_WAIT_NS = 10000000 };

typedef struct Streams {
    int64_t      first, next;      /* numbers: of all that were opened here, and the next one */
    size_t       n, capacity;
    StreamFile **open;
} Streams;

static Streams *streams(Vm *vm)
{
    Streams *s = vm->state[STATE_STREAM];
    static const char *const names[] = {"stdout", "stderr"};

    if (s != NULL)
        return s;
    Heap *h = vm_heap(vm);
    vm->state[STATE_STREAM] = s = heap_alloc_kept(h, sizeof *s);
    s->first = s->next = (int64_t)vm->first_stream;
    s->capacity = 8;
    s->open = heap_alloc(h, s->capacity * sizeof(StreamFile *));
    for (int i = 0; i < 2; i++) {
        StreamFile *f = heap_alloc(h, sizeof *f);
        f->child = f->fd = -1;
        f->standard = i + 1;
        f->number = i + 1;
        f->name = text_from(h, names[i]);
        f->object = expr2(h, S_OutputStream, f->name, val_int(i + 1));
        s->open[s->n++] = f;
    }
    return s;
}

static StreamFile *stream_add(Vm *vm, Val name, bool input)
{
    Heap *h = vm_heap(vm);
    Streams *all = streams(vm);
    StreamFile *s = heap_alloc_kept(h, sizeof *s);

    if (all->n == all->capacity) {
        all->open = heap_grow(h, all->open, all->n * sizeof(StreamFile *), 2 * all->capacity * sizeof(StreamFile *));
        all->capacity *= 2;
    }
    s->number = all->next++;
    s->name = name;
    s->input = input;
    s->child = s->fd = -1;
    s->object = expr2(h, input ? S_InputStream : S_OutputStream, name, val_int(s->number));
    all->open[all->n++] = s;
    return s;
}

Val path_of(Heap *h, Val v)
{
    if (val_is_call(v, S_File, 1))
        v = expr_arg(v, 0);
    if (!val_is_string(v) || memchr(text_data(v), '\0', text_bytes(v)) != NULL)
        return VAL_NONE;
    const char *s = text_data(v), *home = getenv("HOME");
    if (s[0] == '~' && (s[1] == '/' || s[1] == '\0') && home != NULL)
        return text_format(h, "%s%s", home, s + 1);
    return v;
}

const char *temporary_folder(void)
{
    const char *folder = getenv("TMPDIR");

    return folder == NULL || *folder == '\0' ? "/tmp" : folder;
}

Val temporary_path_new(Heap *h, bool folder)
{
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s/lyra-XXXXXX", temporary_folder()) >= (int)sizeof path)
        return S_$Failed;
    if (folder)
        return mkdtemp(path) == NULL ? S_$Failed : text_from(h, path);
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0)
        return S_$Failed;
    close(fd);
    return text_from(h, path);
}

StreamFile *stream_open_input(Vm *vm, Val name)
{
    Val path = path_of(vm_heap(vm), name);
    struct stat st;

    if (val_is_none(path)) {
        errno = EINVAL;
        return NULL;
    }
    if (text_data(path)[0] == '!') {
        fflush(NULL);
        int output;
        pid_t child = child_shell(text_data(path) + 1, STDOUT_FILENO, &output);
        if (child < 0)
            return NULL;
        StreamFile *s = stream_add(vm, path, true);
        s->child = child;
        s->fd = output;
        return s;
    }
    int fd = open(text_data(path), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    if (fstat(fd, &st) != 0 || S_ISDIR(st.st_mode)) {
        close(fd);
        errno = EISDIR;
        return NULL;
    }
    StreamFile *s = stream_add(vm, path, true);
    s->fd = fd;
    return s;
}

StreamFile *stream_open_text(Vm *vm, Val text)
{
    StreamFile *s = stream_add(vm, text_from(vm_heap(vm), "String"), true);

    s->len = s->capacity = text_bytes(text);
    s->data = heap_alloc_atomic(vm_heap(vm), s->len + 1);
    memcpy(s->data, text_data(text), s->len);
    s->ended = true;
    return s;
}

bool path_is_plain(const char *path)
{
    struct stat st;

    return path[0] != '!' && (stat(path, &st) != 0 || S_ISREG(st.st_mode) || S_ISDIR(st.st_mode));
}

static bool is_named_pipe(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISFIFO(st.st_mode);
}

/* A named pipe is open for writing as soon as somebody reads it. */
static int open_for_writing(Heap *h, const char *path, bool append)
{
    int flags = O_WRONLY | O_CREAT | O_NONBLOCK | O_CLOEXEC | (append ? O_APPEND : O_TRUNC), fd;

    while ((fd = open(path, flags, 0666)) < 0 && errno == ENXIO && is_named_pipe(path) && !heap_stopping(h))
        (void)heap_wait(h, NULL, 0, LONGEST_WAIT_NS, false);
    return fd;
}

StreamFile *stream_open_output(Vm *vm, Val name, bool append)
{
    Val path = path_of(vm_heap(vm), name);
    struct stat st;
    pid_t child = -1;
    int fd = -1;

    if (val_is_none(path)) {
        errno = EINVAL;
        return NULL;
    }
    if (text_data(path)[0] == '!') {
        fflush(NULL);
        vm_write(vm, STREAM_OUTPUT, "", 0);
        child = child_shell(text_data(path) + 1, STDIN_FILENO, &fd);
        if (child >= 0)
            fcntl(fd, F_SETFL, O_NONBLOCK);
    } else {
        fd = open_for_writing(vm_heap(vm), text_data(path), append);
    }
    if (fd < 0)
        return NULL;
    StreamFile *s = stream_add(vm, path, false);
    s->fd = fd;
    s->child = child;
    s->pipe = fstat(fd, &st) != 0 || S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode);
    if (append && child < 0)
        s->written = lseek(fd, 0, SEEK_END);
    return s;
}

/* What a read that was interrupted has taken is there again, as far as it is still in the window. */
static void begin_operation(StreamFile *s)
{
    if (s->cut) {
        s->ended = s->cut = false;
        if (s->begun >= s->base)
            s->at = (size_t)(s->begun - s->base);
    }
    s->begun = s->base + (int64_t)s->at;
}

static bool is_stream_object(Val v)
{
    return val_is_call(v, S_InputStream, 2) || val_is_call(v, S_OutputStream, 2);
}

StreamFile *stream_find(Vm *vm, Val v, bool input)
{
    Streams *all = streams(vm);
    bool object = is_stream_object(v);

    if (!object) {
        v = path_of(vm_heap(vm), v);
        if (val_is_none(v))
            return NULL;
    }
    for (size_t i = all->n; i-- > 0; ) {
        StreamFile *s = all->open[i];
        if (s->input == input && (object ? val_same(s->object, v) : val_same(s->name, v))) {
            begin_operation(s);
            return s;
        }
    }
    return NULL;
}

/* Was it opened by another task?  It may be open still. */
static bool is_others(Vm *vm, Val v)
{
    const Streams *all = streams(vm);

    return is_stream_object(v) && val_is_small(expr_arg(v, 1)) && val_small(expr_arg(v, 1)) > 2
        && (val_small(expr_arg(v, 1)) < all->first || val_small(expr_arg(v, 1)) >= all->next);
}

void stream_refused(Vm *vm, const Builtin *b, Val v)
{
    builtin_message(vm, b, !is_stream_object(v) ? "stream" : is_others(vm, v) ? "owner" : "openx", 1, &v);
}

void stream_close(Vm *vm, StreamFile *s)
{
    Streams *all = streams(vm);

    if (s->fd >= 0)
        close(s->fd);
    int status;
    if (s->child >= 0)
        (void)child_wait(vm_heap(vm), s->child, &status);
    s->child = s->fd = -1;
    s->ended = true;
    for (size_t i = 0; i < all->n; i++) {
        if (all->open[i] == s) {
            memmove(&all->open[i], &all->open[i + 1], (all->n - i - 1) * sizeof(StreamFile *));
            all->n--;
            all->open[all->n] = NULL;
            return;
        }
    }
}

/* ---- the buffer ---- */

size_t stream_fill(Heap *h, StreamFile *s, size_t want)
{
    while (s->len - s->at < want && !s->ended) {
        /* Interrupted, out of time or of memory: for the reader that is the end; the next poll unwinds. */
        if (heap_stopping(h)) {
            s->ended = s->cut = true;
            break;
        }
        struct pollfd input = {.fd = s->fd, .events = POLLIN};
        if (heap_wait(h, &input, 1, LONGEST_WAIT_NS, false) <= 0)
            continue;
        if (s->at >= CHUNK && s->at > s->len / 2) {
            memmove(s->data, s->data + s->at, s->len - s->at);
            s->base += (int64_t)s->at;
            s->len -= s->at;
            s->at = 0;
        }
        if (s->capacity - s->len < CHUNK) {
            size_t capacity = 2 * s->capacity + CHUNK;
            if (!heap_ask(h, (double)capacity))
                continue;
            unsigned char *data = heap_alloc_atomic(h, capacity);
            if (s->len > 0)
                memcpy(data, s->data, s->len);
            s->data = data;
            s->capacity = capacity;
        }
        ssize_t n = read(s->fd, s->data + s->len, CHUNK);
        if (n < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (n <= 0)
            s->ended = true;
        else
            s->len += (size_t)n;
    }
    return s->len - s->at;
}

const char *stream_rest(Heap *h, StreamFile *s, size_t *n)
{
    while (!s->ended)
        stream_fill(h, s, s->len - s->at + 1);
    const char *rest = s->len == 0 ? "" : (const char *)s->data + s->at;
    *n = s->len - s->at;
    s->at = s->len;
    return rest;
}

int stream_peek(Heap *h, StreamFile *s)
{
    if (s->at == s->len && stream_fill(h, s, 1) == 0)
        return -1;
    return s->data[s->at];
}

static bool write_bytes(Heap *h, const StreamFile *s, const char *bytes, size_t n)
{
    struct pollfd output = {.fd = s->fd, .events = POLLOUT};

    while (n > 0) {
        ssize_t written = s->pipe ? descriptor_write(s->fd, bytes, n) : write(s->fd, bytes, n);
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        if (written > 0) {
            bytes += written;
            n -= (size_t)written;
        } else if (heap_stopping(h)) {
            return false;
        } else {
            (void)heap_wait(h, &output, 1, LONGEST_WAIT_NS, false);
        }
    }
    return true;
}

bool stream_write(Vm *vm, StreamFile *s, const char *text, size_t n)
{
    s->written += (int64_t)n;
    if (s->standard != 0) {
        vm_write(vm, s->standard == 1 ? STREAM_OUTPUT : STREAM_MESSAGES, text, n);
        return true;
    }
    return s->fd >= 0 && write_bytes(vm_heap(vm), s, text, n);
}

static int64_t stream_position(const StreamFile *s)
{
    return s->input ? s->base + (int64_t)s->at : s->written;
}

/* -1: to the end */
static bool stream_seek(Heap *h, StreamFile *s, int64_t position)
{
    if (!s->input) {
        off_t at = lseek(s->fd, position < 0 ? 0 : position, position < 0 ? SEEK_END : SEEK_SET);
        if (at >= 0)
            s->written = at;
        return at >= 0;
    }
    if (position < 0) {
        while (!s->ended)
            stream_fill(h, s, s->len - s->at + 1);
        s->at = s->len;
        return true;
    }
    if (position >= s->base) {
        size_t ahead = (size_t)(position - s->base);
        if (ahead > s->len)
            stream_fill(h, s, ahead - s->at);
        ahead = (size_t)(position - s->base);
        if (ahead > s->len)
            return false;
        s->at = ahead;
        return true;
    }
    if (s->child >= 0 || lseek(s->fd, position, SEEK_SET) != position)
        return false;
    s->base = position;
    s->at = s->len = 0;
    s->ended = false;
    return true;
}

/* ---- sources ---- */

bool source_start(Vm *vm, const Builtin *b, Val v, Source *source)
{
    *source = (Source){.stream = stream_find(vm, v, true)};
    if (source->stream != NULL)
        return true;
    if (val_is_none(path_of(vm_heap(vm), v))) {
        stream_refused(vm, b, v);
        return false;
    }
    source->stream = stream_open_input(vm, v);
    source->opened = source->stream != NULL;
    if (!source->opened)
        builtin_message(vm, b, "noopen", 1, &v);
    return source->opened;
}

void source_end(Vm *vm, Source *source)
{
    if (source->opened)
        stream_close(vm, source->stream);
    source->opened = false;
}

StreamFile *sink_start(Vm *vm, const Builtin *b, Val v)
{
    StreamFile *s = stream_find(vm, v, false);

    if (s != NULL)
        return s;
    if (val_is_none(path_of(vm_heap(vm), v)))
        stream_refused(vm, b, v);
    else if ((s = stream_open_output(vm, v, false)) == NULL && !heap_stopping(vm_heap(vm)))
        builtin_message(vm, b, "noopen", 1, &v);
    return s;
}

Val sink_write(Vm *vm, const Builtin *b, StreamFile *s, Out *out)
{
    if (stream_write(vm, s, out_text(out), out->len))
        return S_Null;
    TRY(vm_poll(vm));
    builtin_message(vm, b, "nowrite", 1, &s->object);
    return NOT_MINE;
}

/* ---- builtins ---- */

#define STREAM_OPTIONS "BinaryFormat -> False, CharacterEncoding -> Automatic, FormatType -> InputForm, " \
    "PageWidth -> 78, TotalWidth -> Infinity, NumberMarks :> $NumberMarks, Method -> Automatic"

static Val open_stream(Vm *vm, Args args, bool input, bool append)
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    Val name;

    if (n > 1 || (n == 0 && input))
        return NOT_MINE;
    name = n == 0 ? temporary_path_new(h, false) : args.v[0];
    if (n == 0 && val_is(name, S_$Failed))
        return name;
    if (val_is_none(path_of(h, name)) || text_bytes(path_of(h, name)) == 0) {
        MESSAGE(vm, "fstr", name);
        return NOT_MINE;
    }
    StreamFile *s = input ? stream_open_input(vm, name) : stream_open_output(vm, name, append);
    if (s == NULL) {
        TRY(vm_poll(vm));
        MESSAGE(vm, "noopen", name);
        return S_$Failed;
    }
    return s->object;
}

BUILTIN(OpenRead,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .options = STREAM_OPTIONS,
    .usage = "OpenRead[\"file\"] opens a file to read data from and gives an InputStream object; "
             "OpenRead[\"!command\"] reads what a command writes.",
    .examples = EXAMPLES("s = OpenRead[\"!echo hello\"]; line = ReadLine[s]; Close[s]; line", "hello"))
{
    return open_stream(vm, args, true, false);
}

BUILTIN(OpenWrite,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .options = STREAM_OPTIONS,
    .usage = "OpenWrite[\"file\"] opens a file to write output to it and gives an OutputStream object; "
             "OpenWrite[] opens a temporary file.",
    .examples = EXAMPLES("s = OpenWrite[]; WriteString[s, \"abc\"]; ReadString[Close[s]]", "abc"))
{
    return open_stream(vm, args, false, false);
}

BUILTIN(OpenAppend,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .options = STREAM_OPTIONS,
    .usage = "OpenAppend[\"file\"] opens a file to append output to it and gives an OutputStream object.",
    .examples = EXAMPLES("f = Close[OpenWrite[]]; s = OpenAppend[f]; WriteString[s, \"x\"]; ReadString[Close[s]]", "x"))
{
    return open_stream(vm, args, false, true);
}

BUILTIN(StringToStream,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "s_String",
    .usage = "StringToStream[\"string\"] opens an input stream that reads from a string.",
    .examples = EXAMPLES("Read[StringToStream[\"abc def\"], Word]", "abc"))
{
    return stream_open_text(vm, args.v[0])->object;
}

BUILTIN(Close,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "stream_, t_:None",
    .usage = "Close[stream] closes a stream and gives its name; Close[object] closes a channel or a pool; Close[pool, t] waits at most t seconds for its tasks.",
    .examples = EXAMPLES("Close[StringToStream[\"abc\"]]", "String"))
{
    if (val_is_foreign(args.v[0]) && foreign_class(args.v[0])->close != NULL)
        return foreign_class(args.v[0])->close(vm, foreign_state(args.v[0]), args);

    StreamFile *s = stream_find(vm, args.v[0], true);

    if (s == NULL)
        s = stream_find(vm, args.v[0], false);
    if (s == NULL || s->standard != 0) {
        if (val_is_string(args.v[0]))
            return MESSAGE(vm, "openx", args.v[0]);
        stream_refused(vm, args.builtin, args.v[0]);
        return NOT_MINE;
    }
    stream_close(vm, s);
    return s->name;
}

BUILTIN(Streams,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "name_:",
    .usage = "Streams[] gives a list of all open streams; Streams[\"name\"] of those with a name.",
    .examples = EXAMPLES("Length[Streams[\"stdout\"]]", "1"))
{
    Streams *all = streams(vm);
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < all->n; i++)
        if (args.n == 0 || val_same(all->open[i]->name, args.v[0]))
            builder_push(&b, all->open[i]->object);
    return builder_finish(&b);
}

static StreamFile *open_stream_argument(Vm *vm, Args args)
{
    StreamFile *s = stream_find(vm, args.v[0], true);

    if (s == NULL)
        s = stream_find(vm, args.v[0], false);
    if (s == NULL)
        stream_refused(vm, args.builtin, args.v[0]);
    return s;
}

BUILTIN(StreamPosition,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "stream_",
    .usage = "StreamPosition[stream] gives the current position in an open stream, in bytes.",
    .examples = EXAMPLES("s = StringToStream[\"abc def\"]; Read[s, Word]; StreamPosition[s]", "3"))
{
    StreamFile *s = open_stream_argument(vm, args);

    return s == NULL ? NOT_MINE : int_from_i64(vm_heap(vm), stream_position(s));
}

BUILTIN(SetStreamPosition,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "stream_, n_",
    .usage = "SetStreamPosition[stream, n] sets the position in an open stream; Infinity is its end.",
    .messages = MESSAGES("stmrng", "Cannot set the current point in stream `1` to position `2`."),
    .examples = EXAMPLES("s = StringToStream[\"abc def\"]; SetStreamPosition[s, 4]; Read[s, Word]", "def"))
{
    StreamFile *s = open_stream_argument(vm, args);
    bool end = val_is(args.v[1], S_Infinity) || val_has_head(args.v[1], S_DirectedInfinity);

    if (s == NULL || (!end && !val_is_small(args.v[1])))
        return NOT_MINE;
    if ((!end && val_small(args.v[1]) < 0) || !stream_seek(vm_heap(vm), s, end ? -1 : val_small(args.v[1])))
        return MESSAGE(vm, "stmrng", args.v[0], args.v[1]);
    return int_from_i64(vm_heap(vm), stream_position(s));
}

SYMBOL(InputStream, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "InputStream[\"name\", n] is an input stream for functions such as Read and Find.",
    .examples = EXAMPLES("Head[StringToStream[\"\"]]", "InputStream"));
SYMBOL(OutputStream, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "OutputStream[\"name\", n] is an output stream for functions such as Write.",
    .examples = EXAMPLES("Head[First[Streams[\"stdout\"]]]", "OutputStream"));
