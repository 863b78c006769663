/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * options.c -- reading the command line.
 *
 * Options of wolframscript have one dash and long names, those of other programs two; each name is
 * taken with either.  The first argument that is no option is the script; all that follows it, and
 * all that follows "--", is the script's own.
 */
#include "repl/options.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vm/api.h"

typedef enum OptionName {
#define OPTION(id, names, argument, help) OPTION_##id,
#include "repl/options.def"
#undef OPTION
    OPTION_COUNT
} OptionName;

typedef struct OptionRow {
    const char *names, *argument, *help;
} OptionRow;

static const OptionRow rows[OPTION_COUNT] = {
#define OPTION(id, names, argument, help) {names, argument, help},
#include "repl/options.def"
#undef OPTION
};

static bool names_have(const char *names, const char *name, size_t len)
{
    while (*names) {
        size_t n = strcspn(names, " ");

        if (n == len && strncmp(names, name, n) == 0)
            return true;
        names += n;
        names += strspn(names, " ");
    }
    return false;
}

static OptionName find_option(const char *name, size_t len)
{
    unsigned i;

    for (i = 0; i < OPTION_COUNT; i++)
        if (names_have(rows[i].names, name, len))
            break;
    return (OptionName)i;
}

static bool complain(const char *what, const char *about)
{
    fprintf(stderr, "lyra: %s%s\nTry lyra --help.\n", what, about);
    return false;
}

static void add_code(Options *o, const char *code)
{
    size_t before = o->code ? strlen(o->code) + 1 : 0, n = strlen(code) + 1;
    char *joined = malloc(before + n);

    if (joined == NULL)
        abort();
    if (before > 0) {
        memcpy(joined, o->code, before - 1);
        joined[before - 1] = '\n';
    }
    memcpy(joined + before, code, n);
    free((char *)o->code);
    o->code = joined;
    o->task = TASK_CODE;
}

static bool read_number(const char *text, double *x)
{
    char *end;

    *x = strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*x) && *x > 0;
}

/* Bytes in decimal, of a number with K, M or G after it. */
static bool read_size(const char *text, char *bytes, size_t room)
{
    static const char units[] = "KMG";
    char *end;
    double x = strtod(text, &end);
    const char *unit = *end == 0 ? NULL : strchr(units, *end & ~0x20);

    if (end == text || (*end != 0 && (unit == NULL || end[1] != 0)))
        return false;
    for (const char *u = units; unit != NULL && u <= unit; u++)
        x *= 1024;
    if (!(x >= HEAP_LIMIT_LEAST) || x > 1e18)
        return false;
    snprintf(bytes, room, "%.0f", x);
    return true;
}

static bool take_value(Options *o, OptionName name, const char *value)
{
    double x;

    switch (name) {
    case OPTION_CODE:
        add_code(o, value);
        return true;
    case OPTION_FILE:
    case OPTION_SCRIPT:
        o->task = TASK_SCRIPT;
        o->file = value;
        return true;
    case OPTION_PROMOTE:
        o->task = TASK_PROMOTE;
        o->file = value;
        return true;
    case OPTION_LIB:
        o->library = value;
        return true;
    case OPTION_TIMEOUT:
        return read_number(value, &o->timeout) ? true
            : complain("-timeout takes a positive number of seconds, not ", value);
    case OPTION_MEMORY:
        return read_size(value, o->memory, sizeof o->memory) ? true
            : complain("--memory takes a size from 16M on, such as 500M or 2G, not ", value);
    case OPTION_JOBS:
        if (!read_number(value, &x) || x > 1000)
            return complain("--jobs takes a positive number, not ", value);
        o->jobs = (unsigned)x;
        return true;
    case OPTION_DUMP:
        o->dump_code = strcmp(value, "code") == 0;
        return o->dump_code ? true : complain("--dump takes code, not ", value);
    case OPTION_MESSAGES:
        o->messages_to_stderr = strcmp(value, "stderr") == 0;
        return o->messages_to_stderr || strcmp(value, "stdout") == 0 ? true
            : complain("--messages takes stdout or stderr, not ", value);
    default:
        return true;
    }
}

static bool take_flag(Options *o, OptionName name)
{
    switch (name) {
    case OPTION_PRINT:    o->print_last = true; break;
    case OPTION_STRICT:   o->strict = true; break;
    case OPTION_NO_COMPILE: o->no_compile = true; break;
    case OPTION_CHECK:    o->check = true; break;
    case OPTION_NO_PROMPT: o->no_prompt = true; break;
    case OPTION_NO_INIT:  o->no_init = true; break;
    case OPTION_SLOW:     o->slow = true; break;
    case OPTION_TEST:     o->task = TASK_TEST; break;
    case OPTION_VERSION:  o->task = TASK_VERSION; break;
    case OPTION_HELP:     o->task = TASK_HELP; break;
    default:              break;
    }
    return true;
}

/* Takes the option argv[*i], and its argument from there or from the next word. */
static bool take_option(Options *o, int *i, int argc, char **argv)
{
    const char *name = argv[*i] + 1, *equals;
    OptionName option;
    size_t len;

    name += *name == '-';
    equals = strchr(name, '=');
    len = equals ? (size_t)(equals - name) : strlen(name);
    option = find_option(name, len);
    if (option == OPTION_COUNT)
        return complain("unknown option ", argv[*i]);
    if (rows[option].argument == NULL)
        return equals ? complain("no value is expected in ", argv[*i]) : take_flag(o, option);
    if (option == OPTION_PRINT) {
        const char *next = equals ? equals + 1 : *i + 1 < argc ? argv[*i + 1] : NULL;

        if (next && strcmp(next, "all") == 0) {
            o->print_all = true;
            *i += !equals;
        } else if (equals) {
            return complain("-print takes nothing or all, not ", next);
        }
        return take_flag(o, option);
    }
    if (equals)
        return take_value(o, option, equals + 1);
    if (++*i >= argc)
        return complain("a value is missing after ", argv[argc - 1]);
    return take_value(o, option, argv[*i]);
}

/* Which option the word names; OPTION_COUNT where it names none. */
static OptionName word_option(const char *word)
{
    const char *name = word + 1;

    if (word[0] != '-')
        return OPTION_COUNT;
    name += *name == '-';
    return find_option(name, strcspn(name, "="));
}

/* What follows a script's name is the script's own; but -file F, as in wolframscript, may be
 * followed by more of our options.  Leaves argv[*i] as the script's name before its arguments. */
static bool take_script_options(Options *o, int *i, int argc, char **argv, bool ours)
{
    for (++*i; ours && *i < argc && argv[*i][0] == '-' && argv[*i][1] != '\0'; ++*i) {
        if (strcmp(argv[*i], "--") == 0) {
            ++*i;
            break;
        }
        if (word_option(argv[*i]) == OPTION_COUNT)
            break;
        if (!take_option(o, i, argc, argv))
            return false;
    }
    argv[--*i] = (char *)o->file;
    return true;
}

bool options_read(Options *o, int argc, char **argv)
{
    bool take_after_file = false;
    int i = 1;

    memset(o, 0, sizeof *o);
    for (; i < argc && argv[i][0] == '-' && argv[i][1] != '\0'; i++) {
        if (strcmp(argv[i], "--") == 0) {
            i++;
            break;
        }
        if (!take_option(o, &i, argc, argv))
            return false;
        if (o->task == TASK_SCRIPT) {
            take_after_file = word_option(argv[i]) == OPTION_FILE || word_option(argv[i - 1]) == OPTION_FILE;
            break;
        }
    }
    if (o->task == TASK_SCRIPT) {
        if (!take_script_options(o, &i, argc, argv, take_after_file))
            return false;
    } else if (o->task == TASK_SESSION && i < argc) {
        o->task = TASK_SCRIPT;
        o->file = argv[i];
    }
    o->arguments = (const char *const *)(argv + (i < argc ? i : argc));
    if (o->task == TASK_TEST && i >= argc)
        return complain("--test needs files or folders, builtins or lib", "");
    return true;
}

void options_help(FILE *to)
{
    fputs("lyra                        evaluate what is typed\n"
          "lyra SCRIPT [ARGUMENTS]     evaluate a file\n"
          "lyra -e CODE                evaluate CODE, print the last value\n\n", to);
    for (unsigned i = 0; i < OPTION_COUNT; i++) {
        char left[64];
        size_t n = strcspn(rows[i].names, " ");

        snprintf(left, sizeof left, "%s%.*s%s%s", n == 1 ? "-" : "--", (int)n, rows[i].names,
                 rows[i].argument ? " " : "", rows[i].argument ? rows[i].argument : "");
        fprintf(to, "  %-20s  %s\n", left, rows[i].help);
    }
    fputs("\nExit status: 0; n of Exit[n]; 1 where the script could not be read or parsed or something in it\n"
          "ended in an uncaught Throw, Abort or limit; 2 wrong usage; 124 time-out; 130 interrupt.\n", to);
}
