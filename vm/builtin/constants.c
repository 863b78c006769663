/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * constants.c -- the mathematical constants, and I.
 */
#include "vm/builtin/arith.h"
#include "vm/math/numeric.h"

#define CONSTANT(Name) \
    static Val numeric_##Name(Vm *vm, double digits) { return math_constant(vm_heap(vm), S_##Name, digits); }

CONSTANT(Pi)
CONSTANT(E)
CONSTANT(EulerGamma)
CONSTANT(Catalan)
CONSTANT(Khinchin)
CONSTANT(Glaisher)
CONSTANT(Degree)
CONSTANT(GoldenRatio)
CONSTANT(GoldenAngle)

enum { ATTRS_CONSTANT = ATTR_CONSTANT | ATTR_PROTECTED | ATTR_READ_PROTECTED };

SYMBOL(Pi,
    .attrs = ATTRS_CONSTANT, .effects = EFFECT_PURE, .numeric = numeric_Pi,
    .usage = "Pi is the ratio of a circle's circumference to its diameter, about 3.14159.",
    .examples = EXAMPLES("N[Pi]", "3.141592653589793", "Sin[Pi/6]", "1/2"));

SYMBOL(E,
    .attrs = ATTRS_CONSTANT, .effects = EFFECT_PURE, .numeric = numeric_E,
    .usage = "E is the base of natural logarithms, about 2.71828.",
    .examples = EXAMPLES("N[E]", "2.718281828459045", "Log[E]", "1"));

SYMBOL(EulerGamma,
    .attrs = ATTR_CONSTANT | ATTR_PROTECTED, .effects = EFFECT_PURE, .numeric = numeric_EulerGamma,
    .usage = "EulerGamma is Euler's constant, about 0.577216.",
    .examples = EXAMPLES("N[EulerGamma]", "0.5772156649015329"));

SYMBOL(Catalan,
    .attrs = ATTR_CONSTANT | ATTR_PROTECTED, .effects = EFFECT_PURE, .numeric = numeric_Catalan,
    .usage = "Catalan is Catalan's constant, about 0.915966.",
    .examples = EXAMPLES("N[Catalan]", "0.915965594177219"));

SYMBOL(Khinchin,
    .attrs = ATTR_CONSTANT | ATTR_PROTECTED, .effects = EFFECT_PURE, .numeric = numeric_Khinchin,
    .usage = "Khinchin is Khinchin's constant, about 2.68545.",
    .examples = EXAMPLES("N[Khinchin]", "2.6854520010653062"));

SYMBOL(Glaisher,
    .attrs = ATTR_CONSTANT | ATTR_PROTECTED, .effects = EFFECT_PURE, .numeric = numeric_Glaisher,
    .usage = "Glaisher is Glaisher's constant, about 1.28243.",
    .examples = EXAMPLES("N[Glaisher]", "1.2824271291006226"));

SYMBOL(Degree,
    .attrs = ATTR_CONSTANT | ATTR_PROTECTED, .effects = EFFECT_PURE, .numeric = numeric_Degree,
    .usage = "Degree is the number of radians in one degree, Pi/180.",
    .examples = EXAMPLES("N[180 Degree]", "3.141592653589793", "Sin[30 Degree]", "1/2"));

SYMBOL(GoldenRatio,
    .attrs = ATTR_CONSTANT | ATTR_PROTECTED, .effects = EFFECT_PURE, .numeric = numeric_GoldenRatio,
    .usage = "GoldenRatio is (1 + Sqrt[5])/2, about 1.61803.",
    .examples = EXAMPLES("N[GoldenRatio]", "1.618033988749895"));

SYMBOL(GoldenAngle,
    .attrs = ATTR_CONSTANT | ATTR_PROTECTED, .effects = EFFECT_PURE, .numeric = numeric_GoldenAngle,
    .usage = "GoldenAngle is (3 - Sqrt[5]) Pi, about 2.39996.",
    .examples = EXAMPLES("N[GoldenAngle]", "2.3999632297286535"));

static Val value_i(Vm *vm) { return cplx_i(vm_heap(vm)); }

SYMBOL(I,
    .attrs = ATTR_LOCKED | ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .value = value_i,
    .usage = "I is the imaginary unit, the square root of -1.",
    .examples = EXAMPLES("I^2", "-1", "Head[I]", "Complex"));
