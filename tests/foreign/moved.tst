(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* a data structure belongs to one task: who sends it has it no more *)
#fresh
>> ch = Channel[]; d = CreateDataStructure["Stack", {1, 2}]; Send[ch, d]; e = Receive[ch]
DataStructure["Stack", <2>]

>> {e["Pop"], e["Push", 7], Normal[e]}
{2, Null, {1, 7}}

>> d["Pop"];
DataStructure::moved: DataStructure["Stack", <2>] has gone to another task.

>> Normal[d];
DataStructure::moved: DataStructure["Stack", <2>] has gone to another task.

>> {d, e, d === e, DataStructureQ[d]}
{DataStructure["Stack", <2>], DataStructure["Stack", <2>], False, True}

>> Send[ch, d];
Send::local: DataStructure["Stack", <2>] belongs to one task and can't go to another.

(* what came and is not used goes on; what comes back is used again *)
>> Send[ch, e]; Send[ch, Receive[ch]]; back = Receive[ch]; back["Pop"]
7

>> f = Spawn[Module[{x = Receive[ch]}, x["Push", "there"]; Send[ch, x]; Quiet[Head[x["Length"]]]; "done"]];

>> Send[ch, back]; Await[f]
done

>> back = Receive[ch]; Normal[back]
{1, there}

(* twice *)
>> ping = Channel[]; pong = Channel[]; Spawn[Do[Module[{x = Receive[ping]}, x["Increment"]; Send[pong, x]], {100}]];

>> c = CreateDataStructure["Counter", 0]; Do[Send[ping, c]; c = Receive[pong]; c["Increment"], {100}]; c["Get"]
200

(* inside of lists, associations, heads; twice in one value *)
>> d = CreateDataStructure["Queue", {1}]; Send[ch, <|"a" -> {1, f[d]}, d -> 2, 3 -> d|>]; r = Receive[ch];

>> {r[[1, 2, 1]]["Pop"], r[3]["Length"], Keys[r][[2]] === r[3], r[r[3]]}
{1, 0, True, 2}

>> Send[ch, Hold[r[3][x]] /. HoldPattern[r[3]] -> r[3]]; Receive[ch][[1, 0]]["Push", 5];

>> d = CreateDataStructure["Value", 5]; Send[ch, {d, {d}}]; {a, {b}} = Receive[ch]; a["Set", 6]; {b["Get"], a === b}
{6, True}

>> Send[ch, {a, 1, CreateDataStructure["Value", 7], Range[3]}]; {l, m, n, k} = Receive[ch]; {l["Get"], m, n["Get"], k}
{6, 1, 7, {1, 2, 3}}

(* of what is inside of a structure too, also in a circle *)
>> inner = CreateDataStructure["Stack"]; outer = CreateDataStructure["Deque", {inner, 1, {inner}}]; inner["Push", outer]; Send[ch, outer];

>> {inner["Length"], outer["Length"]};
DataStructure::moved: DataStructure["Stack", <9>] has gone to another task.
DataStructure::moved: DataStructure["Deque", <10>] has gone to another task.

>> o = Receive[ch]; i = o["PopFront"]; {i["Length"], i["Peek"] === o, o["PopBack"] === {i}, i}
{1, True, True, DataStructure["Stack", <9>]}

>> t = CreateDataStructure["HashTable", <|"key" -> i|>]; Send[ch, t]; Receive[ch]["Lookup", "key"]["Length"]
1

(* many, and what is deep: that is the sender's still, and so of no use to the receiver *)
>> Send[ch, Table[CreateDataStructure["Value", i], {i, 10^4}]]; Total[#["Get"] & /@ Receive[ch]]
50005000

>> t = CreateDataStructure["HashTable"]; Do[t["Insert", i -> i], {i, 10^4}]; t["Insert", last -> CreateDataStructure["Value", x]]; Send[ch, {t}]; Receive[ch][[1]]["Lookup", last]["Get"]
x

>> q = CreateDataStructure["Queue", Range[10^4]]; q["Push", CreateDataStructure["Value", x]]; Send[ch, q]; Last[Normal[Receive[ch]]]["Get"]
x

>> deep = Nest[CreateDataStructure["Value", {#}] &, 0, 10^4]; Send[ch, deep]; r = Receive[ch]; Do[r = r["Get"][[1]], {50}]; DataStructureQ[r["Get"][[1]]]
True

>> f = Spawn[Module[{x = Receive[ch]}, Quiet[Do[x = x["Get"][[1]], {1000}]; Head[x["Get"]] === x]]]; Send[ch, deep = Nest[CreateDataStructure["Value", {#}] &, 0, 10^4]]; Await[f]
True

(* an open stream inside *)
>> d = CreateDataStructure["Stack", {StringToStream["abc"], CreateDataStructure["Stack"]}]; Send[ch, {d}]; {Read[d["Elements"][[1]], Word], d["Elements"][[2]]["EmptyQ"], Close[First[d["Elements"]]]}
Send::local: InputStream[String, 3] belongs to one task and can't go to another.
{abc, True, String}

(* an operation that did not happen moved nothing *)
>> d = CreateDataStructure["Stack", {1}]; full = BoundedChannel[1]; Send[full, 0]; closed = Channel[]; Close[closed];

>> {First[Send[closed, d]], TrySend[full, d], First[TrySend[closed, d]], d["Length"]}
{Closed, False, Closed, 1}

>> TimeConstrained[Send[full, d], 0.01]; d["Length"]
1

>> TimeoutAfter[Send[full, {d, d}], 0.01]; d["Length"]
1

>> p = Promise[]; {Resolve[p, 1], Resolve[p, d], d["Length"]}
{True, False, 1}

>> fresh = Channel[_Integer]; First[Send[fresh, d]]
Send::type: DataStructure["Stack", <30018>] does not match the channel's pattern _Integer.
Type

>> d["Length"]
1

(* a sender that waits in a task, and is cancelled, or sees the channel close, has it still *)
>> seen = Channel[]; s = Spawn[Module[{x = CreateDataStructure["Stack", {1, 2}]}, WithCleanup[Send[full, x], Send[seen, x["Length"]]]]];

>> Pause[0.01]; Cancel[s]; {Receive[seen], First[Await[s]]}
{2, Cancelled}

>> s = Spawn[Module[{x = CreateDataStructure["Stack", {1, 2, 3}]}, {First[Send[full, x]], x["Length"]}]]; Pause[0.01]; Close[full]; Await[s]
{Closed, 3}

>> full = BoundedChannel[1]; Send[full, 0]; s = Spawn[Module[{x = CreateDataStructure["Stack", {1, 2, 3}]}, Send[full, x]; Quiet[Head[x["Length"]]]]];

>> {Receive[full], Receive[full]["Length"], Head[Await[s]]}
{0, 3, Failure}

(* with what can't go nothing goes *)
>> e = CreateDataStructure["Stack"]; Send[ch, e]; Send[ch, {d, e}]; Receive[ch]; d["Length"]
Send::local: DataStructure["Stack", <30024>] belongs to one task and can't go to another.
1

>> SendAll[ch, {d, 1}]; {Receive[ch]["Length"], Receive[ch]}
{1, 1}

(* arms of a select that are not chosen *)
>> d = CreateDataStructure["Stack", {1}]; b = CreateDataStructure["Stack", {1, 2}]; full = BoundedChannel[1]; Send[full, 0];

>> ChannelSelect[{Send[full, d] :> no, Default :> d["Length"]}]
1

>> ChannelSelect[{Send[full, d] :> no, After[0.01] :> d["Length"]}]
1

>> ChannelSelect[{Send[full, d] :> no, Send[ch, b] :> d["Length"]}]
1

>> {Receive[ch]["Length"], d["Length"]}
{2, 1}

>> ChannelSelect[{Send[full, {d}] :> no, Send[ch, d] :> yes}]
yes

>> d = Receive[ch]; d["Length"]
1

>> other = BoundedChannel[0]; Spawn[Pause[0.01]; Send[ch, Receive[other]]]; ChannelSelect[{Send[full, d] :> no, Send[other, {d, d}] :> yes, Receive[Channel[], x_] :> no}]
yes

>> d = First[Receive[ch]]; d["Length"]
1

>> ChannelSelect[{Send[closed, d] :> no}] // First
Closed

>> d["Length"]
1

>> g[x_] := ChannelSelect[{Send[full, x] :> no, Default :> x["Length"]}]; {g[d], g[d]}
{1, 1}

>> ChannelSelect[{Send[ch, b] :> no, Send[ch, 1] :> yes}]
ChannelSelect::local: DataStructure["Stack", <30026>] belongs to one task and can't go to another.
$Failed

(* tasks: what they are given, and their values *)
>> Await[With[{d = d}, Spawn[d["Push", 5]; d["Length"]]]]
2

>> d["Length"];
DataStructure::moved: DataStructure["Stack", <30025>] has gone to another task.

>> d = CreateDataStructure["Counter", 5]; Await[Submit[$Pool, #["AddTo", #2] &, d, 3]]
8

>> d = CreateDataStructure["Counter", 5]; Await[Then[Spawn[3], With[{d = d}, d["AddTo", #] &]]]
8

>> d = CreateDataStructure["Counter", 5]; Await[With[{d = d}, SpawnBlocking[d["Increment"]; d]]]["Get"]
6

>> f = Spawn[CreateDataStructure["Stack", {1}]]; {Await[f]["Length"], Await[f]["Length"]}
{1, 1}

>> Await[Spawn[Quiet[Head[Await[f]["Length"]] === Await[f]]]]
True

>> f = Spawn[CreateDataStructure["Stack", {1}]]; {Await[Spawn[Await[f]["Length"]]], Quiet[Head[Await[f]["Length"]]] === Await[f]}
{1, True}

>> d = CreateDataStructure["Stack", {1}]; Await[With[{d = d}, Spawn[Throw[d]]]] // First
Thrown

>> d = CreateDataStructure["Stack", {1}]; {WaitAll[{ParallelSubmit[{d}, d["Length"]]}], Quiet[Head[d["Length"]]] === d, Head[ParallelSubmit[{d}, d["Length"]]]}
ParallelSubmit::local: DataStructure["Stack", <30034>] belongs to one task and can't go to another.
{{1}, True, ParallelSubmit}

>> p = Promise[]; d = CreateDataStructure["Stack", {1}]; Resolve[p, d]; {Await[p]["Length"], Head[d["Length"]]}
DataStructure::moved: DataStructure["Stack", <30035>] has gone to another task.
{1, DataStructure["Stack", <30035>]}

(* through a definition it is seen, and is not the task's *)
>> d = CreateDataStructure["Stack", {1}]; Await[Spawn[d["Push", 2]; Head[d["Length"]] === d]]
DataStructure::other: DataStructure["Stack", <30036>] belongs to another task.
DataStructure::other: DataStructure["Stack", <30036>] belongs to another task.
True

>> {Await[Spawn[d]] // First, d["Length"]}
{Local, 1}

(* what elements of a Parallel function have made belongs to nobody at first *)
>> Total[#["Length"] & /@ ParallelTable[CreateDataStructure["Stack", Range[n]], {n, 10}]]
55

>> ParallelMap[#["Length"] &, {d}] // Length
DataStructure::other: DataStructure["Stack", <30036>] belongs to another task.
1

>> all = ParallelTable[CreateDataStructure["Stack", Range[n]], {n, 3}]; same = ParallelMap[Identity, all]; {#["Length"] & /@ same, all === same}
{{1, 2, 3}, True}

>> First[Catch[ParallelDo[Throw[{CreateDataStructure["Stack", Range[n]]}], {n, 3}]]]["Length"]
1

>> ParallelTry[CreateDataStructure["Stack", Range[#]] &, {3}]["Length"]
3

>> ParallelMap[Identity, {d, 1}][[1]]["Length"]
1

(* not possible: to several, to other processes, by a shared variable *)
>> bc = BroadcastChannel[2]; Send[bc, d]; d["Length"]
Send::local: DataStructure["Stack", <30036>] belongs to one task and can't go to another.
1

>> pool = ThreadPool[1, Isolation -> "Process"]; Head[Submit[pool, Identity, d]]
Submit::local: DataStructure["Stack", <30036>] belongs to one task and can't go to another.
Submit

>> With[{d = d}, Head[Spawn[d["Length"], Pool -> pool]]]
Spawn::local: DataStructure["Stack", <30036>] belongs to one task and can't go to another.
Spawn

>> SetSharedVariable[shared]; shared = d
SetSharedVariable::local: DataStructure["Stack", <30036>] belongs to one task and can't go to another.
$Failed

>> {shared = 1, d["Length"]}
{1, 1}

>> Close[pool];

(* one is in use while a program of its own runs *)
>> d = CreateDataStructure["Stack", {1, 2}]; d["Fold", (Quiet[Head[Send[ch, d]]]; d["Push", 3]; #1 + #2) &, 0]
DataStructure::use: DataStructure["Stack", <30040>] can't be changed while it is in use.
DataStructure::use: DataStructure["Stack", <30040>] can't be changed while it is in use.
3

>> Normal[d]
{1, 2}

(* several want what belongs to nobody: exactly one has it *)
>> Union[Table[With[{f = Spawn[CreateDataStructure["Counter", 0]]}, Count[Await[Table[Spawn[Quiet[IntegerQ[Await[f]["Increment"]]]], {12}]], True]], {40}]]
{1}

(* some go round among many, by selects that send and receive and often give up: none is lost, none is doubled *)
>> {c1, c2, c3} = Table[BoundedChannel[2], 3]; pass[x_] := (x["Increment"]; While[! ChannelSelect[{Send[c1, x] :> True, Send[c2, {x, x}] :> True, Send[c3, x] :> True, After[0.0001] :> False}]]);

>> Do[Send[c1, CreateDataStructure["Counter", 0]], {2}]; Do[Send[c3, CreateDataStructure["Counter", 0]], {2}];

>> Union[Await[Table[Spawn[Do[ChannelSelect[{Receive[c1, x_] :> pass[x], Receive[c2, {x_, y_}] :> pass[y], Receive[c3, x_] :> pass[x]}], {50}]], {6}]]]
{Null}

>> all = Union[Flatten[ReceiveAll /@ {c1, c2, c3}]]; {Length[all], Total[#["Get"] & /@ all]}
{4, 300}

(* senders that are cancelled while others receive: each object is the receiver's or still the sender's *)
>> one[n_] := Module[{x = CreateDataStructure["Counter", 1]}, WithCleanup[Send[started, n]; Send[meet, x], Send[back, Quiet[Boole[IntegerQ[x["Get"]]]]]]];

>> round[] := (meet = BoundedChannel[0]; {started, back} = Table[Channel[], 2]; tasks = Table[Spawn[one[i]], {i, 10}]; Do[Receive[started], {10}]; helper = Spawn[Sum[Receive[meet]["Get"], {3}]]; Cancel /@ tasks[[2 ;; 10 ;; 2]]; n = Await[helper]; Close[meet]; Await[tasks]; n + Total[ReceiveAll[back]]);

>> Union[Table[round[], {30}]]
{10}
