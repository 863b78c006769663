/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_scan.c -- running compiled string patterns: one match after another, and what a match means.
 *
 * A test in a pattern runs in a callout, in the middle of pcre2_match: if it unwinds, the callout
 * stops the match and the unwinding goes on from there.  Scans may nest (a test may itself use
 * strings), so that a scan takes match data of its own where those of the expression are in use.
 */
#include "vm/builtin/string_parts.h"

#include "vm/builtin/string_util.h"

typedef struct PartState {
    const StringPart *part;
    pcre2_match_data *data;          /* NULL: not taken yet */
    bool   borrowed;                 /* the expression's own */
    bool   found, exhausted;         /* the match in start, end, item is the next one; there is none */
    size_t start, end, item;
} PartState;

_Static_assert(sizeof(PartState) <= sizeof(struct PartState *[12]), "room for one part in StringScan");

/* What a callout needs to know. */
typedef struct CalloutState {
    Vm               *vm;
    const StringPart *part;
    Val               subject;
    bool              unwound;
    /* For STRING_ALL. */
    StringVisitor    *visit;
    void             *visit_state;
    uint32_t         *seen;          /* by end of match: 1 + the last start it was reported with */
    bool              stopped;
} CalloutState;

/* The values of the names of a rule that are bound in these groups. */
static size_t bound_names(Heap *h, const StringPart *part, uint32_t rule, const char *s,
                          const size_t *groups, size_t n_groups, bool unset_too, Val *names, Val *values)
{
    size_t n = 0;

    for (size_t i = 0; i < part->n_names; i++) {
        const NamedGroup *g = &part->names[i];
        size_t at = 2 * (size_t)g->group;
        bool set = g->group < n_groups && groups[at] != PCRE2_UNSET;
        size_t known = 0;

        if (g->rule != rule || (!set && !unset_too))
            continue;
        while (known < n && !val_is(names[known], g->name))
            known++;
        if (known < n && !set)
            continue;
        names[known] = g->name;
        values[known] = set ? text_new(h, s + groups[at], groups[at + 1] - groups[at]) : text_new(h, "", 0);
        n += known == n;
    }
    return n;
}

/* [expr] with the names of a rule replaced. */
static Val substitute_names(Vm *vm, const StringPart *part, uint32_t rule, Val subject,
                            const size_t *groups, size_t n_groups, bool unset_too, Val expr)
{
    Heap *h = vm_heap(vm);
    Val *names, *values;
    size_t n;

    if (part->n_names == 0)
        return expr;
    names = heap_alloc(h, 2 * part->n_names * sizeof(Val));
    values = names + part->n_names;
    n = bound_names(h, part, rule, text_data(subject), groups, n_groups, unset_too, names, values);
    return n == 0 ? expr : names_substitute(vm, n, names, values, expr);
}

static int report_match(CalloutState *st, const pcre2_callout_block *cb, const Callout *callout)
{
    size_t start = cb->start_match, end = cb->current_position;
    StringMatch m = {start, end, callout->rule, st->part, cb->offset_vector, cb->capture_top};

    if (start > end || st->seen[end] == (uint32_t)start + 1)
        return 1;
    st->seen[end] = (uint32_t)start + 1;
    switch (st->visit(st->vm, st->subject, &m, st->visit_state)) {
    case MATCH_NO:
        return 1;
    case MATCH_YES:
        st->stopped = true;
        return PCRE2_ERROR_CALLOUT;
    default:
        st->unwound = true;
        return PCRE2_ERROR_CALLOUT;
    }
}

static int run_callout(pcre2_callout_block *cb, void *state)
{
    CalloutState *st = state;
    size_t number = 0;
    const Callout *callout;
    const char *s = (const char *)cb->subject;
    size_t from, to;
    Val verdict;

    for (size_t i = 0; i < cb->callout_string_length; i++)
        number = number * 10 + (size_t)(cb->callout_string[i] - '0');
    if (number >= st->part->n_callouts)
        return 0;
    if (val_is_unwind(vm_poll(st->vm)) || val_is_unwind(vm_check_stack(st->vm))) {
        st->unwound = true;
        return PCRE2_ERROR_CALLOUT;
    }
    callout = &st->part->callouts[number];
    to = cb->current_position;
    switch (callout->kind) {
    case CALLOUT_END:
        return report_match(st, cb, callout);
    case CALLOUT_CONDITION:
        verdict = vm_eval(st->vm, substitute_names(st->vm, st->part, callout->rule, st->subject,
                                                   cb->offset_vector, cb->capture_top, false, callout->test));
        break;
    default:
        from = to;
        if (callout->kind == CALLOUT_GROUP)
            from = cb->offset_vector[2 * callout->group];
        else
            do from--; while (from > 0 && ((unsigned char)s[from] & 0xC0) == 0x80);
        verdict = vm_call1(st->vm, callout->test, text_new(vm_heap(st->vm), s + from, to - from));
    }
    if (val_is_unwind(verdict)) {
        st->unwound = true;
        return PCRE2_ERROR_CALLOUT;
    }
    return val_is(verdict, S_True) ? 0 : 1;
}

/* One search.  Gives pcre2_match's result, with errors other than "no match" already reported. */
static MatchResult run_regex(Vm *vm, const StringPart *part, Regex *r, pcre2_match_data *data, Val subject,
                             size_t from, CalloutState *st)
{
    uint32_t options = PCRE2_NO_UTF_CHECK;
    PCRE2_SPTR s = (PCRE2_SPTR)text_data(subject);
    int rc;

    if (!r->jit_tried && (++r->uses > 20 || text_bytes(subject) > 2000)) {
        r->jit_tried = true;
        (void)pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE);
    }
    pcre2_set_callout(r->context, part->n_callouts > 0 ? run_callout : NULL, st);
    rc = pcre2_match(r->code, s, text_bytes(subject), from, options, data, r->context);
    if (rc == PCRE2_ERROR_JIT_STACKLIMIT && !st->unwound && !st->stopped) {
        pcre2_set_callout(r->context, part->n_callouts > 0 ? run_callout : NULL, st);
        rc = pcre2_match(r->code, s, text_bytes(subject), from, options | PCRE2_NO_JIT, data, r->context);
    }
    if (st->unwound)
        return MATCH_UNWIND;
    if (rc > 0)
        return MATCH_YES;
    if (rc != PCRE2_ERROR_NOMATCH && rc != PCRE2_ERROR_CALLOUT)
        vm_message(vm, S_RegularExpression, "maxlim", 0, NULL);
    return MATCH_NO;
}

static Regex *part_regex(const StringPart *part)
{
    return foreign_state(part->regex);
}

static void take_data(PartState *ps)
{
    Regex *r = part_regex(ps->part);

    if (ps->data != NULL)
        return;
    ps->borrowed = !r->busy;
    ps->data = r->busy ? pcre2_match_data_create_from_pattern(r->code, NULL) : r->data;
    CHECK(ps->data != NULL);
    r->busy = true;
}

static void give_data(PartState *ps)
{
    if (ps->data == NULL)
        return;
    if (ps->borrowed)
        part_regex(ps->part)->busy = false;
    else
        pcre2_match_data_free(ps->data);
    ps->data = NULL;
}

void string_scan_start(StringScan *s, Vm *vm, const StringPattern *p, Val subject, bool overlaps)
{
    *s = (StringScan){.vm = vm, .pattern = p, .subject = subject, .overlaps = overlaps};
    s->parts = p->n_parts == 1 ? (PartState *)s->inline_part
                               : heap_alloc(vm_heap(vm), p->n_parts * sizeof(PartState));
    for (size_t i = 0; i < p->n_parts; i++)
        s->parts[i] = (PartState){.part = &p->parts[i]};
}

void string_scan_end(StringScan *s)
{
    for (size_t i = 0; i < s->pattern->n_parts; i++)
        give_data(&s->parts[i]);
}

static void find_literal(const StringScan *s, PartState *ps)
{
    const char *text = text_data(s->subject), *hit = NULL;
    size_t bytes = text_bytes(s->subject), n = text_bytes(ps->part->literal);
    const char *word = text_data(ps->part->literal);

    switch (s->pattern->mode) {
    case STRING_WHOLE:
        if (s->at == 0 && bytes == n && memcmp(text, word, n) == 0)
            hit = text;
        break;
    case STRING_PREFIX:
        if (s->at == 0 && bytes >= n && memcmp(text, word, n) == 0)
            hit = text;
        break;
    case STRING_SUFFIX:
        if (bytes >= n && bytes - n >= s->at && memcmp(text + bytes - n, word, n) == 0)
            hit = text + bytes - n;
        break;
    default:
        hit = memmem(text + s->at, bytes - s->at, word, n);
    }
    ps->found = hit != NULL;
    ps->exhausted = hit == NULL;
    if (hit != NULL) {
        ps->start = (size_t)(hit - text);
        ps->end = ps->start + n;
        ps->item = 0;
    }
}

/* Finds the part's next match at or after s->at; false if it unwound. */
static bool advance_part(StringScan *s, PartState *ps)
{
    CalloutState st = {.vm = s->vm, .part = ps->part, .subject = s->subject};
    const size_t *groups;
    PCRE2_SPTR mark;

    if (ps->exhausted || (ps->found && ps->start >= s->at))
        return true;
    ps->found = false;
    if (val_is_none(ps->part->regex)) {
        find_literal(s, ps);
        return true;
    }
    take_data(ps);
    switch (run_regex(s->vm, ps->part, part_regex(ps->part), ps->data, s->subject, s->at, &st)) {
    case MATCH_UNWIND:
        return false;
    case MATCH_NO:
        ps->exhausted = true;
        return true;
    default:
        break;
    }
    groups = pcre2_get_ovector_pointer(ps->data);
    ps->found = true;
    ps->end = groups[1];
    ps->start = groups[0] <= groups[1] ? groups[0] : groups[1];    /* \K in a look-ahead */
    ps->item = 0;
    if (ps->part->n_items > 1 && (mark = pcre2_get_mark(ps->data)) != NULL)
        ps->item = strtoul((const char *)mark, NULL, 10);
    return true;
}

MatchResult string_scan_next(StringScan *s, StringMatch *m)
{
    PartState *best = NULL;

    if (s->done || s->at > text_bytes(s->subject))
        return MATCH_NO;
    if (val_is_unwind(vm_poll(s->vm)))
        return MATCH_UNWIND;
    for (size_t i = 0; i < s->pattern->n_parts; i++) {
        PartState *ps = &s->parts[i];

        if (!advance_part(s, ps))
            return MATCH_UNWIND;
        if (ps->found && (best == NULL || ps->start < best->start))
            best = ps;
    }
    if (best == NULL) {
        s->done = true;
        return MATCH_NO;
    }
    *m = (StringMatch){.start = best->start, .end = best->end, .part = best->part};
    if (best->data != NULL) {
        m->rule = best->part->rules[best->item];
        m->groups = pcre2_get_ovector_pointer(best->data);
        m->n_groups = pcre2_get_ovector_count(best->data);
    }
    best->found = false;
    s->at = best->end;
    if (s->overlaps || best->end == best->start)
        s->at = string_step(text_data(s->subject), text_bytes(s->subject), best->start);
    return MATCH_YES;
}

MatchResult string_pattern_test(Vm *vm, const StringPattern *p, Val subject)
{
    StringScan s;
    StringMatch m;
    MatchResult r;

    string_scan_start(&s, vm, p, subject, false);
    r = string_scan_next(&s, &m);
    string_scan_end(&s);
    return r;
}

MatchResult string_scan_all(Vm *vm, const StringPattern *p, Val subject, StringVisitor *visit, void *state)
{
    size_t bytes = text_bytes(subject);
    uint32_t *seen;

    if (val_is_unwind(vm_check_length(vm, (double)bytes + 1, sizeof(uint32_t))))
        return MATCH_UNWIND;
    for (size_t i = 0; i < p->n_parts; i++) {
        PartState ps = {.part = &p->parts[i]};
        CalloutState st = {.vm = vm, .part = ps.part, .subject = subject, .visit = visit, .visit_state = state};
        MatchResult r;

        seen = heap_alloc_atomic(vm_heap(vm), (bytes + 1) * sizeof(uint32_t));
        memset(seen, 0, (bytes + 1) * sizeof(uint32_t));
        st.seen = seen;
        take_data(&ps);
        r = run_regex(vm, ps.part, part_regex(ps.part), ps.data, subject, 0, &st);
        give_data(&ps);
        if (r == MATCH_UNWIND || st.stopped)
            return r == MATCH_UNWIND ? r : MATCH_YES;
    }
    return MATCH_NO;
}

/* The whole match for "$0", the user's group n for "$n"; false where there is no such group. */
static bool dollar_group(const StringMatch *m, unsigned n, size_t *from, size_t *to)
{
    const StringPart *part = m->part;

    *from = *to = 0;
    if (n == 0) {
        *from = m->start;
        *to = m->end;
        return true;
    }
    for (size_t i = 0; i < part->n_users; i++) {
        const UserGroup *g = &part->users[i];

        if (g->rule != m->rule || g->index != n)
            continue;
        if (g->group < m->n_groups && m->groups[2 * g->group] != PCRE2_UNSET) {
            *from = m->groups[2 * g->group];
            *to = m->groups[2 * g->group + 1];
        }
        return true;
    }
    return false;
}

static Val replace_dollars(Heap *h, Val subject, const StringMatch *m, Val text)
{
    const char *s = text_data(text), *end = s + text_bytes(text);
    Out out;
    Val v;

    if (memchr(s, '$', text_bytes(text)) == NULL)
        return text;
    out_init(&out);
    while (s < end) {
        size_t from, to;

        if (*s == '$' && s + 1 < end && s[1] >= '0' && s[1] <= '9') {
            unsigned one = (unsigned)(s[1] - '0'), two = 0;

            if (s + 2 < end && s[2] >= '0' && s[2] <= '9' && one > 0)
                two = one * 10 + (unsigned)(s[2] - '0');
            if (two > 0 && dollar_group(m, two, &from, &to)) {
                out_bytes(&out, text_data(subject) + from, to - from);
                s += 3;
                continue;
            }
            if (dollar_group(m, one, &from, &to)) {
                out_bytes(&out, text_data(subject) + from, to - from);
                s += 2;
                continue;
            }
        }
        out_char(&out, *s++);
    }
    v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

/* The same in every string inside an expression. */
static Val replace_dollars_deep(Vm *vm, Val subject, const StringMatch *m, Val v)
{
    Heap *h = vm_heap(vm);

    TRY(vm_check_stack(vm));
    if (val_is_string(v))
        return replace_dollars(h, subject, m, v);
    if (!val_is_expr(v))
        return v;
    for (size_t i = 0; i < expr_len(v); i++) {
        Val old = expr_arg(v, i), x = replace_dollars_deep(vm, subject, m, old);

        TRY(x);
        if (!val_is(x, old))
            v = expr_with_arg(h, v, i, x);
    }
    return v;
}

Val string_match_value(Vm *vm, Val subject, const StringMatch *m, Val right)
{
    const StringPart *part = m->part;

    if (part->has_regex[m->rule])
        TRY(right = replace_dollars_deep(vm, subject, m, right));
    if (val_is_string(right))
        return right;
    right = substitute_names(vm, part, (uint32_t)m->rule, subject, m->groups, m->n_groups, true, right);
    return vm_eval(vm, right);
}

/* One rule: pattern and right side; a condition on the right side is one on the match. */
static void split_rule(Heap *h, Val rule, Val *pattern, Val *value)
{
    *pattern = expr_arg(rule, 0);
    *value = expr_arg(rule, 1);
    if (val_has_head(rule, S_RuleDelayed) && val_is_call(*value, S_Condition, 2)) {
        *pattern = expr2(h, S_Condition, *pattern, expr_arg(*value, 1));
        *value = expr_arg(*value, 0);
    }
}

bool string_rules_split(Heap *h, Val spec, bool patterns_too, StringRules *out)
{
    size_t n;

    if (val_is_assoc(spec))
        spec = assoc_rules(h, spec);
    if (!val_is_plain_list(spec))
        spec = list_make(h, 1, &spec);
    n = expr_len(spec);
    *out = (StringRules){.n = 0, .patterns = heap_alloc(h, (2 * n + 1) * sizeof(Val))};
    out->values = out->patterns + n;
    for (size_t i = 0; i < n; i++) {
        Val x = expr_arg(spec, i);

        if (val_is_rule(x))
            split_rule(h, x, &out->patterns[i], &out->values[i]);
        else if (patterns_too)
            out->patterns[i] = x;
        else
            return false;
        out->n++;
    }
    return true;
}
