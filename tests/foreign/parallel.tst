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

>> x = 0; {ParallelMap[(x += #; x) &, {1, 2, 3, 4}], x}
{{1, 2, 3, 4}, 0}

(* Random numbers depend on the caller's generator and the position alone. *)

>> SeedRandom[5]; a = ParallelMap[RandomInteger[10^6] &, Range[100]]; SeedRandom[5]; {a === ParallelMap[RandomInteger[10^6] &, Range[100], Method -> "FinestGrained"], Length[Union[a]] > 90, a === ParallelMap[RandomInteger[10^6] &, Range[100]]}
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
