(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What may go from task to task: values by pointer, whatever their size; shared objects; what belongs to one task, never. *)

big = Range[10^6];
ch = Channel[];
task = Spawn[Total[Receive[ch]]];
Send[ch, big];
Print[Await[task]];

(* Channels and futures are shared. *)
Send[ch, Spawn["a future through a channel"]];
Print[Await[Receive[ch]]];

(* An open stream stays with its task: elsewhere it is not open. *)
stream = StringToStream["first second"];
Print[Await[Spawn[Quiet[Check[Read[stream, Word]; "read", "not open here"]]]]];
Print[Read[stream, Word]];

(* A data structure is moved: it can be changed, so one task has it at a time, and who sent it has it no longer. *)
basket = CreateDataStructure["Queue"];
basket["Push", "apple"];
packer = Spawn[Module[{mine = Receive[ch]}, mine["Push", "pear"]; mine]];
Send[ch, basket];
Print[Quiet[Check[basket["Length"]; "still here", "moved away"]]];
filled = Await[packer];
Print[filled["Elements"]];

(* A change made in a task changes nothing here. *)
list = {1, 2, 3};
Print[{Await[Spawn[list[[1]] = "changed"; list]], list}];
