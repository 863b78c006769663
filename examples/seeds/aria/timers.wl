(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Timers cost little: 5,000 at once, each a sleeping task. *)

out = Channel[];
Do[With[{k = k}, Spawn[Pause[0.3 + 0.1 Mod[k, 3]]; Send[out, Mod[k, 3]]]], {k, 5000}];
order = Table[Receive[out], {5000}];
Print[Tally[order] // Sort];

(* They fire in the order of their times; hours, in simulated time. *)
sim = ThreadPool[Scheduler -> {"Simulated", 1}];
hours = {5, 1, 4, 2, 3};
Await[Submit[sim, Function[Await[Map[Function[k, Spawn[Pause[3600 k]; Send[out, k]]], hours]]]]];
Print[ReceiveAll[out]];

(* One tick, and many. *)
once = After[0.01];
Print[{Receive[once], Receive[once]}];
often = Every[0.2];
Print[Table[Receive[often], {3}]];
Close[often];

(* A timer that nobody waits for any more is no burden: each wait here sets one. *)
ch = Channel[];
Spawn[Do[Send[ch, k], {k, 3000}]; Close[ch]];
Print[Length[Catch[NestWhileList[Receive[ch, 1000] &, 0, # =!= EndOfStream &]]]];
