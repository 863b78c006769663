(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What the kernel lets the process use; placements; nodes of memory.  Of the machine itself only what holds on any. *)
>> {1 <= OptimalWorkerCount[] <= $ProcessorCount, ThreadCount[] == OptimalWorkerCount[], NumaNodeCount[] >= 1}
{True, True, True}

>> $ProcessorCount == ToExpression[RunProcess[{"nproc"}, "StandardOutput"]]
True

(* Each placement does the work. *)
>> Table[With[{p = ThreadPool[2, Placement -> how]}, {Await[Submit[p, Plus, 1, 2]], Close[p]}], {how, {"Compact", "Scatter", "None", None, Automatic, {0}}}]
{{3, Null}, {3, Null}, {3, Null}, {3, Null}, {3, Null}, {3, Null}}

>> Table[With[{p = ThreadPool[64, Placement -> how]}, Total[ParallelMap[#^2 &, Range[1000], Pool -> p]]], {how, {"Compact", "Scatter", {0}}}]
{333833500, 333833500, 333833500}

(* A placement that binds names the processor. *)
>> p = ThreadPool[1, Placement -> "Compact"]; Await[Submit[p, Plus, 1, 2]]; IntegerQ[PoolStatistics[p]["ByWorker"][[1]]["Processor"]]
True

>> p = ThreadPool[1, Placement -> "None"]; Await[Submit[p, Plus, 1, 2]]; PoolStatistics[p]["ByWorker"][[1]]["Processor"]
None

>> Keys[PoolStatistics[p]["ByWorker"][[1]]]
{Worker, Processor, Node, TasksRun, Turns, Steals, FailedSteals, Parks, ForcedYields, BusyTime, QueueLength}

(* What a task starts is not bound as its thread is. *)
>> p = ThreadPool[1, Placement -> "Compact"]; Await[Submit[p, Function[ToExpression[RunProcess[{"nproc"}, "StandardOutput"]]]]] == $ProcessorCount
True

>> Await[Submit[p, Function[ReadList["!nproc", Number]]]] == {$ProcessorCount}
True

>> q = ThreadPool[1, Placement -> "Compact", Isolation -> "Process"]; Await[Submit[q, Function[$ProcessorCount]]] == $ProcessorCount
True

(* Placements that there are not. *)
>> ThreadPool[1, Placement -> "Near"]
ThreadPool::placement: Near is not "Compact", "Scatter", "None" or a list of nodes.
ThreadPool[1, Placement -> Near]

>> ThreadPool[1, Placement -> {}]
ThreadPool::placement: {} is not "Compact", "Scatter", "None" or a list of nodes.
ThreadPool[1, Placement -> {}]

>> ThreadPool[1, Placement -> {63}]
ThreadPool::node: 63 is not a node of memory with processors that this process may use.
ThreadPool[1, Placement -> {63}]

>> ThreadPool[1, Placement -> {0, -1}]
ThreadPool::node: -1 is not a node of memory with processors that this process may use.
ThreadPool[1, Placement -> {0, -1}]

(* The memory of packed arrays. *)
>> Table[Total[SetNumaPolicy[Range[100000], policy]], {policy, {"local", "Local", "Interleave", "interleave", "Bind", 0, {"Bind", 0}, {"Interleave", {0}}}}]
{5000050000, 5000050000, 5000050000, 5000050000, 5000050000, 5000050000, 5000050000, 5000050000}

>> SetNumaPolicy[{f[x], <|a -> Range[1000.]|>, "text"}, "Interleave"] === {f[x], <|a -> Range[1000.]|>, "text"}
True

>> SetNumaPolicy[{1}, {"Bind", 63}]
SetNumaPolicy::policy: {Bind, 63} is not "Local", "Interleave", "Bind" or a node of memory that there is.
SetNumaPolicy[{1}, {Bind, 63}]

>> SetNumaPolicy[{1}, {"Interleave", {}}]
SetNumaPolicy::policy: {Interleave, {}} is not "Local", "Interleave", "Bind" or a node of memory that there is.
SetNumaPolicy[{1}, {Interleave, {}}]

>> SetNumaPolicy[{1}, policy]
SetNumaPolicy::policy: policy is not "Local", "Interleave", "Bind" or a node of memory that there is.
SetNumaPolicy[{1}, policy]

(* 800,000 bytes are 195 whole pages, or one less. *)
>> MatchQ[NumaPages[{Range[100000]}], Missing["NotAvailable"] | _?(MatchQ[Total[Values[#]], 194 | 195] &)] || Import["!getconf PAGESIZE", "Text"] =!= "4096"
True

>> {NumaPages[{}], NumaPages[x], NumaPages[{1, {2}}]}
{<||>, <||>, <||>}

(* Maps are maps. *)
>> NumaAwareParallelMap[f, {a, b, c}]
{f[a], f[b], f[c]}

>> {NumaAwareParallelMap[f, {}], NumaAwareParallelMap[f, <|x -> 1|>], NumaAwareParallelMap[f, g[1, 2]], NumaAwareParallelMap[f, {{1, 2}}, {2}]}
{{}, <|x -> f[1]|>, g[f[1], f[2]], {{f[1], f[2]}}}

>> NumaAwareParallelMap[# + 1 &, Range[100000]] === Range[2, 100001]
True

>> NumaAwareParallelMap[If[# == 3, Throw["ball"], #] &, Range[5]] // Catch
ball

>> {CalculateOptimalChunkSize[1000, 2], CalculateOptimalChunkSize[3, 8], OptimalChunkSize[{1, 2}, f], CalculateOptimalChunkSize[x, 2], CalculateOptimalChunkSize[10, 0]}
{125, 1, 1, CalculateOptimalChunkSize[x, 2], CalculateOptimalChunkSize[10, 0]}

(* As much as is evaluated at once where f changes nothing. *)
>> With[{w = ThreadCount[]}, {OptimalChunkSize[400 w, Sin], OptimalChunkSize[400 w, (n = #) &], OptimalChunkSize[4000 w, Sin], OptimalChunkSize[Range[100 w], Sin]}]
{256, 100, 1000, 100}
