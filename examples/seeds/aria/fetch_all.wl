(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* No function is of another colour: fetch waits, its callers need not say so, and many fetches wait at once. *)

fetch[name_] := (Pause[0.02]; "page of " <> name)
names = {"ada", "grace", "kathleen", "mary"};

(* As tasks, and all of their values in order. *)
Print[Await[Map[Spawn[fetch[#]] &, names]]];

(* The same function one after the other, and in parallel. *)
Print[Map[fetch, names] === ParallelMap[fetch, names]];

(* Waiting may stand anywhere, at any depth: in a condition of a rule too. *)
long[name_] /; StringLength[fetch[name]] > 12 := "long"
long[_] := "short"
Print[Await[Map[Spawn[long[#]] &, names]]];

(* 2,000 tasks that wait 20 ms each take no 40 s. *)
many = Await[Table[With[{k = k}, Spawn[Pause[0.02]; k]], {k, 2000}]];
Print[Total[many]];
