/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_emit.h -- the state of the compiler of typed bytecode, and what its parts know of each other.
 */
#ifndef LYRA_CODE_TYPED_EMIT_H
#define LYRA_CODE_TYPED_EMIT_H

#include "vm/code/typed_runtime.h"

/* A value while code is made: where it will be, and as what. */
typedef struct TypedValue {
    TypedType type;
    uint16_t  slot;
    bool      temporary;      /* in a slot of its own that nothing else reads */
    bool      fresh;          /* an array that nothing else holds */
    bool      variable;       /* the slot of a variable */
    bool      mutated;        /* an array of a variable that is changed in place somewhere */
    bool      gone;           /* void, and nothing comes after it: Return, Break, Continue */
    Val       literal;        /* the number that it is; VAL_NONE */
} TypedValue;

typedef struct TypedVar {
    Val       name;
    TypedType type;           /* base TYPED_NONE: not known before the first assignment */
    uint16_t  slot;
    bool      settable, mutated;
    uint32_t  block;          /* where it got its value: it is read only in there */
} TypedVar;

typedef struct TypedJumps { size_t n, capacity; size_t *places; } TypedJumps;

typedef struct TypedLoop {
    struct TypedLoop *outer;
    TypedJumps        breaks, continues;
    bool              tail;       /* its value is the function's */
} TypedLoop;

/* The rules that are made into code: typed_rules.c. */
typedef struct TypedRules {
    Val              symbol;
    size_t           n;          /* arguments, in the first slots */
    const TypedType *types;
    TypedType        result;     /* what calls are taken to give */
    TypedType        found;      /* what a rule gave that is something else; base TYPED_NONE */
    bool             recursive;
} TypedRules;

enum { TYPED_VARS_MAX = 128, TYPED_BLOCKS_MAX = 64, TYPED_CONSTANT = 0x8000 };

typedef struct TypedCompiler {
    Vm               *vm;
    Heap             *heap;
    const TypedHints *hints;
    bool              exact, warn, failed;
    TypedIns         *ins;
    size_t            count, capacity;
    Slot             *constants;
    size_t            constant_count, constant_capacity;
    TypedExtern      *externs;
    size_t            extern_count, extern_capacity;
    TypedVar          vars[TYPED_VARS_MAX];
    size_t            var_count;
    uint32_t          blocks[TYPED_BLOCKS_MAX], block_serial;
    size_t            block_count;
    size_t            next, most;         /* slots in use, and the most that ever were */
    size_t            label;              /* a jump goes here: no instruction before it may be changed */
    TypedLoop        *loop;
    TypedJumps        returns;
    TypedType         result;
    uint16_t          result_slot;
    bool              returned, tail;
    TypedGlobal      *globals;            /* symbols whose values the code reads */
    size_t            global_count;
    size_t            globals_room;
    uint16_t          globals_from;       /* their slots, two each */
    TypedRules       *rules;              /* NULL: it is no rule's code */
    unsigned          names;              /* private names given out */
    unsigned          depth;
} TypedCompiler;

/* What a try is put back to. */
typedef struct TypedMark {
    size_t count, constant_count, extern_count, var_count, block_count, next, label, returns;
    bool   warn, tail, returned;
    TypedLoop *loop;
} TypedMark;

/* ---- typed_emit.c */
size_t typed_emit(TypedCompiler *c, TypedOp op, size_t a, size_t b, size_t d);
void typed_jump(TypedCompiler *c, TypedOp op, size_t a, size_t b, TypedJumps *list);
void typed_land(TypedCompiler *c, TypedJumps *list);
/* The target of jumps backwards. */
size_t typed_label(TypedCompiler *c);
void typed_jump_back(TypedCompiler *c, TypedOp op, size_t a, size_t b, size_t label);
uint16_t typed_slot(TypedCompiler *c, unsigned width);
/* Gives up, with a message of Compile where one is wanted; tag NULL: without. */
TypedValue typed_fail(TypedCompiler *c, const char *tag, size_t n, const Val *args);
TypedMark typed_mark(TypedCompiler *c, bool quiet);
/* Puts back; false where nothing failed since, and then it only puts back the warnings. */
bool typed_undo(TypedCompiler *c, const TypedMark *m);
TypedValue typed_temporary(TypedCompiler *c, TypedType type);
TypedValue typed_literal(TypedCompiler *c, Val number);
TypedValue typed_integer(TypedCompiler *c, int64_t i);
TypedValue typed_bool(TypedCompiler *c, bool b);
TypedValue typed_array(TypedCompiler *c, Val list);
TypedValue typed_nothing(void);
/* The same where nothing comes after it: the code has gone elsewhere. */
TypedValue typed_gone(void);
TypedValue typed_convert(TypedCompiler *c, TypedValue v, TypedType type);
/* Slot [to] = v, of the same type. */
void typed_move(TypedCompiler *c, uint16_t to, TypedValue v);
/* The same in a slot of its own. */
TypedValue typed_own(TypedCompiler *c, TypedValue v);
uint16_t typed_extern(TypedCompiler *c, TypedExtern e);
void typed_block(TypedCompiler *c);
void typed_block_end(TypedCompiler *c);
TypedVar *typed_var(TypedCompiler *c, Val name);
TypedVar *typed_var_add(TypedCompiler *c, Val name, TypedType type, uint16_t slot);
bool typed_is_known(TypedCompiler *c, const TypedVar *v);
/* The wider of two; base TYPED_NONE where there is none. */
TypedType typed_wider(const TypedCompiler *c, TypedType a, TypedType b);
/* Is [name] given a value in [e]; is a part of it? */
bool typed_assigned(Val e, Val name, bool part);
/* Is any local variable? */
bool typed_assigns_locals(TypedCompiler *c, Val e);
TypedCode *typed_finish(TypedCompiler *c, size_t n, const TypedType *types);

/* ---- typed_compile.c */
TypedCompiler *typed_compiler_new(Vm *vm);
TypedValue typed_value(TypedCompiler *c, Val e);
void typed_effect(TypedCompiler *c, Val e);
/* A value that is not void, in a slot that code for [later] does not change. */
TypedValue typed_operand(TypedCompiler *c, Val e, size_t later_count, const Val *later);
TypedValue typed_call_function(TypedCompiler *c, Val f, size_t n, const TypedValue *args);
bool typed_operands(TypedCompiler *c, size_t n, const Val *e, TypedValue *values);
/* By the evaluator: [e] with the locals put in; typed as declared or else as [guess]. */
TypedValue typed_outside(TypedCompiler *c, Val e, TypedType guess);
TypedValue typed_outside_call(TypedCompiler *c, Val head, size_t n, const TypedValue *args, TypedType type);
Val typed_private_name(TypedCompiler *c);

/* Is the symbol what it is by itself: protected, and nobody has given it rules? */
bool typed_is_builtin(const TypedCompiler *c, Val head);

/* ---- typed_rules.c: what only rules can have; false where it is nothing of that */
bool typed_rules_value(TypedCompiler *c, Val e, bool tail, TypedValue *r);
bool typed_rules_condition(TypedCompiler *c, Val e, bool sense, TypedJumps *to);

/* ---- typed_scalar.c: N[e] in the exact dialect where e has no machine number itself; false where it is none of those */
bool typed_number_of(TypedCompiler *c, Val e, TypedValue *r);
/* Functions of numbers; false where it is none of these. */
bool typed_scalar(TypedCompiler *c, Val head, size_t n, const TypedValue *args, TypedValue *result);
/* Sum or product of machine numbers as the evaluator has it: in canonical order; E^a. */
TypedValue typed_exact_combine(TypedCompiler *c, bool product, size_t n, const TypedValue *a);
TypedValue typed_exact_exp(TypedCompiler *c, TypedValue a);
/* Is it a function that Listable takes into arrays? */
bool typed_is_listable(Val head);

/* ---- typed_exact.c: sums, products and powers with an operand like 1/2 or Pi, in the exact dialect; false where it is none */
bool typed_with_constants(TypedCompiler *c, Val e, TypedValue *result);

/* ---- typed_condition.c */
void typed_condition(TypedCompiler *c, Val e, bool sense, TypedJumps *to);
bool typed_is_condition(Val head);

/* ---- typed_control.c, typed_loops.c, typed_lists.c */
bool typed_control(TypedCompiler *c, Val e, bool tail, bool wanted, TypedValue *result);
bool typed_loops(TypedCompiler *c, Val e, bool tail, TypedValue *result);
bool typed_functional(TypedCompiler *c, Val e, TypedValue *result);
bool typed_lists(TypedCompiler *c, Val head, size_t n, const TypedValue *args, TypedValue *result);
TypedValue typed_part(TypedCompiler *c, Val e);
TypedValue typed_set_part(TypedCompiler *c, Val part, Val value, bool wanted);
TypedValue typed_list(TypedCompiler *c, Val e);
/* Both of these: loops that gather an array. */
void typed_push_value(TypedCompiler *c, TypedValue to, TypedValue v);
TypedValue typed_assign(TypedCompiler *c, Val name, TypedValue v);

#endif
