(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Integer powers *)
>> {2^10, 2^-2, (-2)^3, (2/3)^-2, I^2, I^3, (1 + I)^2}
{1024, 1/4, -8, 9/4, -1, -I, 2*I}

>> {x^0, x^1, 1^x, 0^3}
{1, x, 1, 0}

>> Quiet[0^0]
Indeterminate

>> Check[0^0, "said so"] // Quiet
said so

>> (a b)^3
a^3*b^3

>> (a b)^n
(a*b)^n

>> (x^a)^3
x^(3*a)

>> (x^2)^(1/2)
Sqrt[x^2]

>> (x^(1/2))^(1/2)
x^(1/4)

>> 10^(10^12)
General::ovfl: Overflow occurred in computation.
Overflow[]

(* Roots of numbers *)
>> {Sqrt[8], Sqrt[2]/2, Sqrt[6]/2, Sqrt[2/3], Sqrt[1/12]}
{2*Sqrt[2], 1/Sqrt[2], Sqrt[3/2], Sqrt[2/3], 1/(2*Sqrt[3])}

>> {12^(1/3), 72^(1/3), 100^(1/4), 2^(4/3), 2^(-4/3)}
{2^(2/3)*3^(1/3), 2*3^(2/3), Sqrt[10], 2*2^(1/3), 1/(2*2^(1/3))}

>> {Sqrt[6] Sqrt[2], 2^(1/2) 2^(1/3), Sqrt[3] Sqrt[3], 2 2^(1/3), 4/2^(1/3)}
{2*Sqrt[3], 2^(5/6), 3, 2*2^(1/3), 2*2^(2/3)}

>> {(-8)^(1/3), (-1)^(4/3), (-2)^(1/2), (-4)^(3/2), (-1)^(1/3) (-1)^(2/3), I^(1/2)}
{2*(-1)^(1/3), -(-1)^(1/3), I*Sqrt[2], -8*I, -1, (-1)^(1/4)}

>> {Sqrt[4 x], Sqrt[2 x], Sqrt[-x], Sqrt[12 Pi], Sqrt[2]/Sqrt[Pi], Sqrt[-Pi]}
{2*Sqrt[x], Sqrt[2]*Sqrt[x], Sqrt[-x], 2*Sqrt[3*Pi], Sqrt[2/Pi], I*Sqrt[Pi]}

>> {Sqrt[2 I], Sqrt[3 + 4 I], Sqrt[10^40], Sqrt[Pi^2]}
{1 + I, 2 + I, 100000000000000000000, Pi}

>> {2 2^x, 6 2^x, 2^x/2, (1/2)^x, 2^x 2^y}
{2^(1 + x), 3*2^(1 + x), 2^(-1 + x), 2^(-x), 2^(x + y)}

(* Powers of E *)
>> {E^(I Pi), E^(I Pi/2), E^(3 + I Pi), E^(7 I Pi/3), E^Log[x], E^(2 Log[x]), E^(a + Log[x])}
{-1, I, -E^3, E^(I/3*Pi), x, x^2, E^a*x}

>> {2^(Log[x]/Log[2]), 10^Log10[x], a^(1/Log[a])}
{x, x, E}

(* Infinite bases and exponents *)
>> {2^Infinity, (1/2)^Infinity, E^-Infinity, Infinity^2, Infinity^-1, (-Infinity)^(1/2)}
{Infinity, 0, 0, Infinity, 0, DirectedInfinity[I]}

>> Quiet[1^Infinity]
Indeterminate

>> {2.^0.5, 2.^0, Pi^2., 4^0.5, x^2.}
{1.4142135623730951, 1., 9.869604401089358, 2., x^2.}

>> {Surd[-8, 3], CubeRoot[-27], Surd[81, 4], Surd[2., 3]}
{-2, -3, 3, 1.2599210498948732}
