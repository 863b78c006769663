/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * transfer.c -- foreign objects of a class that is local are found in values, however they lie there; those that are moved
 * go over, or stay where they were; of several who want one that belongs to nobody exactly one has it.
 */
#include <pthread.h>

#include "foreign/foreign.h"
#include "foreign/task/moved.h"
#include "foreign/task/transfer.h"
#include "tests/unit/tap.h"

static const ForeignClass mine = {.name = "Mine", .size = 8, .transfer = TRANSFER_LOCAL, .usage = "a test"};
static const ForeignClass everybodys = {.name = "Ours", .size = 8, .transfer = TRANSFER_SHARED, .usage = "a test"};

static Val nested(Heap *h, Val v, int depth)
{
    AssocBuilder b;

    for (int i = 0; i < depth; i++) {
        assoc_builder_start(&b, h);
        assoc_builder_put(&b, (AssocEntry){.key = text_from(h, "key"), .value = list_make(h, 2, (Val[]){val_int(1), v})});
        v = expr1(h, S_C, assoc_builder_finish(&b));
    }
    return v;
}

/* An object that is moved, with one value inside. */
typedef struct Thing {
    Moved moved;
    Val   inside;
    bool  busy;
} Thing;

static bool thing_move(void *self, void *to, Mover *by)
{
    Thing *from = self, *other = to;

    if (to == NULL)
        from->inside = VAL_NONE;
    else if (!from->busy)
        other->inside = mover_value(by, from->inside);
    return to == NULL || !from->busy;
}

static const ForeignClass thing_class = {
    .name = "Thing", .size = sizeof(Thing), .transfer = TRANSFER_MOVED, .usage = "a test", .move = thing_move,
};

static Thing *thing(Val v) { return foreign_state(v); }

static Val thing_new(Vm *vm, Val inside)
{
    Val v = foreign_new(vm_heap(vm), &thing_class, 7);

    moved_begin(vm, &thing(v)->moved);
    thing(v)->inside = inside;
    return v;
}

static uint64_t owner_of(Val v) { return atomic_load(&val_moved(v)->owner); }
static const Args noted = {.builtin = NULL};

/* What is in a value of nested(). */
static Val innermost(Val v)
{
    while (!val_is_foreign(v))
        v = val_has_head(v, S_List) ? expr_arg(v, 1) : val_is_assoc(v) ? assoc_at(v, 0).value : expr_arg(v, 0);
    return v;
}

static void check_moves(Vm *vm)
{
    Heap *h = vm_heap(vm);
    Val a = thing_new(vm, val_int(5)), v = nested(h, a, 20), sent = v, twice[] = {a, val_int(1), a};
    Crossing *c;

    tap_ok(transfer_begin(vm, noted, &sent, &c) && c != NULL && !val_is(sent, v), "moved: deep inside");
    tap_ok(!moved_use(vm, val_moved(a)), "moved: on its way it is not the sender's");
    transfer_end(c, false);
    tap_ok(moved_use(vm, val_moved(a)) && val_is(thing(a)->inside, val_int(5)) && owner_of(innermost(sent)) == MOVED_AWAY,
           "moved: it has not gone");
    sent = v;
    tap_ok(transfer_begin(vm, noted, &sent, &c), "moved: again");
    transfer_end(c, true);
    Val b = innermost(sent);
    tap_ok(owner_of(b) == MOVED_NOBODY && owner_of(a) == MOVED_AWAY && val_is_none(thing(a)->inside)
           && val_is(thing(b)->inside, val_int(5)) && foreign_serial(b) == foreign_serial(a), "moved: it has gone");
    sent = v;
    tap_ok(!val_is_none(transfer_local(vm, v)) && !transfer_result(vm, &sent) && val_is(sent, v), "moved: an empty one can't go");
    vm->lineage = 9;
    tap_ok(moved_use(vm, val_moved(b)) && owner_of(b) == moved_self(vm), "moved: who uses it has it");
    vm->lineage = 0;
    tap_ok(!moved_use(vm, val_moved(b)), "moved: and nobody else");
    tap_ok(val_is(transfer_owned(vm, b), b), "moved: another's stays, where it may");
    a = thing_new(vm, val_int(6));
    twice[0] = twice[2] = a;
    sent = list_make(h, 3, twice);
    tap_ok(transfer_result(vm, &sent) && val_is(expr_arg(sent, 0), expr_arg(sent, 2)) && !val_is(expr_arg(sent, 0), a),
           "moved: one that stands twice is one");
    tap_ok(transfer_result(vm, &sent), "moved: and goes on without being used");
    a = thing_new(vm, val_int(7));
    sent = assoc_set(h, assoc_set(h, assoc_empty(h), a, val_int(1)), val_int(2), a);
    tap_ok(transfer_result(vm, &sent) && assoc_len(sent) == 2 && val_is(assoc_get(sent, assoc_get(sent, val_int(2))), val_int(1)),
           "moved: as a key");
}

static void check_insides(Vm *vm)
{
    Heap *h = vm_heap(vm);
    Val a = thing_new(vm, val_int(1)), b = thing_new(vm, expr1(h, S_C, a)), sent = b;
    Crossing *c = NULL;

    thing(a)->inside = list_make(h, 1, &b);
    tap_ok(transfer_result(vm, &sent), "insides: in a circle");
    Val inner = expr_arg(thing(sent)->inside, 0);
    tap_ok(!val_is(inner, a) && val_is(expr_arg(thing(inner)->inside, 0), sent) && owner_of(a) == MOVED_AWAY, "insides: all went");
    a = thing_new(vm, val_int(1));
    b = thing_new(vm, a);
    thing(a)->busy = true;
    sent = b;
    tap_ok(!transfer_result(vm, &sent) && moved_use(vm, val_moved(b)) && val_is(thing(b)->inside, a), "insides: one is busy");
    thing(a)->busy = false;
    /* Of three values two have the same object inside. */
    Val other = thing_new(vm, val_int(2)), v[] = {b, a, other};
    for (unsigned i = 0; i < 3; i++)
        tap_ok(val_is_none(transfer_add(vm, &c, i, &v[i])), "groups: added");
    transfer_end_group(h, c, 0);
    tap_ok(owner_of(v[0]) == MOVED_NOBODY && owner_of(v[1]) == MOVED_NOBODY && val_is(thing(v[0])->inside, v[1])
           && owner_of(other) == moved_self(vm) && owner_of(v[2]) == MOVED_AWAY && owner_of(b) == MOVED_AWAY,
           "groups: what went, with what is inside, and what did not");
}

/* ---- several want the same ---- */

enum { FIGHTERS = 4, FIGHT_THINGS = 2000 };

static Val *fought_for;
static atomic_uint ready;

typedef struct Fighter { Vm vm; unsigned won; } Fighter;

static void *fight(void *state)
{
    Fighter *f = state;

    atomic_fetch_add(&ready, 1);
    while (atomic_load(&ready) < FIGHTERS)
        continue;
    for (size_t i = 0; i < FIGHT_THINGS; i++) {
        if (!moved_use(&f->vm, val_moved(fought_for[i])))
            continue;
        Thing *t = thing(fought_for[i]);
        t->inside = val_int(val_small(t->inside) + 1);
        f->won++;
    }
    return NULL;
}

static void check_fight(Vm *vm)
{
    static Fighter fighters[FIGHTERS];
    pthread_t threads[FIGHTERS];
    unsigned won = 0, changed = 0;

    fought_for = heap_alloc_root(FIGHT_THINGS * sizeof(Val));
    for (size_t i = 0; i < FIGHT_THINGS; i++) {
        fought_for[i] = thing_new(vm, val_int(0));
        (void)!transfer_result(vm, &fought_for[i]);
    }
    for (unsigned i = 0; i < FIGHTERS; i++) {
        fighters[i].vm.lineage = 100 + i;
        pthread_create(&threads[i], NULL, fight, &fighters[i]);
    }
    for (unsigned i = 0; i < FIGHTERS; i++) {
        pthread_join(threads[i], NULL);
        won += fighters[i].won;
    }
    for (size_t i = 0; i < FIGHT_THINGS; i++)
        changed += val_is(thing(fought_for[i])->inside, val_int(1));
    tap_ok(won == FIGHT_THINGS && changed == FIGHT_THINGS, "fight: each went to exactly one");
    heap_free_root(fought_for);
}

int main(void)
{
    foreign_start_process();
    Vm *vm = vm_new();
    Heap *h = vm_heap(vm);
    Val local = foreign_new(h, &mine, 1), shared = foreign_new(h, &everybodys, 2);
    Val many[10000];

    tap_ok(val_is(transfer_local(vm, local), local), "transfer: a local object");
    tap_ok(val_is_none(transfer_local(vm, shared)), "transfer: a shared one is none");
    tap_ok(val_is(transfer_local(vm, nested(h, local, 20)), local), "transfer: a local object deep inside");
    tap_ok(val_is_none(transfer_local(vm, nested(h, shared, 20))), "transfer: a shared one deep inside is none");
    tap_ok(val_is(transfer_local(vm, expr1(h, expr1(h, local, S_E), S_E)), local), "transfer: as a head");
    tap_ok(val_is_none(transfer_local(vm, nested(h, local, 5000))), "transfer: too deep is left to whoever uses it");
    for (size_t i = 0; i < 10000; i++)
        many[i] = val_int((int64_t)i);
    many[1000] = local;
    tap_ok(val_is(transfer_local(vm, list_make(h, 10000, many)), local), "transfer: in a list");
    tap_ok(val_is_none(transfer_local(vm, val_int(1))) && val_is_none(transfer_local(vm, text_from(h, "x"))),
           "transfer: atoms are none");
    check_moves(vm);
    check_insides(vm);
    check_fight(vm);
    vm_free(vm);
    return tap_end();
}
