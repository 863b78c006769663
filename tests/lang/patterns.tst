(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Blanks, names, sequences. *)
>> {MatchQ[3, _Integer], MatchQ[3, _String], MatchQ[f[1], _f], MatchQ[{}, {___}], MatchQ[{}, {__}]}
{True, False, True, True, False}

>> {1, 2, 3} /. {x_, y__} :> {{x}, {y}}
{{1}, {2, 3}}

>> {1, 2, 3} /. {x__, y__} :> {{x}, {y}}
{{1}, {2, 3}}

>> {1, 2, 3} /. {Longest[x__], y__} :> {{x}, {y}}
{{1, 2}, {3}}

>> f[a, b, a] /. f[x_, y_, x_] :> {x, y}
{a, b}

>> ReplaceList[{a, b, c}, {x__, y__} :> {{x}, {y}}]
{{{a}, {b, c}}, {{a, b}, {c}}}

>> MatchQ[{1, 1, 2}, {Repeated[1, {2}], 2}]
True

>> MatchQ[{a, b, a, b}, {PatternSequence[a, b] ..}]
True

>> Cases[{1, "a", 2.5, x}, Except[_Integer]]
{a, 2.5, x}

>> Cases[{1, f[2], g[3]}, f[x_] | g[x_] :> x]
{2, 3}

(* A name that its alternative does not bind stands for nothing. *)
>> h[1] /. h[x : 1] | h[y : 2] :> {x, y}
{1}

>> MatchQ[{1, 2, 3}, {x__Integer} /; Total[{x}] == 6]
True

>> MatchQ[{2, 4}, {__?EvenQ}]
True

>> Verbatim[x_] === Verbatim[x_]
True

>> {x_, 3} /. Verbatim[x_] -> y
{y, 3}

(* Defaults. *)
>> g[x_, n_: 2] := x^n; {g[a], g[a, 3]}
{a^2, a^3}

>> a /. x_. + y_ :> {x, y}
{0, a}

>> x^3 /. x^n_. :> n
3

>> x /. x^n_. :> n
1

>> Default[d] = 7; d[x_.] := {x}; d[]
{7}

(* Flat and Orderless. *)
>> SetAttributes[o, Orderless]; MatchQ[o[c, b, 1], o[_Integer, __Symbol]]
True

>> a + b + c /. a + c -> d
b + d

>> SetAttributes[fl, Flat]; fl[1, 2, 3] /. fl[1, 2] -> x
fl[x, 3]

(* Heads that are Verbatim match in order. *)
>> ReplaceList[a + b + c, Verbatim[Plus][___, x_, y_, ___] -> {x, y}]
{{a, b}, {b, c}}

>> MatchQ[<|"a" -> 1, "b" -> 2|>, KeyValuePattern["b" -> _Integer]]
True

>> HoldPattern[1 + 1] /. HoldPattern[x_] -> y
y

(* Conditions around the right side, and the rules that they make different. *)
>> k[_] := a /; b; k[_] := a /; c; k[_] := With[{}, a /; c]; k[_] := With[{z = 2}, b /; c]; Length[DownValues[k]]
4

>> k[_] := e /; c; Length[DownValues[k]]
4

>> Replace[{1, {2}}, n_Integer :> -n, {2}]
{1, {-2}}

>> 5 /. x
ReplaceAll::reps: {x} is neither a list of replacement rules nor a valid dispatch table, and so cannot be used for replacing.
5 /. x
