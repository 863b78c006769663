/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_compare.c -- questions about two lists as sets: ContainsAll, SubsetQ, DisjointQ, ..
 */
#include "vm/builtin/items.h"

/* Two lists and the test that says which elements are the same; VAL_NONE: SameQ. */
typedef struct Pair {
    Items  a, b;
    Val    test;
    ValSet set;              /* of the elements that are looked in, where there is no test */
    const Items *set_of;
} Pair;

/* YES: go on. */
static MatchResult pair_read(Vm *vm, Args args, Pair *p)
{
    size_t n = options_split(args);

    if (n == 1 || !count_ok(vm, args, n, 2, 2))
        return MATCH_NO;
    for (size_t i = 0; i < 2; i++)
        if (!items_of(vm_heap(vm), args.v[i], i ? &p->b : &p->a)) {
            MESSAGE(vm, "normal", val_int((int64_t)i + 1), args.expr);
            return MATCH_NO;
        }
    p->set_of = NULL;
    p->test = option_get(vm, args, S_SameTest);
    if (val_is_unwind(p->test))
        return MATCH_UNWIND;
    if (val_is(p->test, S_Automatic) || val_is(p->test, S_SameQ))
        p->test = VAL_NONE;
    return MATCH_YES;
}

/* Is [x] in [it]? */
static MatchResult is_in(Vm *vm, Pair *p, Val x, const Items *it)
{
    if (val_is_none(p->test)) {
        if (p->set_of != it) {
            bool fresh;

            valset_start(&p->set, vm_heap(vm));
            for (size_t i = 0; i < it->n; i++) {
                if (val_is_unwind(vm_poll(vm)))
                    return MATCH_UNWIND;
                valset_add(&p->set, it->v[i], &fresh);
            }
            p->set_of = it;
        }
        return valset_has(&p->set, x) ? MATCH_YES : MATCH_NO;
    }
    for (size_t i = 0; i < it->n; i++) {
        MatchResult r = call_test2(vm, p->test, it->v[i], x);

        if (r != MATCH_NO)
            return r;
    }
    return MATCH_NO;
}

/* Is there an element of [these] for which being in [those] is [wanted]? */
static MatchResult any_in(Vm *vm, Pair *p, const Items *these, const Items *those, bool wanted)
{
    for (size_t i = 0; i < these->n; i++) {
        MatchResult r = is_in(vm, p, these->v[i], those);

        if (r == MATCH_UNWIND || val_is_unwind(vm_poll(vm)))
            return MATCH_UNWIND;
        if ((r == MATCH_YES) == wanted)
            return MATCH_YES;
    }
    return MATCH_NO;
}

static Val answer(MatchResult r, bool negate)
{
    return r == MATCH_UNWIND ? UNWIND : (r == MATCH_YES) != negate ? S_True : S_False;
}

#define PAIR(p)                                                          \
    do {                                                                 \
        MatchResult pair_result_ = pair_read(vm, args, (p));             \
        if (pair_result_ != MATCH_YES)                                   \
            return pair_result_ == MATCH_UNWIND ? UNWIND : NOT_MINE;     \
    } while (0)

BUILTIN(ContainsAll,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> SameQ",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "ContainsAll[e1, e2] gives True if e1 contains all elements of e2.\nContainsAll[e2] is an operator form.",
    .examples = EXAMPLES("ContainsAll[{a, b, c}, {c, a}]", "True", "ContainsAll[{a}, {a, b}]", "False"))
{
    Pair p;

    PAIR(&p);
    return answer(any_in(vm, &p, &p.b, &p.a, false), true);
}

BUILTIN(ContainsOnly,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> SameQ",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "ContainsOnly[e1, e2] gives True if e1 contains nothing but elements of e2.\n"
             "ContainsOnly[e2] is an operator form.",
    .examples = EXAMPLES("ContainsOnly[{a, a}, {a, b}]", "True", "ContainsOnly[{a, c}, {a, b}]", "False"))
{
    Pair p;

    PAIR(&p);
    return answer(any_in(vm, &p, &p.a, &p.b, false), true);
}

BUILTIN(ContainsExactly,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> SameQ",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "ContainsExactly[e1, e2] gives True if e1 and e2 contain the same elements, in any order and number.\n"
             "ContainsExactly[e2] is an operator form.",
    .examples = EXAMPLES("ContainsExactly[{a, b}, {b, a, a}]", "True"))
{
    Pair p;
    MatchResult r;

    PAIR(&p);
    r = any_in(vm, &p, &p.a, &p.b, false);
    if (r == MATCH_NO)
        r = any_in(vm, &p, &p.b, &p.a, false);
    return answer(r, true);
}

BUILTIN(ContainsAny,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> SameQ",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "ContainsAny[e1, e2] gives True if e1 contains an element of e2.\nContainsAny[e2] is an operator form.",
    .examples = EXAMPLES("ContainsAny[{a, b}, {b, c}]", "True"))
{
    Pair p;

    PAIR(&p);
    return answer(any_in(vm, &p, &p.b, &p.a, true), false);
}

BUILTIN(ContainsNone,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> SameQ",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "ContainsNone[e1, e2] gives True if e1 contains no element of e2.\nContainsNone[e2] is an operator form.",
    .examples = EXAMPLES("ContainsNone[{a, b}, {c}]", "True"))
{
    Pair p;

    PAIR(&p);
    return answer(any_in(vm, &p, &p.b, &p.a, true), true);
}

BUILTIN(SubsetQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> SameQ",
    .apply = operator_last1,
    .quiet_count = true,
    .usage = "SubsetQ[list1, list2] gives True if every element of list2 is in list1.\nSubsetQ[list1] is an operator form.",
    .examples = EXAMPLES("SubsetQ[{a, b, c}, {c, a}]", "True", "SubsetQ[{a}, {b}]", "False"))
{
    Pair p;

    PAIR(&p);
    if (!val_same(items_list_head(&p.a), items_list_head(&p.b)))
        return MESSAGE(vm, "heads", items_list_head(&p.a), items_list_head(&p.b));
    return answer(any_in(vm, &p, &p.b, &p.a, false), true);
}

BUILTIN(DisjointQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> SameQ",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "DisjointQ[list1, list2] gives True if the lists have no element in common.",
    .examples = EXAMPLES("DisjointQ[{a, b}, {c}]", "True"))
{
    Pair p;

    PAIR(&p);
    return answer(any_in(vm, &p, &p.b, &p.a, true), true);
}

BUILTIN(IntersectingQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> SameQ",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "IntersectingQ[list1, list2] gives True if the lists have an element in common.",
    .examples = EXAMPLES("IntersectingQ[{a, b}, {b, c}]", "True"))
{
    Pair p;

    PAIR(&p);
    return answer(any_in(vm, &p, &p.b, &p.a, true), false);
}
