(* SPDX-License-Identifier: GPL-3.0-or-later

   parallel.wl -- the Parallel functions: what they cost beside the ordinary ones, and how they scale.
   Prints a line a figure: name, seconds of the best of several runs, and for a pair the ratio.  The speed-up
   needs as many idle processors as there are workers. *)

SetAttributes[{best}, HoldAll];
best[e_] := Min[Table[First[AbsoluteTiming[e;]], {5}]];
row[name_, a_, b_] := Print[name, " ", a, " ", b, " ", a/b];

count[from_] := Module[{c = 0}, Do[If[PrimeQ[k], c++], {k, from, from + 4999}]; c];
symbolic[n_] := Length[Nest[Expand[# (x + y + n)] &, x, 25]];
r = Range[10^6];
chunks = Range[1, 2*10^6, 5000];
one = ThreadPool[1]; two = ThreadPool[2];

(* The answers, before anything is measured. *)
If[Total[ParallelMap[count, chunks]] =!= PrimePi[2*10^6], Print["wrong: count"]];
If[ParallelTable[3 i + 1, {i, 10^6}] =!= 3 r + 1, Print["wrong: table"]];

row["ParallelTable of 3 i + 1, beside Table", best[ParallelTable[3 i + 1, {i, 10^6}]], best[Table[3 i + 1, {i, 10^6}]]];
row["ParallelMap of 3 # + 1 &, beside Map", best[ParallelMap[3 # + 1 &, r]], best[Map[3 # + 1 &, r]]];
row["primes in 400 chunks, 1 and 2 workers", best[ParallelMap[count, chunks, Pool -> one]], best[ParallelMap[count, chunks, Pool -> two]]];
row["primes in 400 chunks, Map and 1 worker", best[Map[count, chunks]], best[ParallelMap[count, chunks, Pool -> one]]];
row["symbolic, 1 and 2 workers", best[ParallelMap[symbolic, Range[100], Pool -> one]], best[ParallelMap[symbolic, Range[100], Pool -> two]]];
row["ParallelReduce of Plus, 1 and 2 workers", best[ParallelReduce[Plus, r, Pool -> one]], best[ParallelReduce[Plus, r, Pool -> two]]];
