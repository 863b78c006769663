/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * switch.c -- the switch between stacks alone: what a call keeps is kept, whatever the other stacks hold in its registers.
 *
 * It needs nothing but the C library, so that switches.tap can run it for other machines too.
 */
#include <string.h>

#include "foreign/fiber/switch.h"
#include "tests/unit/tap.h"

enum { STACKS = 8, BYTES = 1 << 16, ROUNDS = 1000 };

static _Alignas(64) char memory[STACKS][BYTES];
static void *place[STACKS], *home;
static long started, wrong, misaligned, rounds[STACKS];

/* Leaves for the stack [to], home where it is STACKS, from [from]; what comes back. */
static __attribute__((noinline)) void *go(unsigned from, unsigned to, void *message)
{
    return fiber_switch_stack(from == STACKS ? &home : &place[from], to == STACKS ? home : place[to], message);
}

/* More whole and real numbers are alive across the switch than a call keeps in registers. */
static __attribute__((noinline)) void work(unsigned me)
{
    unsigned long a = me, b = me + 11, c = me * 3, d = me ^ 5, e = me + 1000, f = me * 7, g = me - 9, h = me * me;
    double p = me + 0.5, q = me * 1.25, r = me - 2.75, s = me * 3.5, t = me + 4.125, u = me / 8.0, v = me * 0.75, w = me - 0.0625;

    for (unsigned long i = 0; i < ROUNDS; i++) {
        const void *sent = go(me, i % 2 == 0 ? STACKS : (me + 1) % STACKS, &rounds[me]);
        wrong += sent == NULL;
        a += b - i; b ^= c + i; c += d; d -= e ^ i; e += f; f ^= g; g += h; h -= a;
        p += q * 0.5; q -= r; r += s * 0.25; s -= t; t += u; u -= v; v += w * 0.125; w -= 1;
        rounds[me]++;
    }
    unsigned long a1 = me, b1 = me + 11, c1 = me * 3, d1 = me ^ 5, e1 = me + 1000, f1 = me * 7, g1 = me - 9, h1 = me * me;
    double p1 = me + 0.5, q1 = me * 1.25, r1 = me - 2.75, s1 = me * 3.5, t1 = me + 4.125, u1 = me / 8.0, v1 = me * 0.75, w1 = me - 0.0625;
    for (unsigned long i = 0; i < ROUNDS; i++) {
        a1 += b1 - i; b1 ^= c1 + i; c1 += d1; d1 -= e1 ^ i; e1 += f1; f1 ^= g1; g1 += h1; h1 -= a1;
        p1 += q1 * 0.5; q1 -= r1; r1 += s1 * 0.25; s1 -= t1; t1 += u1; u1 -= v1; v1 += w1 * 0.125; w1 -= 1;
    }
    wrong += a != a1 || b != b1 || c != c1 || d != d1 || e != e1 || f != f1 || g != g1 || h != h1;
    wrong += p != p1 || q != q1 || r != r1 || s != s1 || t != t1 || u != u1 || v != v1 || w != w1;
}

void fiber_first(void *message)
{
    const long *me = message;
    _Alignas(16) char aligned[16];

    started++;
    misaligned += (uintptr_t)aligned % 16 != 0 || (uintptr_t)__builtin_frame_address(0) % 16 != 0;
    work((unsigned)(me - rounds));
    for (;;)
        (void)go((unsigned)(me - rounds), STACKS, &rounds[0]);
}

static bool all_done(void)
{
    for (unsigned i = 0; i < STACKS; i++)
        if (rounds[i] < ROUNDS)
            return false;
    return true;
}

int main(void)
{
    for (unsigned i = 0; i < STACKS; i++)
        place[i] = fiber_new_stack(memory[i], memory[i] + BYTES);
    /* The first message says which stack it is. */
    for (unsigned i = 0; i < STACKS; i++)
        (void)go(STACKS, i, &rounds[i]);
    tap_ok(started == STACKS, "switch: a new stack begins in fiber_first with what it was sent");
    tap_ok(misaligned == 0, "switch: it begins aligned as a call's");
    for (unsigned i = 0; !all_done(); i++)
        (void)go(STACKS, i % STACKS, &rounds[0]);
    tap_ok(wrong == 0, "switch: whole and real numbers are kept across it, and messages come");
    return tap_end();
}
