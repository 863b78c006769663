/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * transfer.c -- what may go from one task to another, and how objects are moved.
 *
 * Local and moved objects have a bit of their own in their `bloom`, BLOOM_LOCAL, as have the symbols InputStream and OutputStream, and
 * all expressions that they are in: of a value without it nothing else needs to be looked at.
 *
 * Of an object that is moved the old state stays as it is until it is known whether the operation has happened. Then
 * it is emptied, or the new one is: so an operation that did not happen has changed nothing.
 */
#include "foreign/task/transfer.h"

#include "foreign/task/moved.h"
#include "vm/builtin/stream.h"

/* So many nodes are looked at, and some more for each object that is found to be moved: many of these are worth the time. */
enum { LOOK_MAX = 4096, LOOK_MORE = 16, DEPTH_MAX = 200, FIRST_ROOM = 8 };

/* An object that is on its way, by its index, stands in a value (GROUP + its group) or in another object. */
typedef struct Edge { uint32_t from, to; } Edge;
enum { GROUP = 1u << 31 };

struct Crossing {
    uint64_t  self;                  /* whose objects they were */
    Foreign **object;                /* the old ones */
    uint32_t  n, room;
    Edge     *edge;
    uint32_t  edges, edge_room;
};

/* What happens to objects that can be moved. */
typedef enum Way { WAY_LOOK, WAY_MOVE, WAY_MOVE_OWNED } Way;

struct Mover {
    Vm       *vm;
    Way       way;
    unsigned  left;                  /* so many nodes; */
    unsigned  depth;                 /* of the present one */
    uint32_t  from;                  /* what it lies in */
    Crossing *crossing;
    Val       found;                 /* what can't go; nothing else is done then */
};

static Val walk(Mover *m, Val v);

static bool is_open_stream(Vm *vm, Val v)
{
    bool input = val_is_call(v, S_InputStream, 2);

    if (!input && !val_is_call(v, S_OutputStream, 2))
        return false;
    const StreamFile *s = stream_find(vm, v, input);
    return s != NULL && s->standard == 0;
}

/* Room for one more in an array of [n] in collected memory. */
static void *array_room(Heap *h, void *array, uint32_t n, uint32_t *room, size_t size)
{
    if (n < *room)
        return array;
    *room = *room == 0 ? FIRST_ROOM : 2 * *room;
    void *larger = heap_alloc_kept(h, *room * size);
    if (n > 0)
        memcpy(larger, array, n * size);
    return larger;
}

static void add_edge(Mover *m, uint32_t to)
{
    Crossing *c = m->crossing;

    c->edge = array_room(vm_heap(m->vm), c->edge, c->edges, &c->edge_room, sizeof *c->edge);
    c->edge[c->edges++] = (Edge){m->from, to};
}

static Val cannot_go(Mover *m, Val v)
{
    if (m->way != WAY_MOVE_OWNED)
        m->found = v;
    return v;
}

static Val move_object(Mover *m, Val v)
{
    Heap *h = vm_heap(m->vm);
    Moved *old = val_moved(v);
    Crossing *c = m->crossing;
    uint64_t owner = atomic_load_explicit(&old->owner, memory_order_relaxed);

    if (owner == c->self + 1) {
        add_edge(m, old->index);
        return val_from_node(old->to);
    }
    if (m->way == WAY_MOVE_OWNED ? owner != c->self : !moved_use(m->vm, old))
        return cannot_go(m, v);
    Val taker = foreign_new(h, foreign_class(v), foreign_serial(v));
    c->object = array_room(h, c->object, c->n, &c->room, sizeof(Foreign *));
    old->to = (Foreign *)val_node(taker);
    old->index = c->n;
    atomic_store_explicit(&old->owner, c->self + 1, memory_order_relaxed);
    c->object[c->n++] = (Foreign *)val_node(v);
    add_edge(m, old->index);
    m->left += LOOK_MORE;
    uint32_t from = m->from;
    m->from = old->index;
    m->depth++;
    bool moves = foreign_class(v)->move(foreign_state(v), foreign_state(taker), m);
    m->depth--;
    m->from = from;
    if (!moves)
        m->found = v;
    return taker;
}

static Val walk_expr(Mover *m, Val v)
{
    Expr *copy = NULL;

    for (size_t i = 0; i <= expr_len(v) && m->left > 0 && val_is_none(m->found); i++) {
        Val x = i == 0 ? expr_head(v) : expr_arg(v, i - 1), moved = walk(m, x);
        if (val_is(moved, x))
            continue;
        if (copy == NULL)
            copy = val_expr(expr_copy_to_own(vm_heap(m->vm), v));
        *(i == 0 ? &copy->head : &copy->args[i - 1]) = moved;
    }
    return copy == NULL ? v : val_from_node(copy);
}

/* [assoc] with other keys in the same places: [renamed] has them. */
static Val with_keys(Heap *h, Val assoc, Val renamed)
{
    AssocBuilder b;
    AssocEntry e;

    assoc_builder_start(&b, h);
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); ) {
        Val key = assoc_get(renamed, e.key);
        e.key = val_is_none(key) ? e.key : key;
        assoc_builder_put(&b, e);
    }
    return assoc_builder_finish(&b);
}

static Val walk_assoc(Mover *m, Val v)
{
    Heap *h = vm_heap(m->vm);
    Val made = v, renamed = VAL_NONE;
    AssocEntry e;

    for (AssocIter it = assoc_iter(v); m->left > 0 && val_is_none(m->found) && assoc_next(&it, &e); ) {
        Val key = walk(m, e.key), value = walk(m, e.value);
        if (!val_is(value, e.value))
            made = assoc_put(h, made, (AssocEntry){e.key, value, e.delayed});
        if (!val_is(key, e.key))
            renamed = assoc_set(h, val_is_none(renamed) ? assoc_empty(h) : renamed, e.key, key);
    }
    return val_is_none(renamed) ? made : with_keys(h, made, renamed);
}

/* [v] with new objects for those that are moved. */
static Val walk(Mover *m, Val v)
{
    bool concerned = transfer_concerns(v);

    if (m->left == 0 || m->depth == DEPTH_MAX || !val_is_none(m->found))
        return v;
    /* Inside of an object that is known to hold others all are found. */
    if (concerned || m->from >= GROUP)
        m->left--;
    if (!concerned)
        return v;
    if (val_is_foreign(v)) {
        Transfer transfer = foreign_class(v)->transfer;
        if (transfer == TRANSFER_MOVED && m->way != WAY_LOOK)
            return move_object(m, v);
        return transfer == TRANSFER_SHARED ? v : cannot_go(m, v);
    }
    if (val_is_expr(v) && is_open_stream(m->vm, v))
        return cannot_go(m, v);
    m->depth++;
    if (val_is_assoc(v))
        v = walk_assoc(m, v);
    else if (val_is_expr(v))
        v = walk_expr(m, v);
    m->depth--;
    return v;
}

Val mover_value(Mover *by, Val v)
{
    return transfer_concerns(v) ? walk(by, v) : v;
}

void *mover_room(Mover *by, size_t bytes)
{
    return heap_alloc_kept(vm_heap(by->vm), bytes);
}

Val transfer_look(Vm *vm, Val v)
{
    Mover m = {.vm = vm, .way = WAY_LOOK, .left = LOOK_MAX, .from = GROUP, .found = VAL_NONE};

    (void)walk(&m, v);
    return m.found;
}

static void refuse(Vm *vm, const Builtin *builtin, Val v)
{
    builtin_message(vm, builtin, "local", 1, &v);
}

bool transfer_refused(Vm *vm, Args args, Val v)
{
    Val local = transfer_local(vm, v);

    if (LIKELY(val_is_none(local)))
        return false;
    refuse(vm, args.builtin, local);
    return true;
}

/* ---- objects on their way ---- */

/* What can't go, or VAL_NONE: *v is changed then. */
static Val cross(Vm *vm, Crossing **c, Way way, uint32_t group, Val *v)
{
    if (*c == NULL) {
        *c = heap_alloc_kept(vm_heap(vm), sizeof **c);
        (*c)->self = moved_self(vm);
    }
    Mover m = {.vm = vm, .way = way, .left = LOOK_MAX, .from = GROUP + group, .crossing = *c, .found = VAL_NONE};
    Val moved = walk(&m, *v);
    if (val_is_none(m.found))
        *v = moved;
    return m.found;
}

/* The one that loses: it is empty from here on. */
static void empty(Foreign *object)
{
    Moved *m = (Moved *)object->state;

    m->to = NULL;
    object->class->move(m, NULL, NULL);
    atomic_store_explicit(&m->owner, MOVED_AWAY, memory_order_release);
}

static void end_one(const Crossing *c, uint32_t i, bool went)
{
    Foreign *object = c->object[i];
    Moved *m = (Moved *)object->state;

    if (went) {
        empty(object);
    } else {
        empty(m->to);
        m->to = NULL;
        atomic_store_explicit(&m->owner, c->self, memory_order_relaxed);
    }
}

void transfer_finish(Crossing *c, bool went)
{
    for (uint32_t i = 0; i < c->n; i++)
        end_one(c, i, went);
    c->n = 0;
}

bool transfer_start(Vm *vm, const Builtin *builtin, Val *v, Crossing **c)
{
    Val found = cross(vm, c, WAY_MOVE, 0, v);

    if (val_is_none(found)) {
        if ((*c)->n == 0)
            *c = NULL;
        return true;
    }
    transfer_finish(*c, false);
    *c = NULL;
    refuse(vm, builtin, found);
    return false;
}

Val transfer_add(Vm *vm, Crossing **c, unsigned group, Val *v)
{
    return transfer_concerns(*v) ? cross(vm, c, WAY_MOVE, group, v) : VAL_NONE;
}

void transfer_end_group(Heap *h, Crossing *c, unsigned group)
{
    bool more = true, *goes = heap_alloc(h, c->n + 1);

    /* What stands in something that goes, goes: edges mostly come after those to what they come from. */
    while (more) {
        more = false;
        for (uint32_t i = 0; i < c->edges; i++) {
            const Edge *e = &c->edge[i];
            bool known = e->from >= GROUP ? e->from == GROUP + group : goes[e->from];
            if (known && !goes[e->to])
                more = goes[e->to] = true;
        }
    }
    for (uint32_t i = 0; i < c->n; i++)
        end_one(c, i, goes[i]);
    c->n = 0;
}

bool transfer_whole(Vm *vm, Val *v)
{
    Crossing *c = NULL;
    bool goes = val_is_none(cross(vm, &c, WAY_MOVE, 0, v));
    transfer_finish(c, goes);
    return goes;
}

Val transfer_part(Vm *vm, Val v)
{
    Crossing *c = NULL;
    bool goes = val_is_none(cross(vm, &c, WAY_MOVE_OWNED, 0, &v));
    transfer_finish(c, goes);
    return v;
}
