/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * code.h -- bytecode: what the compiler makes and the loop runs.
 *
 * The unit is the rules of one symbol for one number of arguments: their tests one after another,
 * each with its right side.  What the compiler has no instructions for is kept as a template, an
 * expression that is evaluated with the values of registers put in; what it can't keep to the
 * language's meaning at all it does not compile, and the tree evaluator goes on as before.
 */
#ifndef LYRA_CODE_CODE_H
#define LYRA_CODE_CODE_H

#include "vm/pattern/rules.h"

typedef enum Opcode {
#define OP(name, operands, what) OP_##name,
#include "vm/code/opcodes.def"
#undef OP
    OPCODE_COUNT
} Opcode;

typedef uint32_t Instruction;
#define INS_OP(i) ((Opcode)((i) & 255))
#define INS_A(i)  (((i) >> 8) & 255)
#define INS_B(i)  (((i) >> 16) & 255)
#define INS_C(i)  ((i) >> 24)
#define INS_K(i)  ((i) >> 16)
#define INS_I(i)  ((int32_t)(i) >> 16)
#define INS_J(i)  ((int32_t)(i) >> 8)
enum { JUMP_MAX = (1 << 23) - 1, REGISTERS_MAX = 240, NO_REGISTER = 255 };

/* The register of argument n < WAITING_MAX in the second word of WAIT, whose A is where the result goes: so is that of any instruction which
 * a task goes on after. */
enum { WAITING_MAX = 3 };
static inline unsigned waiting_argument(Instruction word, unsigned n) { return n == 0 ? word & 255 : word >> 8 * (n + 1) & 255; }

/* An expression with the names of registers in it. */
typedef struct Template {
    Val      expr;
    size_t   n;
    Val     *names;
    uint8_t *registers;
    uint32_t held;                   /* without registers: when it was seen that a builtin alone says what the call is (vm_epoch) */
} Template;

/* Where a Break, Continue or any other exit goes that comes out of an instruction from [from] up to [to]. */
typedef struct LoopRange {
    uint32_t from, to;               /* of the loop, tests and steps included */
    uint32_t after, again;           /* where Break and Continue go */
    bool     passes;                 /* exits go through: they only put the variable back */
    uint8_t  result;                 /* the register of the loop's value */
    uint8_t  kept;                   /* with a variable: the register of what it meant before */
    Val      variable;               /* a symbol bound by the loop, to be put back; VAL_NONE: none */
} LoopRange;

/* A symbol that code calls, or whose value it uses. */
typedef struct LinkName {
    Val      symbol;
    uint32_t n;                      /* of the arguments; LINK_VALUE: the value */
} LinkName;
enum { LINK_VALUE = UINT32_MAX };

/* Where the instruction HEADS goes: by the argument's head, or by the symbol or class that it is. */
typedef struct HeadSwitch {
    uint32_t integer, symbol, expr, other;   /* small integers; symbols and expressions that have no slot; all else */
    uint32_t mask;                           /* open addressing, */
    uint64_t factor;                         /* chosen so that no two keys meet, if there is such a one */
    struct { uintptr_t key; uint32_t target; } slots[];
} HeadSwitch;
enum { SWITCH_SYMBOL = 2 };                  /* in a key: for the symbol itself, not for what it is the head of */

static inline size_t head_switch_place(const HeadSwitch *t, uintptr_t key)
{
    size_t i = (key * t->factor >> 32) & t->mask;

    while (t->slots[i].key != key && t->slots[i].key != 0)
        i = (i + 1) & t->mask;
    return i;
}

struct Code {
    Instruction *ins;
    size_t       count;
    Val         *constants;
    Template   **templates;
    HeadSwitch  *heads;              /* NULL: there is no instruction HEADS */
    struct Link **links;             /* of the VM that [owner] belongs to: what the names stand for there */
    LinkName    *link_names;
    size_t       link_count;
    const void  *owner;              /* the stack of the VM that may run it: see code_instance */
    Code        *origin;             /* of an instance: what it is one of; NULL: it is no instance */
    LoopRange   *loops;              /* inner ones before outer ones */
    size_t       loop_count;
    size_t       registers;          /* how many a frame needs */
    size_t       arguments;
    uint32_t     attributes_epoch;   /* of the VM, when it was compiled */
    Val          symbol;             /* whose rules these are */
    struct TypedRecursion *typed;    /* NULL: it does not call itself */
    bool         pure;               /* a pure function or a loop: Return does not end it */
};

/* Is it a named function's, and not that of a pure function, a loop or an expression by itself? */
static inline bool code_has_name(const Code *c) { return !c->pure; }

/* The code of a rule set for calls symbol[..] with [n] arguments; NULL where the rules
 * can't be compiled or bytecode is switched off. */
const Code *code_for(Vm *vm, Val symbol, RuleSet *set, size_t n);
/* The code of a pure function for [n] arguments, and that of a loop (Do, While, For); NULL where there is
 * none.  Kept by the identity of the expression. */
const Code *code_for_function(Vm *vm, Val function, size_t n);
const Code *code_for_loop(Vm *vm, Val expr);
/* The value of Do, While or For, [loop], by typed code or bytecode; VAL_NONE where there is none for it. */
MUST_USE Val code_run_loop(Vm *vm, Val loop);
/* The same of any expression: calls whose arguments wait. */
const Code *code_for_call(Vm *vm, Val expr);
/* The code of any value that is applied to [n] arguments, if it is such a function. */
const Code *code_for_applied(Vm *vm, Val f, size_t n);
/* The code of Map[f, ..], Fold[f, ..] and their like with [n] arguments, for f or for any function; [size] is
 * how long the loop is going to be.  NULL where there is none. */
const Code *code_for_functional(Vm *vm, Val head, Val f, size_t n, size_t size);
Code *code_compile_functional(Vm *vm, Val head, Val f, size_t n);
/* May such a loop go through [v], may it be made [v] times?  Else the functional is for the evaluator. */
bool code_loops_over(const Vm *vm, Val v);
bool code_loops_times(const Vm *vm, Val v);
/* Compiles; NULL where that is not possible.  [fixed]: with the rules without patterns that there are now. */
Code *code_compile(Vm *vm, Val symbol, const RuleSet *set, size_t n, bool fixed);
Code *code_compile_function(Vm *vm, Val function, size_t n);
Code *code_compile_expression(Vm *vm, Val expr);
Code *code_compile_call(Vm *vm, Val expr);
/* Runs on arguments: the value; VAL_NONE where no rule applies; UNWIND. */
MUST_USE Val code_execute(Vm *vm, const Code *code, const Val *args);
/* From now on whatever this VM compiles is written as text to where messages go. */
void code_dump(Vm *vm);
/* The instructions as text. */
void code_print(const Code *code, Out *to);

#endif
