/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * data_builtins.c -- CreateDataStructure, DataStructure, DataStructureQ, $DataStructures.
 */
#include "foreign/data/data.h"

/* In the order of their names. */
static const DataKind *const kinds[] = {
    &data_bit_vector, &data_counter, &data_deque, &data_disjoint_set, &data_dynamic_array, &data_extensible_vector, &data_fixed_array,
    &data_hash_set, &data_hash_table, &data_linked_list, &data_ordered_hash_set, &data_ordered_hash_table, &data_priority_queue,
    &data_queue, &data_ring_buffer, &data_stack, &data_cell,
};

static const DataKind *find_kind(Val name)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (text_is(name, kinds[i]->name))
            return kinds[i];
    return NULL;
}

SYMBOL(DataStructure,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL,
    .usage = "DataStructure[\"type\", <n>] is how a data structure of CreateDataStructure is printed; ds[\"op\", args] does an operation. It belongs to one task at "
             "a time: who sends it has it no more.",
    .messages = MESSAGES("op", "`1` is not an operation of `2`.", "opargs", "Operation `1` of `2` can't be called with `3` arguments.",
                         "empty", "`1` is empty.", "part", "Part `1` of `2` does not exist.", "arg", "`1` is not what the operation of `2` takes.",
                         "absent", "`1` is not an element of `2`.", "use", "`1` can't be changed while it is in use.", "set", "`1` can't be set.",
                         "moved", "`1` has gone to another task.", "other", "`1` belongs to another task."),
    .examples = EXAMPLES("Head[CreateDataStructure[\"Stack\"]]", "DataStructure"));

BUILTIN(CreateDataStructure,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL | EFFECT_CALLS,
    .usage = "CreateDataStructure[\"type\", args] makes a mutable data structure ds: ds[\"op\", args] changes or reads it, Normal[ds] gives what is in it. "
             "$DataStructures lists the types.",
    .messages = MESSAGES("type", "`1` is not a type of data structure; $DataStructures lists them.",
                         "args", "A data structure of type `1` can't be made of `2`."),
    .examples = EXAMPLES(">> ds = CreateDataStructure[\"Stack\"]; ds[\"Push\", a]; ds[\"Push\", b]; {ds[\"Pop\"], ds[\"Length\"]}", "{b, 1}",
                         ">> ds = CreateDataStructure[\"PriorityQueue\", {3, 1, 2}]; {ds[\"Pop\"], ds[\"Pop\"]}", "{3, 2}",
                         ">> ds = CreateDataStructure[\"HashTable\"]; ds[\"Insert\", a -> 1]; {ds[\"Lookup\", a], Normal[ds]}", "{1, <|a -> 1|>}"))
{
    Val made = NOT_MINE;

    if (args.n == 0)
        return MESSAGE(vm, "argm", S_CreateDataStructure, val_int(0), val_int(1));
    const DataKind *kind = val_is_string(args.v[0]) ? find_kind(args.v[0]) : NULL;
    if (kind == NULL)
        return MESSAGE(vm, "type", args.v[0]);
    DataStructure *d = data_new(vm, kind);
    size_t n = args.n - 1;
    if (n >= kind->least && n <= kind->most)
        TRY(made = kind->create(vm, d, n, args.v + 1));
    if (val_is_not_mine(made))
        return MESSAGE(vm, "args", args.v[0], list_make(vm_heap(vm), n, args.v + 1));
    return data_value(d);
}

BUILTIN(DataStructureQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "expr_, type_:None",
    .usage = "DataStructureQ[expr] is True for a data structure of CreateDataStructure; DataStructureQ[expr, \"type\"] for one of that type.",
    .examples = EXAMPLES(">> ds = CreateDataStructure[\"Queue\"]; {DataStructureQ[ds], DataStructureQ[ds, \"Stack\"], DataStructureQ[{1}]}",
                         "{True, False, False}"))
{
    return val_bool(val_is_data(args.v[0]) && (args.n < 2 || val_is(args.v[1], S_None)
                                               || (val_is_string(args.v[1]) && text_is(args.v[1], val_data(args.v[0])->kind->name))));
}

static Val kinds_value(Vm *vm)
{
    Val names[COUNT_OF(kinds)];

    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        names[i] = text_from(vm_heap(vm), kinds[i]->name);
    return list_make(vm_heap(vm), COUNT_OF(kinds), names);
}

SYMBOL_AS(DataStructures, "$DataStructures",
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .value = kinds_value,
    .usage = "$DataStructures is the list of types that CreateDataStructure knows.",
    .examples = EXAMPLES("MemberQ[$DataStructures, \"Stack\"]", "True"));
