/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * stream.h -- open streams of a VM, and what reads from and writes to them.
 */
#ifndef LYRA_BUILTIN_STREAM_H
#define LYRA_BUILTIN_STREAM_H

#include "vm/eval/builtin.h"

/* An input stream is a window [data, data + len) of what is read; `at` is the place in it, `base`
 * the position in the stream of data[0].  An output stream is a file or pipe, or stdout or stderr of the VM. */
typedef struct StreamFile {
    int64_t        number;
    Val            object;       /* InputStream["name", n] or OutputStream["name", n] */
    Val            name;         /* a string */
    bool           input, ended;
    bool           cut;          /* a read was interrupted: it has not ended after all */
    int64_t        begun;        /* where the last operation began */
    int            fd;           /* of a file or pipe, whose reads and writes do not wait; -1: none */
    bool           pipe;         /* it may have nobody at its other end */
    pid_t          child;        /* the command that it is a pipe to or from; -1: none */
    int            standard;     /* 1, 2: standard output, messages */
    unsigned char *data;
    size_t         at, len, capacity;
    int64_t        base, written;
} StreamFile;

/* A file name: a string or File["..."], with ~ expanded; VAL_NONE for anything else. */
Val path_of(Heap *h, Val v);
/* Is it no command, device or pipe, where reading may take as long as it likes? */
bool path_is_plain(const char *path);
/* The folder for temporary files. */
const char *temporary_folder(void);
/* The name of an empty file, or an empty folder, that was made in it; $Failed where none can be. */
Val temporary_path_new(Heap *h, bool folder);

/* Opens a file or, after "!", a command; NULL and errno where it can't be. */
StreamFile *stream_open_input(Vm *vm, Val name);
StreamFile *stream_open_text(Vm *vm, Val text);
StreamFile *stream_open_output(Vm *vm, Val name, bool append);
/* The open stream that [v] (a stream object or a name) is; NULL where there is none. */
StreamFile *stream_find(Vm *vm, Val v, bool input);
void stream_close(Vm *vm, StreamFile *s);
/* The message about [v], which stream_find did not find: it is no stream, is not open, or belongs to another task. */
void stream_refused(Vm *vm, const Builtin *b, Val v);

/* Makes [want] bytes available at s->at, unless the stream ends before; gives how many there are. */
size_t stream_fill(Heap *h, StreamFile *s, size_t want);
/* All that is left, [n] bytes; less where the next poll unwinds. */
const char *stream_rest(Heap *h, StreamFile *s, size_t *n);
int stream_peek(Heap *h, StreamFile *s);          /* the next byte, or -1 at the end */
static inline int stream_get(Heap *h, StreamFile *s)
{
    int c = stream_peek(h, s);

    s->at += c >= 0;
    return c;
}
/* Waits where a pipe is full.  False where not all was written, or the next poll unwinds. */
bool stream_write(Vm *vm, StreamFile *s, const char *text, size_t n);

/* What a builtin that reads was given as its source: an open stream or a file to be opened. */
typedef struct Source {
    StreamFile *stream;
    bool        opened;          /* by us: source_end closes it */
} Source;
/* A message and false where [v] is nothing that can be read. */
bool source_start(Vm *vm, const Builtin *b, Val v, Source *source);
void source_end(Vm *vm, Source *source);
/* The same for writing; a file is opened and stays open.  NULL after a message, or where the next poll unwinds. */
StreamFile *sink_start(Vm *vm, const Builtin *b, Val v);
/* Null; NOT_MINE after the message that not all was written; or UNWIND. */
MUST_USE Val sink_write(Vm *vm, const Builtin *b, StreamFile *s, Out *text);

#endif
