/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * method.c -- methods of objects: object["Method", args..] and object.method(args..).
 */
#include "foreign/task/method.h"

#include <string.h>

Val method_none(Vm *vm, Val object, Val name)
{
    Val parts[] = {object, name};

    return vm_message(vm, S_MethodCall, "method", 2, parts);
}

Val method_apply(Vm *vm, Val object, Args args, const Method *methods, size_t n)
{
    if (args.n == 0 || !val_is_string(args.v[0]))
        return NOT_MINE;
    for (size_t i = 0; i < n; i++) {
        if (!text_is(args.v[0], methods[i].name))
            continue;
        Builder b;
        builder_start(&b, vm_heap(vm), val_known((unsigned)methods[i].symbol));
        builder_push(&b, object);
        for (size_t k = 1; k < args.n; k++)
            builder_push(&b, args.v[k]);
        return builder_finish(&b);
    }
    return method_none(vm, object, args.v[0]);
}

/* "parallelMap" as "ParallelMap". */
static Val capitalised(Heap *h, Val name)
{
    char text[64];
    size_t n = text_bytes(name);

    if (n == 0 || n >= sizeof text)
        return name;
    memcpy(text, text_data(name), n);
    if (text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)(text[0] - 'a' + 'A');
    return text_new(h, text, n);
}

/* What a.b(c) says elsewhere: (a . b) c. */
static Val product(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val dot = expr2(h, S_Dot, args.v[0], vm_symbol(vm, text_data(args.v[1]), text_bytes(args.v[1])));

    if (args.n != 3)
        return MESSAGE(vm, "object", args.v[0], args.v[1]);
    return expr2(h, S_Times, dot, args.v[2]);
}

BUILTIN(MethodCall,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL,
    .usage = "MethodCall[object, \"name\", args] is written object.name(args); for an object it is object[\"Name\", args], else the product of object . name and what is in parentheses.",
    .messages = MESSAGES("method", "`1` has no method `2`.", "object", "`1` is not an object with a method `2`."),
    .examples = EXAMPLES(">> ch = Channel[]; ch.send(5); ch.receive()", "5", ">> a.b(c)", "c*a . b"))
{
    Val object, x;
    Builder b;

    if (args.n < 2 || !val_is_string(args.v[1]))
        return NOT_MINE;
    TRY(object = vm_eval(vm, args.v[0]));
    if (!val_is_foreign(object))
        return product(vm, args);
    if (foreign_class(object)->apply == NULL)
        return method_none(vm, object, args.v[1]);
    builder_start(&b, vm_heap(vm), object);
    builder_push(&b, capitalised(vm_heap(vm), args.v[1]));
    for (size_t i = 2; i < args.n; i++) {
        TRY(x = vm_eval(vm, args.v[i]));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}
