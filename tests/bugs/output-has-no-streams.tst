(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* $Output had no value, and Print did not look at it. *)
>> WriteString[$Output, "a", 1, "\n"]
a1

>> Block[{$Output = {}}, Print[1]; Echo[2]]; Print[3]
3

>> s = OpenWrite[]; Block[{$Output = {s, OutputStream["stdout", 1]}}, Print["both"]]; ReadString[Close[s]]
both
both

>> $Output = 5; Print[8]
$Output::stream: 5 is not a string, SocketObject, InputStream[ ] or OutputStream[ ].

>> Clear[$Output]; Print[9]; $Output
9
{OutputStream[stdout, 1]}

>> s = OpenWrite[]; Block[{$Output = {s}}, EchoEvaluation[1 + 1]]; ReadString[Close[s]]
» 1 + 1
« 2
