(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Channels with room, with as much room as needed, and with none. *)

wide = Channel[];
SendAll[wide, Range[5]];
Print[{ChannelLength[wide], ChannelCapacity[wide]}];

narrow = BoundedChannel[2];
Print[{TrySend[narrow, "a"], TrySend[narrow, "b"], TrySend[narrow, "c"]}];
Print[{TryReceive[narrow], TryReceive[narrow], TryReceive[narrow]}];

(* No room at all: sender and receiver meet. *)
meeting = BoundedChannel[0];
Print[TrySend[meeting, "nobody is there"]];
sender = Spawn[Send[meeting, "here I am"]; "met"];
Print[{Receive[meeting], Await[sender]}];

(* After Close what is inside still comes, then EndOfStream; sending fails. *)
Close[wide];
Print[{ClosedQ[wide], ReceiveAll[wide], Receive[wide]}];
Print[First[Send[wide, 6]]];

(* At most so many seconds. *)
Print[First[Receive[narrow, 0.01]]];

(* A pattern says what may be sent. *)
typed = BoundedChannel[8, _Integer];
Print[Quiet[FailureQ[Send[typed, "text"]]]];

(* A channel through a channel: the question brings where the answer goes. *)
questions = Channel[];
Spawn[Do[First[q][Last[q]], {q, questions}]];
ask[n_] := With[{answer = Channel[]}, Send[questions, {Function[k, Send[answer, k^2]], n}]; Receive[answer]]
Print[Map[ask, {1, 2, 3}]];
Close[questions];

(* Every subscriber gets every value; the slow one is told what it has lost. *)
news = BroadcastChannel[2];
first = Subscribe[news]; second = Subscribe[news];
Send[news, "a"]; Send[news, "b"];
Print[{Receive[first], Receive[first], Receive[second], Receive[second]}];
Do[Send[news, k], {k, 5}];
Close[news];
Print[Table[x, {x, first}]];
