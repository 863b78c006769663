/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * repl.c -- the session at a terminal: read, evaluate, print, again.
 *
 * The numbers in the prompts are $Line; In and Out are kept by the session itself.  Ctrl-C ends
 * the evaluation and leaves the session as it was.
 */
#include <stdlib.h>
#include <string.h>

#include "repl/line.h"
#include "foreign/foreign.h"
#include "repl/program.h"

/* Out[3]//InputForm= where the value stands in a form. */
static void print_label(Out *to, Val value, int64_t line)
{
    static const int forms[] = {
        SYM_FullForm, SYM_InputForm, SYM_OutputForm, SYM_TeXForm, SYM_CForm, SYM_FortranForm, SYM_MathMLForm,
        SYM_MatrixForm, SYM_TableForm, SYM_TreeForm, SYM_NumberForm, SYM_ScientificForm,
        SYM_EngineeringForm, SYM_AccountingForm, SYM_BaseForm, SYM_PaddedForm, SYM_StandardForm,
        SYM_TraditionalForm
    };

    out_format(to, "Out[%lld]", (long long)line);
    if (val_is_expr(value) && val_is_symbol(expr_head(value)) && expr_len(value) > 0)
        for (size_t i = 0; i < COUNT_OF(forms); i++)
            if (symbol_switch(expr_head(value)) == forms[i]) {
                out_str(to, "//");
                out_str(to, symbol_name(expr_head(value)));
            }
    out_str(to, "= ");
}

/* Prints Out[n]= and the value; the label is on the base line of a value of several lines. */
static void print_result(Vm *vm, Val value, int64_t line)
{
    Out text, label;

    if (val_is(value, S_Null)) {
        vm_write(vm, STREAM_OUTPUT, "\n", 1);
        return;
    }
    out_init(&text);
    out_init(&label);
    print_label(&label, value, line);
    out_char(&text, '\n');
    if (!print_output(vm, &text, out_text(&label), value, vm->page_width))
        out_format(&text, "%s$Aborted", out_text(&label));
    out_str(&text, "\n\n");
    vm_write(vm, STREAM_OUTPUT, text.data, text.len);
    out_fini(&text);
    out_fini(&label);
}

static void print_syntax_error(Vm *vm, const SyntaxError *error)
{
    Out text;

    out_init(&text);
    syntax_error_print(error, &text);
    out_char(&text, '\n');
    vm_write(vm, STREAM_OUTPUT, out_text(&text), text.len);
    out_fini(&text);
}

/* Evaluates the expressions of [entry]; true where the session is over.  An entry that ends in the
 * middle of an expression is continued from the terminal; it grows. */
static bool run_entry(Vm *vm, Line *in, Out *entry, int *status)
{
    size_t at = 0;
    Reader reader;
    Val expr, value;
    int code;

    session_read(vm, &reader, NULL, entry->data, entry->len);
    for (;;) {
        int64_t line = vm->line;
        SessionEnd end;

        switch (reader_next(&reader, &expr)) {
        case READ_END:
            return false;
        case READ_ERROR:
            print_syntax_error(vm, &reader.error);
            return false;
        case READ_INCOMPLETE:
            /* An empty line ends an expression that does not come to an end: the error says why. */
            if (!line_continue(in, entry)) {
                print_syntax_error(vm, &reader.error);
                return false;
            }
            session_read(vm, &reader, NULL, entry->data + at, entry->len - at);
            continue;
        case READ_EXPR:
            break;
        }
        at = (size_t)(reader.at - entry->data);
        program_forget_interrupt();
        end = session_evaluate(vm, expr, &value, &code);
        interrupt_clear(&vm->interrupt, INTERRUPT_ABORT);
        if (end == SESSION_QUIT) {
            *status = code;
            return true;
        }
        print_result(vm, value, line);
        program_flush();
    }
}

int repl_run(const Options *o)
{
    Vm *vm = program_vm(o);
    Line *in = line_open(vm);
    int status = 0;
    bool over = false;
    Out entry;

    vm->interactive = true;
    program_interrupts(vm);
    if (!o->no_prompt)
        printf("Lyra " PACKAGE_VERSION "    ?name explains a name, Ctrl-D ends the session\n\n");
    out_init(&entry);
    while (!over) {
        char prompt[64];

        snprintf(prompt, sizeof prompt, "In[%lld]:= ", (long long)vm->line);
        entry.len = 0;
        if (foreign_task_failed())
            vm_rest(vm);
        program_flush();
        switch (line_read(in, o->no_prompt ? "" : prompt, &entry)) {
        case LINE_END:
            over = true;
            break;
        case LINE_INTERRUPTED:
            interrupt_clear(&vm->interrupt, INTERRUPT_ABORT);
            break;
        case LINE_TEXT:
            if (!help_answer(vm, entry.data))
                over = run_entry(vm, in, &entry, &status);
            line_remember(in, &entry);
            break;
        }
    }
    out_fini(&entry);
    line_close(in);
    foreign_session_ends();
    if (status == 0 && o->strict && vm->message_count > 0)
        status = STATUS_FAILED;
    return status;
}
