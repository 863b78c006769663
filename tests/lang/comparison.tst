(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> {1 == 1., 1 == 2, "a" == "b", "a" == "a", x == x, True == False}
{True, False, False, True, True, False}

>> x == y
x == y

>> {{1, 2} == {1, 2}, {1, 2} == {1, 3}, {1, 2} == {1, 2, 3}, {x, 1} == {x, 2}}
{True, False, False, False}

>> {1 < 2 < 3, 1 < 3 < 2, 2 >= 2 >= 1, 3 > 2 > 2}
{True, False, True, False}

(* Exact numeric expressions are compared with as many digits as it takes. *)
>> {Pi < 22/7, E^Pi > Pi^E, Sqrt[2] + Sqrt[3] == Sqrt[5 + 2 Sqrt[6]], Sqrt[2] == 99/70, Pi^2 != 10}
{True, True, True, False, True}

>> Exp[Pi Sqrt[163]] == 262537412640768744
False

>> {Infinity > 10^100, -Infinity < 0, Infinity == Infinity}
{True, True, True}

>> 2 > I
Greater::nord: Invalid comparison with I attempted.
2 > I

>> {1 < x < 2, 2 < x < 1}
{1 < x < 2, False}

>> 1 < x <= 2
Inequality[1, Less, x, LessEqual, 2]

>> a < b > c
a < b && b > c

>> {1 != 2, 1 != 1, a != b, 1 != 2 != 1}
{True, False, a != b, False}

>> {1 === 1., a === a, f[x] === f[x], 1 =!= 2, SameQ[]}
{False, True, True, True, True}

>> {Order[a, b], Order[b, a], Order[a, a], Order[2, 1]}
{1, -1, 0, -1}

>> {TrueQ[True], TrueQ[x], Between[3, {1, 5}], Between[6, {{1, 2}, {4, 7}}]}
{True, False, True, True}
