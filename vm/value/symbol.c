/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * symbol.c -- interning: one table for the process, the only locked thing in vm/.
 *
 * These symbols are never freed, so a pointer to one is good for ever and needs no lock to follow.
 * Buckets are found by a hash of name and context; the table doubles when it is full.
 */
#include "vm/value/symbol.h"

#include <pthread.h>

#include "vm/value/temporary.h"

Symbol symbol_known[SYM_KNOWN_COUNT];
const char *const context_system = "System`";
const char *const context_global = "Global`";

enum { PAGE_SYMBOLS = 1024, PAGES_MAX = 1 << 20, FIRST_BUCKETS = 1 << 14 };

static struct {
    pthread_mutex_t lock;            /* guards everything here but the contents of symbols */
    Symbol        **buckets;
    size_t          bucket_count;    /* a power of two */
    uint32_t        count;
    Symbol       ***pages;           /* number -> symbol, for those that are not known */
    const char    **contexts;
    size_t          context_count;
    uint32_t epochs;                 /* handed out so far */
} symbol_table = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void *must_alloc(size_t bytes)
{
    void *p = calloc(1, bytes);

    CHECK(p != NULL);
    return p;
}

/* Eight bytes at a time: every start hashes the name of each known symbol. */
static uint32_t hash_name(const char *context, const char *name, size_t len)
{
    uint64_t h = (uint64_t)(uintptr_t)context ^ len, word;

    for (; len >= 8; len -= 8, name += 8) {
        memcpy(&word, name, 8);
        h = (h ^ word) * 0x9e3779b97f4a7c15u;
        h ^= h >> 29;
    }
    word = 0;
    for (size_t i = 0; i < len; i++)
        word = word << 8 | (unsigned char)name[i];
    h = (h ^ word) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(h >> 32);
}

/* What a symbol contributes to the flags of expressions that it occurs in. */
static uint8_t flags_of_known(int number)
{
    switch (number) {
    case SYM_List:
        return 0;
    /* Locked: nobody can give them a value or rules. */
    case SYM_True: case SYM_False:
        return 0;
    case SYM_Blank: case SYM_BlankSequence: case SYM_BlankNullSequence: case SYM_Pattern:
    case SYM_Alternatives: case SYM_Repeated: case SYM_RepeatedNull: case SYM_Optional:
    case SYM_Except: case SYM_Verbatim: case SYM_HoldPattern: case SYM_OptionsPattern:
    case SYM_KeyValuePattern: case SYM_PatternSequence: case SYM_OrderlessPatternSequence:
    case SYM_Longest: case SYM_Shortest: case SYM_Condition: case SYM_PatternTest:
        return FLAG_LIVE | FLAG_PATTERN;
    case SYM_Slot: case SYM_SlotSequence:
        return FLAG_LIVE | FLAG_SLOT;
    case SYM_Sequence: case SYM_Splice: case SYM_Unevaluated: case SYM_Evaluate: case SYM_Nothing:
        return FLAG_LIVE | FLAG_SPLICE;
    case SYM_Function: case SYM_Module: case SYM_Block: case SYM_With: case SYM_RuleDelayed:
    case SYM_SetDelayed: case SYM_TagSetDelayed: case SYM_UpSetDelayed: case SYM_Rule: case SYM_Set:
    case SYM_DynamicModule: case SYM_TagSet: case SYM_UpSet:
        return FLAG_LIVE | FLAG_SCOPE;
    default:
        return FLAG_LIVE;
    }
}

static uint16_t bloom_of(uint32_t number)
{
    uint32_t hash = number * 2654435761u;

    if (number == SYM_InputStream || number == SYM_OutputStream)
        return BLOOM_LOCAL;
    return (uint16_t)(1u << ((uint64_t)hash * (BLOOM_BITS - 1) >> 32));
}

void symbol_init(Symbol *s, uint32_t number, const char *context, const char *name, size_t len)
{
    s->node.kind = KIND_SYMBOL;
    s->node.flags = flags_of_known(number < SYM_KNOWN_COUNT ? (int)number : -1);
    s->node.bloom = bloom_of(number);
    s->node.hash = hash_name(context, name, len) | 1;
    s->number = number;
    s->name = name;
    s->name_len = (uint32_t)len;
    s->context = context;
}

static void link_bucket(Symbol *s)
{
    Symbol **bucket = &symbol_table.buckets[s->node.hash >> 1 & (symbol_table.bucket_count - 1)];

    s->next = *bucket;
    *bucket = s;
}

static Symbol *known_or_paged(uint32_t number)
{
    if (number < SYM_KNOWN_COUNT)
        return &symbol_known[number];
    return symbol_table.pages[number / PAGE_SYMBOLS][number % PAGE_SYMBOLS];
}

static void grow_buckets_locked(void)
{
    free(symbol_table.buckets);
    symbol_table.bucket_count *= 2;
    symbol_table.buckets = must_alloc(symbol_table.bucket_count * sizeof(Symbol *));
    for (uint32_t i = 0; i < symbol_table.count; i++)
        link_bucket(known_or_paged(i));
}

void symbols_start(void)
{
    /* One text and the lengths: an array of pointers would have to be relocated. */
    static const char names[] =
#define KNOWN(name) #name "\0"
#include "vm/value/symbols.def"
#undef KNOWN
        ;
    static const uint8_t lengths[] = {
#define KNOWN(name) sizeof #name - 1,
#include "vm/value/symbols.def"
#undef KNOWN
    };
    const char *name = names;

    temporaries_start();
    symbol_table.bucket_count = FIRST_BUCKETS;
    symbol_table.buckets = must_alloc(FIRST_BUCKETS * sizeof(Symbol *));
    symbol_table.pages = must_alloc(PAGES_MAX * sizeof(Symbol **));
    symbol_table.contexts = must_alloc(2 * sizeof(char *));
    symbol_table.contexts[0] = context_system;
    symbol_table.contexts[1] = context_global;
    symbol_table.context_count = 2;
    for (uint32_t i = 0; i < SYM_KNOWN_COUNT; i++) {
        symbol_init(&symbol_known[i], i, context_system, name, lengths[i]);
        link_bucket(&symbol_known[i]);
        name += lengths[i] + 1;
    }
    symbol_table.count = SYM_KNOWN_COUNT;
}

static char *copy_name(const char *name, size_t len)
{
    char *copy = must_alloc(len + 1);

    memcpy(copy, name, len);
    return copy;
}

const char *context_intern(const char *name, size_t len)
{
    const char *found = NULL;

    pthread_mutex_lock(&symbol_table.lock);
    for (size_t i = 0; i < symbol_table.context_count && found == NULL; i++)
        if (strlen(symbol_table.contexts[i]) == len && memcmp(symbol_table.contexts[i], name, len) == 0)
            found = symbol_table.contexts[i];
    if (found == NULL) {
        size_t n = symbol_table.context_count + 1;
        const char **contexts = realloc(symbol_table.contexts, n * sizeof(char *));
        CHECK(contexts != NULL);
        symbol_table.contexts = contexts;
        contexts[n - 1] = found = copy_name(name, len);
        symbol_table.context_count = n;
    }
    pthread_mutex_unlock(&symbol_table.lock);
    return found;
}

static Symbol *find_locked(const char *context, const char *name, size_t len)
{
    uint32_t hash = hash_name(context, name, len) | 1;

    for (Symbol *s = symbol_table.buckets[hash >> 1 & (symbol_table.bucket_count - 1)]; s != NULL; s = s->next)
        if (s->node.hash == hash && s->context == context && s->name_len == len && memcmp(s->name, name, len) == 0)
            return s;
    return NULL;
}

static Symbol *insert_locked(const char *context, const char *name, size_t len)
{
    if (symbol_table.count >= symbol_table.bucket_count)
        grow_buckets_locked();
    uint32_t number = symbol_table.count;
    CHECK(number / PAGE_SYMBOLS < PAGES_MAX);
    Symbol ***page = &symbol_table.pages[number / PAGE_SYMBOLS];
    if (*page == NULL)
        *page = must_alloc(PAGE_SYMBOLS * sizeof(Symbol *));
    Symbol *s = must_alloc(sizeof *s);
    symbol_init(s, number, context, copy_name(name, len), len);
    (*page)[number % PAGE_SYMBOLS] = s;
    symbol_table.count++;
    link_bucket(s);
    return s;
}

/* Names of temporary symbols all have a $. */
static Symbol *find_any_locked(const char *context, const char *name, size_t len)
{
    Symbol *s = find_locked(context, name, len);

    return s != NULL || memchr(name, '$', len) == NULL ? s : temporary_find(context, name, len, hash_name(context, name, len) | 1);
}

Val symbol_intern(const char *context, const char *name, size_t len)
{
    pthread_mutex_lock(&symbol_table.lock);
    Symbol *s = find_any_locked(context, name, len);
    if (s == NULL)
        s = insert_locked(context, name, len);
    pthread_mutex_unlock(&symbol_table.lock);
    return val_from_node(s);
}

Val symbol_intern_temporary(struct Heap *h, const char *context, const char *name, size_t len)
{
    pthread_mutex_lock(&symbol_table.lock);
    Symbol *s = find_any_locked(context, name, len);
    if (s == NULL)
        s = temporary_new(h, context, name, len);
    if (s == NULL)
        s = insert_locked(context, name, len);
    pthread_mutex_unlock(&symbol_table.lock);
    return val_from_node(s);
}

Val symbol_find(const char *context, const char *name, size_t len)
{
    pthread_mutex_lock(&symbol_table.lock);
    Symbol *s = find_any_locked(context, name, len);
    pthread_mutex_unlock(&symbol_table.lock);
    return s == NULL ? VAL_NONE : val_from_node(s);
}

void symbol_keep(Val v)
{
    if (symbol_is_temporary(v))
        temporary_keep(val_symbol(v));
}

Val symbol_private(const char *name)
{
    return symbol_intern(context_intern("Lyra`Private`", 13), name, strlen(name));
}

uint32_t symbol_count(void)
{
    pthread_mutex_lock(&symbol_table.lock);
    uint32_t n = symbol_table.count;
    pthread_mutex_unlock(&symbol_table.lock);
    return n;
}

bool symbol_next(uint32_t *at, Val *symbol)
{
    Symbol *s = NULL;

    if (*at < SYMBOL_TEMPORARY) {
        pthread_mutex_lock(&symbol_table.lock);
        if (*at < symbol_table.count)
            s = known_or_paged((*at)++);
        else
            *at = SYMBOL_TEMPORARY;
        pthread_mutex_unlock(&symbol_table.lock);
    }
    while (s == NULL && *at < temporary_limit())
        s = temporary_at((*at)++);
    *symbol = s == NULL ? VAL_NONE : val_from_node(s);
    return s != NULL;
}

bool symbol_name_matches(const char *pattern, const char *name)
{
    for (; *pattern != '\0'; pattern++) {
        if (*pattern == '*' || *pattern == '@') {
            for (const char *s = name;; s++) {
                if (symbol_name_matches(pattern + 1, s))
                    return true;
                if (*s == '\0' || (*pattern == '@' && *s >= 'A' && *s <= 'Z'))
                    return false;
            }
        }
        if (*pattern != *name++)
            return false;
    }
    return *name == '\0';
}

uint32_t symbols_take_epochs(uint32_t n)
{
    uint32_t first = 0;

    pthread_mutex_lock(&symbol_table.lock);
    if (symbol_table.epochs < UINT32_MAX - n) {
        first = symbol_table.epochs + 1;
        symbol_table.epochs += n;
    }
    pthread_mutex_unlock(&symbol_table.lock);
    return first;
}

void symbols_take(void)
{
    pthread_mutex_lock(&symbol_table.lock);
}

void symbols_release(void)
{
    pthread_mutex_unlock(&symbol_table.lock);
}
