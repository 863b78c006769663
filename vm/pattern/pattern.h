/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pattern.h -- the compiled pattern: a tree of C structures, immutable once made.
 *
 * Names are numbered; a match binds slots.  Each node knows how many elements of a sequence it can
 * take and whether it can match in one way only ("simple"), which is what lets the matcher run
 * straight through the common patterns and backtrack only where there is something to choose.
 */
#ifndef LYRA_PATTERN_PATTERN_H
#define LYRA_PATTERN_PATTERN_H

#include "vm/pattern/match.h"

typedef struct Skeleton Skeleton;      /* skeleton.c */

typedef enum PatternKind {
    PATTERN_LITERAL,          /* value */
    PATTERN_BLANK,            /* value: the head, or VAL_NONE */
    PATTERN_BLANK_SEQUENCE,
    PATTERN_BLANK_NULL_SEQUENCE,
    PATTERN_NAMED,            /* slot, sub */
    PATTERN_EXPR,             /* head (sub), args */
    PATTERN_ALTERNATIVES,     /* args */
    PATTERN_CONDITION,        /* sub, value: the condition */
    PATTERN_TEST,             /* sub, value: the test function */
    PATTERN_REPEATED,         /* sub, repeat_min, repeat_max */
    PATTERN_OPTIONAL,         /* sub, value: the default, or VAL_NONE for that of the head */
    PATTERN_EXCEPT,           /* args[0]: what must not match; sub: what must, or NULL */
    PATTERN_LONGEST,          /* sub */
    PATTERN_SHORTEST,
    PATTERN_SEQUENCE,         /* args, one after another */
    PATTERN_ORDERLESS_SEQUENCE,
    PATTERN_OPTIONS,          /* OptionsPattern: a sequence of rules */
    PATTERN_KEY_VALUE         /* args: patterns for rules, each to be found in an association */
} PatternKind;

#define SEQUENCE_MAX SIZE_MAX

struct Pattern {
    PatternKind  kind;
    bool         simple;      /* one way to match at most, exactly one element */
    bool         one_by_one;  /* of PATTERN_REPEATED: how an element matches is nothing to the others */
    bool         longest;     /* tries long sequences first */
    bool         in_order;    /* the head is Verbatim: its attributes do not count */
    int          slot;        /* of a name; -1: none */
    size_t       min, max;    /* how many elements of a sequence it can take */
    size_t       repeat_min, repeat_max;
    Val          expr;        /* what it was compiled from */
    Val          value;
    Pattern     *sub;
    size_t       n;
    Pattern    **args;
    size_t       args_min, args_max;   /* what all of args can take together */
    uint32_t     attributes_epoch;     /* of the VM, when `simple` was found out */
    Skeleton    *test;                 /* of a condition: `value` prepared, or NULL */
    /* of the root only */
    size_t       name_count;
    Val         *names;
    bool         structural;           /* whether it matches depends on the expression alone */
    bool         early;                /* a condition that runs nothing, on what is structural: may be looked at early */
};

/* The name under which what OptionsPattern took is bound. */
Val pattern_options_name(void);

/* Are two compiled patterns the same but for the names of their variables? */
bool pattern_equivalent(const Pattern *a, const Pattern *b);
/* Negative if every expression that [a] matches is evidently matched by [b] too (so [a] is the more
 * specific), positive the other way round, 0 where neither is evident. */
int pattern_compare(const Pattern *a, const Pattern *b);

#endif
