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
