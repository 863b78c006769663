/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * links.c -- the stack of a VM, and what its bytecode has found out about symbols.
 *
 * A link saves a call the way from the symbol to the code of its rules, and a variable that to its
 * value.  It holds until the symbol changes: vm_changed forgets it.  Code is shared between VMs, its
 * links are not: code that another VM made is run as an instance with links of this one.
 *
 * What the VM knows of would live for ever, so a link of a temporary symbol is known only while it has found
 * something, and forgets that at each collection.
 */
#include "vm/code/park.h"
#include "vm/code/stack.h"
#include "vm/code/typed.h"
#include "vm/eval/builtin.h"
#include "vm/pattern/pattern.h"
#include "vm/vm.h"

/* Small, since each task that waits in a builtin keeps a stack. */
enum { FIRST_VALUES = 256, FIRST_FRAMES = 16, FIRST_INSTANCES = 16, FORGOTTEN_AT_ONCE = 4096 };

struct CodeStack *code_stack_new(Vm *vm)
{
    Heap *h = vm_heap(vm);

    heap_keep(h);
    struct CodeStack *s = heap_alloc(h, sizeof *s);
    s->values = heap_alloc(h, FIRST_VALUES * sizeof(Val));
    s->values_end = s->values + FIRST_VALUES;
    s->frame = s->frames = heap_alloc(h, FIRST_FRAMES * sizeof(Frame));
    s->frames_end = s->frames + FIRST_FRAMES;
    return vm->code_stack = s;
}

static size_t at_most(size_t n, size_t most)
{
    return n < most ? n : most;
}

/* What is above the innermost frame and its registers is nobody's, but it would keep alive what was there. */
static void forget_above(struct CodeStack *s, size_t values, size_t frames)
{
    Val *top = s->values + (s->frame == s->frames ? 0 : s->frame->base + s->frame->code->registers);

    if (top < s->values_end)
        memset(top, 0, at_most((size_t)(s->values_end - top), values) * sizeof(Val));
    memset(s->frame + 1, 0, at_most((size_t)(s->frames_end - s->frame) - 1, frames) * sizeof(Frame));
}

void code_rest(Vm *vm)
{
    struct CodeStack *s = vm->code_stack;

    if (s == NULL || s->frame != s->frames)
        return;
    if (s->values_end - s->values > FIRST_VALUES) {
        heap_free(s->values);
        s->values = heap_alloc(vm_heap(vm), FIRST_VALUES * sizeof(Val));
        s->values_end = s->values + FIRST_VALUES;
    }
    if (s->frames_end - s->frames > FIRST_FRAMES) {
        heap_free(s->frames);
        s->frame = s->frames = heap_alloc(vm_heap(vm), FIRST_FRAMES * sizeof(Frame));
        s->frames_end = s->frames + FIRST_FRAMES;
    }
    forget_above(s, FIRST_VALUES, FIRST_FRAMES);
}

/* Is there room for [n] of [bytes]? */
static Val check_room(Vm *vm, size_t n, size_t bytes)
{
    if (UNLIKELY(vm->code_bytes != 0 && n * bytes > vm->code_bytes))
        return vm_stack_overflow(vm);
    return vm_check_length(vm, (double)n, bytes);
}

Val code_stack_grow_values(Vm *vm, size_t need)
{
    struct CodeStack *s = vm->code_stack;
    size_t old = (size_t)(s->values_end - s->values), size = old;

    while (size < need)
        size *= 2;
    TRY(check_room(vm, size, sizeof(Val)));
    heap_keep(vm_heap(vm));
    Val *before = s->values;
    s->values = heap_grow(vm_heap(vm), before, old * sizeof(Val), size * sizeof(Val));
    heap_free(before);
    s->values_end = s->values + size;
    return VAL_NONE;
}

Val code_stack_grow_frames(Vm *vm)
{
    struct CodeStack *s = vm->code_stack;
    size_t old = (size_t)(s->frames_end - s->frames), at = (size_t)(s->frame - s->frames);

    TRY(check_room(vm, 2 * old, sizeof(Frame)));
    heap_keep(vm_heap(vm));
    Frame *before = s->frames;
    s->frames = heap_grow(vm_heap(vm), before, old * sizeof(Frame), 2 * old * sizeof(Frame));
    heap_free(before);
    s->frames_end = s->frames + 2 * old;
    s->frame = s->frames + at;
    return VAL_NONE;
}

Val code_frame_push(Vm *vm, const Code *callee, const Instruction *pc, Val *registers)
{
    struct CodeStack *s = vm->code_stack;
    size_t base = (size_t)(registers - s->values);

    TRY(vm_poll(vm));
    if (UNLIKELY(registers + callee->registers > s->values_end))
        TRY(code_stack_grow_values(vm, base + callee->registers));
    if (UNLIKELY(s->frame + 1 == s->frames_end))
        TRY(code_stack_grow_frames(vm));
    s->frame->pc = pc;
    *++s->frame = (Frame){.code = callee, .base = (uint32_t)base};
    vm->depth++;
    return VAL_NONE;
}

/* ---- links ---- */

static Link *link_of(Vm *vm, Val symbol, uint32_t n)
{
    Link **place = &vm->links[symbol_number(symbol) % LINK_PLACES];

    if (symbol_is_temporary(symbol)) {
        Link *own = heap_alloc(vm_heap(vm), sizeof *own);
        *own = (Link){.symbol = symbol, .n = n};
        return own;
    }
    for (Link *c = *place; c != NULL; c = c->next)
        if (val_is(c->symbol, symbol) && c->n == n)
            return c;
    Link *c = heap_alloc_kept(vm_heap(vm), sizeof *c);
    *c = (Link){.symbol = symbol, .n = n, .next = *place};
    *place = c;
    return c;
}

void links_forget(Vm *vm, Val symbol)
{
    for (Link *c = vm->links[symbol_number(symbol) % LINK_PLACES]; c != NULL; c = c->next) {
        if (val_is(c->symbol, symbol)) {
            c->code = NULL;
            c->definition = NULL;
            c->bare = false;
        }
    }
}

/* The links of temporary symbols are unknown again. */
static void forget_temporary(Vm *vm)
{
    vm->links_temporary = false;
    for (size_t i = 0; i < LINK_PLACES; i++)
        for (Link **p = &vm->links[i]; *p != NULL; ) {
            Link *c = *p;
            if (!symbol_is_temporary(c->symbol)) {
                p = &c->next;
                continue;
            }
            *p = c->next;
            *c = (Link){.symbol = c->symbol, .n = c->n};
        }
}

void links_forget_all(Vm *vm)
{
    if (vm->links_temporary)
        forget_temporary(vm);
    for (Link *c = vm->links_resolved; c != NULL; c = c->next_resolved) {
        c->code = NULL;
        c->definition = NULL;
        c->bare = false;
        c->resolved = false;
    }
    vm->links_resolved = NULL;
}

static void note_resolved(Vm *vm, Link *c)
{
    if (c->resolved)
        return;
    c->resolved = true;
    if (symbol_is_temporary(c->symbol)) {
        Link **place = &vm->links[symbol_number(c->symbol) % LINK_PLACES];
        heap_keep(vm_heap(vm));
        vm->links_temporary = true;
        c->next = *place;
        *place = c;
        return;
    }
    c->next_resolved = vm->links_resolved;
    vm->links_resolved = c;
}

const Code *link_resolve(Vm *vm, Link *link)
{
    RuleSet *rules = definition_plain_rules(&vm->definitions, link->symbol);

    if (rules == NULL) {
        if (!link->bare && vm_is_bare(vm, link->symbol)) {
            note_resolved(vm, link);
            link->bare = true;
        }
        return NULL;
    }
    note_resolved(vm, link);
    link->code = code_for(vm, link->symbol, rules, link->n);
    return link->code;
}

static bool symbol_has_no_value(Val symbol, const Definition *d)
{
    const Builtin *b = val_symbol(symbol)->builtin;

    return !definition_has_value(d) && (b == NULL || b->value == NULL);
}

void link_resolve_value(Vm *vm, Link *link)
{
    const Definition *d = definition_find(&vm->definitions, link->symbol);

    if (val_symbol(link->symbol)->autoload != 0)
        return;
    if (d != NULL && !val_is_none(d->value)) {
        note_resolved(vm, link);
        link->definition = d;
    } else if (symbol_has_no_value(link->symbol, d)) {
        note_resolved(vm, link);
        link->bare = true;
    }
}

/* ---- instances ---- */

typedef struct Instance {
    Code *of, *own;
    bool  used;               /* since the last collection */
} Instance;

struct Instances {
    size_t   n, size;         /* a power of two, at most half full */
    Instance items[];
};

static Instance *instance_place(struct Instances *t, const Code *code)
{
    size_t i = ((uintptr_t)code >> 4) * 0x9e3779b97f4a7c15u >> 20 & (t->size - 1);

    while (t->items[i].of != NULL && t->items[i].of != code)
        i = (i + 1) & (t->size - 1);
    return &t->items[i];
}

static struct Instances *instances_with_room(Heap *h, struct Instances *old)
{
    if (old != NULL && 2 * (old->n + 1) <= old->size)
        return old;
    size_t size = old == NULL ? FIRST_INSTANCES : 2 * old->size;
    heap_keep(h);
    struct Instances *t = heap_alloc(h, sizeof *t + size * sizeof(Instance));
    t->size = size;
    for (size_t i = 0; old != NULL && i < old->size; i++) {
        if (old->items[i].of != NULL) {
            *instance_place(t, old->items[i].of) = old->items[i];
            t->n++;
        }
    }
    return t;
}

/* Keeps those that were used. */
static struct Instances *instances_in_use(Heap *h, struct Instances *old)
{
    struct Instances *t = NULL;

    for (size_t i = 0; old != NULL && i < old->size; i++) {
        if (old->items[i].used) {
            t = instances_with_room(h, t);
            *instance_place(t, old->items[i].of) = (Instance){old->items[i].of, old->items[i].own, false};
            t->n++;
        }
    }
    return t;
}

void vm_after_collection(Vm *vm)
{
    heap_keep(vm_heap(vm));
    definitions_put_right(&vm->definitions);
    /* It may be of definitions that are gone. */
    vm->snapshot = NULL;
    if (vm->links_temporary)
        forget_temporary(vm);
    if (vm->code_stack != NULL) {
        vm->code_stack->instances = instances_in_use(vm_heap(vm), vm->code_stack->instances);
        forget_above(vm->code_stack, FORGOTTEN_AT_ONCE, FORGOTTEN_AT_ONCE);
    }
    code_cache_age(vm);
    typed_cache_age(vm);
    pattern_cache_age(vm);
}

void code_own(Vm *vm, Code *code)
{
    code->owner = code_stack_of(vm);
    code->links = heap_alloc(vm_heap(vm), (code->link_count + 1) * sizeof(Link *));
    for (size_t i = 0; i < code->link_count; i++)
        code->links[i] = link_of(vm, code->link_names[i].symbol, code->link_names[i].n);
}

const Code *code_instance(Vm *vm, Code *code)
{
    struct CodeStack *s = code_stack_of(vm);

    if (LIKELY(code->owner == s))
        return code;
    if (code->origin != NULL)
        code = code->origin;
    if (code->owner == s)
        return code;
    s->instances = instances_with_room(vm_heap(vm), s->instances);
    Instance *i = instance_place(s->instances, code);
    if (i->of == NULL) {
        heap_keep(vm_heap(vm));
        i->of = code;
        i->own = heap_alloc(vm_heap(vm), sizeof *i->own);
        *i->own = *code;
        i->own->origin = code;
        i->own->typed = code->typed == NULL ? NULL : typed_recursion_new(vm_heap(vm));
        code_own(vm, i->own);
        s->instances->n++;
    }
    i->used = true;
    return i->own;
}
