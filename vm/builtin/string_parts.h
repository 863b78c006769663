/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_parts.h -- what string_pattern.c compiles and string_scan.c runs.
 *
 * PCRE2 limits a compiled pattern to 64 KiB, so a long list of rules is compiled in several parts;
 * each part keeps the numbers of its own capture groups.
 */
#ifndef LYRA_BUILTIN_STRING_PARTS_H
#define LYRA_BUILTIN_STRING_PARTS_H

#include <pcre2.h>

#include "vm/builtin/string_pattern.h"

/* A compiled expression lies in malloc memory; a foreign object frees it when the last pattern
 * that uses it is gone. */
typedef struct Regex {
    pcre2_code          *code;
    pcre2_match_data    *data;       /* one to reuse; in use while `busy` */
    pcre2_match_context *context;
    unsigned             uses;       /* it is compiled to machine code once it proves worth it */
    bool                 busy, jit_tried;
} Regex;

typedef struct NamedGroup {
    Val      name;
    uint32_t rule, group;
    bool     hidden;                 /* bound in another branch of Alternatives */
} NamedGroup;

typedef enum CalloutKind {
    CALLOUT_CONDITION,               /* the test with the names bound so far */
    CALLOUT_CHARACTER,               /* the test of the character just matched */
    CALLOUT_GROUP,                   /* the test of what a group matched */
    CALLOUT_END                      /* a match is complete: STRING_ALL */
} CalloutKind;

typedef struct Callout {
    CalloutKind kind;
    Val         test;
    uint32_t    rule, group;
} Callout;

/* Group [group] is the user's own group number [index] of the regular expressions in rule [rule]. */
typedef struct UserGroup {
    uint32_t rule, index, group;
} UserGroup;

typedef struct StringPart {
    Val         regex;               /* the foreign object; VAL_NONE where `literal` is set */
    Val         literal;             /* a plain string to look for */
    NamedGroup *names;
    Callout    *callouts;
    UserGroup  *users;
    size_t      n_names, n_callouts, n_users;
    const uint32_t *rules;           /* of each alternative of this part */
    size_t      n_items;
    const uint8_t *has_regex;        /* by rule: does "$1" mean something on the right? */
} StringPart;

struct StringPattern {
    Val         key;
    size_t      n_patterns;
    StringMode  mode;
    unsigned    flags;
    StringPart *parts;
    size_t      n_parts;
};

/* The state of writing one part's expression. */
typedef struct Compiler {
    Vm         *vm;
    Out         text;
    StringPart *part;
    size_t      name_room, callout_room, user_room;
    uint32_t    groups;              /* capture groups written so far */
    uint32_t    rule, user_index;
    uint8_t    *has_regex;
    bool        lazy;                /* inside Shortest */
    bool        wildcards, unwound;
    Val         whole;               /* for the message */
} Compiler;

/* Writes the expression for a whole pattern; false after a message or an unwind. */
bool string_emit_top(Compiler *c, Val p);
void string_add_callout(Compiler *c, CalloutKind kind, Val test, uint32_t group);
/* Makes room for one more element of an array of [size]-byte elements; gives the array. */
void *string_make_room(Heap *h, void *old, size_t n, size_t *room, size_t size);

#endif
