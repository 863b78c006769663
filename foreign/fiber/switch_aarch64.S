/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * switch_aarch64.S -- the switch for AAPCS64: x19 to x30, d8 to d15.  fpcr is the thread's: see switch_x86_64.S.
 */
#if defined(__aarch64__) && !defined(FIBER_UCONTEXT)
    .text
    .globl fiber_switch_stack
    .hidden fiber_switch_stack
    .type fiber_switch_stack, %function
    .p2align 4
fiber_switch_stack:
    sub sp, sp, #160
    stp x19, x20, [sp]
    stp x21, x22, [sp, #16]
    stp x23, x24, [sp, #32]
    stp x25, x26, [sp, #48]
    stp x27, x28, [sp, #64]
    stp x29, x30, [sp, #80]
    stp d8, d9, [sp, #96]
    stp d10, d11, [sp, #112]
    stp d12, d13, [sp, #128]
    stp d14, d15, [sp, #144]
    mov x9, sp
    str x9, [x0]
    mov sp, x1
    ldp x19, x20, [sp]
    ldp x21, x22, [sp, #16]
    ldp x23, x24, [sp, #32]
    ldp x25, x26, [sp, #48]
    ldp x27, x28, [sp, #64]
    ldp x29, x30, [sp, #80]
    ldp d8, d9, [sp, #96]
    ldp d10, d11, [sp, #112]
    ldp d12, d13, [sp, #128]
    ldp d14, d15, [sp, #144]
    add sp, sp, #160
    mov x0, x2                   /* to who left this stack, or to fiber_first */
    ret
    .size fiber_switch_stack, .-fiber_switch_stack
#endif
    .section .note.GNU-stack, "", %progbits
