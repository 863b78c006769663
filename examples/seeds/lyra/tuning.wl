(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Chunks of a chosen size, and a pool of one's own. *)

expensiveFunction[x_] := Length[FactorInteger[x]]
largeList = Range[2, 40];

(* Tune chunk size *)
results = ParallelMap[
    expensiveFunction, 
    largeList,
    chunkSize -> OptimalChunkSize[largeList, expensiveFunction]
]

(* Use dedicated thread pool *)
pool = ThreadPool[OptimalWorkerCount[]]
results = pool.parallelMap(expensiveFunction, largeList)

Print[results === Map[expensiveFunction, largeList]];
Print[Total[results]];
Close[pool];
