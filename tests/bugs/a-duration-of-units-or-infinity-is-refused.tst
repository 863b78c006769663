(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Pause took no units, and Infinity was no time for most of what waits. *)

>> {Pause[Seconds[0.001]], Pause[Quantity[1, "Milliseconds"]], Pause[Minutes[0]]}
{Null, Null, Null}

>> First[AbsoluteTiming[Pause[Milliseconds[50]]]] >= 0.05
True

>> {TimeConstrained[Pause[Infinity], 0.05, late], First[TimeoutAfter[Pause[Infinity], 0.05]]}
{late, Timeout}

>> Pause[-1]
Pause::numnm: Non-negative machine-sized number expected at position 1 in Pause[-1].
Pause[-1]

>> c = Channel[]; Send[c, 1]; {Await[Spawn[5], Infinity], AwaitAny[{Spawn[6]}, Infinity], TryAwait[{Spawn[7]}, Infinity], Receive[c, Infinity]}
{5, {6, 1}, {7}, 1}

>> First[Receive[c, Infinity]]
Deadlock

>> {TimeConstrained[Receive[After[Infinity]], 0.05, late], First[Receive[Every[Infinity]]]}
{late, Deadlock}

>> ChannelSelect[{After[Infinity] :> never, After[0.01] :> late}]
late

>> ChannelSelect[{After[Infinity] :> never, Receive[c, x_] :> x, Default :> nothing}]
nothing

>> Close[ThreadPool[1], Infinity]

(* A virtual clock does not go on to the end of time: nothing can end this wait. *)
>> First[Await[Submit[ThreadPool[Scheduler -> {"Simulated", 1}], Pause[Infinity] &]]]
Deadlock
