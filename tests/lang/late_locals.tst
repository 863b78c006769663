(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Module's variables without a first value, in functions that are compiled. *)

>> f[in_] := Module[{a, b}, If[in > 0, a = 1; b = 2, a = 2; b = 0]; a + b]; {f[1], f[-1]}
{3, 2}

>> f[in_] := Module[{a}, If[in > 0, a = 1, a = 2]; a]; StringQ[ToString[f[x]]] && StringStartsQ[ToString[f[x]], "a$"]
True

>> f[in_] := Module[{a}, If[in > 0 && (a = in) < 5, a, "no"]]; f /@ {1, 7, -1}
{1, no, no}

>> f[in_, q_] := Module[{a}, If[q && (a = in) < 5, 10, 20]]; {f[1, True], f[7, True], f[1, False], f[1, u]}
{10, 20, 20, If[u, 10, 20]}

>> f[in_] := Module[{v, s = 0, k = 0}, While[(v = k++) < in, s += v]; {s, v}]; f[10]
{45, 10}

>> f[in_] := Module[{a}, While[in > 100, a = 1]; 7]; {f[1], f[x]}
{7, 7}

>> f[n_] := Module[{a, unused}, a = n; a^2]; f[3]
9

>> f[n_] := Module[{last}, Do[last = k, {k, n}]; last]; {f[3], Head[f[0]]}
{3, Symbol}

>> f[n_] := Module[{v}, While[True, If[n > 0, Break[]]; v = 1]; v]; Head[f[1]]
Symbol

>> f[l_] := Module[{i, x}, For[i = 1, i <= Length[l], i++, x = l[[i]]; If[x > 2, Return[{i, x}]]]; i]; {f[{1, 2, 3, 4}], f[{1}]}
{3, 2}

(* A local of a scope in a loop is no variable of the session. *)
>> Do[Module[{n}, For[n = 0, n < 2, n++, If[False, n]]; If[{} == 12, Break[]]], {3}]; f[x_] := x; f[Do[Module[{n}, n = 1; n++; n += 2; If[n != 4, Print[n]]], {3}]]
Null

(* An If that stays shows the variables of Module around it, which keep their values. *)
>> f[t_] := Module[{u = 7, w}, w = t + 1; If[t > 0, u + w, w]]; r = f[x]; {FreeQ[r, 7], r /. x -> 3, r /. x -> -3, f[1], f[-1]}
{True, 8 + x, 1 + x, 9, 0}

>> h[t_] := Module[{a = 1}, a = a + 1; If[t, a, -a]]; s = h[z]; {s /. z -> True, s /. z -> False, h[True]}
{2, -2, 2}

(* A variable of Module's in what stays is its symbol, also where a loop that has no code of its own leaves it there, and
   the same symbol each time. *)
>> open[a_] := Module[{u = 5}, Sum[Which[a >= i, u, i != i, i], {i, 2}]]; Count[open[{9, 8}], s_Symbol /; StringMatchQ[ToString[Unevaluated[s]], "u$" ~~ __], {0, Infinity}]
2

>> each[a_] := Module[{u = 5}, Table[If[a >= i, u], {i, 3}]]; Length[Union[Cases[each[{9, 8}], If[_, s_] :> HoldForm[s]]]]
1

>> both[a_] := Module[{u = 5}, {If[a > 1, u], u++, If[a > 2, u], u}]; MatchQ[both[z], {If[z > 1, s_], 5, If[z > 2, s_], 6}]
True
