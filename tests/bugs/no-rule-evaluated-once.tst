(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A call that no rule is for is evaluated once: what its conditions print is not printed again where it stays. *)
>> f[a_] := 1 /; (Print["condition"]; False); g[a_Integer, b_] := 2
>> h[a_] := g[f[a], 2]; h[9]
condition
g[f[9], 2]

>> k[a_] := Return[f[a]]; k[9]
condition
f[9]

>> twice[a_] := Module[{x = f[a]}, {x, x}]; twice[9]
condition
{f[9], f[9]}

>> t[a_?(Print["test"]; False &)] := 1; u[a_] := {t[a], 1}; u[3]
test
{t[3], 1}

(* A rule that comes is seen, even one that a condition gives it. *)
>> m[x_] := "even" /; EvenQ[x]; n[x_] := {m[x]}; v = n[1]
{m[1]}

>> m[1] = "one"; v
{one}

>> p[x_] := "never" /; (p[y_] := "given"; False); q[x_] := {p[x]}; w = q[1]; w
{given}
