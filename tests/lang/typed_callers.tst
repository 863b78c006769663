(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What calls a function for each element or step has typed code of its own accord; nothing of that is to be seen. *)

(* an integer that becomes a long one, and comes back *)
>> NestWhileList[2 # &, 1, # < 2^66 &, 1, 100] // Last
73786976294838206464

>> NestWhile[If[# > 2^70, 1, 3 #] &, 2, # != 1 &]
1

>> FoldWhile[Times, 1, Range[100], # < 10^40 &]
10333147966386144929666651337523200000000

>> Count[Range[100], _?(2^# > 2^90 &)]
10

>> Total[Array[2^# &, 80]]
2417851639229258349412350

>> SortBy[{2^64, 3, -2^70, 1}, -# &]
{18446744073709551616, 3, 1, -1180591620717411303424}

(* 1 stays 1 among reals *)
>> MapIndexed[#1 First[#2] &, {1, 2., 3}]
{1, 4., 9}

>> Array[If[# > 38, 1/#, #] &, 40][[-3 ;;]]
{38, 1/39, 1/40}

>> Union[Head /@ Array[If[# < 20, #, # + 0.5] &, 40]]
{Integer, Real}

>> Outer[Plus, {1, 2.}, {1, 1/2}]
{{2, 3/2}, {3., 2.5}}

>> MapThread[#1^#2 &, {Range[4], {0, -1, 2, 1/2}}]
{1, 1/2, 9, 2}

>> FixedPointList[Floor[#/2] &, 40]
{40, 20, 10, 5, 2, 1, 0, 0}

>> FixedPoint[N[Cos[#]] &, 1]
0.7390851332151607

>> FixedPointList[#/2 &, 8., SameTest -> (Abs[#1 - #2] < 1 &)]
{8., 4., 2., 1., 0.5}

>> NestWhileList[# + 1 &, 0, Unequal, 2, 3]
{0, 1, 2, 3}

(* messages and effects in their order *)
>> Array[If[# == 35, ToString[#, 1], #] &, 36][[-2 ;;]]
ToString::fmtval: 1 is not a valid format type.
{ToString[35, 1], 36}

>> seen = {}; SortBy[Range[40], (If[# == 38, AppendTo[seen, #]]; -#) &][[;; 2]]
{40, 39}

>> seen
{38}

>> g = 1; SortBy[Range[50], (If[# == 10, g = -1]; g #) &][[{1, 2, -1}]]
{50, 49, 9}

>> Catch[NestWhile[If[# > 100, Throw[#], # + 1] &, 0, # >= 0 &]]
101

(* a function is redefined on the way *)
>> step[x_] := x + 1; NestWhile[(If[# == 50, step[x_] := x + 10]; step[#]) &, 0, # < 100 &]
100

>> AllTrue[Join[Range[100], {a}], # > 0 &]
a > 0

>> Sort[Range[10], Mod[3 #1, 11] < Mod[3 #2, 11] &]
{4, 8, 1, 5, 9, 2, 6, 10, 3, 7}

>> MinimalBy[Range[-40, 40], #^2 &]
{0}

>> TakeLargestBy[Range[-40, 40], 2 # - #^2 &, 3]
{1, 0, 2}

>> Map[MapIndexed[First[#2] #1 &, #] &, {{}, {5}, Range[3]}]
{{}, {5}, {1, 4, 9}}

>> {Array[# &, 0], Outer[Times, {}, {1}], MapThread[Plus, {{}, {}}], SortBy[{}, # &], NestWhileList[# &, 1, False &]}
{{}, {}, {}, {}, {1}}

(* constants among machine numbers *)
>> Map[# - Table[2 Pi x/3, {x, N[Range[40]]}][[Round[3 #/(2 Pi)]]] &, Table[2 Pi x/3, {x, N[Range[40]]}]] // Union
{0.}

>> {E^-3., Exp[-3.]} // Differences
{0.}

>> Max[Abs[Map[E^-# &, N[Range[40]]] - Map[Exp[-#] &, N[Range[40]]]]]
0.

>> Map[#^1.5 &, {0, 0., 4.}]
{0, 0., 8.}

>> Map[(# - #)^3 &, {1. + 2. I}]
{0. + 0.*I}

(* functions that hold an expression *)
>> integrand = x^2; NIntegrate[integrand, {x, 0, 3}]
9.

>> delayed := x^2; NIntegrate[delayed, {x, 0, 3}]
9.

>> x = 5; NIntegrate[x, {x, 0, 1}]
0.5

>> {x, NIntegrate[t$, {t$, 0, 1}]}
{5, 0.5}

>> Clear[x]; NIntegrate[If[x > 1/2, 1, 0] x, {x, 0, 1}] - 0.375 // Chop
0

>> NIntegrate[E^(-x^2) + Sin[Pi x]/2, {x, -Infinity, Infinity}] // Quiet // NumberQ
True
