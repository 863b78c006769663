/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * emit.h -- the compiler's state: instructions, constants, registers, names.
 */
#ifndef LYRA_CODE_EMIT_H
#define LYRA_CODE_EMIT_H

#include "vm/code/code.h"

typedef struct Local {
    Val  name;
    int  reg;
    bool mutable;           /* assigned to after its first value */
    bool late;              /* has no value yet where its scope begins */
    bool of_module;         /* stands for a symbol of Module's */
    int  symbol;            /* the register of that symbol, once something that stays shows it; -1: each makes one of its own */
    bool dynamic;           /* the variable of an iterator: bound under its name too, so never substituted */
} Local;

/* Places of jumps whose target is not known yet. */
typedef struct JumpList {
    size_t  n, capacity;
    size_t *places;
} JumpList;

typedef struct Loop {
    struct Loop *outer;
    JumpList    *breaks, *continues;      /* breaks is NULL for a loop that Break and its like go through */
    int          result;    /* the register of the loop's value */
    int          kept;      /* the register of what a bound variable meant; -1: none is bound */
    size_t       variable;  /* its constant */
} Loop;

/* A variable that is no local, in a loop: vm/code/cells.h. */
typedef struct Cell {
    Val name;
    int reg;
} Cell;

enum { LOCALS_MAX = 64, CELLS_MAX = 8 };

typedef struct Compiler {
    Vm          *vm;
    Heap        *heap;
    Val          symbol;                  /* whose rules are compiled */
    Instruction *ins;
    size_t       count, capacity;
    size_t       last;                    /* where the last instruction begins */
    size_t       joined;                  /* the last place that jumps go to */
    Val         *constants;
    size_t       constant_count, constant_capacity;
    LinkName    *link_names;
    size_t       link_count, link_capacity;
    Template   **templates;
    size_t       template_count, template_capacity;
    Local        locals[LOCALS_MAX];
    size_t       local_count;
    Cell         cells[CELLS_MAX];
    size_t       cell_count;
    int          next_register, register_count;
    bool         keeps_epoch;        /* the register behind the arguments holds the epoch in which the rules were first tried */
    HeadSwitch  *heads;
    Loop        *loop;
    Val          whole_table;             /* the Do or Table whose iterators are being compiled */
    size_t       nested_loops;           /* how many more of its iterators there are, as loops inside */
    LoopRange   *ranges;
    size_t       range_count, range_capacity;
    size_t       function_depth;          /* of pure functions whose bodies are compiled in place */
    bool         in_constant;             /* the expression is inside one that VALUE is for */
    bool         pure;                    /* no function of rules: Return goes further out */
    bool         failed;                  /* something has no meaning in bytecode: give up */
} Compiler;

void emit(Compiler *c, Opcode op, int a, int b, int cc);
void emit_k(Compiler *c, Opcode op, int a, size_t k);
/* The second word of an instruction. */
void emit_word(Compiler *c, uint32_t word);
/* A jump to be patched. */
void emit_jump(Compiler *c, JumpList *list);
/* The jump at [place] is to go where those of [list] go. */
void jump_add(Compiler *c, JumpList *list, size_t place);
/* Makes the jumps go to the next instruction. */
void patch_here(Compiler *c, JumpList *list);
/* .. or to the instruction with this number. */
void jumps_to(Compiler *c, JumpList *list, size_t target);
void emit_loop(Compiler *c, size_t target);
size_t constant_index(Compiler *c, Val v);
/* Of the calls of a symbol with [n] arguments, or with LINK_VALUE of its value. */
size_t link_index(Compiler *c, Val symbol, size_t n);
/* A register that is free until registers_release. */
int register_new(Compiler *c);
/* The local with this name; NULL where it is none. */
Local *local_find(const Compiler *c, Val name);
Local *local_add(Compiler *c, Val name, int reg, bool mutable);
/* The index of a template of [expr] with the locals in it.  Fails where evaluating it with their present
 * values is not the same: a mutable local that it assigns to, or keeps for later.  [inert]: it will not
 * be evaluated any further, so anything goes. */
size_t template_index(Compiler *c, Val expr, bool inert);
/* An expression that is its own value as long as its symbols mean nothing, with no locals in it. */
bool is_settled_constant(const Compiler *c, Val e);
void range_add(Compiler *c, LoopRange range);
/* How often [name] is assigned to in [e]. */
size_t count_assignments(Val e, Val name);
/* Is there a construct in [v] that keeps an expression for later, when a local may have another value? */
bool keeps_for_later(Val v);
/* Is [name] in what a test of [e] may leave as it is? */
bool is_behind_test(Val e, Val name);
Code *compiler_finish(Compiler *c, size_t arguments);

#endif
