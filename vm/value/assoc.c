/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * assoc.c -- associations: persistent, in order of insertion.
 *
 * The entries lie in slots, numbered in order, in a tree of leaves of 8 slots under nodes of 16
 * children (`tree`).  A removed entry leaves a dead slot; once more than half of the slots are dead
 * everything is rebuilt.  Slots before `first` were never used: room to prepend.
 *
 * From key to slot number leads an index, once there are more than 8 entries; below that a scan over
 * the hashes is faster.  It is a hash table while it grows in place, and a hash trie in versions that
 * got a key of their own.  Either may know of slots that are dead or not in this version: what it says
 * is checked.
 *
 * Every node names its owner, a token.  Who holds the token may change the node in place: a builder
 * until it finishes.  Nobody holds the token NULL, so the persistent operations, which pass it, copy
 * each node on the path that they change.  A table that is not one's own is copied only where what was
 * put into it paid for that, and once; else a trie is made of it, which it keeps for who comes next.
 */
#include "vm/value/assoc.h"
#include "vm/base/shared.h"
#include "vm/value/text.h"

enum {
    LEAF_BITS = 3, LEAF_SLOTS = 1 << LEAF_BITS,
    TREE_BITS = 4, TREE_WIDTH = 1 << TREE_BITS,
    TRIE_BITS = 5, TRIE_WIDTH = 1 << TRIE_BITS,
    SCAN_MAX = 8                /* entries that are looked up without an index */
};

typedef struct Slot {
    Val      key;               /* VAL_NONE: a dead slot */
    Val      value;
    uint32_t hash;
    bool     delayed;
} Slot;

typedef struct Leaf {
    const void *owner;
    uint32_t live, capacity;    /* a lone leaf may have room for fewer than LEAF_SLOTS */
    Slot slots[];
} Leaf;

typedef struct Branch {
    const void *owner;
    uint32_t live;              /* entries below that are not dead */
    void *child[TREE_WIDTH];    /* NULL: nothing there yet */
} Branch;

/* A node of the hash trie.  At the last level (all bits of the hash used up) `bitmap` is 0 and the
 * items are the slots of all keys with this hash. */
typedef struct Trie {
    const void *owner;
    uint32_t bitmap, n, capacity;
    uintptr_t items[];          /* slot << 1 | 1, or the address of a Trie */
} Trie;

/* [number] is the slot's and 1 more; 0: free. */
typedef struct Place {
    uint32_t hash, number;
} Place;

typedef struct Table {
    const void *owner;
    Place   *places;            /* a power of two of them, at most two thirds in use */
    Trie    *trie;              /* the same as a trie, once somebody needed that */
    uint32_t size, used;
    uint32_t added;             /* since it was made */
    bool     copied;
} Table;

typedef struct Assoc {
    Node     node;
    uint32_t stamp;
    uint32_t live;              /* entries */
    uint32_t first, end;        /* slots in use: [first, end) */
    uint32_t height;            /* levels of Branch above the leaves */
    uint32_t added;             /* keys added in place while the index is a trie */
    const void *owner;          /* the token of nodes that only this association has; NULL: there are none */
    void    *tree;              /* Leaf where height is 0, else Branch; NULL while empty */
    Table   *table;             /* the index, or */
    Trie    *index;             /* this; both NULL: look-up scans */
} Assoc;

static Assoc *assoc_of(Val v) { return (Assoc *)v.w; }

/* ---- the tree of slots ---- */

static uint64_t tree_capacity(uint32_t height)
{
    return (uint64_t)1 << (LEAF_BITS + TREE_BITS * height);
}

static Leaf *leaf_at(const Assoc *a, uint32_t slot)
{
    void *p = a->tree;

    for (uint32_t level = a->height; level > 0 && p != NULL; level--)
        p = ((Branch *)p)->child[(slot >> (LEAF_BITS + TREE_BITS * (level - 1))) & (TREE_WIDTH - 1)];
    return p;
}

static Slot *slot_at(const Assoc *a, uint32_t slot)
{
    return &leaf_at(a, slot)->slots[slot & (LEAF_SLOTS - 1)];
}

/* The leaf with room for [need] slots that [owner] may change: itself or a copy. */
static Leaf *leaf_own(Heap *h, Leaf *leaf, uint32_t need, bool lone, const void *owner)
{
    if (leaf != NULL && owner != NULL && leaf->owner == owner && need <= leaf->capacity)
        return leaf;
    uint32_t capacity = LEAF_SLOTS;
    if (lone) {
        uint32_t least = leaf != NULL && leaf->capacity > need ? leaf->capacity : need;
        capacity = least <= 1 ? 1 : least <= 2 ? 2 : least <= 4 ? 4 : LEAF_SLOTS;
    }
    Leaf *copy = heap_alloc(h, sizeof(Leaf) + capacity * sizeof(Slot));
    if (leaf != NULL) {
        memcpy(copy->slots, leaf->slots, leaf->capacity * sizeof(Slot));
        copy->live = leaf->live;
    }
    copy->owner = owner;
    copy->capacity = capacity;
    return copy;
}

/* Makes the path to a slot changeable; adds [more] to the counts on it; gives the slot. */
static Slot *slot_own(Heap *h, Assoc *a, uint32_t slot, int more, const void *owner)
{
    void **at = &a->tree;

    for (uint32_t level = a->height; level > 0; level--) {
        Branch *b = *at;
        if (b == NULL || owner == NULL || b->owner != owner) {
            Branch *copy = heap_alloc(h, sizeof(Branch));
            if (b != NULL)
                *copy = *b;
            copy->owner = owner;
            *at = b = copy;
        }
        b->live += (uint32_t)more;
        at = &b->child[(slot >> (LEAF_BITS + TREE_BITS * (level - 1))) & (TREE_WIDTH - 1)];
    }
    uint32_t i = slot & (LEAF_SLOTS - 1);
    Leaf *leaf = leaf_own(h, *at, i + 1, a->height == 0, owner);
    *at = leaf;
    leaf->live += (uint32_t)more;
    return &leaf->slots[i];
}

/* Makes the tree high enough for slot number [slot]. */
static void tree_grow(Heap *h, Assoc *a, uint32_t slot, const void *owner)
{
    while (slot >= tree_capacity(a->height)) {
        if (a->tree != NULL) {
            void *below = a->tree;
            if (a->height == 0 && ((Leaf *)below)->capacity < LEAF_SLOTS)
                below = leaf_own(h, below, LEAF_SLOTS, false, owner);
            Branch *b = heap_alloc(h, sizeof(Branch));
            b->owner = owner;
            b->live = a->live;
            b->child[0] = below;
            a->tree = b;
        }
        a->height++;
    }
}

/* The number of the [i]-th slot that is not dead. */
static uint32_t nth_live(const Assoc *a, uint32_t i)
{
    if (a->live == a->end - a->first)
        return a->first + i;
    const void *p = a->tree;
    uint32_t base = 0;
    for (uint32_t level = a->height; level > 0; level--) {
        const Branch *b = p;
        for (uint32_t c = 0; ; c++) {
            p = b->child[c];
            if (p == NULL)
                continue;
            uint32_t live = level == 1 ? ((const Leaf *)p)->live : ((const Branch *)p)->live;
            if (i < live) {
                base += c << (LEAF_BITS + TREE_BITS * (level - 1));
                break;
            }
            i -= live;
        }
    }
    const Leaf *leaf = p;
    for (uint32_t s = 0; ; s++)
        if (!val_is_none(leaf->slots[s].key) && i-- == 0)
            return base + s;
}

/* ---- the index ---- */

static uintptr_t item_of_slot(uint32_t slot)  { return ((uintptr_t)slot << 1) | 1; }
static bool item_is_slot(uintptr_t item)      { return (item & 1) != 0; }
static uint32_t item_slot(uintptr_t item)     { return (uint32_t)(item >> 1); }

enum { TRIE_SHIFT_END = 35 };     /* past the last bits of a 32-bit hash */

static uint32_t trie_bit(uint32_t hash, unsigned shift)
{
    return (uint32_t)1 << ((hash >> shift) & (TRIE_WIDTH - 1));
}

static unsigned trie_position(const Trie *t, uint32_t bit)
{
    return (unsigned)__builtin_popcount(t->bitmap & (bit - 1));
}

/* A trie node with room for [need] items that [owner] may change. */
static Trie *trie_own(Heap *h, Trie *t, uint32_t need, const void *owner)
{
    if (t != NULL && owner != NULL && t->owner == owner && need <= t->capacity)
        return t;
    uint32_t capacity = need <= 2 ? 2 : need <= 4 ? 4 : need <= 8 ? 8 : need <= 16 ? 16
                      : need <= TRIE_WIDTH ? TRIE_WIDTH : 2 * need;
    Trie *copy = heap_alloc(h, sizeof(Trie) + capacity * sizeof(uintptr_t));
    if (t != NULL) {
        memcpy(copy->items, t->items, t->n * sizeof(uintptr_t));
        copy->bitmap = t->bitmap;
        copy->n = t->n;
    }
    copy->owner = owner;
    copy->capacity = capacity;
    return copy;
}

/* The hash of the key in a slot; false where this version has none there. */
static bool slot_hash(const Assoc *a, uint32_t slot, uint32_t *hash)
{
    if (slot - a->first >= a->end - a->first)
        return false;
    const Slot *s = slot_at(a, slot);
    *hash = s->hash;
    return !val_is_none(s->key);
}

static void trie_insert_item(Trie *t, unsigned at, uintptr_t item)
{
    memmove(&t->items[at + 1], &t->items[at], (t->n - at) * sizeof(uintptr_t));
    t->items[at] = item;
    t->n++;
}

/* Adds a slot whose key is known to be absent.  [hashes] has those of the slots that are there, if [a] does not
 * have them. */
static Trie *trie_add(Heap *h, const Assoc *a, const uint32_t *hashes, Trie *t, uint32_t hash, uint32_t slot, unsigned shift,
                      const void *owner)
{
    uint32_t n = t == NULL ? 0 : t->n, other_hash;

    if (shift >= TRIE_SHIFT_END) {
        t = trie_own(h, t, n + 1, owner);
        trie_insert_item(t, t->n, item_of_slot(slot));
        return t;
    }
    uint32_t bit = trie_bit(hash, shift);
    if (t == NULL || (t->bitmap & bit) == 0) {
        t = trie_own(h, t, n + 1, owner);
        trie_insert_item(t, trie_position(t, bit), item_of_slot(slot));
        t->bitmap |= bit;
        return t;
    }
    t = trie_own(h, t, n, owner);
    uintptr_t *item = &t->items[trie_position(t, bit)];
    Trie *below;
    if (item_is_slot(*item)) {
        uint32_t other = item_slot(*item);
        if (hashes != NULL) {
            other_hash = hashes[other];
        } else if (!slot_hash(a, other, &other_hash)) {
            *item = item_of_slot(slot);
            return t;
        }
        below = trie_add(h, a, hashes, NULL, other_hash, other, shift + TRIE_BITS, owner);
        below = trie_add(h, a, hashes, below, hash, slot, shift + TRIE_BITS, owner);
    } else {
        below = trie_add(h, a, hashes, (Trie *)*item, hash, slot, shift + TRIE_BITS, owner);
    }
    *item = (uintptr_t)below;
    return t;
}

/* Takes a slot out; gives NULL where nothing is left. */
static Trie *trie_remove(Heap *h, Trie *t, uint32_t hash, uint32_t slot, unsigned shift)
{
    unsigned at = 0;

    if (shift >= TRIE_SHIFT_END)
        while (t->items[at] != item_of_slot(slot))
            at++;
    else
        at = trie_position(t, trie_bit(hash, shift));
    Trie *below = NULL;
    if (!item_is_slot(t->items[at]))
        below = trie_remove(h, (Trie *)t->items[at], hash, slot, shift + TRIE_BITS);
    if (below == NULL && t->n == 1)
        return NULL;
    t = trie_own(h, t, t->n, NULL);
    if (below != NULL) {
        t->items[at] = below->n == 1 && item_is_slot(below->items[0]) ? below->items[0] : (uintptr_t)below;
        return t;
    }
    memmove(&t->items[at], &t->items[at + 1], (t->n - at - 1) * sizeof(uintptr_t));
    t->n--;
    if (shift < TRIE_SHIFT_END)
        t->bitmap &= ~trie_bit(hash, shift);
    return t;
}

static bool slot_holds(const Assoc *a, uint32_t slot, Val key, uint32_t hash)
{
    if (slot - a->first >= a->end - a->first)
        return false;
    const Slot *s = slot_at(a, slot);

    return s->hash == hash && !val_is_none(s->key) && val_same(s->key, key);
}

static int64_t table_find(const Assoc *a, const Table *t, Val key, uint32_t hash)
{
    uint32_t mask = t->size - 1;

    for (uint32_t i = hash >> 1 & mask; t->places[i].number != 0; i = (i + 1) & mask)
        if (t->places[i].hash == hash && slot_holds(a, t->places[i].number - 1, key, hash))
            return t->places[i].number - 1;
    return -1;
}

/* The slot of a key; -1 where there is none. */
static int64_t find_slot(const Assoc *a, Val key, uint32_t hash)
{
    if (a->table != NULL)
        return table_find(a, a->table, key, hash);
    if (a->index == NULL) {
        for (uint32_t s = a->first; s < a->end; s++)
            if (slot_holds(a, s, key, hash))
                return s;
        return -1;
    }
    const Trie *t = a->index;
    for (unsigned shift = 0; shift < TRIE_SHIFT_END; shift += TRIE_BITS) {
        uint32_t bit = trie_bit(hash, shift);
        if ((t->bitmap & bit) == 0)
            return -1;
        uintptr_t item = t->items[trie_position(t, bit)];
        if (item_is_slot(item))
            return slot_holds(a, item_slot(item), key, hash) ? (int64_t)item_slot(item) : -1;
        t = (const Trie *)item;
    }
    for (unsigned i = 0; i < t->n; i++)
        if (slot_holds(a, item_slot(t->items[i]), key, hash))
            return item_slot(t->items[i]);
    return -1;
}

/* ---- whole associations ---- */

static Assoc *header_new(Heap *h)
{
    Assoc *a = heap_alloc(h, sizeof(Assoc));

    a->node = (Node){.kind = KIND_ASSOC, .bloom = val_bloom(S_Association)};
    return a;
}

/* A header to change: the copy shares everything below. */
static Assoc *header_copy(Heap *h, Val v)
{
    Assoc *a = heap_alloc(h, sizeof(Assoc));

    *a = *assoc_of(v);
    a->node.flags &= (uint8_t)~FLAG_OWNED;
    a->node.hash = 0;
    a->stamp = 0;
    a->added = 0;
    a->owner = NULL;
    return a;
}

static void inherit(Assoc *a, AssocEntry e)
{
    unsigned flags = val_flags(e.key) | val_flags(e.value) | (e.delayed ? FLAG_SCOPE : 0);

    a->node.flags |= (uint8_t)(flags & FLAG_INHERITED);
    a->node.bloom |= (uint16_t)(val_bloom(e.key) | val_bloom(e.value)
                                | (e.delayed ? val_bloom(S_RuleDelayed) : val_bloom(S_Rule)));
}

static void table_place(Table *t, uint32_t hash, uint32_t slot)
{
    uint32_t mask = t->size - 1, i = hash >> 1 & mask;      /* the lowest bit of a hash says nothing */

    while (t->places[i].number != 0)
        i = (i + 1) & mask;
    t->places[i] = (Place){hash, slot + 1};
    t->used++;
}

static Place *places_new(Heap *h, uint32_t size)
{
    return memset(heap_alloc_atomic(h, size * sizeof(Place)), 0, size * sizeof(Place));
}

/* Room for one more. */
static void table_widen(Heap *h, Table *t)
{
    const Place *old = t->places;
    uint32_t size = t->size;

    if ((uint64_t)(t->used + 1) * 3 <= (uint64_t)size * 2)
        return;
    CHECK(size <= UINT32_MAX / 2);
    /* The next poll unwinds then; until it comes the table fills up. */
    if (!heap_ask(h, 2.0 * size * sizeof(Place)) && t->used + 2 < size)
        return;
    t->places = places_new(h, 2 * size);
    t->size = 2 * size;
    t->used = 0;
    for (uint32_t i = 0; i < size; i++)
        if (old[i].number != 0)
            table_place(t, old[i].hash, old[i].number - 1);
}

/* A table of all entries. */
static Table *table_make(Heap *h, const Assoc *a, const void *owner)
{
    Table *t = heap_alloc(h, sizeof *t);
    uint32_t hash;

    t->owner = owner;
    for (t->size = 2 * SCAN_MAX; (uint64_t)(a->live + 1) * 3 > (uint64_t)t->size * 2; t->size *= 2)
        CHECK(t->size <= UINT32_MAX / 2);
    t->places = places_new(h, t->size);
    for (uint32_t s = a->first; s < a->end; s++)
        if (slot_hash(a, s, &hash))
            table_place(t, hash, s);
    return t;
}

/* What the table says as a trie; the table keeps it. */
static Trie *table_trie(Heap *h, Table *t)
{
    Trie *trie = shared_pointer(t->trie);
    const void *token = heap_alloc_atomic(h, HEAP_GRANULE);
    uint32_t top = 0;

    if (trie != NULL)
        return trie;
    for (uint32_t i = 0; i < t->size; i++)
        top = t->places[i].number > top ? t->places[i].number : top;
    uint32_t *hashes = heap_alloc_atomic(h, top * sizeof *hashes);
    for (uint32_t i = 0; i < t->size; i++)
        if (t->places[i].number != 0)
            hashes[t->places[i].number - 1] = t->places[i].hash;
    for (uint32_t i = 0; i < t->size; i++)
        if (t->places[i].number != 0)
            trie = trie_add(h, NULL, hashes, trie, t->places[i].hash, t->places[i].number - 1, 0, token);
    heap_keep(h);
    shared_publish(t->trie, trie);
    return trie;
}

/* The table as one that [owner] may change, for an association that has it but does not own it; NULL where that
 * would cost more than went into it. */
static Table *table_own(Heap *h, const Assoc *a, const void *owner)
{
    Table *t = a->table;

    if (owner == NULL || t->owner == owner)
        return owner == NULL ? NULL : t;
    if (shared_word(t->copied) || t->added < t->used / 2)
        return NULL;
    shared_word_set(t->copied, true);
    return table_make(h, a, owner);
}

/* Tells the index of a slot that is about to be used, whose key is known to be absent. */
static void index_add(Heap *h, Assoc *a, uint32_t hash, uint32_t slot, const void *owner)
{
    if (a->table == NULL && a->index == NULL) {
        if (a->end - a->first < SCAN_MAX)
            return;
        a->table = table_make(h, a, owner);
    }
    if (a->index != NULL && owner != NULL && ++a->added > a->live / 2 + SCAN_MAX) {
        a->table = table_make(h, a, owner);
        a->index = NULL;
    }
    if (a->table != NULL) {
        Table *own = table_own(h, a, owner);
        if (own == NULL)
            a->index = table_trie(h, a->table);
        a->table = own;
        a->added = 0;
    }
    if (a->table != NULL) {
        table_widen(h, a->table);
        table_place(a->table, hash, slot);
        a->table->added++;
    } else {
        a->index = trie_add(h, a, NULL, a->index, hash, slot, 0, owner);
    }
}

/* Appends an entry whose key is known to be absent. */
static void append_new(Heap *h, Assoc *a, AssocEntry e, uint32_t hash, const void *owner)
{
    uint32_t slot = a->end;

    CHECK(slot < UINT32_MAX - 1);
    index_add(h, a, hash, slot, owner);
    tree_grow(h, a, slot, owner);
    *slot_own(h, a, slot, 1, owner) = (Slot){.key = e.key, .value = e.value, .hash = hash, .delayed = e.delayed};
    a->end++;
    a->live++;
    inherit(a, e);
}

static void put(Heap *h, Assoc *a, AssocEntry e, const void *owner)
{
    uint32_t hash = val_hash(e.key);
    int64_t found = find_slot(a, e.key, hash);

    if (found < 0) {
        append_new(h, a, e, hash, owner);
        return;
    }
    Slot *slot = slot_own(h, a, (uint32_t)found, 0, owner);
    slot->value = e.value;
    slot->delayed = e.delayed;
    inherit(a, e);
}

/* The same entries without dead slots, after [room] free ones. */
static Assoc *rebuild(Heap *h, Val v, uint32_t room)
{
    const void *token = heap_alloc_atomic(h, HEAP_GRANULE);
    Assoc *a = header_new(h);
    AssocEntry e;

    a->first = a->end = room;
    for (AssocIter it = assoc_iter(v); assoc_next(&it, &e); )
        append_new(h, a, e, val_hash(e.key), token);
    return a;
}

Val assoc_empty(Heap *h)
{
    return val_from_node(header_new(h));
}

size_t assoc_len(Val assoc)
{
    return assoc_of(assoc)->live;
}

static AssocEntry entry_of(const Slot *s)
{
    return (AssocEntry){.key = s->key, .value = s->value, .delayed = s->delayed};
}

AssocEntry assoc_find(Val assoc, Val key)
{
    const Assoc *a = assoc_of(assoc);
    int64_t slot = a->live == 0 ? -1 : find_slot(a, key, val_hash(key));

    return slot < 0 ? (AssocEntry){.key = VAL_NONE} : entry_of(slot_at(a, (uint32_t)slot));
}

Val assoc_get(Val assoc, Val key)
{
    AssocEntry e = assoc_find(assoc, key);

    return val_is_none(e.key) ? VAL_NONE : e.value;
}

Val assoc_put(Heap *h, Val assoc, AssocEntry entry)
{
    Assoc *a = header_copy(h, assoc);

    put(h, a, entry, NULL);
    return val_from_node(a);
}

Val assoc_put_owned(Heap *h, Val assoc, AssocEntry entry)
{
    Assoc *a = assoc_of(assoc);

    if ((a->node.flags & FLAG_OWNED) == 0 || a->owner == NULL) {
        a = header_copy(h, assoc);
        a->owner = heap_alloc_atomic(h, HEAP_GRANULE);
    }
    a->node.hash = 0;
    a->stamp = 0;
    put(h, a, entry, a->owner);
    a->node.flags |= FLAG_OWNED;
    return val_from_node(a);
}

Val assoc_set(Heap *h, Val assoc, Val key, Val value)
{
    return assoc_put(h, assoc, (AssocEntry){.key = key, .value = value});
}

Val assoc_remove(Heap *h, Val assoc, Val key)
{
    uint32_t hash = val_hash(key);
    int64_t found = find_slot(assoc_of(assoc), key, hash);

    if (found < 0)
        return assoc;
    if (assoc_of(assoc)->live == 1)
        return assoc_empty(h);
    Assoc *a = header_copy(h, assoc);
    uint32_t slot = (uint32_t)found;
    *slot_own(h, a, slot, -1, NULL) = (Slot){.key = VAL_NONE};
    a->live--;
    if (a->index != NULL)
        a->index = trie_remove(h, a->index, hash, slot, 0);
    if (a->live < (a->end - a->first) / 2)
        a = rebuild(h, val_from_node(a), 0);
    return val_from_node(a);
}

Val assoc_prepend(Heap *h, Val assoc, AssocEntry entry)
{
    assoc = assoc_remove(h, assoc, entry.key);
    if (assoc_len(assoc) == 0)
        return assoc_put(h, assoc, entry);
    uint32_t live = assoc_of(assoc)->live;
    Assoc *a = assoc_of(assoc)->first > 0 ? header_copy(h, assoc)
             : rebuild(h, assoc, live <= SCAN_MAX / 2 ? SCAN_MAX - live : live);
    uint32_t hash = val_hash(entry.key), slot = a->first - 1;
    index_add(h, a, hash, slot, NULL);
    a->first = slot;
    *slot_own(h, a, slot, 1, NULL) = (Slot){.key = entry.key, .value = entry.value, .hash = hash,
                                            .delayed = entry.delayed};
    a->live++;
    inherit(a, entry);
    return val_from_node(a);
}

AssocEntry assoc_at(Val assoc, size_t i)
{
    const Assoc *a = assoc_of(assoc);

    return entry_of(slot_at(a, nth_live(a, (uint32_t)i)));
}

AssocIter assoc_iter(Val assoc)
{
    return (AssocIter){.assoc = assoc, .position = assoc_of(assoc)->first};
}

/* [position] is a slot number; [cursor] the leaf that it lies in, or NULL at the start of one. */
bool assoc_next(AssocIter *it, AssocEntry *entry)
{
    const Assoc *a = assoc_of(it->assoc);

    while (it->position < a->end) {
        if (it->cursor == NULL) {
            it->cursor = leaf_at(a, (uint32_t)it->position);
            if (it->cursor == NULL || ((Leaf *)it->cursor)->live == 0) {
                it->cursor = NULL;
                it->position = (it->position | (LEAF_SLOTS - 1)) + 1;
                continue;
            }
        }
        const Slot *s = &((Leaf *)it->cursor)->slots[it->position & (LEAF_SLOTS - 1)];
        it->position++;
        if ((it->position & (LEAF_SLOTS - 1)) == 0)
            it->cursor = NULL;
        if (!val_is_none(s->key)) {
            *entry = entry_of(s);
            return true;
        }
    }
    return false;
}

Val assoc_entry_rule(Heap *h, AssocEntry entry)
{
    return expr2(h, entry.delayed ? S_RuleDelayed : S_Rule, entry.key, entry.value);
}

typedef enum Part { PART_RULE, PART_KEY, PART_VALUE } Part;

static Val list_of(Heap *h, Val assoc, Part part)
{
    Expr *list = expr_new(h, S_List, assoc_len(assoc));
    AssocEntry e;
    size_t n = 0;

    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); )
        list->args[n++] = part == PART_KEY ? e.key : part == PART_VALUE ? e.value : assoc_entry_rule(h, e);
    return expr_seal(list);
}

Val assoc_rules(Heap *h, Val assoc)  { return list_of(h, assoc, PART_RULE); }
Val assoc_keys(Heap *h, Val assoc)   { return list_of(h, assoc, PART_KEY); }
Val assoc_values(Heap *h, Val assoc) { return list_of(h, assoc, PART_VALUE); }

/* ---- building ---- */

void assoc_builder_start(AssocBuilder *b, Heap *h)
{
    b->heap = h;
    b->puts = 0;
    b->stopped = false;
    b->owner = heap_alloc_atomic(h, HEAP_GRANULE);
    b->assoc = val_from_node(header_new(h));
}

void assoc_builder_put(AssocBuilder *b, AssocEntry entry)
{
    b->stopped = b->stopped || heap_stops_at(b->heap, b->puts++);
    if (!b->stopped)
        put(b->heap, assoc_of(b->assoc), entry, b->owner);
}

void assoc_builder_set(AssocBuilder *b, Val key, Val value)
{
    assoc_builder_put(b, (AssocEntry){.key = key, .value = value});
}

Val assoc_builder_get(const AssocBuilder *b, Val key)
{
    return assoc_get(b->assoc, key);
}

/* Forgetting the token freezes every node that carries it. */
Val assoc_builder_finish(AssocBuilder *b)
{
    Val v = b->assoc;

    b->assoc = VAL_NONE;
    b->owner = NULL;
    return v;
}

/* ---- comparing ---- */

bool assoc_same(Val a, Val b)
{
    AssocEntry x, y;

    if (assoc_len(a) != assoc_len(b))
        return false;
    AssocIter i = assoc_iter(a), j = assoc_iter(b);
    while (assoc_next(&i, &x) && assoc_next(&j, &y))
        if (x.delayed != y.delayed || !val_same(x.key, y.key) || !val_same(x.value, y.value))
            return false;
    return true;
}

uint32_t assoc_hash(Val assoc)
{
    Assoc *a = assoc_of(assoc);
    uint32_t hash = 0x9E3779B9u, known = shared_word(a->node.hash);
    AssocEntry e;

    if (known != 0)
        return known;
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); ) {
        hash = (hash ^ val_hash(e.key)) * 0x85EBCA6Bu;
        hash = (hash ^ (hash >> 13) ^ val_hash(e.value)) * 0xC2B2AE35u;
        hash ^= (hash >> 16) + e.delayed;
    }
    hash = hash == 0 ? 1 : hash;
    shared_word_set(a->node.hash, hash);
    return hash;
}

uint32_t assoc_stamp(Val assoc)
{
    return shared_word(assoc_of(assoc)->stamp);
}

void assoc_set_stamp(Val assoc, uint32_t stamp)
{
    shared_word_set(assoc_of(assoc)->stamp, stamp);
}

Val missing_key(Heap *h, Val key)
{
    return expr2(h, S_Missing, text_from(h, "KeyAbsent"), key);
}
