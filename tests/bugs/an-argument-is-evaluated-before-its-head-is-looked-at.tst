(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What applies a function to parts of a held expression evaluated them, though the function holds its arguments, and
   evaluated them again where the function was none that has bytecode. *)

>> SetAttributes[held, HoldAll]; seen = {}; note[x_] := (AppendTo[seen, x]; x)

>> Scan[held, Hold[note[1], note[2]]]; seen
{}

>> Select[Hold[note[3], note[4]], held]
Hold[]

>> Fold[held, 1, Hold[note[5], note[6]]]
held[held[1, note[5]], note[6]]

>> seen
{}

>> all[___] := Null; Scan[all, Hold[note[7], note[8]]]; seen
{7, 8}

>> seen = {}; unknown /: mark[unknown] = 1; Scan[all, Hold[(note[9]; unknown)]]; seen
{9}

>> seen = {}; two[x_] := x; Scan[two, Hold[(note[10]; Sequence[1, 2])]]; seen
{10}
