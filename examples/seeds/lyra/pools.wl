(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Pools for several kinds of work, each at work at once. *)

coresPerNode = Max[1, Quotient[ThreadCount[], NumaNodeCount[]]];

(* CPU-bound tasks *)
cpuPool = ThreadPool[ThreadCount[]]

(* I/O-bound tasks *)
ioPool = ThreadPool[2 * ThreadCount[]]

(* Mixed workloads *)
mixedPool = ThreadPool[1.5 * ThreadCount[]]

(* NUMA systems *)
numaAwarePools = Table[
    ThreadPool[coresPerNode],
    {node, NumaNodeCount[]}
]

pools = Join[{cpuPool, ioPool, mixedPool}, numaAwarePools];
Print[Length[numaAwarePools] == NumaNodeCount[]];
Print[Union[Head /@ pools]];
Print[DeleteDuplicates[Await[Submit[#, Times, 6, 7] & /@ pools]]];
Close /@ pools;
