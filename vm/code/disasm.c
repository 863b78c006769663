/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * disasm.c -- bytecode as text, for --dump=code and Disassemble.
 */
#include "vm/code/code.h"

static const struct { const char *name, *operands; } rows[] = {
#define OP(name, operands, what) {#name, operands},
#include "vm/code/opcodes.def"
#undef OP
};

void code_print(const Code *code, Out *to)
{
    for (size_t k = 0; k < code->count; k++) {
        Instruction i = code->ins[k];
        out_format(to, "%4zu  %-9s", k, rows[INS_OP(i)].name);
        for (const char *o = rows[INS_OP(i)].operands; *o != '\0'; o++) {
            switch (*o) {
            case 'A': out_format(to, " r%u", INS_A(i)); break;
            case 'B': out_format(to, " %u", INS_B(i)); break;
            case 'C': out_format(to, " %u", INS_C(i)); break;
            case 'S': out_format(to, " %s", symbol_name(code->link_names[INS_K(i)].symbol)); break;
            case 'D': out_format(to, " %u", code->ins[++k] & 255); break;
            case 'F':
                for (uint32_t n = code->link_names[INS_K(i)].n, from = code->ins[++k]; n > 0; n--, from >>= 8)
                    out_format(to, " %u", from & 255);
                break;
            case 'W':
                for (uint32_t n = 0, word = code->ins[++k]; n < INS_A(i); n++)
                    out_format(to, " %u", waiting_argument(word, n));
                out_format(to, " -> r%u", INS_A(code->ins[k]));
                break;
            case 'K': out_format(to, " k%u", INS_K(i)); break;
            case 'I': out_format(to, " %d", INS_I(i)); break;
            case 'J': out_format(to, " %zu", k + 1 + (size_t)(ptrdiff_t)INS_J(i)); break;
            default:  break;
            }
        }
        out_str(to, "\n");
    }
}
