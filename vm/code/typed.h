/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed.h -- typed bytecode: programs on machine words, for Compile and for what is evidently numeric.
 *
 * Types are known when code is made: a slot of the frame holds an integer, a real, a truth value, a
 * packed array, or with its neighbour a complex number.  Whatever has no typed value (an overflow, a
 * root of a negative number) ends the run with a status, and the caller has the evaluator do it.
 *
 * There are two dialects.  Compile's is the language's: mixed types are brought to the wider one.
 * The exact one, for code that nobody asked to be compiled, gives what the evaluator would give to the
 * last bit, or fails.
 */
#ifndef LYRA_CODE_TYPED_H
#define LYRA_CODE_TYPED_H

#include "vm/pattern/rules.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"
#include "vm/vm.h"

/* A slice is a part of a list that is an argument: where it begins and where it ends, and in the place of a rank what its
 * elements are (typed_rules.c). */
typedef enum TypedBase { TYPED_NONE, TYPED_BOOL, TYPED_INT, TYPED_REAL, TYPED_COMPLEX, TYPED_SLICE } TypedBase;
typedef enum TypedElements { TYPED_INTEGER_VALUES, TYPED_REAL_VALUES, TYPED_INTEGER_WORDS, TYPED_REAL_WORDS } TypedElements;
typedef struct TypedType { uint8_t base, rank; } TypedType;
static inline TypedType typed_type(TypedBase base, unsigned rank) { return (TypedType){(uint8_t)base, (uint8_t)rank}; }
static inline bool typed_same(TypedType a, TypedType b) { return a.base == b.base && a.rank == b.rank; }
static inline bool typed_is(TypedType t, TypedBase base) { return t.base == base && t.rank == 0; }
/* How many slots a value takes. */
static inline unsigned typed_width(TypedType t) { return typed_is(t, TYPED_COMPLEX) || t.base == TYPED_SLICE ? 2 : 1; }

typedef union Slot { int64_t i; double d; Packed *t; const void *p; } Slot;

typedef enum TypedOp {
#define TOP(name, operands, what) TOP_##name,
#include "vm/code/typed.def"
#undef TOP
    TYPED_OP_COUNT
} TypedOp;

typedef struct TypedIns { uint16_t op, a, b, c; } TypedIns;

/* A part that the evaluator does, or a call of another compiled function. */
typedef struct TypedExtern {
    Val        expr;             /* with names in it; VAL_NONE: head[values..] */
    Val        head;
    size_t     n;
    Val       *names;
    uint16_t  *slots;
    TypedType *types;
    bool      *copied;           /* an array that may be changed in place later is given as a copy */
    TypedType  result;           /* base TYPED_NONE: nobody wants it */
    uint16_t   to;               /* the slot of the result */
} TypedExtern;

/* A symbol whose value the exact dialect takes for a number of this type, to be put into its slot. */
typedef struct TypedGlobal { Val symbol; TypedType type; uint16_t slot; } TypedGlobal;
enum { TYPED_GLOBALS_MAX = 16 };

typedef struct TypedCode {
    TypedIns    *ins;
    size_t       count;
    size_t       slots;              /* how many a frame needs */
    Slot        *constants;          /* of the last slots of the frame */
    size_t       constant_count;
    TypedExtern *externs;
    size_t       extern_count;
    TypedGlobal *globals;
    size_t       global_count;
    size_t       arguments;
    TypedType   *types;              /* of the arguments, which are in the first slots, one after another */
    TypedType    result;
    uint16_t     result_slot;
} TypedCode;

typedef enum TypedStatus {
    TYPED_DONE,
    TYPED_NUMERIC,               /* no machine number for an answer, a part that does not exist, .. */
    TYPED_EXTERNAL,              /* the evaluator gave something of another type */
    TYPED_RAGGED,                /* a list that is no array */
    TYPED_UNWIND                 /* a non-local exit is under way */
} TypedStatus;

/* Types declared for what the evaluator does: pattern and type, two values each. */
typedef struct TypedHints {
    size_t           n;
    const Val       *patterns;
    const TypedType *types;
} TypedHints;

enum { TYPED_SLOTS_MAX = 2000, TYPED_RANK_MAX = 8, TYPED_ARGUMENTS_MAX = 32 };

/* Code for [body] of the parameters [names] of these types; NULL where it can't be typed.  [exact]: in
 * the dialect of the evaluator.  [warn]: Compile's messages say why. */
TypedCode *typed_compile(Vm *vm, size_t n, const Val *names, const TypedType *types, Val body,
                         const TypedHints *hints, bool exact, bool warn);
/* Exact code for a loop that assigns to variables that hold numbers of these types: they are its arguments, and
 * their slots hold what they are in the end.  NULL where it can't be typed. */
TypedCode *typed_compile_loop(Vm *vm, size_t n, const Val *names, const TypedType *types, Val loop);
/* Exact code for calls symbol[..] with arguments of these types by its rules, in which there is a call of the symbol itself;
 * slices are among the types.  To be run on a frame with TYPED_RECURSION_SLOTS.  NULL where it can't be typed. */
TypedCode *typed_compile_rules(Vm *vm, Val symbol, const RuleSet *set, size_t n, const TypedType *types);
/* The slots on which such code begins, and those that each frame has for the return. */
enum { TYPED_RECURSION_SLOTS = 512, TYPED_FRAME_EXTRA = 2 };
/* The frame of a run: constants in place, everything else zero. */
void typed_enter(const TypedCode *code, Slot *frame);
/* The same with the values of the symbols that the code reads; false where one is not of its type any more. */
bool typed_begin(Vm *vm, const TypedCode *code, Slot *frame);
/* Runs on a frame whose arguments are in place; *at: the instruction where it failed. */
TypedStatus typed_run(Vm *vm, const TypedCode *code, Slot *frame, size_t *at);
/* [v] as a value of the type, without evaluating anything; false where it is none.  A real number
 * may come from an exact one unless [exact]. */
bool typed_unbox(Heap *h, Val v, TypedType type, bool exact, Slot *to);
/* The type of a machine number; base TYPED_NONE for anything else. */
TypedType typed_type_of(Val v);
Val typed_box(Heap *h, TypedType type, const Slot *from);
/* The value of code whose arguments are to be had from [args]; what it gives is in *result. */
TypedStatus typed_call(Vm *vm, const TypedCode *code, const Slot *arguments, Slot *result, size_t *at);
/* How many slots arguments of these types take. */
size_t typed_width_of(size_t n, const TypedType *types);
/* What a message calls the type: "machine-size integer". */
const char *typed_name(TypedType t);
/* _Integer, _Real, _Complex or True | False; base TYPED_NONE for anything else. */
TypedBase typed_base_of(Val pattern);
/* Makes the code of CompiledFunction[types, ranks, declarations, options, function]; NULL where it can't be typed. */
TypedCode *typed_compile_function(Vm *vm, Val compiled, bool warn);
/* The same, kept by identity. */
const TypedCode *typed_code_of(Vm *vm, Val compiled);
/* What is known of an expression as code for arguments of some types: typed_cache.c. */
enum { TYPED_ROW_TYPES = 6 };
typedef struct TypedRow {
    Val        key;
    TypedCode *code;             /* NULL: it can't be typed */
    uint32_t   attributes_epoch, n;
    TypedType  types[TYPED_ROW_TYPES];
    uint32_t   failures;
    uint32_t   heat;             /* how many values it was asked for before there was code */
    bool       tried;            /* to make code */
    bool       used;             /* since the last collection */
} TypedRow;
/* Forgets what was not used since the last call of this. */
void typed_cache_age(Vm *vm);
/* Finds the row by the identity of [key], or makes an empty one.  Another call may reuse its memory. */
TypedRow *typed_cached(Vm *vm, Val key, size_t n, const TypedType *types, bool *found);
/* The row again after its code was made, which may have reused its memory, with that code. */
TypedRow *typed_cache_put(Vm *vm, Val key, size_t n, const TypedType *types, TypedCode *code);

/* ---- without being asked: typed_auto.c --------------------------------------------------------- */

/* Each of these gives VAL_NONE where the evaluator is to do it all: nothing has happened then. */

/* The value of a right-hand side for these arguments; [key]: {{names}, body}. */
MUST_USE Val typed_rule(Vm *vm, Val key, const Val *args);
/* The value of a Table whose outermost iterator makes so many steps; [key]: {names, Table[..], where each is in [registers]}. */
MUST_USE Val typed_table(Vm *vm, Val key, const Val *registers, int64_t steps);
/* What is known of typed code for calls of a symbol, with so many arguments, that calls itself: with its bytecode. */
typedef struct TypedRecursion {
    uint32_t   wait;             /* calls that are not looked at */
    uint32_t   tries, failures;
    uint32_t   attributes_epoch;
    TypedCode *code;
    TypedType  types[TYPED_ROW_TYPES];
} TypedRecursion;
TypedRecursion *typed_recursion_new(Heap *h);
/* The value of a call with these arguments, if there is a rule for them and typed code for it: once code->typed->wait is 0. */
MUST_USE Val typed_recursion_call(Vm *vm, const Code *code, const Val *args);
/* A loop over a list that consists of such a call for each element. */
typedef struct TypedEach {
    const Code    *callee;
    const Val     *registers;
    uint32_t       from;         /* byte i: the register of argument i */
    unsigned       item;         /* that of the element */
    Val            list;
    size_t         at;           /* the element to go on with */
    struct Gather *made;         /* gets the values; where it [selects], the elements for which they are True */
    bool           selects;
} TypedEach;
/* As many elements as typed code does, e->at being the next one then: UNWIND or VAL_NONE. */
MUST_USE Val typed_recursion_each(Vm *vm, TypedEach *e);
/* Is there a loop in [body], so that typed code may pay? */
bool typed_worthwhile(Val body);
/* Null: the value of Do, While or For, [loop], that was run on machine numbers. */
MUST_USE Val typed_loop(Vm *vm, Val loop);
/* The value of Map, Select, Nest, NestList, Fold or FoldList of these arguments: what typed code does not do of it the
 * evaluator does, from the element on where it stopped. */
MUST_USE Val typed_apply(Vm *vm, Val head, size_t n, const Val *args);

/* ---- functions that C code calls again and again: typed_caller.c ------------------------------------ */

enum { CALLER_ARGS_MAX = 4 };

/* f of [n] arguments, by typed code from the time on when it pays and for as long as the arguments are machine numbers.
 * Every value is the one that vm_apply gives. */
typedef struct Caller {
    Val              f;
    size_t           n;
    bool             off;             /* the evaluator does it */
    bool             indexed;         /* the last argument is given as i and stands for {i} */
    bool             known;           /* whether there is code for these types */
    uint32_t         epoch, failures, turns;
    size_t           calls;           /* to come, until code is asked for */
    const TypedCode *code;            /* NULL: none for these types */
    Slot            *frame;
    TypedType        types[CALLER_ARGS_MAX];
} Caller;

/* [calls]: about how many are to come. */
void caller_start(Vm *vm, Caller *c, Val f, size_t n, size_t calls);
MUST_USE Val caller_apply(Vm *vm, Caller *c, const Val *args);
MUST_USE static inline Val caller_call1(Vm *vm, Caller *c, Val a) { return caller_apply(vm, c, &a); }
MUST_USE static inline Val caller_call2(Vm *vm, Caller *c, Val a, Val b) { return caller_apply(vm, c, (Val[]){a, b}); }
/* May there be typed code for such an argument? */
static inline bool caller_may(const Caller *c, const Val *a) { return !c->off && typed_type_of(*a).base != TYPED_NONE; }
/* Is there typed code for arguments like these? */
bool caller_is_typed(Vm *vm, Caller *c, const Val *args);
/* Code of a function for arguments of these types; NULL where there is none, or none yet: code is made when [calls] and those
 * of before make it worth it.  *tried: it is known whether there is any.  An argument of the type of a list of integers is i
 * where the function gets {i}. */
const TypedCode *typed_function_code(Vm *vm, Val f, size_t n, const TypedType *types, size_t calls, bool *tried);
/* May code be run that nobody asked for? */
static inline bool typed_allowed(const Vm *vm) { return !vm->no_compile && !vm->operators_changed; }

/* The instructions as text. */
void typed_print(const TypedCode *code, Out *to);

#endif
