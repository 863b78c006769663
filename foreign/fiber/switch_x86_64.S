/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * switch_x86_64.S -- the switch for the System V ABI: rbx, rbp, r12 to r15.
 *
 * The control words of SSE and x87 stay as they are: they are the thread's.  Who changes them puts them back before it
 * calls what may wait.  To read them costs as much as all the rest.
 */
#if defined(__x86_64__) && !defined(FIBER_UCONTEXT)
    .text
    .globl fiber_switch_stack
    .hidden fiber_switch_stack
    .type fiber_switch_stack, @function
    .p2align 4
fiber_switch_stack:
    endbr64
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    movq %rdx, %rax              /* to who left this stack, */
    movq %rdx, %rdi              /* or to fiber_first */
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
    .size fiber_switch_stack, .-fiber_switch_stack
#endif
    .section .note.GNU-stack, "", @progbits
