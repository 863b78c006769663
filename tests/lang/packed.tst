(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Packed arrays are lists to the user: the same results, whatever the representation. *)
>> Total[Range[1000]^2]
333833500
>> Take[2 Range[300] - 1/2, 3]
{3/2, 7/2, 11/2}
>> x = N[Range[300]]; {x[[3]], Total[x + x*x], (Sin[x] - Table[Sin[N[i]], {i, 300}]) === Table[0., {300}]}
{3., 9.0902*^6, True}
>> Max[2^62 - 1 + Range[300]]
4611686018427388203
>> Sqrt[N[Range[-1, 300]]][[1 ;; 3]]
{0. + 1.*I, 0., 1.}
>> x = Range[300]; y = x; x[[1]] = a; {x[[1]], y[[1]], Length[x], Head[x]}
{a, 1, 300, List}
>> Range[300] === Table[i, {i, 300}]
True
>> MatchQ[Range[300], {1, __Integer}]
True
>> Cases[Range[300], n_ /; n > 298]
{299, 300}
>> Map[f, Range[300]][[2]]
f[2]
