(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A limit of time that ended the opening of a named pipe was noticed nowhere: it was as if the pipe could not be opened.  Get was not
   ended at all. *)
>> pipe = Close[OpenWrite[]]; DeleteFile[pipe]; Run["mkfifo " <> pipe]
0

>> TimeConstrained[OpenWrite[pipe], 0.05, "late"]
late

>> TimeConstrained[WriteString[pipe, "x"], 0.05, "late"]
late

>> TimeConstrained[BinaryWrite[pipe, {1}], 0.05, "late"]
late

>> TimeConstrained[Export[pipe, "x", "Text"], 0.05, "late"]
late

>> TimeConstrained[Get[pipe], 0.05, "late"]
late

(* What is read from it is a package as from a file. *)
>> writer = Spawn[Module[{s = OpenWrite[pipe]}, WriteString[s, "u = 3;\nu + 1\n"]; Close[s]]]; {Get[pipe], u, Await[writer] === pipe}
{4, 3, True}

>> DeleteFile[pipe]

(* Where nothing comes the value is that of an empty file. *)
>> {Get["!true"], StringLength[Import["!true", "Text"]]}
{Null, 0}

(* And a writing that fails is said to have failed. *)
>> Export["/dev/full", "x", "Text"]
Export::nowrite: Not all could be written to /dev/full.
$Failed

>> s = OpenWrite["/dev/full"]; BinaryWrite[s, {1, 2}] // Head
BinaryWrite::nowrite: Not all could be written to OutputStream[/dev/full, 9].
BinaryWrite

>> Close[s]
/dev/full
