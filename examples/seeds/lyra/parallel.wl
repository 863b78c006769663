(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The same in parallel, with and without a fallback. *)

expensiveFunction[x_] := Length[FactorInteger[x]]
largeList = Range[2, 40];

(* Simple replacement *)
results = ParallelMap[expensiveFunction, largeList]

(* With error handling *)
results = TryCatch[
    ParallelMap[expensiveFunction, largeList],
    error -> {
        Print["Parallel execution failed: ", error];
        Map[expensiveFunction, largeList]  (* Fallback *)
    }
]

Print[results === Map[expensiveFunction, largeList]];
Print[results];
