(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Module's variable is a symbol, in Hold too; With puts in the value. *)
>> f[a_] := Module[{v = a}, Hold[v]]; {MatchQ[f[3], Hold[_Symbol]], ReleaseHold[f[3]]}
{True, 3}

>> g[a_] := Module[{v = a}, With[{w = v}, Hold[w]]]; g[3]
Hold[3]

(* A function that holds its arguments gets the symbol as well. *)
>> SetAttributes[hold, HoldAll]; k[a_] := Module[{v = a}, hold[v + 1]]; MatchQ[k[3], HoldPattern[hold[_Symbol + 1]]]
True
