(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A packed list of positions was taken for one, and those that were found were read from lists made for it, which nothing
   kept but pointers into their middle. *)

>> Total[ReplacePart[ConstantArray[0, {600, 2}], Table[{i, 1 + Mod[i, 2]}, {i, 600}] -> 1], 2]
600

>> Total[Delete[ConstantArray[1, {600, 2}], Table[{i, 1}, {i, 600}]], 2]
600

>> {Total[MapAt[f, Range[600], Table[{i}, {i, 600}]] /. f[x_] :> 1], Extract[Range[600] + 1, Table[{i}, {i, 600}]] === Range[600] + 1}
{600, True}
