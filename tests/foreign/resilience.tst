(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Tasks share a breaker; what is pending is refused while it is open. *)

>> b = CircuitBreaker[FailureThreshold -> 3]; Await[Table[Spawn[Guard[b, Throw[1]]], {3}]]; {b["State"], First[Await[Spawn[Guard[b, 1]]]]}
{Open, CircuitOpen}

>> b = CircuitBreaker[FailureThreshold -> 2, SuccessThreshold -> 2, RecoveryTime -> 0]; Guard[b, Throw[1]]; Guard[b, 5]; Guard[b, Throw[1]]; b["State"]
Closed

>> Guard[b, Throw[1]]; {b["State"], Guard[b, 1], b["State"], Guard[b, 2], b["State"]}
{HalfOpen, 1, HalfOpen, 2, Closed}

>> Guard[b, Throw[1]]; Guard[b, Throw[1]]; Guard[b, 1]; Guard[b, Throw[2]]; Guard[b, 1]; b["State"]
HalfOpen

>> out = Channel[]; First[Retry[Throw[1], 4, Backoff -> Function[k, Send[out, k]; 0]]]
Thrown

>> ReceiveAll[out]
{1, 2, 3}

>> {Retry[5, 3], Retry[$Failed, 2], First[Retry[Throw[1], 3, Backoff -> {"Exponential", 0.001, 2, 0.01}]]}
{5, $Failed, Thrown}

(* Cancellation is not tried again. *)
>> f = Spawn[Retry[Pause[1000], 10]]; Cancel[f]; First[Await[f]]
Cancelled
