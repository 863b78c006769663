(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A value that the arm of its channel did not match was received all the same, and was the result. *)

>> c = Channel[]; Union[Table[Send[c, "s"]; ChannelSelect[{Receive[c, x_Integer] :> x, Receive[c, x_String] :> {x}}], {20}]]
{{s}}

>> Send[c, "s"]; ChannelSelect[{Receive[c, x_Integer] :> x, Receive[c, x_String] :> {x}}, "Biased" -> True]
{s}

(* It stays, in order; another arm goes, or the time ends. *)
>> SendAll[c, {5, 50}]; ChannelSelect[{Receive[c, x_ /; x > 10] :> x, After[0.02] :> late}]
late

>> d = Channel[]; Send[d, 6]; {ChannelSelect[{Receive[c, x_Integer] :> x /; x > 10, Receive[d, y_] :> y}], ChannelSelect[{Receive[c, _String] :> s, Default :> none}], ReceiveAll[c]}
{6, none, {5, 50}}

(* An arm waits until a value that it takes comes first. *)
>> SendAll[c, {1, 2, 30}]; f = Spawn[ChannelSelect[{Receive[c, x_ /; x > 10] :> {x}}]]; {Receive[c], Receive[c], Await[f], ChannelLength[c]}
{1, 2, {30}, 0}

>> f = Spawn[ChannelSelect[{Receive[c, x_String] :> {x}}]]; Pause[0.01]; Send[c, 1]; Pause[0.01]; r = Receive[c]; Send[c, "a"]; {r, Await[f]}
{1, {a}}

(* Of senders that wait as well, which may leave. *)
>> m = BoundedChannel[0]; f = Spawn[TimeConstrained[Send[m, 1], 0.05, "left"]]; g = Spawn[Pause[0.02]; Send[m, "two"]]; {ChannelSelect[{Receive[m, x_String] :> x}], Await[f], Await[g]}
{two, left, Null}

>> g = Spawn[Send[m, 3]; Send[m, 4]]; {ChannelSelect[{Receive[m, x_Integer] :> {x}}], ChannelSelect[{Receive[m, x_ /; x > 3] :> {x}}], Await[g]}
{{3}, {4}, Null}

>> f = Spawn[ChannelSelect[{Receive[m, x_Integer] :> {x}}]]; ChannelSelect[{Send[m, 5] :> sent, Receive[m, x_String] :> x}]; Await[f]
{5}

(* Of several selects and a receiver each value goes to one that takes it. *)
>> q = BoundedChannel[3]; even = Table[Spawn[ChannelSelect[{Receive[q, x_?EvenQ] :> x}]], {10}]; odd = Table[Spawn[ChannelSelect[{Receive[q, x_?OddQ] :> x}]], {10}]; SendAll[q, Range[20]]; {Sort[Await[even]], Sort[Await[odd]], ChannelLength[q]}
{{2, 4, 6, 8, 10, 12, 14, 16, 18, 20}, {1, 3, 5, 7, 9, 11, 13, 15, 17, 19}, 0}

(* A future keeps its value: an arm that does not take it never goes. *)
>> f = Spawn[5]; {ChannelSelect[{Await[f, x_String] :> x, After[0.02] :> late}], First[ChannelSelect[{Await[f, x_String] :> x}]], ChannelSelect[{Await[f, x_Integer] :> {x}}]}
{late, Deadlock, {5}}

(* The end of a stream is what its arm takes, or is given where nothing else is left. *)
>> e = Channel[]; Close[e]; {ChannelSelect[{Receive[e, EndOfStream] :> end}], ChannelSelect[{Receive[e, x_Integer] :> x}], ChannelSelect[{Receive[e, x_Integer] :> x, After[0.02] :> late}]}
{end, EndOfStream, late}

>> Send[c, 7]; ChannelSelect[{Receive[e, x_Integer] :> x, Receive[c, x_] :> x}]
7

>> f = Spawn[ChannelSelect[{Receive[c, x_Integer] :> x}]]; Pause[0.01]; Send[c, "s"]; Pause[0.01]; Receive[c]; Close[c]; Await[f]
EndOfStream

(* A condition may wait, throw, and send; a value is not lost by it. *)
>> c = Channel[]; SendAll[c, {1, 2}]; {Catch[ChannelSelect[{Receive[c, x_ /; Throw["out"]] :> x}]], ChannelSelect[{Receive[c, x_ /; (Pause[0.01]; True)] :> {x}}], ReceiveAll[c]}
{out, {1}, {2}}

>> s = CreateDataStructure["Stack", {1}]; full = BoundedChannel[1]; Send[full, 0]; ChannelSelect[{Receive[c, x_Integer] :> x, Send[full, s] :> sent, After[0.02] :> late}]
late

>> {s["Pop"], ChannelSelect[{Receive[c, x_Integer] :> x, Send[full, s] :> sent, Default :> none}], s["EmptyQ"]}
{1, none, True}

>> s["Push", 8]; Receive[full]; ChannelSelect[{Receive[c, x_Integer] :> x, Send[full, s] :> sent}]; Receive[full]["Pop"]
8

(* Nothing that has to wait is forgotten under any schedule. *)
>> run[] := Module[{r = BoundedChannel[0], a, b}, a = Table[Spawn[ChannelSelect[{Receive[r, x_Integer] :> x}]], {3}]; b = Table[Spawn[ChannelSelect[{Receive[r, x_String] :> x}]], {3}]; Do[Spawn[Send[r, i]]; Spawn[Send[r, ToString[i]]], {i, 3}]; {Sort[Await[a]], Sort[Await[b]]}]; Keys[ExploreSchedules[run[], 40]]
{{{1, 2, 3}, {1, 2, 3}}}

(* Nor is one of them taken twice or out of order, where others receive what comes first. *)
>> mixed[n_] := Module[{r = BoundedChannel[n], a, b}, a = Spawn[Table[ChannelSelect[{Receive[r, x_?EvenQ] :> x, Receive[r, EndOfStream] :> 0}], {3}]]; b = Spawn[Table[x, {x, r}]];
..   SendAll[r, Range[6]]; Close[r]; a = DeleteCases[Await[a], 0]; b = Await[b]; {OrderedQ[a], OrderedQ[b], AllTrue[a, EvenQ], Sort[Join[a, b]]}]; Table[Keys[ExploreSchedules[mixed[n], 40]], {n, {0, 1, 3}}]
{{{True, True, True, {1, 2, 3, 4, 5, 6}}}, {{True, True, True, {1, 2, 3, 4, 5, 6}}}, {{True, True, True, {1, 2, 3, 4, 5, 6}}}}

>> Union[Table[mixed[n], {50}, {n, {0, 1, 3}}]]
{{{True, True, True, {1, 2, 3, 4, 5, 6}}, {True, True, True, {1, 2, 3, 4, 5, 6}}, {True, True, True, {1, 2, 3, 4, 5, 6}}}}
