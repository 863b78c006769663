/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * vm.h -- struct Vm: everything that one evaluator knows.
 *
 * There are no mutable globals in vm/ but the symbol table, so that a VM and its clones can run
 * side by side.  A Vm lies in uncollectable memory, which the collector scans.
 */
#ifndef LYRA_VM_H
#define LYRA_VM_H

#include <time.h>

#include "vm/base/interrupt.h"
#include "vm/base/out.h"
#include "vm/define/definition.h"
#include "vm/value/eval.h"
#include "vm/value/expr.h"

enum { LINK_PLACES = 128 };   /* a power of two */
enum {
#define STATE(name, scope) STATE_##name,
#define CACHE(name)
#include "vm/state.def"
#undef STATE
#undef CACHE
    STATE_COUNT
};
enum {
#define STATE(name, scope)
#define CACHE(name) CACHE_##name,
#include "vm/state.def"
#undef STATE
#undef CACHE
    CACHE_COUNT
};

/* Each kind of non-local exit. */
typedef enum UnwindKind {
    UNWIND_NONE,
    UNWIND_THROW,            /* tag: of Throw, VAL_NONE without; value: thrown */
    UNWIND_RETURN,           /* tag: the symbol of Return[value, f], or VAL_NONE */
    UNWIND_BREAK,
    UNWIND_CONTINUE,
    UNWIND_GOTO,             /* tag: the label */
    UNWIND_ABORT,
    UNWIND_CANCELLED,        /* the task was cancelled: nothing but its end catches it */
    UNWIND_TIMEOUT,          /* serial: which TimeConstrained */
    UNWIND_MEMORY,           /* serial: which MemoryConstrained; 0: the process's limit */
    UNWIND_TERMINATED,       /* the recursion limit; value: what the evaluation gives */
    UNWIND_CONFIRM,          /* Confirm inside Enclose; tag, value */
    UNWIND_QUIT              /* Exit[code]; value: the code */
} UnwindKind;

typedef struct Unwind {
    UnwindKind kind;
    Val        tag, value;
    Val        extra;        /* the third argument of Throw */
    Val        calls;        /* the functions that it began in, innermost first; VAL_NONE: in none, or not noted */
    uint64_t   serial;
} Unwind;

/* A limit of time or memory in force; they nest. */
typedef struct Limit {
    struct Limit *outer;
    uint64_t serial;
    double   deadline;       /* by the monotonic clock, in seconds; INFINITY: none */
    size_t   bytes;          /* of heap; SIZE_MAX: none */
} Limit;

/* A function of the user's whose right side the tree evaluator evaluates; on the C stack. */
typedef struct EvalFrame {
    struct EvalFrame *outer;
    Val    symbol;
    size_t bytecode;         /* frames of bytecode that are around it */
} EvalFrame;

typedef enum Stream { STREAM_OUTPUT, STREAM_MESSAGES } Stream;

/* A level of Quiet, Check or Off's inner forms: what becomes of messages while it is in force. */
typedef struct MessageFrame {
    struct MessageFrame *outer;
    bool quiet_all, watch_all;
    Val  quiet;              /* a List of held MessageName expressions that are silent, or VAL_NONE */
    Val  on;                 /* a List of those that speak again, or VAL_NONE */
    Val  watched;            /* Check: the messages that it is for, or VAL_NONE */
    bool seen;               /* Check: one of them came */
    bool listens;            /* VerificationTest: `heard` takes down what comes */
    Val  heard;              /* a List of HoldForm[s::t] */
} MessageFrame;

/* What a VM and its snapshots have in common and what is only copied (vm/snapshot.h): type and name. */
#define VM_COPIED(X)                                                                                        \
    X(size_t, recursion_limit) X(size_t, iteration_limit)   /* SIZE_MAX: Infinity */                        \
    X(const char *, context)                                /* $Context, interned */                        \
    X(Val, context_path)                                    /* $ContextPath, a List of strings */           \
    X(Val, packages)                                        /* $Packages, a List of strings */              \
    X(Val, messages_off)                                    /* a List of HoldForm[s::t] switched off */     \
    X(int64_t, line)                                        /* $Line */                                     \
    X(size_t, history_length)                               /* lines of In and Out that are kept; SIZE_MAX: Infinity */ \
    X(const char *const *, arguments)                       /* $ScriptCommandLine, NULL-terminated */       \
    X(const char *, input_file)                             /* $InputFileName while one is read; NULL: none */ \
    X(int, page_width)                                      /* of OutputForm, in columns */                 \
    X(uint32_t, attributes_epoch)                           /* grows when attributes change: older bytecode is stale */ \
    X(uint16_t, up_values)                                  /* Node.bloom of the symbols that have had up-values */ \
    X(bool, led)                                            /* some symbol has had a leader; it is in up_values then */ \
    X(bool, no_compile)                                     /* everything by the tree evaluator */          \
    X(bool, operators_changed)                              /* a symbol that bytecode has instructions for was redefined */

#define X(type, name) type name;
typedef struct VmCopied {
    VM_COPIED(X)
} VmCopied;
#undef X

struct Vm {
    /* What a task that waits looks at lies together. */
    void            *task;             /* foreign/'s: the task that runs; NULL: none is known */
    void            *write_state;      /* of `write` */
    Limit           *limits;           /* innermost first */
    unsigned         abort_protected;  /* nesting of AbortProtect */
    /* A builtin that bytecode calls with nothing but bytecode below it may give PARKED here and is called
     * again, or gets its value, when the task goes on. */
    bool             may_park;
    Heap             heap;
    DefinitionTable  definitions;
    uint32_t         epoch;            /* grows with each change of a definition after epoch_seen */
    bool             epoch_seen;       /* an evaluation that may stamp an expression began in this epoch */
    uint32_t         bare_stamp;       /* then .. */
    Val              bare;             /* .. this symbol was found to have no rules: vm_is_bare */
    uint32_t         changed_at[BLOOM_BITS];   /* by bit of Node.bloom: the epoch of the last change */
    /* Epochs are numbers that no other VM uses: they are taken in blocks.  A stamp counts where it is of
     * this VM, from own_epochs to epoch, or of the VM that this one's snapshot comes from. */
    uint32_t         own_epochs, epochs_end, epochs_block;
    uint32_t         inherited_from, inherited_until;
    uint32_t         clones;           /* made of this one by vm_clone */
    uint32_t         lineage;          /* 0: the first VM; else a number of the task that runs here */

    union {                            /* each by its name, and all together */
#define X(type, name) type name;
        struct { VM_COPIED(X) };
#undef X
        VmCopied     copied;
    };
    struct CodeStack *code_stack;      /* registers and frames of bytecode: vm/code/loop.c */
    struct Link     *links_resolved;   /* those that found something */
    bool             links_temporary;  /* there are some of temporary symbols among the links */
    uint32_t         collections;      /* of the collector, when this VM last looked */
    struct Link     *links[LINK_PLACES];  /* what bytecode has found out about symbols: vm/code/links.c */

    Interrupt        interrupt;
    int32_t          budget;           /* evaluations until the next look at the clock */
    int64_t          looked_at;        /* the coarse clock when it was last looked at, under a limit or where others wait for their turn */
    size_t           depth;            /* of nested evaluations */
    EvalFrame       *eval_frames;      /* innermost first */
    bool             notes_calls;      /* exits note the functions that they begin in: somebody will ask */
    char            *stack_limit;      /* the lowest address that the C stack may reach */
    size_t           stack_reserve;    /* what there is below that */
    size_t           code_bytes;       /* each of bytecode's stacks may have; 0: as much as there is memory */
    uint64_t         limit_serial;
    bool             abort_waiting;    /* an abort came in AbortProtect */
    Unwind           unwind;           /* meaningful while UNWIND is being returned */

    uint64_t         module_number;    /* $ModuleNumber */
    uint64_t         first_stream;     /* the number of the first stream that is opened here; no other VM has such numbers */

    MessageFrame    *message_frames;   /* innermost first */
    Val              message_list;     /* $MessageList of this line, a List */
    size_t           message_count;    /* how many were given: Check and --strict look at it */
    Val              no_messages;      /* the empty List that both begin with */
    Val              messages_given;   /* tags of this line with how often, for General::stop */
    bool             in_message;       /* printing one */

    uint32_t         foreign_serial;
    bool             interactive;      /* a REPL: In and Out are kept */
    /* Where text goes; [state] is write_state. */
    void           (*write)(void *state, Stream to, const char *text, size_t n);
    void            *state[STATE_COUNT];
    void            *options_read;     /* eval/options.c: builtins' default options, an association; NULL: none yet */
    /* What foreign/ hangs here: what is asked at each look at the clock: it may let others
     * run; VAL_NONE, or UNWIND; what is told that nobody has asked for anything for a while.  NULL: nothing. */
    const struct VmSnapshot *snapshot; /* what a task was last started from */
    const struct VmSettings *settings; /* of the last snapshot, */
    const struct VmChanges *changes;   /* and what it had changed */
    Val            (*on_poll)(Vm *vm);
    void           (*on_rest)(Vm *vm);
    Val            (*pause)(Vm *vm, double seconds);   /* lets others run meanwhile; NULL: nobody is there */
    uint64_t         random_seed;      /* of the generator when it is first needed; 0: from the system */
    double         (*clock)(const Vm *vm, clockid_t which);   /* virtual time in seconds; NULL: the system's clocks */
};

static inline Heap *vm_heap(Vm *vm) { return &vm->heap; }
static inline Vm *vm_of_heap(Heap *h) { return (Vm *)((char *)h - offsetof(Vm, heap)); }
/* Where the thread that the VM is on keeps something: see state.def. */
static inline void **vm_cache(Vm *vm, unsigned cache) { return &vm->heap.lists->caches[cache]; }

/* A new VM with an empty definition table.  Uncollectable until vm_free. */
Vm *vm_new(void);
/* The same; NULL where there is no memory. */
Vm *vm_try_new(void);
void vm_free(Vm *vm);
/* A VM that sees what [vm] sees now, and shares nothing that either changes later. */
Vm *vm_clone(Vm *vm);
/* Once per process, before vm_new: collector, symbols, builtins. */
void vm_start_process(void);

/* Bytecode forgets what it has found out about [symbol]; about all symbols. */
void links_forget(Vm *vm, Val symbol);
void links_forget_all(Vm *vm);
/* There was a collection: what is kept only to save time, and was not used since the one before, goes.  It may be
 * what holds temporary symbols and all that they mean. */
void vm_after_collection(Vm *vm);
/* Nobody has asked for anything for a while: what is kept only to save time goes, and the machine has its memory back. */
void vm_rest(Vm *vm);

/* A new block of epochs, later than all that were taken before: vm->epoch is its first. */
void vm_take_epochs(Vm *vm);
/* Evaluations that saw [symbol] are stale: one with a value has another value. */
static inline void vm_value_changed(Vm *vm, Val symbol)
{
    if (vm->epoch_seen) {
        vm->epoch_seen = false;
        if (UNLIKELY(++vm->epoch >= vm->epochs_end))
            vm_take_epochs(vm);
    }
    vm->changed_at[__builtin_ctz(val_node(symbol)->bloom)] = vm->epoch;
}
/* The definition of [symbol] changes: cached evaluations that saw it are stale. */
static inline void vm_changed(Vm *vm, Val symbol)
{
    if (UNLIKELY(val_symbol(symbol)->is_operator) && !vm->operators_changed) {
        vm->operators_changed = true;
        links_forget_all(vm);
    }
    vm_value_changed(vm, symbol);
    if (vm->links[symbol_number(symbol) % LINK_PLACES] != NULL)
        links_forget(vm, symbol);
}
/* Attributes have changed: so have the meanings that bytecode relied on. */
static inline void vm_attributes_changed(Vm *vm)
{
    vm->attributes_epoch++;
    /* The numbers of VMs that share bytecode must not meet. */
    if (vm->lineage != 0)
        vm->attributes_epoch = (vm->attributes_epoch * 2654435761u ^ vm->lineage * 40503u) | 0x80000000u;
    links_forget_all(vm);
}
/* The epoch for the stamp of an evaluation that begins now: whatever changes from now on is later. */
static inline uint32_t vm_epoch(Vm *vm)
{
    vm->epoch_seen = true;
    return vm->epoch;
}

/* Has nothing that [bloom] may stand for changed since [stamp]? */
bool vm_stamp_holds_slow(const Vm *vm, uint32_t stamp, unsigned bloom);
static inline bool vm_stamp_holds(const Vm *vm, uint32_t stamp, unsigned bloom)
{
    return LIKELY(stamp == vm->epoch) ? vm->epoch != UINT32_MAX : stamp != 0 && vm_stamp_holds_slow(vm, stamp, bloom);
}

/* May up-values, or a leader, be the matter of a call?  Not where no symbol that has had some occurs in it. */
static inline bool vm_may_have_up_values(const Vm *vm, Val v) { return (val_bloom(v) & vm->up_values) != 0; }
/* Has the symbol, or VAL_NONE, up-values? */
static inline bool vm_has_up_values(const Vm *vm, Val symbol)
{
    const Definition *d = vm_may_have_up_values(vm, symbol) ? definition_find(&vm->definitions, symbol) : NULL;

    return d != NULL && d->rules[RULES_UP] != NULL;
}
static inline uint32_t vm_attributes(const Vm *vm, Val symbol)
{
    return definition_attributes(&vm->definitions, symbol);
}

/* Starts a non-local exit; gives UNWIND. */
MUST_USE Val vm_unwind(Vm *vm, UnwindKind kind, Val tag, Val value);

/* What an evaluation gave that the program did not ask for, and that it does without where it fails.  An interrupt that ended it
 * was for the program: it comes again. */
Val vm_tried(Vm *vm, Val v);

/* The functions that are being evaluated, innermost first: at most [max] symbols; how many.  [pure]: with Function
 * for pure functions, Map and its like for their loops. */
enum { CALLS_MAX = 32 };
size_t vm_calls(const Vm *vm, bool pure, Val *symbols, size_t max);
/* Those that have names as a List of at most CALLS_MAX; VAL_NONE where there is none. */
Val vm_calls_list(Vm *vm);

/* To be called now and then in every loop that may run long: UNWIND if the evaluation was
 * interrupted or is over a limit, else VAL_NONE.  TRY(vm_poll(vm)); */
MUST_USE Val vm_poll_slow(Vm *vm);
MUST_USE static inline Val vm_poll(Vm *vm)
{
    if (LIKELY(--vm->budget > 0))
        return VAL_NONE;
    return vm_poll_slow(vm);
}
/* UNWIND when the C stack is nearly used up; for every C function that recurses on user data. */
MUST_USE Val vm_stack_overflow(Vm *vm);
MUST_USE static inline Val vm_check_stack(Vm *vm)
{
    if (LIKELY((char *)__builtin_frame_address(0) > vm->stack_limit))
        return VAL_NONE;
    return vm_stack_overflow(vm);
}
/* May a list of [n] elements of [bytes] each be made?  If not: a message (General::nomem) and
 * UNWIND of kind memory. */
MUST_USE Val vm_check_length(Vm *vm, double n, size_t bytes);

/* Gives the message symbol::tag with these arguments, unless it is quiet or off.  The text comes
 * from the symbol's own messages, its builtin, or General.  Gives NOT_MINE. */
Val vm_message(Vm *vm, Val symbol, const char *tag, size_t n, const Val *args);

/* The next value of an iteration over an object; VAL_NONE: the end; UNWIND. */
MUST_USE Val vm_next(Vm *vm, Val object);

/* Writes text to a stream. */
void vm_write(Vm *vm, Stream to, const char *text, size_t n);

/* The symbol that [name] (with or without contexts) means here: as the reader finds it. */
Val vm_symbol(Vm *vm, const char *name, size_t len);

#endif
