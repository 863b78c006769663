/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test.c -- lyra --test and --promote.
 *
 * Each unit (a transcript, the examples of one builtin, the doc comments of one file of lib/) runs
 * in a process of its own, a few at a time, so that a crash or a loop ends one unit and is reported
 * as its failure.  The children write "ok .." and "not ok .." lines without numbers; the parent
 * numbers them in the order of the units: TAP.
 */
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "repl/program.h"
#include "repl/transcript.h"
#include "vm/eval/library.h"

enum { SECONDS_PER_CASE = 60, SECONDS_PER_SLOW_CASE = 600 };

typedef enum UnitKind { UNIT_TRANSCRIPT, UNIT_BUILTIN, UNIT_LIBRARY, UNIT_RECORDS } UnitKind;

typedef struct Unit {
    UnitKind kind;
    char    *path;               /* of a transcript */
    size_t   index;              /* of a builtin or a file of lib/ */
    pid_t    child;
    int      pipe;               /* what the child writes; -1: not running */
    bool     done;
    int      wait_status;
    Out      text;
} Unit;

typedef struct Units {
    Unit  *v;
    size_t n;
} Units;

static Unit *add_unit(Units *units, UnitKind kind)
{
    Unit *u;

    units->v = realloc(units->v, (units->n + 1) * sizeof *units->v);
    if (units->v == NULL)
        abort();
    u = &units->v[units->n++];
    memset(u, 0, sizeof *u);
    u->kind = kind;
    u->pipe = -1;
    return u;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Adds a transcript, or all of a folder; false where the path can't be read. */
static bool add_path(Units *units, const char *path, bool named)
{
    size_t n = strlen(path);
    struct dirent **entries;
    struct stat st;
    int count;
    bool good = true;

    if (stat(path, &st) != 0)
        return false;
    if (!S_ISDIR(st.st_mode)) {
        if (named || (n > 4 && strcmp(path + n - 4, ".tst") == 0))
            add_unit(units, UNIT_TRANSCRIPT)->path = strdup(path);
        return true;
    }
    count = scandir(path, &entries, NULL, by_name);
    for (int i = 0; i < count; i++) {
        char *inner;

        if (entries[i]->d_name[0] != '.') {
            if (asprintf(&inner, "%s/%s", path, entries[i]->d_name) < 0)
                abort();
            good = add_path(units, inner, false) && good;
            free(inner);
        }
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return good && count >= 0;
}

static void print_lines(const char *what, const char *text)
{
    printf("#   %s ", what);
    for (const char *s = text; *s; s++) {
        if (*s == '\n' && s[1] == '\0')
            break;
        putchar(*s);
        if (*s == '\n')
            printf("#   %*s ", (int)strlen(what), "");
    }
    putchar('\n');
}

/* One case: its line of TAP, and on a failure what was expected and what came. */
static void run_case(Vm *vm, const Case *c, const char *name, const Options *o)
{
    Out printed = {0};
    const char *skip = c->skip;
    bool is_null, good;

#ifndef LYRA_HARD
    if (c->hard)
        skip = " only in hard builds";
#endif
    if (c->slow && !o->slow)
        skip = " slow";
    if (skip) {
        printf("ok %s # SKIP%s\n", name, skip);
        return;
    }
    /* The parent reads this to say which case it was that never came back. */
    printf("# at %s\n", name);
    fflush(stdout);
    alarm(c->slow ? SECONDS_PER_SLOW_CASE : SECONDS_PER_CASE);
    is_null = transcript_evaluate(vm, c->input, &printed);
    alarm(0);
    good = transcript_agrees(c->expected, out_text(&printed), c->near);
    if (!good && is_null) {
        /* Null need not be written, but may be. */
        out_str(&printed, "Null");
        good = transcript_agrees(c->expected, out_text(&printed), c->near);
    }
    if (good) {
        printf("ok %s\n", name);
    } else {
        printf("not ok %s\n", name);
        print_lines("input:   ", c->input);
        print_lines("expected:", c->expected);
        print_lines("printed: ", out_text(&printed));
    }
    out_fini(&printed);
}

static void run_cases(const Transcript *t, const char *path, const Options *o)
{
    Vm *vm = transcript_vm(o);

    for (size_t i = 0; i < t->n; i++) {
        char name[512];

        if (t->cases[i].fresh && i > 0)
            vm = transcript_vm(o);
        snprintf(name, sizeof name, "%s:%zu", path, t->cases[i].line);
        run_case(vm, &t->cases[i], name, o);
    }
}

static void run_transcript(const char *path, const Options *o)
{
    Transcript t;
    size_t bytes;
    char *text = session_read_file(path, &bytes);

    if (text == NULL) {
        printf("not ok %s: %s\n", path, strerror(errno));
        return;
    }
    transcript_read(&t, text, bytes, 0);
    if (t.n == 0)
        printf("not ok %s: it holds no input\n", path);
    run_cases(&t, path, o);
    transcript_free(&t);
    free(text);
}

static void run_builtin(const Builtin *b, const Options *o)
{
    Vm *vm = transcript_vm(o);
    char name[512];

    snprintf(name, sizeof name, "%s (%s:%d)", b->name, b->file, b->line);
    for (const char *const *e = b->examples; e && e[0] && e[1]; e += 2) {
        const char *input = strncmp(e[0], ">> ", 3) == 0 ? e[0] + 3 : e[0];
        Case c = {.input = (char *)input, .expected = (char *)e[1]};

        run_case(vm, &c, name, o);
    }
}

static void run_library(unsigned index, const Options *o)
{
    size_t bytes, line = 1;
    const char *text = library_text(index, &bytes), *at = text, *counted = text;

    while ((at = strstr(at, "(** ")) != NULL) {
        const char *close = strstr(at, "**)");
        char name[600];
        Transcript t;
        Vm *vm;

        if (close == NULL)
            break;
        for (; counted < at; counted++)
            line += *counted == '\n';
        snprintf(name, sizeof name, "%.*s (%s:%zu)", (int)strcspn(at + 4, "[ \n"), at + 4, library_name(index), line);
        transcript_read(&t, at + 4, (size_t)(close - at) - 4, 4);
        if (t.n == 0)
            printf("not ok %s: no example\n", name);
        vm = transcript_vm(o);
        for (size_t i = 0; i < t.n; i++)
            run_case(vm, &t.cases[i], name, o);
        transcript_free(&t);
        at = close;
    }
}

/* What is wrong with the record of a builtin; NULL: nothing. */
static const char *record_fault(const Builtin *b)
{
    const char *tick = strrchr(b->name, '`'), *name = tick ? tick + 1 : b->name;
    size_t n = strlen(name), end;

    if (b->usage == NULL)
        return "no usage";
    end = strlen(b->usage);
    if (strncmp(b->usage, name, n) != 0)
        return "its usage does not begin with its name";
    if (end == 0 || b->usage[end - 1] != '.')
        return "its usage does not end with a full stop";
    if (b->fn && b->effects == 0)
        return "it declares no effects";
    if (b->fn && (b->examples == NULL || b->examples[0] == NULL || b->examples[1] == NULL))
        return "it has no example";
    return NULL;
}

static void check_records(void)
{
    for (size_t i = 0; i < builtin_count(); i++) {
        const Builtin *b = builtin_at(i);
        const char *fault = record_fault(b);

        if (fault)
            printf("not ok %s (%s:%d): %s\n", b->name, b->file, b->line, fault);
    }
    printf("ok the records of %zu builtins were looked at\n", builtin_count());
}

/* The unit of this child; set before its thread starts. */
static const Unit *current_unit;

static int run_unit(const Options *o)
{
    const Unit *u = current_unit;

    switch (u->kind) {
    case UNIT_TRANSCRIPT: run_transcript(u->path, o); break;
    case UNIT_BUILTIN:    run_builtin(builtin_at(u->index), o); break;
    case UNIT_LIBRARY:    run_library((unsigned)u->index, o); break;
    case UNIT_RECORDS:    check_records(); break;
    }
    return 0;
}

static void start_unit(Unit *u, const Options *o)
{
    int ends[2];

    fflush(stdout);
    if (pipe(ends) != 0 || (u->child = fork()) < 0) {
        fprintf(stderr, "lyra: cannot start a process: %s\n", strerror(errno));
        exit(STATUS_FAILED);
    }
    if (u->child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        current_unit = u;
        program_run(run_unit, o);
        exit(0);
    }
    close(ends[1]);
    u->pipe = ends[0];
}

/* Takes what a child wrote; at its end, its status. */
static void read_unit(Unit *u)
{
    char chunk[4096];
    ssize_t n = read(u->pipe, chunk, sizeof chunk);

    if (n > 0) {
        out_bytes(&u->text, chunk, (size_t)n);
        return;
    }
    if (n < 0 && errno == EINTR)
        return;
    close(u->pipe);
    u->pipe = -1;
    u->done = true;
    waitpid(u->child, &u->wait_status, 0);
}

typedef struct Tally { size_t cases, failed; } Tally;

/* Prints what a unit wrote, its cases numbered; a child that died fails the case it was at. */
static void report_unit(Unit *u, Tally *tally)
{
    const char *at = out_text(&u->text);
    char pending[600] = "";

    while (*at) {
        size_t n = strcspn(at, "\n");
        bool good = strncmp(at, "ok ", 3) == 0, bad = strncmp(at, "not ok ", 7) == 0;

        if (strncmp(at, "# at ", 5) == 0) {
            snprintf(pending, sizeof pending, "%.*s", (int)n - 5, at + 5);
        } else if (good || bad) {
            pending[0] = '\0';
            tally->cases++;
            tally->failed += bad;
            printf("%s %zu - %.*s\n", good ? "ok" : "not ok", tally->cases, (int)n - (good ? 3 : 7),
                   at + (good ? 3 : 7));
        } else {
            printf("%.*s\n", (int)n, at);
        }
        at += n + (at[n] == '\n');
    }
    if (WIFSIGNALED(u->wait_status) || WEXITSTATUS(u->wait_status) != 0) {
        tally->cases++;
        tally->failed++;
        printf("not ok %zu - %s\n", tally->cases, pending[0] ? pending : u->path ? u->path : "before the first case");
        if (WIFSIGNALED(u->wait_status))
            printf("#   %s\n", WTERMSIG(u->wait_status) == SIGALRM ? "it took too long"
                                                                  : strsignal(WTERMSIG(u->wait_status)));
        else
            printf("#   it ended with status %d\n", WEXITSTATUS(u->wait_status));
    }
    out_fini(&u->text);
    fflush(stdout);
}

static void run_units(Units *units, const Options *o, Tally *tally)
{
    size_t next = 0, reported = 0, jobs = o->jobs;

    if (jobs == 0) {
        long processors = sysconf(_SC_NPROCESSORS_ONLN);

        jobs = processors > 8 ? 8 : processors > 0 ? (size_t)processors : 1;
    }
    while (reported < units->n) {
        struct pollfd fds[1000];
        Unit *running[1000];
        nfds_t n = 0;

        for (size_t i = reported; i < next; i++)
            if (units->v[i].pipe >= 0)
                running[n++] = &units->v[i];
        while (n < jobs && next < units->n) {
            start_unit(&units->v[next], o);
            running[n++] = &units->v[next++];
        }
        for (nfds_t i = 0; i < n; i++)
            fds[i] = (struct pollfd){.fd = running[i]->pipe, .events = POLLIN};
        if (poll(fds, n, -1) < 0 && errno != EINTR)
            break;
        for (nfds_t i = 0; i < n; i++)
            if (fds[i].revents)
                read_unit(running[i]);
        while (reported < units->n && units->v[reported].done)
            report_unit(&units->v[reported++], tally);
    }
}

int tests_run(const Options *o)
{
    Units units = {0};
    Tally tally = {0};
    bool good = true;

    for (const char *const *a = o->arguments; *a; a++) {
        if (strcmp(*a, "builtins") == 0) {
            for (size_t i = 0; i < builtin_count(); i++)
                if (builtin_at(i)->examples)
                    add_unit(&units, UNIT_BUILTIN)->index = i;
        } else if (strcmp(*a, "lib") == 0) {
            for (size_t i = 0; i < library_count(); i++)
                add_unit(&units, UNIT_LIBRARY)->index = i;
        } else if (strcmp(*a, "records") == 0) {
            add_unit(&units, UNIT_RECORDS);
        } else if (!add_path(&units, *a, true)) {
            fprintf(stderr, "lyra: cannot read %s: %s\n", *a, strerror(errno));
            good = false;
        }
    }
    run_units(&units, o, &tally);
    printf("1..%zu\n", tally.cases);
    if (tally.failed > 0)
        fprintf(stderr, "# %zu of %zu failed\n", tally.failed, tally.cases);
    return good && tally.failed == 0 ? 0 : STATUS_FAILED;
}

/* Writes lines [from, to) of the text. */
static void copy_lines(FILE *f, const char *text, size_t bytes, size_t from, size_t to)
{
    size_t line = 1;

    for (const char *s = text; s < text + bytes && line < to; s++) {
        if (line >= from)
            putc(*s, f);
        line += *s == '\n';
    }
}

static void write_expected(FILE *f, const char *printed)
{
    size_t n = strlen(printed);

    while (n > 0 && strchr(" \n", printed[n - 1]))
        n--;
    for (size_t i = 0; i < n;) {
        size_t len = strcspn(printed + i, "\n"), end;

        len = i + len > n ? n - i : len;
        for (end = len; end > 0 && printed[i + end - 1] == ' '; end--)
            continue;
        if (end == 0)
            fputs("<BLANKLINE>", f);
        fwrite(printed + i, 1, end, f);
        putc('\n', f);
        i += len + 1;
    }
}

int promote_run(const Options *o)
{
    size_t bytes, line = 1;
    char *text = session_read_file(o->file, &bytes), *temporary;
    Transcript t;
    FILE *f;
    Vm *vm;

    if (text == NULL || asprintf(&temporary, "%s.new", o->file) < 0 || (f = fopen(temporary, "w")) == NULL) {
        fprintf(stderr, "lyra: cannot rewrite %s: %s\n", o->file, strerror(errno));
        return STATUS_FAILED;
    }
    transcript_read(&t, text, bytes, 0);
    vm = transcript_vm(o);
    for (size_t i = 0; i < t.n; i++) {
        const Case *c = &t.cases[i];
        Out printed = {0};

        copy_lines(f, text, bytes, line, c->first);
        line = c->first;
        if (c->fresh && i > 0)
            vm = transcript_vm(o);
        if (c->skip || (c->slow && !o->slow))
            continue;
        transcript_evaluate(vm, c->input, &printed);
        if (transcript_agrees(c->expected, out_text(&printed), c->near))
            continue;
        write_expected(f, out_text(&printed));
        line = c->last;
        out_fini(&printed);
    }
    copy_lines(f, text, bytes, line, SIZE_MAX);
    if (fclose(f) != 0 || rename(temporary, o->file) != 0) {
        fprintf(stderr, "lyra: cannot rewrite %s: %s\n", o->file, strerror(errno));
        return STATUS_FAILED;
    }
    return 0;
}
