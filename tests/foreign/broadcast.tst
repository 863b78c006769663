(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* every subscriber gets every value; iteration over channels *)
>> bc = BroadcastChannel[3]; a = Subscribe[bc]; Send[bc, 1]; b = Subscribe[bc]; Send[bc, 2]; {Receive[a], Receive[a], Receive[b]}
{1, 2, 2}

>> {TryReceive[a], TryReceive[b]}
{Missing[Empty], Missing[Empty]}

>> Do[Send[bc, i], {i, 5}]; Receive[a]
Failure[Lagged, 2]

>> {ReceiveAll[a], Receive[b], ReceiveAll[b]}
{{3, 4, 5}, Failure[Lagged, 2], {3, 4, 5}}

>> Close[a]; Send[bc, 6]; {Receive[a], Receive[b]}
{EndOfStream, 6}

>> f = Table[With[{s = Subscribe[bc]}, Spawn[Total[Table[x, {x, s}]]]], {4}]; Do[Send[bc, i]; Pause[0.002], {i, 3}]; Close[bc]; Union[Await[f]]
{6}

>> {First[Send[bc, 1]], Receive[Subscribe[bc]]}
{Closed, EndOfStream}

>> BroadcastChannel[0]
BroadcastChannel::capacity: 0 is not a number of values from 1 to 2^20.
BroadcastChannel[0]

>> Subscribe[5]
Subscribe::broadcast: 5 is not a broadcast channel.
Subscribe[5]

(* iteration *)
>> full[l_] := With[{ch = Channel[]}, SendAll[ch, l]; Close[ch]; ch]

>> Table[x^2, {x, full[{1, 2, 3}]}]
{1, 4, 9}

>> Table[{x, y}, {x, full[{u, v}]}, {y, 2}]
{{{u, 1}, {u, 2}}, {{v, 1}, {v, 2}}}

>> Table[x, {x, full[{}]}]
{}

>> sum[c_] := Module[{s = 0}, Do[s += x, {x, c}]; s]; {sum[full[{1, 2, 3}]], sum[{1, 2}], sum[full[{}]]}
{6, 3, 0}

>> ch = full[{1, 2, 3, 4}]; l = {}; Do[If[x == 3, Break[]]; AppendTo[l, x], {x, ch}]; {l, ReceiveAll[ch]}
{{1, 2}, {4}}

>> Reap[Scan[Sow, full[{1, 2}]]][[2, 1]]
{1, 2}

>> Catch[Scan[If[# > 1, Throw[#]] &, full[{1, 2, 3}]]]
2

>> ch = BoundedChannel[0]; Spawn[SendAll[ch, Range[100]]; Close[ch]]; Await[Spawn[sum[ch]]]
5050
