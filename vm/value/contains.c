/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * contains.c -- is something a part of an expression?
 *
 * Parts may be shared: sixty times {#, #} of a symbol is an expression of 2^60 leaves in sixty nodes.  A search that has
 * taken long notes the nodes that it has been to, so that it goes to each once.
 */
#include <stdint.h>
#include <stdlib.h>

#include "vm/value/assoc.h"
#include "vm/value/expr.h"

enum { VISITS_UNNOTED = 10000, NODES_FIRST = 1 << 12 };

typedef struct Search {
    Val         part;
    bool        symbol;              /* part is one: where its bloom bit is not, it is not */
    size_t      visits, n, capacity; /* of the open-addressing table of nodes that were searched in vain */
    const Node **nodes;
} Search;

static size_t place_of(const Search *s, const Node *node)
{
    size_t at = ((uintptr_t)node >> 4) * 0x9E3779B97F4A7C15u & (s->capacity - 1);

    while (s->nodes[at] != NULL && s->nodes[at] != node)
        at = (at + 1) & (s->capacity - 1);
    return at;
}

/* Without memory it stays as it is, and the search takes its time. */
static void make_room(Search *s)
{
    Search larger = *s;

    larger.capacity = s->capacity == 0 ? NODES_FIRST : 2 * s->capacity;
    larger.nodes = calloc(larger.capacity, sizeof *larger.nodes);
    if (larger.nodes == NULL)
        return;
    for (size_t i = 0; i < s->capacity; i++)
        if (s->nodes[i] != NULL)
            larger.nodes[place_of(&larger, s->nodes[i])] = s->nodes[i];
    free(s->nodes);
    *s = larger;
}

/* Was the search here before?  If not, it now was. */
static bool was_here(Search *s, const Node *node)
{
    if (++s->visits < VISITS_UNNOTED)
        return false;
    if (2 * s->n >= s->capacity)
        make_room(s);
    if (2 * s->n >= s->capacity)
        return false;
    size_t at = place_of(s, node);
    if (s->nodes[at] == node)
        return true;
    s->nodes[at] = node;
    s->n++;
    return false;
}

static bool found_in(Search *s, Val v)
{
    if (s->symbol ? val_is(v, s->part) : val_same(v, s->part))
        return true;
    if (!val_is_pointer(v) || (s->symbol && (val_node(v)->bloom & val_node(s->part)->bloom) == 0))
        return false;
    if (val_is_expr(v)) {
        if (was_here(s, val_node(v)))
            return false;
        if (found_in(s, expr_head(v)))
            return true;
        for (size_t i = 0; i < expr_len(v); i++)
            if (found_in(s, expr_arg(v, i)))
                return true;
    } else if (val_is_assoc(v)) {
        AssocEntry e;
        for (AssocIter it = assoc_iter(v); assoc_next(&it, &e); )
            if (found_in(s, e.key) || found_in(s, e.value))
                return true;
    }
    return false;
}

static bool contains(Val v, Val part, bool symbol)
{
    Search s = {.part = part, .symbol = symbol};
    bool found = found_in(&s, v);

    free(s.nodes);
    return found;
}

bool val_contains_symbol(Val v, Val sym)
{
    return contains(v, sym, true);
}

bool val_contains(Val v, Val part)
{
    return contains(v, part, val_is_symbol(part));
}
