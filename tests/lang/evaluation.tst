(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The standard sequence: head, arguments, attributes, rules. *)
>> Hold[Evaluate[1 + 1], 2 + 2]
Hold[2, 2 + 2]

>> f[Sequence[1, 2], 3]
f[1, 2, 3]

>> Hold[Sequence[1, 2]]
Hold[1, 2]

>> HoldComplete[Sequence[1, 2], Evaluate[1 + 1]]
HoldComplete[Sequence[1, 2], Evaluate[1 + 1]]

>> Length[Unevaluated[1 + 2 + 3]]
3

>> {1, Nothing, 3, Nothing[4]}
{1, 3}

>> f[Nothing]
f[Nothing]

>> {1, Splice[{2, 3}], 4}
{1, 2, 3, 4}

>> f[Splice[{2, 3}]]
f[Splice[{2, 3}]]

>> f[1, Splice[{2, 3}, f]]
f[1, 2, 3]

>> a = b; b = 5; a
5

>> ReleaseHold[{Hold[1 + 1], HoldForm[2 + 2], HoldComplete[3 + 3]}]
{2, 4, 6}

>> TrueQ[x > 1]
False

>> ValueQ[a]
True

>> ValueQ[neverSeen]
False

>> Head[1/2]
Rational

>> Rational[2, 4]
1/2

>> Complex[3, 4]
3 + 4*I

>> Attributes[Automatic]
{Protected}

(* Up-values before down-values. *)
>> h[u] ^= up; h[x_] := down; {h[u], h[v]}
{up, down}

(* Functions that redefine themselves while they run. *)
>> r[x_] := (r[y_] := second; first); {r[1], r[1]}
{first, second}

>> t[0] = 1; t[n_] := t[n] = n t[n - 1]; {t[5], Length[DownValues[t]]}
{120, 7}

(* What evaluation goes through, shown. *)
>> Trace[2^2 + 1]
{{HoldForm[2^2], HoldForm[4]}, HoldForm[4 + 1], HoldForm[5]}

>> Trace[p + q]
{}

>> k[n_] := n k[n - 1]; k[1] = 1; Trace[k[3], k[n_] -> n]
{HoldForm[3], {HoldForm[2], {HoldForm[1]}}}

>> Inactivate[a1 + b1*c1]
Inactive[Plus][a1, Inactive[Times][b1, c1]]

>> Activate[Inactive[Plus][1, 2] + Inactive[Times][3, 4], Plus]
3 + Inactive[Times][3, 4]

(* Where no rule wants them, arguments stay wrapped; the others are evaluated. *)
>> {{Unevaluated[1 + 1], 2 + 2}, f[Unevaluated[1 + 1], 2 + 2], f[Unevaluated[Sequence[1, 2]], 3 + 4], g[Sequence[1, 2], Unevaluated[1 + 1]]}
{{Unevaluated[1 + 1], 4}, f[Unevaluated[1 + 1], 4], f[Unevaluated[Sequence[1, 2]], 7], g[1, 2, Unevaluated[1 + 1]]}
