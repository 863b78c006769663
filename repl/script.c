/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * script.c -- texts that are evaluated without anybody at a terminal: -e, scripts, standard input.
 *
 * A syntax error is reported, reading goes on after it, and the exit status is 1: a script with a
 * mistake near its end has done what stands before it, as under wolframscript, but does not say
 * that all is well.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "foreign/foreign.h"
#include "repl/program.h"

void console_value(Vm *vm, Val value, Form form)
{
    Out text;

    out_init(&text);
    if (print_value(vm, &text, value, form))
        out_char(&text, '\n');
    else
        out_str(&text, "$Aborted\n");
    vm_write(vm, STREAM_OUTPUT, out_text(&text), text.len);
    out_fini(&text);
}

void console_syntax_error(Vm *vm, const SyntaxError *error)
{
    Out text;

    out_init(&text);
    out_format(&text, "\nSyntax::%s: %s (line %zu, column %zu).\n", error->tag, error->what, error->line,
               error->column);
    vm->message_count++;
    vm_write(vm, STREAM_MESSAGES, out_text(&text), text.len);
    out_fini(&text);
}

static void report_to_stderr(const SyntaxError *error)
{
    Out text;

    out_init(&text);
    syntax_error_print(error, &text);
    program_flush();
    fwrite(out_text(&text), 1, text.len, stderr);
    if (text.len > 0 && text.data[text.len - 1] != '\n')
        fputc('\n', stderr);
    out_fini(&text);
}

/* At the end: the status of the whole from that of its lines. */
static int final_status(const Vm *vm, const Options *o, int status)
{
    foreign_session_ends();
    if (program_interrupted())
        return STATUS_INTERRUPTED;
    return status == 0 && o->strict && vm->message_count > 0 ? STATUS_FAILED : status;
}

/* Reads all of the text and says what is wrong in it, without evaluating anything. */
static int check_text(Reader *reader)
{
    int status = 0;
    Val expr;

    for (;;) {
        switch (reader_next(reader, &expr)) {
        case READ_EXPR:
            break;
        case READ_END:
            return status;
        case READ_ERROR:
            report_to_stderr(&reader->error);
            status = STATUS_FAILED;
            break;
        case READ_INCOMPLETE:
            report_to_stderr(&reader->error);
            return STATUS_FAILED;
        }
    }
}

int code_run(const Options *o)
{
    Vm *vm = program_vm(o);
    Reader reader;
    Val expr, value = S_Null;
    SessionEnd end;
    int status = 0, code = 0;

    program_interrupts(vm);
    session_read(vm, &reader, NULL, o->code, strlen(o->code));
    if (o->check)
        return check_text(&reader);
    for (;;) {
        ReadResult got = reader_next(&reader, &expr);

        if (got == READ_END)
            break;
        if (got == READ_EXPR) {
            end = session_evaluate(vm, expr, &value, &code);
            status = status_after(end, code, status);
            if (end == SESSION_QUIT || program_interrupted())
                return final_status(vm, o, status);
            continue;
        }
        console_syntax_error(vm, &reader.error);
        value = S_$Failed;
        status = STATUS_FAILED;
        if (got == READ_INCOMPLETE)
            break;
    }
    console_value(vm, value, FORM_COMMAND);
    return final_status(vm, o, status);
}

/* Evaluates a whole text; prints values as -print asks. */
static int run_text(Vm *vm, const Options *o, Reader *reader)
{
    Val expr, value = VAL_NONE;
    SessionEnd end;
    int status = 0, code = 0;

    for (;;) {
        ReadResult got = reader_next(reader, &expr);

        if (got == READ_END)
            break;
        if (got == READ_EXPR) {
            end = session_evaluate(vm, expr, &value, &code);
            status = status_after(end, code, status);
            if (end == SESSION_QUIT || program_interrupted())
                return final_status(vm, o, status);
            program_flush();
            if (o->print_all)
                console_value(vm, value, FORM_COMMAND);
            continue;
        }
        report_to_stderr(&reader->error);
        status = STATUS_FAILED;
        if (got == READ_INCOMPLETE)
            break;
    }
    if (o->print_last && !o->print_all && !val_is_none(value))
        console_value(vm, value, FORM_COMMAND);
    return final_status(vm, o, status);
}

/* The script's text in malloc memory; "-" is standard input. */
static char *read_script(const char *path, size_t *bytes)
{
    return session_read_file(strcmp(path, "-") == 0 ? "/dev/stdin" : path, bytes);
}

int script_run(const Options *o)
{
    size_t bytes = 0;
    char *text;
    Reader reader;
    Vm *vm;

    text = read_script(o->file, &bytes);
    if (text == NULL) {
        fprintf(stderr, "lyra: cannot read %s: %s\n", o->file, strerror(errno));
        return STATUS_FAILED;
    }
    vm = program_vm(o);
    program_interrupts(vm);
    session_read(vm, &reader, o->file, text, bytes);
    if (o->check)
        return check_text(&reader);
    vm->input_file = o->file;
    return run_text(vm, o, &reader);
}

/* What came from standard input and is not evaluated yet. */
typedef struct Input {
    Out    text;
    size_t at;          /* how much of it is evaluated */
    size_t line;        /* of text[at], from 1 */
    bool   ended;
} Input;

static bool input_is_ready(void)
{
    struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};

    return poll(&fd, 1, 0) > 0;
}

/* Waits for more input, then takes what is there, up to [enough] bytes. */
static void read_more(Input *in, size_t enough)
{
    enum { CHUNK = 1 << 16 };
    size_t before = in->text.len;
    char chunk[CHUNK];

    program_flush();
    do {
        ssize_t n = read(STDIN_FILENO, chunk, CHUNK);

        if (n < 0 && errno == EINTR && !program_interrupted())
            continue;
        if (n <= 0) {
            in->ended = true;
            return;
        }
        out_bytes(&in->text, chunk, (size_t)n);
    } while (in->text.len - before < enough && input_is_ready());
}

/* How much of what is there ends in a whole line. */
static size_t whole_lines(const Input *in)
{
    const char *rest = in->text.data + in->at, *newline;

    if (in->ended || in->text.len == in->at)
        return in->text.len - in->at;
    newline = memrchr(rest, '\n', in->text.len - in->at);
    return newline ? (size_t)(newline - rest) + 1 : 0;
}

/* Evaluates what is complete in [in]; gives false where the session is over. */
static bool run_lines(Vm *vm, Input *in, int *status)
{
    Reader reader;
    SessionEnd end;
    Val expr, value;
    int code;

    if (whole_lines(in) == 0)
        return true;
    session_read(vm, &reader, NULL, in->text.data + in->at, whole_lines(in));
    reader.line = in->line;
    for (;;) {
        ReadResult got = reader_next(&reader, &expr);

        if (got == READ_INCOMPLETE && !in->ended)
            return true;
        in->at = (size_t)(reader.at - in->text.data);
        in->line = reader.line;
        if (got == READ_EXPR) {
            end = session_evaluate(vm, expr, &value, &code);
            *status = status_after(end, code, *status);
            if (end == SESSION_QUIT || program_interrupted())
                return false;
            if (!val_is(value, S_Null))
                console_value(vm, value, FORM_OUTPUT);
            program_flush();
        } else if (got == READ_END) {
            return true;
        } else {
            report_to_stderr(&reader.error);
            *status = STATUS_FAILED;
            if (got == READ_INCOMPLETE)
                return false;
        }
    }
}

int stdin_run(const Options *o)
{
    Input in = {.line = 1};
    Vm *vm = program_vm(o);
    int status = 0;

    vm->interactive = true;
    program_interrupts(vm);
    out_init(&in.text);
    while (!in.ended) {
        size_t waiting = in.text.len - in.at;

        /* An expression over many lines is read again when the text has doubled, or when there is
         * nothing more for now: in linear time, and without waiting for what will not come. */
        read_more(&in, waiting);
        if (!run_lines(vm, &in, &status))
            break;
        if (in.at == in.text.len)
            in.at = in.text.len = 0;
    }
    return final_status(vm, o, status);
}
