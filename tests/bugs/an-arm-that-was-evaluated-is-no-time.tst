(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Arms of ChannelSelect that a variable holds had a message of Receive; HoldPattern round one was refused. *)

>> c = Channel[]; SendAll[c, {5, 6}]; arms = {Receive[c, x_] :> x + 1}; ChannelSelect[arms]
6

>> arms = {HoldPattern[Receive[c, x_]] :> x + 1}; ChannelSelect[arms]
7

>> f = Spawn[7]; arms = {Await[f, x_] :> x + 1}; ChannelSelect[arms]
8

>> Receive[c, y]
Receive::time: y is not a time in seconds.
Receive[Channel[<1>], y]

(* SendAll says what it can't send. *)
>> SendAll[c, 5];
SendAll::list: 5 is not a list of values.

>> SendAll[c, g[1, 2]]; ChannelLength[c]
SendAll::list: g[1, 2] is not a list of values.
0
