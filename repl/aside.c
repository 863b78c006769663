/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * aside.c -- text of tasks that comes while a line is edited.
 *
 * Readline knows where its cursor is only as long as nobody else writes.
 */
#include "repl/aside.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

typedef struct Piece {
    struct Piece *next;
    FILE  *file;
    size_t n;
    char   text[];
} Piece;

static struct {
    pthread_mutex_t lock;
    bool   edited;
    int    descriptor;                 /* -1: not made yet */
    Piece *first, *last;
} aside = {.lock = PTHREAD_MUTEX_INITIALIZER, .descriptor = -1};

/* False: there is no memory for it. */
static bool keep(FILE *file, const char *text, size_t n)
{
    Piece *p = malloc(sizeof *p + n);
    const uint64_t one = 1;

    if (p == NULL)
        return false;
    *p = (Piece){.file = file, .n = n};
    memcpy(p->text, text, n);
    if (aside.first == NULL)
        aside.first = p;
    else
        aside.last->next = p;
    aside.last = p;
    /* It fails only where so many have come that the thread is about to look. */
    (void)!write(aside.descriptor, &one, sizeof one);
    return true;
}

void aside_write(FILE *file, const char *text, size_t n)
{
    pthread_mutex_lock(&aside.lock);
    if (!aside.edited || !keep(file, text, n))
        fwrite(text, 1, n, file);
    pthread_mutex_unlock(&aside.lock);
}

int aside_begin(void)
{
    pthread_mutex_lock(&aside.lock);
    if (aside.descriptor < 0)
        aside.descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    aside.edited = aside.descriptor >= 0;
    pthread_mutex_unlock(&aside.lock);
    return aside.descriptor;
}

static void write_pieces(void)
{
    uint64_t count;
    bool open = false;

    (void)!read(aside.descriptor, &count, sizeof count);
    for (Piece *p; (p = aside.first) != NULL; free(p)) {
        aside.first = p->next;
        if (p->n == 0)
            continue;
        fwrite(p->text, 1, p->n, p->file);
        open = p->text[p->n - 1] != '\n';
        fflush(p->file);
    }
    if (open)
        fputc('\n', stdout);
    fflush(stdout);
}

void aside_show(void)
{
    pthread_mutex_lock(&aside.lock);
    write_pieces();
    pthread_mutex_unlock(&aside.lock);
}

void aside_end(void)
{
    pthread_mutex_lock(&aside.lock);
    aside.edited = false;
    write_pieces();
    pthread_mutex_unlock(&aside.lock);
}
