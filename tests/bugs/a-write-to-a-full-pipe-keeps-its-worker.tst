(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A program that does not read, or a named pipe that nobody has opened, kept the worker of the task that wrote to it. *)
>> p = ThreadPool[1];

>> writer = Submit[p, Function[Module[{s = OpenWrite["!exec sleep 20 > /dev/null 2>&1"]}, WriteString[s, StringRepeat["x", 10^6]]; Close[s]]]];

>> Await[Submit[p, Function[1 + 1]], 10]
2

>> Cancel[writer]; First[Await[writer, 10]]
Cancelled

>> pipe = Close[OpenWrite[]]; DeleteFile[pipe]; Run["mkfifo " <> pipe]
0

>> writer = Submit[p, Function[Module[{s = OpenWrite[pipe]}, WriteString[s, StringRepeat["x", 10^5], "\nend\n"]; Close[s]]]];

>> Await[Submit[p, Function[2 + 2]], 10]
4

>> s = OpenRead[pipe]; {StringLength[ReadLine[s]], ReadLine[s], ReadLine[s]}
{100000, end, EndOfFile}

>> Close[s]; Await[writer, 10] === pipe
True

>> reader = Submit[p, Function[Module[{s = OpenRead[pipe], line}, line = ReadLine[s]; Close[s]; line]]];

>> Await[Submit[p, Function[3 + 3]], 10]
6

>> s = OpenWrite[pipe]; WriteString[s, "hello\n"]; Close[s]; DeleteFile[pipe]; Await[reader, 10]
hello

(* A limit of time ends a write. *)
>> s = OpenWrite["!exec sleep 20 > /dev/null 2>&1"]; TimeConstrained[WriteString[s, StringRepeat["x", 10^6]], 0.05, "late"]
late

(* Writing to a program that has ended ended this one. *)
>> s = OpenWrite["!true"]; While[WriteString[s, "x"] === Null, Pause[0.01]]
WriteString::nowrite: Not all could be written to OutputStream[!true, 7].
