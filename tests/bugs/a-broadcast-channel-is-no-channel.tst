(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Only Send, Close and Subscribe knew a broadcast channel. *)

>> bc = BroadcastChannel[3]; a = Subscribe[bc]; b = Subscribe[bc]; bc <- 4; {TrySend[bc, 5], SendAll[bc, {6}], ReceiveAll[a]}
{True, Null, {4, 5, 6}}

>> {ChannelLength[bc], ChannelCapacity[bc], ClosedQ[bc], bc["Length"]}
{3, 3, False, 3}

>> ReceiveAll[b]; ChannelLength[bc]
0

>> ChannelSelect[{Receive[Channel[], x_] :> x, Send[bc, 7] :> sent}]
sent

>> c = Channel[]; Send[c, 8]; ChannelSelect[{Receive[c, x_] :> x, Send[bc, 9] :> sent}, "Biased" -> True]
8

>> g[o_] := ChannelSelect[{Receive[c, x_] :> x, Send[o, 10] :> sent}, "Biased" -> True]; {g[bc], ReceiveAll[a]}
{sent, {7, 10}}

>> Close[bc]; {ClosedQ[bc], First[TrySend[bc, 1]], First[SendAll[bc, {1}]], First[ChannelSelect[{Send[bc, 1] :> sent}]]}
{True, Closed, Closed, Closed}
