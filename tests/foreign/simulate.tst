(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Simulated pools: virtual time, the seed's choices. *)

>> ExploreSchedules[1 + 1, 3]
<|2 -> {1, 2, 3}|>

>> ExploreSchedules[1 + 1, {4, 5}]
<|2 -> {4, 5}|>

>> ExploreSchedules[1 + 1, {7}]
<|2 -> {7}|>

>> ExploreSchedules[1 + 1, 0]
<||>

>> ExploreSchedules[1 + 1, x]
ExploreSchedules::seeds: x is neither a number of seeds nor {m, n}.
ExploreSchedules[1 + 1, x]

(* Time moves only when nothing can run. *)

>> ExploreSchedules[TimeConstrained[Pause[10^5]; a, 10^6, b], 2]
<|a -> {1, 2}|>

>> ExploreSchedules[TimeConstrained[Pause[10^6]; a, 10^5, b], 2]
<|b -> {1, 2}|>

>> ExploreSchedules[Module[{log = Channel[]}, Await[Table[With[{i = i}, Spawn[Pause[i]; Send[log, i]]], {i, {3, 1, 2}}]]; ReceiveAll[log]], 50] // Keys
{{1, 2, 3}}

(* What a task ends with otherwise. *)

>> First /@ Keys[ExploreSchedules[Throw[1], 3]]
{Thrown}

>> First /@ Keys[ExploreSchedules[Module[{p = Promise[]}, Await[p]], 3]]
{Deadlock}

(* What is left behind ends with the run, and its failures are nobody's. *)

>> ExploreSchedules[Spawn[Receive[Channel[]]]; Spawn[While[True]]; Spawn[Throw[1]]; done, 3]
<|done -> {1, 2, 3}|>

>> TimeConstrained[ExploreSchedules[While[True], 3], 0.1, late]
late

>> x = 1; ExploreSchedules[Await[Spawn[x = x + 1]], 3]
<|2 -> {1, 2, 3}|>

>> x
1

>> p = ThreadPool[Scheduler -> {"Simulated", 5}]; Await[Table[With[{i = i}, Spawn[Pause[1000 i]; i, Pool -> p]], {i, 3}]]
{1, 2, 3}

(* Random numbers come from the seed, after a wait too. *)

>> drawn = Hold[{Pause[1]; RandomInteger[10^9], Await[Spawn[1]]; RandomInteger[10^9], SeedRandom[]; RandomInteger[10^9], CreateUUID[]}];

>> ReleaseHold[ExploreSchedules @@ Append[drawn, 5]] === ReleaseHold[ExploreSchedules @@ Append[drawn, 5]]
True

>> Length[ExploreSchedules @@ Append[drawn, 5]]
5

>> again = Function[f, SameQ @@ Table[Await[Submit[ThreadPool[Scheduler -> {"Simulated", 3}], f]], 2]];

>> again[Function[Pause[1]; RandomInteger[10^9]]]
True

>> again[Function[With[{c = Channel[]}, Spawn[Pause[1]; Send[c, RandomInteger[10^9]]]; {Receive[c], RandomInteger[10^9]}]]]
True

(* What computes takes time: timers that are due fire meanwhile. *)

>> sim = ThreadPool[Scheduler -> {"Simulated", 3}]; Await[Submit[sim, Function[TimeoutAfter[While[True], 0.001, "late"]]], 15]
late

>> ExploreSchedules[TimeoutAfter[While[True], 1, late], 2]
<|late -> {1, 2}|>

>> ExploreSchedules[With[{c = Channel[]}, TimeoutAfter[While[True, TryReceive[c]], 1, late]], 2]
<|late -> {1, 2}|>

>> ExploreSchedules[Module[{f = Spawn[While[True]]}, Pause[0.01]; Cancel[f]; First[Await[f]]], 3]
<|Cancelled -> {1, 2, 3}|>

>> ExploreSchedules[Module[{f = Spawn[While[True]]}, First[Await[f, 0.01]]], 3]
<|Timeout -> {1, 2, 3}|>

>> ExploreSchedules[First[TaskScope[Spawn[While[True]]; While[True], Timeout -> 0.01]], 3]
<|Timeout -> {1, 2, 3}|>

(* The clocks are the pool's: waiting takes as long as it says, and no time of the processor. *)

>> ExploreSchedules[With[{a = AbsoluteTime[], s = SessionTime[], u = TimeUsed[], n = Now}, Pause[1000]; {Round[AbsoluteTime[] - a], Round[SessionTime[] - s], TimeUsed[] - u, Round[AbsoluteTime[Now] - AbsoluteTime[n]]}], 3]
<|{1000, 1000, 0., 1000} -> {1, 2, 3}|>

>> ExploreSchedules[{AbsoluteTiming[Pause[50]], Timing[Pause[50]]}, 3]
<|{{50., Null}, {0., Null}} -> {1, 2, 3}|>

>> ExploreSchedules[{DateList[][[{1, 2}]], 0 <= SessionTime[] < 1}, 1] // Keys // First // Last
True

>> Length[ExploreSchedules[Module[{t0 = AbsoluteTime[], n = 0}, While[AbsoluteTime[] - t0 < 0.1, Pause[0.05]; n++]; n], 3]]
1

>> ExploreSchedules[Module[{t0 = SessionTime[]}, While[SessionTime[] - t0 < 0.5]; Round[SessionTime[] - t0, 0.1]], 2]
<|0.5 -> {1, 2}|>

>> again[Function[{AbsoluteTime[], Now, SessionTime[], Do[Null, 10^5]; TimeUsed[]}]]
True

(* A task is counted in its pool, and has a number of its own outside. *)

>> {sa, sb} = {ThreadPool[Scheduler -> {"Simulated", 3}], ThreadPool[Scheduler -> {"Simulated", 3}]}; c = Channel[];

>> fs = {Submit[sa, Function[Receive[c]]], Submit[sb, Function[Receive[c]]], Spawn[Receive[c]]}; DuplicateFreeQ[ToString /@ fs]
True

>> Do[Send[c, i], {i, 3}]; Sort[Await[fs]]
{1, 2, 3}

(* So are its other objects. *)

>> again[Function[ToString[{Channel[], Spawn[1], Spawn[2], Promise[], Await[Spawn[Throw[1]]], Module[{x}, x]}]]]
True

(* The waits in a trace are each of one task: as many begin as end. *)

>> f = FileNameJoin[{$TemporaryDirectory, "lyra-trace-simulated.json"}]; TraceConcurrent[Await[Table[Submit[p, Function[Do[Pause[1], 5]]], {p, {sa, sb}}]], f]; j = Import[f, "RawJSON"]["traceEvents"]; DeleteFile[f];

>> SameQ @@ Values[KeySort /@ KeyTake[GroupBy[j, #["ph"] &, Counts[Lookup[#, "id"]] &], {"b", "e"}]]
True

(* No object of one run is one of another: outcomes with the same ones are the same. *)

>> ExploreSchedules[With[{c = Channel[]}, Module[{p, q}, p = Spawn[Await[Receive[c]], Name -> "A"]; q = Spawn[Await[p], Name -> "B"]; Send[c, q]; Await[q]]], 3] // Values
{{1, 2, 3}}

>> ExploreSchedules[{Channel[], Spawn[1], <|Channel[] -> Promise[]|>}, 3] // Values
{{1, 2, 3}}

>> ExploreSchedules[With[{a = Channel[], b = Channel[]}, Spawn[Send[a, 1]]; Spawn[Send[b, 2]]; ChannelSelect[{Receive[a, x_] :> {a, b}, Receive[b, x_] :> {b, a}}]], 30] // Length
2

(* An exploration ends with the limits around it. *)

>> TimeConstrained[ExploreSchedules[Do[Spawn[While[True]], 5]; Pause[10^9]; While[True], 10^7], 0.1, late]
late

>> TimeConstrained[ExploreSchedules[Pause[1], 10^7], 0.1, late]
late

(* A run in which nothing can go on says who waits for whom, and in which cycles; all its waits end. *)

>> ExploreSchedules[With[{c = Channel[]}, Module[{f = Spawn[First[Receive[c]], Name -> "reader"]}, {First[Receive[c]], Await[f]}]], 20] // Keys
{{Deadlock, Deadlock}}

>> Sort /@ Union[Map[First, Keys[ExploreSchedules[With[{c = Channel[]}, Spawn[Receive[c], Name -> "reader"]; Receive[c]], 20]][[All, 2, "Waits"]], {2}]]
{{1, reader}}

>> Union[Sort @* First /@ Keys[ExploreSchedules[Module[{c = Channel[], f, g}, f = Spawn[Await[Receive[c]], Name -> "f"]; g = Spawn[Await[f], Name -> "g"]; Send[c, g]; Await[g]], 20]][[All, 2, "Cycles"]]]
{{f, g}}

>> Union[Keys[ExploreSchedules[ParallelMap[Receive[Channel[]] &, {1, 2}], 5]][[1, All, 1]]]
{Deadlock}

(* It waits for tasks of its own elsewhere, of another exploration too. *)

>> ExploreSchedules[ExploreSchedules[Await[Spawn[Pause[2]; 3]], 2], 2]
<|<|3 -> {1, 2}|> -> {1, 2}|>

>> q = ThreadPool[1]; ExploreSchedules[Await[Spawn[Pause[0.01]; 3, Pool -> q]], 2]
<|3 -> {1, 2}|>

(* The elements of Parallel functions are tasks of the pool as well: in its time, and in an order that the seed decides. *)

>> ExploreSchedules[Module[{t0 = AbsoluteTime[]}, ParallelMap[(Pause[1000]; Round[AbsoluteTime[] - t0]) &, {1, 2}]], 3]
<|{1000, 1000} -> {1, 2, 3}|>

>> orders := ExploreSchedules[Module[{c = Channel[]}, ParallelDo[Send[c, i], {i, 3}]; ReceiveAll[c]], 50]

>> Length[orders] > 1
True

>> orders === orders
True

>> SeedRandom[1]; r = ParallelMap[(Pause[0.0001]; RandomReal[] + (Pause[0.0001]; RandomReal[])) &, Range[5]]; ExploreSchedules[SeedRandom[1]; ParallelMap[(Pause[Mod[#, 3]]; RandomReal[] + (Pause[1]; RandomReal[])) &, Range[5]] === r, 10] // Keys
{True}
