(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Switch and Which in functions, which have instructions for them. *)
>> f[a_] := Switch[a, 1, "one", 2.5, "real", "s", str, True, yes, _Integer, int, _List, list, x | y, alt, z_ /; z > 100., big, {___}, no, _, other]
>> Map[f, {1, 2.5, "s", True, 7, {1}, Range[300], x, y, 200.5, q, 1/2, 1.}]
{one, real, str, yes, int, list, list, alt, alt, big, other, other, other}

(* Without a form that matches it stays, and its values are held. *)
>> g[a_] := Switch[a, 1, 2, 3, 1 + 3]; {g[1], g[3], g[7]}
{2, 4, Switch[7, 1, 2, 3, 1 + 3]}

>> h[a_] := Module[{u = q}, Switch[a, 1, u, 2, u + 1]]; {h[1], h[2], MatchQ[h[3], HoldPattern[Switch[3, 1, _Symbol, 2, _Symbol + 1]]]}
{q, 1 + q, True}

(* A form may be a local, and is evaluated when it is its turn. *)
>> k[a_, p_] := Switch[a, p, yes, _, no]; {k[3, _Integer], k[x, _Integer], k[5, 5]}
{yes, no, yes}

>> s[x_] := Switch[Print[e]; x, Print[1]; 1, a, Print[2]; 3, b, Print[3]; 4, c]; s[3]
e
1
2
b

(* A wrong number of arguments. *)
>> w[a_] := Switch[a, 1]; w[5]
Switch::argct: Switch called with 2 arguments. Switch must be called with an odd number of arguments.
Switch[5, 1]

(* Exits go out of the loop around it, and assignments stay. *)
>> m[n_] := Module[{s = 0}, Do[s += Switch[Mod[i, 3], 0, 1, 1, 10, _, 100], {i, n}]; s]; m[10]
343

>> l[n_] := Module[{i = 0}, While[True, i++; Switch[i, n, Break[], _?EvenQ, Continue[]]]; i]; {l[6], l[7]}
{6, 7}

>> b[n_] := Catch[Do[Switch[i, n, Throw[i], _, Null], {i, 9}]]; b[4]
4

>> o[x_] := Module[{v}, Switch[x, 1, v = 5, 2, v = 6]; v]; {o[1], o[2], Head[o[3]]}
{5, 6, Symbol}

(* Which tries one test after another, and is Null if none holds. *)
>> p[x_] := Which[Print[1]; x > 3, a, Print[2]; x > 2, b, Print[3]; x > 1, c]; {p[3], p[0]}
1
2
1
2
3
{b, Null}

>> r[x_, y_] := Module[{t = 0}, Which[x > y, t = 1, x == y, t = 2, True, t = 3]; t]; {r[2, 1], r[1, 1], r[1, 2]}
{1, 2, 3}

(* What And leaves open holds the rest. *)
>> n[x_] := Module[{v = x}, v > 0 && Which[v > c, v]]; MatchQ[n[2], HoldPattern[Which[2 > c, _Symbol]]]
True

>> t[x_] := Module[{v = x}, Catch[If[v > c, v]]]; MatchQ[t[2], HoldPattern[If[2 > c, _Symbol]]]
True
