(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A repeated pattern that is a choice took stack for each element: in a task ten thousand of them were too many, and so SparseArray ended there. *)

>> Await[Spawn[SparseArray[Table[{i, i} -> 1, {i, 10^4}]]["Dimensions"]]]
{10000, 10000}

>> {MatchQ[Range[10^6], {(_Integer | _Real)..}], MatchQ[Append[Range[10^6], x], {(_Integer | _Real)..}]}
{True, False}

>> {MatchQ[Table[{i, x}, {i, 10^5}], {{_, ___}..}], MatchQ[{1, 1, 2}, {(x : (1 | 2))..}], Replace[{1, 1, 2}, {x : (1 | 2)..} :> {x}]}
{True, False, {1, 1, 2}}
