(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What waits for a program, a pipe or a long call of a library does not keep its worker from other tasks, nor the first VM from its own limits. *)

>> p = ThreadPool[1];

>> reader = Submit[p, Function[Module[{s = OpenRead["!sleep 5; echo late"], line}, line = ReadLine[s]; Close[s]; line]]];

>> Await[Submit[p, Function[1 + 1]], 3]
2

>> Cancel[reader]; Await[reader, 3][[1]]
Cancelled

>> runner = Submit[p, Function[Run["sleep 5"]]];

>> Await[Submit[p, Function[2 + 2]], 3]
4

>> Cancel[runner]; Await[runner, 3][[1]]
Cancelled

>> factorial = Submit[p, Function[(10^8)!]];

>> Await[Submit[p, Function[3 + 3]], 3]
6

>> Cancel[factorial]; Await[factorial, 3][[1]]
Cancelled

(* The first VM's thread may take a task while it waits. *)

>> factorials = Table[Spawn[(10^8)!], {3}]; First[AbsoluteTiming[Pause[0.05]]] < 3
True

>> First[AbsoluteTiming[Await[factorials, 0.05]]] < 3
True

>> AwaitAny[Append[factorials, Spawn[Pause[0.05]; "short"]]]
{short, 4}

>> Map[Cancel, factorials]; Map[First, TimeConstrained[Await[factorials], 3]]
{Cancelled, Cancelled, Cancelled}

(* A limit of time ends a read; what was not read yet is still there. *)

>> s = OpenRead["!echo one; sleep 0.3; echo two"]; ReadLine[s]
one

>> TimeConstrained[ReadLine[s], 0.05, "not yet"]
not yet

>> {ReadLine[s], ReadLine[s]}
{two, EndOfFile}

>> Close[s];

(* What is interrupted ends the program that it has started, one that takes no notice of SIGTERM too. *)

>> First[AbsoluteTiming[TimeConstrained[Run["trap '' TERM; sleep 5; sleep 5"], 0.05]]] < 4
True

>> First[AbsoluteTiming[TimeConstrained[ReadList["!sleep 5"], 0.05]]] < 4
True
