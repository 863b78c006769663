/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * switch_x86_64.S -- the switch for the System V ABI: rbx, rbp, r12 to r15, the control words of SSE
 * and x87.  Those hardly ever differ, and loading them holds the processor up.
 */
#if defined(__x86_64__)
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
    subq $8, %rsp
    stmxcsr (%rsp)
    fnstcw 4(%rsp)
    movl (%rsp), %eax
    movzwl 4(%rsp), %ecx
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    cmpl (%rsp), %eax
    jne 2f
    cmpw 4(%rsp), %cx
    jne 2f
1:  addq $8, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
2:  ldmxcsr (%rsp)
    fldcw 4(%rsp)
    jmp 1b
    .size fiber_switch_stack, .-fiber_switch_stack
#endif
    .section .note.GNU-stack, "", @progbits
