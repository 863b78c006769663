(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Conway's game of life on an endless plane: a generation is the list of its living cells. *)

neighbours[{x_, y_}] := DeleteCases[Flatten[Table[{x + i, y + j}, {i, -1, 1}, {j, -1, 1}], 1], {x, y}]

step[cells_] := Module[{counts = Counts[Join @@ (neighbours /@ cells)], alive = AssociationMap[True &, cells]},
  Sort[Keys[Select[Association[KeyValueMap[#1 -> (#2 == 3 || (#2 == 2 && KeyExistsQ[alive, #1])) &, counts]], TrueQ]]]]

show[cells_, size_] := Do[
  Print[StringJoin[Table[If[MemberQ[cells, {row, column}], "#", "."], {column, size}]]], {row, size}]

glider = {{1, 2}, {2, 3}, {3, 1}, {3, 2}, {3, 3}};
generations = NestList[step, glider, 4];
show[First[generations], 5];
Print["after four generations:"];
show[Last[generations], 5];
Print["it moved by ", First[Last[generations]] - First[Sort[glider]]];

blinker = {{2, 1}, {2, 2}, {2, 3}};
Print["the blinker has period ", Length[NestWhileList[step, blinker, Unequal, All]] - 1];
