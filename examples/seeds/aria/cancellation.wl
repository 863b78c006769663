(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Tokens: whoever holds one can end what runs under it. *)

token = CancellationToken[];
log = Channel[];
worker = Spawn[WithCancellation[token,
  WithCleanup[Send[log, "started"]; While[True, Pause[0.001]], Send[log, "cleaned up"]]]];
Print[Receive[log]];
Cancel[token];
Print[First[Await[worker]]];
Print[Receive[log]];

(* A child is cancelled with its parent, or alone. *)
parent = CancellationToken[];
{a, b} = {ChildToken[parent], ChildToken[parent]};
Cancel[a];
Print[Map[CancelledQ, {parent, a, b}]];
Cancel[parent];
Print[Map[CancelledQ, {parent, a, b}]];

(* A loop without waits is ended too; a future can be cancelled itself. *)
busy = Spawn[While[True]];
Cancel[busy];
Print[First[Await[busy]]];

(* Catch does not hold it up; AbortProtect does until its end. *)
caught = Spawn[Catch[While[True, CheckCancelled[]]]];
Cancel[caught];
Print[First[Await[caught]]];

begun = Channel[]; go = Channel[];
careful = Spawn[AbortProtect[Send[begun, 1]; Pause[0.05]; Send[log, "finished the careful part"]]; Pause[1000]];
Receive[begun];
Cancel[careful];
Print[First[Await[careful]], ": ", Receive[log]];
