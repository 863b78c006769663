(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Many small steps, or fewer large ones. *)

Add[a_, b_] := a + b
ComplexFunction[n_] := digitalRoot[n]
digitalRoot[n_] := Mod[n - 1, 9] + 1

(* Fine-grained: Good for simple operations *)
ParallelMap[Add[#, 1] &, Range[1, 1000000]]

(* Coarse-grained: Good for complex operations *)
chunks = Partition[Range[1, 1000000], 10000]
ParallelMap[Function[chunk, Map[ComplexFunction, chunk]], chunks]

Print[Length[chunks], " chunks"];
small = ParallelMap[Add[#, 1] &, Range[1, 1000000]];
Print[small === Range[2, 1000001]];
large = ParallelMap[Function[chunk, Map[ComplexFunction, chunk]], chunks];
Print[Flatten[large] === Flatten[Table[Range[9], 111112]][[;; 1000000]]];
