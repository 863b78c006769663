(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* an open stream belongs to the task that opened it: it goes nowhere, and stays open *)
>> s = StringToStream["abc def"]; ch = Channel[]; bc = BroadcastChannel[2]; p = Promise[];
>> Head[Send[ch, s]]
Send::local: InputStream[String, 3] belongs to one task and can't go to another.
Send

>> Send[ch, {1, f[<|"key" -> {s}|>]}];
Send::local: InputStream[String, 3] belongs to one task and can't go to another.

>> TrySend[ch, s]; SendAll[ch, {1, s, 2}]; ReceiveAll[ch]
TrySend::local: InputStream[String, 3] belongs to one task and can't go to another.
SendAll::local: InputStream[String, 3] belongs to one task and can't go to another.
{}

>> Send[bc, s]; Resolve[p, s]; Reject[p, s];
Send::local: InputStream[String, 3] belongs to one task and can't go to another.
Resolve::local: InputStream[String, 3] belongs to one task and can't go to another.
Reject::local: InputStream[String, 3] belongs to one task and can't go to another.

>> {Resolve[p, 5], Await[p]}
{True, 5}

>> ChannelSelect[{Send[ch, s] :> 1, Default :> 2}];
ChannelSelect::local: InputStream[String, 3] belongs to one task and can't go to another.

>> With[{s = s}, Head[Spawn[Read[s, Word]]]]
Spawn::local: InputStream[String, 3] belongs to one task and can't go to another.
Spawn

>> With[{s = s}, Head[SpawnBlocking[Read[s, Word]]]]
SpawnBlocking::local: InputStream[String, 3] belongs to one task and can't go to another.
SpawnBlocking

>> Head[Submit[$Pool, Read, s, Word]]
Submit::local: InputStream[String, 3] belongs to one task and can't go to another.
Submit

>> Head[Then[p, Function[x, s]]]
Future

>> With[{s = s}, Head[Then[p, Function[x, s]]]]
Then::local: InputStream[String, 3] belongs to one task and can't go to another.
Then

>> {Read[s, Word], Read[s, Word]}
{abc, def}

(* closed, or of no task, it is a value like others *)
>> Close[s]; Send[ch, s]; Receive[ch] === s
True

>> {Send[ch, InputStream["none", 77]], Receive[ch], Send[ch, OutputStream["stdout", 1]], Receive[ch]}
{Null, InputStream[none, 77], Null, OutputStream[stdout, 1]}

(* what a task has opened ends with it *)
>> First[Await[Spawn[StringToStream["x y"]]]]
Local

>> Await[Spawn[Module[{s = StringToStream["x y"]}, Read[s, Word]]]]
x

>> First[Await[SpawnBlocking[{1, StringToStream["x y"]}]]]
Local

(* as the meaning of a symbol it is seen, but is not open there *)
>> s = StringToStream["abc"]; Await[Spawn[Quiet[Head[Read[s, Word]]]]]
Read

>> Read[s, Word]
abc

>> Close[s];

(* big values are not walked through *)
>> Send[ch, Range[10^6]]; Send[ch, Array[Sin, 10^5]]; Total[Length /@ {Receive[ch], Receive[ch]}]
1100000

(* SendAll sends all or none. *)
>> c = BoundedChannel[8, _Integer]; {First[SendAll[c, {1, "x"}]], SendAll[c, {3, 4}], ReceiveAll[c]}
SendAll::type: x does not match the channel's pattern _Integer.
{Type, Null, {3, 4}}

(* A structure goes with the others, and stays where they stay. *)
>> d = CreateDataStructure["Counter", 5]; s = StringToStream["a b"]; c = Channel[]; Quiet[SendAll[c, {d, s}]]; Close[s]; {d["Get"], SendAll[c, {d, 1}], Receive[c]["Get"], Receive[c]}
{5, Null, 5, 1}
