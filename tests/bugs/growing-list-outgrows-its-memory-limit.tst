(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The list was copied into a longer one whether there was room for both or not, and memory that was free in pieces
   counted for nothing. *)

>> MemoryConstrained[l = {}; Do[AppendTo[l, i], {i, 10^8}], 40 10^6, large]
large

>> l === Range[Length[l]]
True

>> l =.; MemoryConstrained[l = {}; Do[PrependTo[l, i], {i, 10^8}], 40 10^6, large]
large

>> l === Range[Length[l], 1, -1]
True

>> l =.; MemoryConstrained[Await[Spawn[Table[f[i], {i, 10^8}]]], 40 10^6, large][[1]]
MemoryLimit

>> Quiet[MemoryConstrained[ParallelMap[Table[f[i], {i, 10^7}] &, Range[10]], 40 10^6, large]]
large

(* The answer of a child process is memory too. *)
>> {MemoryConstrained[(10^8)!, 40 10^6, large], MemoryConstrained[Expand[(x + y)^100000], 40 10^6, large], MemoryConstrained[IntegerDigits[3^(10^8)], 40 10^6, large]}
{large, large, large}
