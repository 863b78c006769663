(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A list in chunks, mapped and added up in parallel. *)

expensiveFunction[x_] := Mod[x^2, 7]
Add[a_, b_] := a + b

(* Automatically determine chunk size *)
data = Range[1, 1000000]
chunkSize = CalculateOptimalChunkSize[Length[data], ThreadCount[]]

(* Parallel map with chunking *)
chunks = Partition[data, chunkSize]
mappedChunks = ParallelMap[
    Function[chunk, Map[expensiveFunction, chunk]],
    chunks
]
result = Flatten[mappedChunks]

(* Tree-based parallel reduce *)
result = ParallelReduce[Add, result]

Print[result, " ", result === Total[Mod[Range[10^6]^2, 7]]];
Print[IntegerQ[chunkSize] && 1 <= chunkSize <= 10^6];
