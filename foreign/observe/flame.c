/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * flame.c -- samples as a flame graph: a bar for each function, as wide as its time, upon the one that called it.
 *
 * At the bottom is the whole, upon that the threads, upon these the tasks by name, then their functions.  The
 * picture stands alone: no script, no font, no other file; pointing at a bar shows its figures.
 */
#include "foreign/observe/flame.h"

#include <stdlib.h>

enum { WIDTH = 1200, MARGIN = 10, BAR = 17, TOP = 40, LETTER = 7 };
static const double SMALLEST = 0.2;      /* bars narrower than this, in pixels, are left out */

typedef struct Picture {
    Out     *to;
    const SampleThread *thread;
    int64_t *ns;                         /* of each node of the thread, with what is inside it */
    uint32_t *count;
    double   scale;                      /* pixels a nanosecond */
    int64_t  whole;
    int      height;
} Picture;

/* ---- sums ---- */

/* What is inside a node has a higher place than the node.  Gives how deep they go. */
static int sum_up(const SampleThread *s, int64_t *ns, uint32_t *count, uint32_t *depth)
{
    uint32_t deepest = 0;

    for (uint32_t i = 0; i < s->count; i++) {
        ns[i] = s->node[i].ns;
        count[i] = s->node[i].count;
        for (uint32_t k = s->node[i].first; k != 0; k = s->node[k].next)
            depth[k] = depth[i] + 1;
        deepest = depth[i] > deepest ? depth[i] : deepest;
    }
    for (uint32_t i = s->count; i-- > 0; )
        for (uint32_t k = s->node[i].first; k != 0; k = s->node[k].next) {
            ns[i] += ns[k];
            count[i] += count[k];
        }
    return (int)deepest;
}

static const char *name_of(const SampleThread *s, uint32_t i)
{
    const SampleNode *n = &s->node[i];

    return i == 0 ? s->label : val_is_none(n->symbol) ? n->label : symbol_name(n->symbol);
}

typedef struct Named { const char *name; uint32_t place; } Named;

static int by_name(const void *a, const void *b)
{
    const Named *x = a, *y = b;
    int order = strcmp(x->name, y->name);

    return order != 0 ? order : x->place < y->place ? -1 : 1;
}

/* What is inside a node, by name: pictures of two runs look alike. */
static void sort_inside(SampleThread *s, uint32_t i, Named *room)
{
    uint32_t n = 0;

    for (uint32_t k = s->node[i].first; k != 0; k = s->node[k].next)
        room[n++] = (Named){name_of(s, k), k};
    qsort(room, n, sizeof *room, by_name);
    for (uint32_t j = n; j-- > 0; )
        s->node[room[j].place].next = j + 1 < n ? room[j + 1].place : 0;
    s->node[i].first = n == 0 ? 0 : room[0].place;
}

static void sort_thread(SampleThread *s)
{
    Named *room = heap_alloc_root((s->count + 1) * sizeof *room);

    for (uint32_t i = 0; i < s->count; i++)
        sort_inside(s, i, room);
    heap_free_root(room);
}

/* ---- the picture ---- */

/* What XML gives a meaning is escaped; what it can't hold becomes a question mark. */
static void put_escaped(Out *o, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        switch (s[i]) {
        case '<': out_str(o, "&lt;"); break;
        case '>': out_str(o, "&gt;"); break;
        case '&': out_str(o, "&amp;"); break;
        case '"': out_str(o, "&quot;"); break;
        default: out_char(o, (unsigned char)s[i] < ' ' ? '?' : s[i]); break;
        }
    }
}

/* So many bytes of the name as there are letters that fit: whole letters of UTF-8. */
static size_t that_fits(const char *name, double width)
{
    size_t letters = width < 3 * LETTER ? 0 : (size_t)(width / LETTER) - 1, i = 0;

    while (name[i] != 0) {
        size_t next = i + 1;
        while (((unsigned char)name[next] & 0xc0) == 0x80)
            next++;
        if (letters-- == 0)
            break;
        i = next;
    }
    return i;
}

static void put_bar(const Picture *p, const char *name, double x, double width, int depth, int64_t ns, uint32_t count)
{
    Out *o = p->to;
    int y = p->height - MARGIN - (depth + 1) * BAR;
    unsigned colour = 2166136261u;

    for (const char *s = name; *s != 0; s++)
        colour = (colour ^ (unsigned char)*s) * 16777619u;
    out_format(o, "<g><title>");
    put_escaped(o, name, strlen(name));
    out_format(o, ": %.3f ms, %.2f%%, %u samples</title>", (double)ns * 1e-6, 100 * (double)ns / (double)p->whole, (unsigned)count);
    out_format(o, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"1\" fill=\"rgb(%u,%u,%u)\"/>", x, y, width, BAR - 1,
               205 + colour % 50, 70 + (colour >> 8) % 140, 20 + (colour >> 16) % 50);
    size_t n = that_fits(name, width);
    if (n > 0) {
        out_format(o, "<text x=\"%.1f\" y=\"%d\">", x + 3, y + BAR - 5);
        put_escaped(o, name, n);
        out_str(o, "</text>");
    }
    out_str(o, "</g>\n");
}

static void put_node(const Picture *p, uint32_t i, double x, int depth)
{
    double width = (double)p->ns[i] * p->scale;

    if (width < SMALLEST)
        return;
    put_bar(p, name_of(p->thread, i), x, width, depth, p->ns[i], p->count[i]);
    for (uint32_t k = p->thread->node[i].first; k != 0; k = p->thread->node[k].next) {
        put_node(p, k, x, depth + 1);
        x += (double)p->ns[k] * p->scale;
    }
}

void flame_draw(Out *o, Samples *s, const char *title)
{
    int64_t *ns[SAMPLE_THREADS];
    uint32_t *count[SAMPLE_THREADS], samples = 0;
    Picture p = {.to = o};
    int deepest = 0;

    for (size_t i = 0; i < SAMPLE_THREADS; i++) {
        SampleThread *t = &s->thread[i];
        ns[i] = heap_alloc_root((t->count + 1) * sizeof *ns[i]);
        count[i] = heap_alloc_root((2 * t->count + 1) * sizeof *count[i]);
        if (t->count == 0)
            continue;
        sort_thread(t);
        int depth = sum_up(t, ns[i], count[i], count[i] + t->count);
        deepest = depth > deepest ? depth : deepest;
        p.whole += ns[i][0];
        samples += count[i][0];
    }
    p.scale = p.whole == 0 ? 0 : (double)(WIDTH - 2 * MARGIN) / (double)p.whole;
    p.height = TOP + (deepest + 2) * BAR + MARGIN;
    out_format(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"%d\" "
               "height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"monospace\" font-size=\"11\">\n", WIDTH, p.height, WIDTH, p.height);
    out_str(o, "<rect width=\"100%\" height=\"100%\" fill=\"#fdf6e3\"/>\n<text x=\"600\" y=\"24\" text-anchor=\"middle\" font-size=\"16\">");
    put_escaped(o, title, strlen(title));
    out_str(o, "</text>\n");
    double x = MARGIN;
    if (p.whole > 0)
        put_bar(&p, "all", x, WIDTH - 2 * MARGIN, 0, p.whole, samples);
    for (size_t i = 0; i < SAMPLE_THREADS; i++) {
        p.thread = &s->thread[i];
        p.ns = ns[i];
        p.count = count[i];
        if (p.thread->count > 0)
            put_node(&p, 0, x, 1);
        x += (double)ns[i][0] * p.scale;
        heap_free_root(ns[i]);
        heap_free_root(count[i]);
    }
    out_str(o, "</svg>\n");
}

/* ---- as values ---- */

typedef struct Stacks { Heap *heap; const SampleThread *thread; Builder all; } Stacks;

static void push_stack(Stacks *s, uint32_t i, const char *task, const Val *stack, size_t n)
{
    const SampleNode *node = &s->thread->node[i];
    Builder held;
    AssocBuilder b;

    builder_start(&held, s->heap, S_List);
    for (size_t k = 0; k < n; k++)
        builder_push(&held, expr1(s->heap, S_HoldForm, stack[k]));
    assoc_builder_start(&b, s->heap);
    put_value(&b, "Worker", text_from(s->heap, s->thread->label));
    put_value(&b, "Task", text_from(s->heap, task));
    put_value(&b, "Stack", builder_finish(&held));
    put_count(&b, "Samples", node->count);
    put_real(&b, "Time", (double)node->ns * 1e-9);
    builder_push(&s->all, assoc_builder_finish(&b));
}

static void push_stacks(Stacks *s, uint32_t i, const char *task, Val *stack, size_t n)
{
    const SampleNode *node = &s->thread->node[i];

    if (val_is_none(node->symbol))
        task = node->label;
    else
        stack[n++] = node->symbol;
    if (node->count > 0)
        push_stack(s, i, task, stack, n);
    for (uint32_t k = node->first; k != 0; k = s->thread->node[k].next)
        push_stacks(s, k, task, stack, n);
}

Val flame_stacks(Heap *h, const Samples *samples)
{
    Val stack[SAMPLE_DEPTH + 1];
    Stacks s = {.heap = h};

    builder_start(&s.all, h, S_List);
    for (size_t i = 0; i < SAMPLE_THREADS; i++) {
        s.thread = &samples->thread[i];
        if (s.thread->count > 0)
            push_stacks(&s, 0, "", stack, 0);
    }
    return builder_finish(&s.all);
}
