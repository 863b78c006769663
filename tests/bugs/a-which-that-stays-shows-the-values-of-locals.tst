(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Which holds its arguments: a local variable stays a symbol, as it does in an If. *)
>> f[a_] := Module[{u = q}, Which[a < u, u, a, 1/2]]; MatchQ[f[2], HoldPattern[Which[2 < q, s_Symbol, 2, 1/2]] /; Unevaluated[s] =!= q]
True

(* What came before is gone. *)
>> g[a_] := Which[a < 1, 5, a < z, 6, True, 7]; {g[0], g[2]}
{5, Which[2 < z, 6, True, 7]}

>> h[a_] := Which[a == 1, x, a == 2, y]; {h[1], h[2], h[3], h[s]}
{x, y, Null, Which[s == 1, x, s == 2, y]}

>> k[n_] := Do[Which[i > n, Return[i]], {i, 9}]; k[4]
5
