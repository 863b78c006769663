/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * transfer.c -- foreign objects of a class that is local are found in values, however they lie there.
 */
#include "foreign/foreign.h"
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
    vm_free(vm);
    return tap_end();
}
