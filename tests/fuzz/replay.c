/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * replay.c -- the targets without libFuzzer: replays inputs, and mutates them by a seeded generator.
 *
 *     fuzz_replay [-n MUTATIONS] [-s SEED] [-d DICTIONARY] TARGET FILE-OR-FOLDER...
 *
 * Children run the inputs; one that dies is replaced and goes on after the input that it died of.
 * Inputs that crash or take more than a second are saved as found-TARGET-NUMBER.  TAP.
 */
#include <dirent.h>
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/fuzz/targets.h"

enum { INPUT_MAX = 8192, INPUTS_MAX = 20000, TOKENS_MAX = 2000, PER_CHILD = 2000, HANG_SECONDS = 10 };

typedef struct Input { char *data; size_t n; } Input;

static Input inputs[INPUTS_MAX], tokens[TOKENS_MAX];
static size_t n_inputs, n_tokens;

/* What a child tells its parent. */
typedef struct Shared {
    size_t at, slow, n;
    double longest;
    char   data[INPUT_MAX];
} Shared;

static Shared *shared;

static void add(Input *to, size_t *count, size_t most, const char *data, size_t n)
{
    if (*count == most)
        return;
    to[*count].data = malloc(n + 1);
    if (to[*count].data == NULL)
        abort();
    memcpy(to[*count].data, data, n);
    to[(*count)++].n = n;
}

static void add_path(const char *path)
{
    struct dirent **names;
    struct stat st;
    char text[INPUT_MAX];

    if (stat(path, &st) != 0) {
        fprintf(stderr, "fuzz_replay: cannot read %s\n", path);
        exit(2);
    }
    if (S_ISDIR(st.st_mode)) {
        int n = scandir(path, &names, NULL, alphasort);
        for (int i = 0; i < n; i++) {
            if (names[i]->d_name[0] != '.') {
                snprintf(text, sizeof text, "%s/%s", path, names[i]->d_name);
                char *inner = strdup(text);
                add_path(inner);
                free(inner);
            }
            free(names[i]);
        }
        free(names);
        return;
    }
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(text, 1, sizeof text, f) : 0;
    if (f)
        fclose(f);
    add(inputs, &n_inputs, INPUTS_MAX, text, n);
}

/* A dictionary as libFuzzer takes it: a line is "token", \xNN and \" inside. */
static void read_dictionary(const char *path)
{
    FILE *f = fopen(path, "r");
    char line[512], token[512];

    while (f && fgets(line, sizeof line, f)) {
        size_t n = 0;
        char *s = strchr(line, '"'), *end = strrchr(line, '"');
        if (line[0] == '#' || s == NULL || s == end)
            continue;
        for (s++; s < end; s++) {
            if (s[0] == '\\' && s[1] == 'x') {
                token[n++] = (char)strtol((char[]){s[2], s[3], '\0'}, NULL, 16);
                s += 3;
            } else {
                s += s[0] == '\\';
                token[n++] = *s;
            }
        }
        add(tokens, &n_tokens, TOKENS_MAX, token, n);
    }
    if (f)
        fclose(f);
}

/* ---- mutation ---- */

static uint64_t state;

static size_t below(size_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return n == 0 ? 0 : (size_t)((state >> 33) % n);
}

/* Puts [n] bytes in at [at], as far as there is room. */
static void insert(Shared *s, size_t at, const char *data, size_t n)
{
    if (n > INPUT_MAX / 2 - s->n)
        n = INPUT_MAX / 2 - s->n;
    memmove(s->data + at + n, s->data + at, s->n - at);
    memmove(s->data + at, data, n);
    s->n += n;
}

static void mutate_once(Shared *s)
{
    static const char bytes[] = "[](){}<>\"\\,;:`'#&@~^*+-/%!?|=_. \n0189axzE\xff\x80\xc3\xf0";
    size_t at = below(s->n + 1), len = below(s->n - at < 40 ? s->n - at + 1 : 40);
    char piece[1024];

    switch (below(8)) {
    case 0:
        if (s->n > 0)
            s->data[below(s->n)] ^= (char)(1 << below(8));
        break;
    case 1:
        if (s->n > 0)
            s->data[below(s->n)] = bytes[below(sizeof bytes)];
        break;
    case 2:
        insert(s, at, &bytes[below(sizeof bytes)], 1);
        break;
    case 3:
        memmove(s->data + at, s->data + at + len, s->n - at - len);
        s->n -= len;
        break;
    case 4:
        memcpy(piece, s->data + at, len);
        insert(s, below(s->n + 1), piece, len);
        break;
    case 5: {
        const Input *i = &inputs[below(n_inputs)];
        size_t from = below(i->n + 1);
        insert(s, at, i->data + from, below(i->n - from + 1));
        break;
    }
    case 6:
        if (n_tokens > 0) {
            const Input *t = &tokens[below(n_tokens)];
            insert(s, at, t->data, t->n);
        }
        break;
    default:
        snprintf(piece, sizeof piece, "%" PRId64, (int64_t)(((uint64_t)1 << below(64)) - below(3)));
        insert(s, at, piece, strlen(piece));
        break;
    }
}

/* Input number [k]: those that there are, then mutations of them. */
static void make_input(size_t k, uint64_t seed)
{
    const Input *i = &inputs[k < n_inputs ? k : 0];

    state = (seed << 32) + k;
    (void)below(2), (void)below(2);
    if (k >= n_inputs)
        i = &inputs[below(n_inputs)];
    shared->n = k >= n_inputs && i->n > INPUT_MAX / 2 ? INPUT_MAX / 2 : i->n;
    memcpy(shared->data, i->data, shared->n);
    for (size_t m = k < n_inputs ? 0 : 1 + below(6); m > 0; m--)
        mutate_once(shared);
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void save(const char *target, size_t k, const char *why)
{
    char name[200];

    snprintf(name, sizeof name, "found-%s-%zu", target, k);
    FILE *f = fopen(name, "wb");
    if (f) {
        fwrite(shared->data, 1, shared->n, f);
        fclose(f);
    }
    printf("# %s: %s, saved as %s\n", target, why, name);
    fflush(stdout);
}

/* Seconds that the target takes for the input. */
static double time_of(const FuzzTarget *target)
{
    double start = now();

    alarm(HANG_SECONDS);
    target->run(shared->data, shared->n);
    return now() - start;
}

static void be_child(const FuzzTarget *target, size_t from, size_t to, uint64_t seed)
{
    fuzz_start();
    for (size_t k = from; k < to; k++) {
        shared->at = k;
        make_input(k, seed);
        double seconds = time_of(target);
        /* A busy machine delays one run, not each. */
        for (int again = 0; again < 2 && seconds > 1; again++)
            seconds = fmin(seconds, time_of(target));
        if (seconds > shared->longest)
            shared->longest = seconds;
        if (seconds > 1) {
            shared->slow++;
            save(target->name, k, "more than a second");
        }
    }
    _exit(0);
}

/* How many inputs of the first [n] ended the process. */
static size_t run_all(const FuzzTarget *target, size_t n, uint64_t seed)
{
    size_t crashes = 0;

    for (size_t from = 0; from < n;) {
        size_t to = from + PER_CHILD < n ? from + PER_CHILD : n;
        int status = 0;
        fflush(stdout);
        pid_t child = fork();
        if (child == 0)
            be_child(target, from, to, seed);
        waitpid(child, &status, 0);
        from = to;
        if (status != 0) {
            crashes++;
            from = shared->at + 1;
            save(target->name, shared->at, WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "it ended the process");
        }
    }
    return crashes;
}

int main(int argc, char **argv)
{
    size_t mutations = 0;
    uint64_t seed = 1;
    int option;

    while ((option = getopt(argc, argv, "n:s:d:")) != -1) {
        if (option == 'n')
            mutations = strtoul(optarg, NULL, 10);
        else if (option == 's')
            seed = strtoul(optarg, NULL, 10);
        else if (option == 'd')
            read_dictionary(optarg);
        else
            return 2;
    }
    const FuzzTarget *target = optind < argc ? fuzz_target(argv[optind]) : NULL;
    if (target == NULL || optind + 1 >= argc) {
        fprintf(stderr, "usage: fuzz_replay [-n MUTATIONS] [-s SEED] [-d DICTIONARY] TARGET FILE-OR-FOLDER...\n");
        return 2;
    }
    for (int i = optind + 1; i < argc; i++)
        add_path(argv[i]);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED || n_inputs == 0)
        return 2;
    size_t crashes = run_all(target, n_inputs + mutations, seed);
    printf("%s - %s: %zu inputs, %zu mutations, %zu crashes, %zu of more than a second, longest %.2f s\n",
           crashes + shared->slow == 0 ? "ok" : "not ok", target->name, n_inputs, mutations, crashes, shared->slow,
           shared->longest);
    return crashes + shared->slow == 0 ? 0 : 1;
}
