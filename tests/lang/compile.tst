(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Compile: types, values, what has no machine number, what the evaluator does. *)
>> f = Compile[{x}, x^2 + 1];
>> f[3]
10.

>> f[1/2]
1.25

>> f[Pi] == N[Pi]^2 + 1
True

>> {Head[f], f}
{CompiledFunction, CompiledFunction[{x}, x^2 + 1, -CompiledCode-]}

>> Attributes[Compile]
{HoldAll, Protected}

(* An argument that is none of the type: the function as it is. *)
>> f[a]
CompiledFunction::cfsa: Argument a at position 1 should be a machine-size real number.
1 + a^2

>> Compile[{{n, _Integer}}, n + 1][2.5]
CompiledFunction::cfsa: Argument 2.5 at position 1 should be a machine-size integer.
3.5

>> Compile[{{v, _Real, 1}}, Length[v]][{{1, 2}}]
CompiledFunction::cfta: Argument {{1, 2}} at position 1 should be a rank 1 tensor of machine-size real numbers.
1

>> Quiet[f[1, 2] === Hold[f][1, 2]]
False

>> Length[f[1, 2]]
CompiledFunction::cfct: Number of arguments 2 does not match the length 1 of the argument template.
2

>> Compile[{x}, x, RuntimeOptions -> {"EvaluateSymbolically" -> False}][y] // Head // Head
CompiledFunction

(* Integers that do not fit, roots that are not real, divisions by zero: by the evaluator. *)
>> g = Compile[{{n, _Integer}}, n^2];
>> g[3]
9

>> Quiet[g[10^10]]
100000000000000000000

>> Check[g[10^10], $Failed, CompiledFunction::cfn]
CompiledFunction::cfn: Numerical error encountered at instruction 1; proceeding with uncompiled evaluation.
$Failed

>> Compile[{x}, Sqrt[x], CompilationTarget -> "C"][-4]
CompiledFunction::cfne: Numerical error encountered; proceeding with uncompiled evaluation.
0. + 2.*I

>> Quiet[Compile[{x}, 1/x][0]]
ComplexInfinity

>> Quiet[Compile[{x}, Exp[x]][1000]] > 10^400
True

>> Compile[{x}, Sqrt[x], RuntimeOptions -> {"WarningMessages" -> False}][-4]
0. + 2.*I

(* Types. *)
>> Compile[{{z, _Complex}}, z^2][1 + 2 I]
-3. + 4.*I

>> Compile[{{z, _Complex}}, {Re[z], Im[z], Abs[z]}][3 + 4 I]
{3., 4., 5.}

>> Compile[{x, {b, True | False}}, If[b, x, -x]][2, False]
-2.

>> Compile[{x, y}, x < y][1, 2]
True

>> Compile[{{n, _Integer}}, If[n > 0, 1, 2.5]][1]
1.

>> Compile[{{n, _Integer}}, n/2][3]
1.5

>> Compile[{{m, _Integer, 2}}, m[[2, 1]] + m[[-1, -1]]][{{1, 2}, {3, 4}}]
7

>> Compile[{{n, _Integer}}, Module[{s = 0}, s = 1.5; s]][1]
Compile::cset: Variable s of type machine-size integer encountered in assignment of type machine-size real number.
1.5

>> Compile[{{n, _Integer}}, n = 3; n][1]
Compile::argset: The assignment to n is illegal; it is not valid to assign a value to an argument.
Set::setraw: Cannot assign to raw object 1.
1

>> Compile[{{n, _Integer}}, Module[{t}, If[n > 0, t = n]; t]][1]
Compile::initvar: The variable t has not been initialized or has been initialized to Null.
1

>> Compile[{1}, x]
Compile::comscv: The variable specification 1 should be a symbol, or a list of a symbol, a type and a rank.
Compile[{1}, x]

(* Elementary functions and rounding. *)
#near 1e-12
>> Compile[{x}, {Sin[x], Cos[x], Tan[x], ArcTan[x], Exp[x], Log[x], Sqrt[x], x^x}][2] - {Sin[2.], Cos[2.], Tan[2.], ArcTan[2.], Exp[2.], Log[2.], Sqrt[2.], 4.}
{0., 0., 0., 0., 0., 0., 0., 0.}

>> Compile[{x}, {Floor[x], Ceiling[x], Round[x], IntegerPart[x], Sign[x], UnitStep[x]}][-2.5]
{-3, -2, -2, -2, -1, 0}

>> Compile[{{a, _Integer}, {b, _Integer}}, {Mod[a, b], Quotient[a, b], Min[a, b], Max[a, b], GCD[a, b], BitAnd[a, b], BitXor[a, b]}][-7, 3]
{2, -3, -7, 3, 1, 1, -6}

>> Compile[{x, y}, {Mod[x, y], ArcTan[x, y]}][-1, 0.75] == {Mod[-1, 0.75], ArcTan[-1, 0.75]}
True

>> Compile[{{n, _Integer}}, {BitShiftLeft[n, 3], BitShiftRight[n, 1], BitNot[n], Boole[n > 2]}][5]
{40, 2, -6, 1}

(* Control. *)
>> Compile[{{n, _Integer}}, Module[{s = 0}, Do[s += i^2, {i, n}]; s]][10]
385

>> Compile[{{n, _Integer}}, Module[{i = 0, s = 0}, While[True, i++; If[i > n, Break[]]; If[OddQ[i], Continue[]]; s += i]; s]][10]
30

>> Compile[{{n, _Integer}}, Module[{s = 1}, For[i = 1, i <= n, i++, s *= 2]; s]][3]
8

>> i = 7;
>> Compile[{{n, _Integer}}, Module[{s = 0}, Do[Do[If[j > i, Break[]]; s++, {j, n}], {i, n}]; s]][4]
10

>> Clear[i]
>> Compile[{{n, _Integer}}, Module[{i = 0}, While[True, i++; If[i^2 > n, Return[i]]]]][50]
8

>> Compile[{x}, If[x > 0, Return[1.]]; 2.] /@ {1, -1}
{1., 2.}

>> Compile[{x}, Which[x < 0, -1, x == 0, 0, True, 1]] /@ {-2., 0., 5.}
{-1, 0, 1}

>> Compile[{x}, 0 < x < 1 || x > 5 && ! (x == 7)] /@ {0.5, 2, 6, 7}
{True, False, True, False}

>> Compile[{x, y}, Module[{a = x, b = y}, {a, b} = {b, a}; a - b]][1, 5]
4.

>> Compile[{x}, With[{y = x + 1, f = Sin}, f[y] - Sin[x + 1]]][1]
0.

>> Compile[{{n, _Integer}}, Module[{k = n}, {k++, ++k, k--, k, k -= 5}]][1]
{1, 3, 3, 2, -3}

(* Arrays. *)
>> Compile[{{v, _Real, 1}}, Module[{w = v}, Do[w[[i]] = w[[i]]^2, {i, Length[w]}]; Join[v, w]]][{1, 2, 3}]
{1., 2., 3., 1., 4., 9.}

>> Compile[{{n, _Integer}}, Module[{v = Table[0, {n}], w}, w = v; v[[1]] = 5; {v[[1]], w[[1]]}]][3]
{5, 0}

>> Compile[{{m, _Real, 2}}, Module[{w = m}, w[[1, 2]] += 10; w[[2]] = {7, 8}; w]][{{1, 2}, {3, 4}}]
{{1., 12.}, {7., 8.}}

>> Compile[{{n, _Integer}}, Module[{v = {1}}, Do[AppendTo[v, 2 i], {i, n}]; v]][4]
{1, 2, 4, 6, 8}

>> Compile[{{v, _Real, 1}}, {Total[v], Max[v], Min[v], v.v, Length[v]}][{1, 5, 2}]
{8., 5., 1., 30., 3.}

>> Compile[{{v, _Real, 1}, x}, 2 v + x v^2 - Sin[v] + Sin[v]][{1, 2}, 10]
{12., 44.}

>> Compile[{{v, _Integer, 1}}, {Reverse[v], Sort[v], Accumulate[v]}][{3, 1, 2}]
{{2, 1, 3}, {1, 2, 3}, {3, 4, 6}}

>> Compile[{{m, _Real, 2}, {v, _Real, 1}}, m.v + Transpose[m].v][{{1, 2}, {3, 4}}, {1, 1}]
{7., 13.}

>> Compile[{{n, _Integer}}, Table[i + 0.5 j, {i, n}, {j, i}]][2]
CompiledFunction::cflist: Nontensor object generated; proceeding with uncompiled evaluation.
{{1.5}, {2.5, 3.}}

>> Compile[{{n, _Integer}}, Table[x^2, {x, 0, 1, 0.25}]][0]
{0., 0.0625, 0.25, 0.5625, 1.}

>> Quiet[Compile[{{v, _Real, 1}}, v[[5]]][{1, 2}]]
{1., 2.}[[5]]

>> Compile[{{v, _Real, 1}}, v[[2 ;; 3]]][{1, 2, 3}]
{2., 3.}

>> Compile[{{n, _Integer}}, {Range[n], ConstantArray[2, n], Range[2, 2 n, 2]}][3]
{{1, 2, 3}, {2, 2, 2}, {2, 4, 6}}

(* Functions of functions. *)
>> Compile[{{n, _Integer}}, {Nest[# + 1 &, 0, n], Fold[#1 + 2 #2 &, 0, Range[n]]}][4]
{4, 20}

>> Compile[{x}, NestList[0.5 # &, x, 3]][8]
{8., 4., 2., 1.}

>> Compile[{x}, FixedPoint[(# + x/#)/2 &, x]][2] == Sqrt[2.]
True

>> Compile[{x}, NestWhile[#/2 &, x, # > 1 &]][5]
0.625

>> Compile[{{v, _Real, 1}}, Join[Map[#^2 &, v], Select[v, # > 1 &]]][{1, 2, 3}]
{1., 4., 9., 2., 3.}

>> Compile[{{v, _Real, 1}}, FoldList[Plus, 0, v]][{1, 2}]
{0., 1., 3.}

>> Compile[{{v, _Real, 1}}, Plus @@ v + Max @@ v][{1, 2}]
5.

>> Compile[{{n, _Integer}}, Array[#1 - #2 &, {n, n}]][2]
{{0, -1}, {1, 0}}

>> Compile[{{n, _Integer}}, {Sum[i^2, {i, n}], Product[i, {i, n}]}][5]
{55, 120}

(* What the evaluator does, and other compiled functions. *)
>> h[x_] := x + 0.5
>> Compile[{x}, 2 h[x] + 1][2]
6.

>> k[x_] := "s"
>> Compile[{x}, 2 k[x]][2]
CompiledFunction::cfse: Compiled expression s should be a machine-size real number.
CompiledFunction::cfex: Could not complete external evaluation at instruction 1; proceeding with uncompiled evaluation.
2*s

>> q[x_] := {x, 2 x}
>> Compile[{x}, Total[q[x]], {{q[_], _Real, 1}}][2]
6.

>> fib = Compile[{{n, _Integer}}, If[n < 2, n, fib[n - 1] + fib[n - 2]], {{fib[_], _Integer}}];
>> fib[20]
6765

>> With[{f = f}, Compile[{x}, f[x] + f[2 x]]][1]
7.

>> Compile[{x}, f[x] + f[2 x]][1]
7.

>> c = 0; Compile[{x}, c = c + x; c][5]; c
5.

(* Listable. *)
>> l = Compile[{x, y}, x + 10 y, RuntimeAttributes -> {Listable}];
>> {l[1, 2], l[{1, 2}, 3], l[{1, 2}, {3, 4}], l[{{1}, {2}}, {1, 2}]}
{21., {31., 32.}, {31., 42.}, {{11.}, {22.}}}

>> Length[l[{1, 2}, {1}]]
Thread::tdlen: Objects of unequal length in CompiledFunction[{x, y}, x + 10*y, -CompiledCode-][{1, 2}, {1}] cannot be combined.
2

(* Interrupts reach loops. *)
>> TimeConstrained[Compile[{{n, _Integer}}, Module[{i = 0}, While[True, i = Mod[i + 1, n]]; i]][5], 0.1, "late"]
late

(* Written out and read again it is the same function. *)
>> ToExpression[ToString[f, InputForm]][3]
10.

>> CompiledFunction[1, 2, 3][4]
CompiledFunction[1, 2, 3][4]

>> CompiledFunction[{_Real}, {-1}, {}, {}, Function[{x}, x]][4]
CompiledFunction[{x}, x, -CompiledCode-][4]
