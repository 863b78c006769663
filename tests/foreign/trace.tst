(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* TraceConcurrent: what the file holds. *)
>> file = FileNameJoin[{$TemporaryDirectory, "lyra-trace-" <> ToString[$ProcessID] <> ".json"}];
>> SetAttributes[events, HoldFirst];
>> events[expr_] := (TraceConcurrent[expr, file]; Import[file, "RawJSON"]["traceEvents"]);
>> of[j_, phase_] := Select[j, #["ph"] === phase &];
>> spin := Do[Mod[i, 7], {i, 2*10^5}];

(* Each thread has a track of its own, with a name; what lies on one follows each other. *)
>> follow[runs_] := And @@ (#[[1]] + #[[2]] <= #2[[1]] + 0.002 & @@@ Partition[SortBy[{#["ts"], #["dur"]} & /@ runs, First], 2, 1]);
>> tracks[j_] := And @@ Map[follow, Values[GroupBy[of[j, "X"], #["tid"] &]]];
>> threads[j_] := (#["tid"] -> #["args"]["name"]) & /@ Select[j, #["name"] === "thread_name" &];

>> j = events[Await[Table[SpawnBlocking[spin; Pause[0.05]], {4}]]]; {tracks[j], Count[threads[j], _ -> "blocking-0"], DuplicateFreeQ[First /@ threads[j]]}
{True, 4, True}

>> {a, b} = {ThreadPool[2, Name -> "a"], ThreadPool[2, Name -> "b"]}; j = events[f = Table[Submit[p, Function[spin; Pause[0.01]; spin]], {2}, {p, {a, b}}]; spin; Await[Flatten[f]]]; {tracks[j], Complement[Last /@ threads[j], {"main thread", "a-0", "a-1", "b-0", "b-1"}], DuplicateFreeQ[First /@ threads[j]]}
{True, {}, True}

>> Complement[#["tid"] & /@ of[j, "X"], First /@ threads[j]]
{}

(* What has not ended is there until the end; names are as they are. *)
>> j = events[f = Spawn[While[True, 1], Name -> "busy \"\[Alpha]\[Beta]\""]; g = Spawn[Receive[Channel[]], Name -> "stuck"]; Pause[0.2]]; end = Max[#["ts"] & /@ of[j, "e"]]; tracks[j]
True

>> Total[#["dur"] & /@ Select[of[j, "X"], #["name"] === "busy \"\[Alpha]\[Beta]\"" &]] > 0
True

>> waits = Select[j, #["name"] === "wait stuck" &]; {#["ph"] & /@ waits, Last[waits]["ts"] == end, end > 2*10^5}
{{b, e}, True, True}

>> Cancel /@ {f, g}; Await[{f, g}]; Length[of[j, "b"]] == Length[of[j, "e"]]
True

(* What ran already when the trace began ran from there on. *)
>> c = Channel[]; f = Spawn[Send[c, 1]; While[True, 1], Name -> "before", Pool -> ThreadPool[1]]; Receive[c]; j = events[Pause[0.01]; Cancel[f]; Await[f]]; {#["ts"], #["dur"] > 5000} & /@ Select[of[j, "X"], #["name"] === "before" &]
{{0., True}}

(* There is an end to it. *)
>> TraceConcurrent[Do[Await[Spawn[1]], {40000}]; 7, file]
TraceConcurrent::lost: The trace has the first 65536 events; how many came after these, its otherData says.
7

>> j = Import[file, "RawJSON"]; {j["otherData"]["lost"] >= 80000 - 65536, tracks[j["traceEvents"]]}
{True, True}

>> DeleteFile[file]
