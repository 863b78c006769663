/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * wire.c -- values between a process and the child process that was made of it.
 *
 * A value is written head first: a letter, for some a number, then its parts.  Neither side recurses, so a value may be as
 * deep as memory allows.  Expressions, associations and arrays are counted as they begin, and written once: what is met again goes by its
 * number, so that a value with shared parts takes no more room there than here.
 */
#include "foreign/task/wire.h"

#include <gc.h>
#include <stdlib.h>

enum {
    WIRE_EXPR = 'e', WIRE_ASSOC = 'a', WIRE_SYMBOL = 's', WIRE_TEMPORARY = 't', WIRE_STRING = 'q', WIRE_BYTES = 'b', WIRE_SMALL = 'i',
    WIRE_REAL = 'r', WIRE_PACKED = 'p', WIRE_NUMBER = 'n', WIRE_OBJECT = 'o', WIRE_AGAIN = '='
};

/* What stands for an object of the parent's that the child did not begin with: its state in the child. */
typedef struct Stand { uintptr_t name; uint32_t process; } Stand;

/* How an object is written. */
typedef struct ObjectName { uintptr_t name; const ForeignClass *class; uint32_t serial; } ObjectName;

void wire_start(Wire *w, Heap *h, bool in_child)
{
    *w = (Wire){.in_child = in_child, .known = assoc_empty(h)};
}

/* ---- objects ---- */

static Val key_of(uintptr_t name) { return val_int((int64_t)(name >> 3)); }

static Val known_get(Wire *w, uintptr_t name)
{
    lock_take(&w->lock);
    Val v = assoc_get(w->known, key_of(name));
    lock_release(&w->lock);
    return v;
}

static void known_set(Heap *h, Wire *w, uintptr_t name, Val v)
{
    /* It outlives what is evaluated here. */
    heap_keep(h);
    lock_take(&w->lock);
    w->known = assoc_set(h, w->known, key_of(name), v);
    lock_release(&w->lock);
}

/* False: it is not the other side's to know. */
static bool name_object(Vm *vm, Wire *w, Val v, ObjectName *o)
{
    const Foreign *f = (const Foreign *)val_node(v);

    *o = (ObjectName){v.w, f->class, f->serial};
    if (f->class->transfer != TRANSFER_SHARED || (w->in_child && foreign_is_here(v)))
        return false;
    if (w->in_child && f->process == FOREIGN_STANDS) {
        const Stand *s = foreign_state(v);
        if (s->process == foreign_process)
            o->name = s->name;
    }
    known_set(vm_heap(vm), w, o->name, v);
    return true;
}

static Val stand_new(Vm *vm, const ObjectName *o)
{
    size_t size = o->class->size < sizeof(Stand) ? sizeof(Stand) : o->class->size;
    Foreign *f = heap_alloc_kept(vm_heap(vm), sizeof *f + size);

    f->node = (Node){.kind = KIND_FOREIGN};
    f->serial = o->serial;
    f->process = FOREIGN_STANDS;
    f->class = o->class;
    *(Stand *)f->state = (Stand){o->name, foreign_process};
    return val_from_node(f);
}

static Val find_object(Vm *vm, Wire *w, const ObjectName *o)
{
    Val v = known_get(w, o->name);

    if (!val_is_none(v))
        return v;
    if (w->in_child) {
        v = stand_new(vm, o);
    } else {
        /* A child that went wrong may say anything. */
        v = val_from_node((void *)o->name);
        if ((o->name & 7) != 0 || GC_base((void *)o->name) != (void *)o->name || !val_is_foreign(v) || foreign_class(v) != o->class)
            return VAL_NONE;
    }
    known_set(vm_heap(vm), w, o->name, v);
    return v;
}

/* ---- writing ---- */

/* A node that has been written, and which it was; node 0: none. */
typedef struct Written { uintptr_t node; uint64_t number; } Written;

typedef struct Writer {
    Vm   *vm;
    Wire *wire;
    Out  *to;
    Val  *left;                      /* what is still to be written: the last comes next */
    size_t n, room;
    Written *written;                /* a hash table, at most half full */
    size_t written_count, written_room;
    bool  everything, failed;
    Val   refused;
} Writer;

static void put(Writer *w, const void *data, size_t n) { out_bytes(w->to, data, n); }

static void put_head(Writer *w, char letter, uint64_t n)
{
    out_char(w->to, letter);
    put(w, &n, sizeof n);
}

static void put_text(Writer *w, char letter, const char *s, size_t n)
{
    put_head(w, letter, n);
    put(w, s, n);
}

/* Room for [n] more. */
static bool reserve(Writer *w, size_t n)
{
    if (w->n + n > w->room) {
        size_t room = 2 * (w->n + n) + 64;
        Val *larger = realloc(w->left, room * sizeof *larger);
        if (larger == NULL) {
            w->failed = true;
            return false;
        }
        w->left = larger;
        w->room = room;
    }
    return true;
}

/* Where the node is in the table, or is to be. */
static Written *place_of(Written *table, size_t room, uintptr_t node)
{
    size_t i = (size_t)((node >> 4) * 0x9e3779b97f4a7c15u) & (room - 1);

    while (table[i].node != 0 && table[i].node != node)
        i = (i + 1) & (room - 1);
    return &table[i];
}

static bool grow_written(Writer *w)
{
    size_t room = w->written_room == 0 ? 64 : 2 * w->written_room;
    Written *larger = calloc(room, sizeof *larger);

    if (larger == NULL) {
        w->failed = true;
        return false;
    }
    for (size_t i = 0; i < w->written_room; i++)
        if (w->written[i].node != 0)
            *place_of(larger, room, w->written[i].node) = w->written[i];
    free(w->written);
    w->written = larger;
    w->written_room = room;
    return true;
}

/* Was it written before?  Then it is mentioned; else it counts from here on. */
static bool write_again(Writer *w, Val v)
{
    if (2 * w->written_count >= w->written_room && !grow_written(w))
        return true;
    Written *place = place_of(w->written, w->written_room, v.w);
    if (place->node != 0) {
        put_head(w, WIRE_AGAIN, place->number);
        return true;
    }
    *place = (Written){v.w, w->written_count++};
    return false;
}

static void write_expr(Writer *w, Val v)
{
    size_t n = expr_len(v);

    put_head(w, WIRE_EXPR, n);
    if (!reserve(w, n + 1))
        return;
    for (size_t i = n; i-- > 0; )
        w->left[w->n++] = expr_arg(v, i);
    w->left[w->n++] = expr_head(v);
}

static void write_assoc(Writer *w, Val v)
{
    size_t n = assoc_len(v), at = 0;
    AssocEntry e;

    put_head(w, WIRE_ASSOC, n);
    if (!reserve(w, 2 * n))
        return;
    Val *place = w->left + w->n;
    for (AssocIter it = assoc_iter(v); assoc_next(&it, &e); at++) {
        out_char(w->to, (char)e.delayed);
        place[2 * (n - 1 - at) + 1] = e.key;
        place[2 * (n - 1 - at)] = e.value;
    }
    w->n += 2 * n;
}

static void write_symbol(Writer *w, Val v)
{
    put_text(w, symbol_is_temporary(v) ? WIRE_TEMPORARY : WIRE_SYMBOL, symbol_context(v), strlen(symbol_context(v)));
    uint64_t n = val_symbol(v)->name_len;
    put(w, &n, sizeof n);
    put(w, symbol_name(v), n);
}

static size_t packed_bytes(const Packed *p)
{
    return p->count * (p->type == PACKED_COMPLEX ? 2 * sizeof(double) : sizeof(double));
}

static void write_packed(Writer *w, const Packed *p)
{
    uint64_t type = p->type;

    put_head(w, WIRE_PACKED, p->rank);
    put(w, &type, sizeof type);
    put(w, p->dims, p->rank * sizeof *p->dims);
    put(w, &p->data, packed_bytes(p));
}

static void write_object(Writer *w, Val v)
{
    ObjectName o;
    Out text;

    if (name_object(w->vm, w->wire, v, &o)) {
        out_char(w->to, WIRE_OBJECT);
        put(w, &o, sizeof o);
    } else if (w->everything) {
        out_init(&text);
        foreign_print(v, &text);
        put_text(w, WIRE_STRING, out_text(&text), text.len);
        out_fini(&text);
    } else {
        w->refused = v;
        w->failed = true;
    }
}

static void write_number(Writer *w, Val v)
{
    Out text;

    if (val_is_small(v)) {
        put_head(w, WIRE_SMALL, (uint64_t)val_small(v));
    } else if (val_is_real(v)) {
        double d = val_real(v);
        out_char(w->to, WIRE_REAL);
        put(w, &d, sizeof d);
    } else {
        out_init(&text);
        print_number(vm_heap(w->vm), &text, v, FORM_FULL);
        put_text(w, WIRE_NUMBER, out_text(&text), text.len);
        out_fini(&text);
    }
}

static void write_one(Writer *w, Val v)
{
    if ((val_is_expr(v) || val_is_assoc(v) || val_is_packed(v)) && write_again(w, v))
        return;
    switch (val_kind(v)) {
    case KIND_EXPR:    write_expr(w, v); break;
    case KIND_ASSOC:   write_assoc(w, v); break;
    case KIND_SYMBOL:  write_symbol(w, v); break;
    case KIND_STRING:  put_text(w, WIRE_STRING, text_data(v), text_bytes(v)); break;
    case KIND_BYTES:   put_text(w, WIRE_BYTES, (const char *)val_bytes(v)->data, val_bytes(v)->len); break;
    case KIND_PACKED:  write_packed(w, val_packed(v)); break;
    case KIND_FOREIGN: write_object(w, v); break;
    default:           write_number(w, v); break;
    }
}

static bool write_value(Writer *w, Val v)
{
    if (reserve(w, 1))
        w->left[w->n++] = v;
    while (w->n > 0 && !w->failed)
        write_one(w, w->left[--w->n]);
    free(w->left);
    free(w->written);
    return !w->failed && !w->to->failed;
}

bool wire_write(Vm *vm, Wire *w, Out *to, Val v, Val *refused)
{
    Writer writer = {.vm = vm, .wire = w, .to = to, .refused = VAL_NONE};
    bool written = write_value(&writer, v);

    *refused = writer.refused;
    return written;
}

void wire_write_all(Vm *vm, Wire *w, Out *to, Val v)
{
    Writer writer = {.vm = vm, .wire = w, .to = to, .everything = true};

    (void)write_value(&writer, v);
}

/* ---- reading ---- */

/* An expression or association that is being read; its parts lie on the stack of values. */
typedef struct Open { uint64_t n, got; size_t number; const char *delayed; } Open;

typedef struct WireReader {
    Vm   *vm;
    Wire *wire;
    const char *at, *end;
    Val  *value;
    size_t values, value_room;
    Open *open;
    size_t opens, open_room;
    Val  *known;                       /* what was counted; VAL_NONE: its parts are not all there */
    size_t knowns, known_room;
} WireReader;

static bool get(WireReader *r, void *to, size_t n)
{
    if ((size_t)(r->end - r->at) < n)
        return false;
    memcpy(to, r->at, n);
    r->at += n;
    return true;
}

/* [n] bytes at their place; NULL: there are less. */
static const char *get_bytes(WireReader *r, uint64_t n)
{
    const char *from = r->at;

    if ((uint64_t)(r->end - r->at) < n)
        return NULL;
    r->at += n;
    return from;
}

static void *grown(Heap *h, void *array, size_t n, size_t *room, size_t size)
{
    if (n < *room)
        return array;
    *room = 2 * n + 64;
    return heap_grow(h, array, n * size, *room * size);
}

/* A part that is there: of what was begun last, or the whole. */
static void push_value(WireReader *r, Val v)
{
    r->value = grown(vm_heap(r->vm), r->value, r->values, &r->value_room, sizeof *r->value);
    r->value[r->values++] = v;
    if (r->opens > 0)
        r->open[r->opens - 1].got++;
}

/* The next one that counts. */
static size_t count(WireReader *r, Val v)
{
    r->known = grown(vm_heap(r->vm), r->known, r->knowns, &r->known_room, sizeof *r->known);
    r->known[r->knowns] = v;
    return r->knowns++;
}

static Val read_symbol(WireReader *r, bool temporary)
{
    uint64_t n;
    const char *context, *name;

    if (!get(r, &n, sizeof n) || (context = get_bytes(r, n)) == NULL)
        return VAL_NONE;
    context = context_intern(context, n);
    if (!get(r, &n, sizeof n) || (name = get_bytes(r, n)) == NULL)
        return VAL_NONE;
    return temporary ? symbol_intern_temporary(vm_heap(r->vm), context, name, n) : symbol_intern(context, name, n);
}

static Val read_packed(WireReader *r, uint64_t rank)
{
    uint64_t type;
    enum { RANK_MAX = 1 << 16 };

    if (rank == 0 || rank > RANK_MAX || !get(r, &type, sizeof type) || type > PACKED_COMPLEX)
        return VAL_NONE;
    size_t *dims = heap_alloc_atomic(vm_heap(r->vm), rank * sizeof *dims);
    if (!get(r, dims, rank * sizeof *dims))
        return VAL_NONE;
    Packed *p = packed_new(vm_heap(r->vm), (PackedType)type, rank, dims);
    if (p == NULL || !get(r, &p->data, packed_bytes(p)))
        return VAL_NONE;
    (void)count(r, val_from_node(p));
    return val_from_node(p);
}

static Val read_number(WireReader *r, const char *text, size_t n)
{
    Reader reader;
    Val v = VAL_NONE;

    session_read(r->vm, &reader, NULL, text, n);
    return reader_next(&reader, &v) == READ_EXPR ? v : VAL_NONE;
}

static Val read_text(WireReader *r, char letter, uint64_t n)
{
    const char *text = get_bytes(r, n);
    Heap *h = vm_heap(r->vm);

    if (text == NULL)
        return VAL_NONE;
    if (letter == WIRE_NUMBER)
        return read_number(r, text, n);
    return letter == WIRE_STRING ? text_new(h, text, n) : bytes_new(h, (const unsigned char *)text, n);
}

static Val read_atom(WireReader *r, char letter)
{
    uint64_t n;
    double d;
    ObjectName o;

    if (letter == WIRE_SYMBOL || letter == WIRE_TEMPORARY)
        return read_symbol(r, letter == WIRE_TEMPORARY);
    if (letter == WIRE_REAL)
        return get(r, &d, sizeof d) ? val_real_new(vm_heap(r->vm), d) : VAL_NONE;
    if (letter == WIRE_OBJECT)
        return get(r, &o, sizeof o) ? find_object(r->vm, r->wire, &o) : VAL_NONE;
    if (!get(r, &n, sizeof n))
        return VAL_NONE;
    switch (letter) {
    case WIRE_SMALL:  return val_int((int64_t)n);
    case WIRE_PACKED: return read_packed(r, n);
    case WIRE_AGAIN:  return n < r->knowns ? r->known[n] : VAL_NONE;
    case WIRE_STRING: case WIRE_BYTES: case WIRE_NUMBER:
        return read_text(r, letter, n);
    default:          return VAL_NONE;
    }
}

/* An expression or association begins. */
static bool begin(WireReader *r, char letter)
{
    Open o = {0};

    if (!get(r, &o.n, sizeof o.n) || o.n > (uint64_t)(r->end - r->at))
        return false;
    if (letter == WIRE_ASSOC) {
        o.delayed = get_bytes(r, o.n);
        if (o.delayed == NULL)
            return false;
        o.n *= 2;
    } else {
        o.n++;
    }
    o.number = count(r, VAL_NONE);
    r->open = grown(vm_heap(r->vm), r->open, r->opens, &r->open_room, sizeof *r->open);
    r->open[r->opens++] = o;
    return true;
}

/* All parts of what was begun last are there. */
static Val finish(WireReader *r, const Open *o)
{
    Heap *h = vm_heap(r->vm);
    const Val *part = r->value + r->values - o->n;
    AssocBuilder b;

    r->values -= o->n;
    if (o->delayed == NULL) {
        Val v = expr_make(h, part[0], o->n - 1, part + 1);
        /* As it was there: else who looks at a deep value first would have to evaluate all of it. */
        vm_settle(r->vm, v);
        return v;
    }
    assoc_builder_start(&b, h);
    for (size_t i = 0; i < o->n; i += 2)
        assoc_builder_put(&b, (AssocEntry){part[i], part[i + 1], o->delayed[i / 2] != 0});
    return assoc_builder_finish(&b);
}

Val wire_read(Vm *vm, Wire *w, const char *data, size_t n)
{
    WireReader r = {.vm = vm, .wire = w, .at = data, .end = data + n};
    char letter;

    while (get(&r, &letter, 1)) {
        if (letter == WIRE_EXPR || letter == WIRE_ASSOC) {
            if (!begin(&r, letter))
                return VAL_NONE;
        } else {
            Val v = read_atom(&r, letter);
            if (val_is_none(v))
                return VAL_NONE;
            push_value(&r, v);
        }
        while (r.opens > 0 && r.open[r.opens - 1].got == r.open[r.opens - 1].n) {
            Val v = finish(&r, &r.open[--r.opens]);
            r.known[r.open[r.opens].number] = v;
            push_value(&r, v);
        }
    }
    return r.opens == 0 && r.values == 1 ? r.value[0] : VAL_NONE;
}
