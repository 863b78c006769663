(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What a parallel computation gained. The numbers differ from run to run; monitor.sed takes them out. *)

expensiveFunction[x_] := Length[FactorInteger[x]]
largeList = Range[2, 400];

(* Monitor performance *)
profile = ProfileExecution[
    ParallelMap[expensiveFunction, largeList]
]

Print["Speedup: ", profile["speedup"]]
Print["Efficiency: ", profile["efficiency"]]
Print["Bottlenecks: ", profile["bottlenecks"]]

Print[Total[profile["Result"]]];
