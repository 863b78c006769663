/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * transcript.c -- reading transcripts, running an input, comparing.
 */
#include "repl/transcript.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "repl/program.h"
#include "vm/eval/library.h"

typedef struct Lines {
    const char *at, *end;
    size_t      number;          /* of the line that comes next, from 1 */
    size_t      indent;
} Lines;

/* The next line, without its indentation and newline; false at the end. */
static bool next_line(Lines *in, const char **line, size_t *n)
{
    const char *newline;
    size_t skipped = 0;

    if (in->at >= in->end)
        return false;
    newline = memchr(in->at, '\n', (size_t)(in->end - in->at));
    *line = in->at;
    *n = (size_t)((newline ? newline : in->end) - in->at);
    in->at = newline ? newline + 1 : in->end;
    in->number++;
    while (skipped < in->indent && *n > 0 && **line == ' ') {
        ++*line;
        --*n;
        skipped++;
    }
    while (*n > 0 && isspace((unsigned char)(*line)[*n - 1]))
        --*n;
    return true;
}

static bool begins(const char *line, size_t n, const char *with)
{
    return n >= strlen(with) && memcmp(line, with, strlen(with)) == 0;
}

static bool is_input(const char *line, size_t n)
{
    return begins(line, n, ">> ") || (n == 2 && memcmp(line, ">>", 2) == 0);
}

static char *take_text(Out *o)
{
    char *text = strdup(out_text(o));

    if (text == NULL)
        abort();
    o->len = 0;
    return text;
}

static void add_line(Out *o, const char *line, size_t n)
{
    if (o->len > 0)
        out_char(o, '\n');
    out_bytes(o, line, n);
}

/* A directive for the next case; true if the line is one. */
static bool read_directive(Case *c, const char *line, size_t n)
{
    if (n < 2 || line[0] != '#' || !islower((unsigned char)line[1]))
        return false;
    if (begins(line, n, "#fresh"))
        c->fresh = true;
    else if (begins(line, n, "#slow"))
        c->slow = true;
    else if (begins(line, n, "#hard"))
        c->hard = true;
    else if (begins(line, n, "#near "))
        c->near = strtod(line + 6, NULL);
    else if (begins(line, n, "#skip"))
        c->skip = strndup(line + 5, n - 5);
    return true;
}

static Case *add_case(Transcript *t)
{
    t->cases = realloc(t->cases, (t->n + 1) * sizeof *t->cases);
    if (t->cases == NULL)
        abort();
    return &t->cases[t->n++];
}

/* Reads the lines of input and output of the case whose first line is [line]; on return the line
 * that ended it is in *line, if it is an input. */
static bool read_case(Case *c, Lines *in, const char **line, size_t *n)
{
    Out input = {0}, expected = {0};
    bool more, in_input = true, next_is_input = false;

    c->line = in->number;
    add_line(&input, *line + (*n > 2 ? 3 : 2), *n - (*n > 2 ? 3 : 2));
    c->first = c->last = in->number + 1;
    while ((more = next_line(in, line, n))) {
        if (in_input && (begins(*line, *n, ".. ") || (*n == 2 && begins(*line, *n, "..")))) {
            add_line(&input, *line + (*n > 2 ? 3 : 2), *n - (*n > 2 ? 3 : 2));
            c->first = c->last = in->number + 1;
            continue;
        }
        in_input = false;
        next_is_input = is_input(*line, *n);
        if (*n == 0 || next_is_input)
            break;
        if (expected.len > 0 || c->last > c->first)
            out_char(&expected, '\n');
        if (!(*n == 11 && begins(*line, *n, "<BLANKLINE>")))
            out_bytes(&expected, *line, *n);
        c->last = in->number + 1;
    }
    c->input = take_text(&input);
    c->expected = take_text(&expected);
    out_fini(&input);
    out_fini(&expected);
    return more && next_is_input;
}

void transcript_read(Transcript *t, const char *text, size_t bytes, size_t indent)
{
    Lines in = {text, text + bytes, 0, indent};
    Case directives = {0};
    const char *line;
    size_t n;
    int comment = 0;

    memset(t, 0, sizeof *t);
    while (next_line(&in, &line, &n)) {
        if (comment > 0 || begins(line, n, "(*")) {
            for (size_t i = 0; i + 1 < n; i++)
                comment += (line[i] == '(' && line[i + 1] == '*') - (line[i] == '*' && line[i + 1] == ')');
            continue;
        }
        if (read_directive(&directives, line, n))
            continue;
        while (is_input(line, n)) {
            bool again;
            Case c = directives;

            directives = (Case){0};
            again = read_case(&c, &in, &line, &n);
            *add_case(t) = c;
            if (!again)
                break;
        }
    }
}

void transcript_free(Transcript *t)
{
    for (size_t i = 0; i < t->n; i++) {
        free(t->cases[i].input);
        free(t->cases[i].expected);
        free(t->cases[i].skip);
    }
    free(t->cases);
    memset(t, 0, sizeof *t);
}

static void collect_text(void *state, Stream to, const char *text, size_t n)
{
    Out *o = *(Out **)state;

    /* The empty line before a message is not written in transcripts. */
    if (to == STREAM_MESSAGES && n > 0 && text[0] == '\n') {
        text++;
        n--;
    }
    if (o)
        out_bytes(o, text, n);
}

Vm *transcript_vm(const Options *given)
{
    Options options = {.library = given->library, .no_compile = given->no_compile};
    static const char *const no_arguments[] = {NULL};
    Vm *vm;

    options.arguments = no_arguments;
    vm = program_vm(&options);
    vm->write = collect_text;
    vm->write_state = calloc(1, sizeof(Out *));
    if (vm->write_state == NULL)
        abort();
    return vm;
}

bool transcript_evaluate(Vm *vm, const char *input, Out *printed)
{
    Reader reader;
    Val expr, value = S_Null;
    int code = 0;

    *(Out **)vm->write_state = printed;
    session_read(vm, &reader, NULL, input, strlen(input));
    for (;;) {
        ReadResult got = reader_next(&reader, &expr);

        if (got == READ_END)
            break;
        if (got == READ_EXPR) {
            if (session_evaluate(vm, expr, &value, &code) == SESSION_QUIT)
                break;
            continue;
        }
        console_syntax_error(vm, &reader.error);
        value = S_$Failed;
        if (got == READ_INCOMPLETE)
            break;
    }
    if (!val_is(value, S_Null))
        console_value(vm, value, FORM_COMMAND);
    *(Out **)vm->write_state = NULL;
    return val_is(value, S_Null);
}

static bool is_number_start(const char *s)
{
    return isdigit((unsigned char)s[0]) || (s[0] == '.' && isdigit((unsigned char)s[1]));
}

/* Reads a number as InputForm writes it: 1.5*^-7, with a precision mark or without. */
static double read_real(const char **s)
{
    char *end;
    double x = 0;
    long exponent;

    x = strtod(*s, &end);
    if (*end == '`') {
        end++;
        if (is_number_start(end))
            strtod(end, &end);
    }
    if (end[0] == '*' && end[1] == '^') {
        exponent = strtol(end + 2, &end, 10);
        x *= pow(10, (double)exponent);
    }
    *s = end;
    return x;
}

static const char *skip_blanks_at_end(const char *s)
{
    const char *p = s;

    while (*p == ' ')
        p++;
    return *p == '\n' || *p == '\0' ? p : s;
}

bool transcript_agrees(const char *expected, const char *printed, double near)
{
    for (;;) {
        expected = skip_blanks_at_end(expected);
        printed = skip_blanks_at_end(printed);
        if (near > 0 && is_number_start(expected) && is_number_start(printed)) {
            double a = read_real(&expected), b = read_real(&printed);

            if (!(fabs(a - b) <= near * fmax(1, fabs(a))))
                return false;
            continue;
        }
        if (*expected == '\0' || *printed == '\0')
            break;
        if (*expected++ != *printed++)
            return false;
    }
    /* What is left may be blanks and line ends. */
    return expected[strspn(expected, " \n")] == '\0' && printed[strspn(printed, " \n")] == '\0';
}
