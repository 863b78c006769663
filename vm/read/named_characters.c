/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * named_characters.c -- \[Alpha] and the like: names to code points and back.
 */
#include "vm/read/parser.h"

typedef struct NamedCharacter { const char *name; uint32_t c; } NamedCharacter;

/* By name, in byte order: it is searched by halves. */
static const NamedCharacter by_name[] = {
#define CHARACTER(name, code_point) {#name, code_point},
#include "vm/read/named_characters.def"
#undef CHARACTER
};
enum { NAMED_COUNT = sizeof by_name / sizeof by_name[0] };

uint32_t named_character(const char *name, size_t len)
{
    size_t low = 0, high = NAMED_COUNT;

    /* No name has a zero byte in it, where strncmp would stop. */
    if (memchr(name, 0, len) != NULL)
        return 0;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strncmp(by_name[middle].name, name, len);
        if (order == 0 && by_name[middle].name[len] != '\0')
            order = 1;
        if (order == 0)
            return by_name[middle].c;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

const char *character_name(uint32_t c)
{
    for (size_t i = 0; i < NAMED_COUNT; i++)
        if (by_name[i].c == c)
            return by_name[i].name;
    return NULL;
}
