(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Each task numbered its streams from 3, so that one of another task could be one of its own by name and number. *)
>> s = StringToStream["one\ntwo"]; ReadLine[s]
one

>> Await[Spawn[t = StringToStream["mine"]; {s === t, ReadLine[t]}]]
{False, mine}

(* What another task has opened was said not to be open. *)
>> Await[Spawn[ReadLine[s]; Close[s]; StreamPosition[s]; Find[s, "two"]]]
ReadLine::owner: InputStream[String, 3] belongs to another task.
Close::owner: InputStream[String, 3] belongs to another task.
StreamPosition::owner: InputStream[String, 3] belongs to another task.
Find::owner: InputStream[String, 3] belongs to another task.
$Failed

>> {ReadLine[s], Close[s]}
{two, String}

>> ReadLine[s];
ReadLine::openx: InputStream[String, 3] is not open.

>> Await[Spawn[Put[1, OutputStream["a", 3]]; WriteString[OutputStream["a", 3], "x"]; t = StringToStream["mine"]; Close[t]; Quiet[Check[ReadLine[t], "closed", ReadLine::openx]]]]
Put::owner: OutputStream[a, 3] belongs to another task.
WriteString::owner: OutputStream[a, 3] belongs to another task.
closed
