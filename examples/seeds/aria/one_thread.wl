(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* All on one thread: a pool with one worker, where tasks take turns at each wait and after each share of steps. *)

pool = ThreadPool[1];
out = Channel[];
spin[n_] := Do[Null, {n}]

(* A task that computes for ever keeps no other from running. *)
endless = Submit[pool, Function[While[True]]];
quick = Submit[pool, Function[x, x^2], 12];
Print[Await[quick]];
Cancel[endless];
Print[First[Await[endless]]];

(* Ping and pong on one worker. *)
ping = BoundedChannel[0]; pong = BoundedChannel[0];
Submit[pool, Function[Do[Send[pong, Receive[ping] + 1], {5}]]];
rounds = Submit[pool, Function[Nest[Function[k, Send[ping, k]; Receive[pong]], 0, 5]]];
Print[Await[rounds]];
Close[pool];

(* The same with every choice drawn from a seed, in time that does not pass: a run can be had again. *)
race[seed_] := Module[{sim = ThreadPool[Scheduler -> {"Simulated", seed}], order = Channel[]},
  Await[Submit[sim, Function[Await[Table[Spawn[Pause[RandomInteger[{1, 3600}]]; Send[order, k]], {k, 6}]]]]];
  ReceiveAll[order]]
Print[race[1] === race[1]];
Print[Length[Union[Table[race[seed], {seed, 8}]]] > 1];
