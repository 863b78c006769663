/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * assoc.c -- associations against a naive model: random updates, after which everything that can be
 * asked of the association must agree with an array of pairs.
 *
 * Old versions are kept and looked at again later, which shows whether an update ever touched
 * shared structure.
 */
#include <inttypes.h>

#include "tests/unit/tap.h"
#include "vm/num/number.h"
#include "vm/value/assoc.h"
#include "vm/value/text.h"

enum { STEPS = 100000, KEPT = 16, MODEL_MAX = 4096 };

typedef struct Model {
    size_t  n;
    int64_t key[MODEL_MAX], value[MODEL_MAX];
} Model;

static size_t model_find(const Model *m, int64_t key)
{
    size_t i = 0;

    while (i < m->n && m->key[i] != key)
        i++;
    return i;
}

static void model_remove(Model *m, int64_t key)
{
    size_t i = model_find(m, key);

    if (i == m->n)
        return;
    m->n--;
    memmove(&m->key[i], &m->key[i + 1], (m->n - i) * sizeof(int64_t));
    memmove(&m->value[i], &m->value[i + 1], (m->n - i) * sizeof(int64_t));
}

static void model_put(Model *m, int64_t key, int64_t value)
{
    size_t i = model_find(m, key);

    m->key[i] = key;
    m->value[i] = value;
    m->n += i == m->n;
}

static void model_prepend(Model *m, int64_t key, int64_t value)
{
    model_remove(m, key);
    memmove(&m->key[1], &m->key[0], m->n * sizeof(int64_t));
    memmove(&m->value[1], &m->value[0], m->n * sizeof(int64_t));
    m->key[0] = key;
    m->value[0] = value;
    m->n++;
}

/* Half of the keys are strings. */
static Val key_of(Heap *h, int64_t k)
{
    return k % 2 == 0 ? val_int(k) : text_format(h, "key %" PRId64, k);
}

static void compare(Heap *h, Val a, const Model *m)
{
    AssocEntry e;
    size_t i = 0;

    CHECK(assoc_len(a) == m->n);
    for (AssocIter it = assoc_iter(a); assoc_next(&it, &e); i++) {
        CHECK(i < m->n);
        CHECK(val_same(e.key, key_of(h, m->key[i])));
        CHECK(val_is(e.value, val_int(m->value[i])));
        CHECK(val_is(assoc_get(a, e.key), e.value));
        CHECK(val_is(assoc_at(a, i).key, e.key));
    }
    CHECK(i == m->n);
    CHECK(val_is_none(assoc_get(a, val_int(-2))));
}

/* [keys] keys in play: few make dense updates, many make large associations. */
static void run(Heap *h, size_t steps, uint64_t keys)
{
    static Model now, kept_model[KEPT];
    Val a = assoc_empty(h), kept[KEPT];

    now.n = 0;
    for (size_t i = 0; i < KEPT; i++) {
        kept[i] = a;
        kept_model[i].n = 0;
    }
    for (size_t step = 0; step < steps; step++) {
        int64_t key = (int64_t)tap_random(keys), value = (int64_t)tap_random(1000);
        Val k = key_of(h, key);
        switch (tap_random(step / 2000 % 2 == 0 ? 8 : 12)) {
        case 0: case 1: case 2: case 3:
            a = assoc_set(h, a, k, val_int(value));
            model_put(&now, key, value);
            break;
        case 4:
            a = assoc_prepend(h, a, (AssocEntry){.key = k, .value = val_int(value)});
            model_prepend(&now, key, value);
            break;
        case 5: {
            size_t i = model_find(&now, key);
            Val found = assoc_get(a, k);
            CHECK(i == now.n ? val_is_none(found) : val_is(found, val_int(now.value[i])));
            break;
        }
        default:
            if (now.n > 0 && tap_random(2) == 0) {
                key = now.key[tap_random(now.n)];
                k = key_of(h, key);
            }
            a = assoc_remove(h, a, k);
            model_remove(&now, key);
        }
        if (step % 500 == 0) {
            size_t slot = tap_random(KEPT);
            compare(h, kept[slot], &kept_model[slot]);
            kept[slot] = a;
            kept_model[slot] = now;
            compare(h, a, &now);
        }
    }
    for (size_t i = 0; i < KEPT; i++)
        compare(h, kept[i], &kept_model[i]);
}

/* A builder agrees with the persistent operations, and what it made does not change afterwards. */
static void check_builder(Heap *h)
{
    for (int64_t n = 0; n < 600; n += n < 20 ? 1 : 97) {
        AssocBuilder b;
        Val slow = assoc_empty(h);
        assoc_builder_start(&b, h);
        for (int64_t i = 0; i < 2 * n; i++) {
            Val k = key_of(h, i * 7 % (n + 1));
            assoc_builder_set(&b, k, val_int(i));
            CHECK(val_is(assoc_builder_get(&b, k), val_int(i)));
            slow = assoc_set(h, slow, k, val_int(i));
        }
        Val fast = assoc_builder_finish(&b);
        CHECK(assoc_same(fast, slow) && assoc_hash(fast) == assoc_hash(slow));
        Val more = assoc_set(h, fast, val_int(0), val_int(-1));
        CHECK(assoc_same(fast, slow) && !assoc_same(fast, more));
        CHECK(val_same(assoc_rules(h, fast), assoc_rules(h, slow)));
    }
}

int main(void)
{
    static Heap heap;

    heap_start();
    heap_init(&heap);
    symbols_start();
    run(&heap, STEPS / 4, 6);
    run(&heap, STEPS / 4, 40);
    run(&heap, STEPS / 2, MODEL_MAX - 1);
    check_builder(&heap);
    printf("1..1\nok 1 - associations agree with the model\n");
    return 0;
}
