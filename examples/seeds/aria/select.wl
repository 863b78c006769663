(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Waiting for one of several things: a value, a tick, or nothing. *)

inbox = Channel[];
step[] := ChannelSelect[{
  Receive[inbox, message_] :> "message " <> message,
  Default :> "idle"}]
Print[step[]];
Send[inbox, "hello"];
Print[step[]];

(* A timer as an arm. *)
Print[ChannelSelect[{Receive[inbox, m_] :> m, After[0.02] :> "nothing came"}]];

(* A ticking channel is received from like any other: three heartbeats, then the message that a task sends late. *)
timer = Every[0.02];
Spawn[Pause[0.5]; Send[inbox, "late"]];
beats = 0;
Print[Catch[While[True, ChannelSelect[{
  Receive[inbox, m_] :> Throw[m],
  Receive[timer, _] :> beats++}]]]];
Print[beats >= 3];
Close[timer];

(* All three in one: a message is handled first, else a tick makes a heartbeat, else there is nothing to do. *)
turn[] := ChannelSelect[{
  Receive[inbox, message_] :> "message " <> message,
  Receive[timer, _] :> "heartbeat",
  Default :> "idle"}, "Biased" -> True]
timer = Every[3600];
Send[inbox, "a"]; Send[inbox, "b"];
Print[{turn[], turn[], turn[]}];
Close[timer];
timer = Every[0.01];
Pause[0.1];
Print[turn[]];
Send[inbox, "c"];
Print[turn[]];
Close[timer];

(* An arm that sends goes when there is room; arms with the first listed preferred. *)
outbox = BoundedChannel[1];
put[v_] := ChannelSelect[{Send[outbox, v] :> "sent", Default :> "full"}]
Print[{put[1], put[2], Receive[outbox], put[3]}];
a = Channel[]; b = Channel[];
Send[a, 1]; Send[b, 2];
Print[ChannelSelect[{Receive[b, x_] :> {"b", x}, Receive[a, x_] :> {"a", x}}, "Biased" -> True]];

(* A future is an arm too. *)
answer = Spawn[6*7];
Print[ChannelSelect[{Await[answer, x_] :> x, After[60] :> "too late"}]];

(* A pattern in an arm. *)
Send[b, {"point", 3, 4}];
Print[ChannelSelect[{Receive[b, {"point", x_, y_}] :> Sqrt[x^2 + y^2]}]];
