(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A task that was cancelled while an answer was written to its child, which did not read, gave the child up, and then began again. *)
>> p = ThreadPool[1, Isolation -> "Process", Retries -> 1]; big = Channel[]; begun = Channel[];

>> f = Spawn[Send[begun, $ProcessID]; Receive[big], Pool -> p]; child = Receive[begun]; While[WaitGraph[] === {}, Pause[0.001]]

>> Run["kill -STOP " <> ToString[child]]
0

>> Send[big, Range[10^6]]; Cancel[f]; First[Await[f, 20]]
Cancelled

>> {ChannelLength[big], ChannelLength[begun]}
{1, 0}
