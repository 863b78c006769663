(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What is measured of a parallel computation. The numbers differ from run to run; profiling.sed takes them out. *)

largeDataset = Range[200];
complexFunction[x_] := Total[Table[Mod[x k, 11], {k, 200}]]

(* Enable detailed profiling *)
EnableConcurrencyProfiling[
    includeCallStacks -> True,
    sampleInterval -> Microseconds[100],
    outputFormat -> "FlameGraph"
]

(* Profile specific operation *)
profile = ProfileConcurrent[
    ParallelMap[complexFunction, largeDataset]
]

Print["Execution time: ", profile["totalTime"]]
Print["CPU utilization: ", profile["cpuUtilization"]]
Print["Memory bandwidth: ", profile["memoryBandwidth"]]
Print["Cache miss rate: ", profile["cacheMissRate"]]

Print[Length[profile["Result"]]];
