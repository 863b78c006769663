(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Exact values *)
>> Sin[{0, Pi/12, Pi/10, Pi/6, Pi/5, Pi/4, Pi/3, Pi/2}]
{0, (-1 + Sqrt[3])/(2*Sqrt[2]), (-1 + Sqrt[5])/4, 1/2, Sqrt[5/8 - Sqrt[5]/8], 1/Sqrt[2], Sqrt[3]/2, 1}

>> {Cos[2 Pi/3], Tan[3 Pi/4], Cot[Pi/6], Sec[Pi/5], Csc[7 Pi/6], Tan[Pi/2], Sin[210 Degree]}
{-1/2, -1, Sqrt[3], -1 + Sqrt[5], -2, ComplexInfinity, -1/2}

>> {Sin[3 Pi/8], Cos[5 Pi/7], Tan[3 Pi/8]}
{Cos[Pi/8], -Sin[(3*Pi)/14], Cot[Pi/8]}

(* Parity, periods, imaginary arguments *)
>> {Sin[-x], Cos[-x], Tan[-2 x], Sin[b - a], Cos[-2]}
{-Sin[x], Cos[x], -Tan[2*x], -Sin[a - b], Cos[2]}

>> {Sin[x + Pi], Sin[x + Pi/2], Cos[x - Pi/2], Tan[x + 3 Pi], Sin[a + Pi/3]}
{-Sin[x], Cos[x], Sin[x], Tan[x], Cos[a - Pi/6]}

>> {Sin[I x], Cos[2 I], Tan[-I], Sinh[I x], Cosh[I Pi/3]}
{I*Sinh[x], Cosh[2], -I*Tanh[1], I*Sin[x], 1/2}

(* Functions of their inverses *)
>> {Sin[ArcSin[x]], Sin[ArcCos[x]], Cos[ArcTan[x]], Tan[ArcSin[3/5]], Cosh[ArcSinh[x]], Sinh[Log[2]]}
{x, Sqrt[1 - x^2], 1/Sqrt[1 + x^2], 3/4, Sqrt[1 + x^2], 3/4}

>> {ArcSin[1/2], ArcCos[-1/2], ArcTan[Sqrt[3]], ArcTan[2 - Sqrt[3]], ArcSec[2], ArcCot[-1]}
{Pi/6, (2*Pi)/3, Pi/3, Pi/12, Pi/3, -1/4*Pi}

>> {ArcTan[1, 1], ArcTan[-1, 0], ArcTan[-3, 4], ArcTan[0, -2]}
{Pi/4, Pi, Pi - ArcTan[4/3], -1/2*Pi}

>> {ArcSin[Sin[10]], ArcCos[Cos[7]], ArcTan[Tan[1]]}
{-10 + 3*Pi, 7 - 2*Pi, 1}

>> {ArcTanh[1], ArcCosh[1], ArcSinh[0], ArcCoth[0], ArcCosh[1/2]}
{Infinity, 0, 0, I/2*Pi, I/3*Pi}

(* Logarithms *)
>> {Log[1], Log[E], Log[E^2], Log[0], Log[-1], Log[I], Log[1/2], Log[-2]}
{0, 1, 2, -Infinity, I*Pi, I/2*Pi, -Log[2], I*Pi + Log[2]}

>> {Log[2, 8], Log[4, 8], Log[10, 1/100], Log[b, x], Log2[1024], Log10[1000]}
{3, 3/2, -2, Log[x]/Log[b], 10, 3}

(* Infinities *)
>> {Tanh[Infinity], ArcTan[Infinity], Sin[Infinity], Exp[-Infinity], Log[Infinity], Sinc[0]}
{1, Pi/2, Interval[{-1, 1}], 0, Infinity, 1}

(* Numbers: machine, complex, many digits *)
>> {Sin[1.], Log[2.], Exp[1. + I]}
{0.8414709848078965, 0.6931471805599453, 1.4686939399158851 + 2.2873552871788423*I}

(* On the branch cut: Pi/2 - I Log[2 + Sqrt[3]] *)
>> {Re[ArcSin[2.]] == N[Pi/2], Im[ArcSin[2.]] == -Log[2 + Sqrt[3.]], Im[ArcTanh[2.]] < 0}
{True, True, True}

>> Round[10^40 N[Sin[1], 45]]
8414709848078965066525023216302989996226

(* Precision follows from the derivative. *)
>> {Precision[Exp[N[1, 30]]], Precision[N[Sin[1], 40]], Round[1000 Precision[Log[N[2, 30]]]]}
{30., 40., 29841}

>> N[{Pi, E, EulerGamma, Catalan, GoldenRatio}, 20][[1]]
3.1415926535897932384626433832795028842`20.
