/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * builtin.h -- what a builtin is, and the macro that declares one.
 *
 * A builtin is one BUILTIN block: attributes, effects, argument specification, options, usage,
 * messages and examples beside the C function.  tools/gen-builtins.awk gathers the blocks.
 */
#ifndef LYRA_EVAL_BUILTIN_H
#define LYRA_EVAL_BUILTIN_H

#include "vm/value/assoc.h"
#include "vm/value/bytes.h"
#include "vm/value/foreign.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"
#include "vm/vm.h"

/* What evaluating a builtin may do beside giving a value.  0 means "not declared" and fails the
 * consistency check. */
enum {
    EFFECT_PURE = 1,
    EFFECT_STATE = 2,        /* reads or changes definitions or other state of the VM; evaluates what a text or a file says */
    EFFECT_RANDOM = 4,
    EFFECT_TIME = 8,
    EFFECT_IO = 16,
    EFFECT_NETWORK = 32,
    EFFECT_PROCESS = 64,
    EFFECT_CHANNEL = 128,
    EFFECT_CALLS = 256       /* whatever its arguments do */
};

typedef struct Builtin Builtin;

/* The arguments of a call.  They are evaluated as the attributes say, Sequence is spliced,
 * Listable is threaded, Flat flattened and Orderless sorted before the C function sees them. */
struct Args {
    const Val     *v;
    size_t         n;
    Val            expr;         /* the whole expression as it was called: no defaults filled in */
    const Builtin *builtin;
};

struct Builtin {
    const char        *name, *file;
    int                line;
    Val              (*fn)(Vm *vm, Args args);      /* NULL: a symbol with no code, like Automatic */
    unsigned           attrs, effects;
    /* The argument specification in pattern notation, checked before fn is called: see argspec.c.
     * "n_Integer, list_List", "x_, y_:1", "f_, xs___", "n_Integer|_Rational", "s_String..".
     * NULL: fn looks at its arguments itself.  Arguments that do not fit leave the expression
     * unevaluated; a wrong count also gives argx, argr, argt, argb or argm. */
    const char        *args;
    const char        *options;                     /* "Heads -> False, Method -> Automatic" */
    const char        *usage;
    const char *const *messages;                    /* pairs tag, text; NULL at the end */
    const char *const *examples;                    /* pairs input, output; NULL at the end */
    Val              (*value)(Vm *vm);              /* the symbol's own value: $Line */
    Val              (*assign)(Vm *vm, Val value);  /* what Set of the symbol does */
    Val              (*numeric)(Vm *vm, double digits);  /* a constant's value; digits 0: machine */
    /* head[..][args]: called with args.expr the whole; SeriesData, CompiledFunction, .. */
    Val              (*apply)(Vm *vm, Args args);
    /* Of a Flat and Orderless head: head[a, b] of evaluated arguments, one of which may be such a call
     * already; the evaluated result without looking at all of it again, or VAL_NONE. */
    Val              (*join)(Vm *vm, Val expr);
    /* As fn, for evaluated arguments that no expression has been made of; VAL_NONE: make it and call fn. */
    Val              (*direct)(Vm *vm, size_t n, const Val *args);
    /* Of a Listable head: is this call, of evaluated arguments, for fn as it is?  NULL: it is threaded over its lists. */
    bool             (*whole)(Val expr);
    bool               packed;                      /* fn takes packed arrays as they are */
    bool               parks;                       /* fn may give PARKED where vm->may_park */
    bool               quiet_count;                 /* no message for a wrong number of arguments */
};

/* # and ## are applied here and not one macro further in, so that a name which some header has made
 * a macro (I, EOF) is not expanded: BUILTIN(I, ...) must work. */
#define BUILTIN(Name, ...)                                                       \
    static Val bi_##Name(Vm *vm, Args args);                                     \
    extern const Builtin builtin_##Name;                                         \
    const Builtin builtin_##Name = { .name = #Name, .file = __FILE__,            \
        .line = __LINE__, .fn = bi_##Name, __VA_ARGS__ };                        \
    static Val bi_##Name(__attribute__((unused)) Vm *vm, __attribute__((unused)) Args args)

/* The same for a name that is no C identifier: BUILTIN_AS(Line, "$Line", ..). */
#define BUILTIN_AS(CName, name_text, ...)                                        \
    static Val bi_##CName(Vm *vm, Args args);                                    \
    extern const Builtin builtin_##CName;                                        \
    const Builtin builtin_##CName = { .name = name_text, .file = __FILE__,       \
        .line = __LINE__, .fn = bi_##CName, __VA_ARGS__ };                       \
    static Val bi_##CName(__attribute__((unused)) Vm *vm, __attribute__((unused)) Args args)

/* A symbol without a C function: constants, option names, heads of data, $-variables (with .value
 * and .assign given by name). */
#define SYMBOL(Name, ...)                                                        \
    extern const Builtin builtin_##Name;                                         \
    const Builtin builtin_##Name = { .name = #Name, .file = __FILE__,            \
        .line = __LINE__, __VA_ARGS__ }
#define SYMBOL_AS(CName, name_text, ...)                                         \
    extern const Builtin builtin_##CName;                                        \
    const Builtin builtin_##CName = { .name = name_text, .file = __FILE__,       \
        .line = __LINE__, __VA_ARGS__ }

#define TEXTS(...)    (const char *const[]){ __VA_ARGS__, NULL }
#define EXAMPLES(...) TEXTS(__VA_ARGS__)
#define MESSAGES(...) TEXTS(__VA_ARGS__)

/* Inside a BUILTIN body: gives the message of this builtin and NOT_MINE.
 * return MESSAGE(vm, "partw", pos, expr); */
#define MESSAGE(vm, tag, ...)                                                    \
    builtin_message((vm), args.builtin, (tag),                                   \
        sizeof((Val[]){__VA_ARGS__}) / sizeof(Val), (Val[]){__VA_ARGS__})
/* The same without arguments for the text. */
#define MESSAGE0(vm, tag) builtin_message((vm), args.builtin, (tag), 0, NULL)
Val builtin_message(Vm *vm, const Builtin *builtin, const char *tag, size_t n, const Val *args);

/* The builtin with this name; NULL where there is none.  All of them: builtin_at(i), i below count. */
/* Before vm_start_process, once: [n] more that lie outside vm/. */
void builtins_add(const Builtin *const *list, size_t n);
size_t builtin_count(void);
const Builtin *builtin_at(size_t i);

/* Options given as trailing rules.  options_split: how many of args are not trailing options
 * (rules, or lists of rules) known to the builtin.  option_get: the value of an option, from the
 * call, else from SetOptions or the builtin's default; evaluated.  [name] is a symbol. */
size_t options_split(Args args);
/* Is there no option that the builtin does not know, beyond the first [from] of args?  Else message optx. */
bool options_known(Vm *vm, Args args, size_t from);
Val option_get(Vm *vm, Args args, Val name);

#endif
