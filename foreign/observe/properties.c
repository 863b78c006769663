/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * properties.c -- objects that answer by property: object["TotalTime"] or object["totalTime"].
 */
#include "foreign/observe/statistics.h"

typedef struct Properties { Val association; } Properties;

static Val properties_apply(Vm *vm, void *self, Args args)
{
    Heap *h = vm_heap(vm);
    const Properties *p = self;

    if (args.n != 1 || !val_is_string(args.v[0]) || text_bytes(args.v[0]) == 0)
        return NOT_MINE;
    const char *name = text_data(args.v[0]);
    if (strcmp(name + 1, "roperties") == 0)
        return assoc_keys(h, p->association);
    if (strcmp(name + 1, "ssociation") == 0)
        return p->association;
    if (strcmp(name, "cpuUtilization") == 0)
        name = "CPUUtilization";
    char first = name[0] >= 'a' && name[0] <= 'z' ? (char)(name[0] - 'a' + 'A') : name[0];
    Val v = assoc_get(p->association, text_format(h, "%c%s", first, name + 1));
    return val_is_none(v) ? missing_key(h, args.v[0]) : v;
}

static const ForeignClass properties_class = {
    .name = "ConcurrencyData", .size = sizeof(Properties), .transfer = TRANSFER_SHARED, .apply = properties_apply,
    .usage = "figures by property: object[\"Properties\"] lists them",
};

Val properties_new(Vm *vm, Val association)
{
    Val v = foreign_new(vm_heap(vm), &properties_class, ++vm->foreign_serial);

    ((Properties *)foreign_state(v))->association = association;
    return v;
}
