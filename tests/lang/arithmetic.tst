(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Sums and products: what is simplified by itself, and nothing more. *)
>> x + x
2*x

>> 3 x - 2 y + x - x y + 2 y
4*x - x*y

>> x y + 2 y x
3*x*y

>> 1/2 + x/3 + x/6
1/2 + x/2

>> x - x
0

>> 2 (a + b)
2*(a + b)

>> -(a - b)
-a + b

>> -(a + b)/2
(-a - b)/2

>> -2 (a + b)
-2*(a + b)

>> x x^2/x^3
1

>> x^a x^b
x^(a + b)

>> x^2 y x^n
x^(2 + n)*y

>> 0 x
0

>> 1. x
1.*x

>> {1, 2} + {a, b} + 1
{2 + a, 3 + b}

>> Plus[]
0

>> Times[]
1

(* Inexact numbers draw numeric constants along, but no symbols. *)
>> 2. + Pi + x
5.141592653589793 + x

>> 2. Pi x
6.283185307179586*x

>> 1.5 + Pi x
1.5 + Pi*x

(* Like terms in long sums are found by hash. *)
>> Length[Plus @@ Table[s[Mod[i, 100]], {i, 20000}]]
100

>> Plus @@ Table[s[Mod[i, 3]], {i, 3000}]
1000*s[0] + 1000*s[1] + 1000*s[2]

(* Infinity *)
>> Infinity + 5
Infinity

>> -3 Infinity
-Infinity

>> a Infinity
a*Infinity

>> 2 + ComplexInfinity
ComplexInfinity

>> 0 ComplexInfinity
Infinity::indet: Indeterminate expression 0 ComplexInfinity encountered.
Indeterminate

>> (1 + I) Infinity
DirectedInfinity[(1 + I)/Sqrt[2]]

>> I Infinity I
-Infinity

>> Infinity/Infinity
Infinity::indet: Indeterminate expression 0 Infinity encountered.
Indeterminate

>> Indeterminate + 1
Indeterminate

>> Quiet[1/0]
ComplexInfinity

(* Products of circular functions of one argument *)
>> Sin[x]/Cos[x]
Tan[x]

>> 1/Cos[x]^2
Sec[x]^2

>> Sin[x]^2 Csc[x]
Sin[x]

>> Sin[x] Cos[x]
Cos[x]*Sin[x]

>> Sin[x]/Cos[y]
Sec[y]*Sin[x]

>> Log[8]/Log[2]
3

(* Subtract, Divide, Minus *)
>> {Subtract[7, 2], Divide[7, 2], Minus[7], a - b, a/b, -a}
{5, 7/2, -7, a - b, a/b, -a}

(* Intervals *)
>> {Interval[{5, 1}], Interval[{1, 3}, {2, 5}], Interval[{1, 2}] + Interval[{3, 4}], Interval[{-2, 1}] Interval[{3, 4}]}
{Interval[{1, 5}], Interval[{1, 5}], Interval[{4, 6}], Interval[{-8, 4}]}

>> {1/Interval[{2, 4}], Interval[{-1, 2}]^2, 1/Interval[{-1, 2}], Sqrt[Interval[{4, 9}]]}
{Interval[{1/4, 1/2}], Interval[{0, 4}], Interval[{-Infinity, -1}, {1/2, Infinity}], Interval[{2, 3}]}

>> {Sin[Interval[{0, Pi}]], Exp[Interval[{0, 1}]], Tan[Interval[{0, 5}]], Csc[Interval[{-1, 1}]]}
{Interval[{0, 1}], Interval[{1, E}], Interval[{-Infinity, Infinity}], Interval[{-Infinity, -Csc[1]}, {Csc[1], Infinity}]}

>> {Interval[{1, 2}] < 3, Interval[{1, 2}] < Interval[{2, 3}], IntervalMemberQ[Interval[{1, 5}], {2, 7}]}
{True, Interval[{1, 2}] < Interval[{2, 3}], {True, False}}
