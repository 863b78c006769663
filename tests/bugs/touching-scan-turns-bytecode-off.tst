(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A statement in a file of lib/ took Scan for a name that the file defines: touching it loaded the file, and made
   the evaluator run everything by the tree. *)
>> Scan[f, {1}]; k[x_] := x + 1; k[1]; StringContainsQ[ToString[Disassemble[k]], "RETURN"]
True
