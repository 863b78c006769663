/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * flint_lazy.c -- FLINT and Arb are loaded by the first call of one of their functions.
 *
 * They bring NTL and the C++ library with them, whose relocations cost more than all the rest of starting
 * the program; most programs call none of it.  So each function in flint.def is a stub here, which jumps to
 * where its slot points: at first to code that loads the library and fills the slot.  The linker then finds
 * nothing that is wanted of the libraries themselves.  On other machines, and with versions whose library
 * has another name, there are no stubs, and they are linked as any other.
 */
#include <flint/flint.h>

#if defined __x86_64__ && defined __linux__ && __FLINT_VERSION == 2 && __FLINT_VERSION_MINOR == 9

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct LazySlot {
    void       *function;
    const char *name;
} LazySlot;

void lazy_flint_load(LazySlot *slot);

/* Two threads may both come here: they store the same. */
__attribute__((used, visibility("hidden"))) void lazy_flint_load(LazySlot *slot)
{
    void *library = dlopen("libflint-arb.so.2", RTLD_LAZY | RTLD_LOCAL);    /* which needs libflint */
    void *f = library == NULL ? NULL : dlsym(library, slot->name);

    if (f == NULL) {
        fprintf(stderr, "lyra: %s\n", dlerror());
        exit(1);
    }
    __atomic_store_n(&slot->function, f, __ATOMIC_RELEASE);
}

/* The arguments are kept while the library is loaded; r11 has the slot. */
asm(".pushsection .text\n"
    "lazy_flint_first:\n"
    "    push %rdi\n"
    "    push %rsi\n"
    "    push %rdx\n"
    "    push %rcx\n"
    "    push %r8\n"
    "    push %r9\n"
    "    push %rax\n"
    "    push %r11\n"
    "    sub $136, %rsp\n"
    "    movups %xmm0, (%rsp)\n"
    "    movups %xmm1, 16(%rsp)\n"
    "    movups %xmm2, 32(%rsp)\n"
    "    movups %xmm3, 48(%rsp)\n"
    "    movups %xmm4, 64(%rsp)\n"
    "    movups %xmm5, 80(%rsp)\n"
    "    movups %xmm6, 96(%rsp)\n"
    "    movups %xmm7, 112(%rsp)\n"
    "    mov %r11, %rdi\n"
    "    call lazy_flint_load\n"
    "    movups (%rsp), %xmm0\n"
    "    movups 16(%rsp), %xmm1\n"
    "    movups 32(%rsp), %xmm2\n"
    "    movups 48(%rsp), %xmm3\n"
    "    movups 64(%rsp), %xmm4\n"
    "    movups 80(%rsp), %xmm5\n"
    "    movups 96(%rsp), %xmm6\n"
    "    movups 112(%rsp), %xmm7\n"
    "    add $136, %rsp\n"
    "    pop %r11\n"
    "    pop %rax\n"
    "    pop %r9\n"
    "    pop %r8\n"
    "    pop %rcx\n"
    "    pop %rdx\n"
    "    pop %rsi\n"
    "    pop %rdi\n"
    "    jmp *(%r11)\n"
    ".popsection\n");

#define LAZY(f)                                     \
    asm(".pushsection .text\n"                      \
        ".globl " #f "\n"                           \
        ".hidden " #f "\n"                          \
        ".type " #f ", @function\n"                 \
        #f ":\n"                                    \
        "    lea .Llazy_slot_" #f "(%rip), %r11\n"    \
        "    jmp *(%r11)\n"                         \
        ".size " #f ", . - " #f "\n"                \
        ".popsection\n"                             \
        ".pushsection .rodata\n"                    \
        ".Llazy_name_" #f ": .asciz \"" #f "\"\n"     \
        ".popsection\n"                             \
        ".pushsection .data\n"                      \
        ".balign 8\n"                               \
        ".Llazy_slot_" #f ":\n"                       \
        "    .quad lazy_flint_first\n"              \
        "    .quad .Llazy_name_" #f "\n"              \
        ".popsection\n");
#include "vm/math/flint.def"

#endif
