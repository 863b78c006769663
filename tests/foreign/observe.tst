(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Seeing what happens. *)

>> p = ThreadPool[2, Name -> "s"]; Await[Table[With[{k = k}, Submit[p, Plus, k, 1]], {k, 10}]]; Close[p]; Lookup[PoolStatistics[p], {"Name", "Workers", "Tasks", "TasksRun"}]
{s, 2, 0, 10}

>> Keys[PoolStatistics[p]]
{Name, Workers, Tasks, TasksRun, Turns, Steals, FailedSteals, Parks, ForcedYields, BusyTime, QueueLengths, ByWorker, ByNode}

>> {Total[#TasksRun & /@ PoolStatistics[p]["ByWorker"]], PoolStatistics[p]["QueueLengths"], p["Statistics"]["TasksRun"]}
{10, <|Pool -> 0, Workers -> {0, 0}|>, 10}

>> s = ConcurrencyStats[p]; {s["tasksExecuted"], s["TasksExecuted"], s["queueSizes"], s["cacheHits"]}
{10, 10, {0, 0}, Missing[NotAvailable]}

(* One worker runs one task; those that gave way can go on. *)
>> p = ThreadPool[1]; c = Channel[]; busy = Table[Submit[p, Function[Send[c, 1]; While[True, 1]]], {4}]; Await[Submit[p, Function[Do[Receive[c], {4}]; {PoolStatistics[p]["QueueLengths"], Sort[Lookup[TaskList[], "State"]]}]]]
{<|Pool -> 0, Workers -> {4}|>, {Ready, Ready, Ready, Ready, Running}}

>> Cancel /@ busy; Await[busy]; Close[p]

(* The main thread runs tasks while it waits, which is not measured. *)
>> Await[Spawn[1]]; Lookup[Select[PoolStatistics[]["ByWorker"], #Worker === "Main" &], "BusyTime"]
{Missing[NotAvailable]}

>> PoolStatistics[5]
PoolStatistics::pool: 5 is not a pool.
PoolStatistics[5]

(* Tasks that wait for a channel, for each other, for time. *)
>> c = Channel[]; a = Spawn[Receive[c], Name -> "a"]; b = Spawn[Await[a], Name -> "b"]; d = Spawn[Pause[100], Name -> "d"]; e = Spawn[ChannelSelect[{Receive[c, x_] :> x, Await[a, y_] :> y}], Name -> "e"]; Pause[0.05]; mine = {"a", "b", "d", "e"};

>> Select[{#Name, #State} & /@ TaskList[], MemberQ[mine, First[#]] &]
{{a, Waiting}, {b, Waiting}, {d, Waiting}, {e, Waiting}}

>> Select[TaskList[], MemberQ[mine, #Name] &][[All, "WaitsFor"]] === {c, a, "Time", "Several"}
True

>> Sort[Select[WaitGraph[], MemberQ[mine, First[#]] &]] === Sort[{"a" -> c, "e" -> c, "b" -> a, "e" -> a, "d" -> "Time"}]
True

(* Who waits for several may get the second number or, through the first task, the first. *)
>> Cancel[d]; Await[d]; Send[c, 5]; Send[c, 6]; {Await[a] === Await[b], MemberQ[{5, 6}, Await[a]], MemberQ[{5, 6}, Await[e]]}
{True, True, True}

>> Select[TaskList[], MemberQ[mine, #Name] &] // Length
0

(* Scopes with their tasks. *)
>> t = TaskScope[c = Channel[]; Spawn[Receive[c], Name -> "inner"]; Pause[0.05]; r = ScopeTree[]; Send[c, 1]; r, Name -> "outer"]; o = First[Select[t["Scopes"], #Scope === "outer" &]]; {t["Scope"], o["Owner"], o["Tasks"], o["Scopes"]}
{Session, Main, {inner}, {}}

>> c = Channel[]; d = Channel[]; f = Spawn[Await[Receive[c]], Name -> "a"]; g = Spawn[Await[Receive[d]], Name -> "b"]; Send[c, g]; Send[d, f]; Await[{f, g}]; Sort[First[DeadlockReport[]["Last"]["Cycles"]]]
{a, b}

>> DeadlockReport[]["Cycles"]
{}

(* Lines of the log. *)
>> $LogLevel
Warning

>> Log["Debug", "unseen"]

>> $LogLevel = "Loud"
$LogLevel::level: Loud is not a level: "Trace", "Debug", "Info", "Warning", "Error" or "None".
Loud

>> {Log["Loud", 1], Log[2, 8]}
Log::level: Loud is not a level: "Trace", "Debug", "Info", "Warning" or "Error".
{Log[Loud, 1], 3}

(* A line has any number of parts, and lists are written as they are; what is no line is the logarithm. *)
>> {Log["Debug", "unseen ", {1, 2}, Range[5]], Log["Debug", {1, 2}], Log[{2, 4}, 16], Log[2, {4, 8}], Log["a"], Log[{1, E}]}
{Null, Null, {4, 2}, {2, 3}, Log[a], {0, 1}}

>> Log["Loud", {1, 2}, 3]
Log::level: Loud is not a level: "Trace", "Debug", "Info", "Warning" or "Error".
Log[Loud, {1, 2}, 3]

>> {Log[], Log[1, 2, 3]}
Log::argt: Log called with 0 arguments; 1 or 2 arguments are expected.
Log::argt: Log called with 3 arguments; 1 or 2 arguments are expected.
{Log[], Log[1, 2, 3]}

>> Block[{$LogLevel = "None"}, Log["Error", "unseen"]]

(* How well an evaluation used the processors. *)
>> p = ProfileConcurrent[Await[Table[Spawn[1 + 1], 10]]]; {p["result"], 9 <= p["tasksRun"] <= 10, p["totalTime"] > 0, 0 <= p["cpuUtilization"] <= 1, p["cacheMissRate"], p["nothing"]}
{{2, 2, 2, 2, 2, 2, 2, 2, 2, 2}, True, True, True, Missing[NotAvailable], Missing[KeyAbsent, nothing]}

(* A trace has a span of each task, and a wait with its wake for the one that waited. *)
>> f = FileNameJoin[{$TemporaryDirectory, "lyra-trace-test.json"}]; c = Channel[]; v = TraceConcurrent[t = Spawn[Receive[c], Name -> "reader"]; Pause[0.05]; Send[c, 7]; Await[t], f]; j = Import[f, "RawJSON"]["traceEvents"]; DeleteFile[f]; {v, Count[j, KeyValuePattern[{"ph" -> "X", "name" -> "reader"}]], Count[j, KeyValuePattern[{"name" -> "wake reader"}]], Count[j, KeyValuePattern[{"ph" -> "b", "name" -> "wait reader"}]]}
{7, 2, 1, 1}

>> TraceConcurrent[1 + 1, "/nowhere/t.json"]
TraceConcurrent::file: /nowhere/t.json can't be written.
2

(* Tasks of simulated pools have numbers of their own outside. *)

>> {sa, sb} = {ThreadPool[Scheduler -> {"Simulated", 3}], ThreadPool[Scheduler -> {"Simulated", 3}]}; sc = Channel[]; fs = {Submit[sa, Function[Receive[sc]]], Submit[sb, Function[Receive[sc]]], Spawn[Receive[sc]]};

>> With[{list = Select[TaskList[], MemberQ[fs, #Future] &]}, {Length[list], DuplicateFreeQ[#Task & /@ list]}]
{3, True}

>> Do[Send[sc, i], {i, 3}]; Sort[Await[fs]]
{1, 2, 3}

(* What PoolStatistics sums up is what it shows, though the workers go on. *)
>> p = ThreadPool[2]; f = Table[Submit[p, Function[While[True]]], 2]; s = PoolStatistics[p];

>> Abs[{Total[Lookup[s["ByWorker"], "BusyTime"]], Total[s["ByNode"]]} - s["BusyTime"]] < 10^-9 // Thread
{True, True}

>> Cancel /@ f
{True, True}

(* A file may be given as File. *)
>> file = File[Close[OpenWrite[]]]; {TraceConcurrent[3, file], FlameGraph[3, file] === file, DeleteFile[file]}
{3, True, Null}

>> TraceConcurrent[1, 2]
TraceConcurrent::file: 2 can't be written.
TraceConcurrent[1, 2]
