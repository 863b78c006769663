(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The eight queens: all ways to put n queens on a board so that none attacks another. *)

(* A solution lists the column of the queen in each row; add a row where it is safe. *)
safe[placed_, column_] := And @@ MapIndexed[
  With[{distance = Length[placed] + 1 - First[#2]}, #1 != column && Abs[#1 - column] != distance] &, placed]

queens[0, n_] := {{}}
queens[row_, n_] := Flatten[
  Function[placed, Append[placed, #] & /@ Select[Range[n], safe[placed, #] &]] /@ queens[row - 1, n], 1]

Print["solutions for boards of 1 to 6: ", Table[Length[queens[n, n]], {n, 6}]];

board[columns_] := StringRiffle[
  Table[StringJoin[Table[If[c == q, "Q ", ". "], {c, Length[columns]}]], {q, columns}], "\n"]
Print[board[First[queens[6, 6]]]];
