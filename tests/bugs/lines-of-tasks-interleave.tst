(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What a task had written of a line went out when it waited, so lines of two tasks got into each other. *)
>> both[wait_] := Module[{first = Promise[], one, other},
..   one = Spawn[WriteString[$Output, "one "]; wait[first]; WriteString[$Output, "line\n"]];
..   other = Spawn[WriteString[$Output, "another "]; Resolve[first, 1]; Await[one]; WriteString[$Output, "line\n"]];
..   Await[other]];

>> both[Await]
one line
another line

(* Under a builtin written in C too. *)
>> both[p |-> Sort[{2, 1}, (Await[p]; True) &]]
one line
another line

(* A message comes out before the line that it was given in the middle of, and what ends a task ends its line. *)
>> Await[Spawn[WriteString[$Output, "a "]; Message[f::m]; WriteString[$Output, "line\n"]; WriteString[$Output, "unfinished"]]]; Print[]
f::m: -- Message text not found --
a line
unfinished

>> ch = Channel[]; f = Spawn[WriteString[$Output, "cancelled"]; Send[ch, 1]; Pause[100]]; Receive[ch]; Cancel[f]; Await[f];
cancelled

(* A program that is run writes after what was written before. *)
>> Await[Spawn[WriteString[$Output, "before"]; Run["true"]; Print[" and after"]]];
before and after
