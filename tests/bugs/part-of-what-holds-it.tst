(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A part of what holds it is evaluated when it is taken out, in a loop as well, where its variable still has a value. *)
>> held[a_] := Table[Hold[1, {a, j}][[2]], {j, 2}]; held[7]
{{7, 1}, {7, 2}}

>> stays[a_] := Table[If[j, 1, {a, j}][[3]], {j, 2}]; stays[7]
{{7, 1}, {7, 2}}

>> at[k_] := Table[Hold[j^2, j + 1][[k]], {j, 3}]; {at[1], at[2], at[-1]}
{{1, 4, 9}, {2, 3, 4}, {2, 3, 4}}

>> test[] := Module[{list = Hold[x]}, x = 5; IntegerQ[list[[1]]]]; test[]
True
