(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What is to be made parallel. *)

expensiveFunction[x_] := Length[FactorInteger[x]]
largeList = Range[2, 40];

(* Sequential code *)
results = Map[expensiveFunction, largeList]

(* Check for independence *)
(* ✓ No shared state between iterations *)
(* ✓ No order dependencies *)
(* ✓ Computation cost > parallelization overhead *)

Print[results];
