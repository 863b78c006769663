(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The Parallel functions give what their namesakes give. *)

>> ParallelMap[#^2 &, {1, 2, 3}]
{1, 4, 9}

>> ParallelMap[f, a + b]
f[a] + f[b]

>> ParallelMap[f, <|x -> 1, y -> 2|>]
<|x -> f[1], y -> f[2]|>

>> ParallelMap[f, {{1, 2}, {3}}, {2}]
{{f[1], f[2]}, {f[3]}}

>> ParallelMap[f, {{1, 2}, {3}}, 2]
{f[{f[1], f[2]}], f[{f[3]}]}

>> ParallelMap[f, {{1}}, {0, 1}]
f[{f[{1}]}]

>> ParallelMap[f, {}]
{}

>> ParallelMap[f, Hold[1 + 1]]
Hold[f[1 + 1]]

>> ParallelMap[f, x]
x

>> ParallelMap[f][{a, b}]
{f[a], f[b]}

(* Long lists, cut in every way. *)

>> r = Range[1000]; m = Map[2 # + 1 &, r]; Table[ParallelMap[2 # + 1 &, r, Method -> k] === m, {k, {Automatic, "FinestGrained", "CoarsestGrained", "ItemsPerEvaluation" -> 7, "EvaluationsPerKernel" -> 3}}]
{True, True, True, True, True}

>> {ParallelMap[# + 1 &, r, ChunkSize -> 10] === r + 1, ParallelMap[# + 1 &, r, chunkSize -> 10] === r + 1, ParallelMap[# + 1 &, r, Pool -> ThreadPool[3]] === r + 1}
{True, True, True}

>> ParallelMap[f, {1}, Method -> "Quick"]
ParallelMap::method: Quick is not a method; it is Automatic, "FinestGrained", "CoarsestGrained", "ItemsPerEvaluation" -> n or "EvaluationsPerKernel" -> n.
ParallelMap[f, {1}, Method -> Quick]

>> ParallelMap[f, {1}, ChunkSize -> 0]
ParallelMap::chunk: 0 is not a number of elements from 1 on.
ParallelMap[f, {1}, ChunkSize -> 0]

(* What an element defines, neither the next one nor the caller sees. *)

>> sum = 0; {ParallelMap[(sum += #; sum) &, {1, 2, 3, 4}], sum}
{{1, 2, 3, 4}, 0}

(* Random numbers depend on the caller's generator and the position alone. *)

>> SeedRandom[5]; drawn = ParallelMap[RandomInteger[10^6] &, Range[100]]; SeedRandom[5]; {drawn === ParallelMap[RandomInteger[10^6] &, Range[100], Method -> "FinestGrained"], Length[Union[drawn]] > 90, drawn === ParallelMap[RandomInteger[10^6] &, Range[100]]}
{True, True, False}

(* What leaves an element leaves the call, from the first such element on. *)

>> Catch[ParallelMap[If[# > 50, Throw[#], #] &, Range[100]]]
51

>> CheckAbort[ParallelMap[If[# > 50, Abort[], #] &, Range[100]], aborted]
ParallelMap::elem: The evaluation of element 51 was ended by Abort.
aborted

>> TimeConstrained[ParallelMap[While[True] &, Range[4]], 0.1, late]
late

>> Quiet[ParallelMap[1/# &, {0, 1}]]
{ComplexInfinity, 1}

>> Quiet[Check[ParallelMap[1/# &, {0, 1}], message]]
message

(* Nested. *)

>> ParallelMap[Total[ParallelMap[# + 1 &, Range[#]]] &, Range[20]] === Map[Total[Map[# + 1 &, Range[#]]] &, Range[20]]
True

>> ParallelMap[Total[ParallelMap[(Pause[0.001]; #) &, Range[#]]] &, Range[5]]
{1, 3, 6, 10, 15}

(* Elements may wait for each other. *)

>> ch = Channel[]; ParallelMap[If[# == 1, Receive[ch], Send[ch, "from " <> ToString[#]]; #] &, {1, 2}]
{from 2, 2}

>> ParallelSelect[Range[20], PrimeQ]
{2, 3, 5, 7, 11, 13, 17, 19}

>> ParallelSelect[Range[20], PrimeQ, 3]
{2, 3, 5}

>> ParallelCombine[Total, Range[1000], Plus]
500500

>> ParallelCombine[f, {1, 2, 3, 4, 5}, List, Method -> "ItemsPerEvaluation" -> 2]
{f[{1, 2}], f[{3, 4}], f[{5}]}

>> ParallelCombine[f, g[1, 2, 3], List]
{f[g[1, 2]], f[g[3]]}

(* Tables. *)

>> ParallelTable[10 i + j, {i, 3}, {j, i}]
{{11}, {21, 22}, {31, 32, 33}}

>> ParallelTable[x, 3]
{x, x, x}

>> ParallelTable[{a, b}, {a, 0, 1, 1/2}, {b, {u, v}}]
{{{0, u}, {0, v}}, {{1/2, u}, {1/2, v}}, {{1, u}, {1, v}}}

>> h[] := k; ParallelTable[h[], {k, 3}]
{1, 2, 3}

>> {ParallelTable[i &, {i, 2}], ParallelTable[Hold[i], {i, 2}], ParallelTable[Table[i, {i, 2}], {i, 2}]}
{{i & , i & }, {Hold[i], Hold[i]}, {{1, 2}, {1, 2}}}

>> ParallelTable[3 i + 1, {i, 10000}] === Table[3 i + 1, {i, 10000}]
True

>> i = 7; ParallelTable[i, {i, 2}]; {i, Clear[i]}
{7, Null}

>> ParallelTable[j, {j, n}]
ParallelTable::nopar1: ParallelTable[j, {j, n}] cannot be parallelized; proceeding with sequential evaluation.
Table::iterb: Iterator does not have appropriate bounds.
Table[j, {j, n}]

>> ParallelTable[j, {1, 2, 3, 4, 5}]
ParallelTable::itform: Argument {1, 2, 3, 4, 5} at position 2 does not have the correct form for an iterator.
ParallelTable[j, {1, 2, 3, 4, 5}]

>> {ParallelSum[k^2, {k, 100}], ParallelSum[f[i, j], {i, 2}, {j, i}], ParallelProduct[k, {k, 20}] === 20!}
{338350, f[1, 1] + f[2, 1] + f[2, 2], True}

>> {ParallelArray[f, 3], ParallelArray[f, {2, 2}, {0, 5}], ParallelArray[f, {1, 2}, 1, g]}
{{f[1], f[2], f[3]}, {{f[0, 5], f[0, 6]}, {f[1, 5], f[1, 6]}}, g[g[f[1, 1], f[1, 2]]]}

>> ch = Channel[]; ParallelDo[If[i == 2, Continue[]]; Send[ch, i], {i, 4}]; Sort[ReceiveAll[ch]]
{1, 3, 4}

(* Trees, sorting, keys. *)

>> ParallelReduce[Join, Map[List, Range[100]]] === Range[100]
True

>> {ParallelReduce[Plus, {}], ParallelReduce[Plus, 0, {}], ParallelReduce[f, {a}], ParallelFold[StringJoin, "x", {"a", "b"}]}
{ParallelReduce[Plus, {}], 0, a, xab}

>> SeedRandom[3]; l = Table[{RandomInteger[50], k}, {k, 6000}]; {ParallelSort[l] === Sort[l], ParallelSort[l, First[#1] <= First[#2] &] === Sort[l, First[#1] <= First[#2] &]}
{True, True}

>> ParallelMapReduce[Map[# -> 1 &, Characters[#]] &, Total[#2] &, {"aba", "bc"}]
<|a -> 2, b -> 2, c -> 1|>

>> ParallelMapReduce[# &, f, {1}]
ParallelMapReduce::pairs: Element 1 was mapped to 1, which is not a rule or a list of rules.
ParallelMapReduce[#1 & , f, {1}]

(* Kernels are workers. *)

>> {$KernelID, ParallelEvaluate[$KernelID] === Range[$KernelCount], Length[Kernels[]] === $KernelCount === ThreadCount[]}
{0, True, True}

>> {ParallelTry[(Pause[#/20]; #) &, {5, 1, 3}], ParallelTry[$Failed &, {1, 2}], ParallelTry[# &, {}, 2]}
{1, $Failed, {}}

>> WaitAll[{ParallelSubmit[1 + 1], g[ParallelSubmit[{x}, x]]}]
{2, g[x]}

(* Shared symbols. *)

>> SetSharedVariable[n, l]; n = 0; l = {}; ParallelDo[n += i; AppendTo[l, i], {i, 100}]; {n, Sort[l] === Range[100]}
{5050, True}

>> SetSharedFunction[g]; g[_] := none; ParallelDo[g[i] = i^2, {i, 3}]; {g[1], g[2], g[3], g[4]}
{1, 4, 9, none}

>> SetSharedVariable[n, l]; n = 0; {n++, n, ++n, n += 5, n -= 2, n--, --n, n = 10, n, n *= 2, n, n = 2.5, n++, n, n = x, n, n = 2^60 - 1, n++, n}
{0, 1, 2, 7, 5, 5, 3, 10, 10, 20, 20, 2.5, 2.5, 3.5, x, x, 1152921504606846975, 1152921504606846975, 1152921504606846976}

>> SetSharedVariable[n, l]; n = 0; l = {}; ParallelDo[n++; AppendTo[l, n]; n += 2; n--, {500}]; {n, Length[l]}
{1000, 500}

>> SetSharedVariable[n]; n = 0; add[k_] := Do[CriticalSection[lock, n = n + 1], {k}]; WaitAll[Table[ParallelSubmit[add[500]], {4}]]; n
2000

>> SetSharedVariable[m]; m = 0; ParallelDo[CriticalSection[{lock}, m = m + 1], {50}]; m
50

>> CriticalSection[1, 2]
CriticalSection::lock: 1 is not a symbol or a list of symbols.
CriticalSection[1, 2]

>> Catch[CriticalSection[lock, Throw[1]]] + CriticalSection[lock, 2]
3

>> Parallelize[1 + 1]
Parallelize::nopar1: 1 + 1 cannot be parallelized; proceeding with sequential evaluation.
2

>> {Parallelize[Map[f, {a, b}]], Parallelize[Cases[Range[10], _?PrimeQ]], Parallelize[f @@@ {{1, 2}}]}
{{f[a], f[b]}, {2, 3, 5, 7}, {f[1, 2]}}
