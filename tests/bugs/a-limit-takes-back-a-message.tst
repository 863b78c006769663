(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A limit of time that was over when the task went on took back what had been sent or received in time: the one whose message was taken was told that it was late, and
   what had been received was lost. *)
>> p = ThreadPool[1]; list = RandomReal[1, 10^6]; ch = BoundedChannel[0];

>> sender = Submit[p, Function[TimeoutAfter[Send[ch, 1], 0.02]]];

>> receiver = Submit[p, Function[With[{v = Receive[ch]}, Sort[list]; v]]];

>> Await[{sender, receiver}]
{Null, 1}

>> receiver = Submit[p, Function[TimeConstrained[Receive[ch], 0.02]]];

>> sender = Submit[p, Function[Send[ch, {1}]; Sort[list]; "sent"]];

>> Await[{sender, receiver}]
{sent, {1}}

>> chooser = Submit[p, Function[TimeoutAfter[ChannelSelect[{Receive[ch, x_] :> x}], 0.02]]];

>> sender = Submit[p, Function[Send[ch, {2}]; Sort[list]; "sent"]];

>> Await[{sender, chooser}]
{sent, {2}}

(* One that is over before sends nothing. *)
>> c = Channel[]; TimeConstrained[Sort[list]; Send[c, 1], 10.^-6, "late"]
late

>> ChannelLength[c]
0

>> TimeConstrained[While[True, TrySend[c, 1]; TryReceive[c]], 0.01, "late"]
late
