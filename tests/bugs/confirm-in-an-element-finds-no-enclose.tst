(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* An Enclose around a Parallel function, or around a call of a shared function, was not seen inside: Confirm gave a Failure as an element. *)

>> Enclose[ParallelMap[Confirm[#] &, {1, $Failed, 3}], #["Expression"] &]
$Failed

>> Enclose[ParallelTable[ConfirmBy[i, IntegerQ], {i, {1, 2, x, y}}], #["Expression"] &]
x

>> Enclose[ParallelMap[Confirm[#, Null, t] &, {1, $Failed}], Head, t]
Failure

>> ParallelMap[Enclose[Confirm[#], found &] &, {1, $Failed}]
{1, found}

>> Enclose[ParallelMap[(m = #; Confirm[#]) &, Range[100]], no &] === Range[100]
True

>> SetSharedFunction[f]; f[x_] := Confirm[x, Null, t]; {Enclose[f[$Failed], Head, t], Enclose[f[2], Head, t], f[$Failed]["Tag"]}
{Failure, 2, confirmnotag}
