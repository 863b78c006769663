(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Reading and waiting side by side: programs and files are read in tasks while the others go on. *)

slow[text_] := SpawnBlocking[RunProcess[{"sh", "-c", "sleep 0.2; printf '%s' " <> text}, "StandardOutput"]]
ticks = 0;
answer = slow["done"];
While[ticks < 3, Pause[0.01]; ticks++];
Print[ticks, " ticks meanwhile"];
Print[Await[answer]];
Print[Await[Map[slow, {"one", "two", "three"}]]];

(* Lines of a file into a channel: a task reads it, line by line, and the stream is its own. *)
path = FileNameJoin[{$TemporaryDirectory, "lyra-input-" <> ToString[$ProcessID] <> ".txt"}];
Export[path, "alpha\nbeta\ngamma\n", "String"];
each[open_, ch_] := WithResource[stream = open, Module[{line},
  While[(line = ReadLine[stream]) =!= EndOfFile, Send[ch, line]]]; Close[ch]]
lines = BoundedChannel[1];
Spawn[each[OpenRead[path], lines]];
Print[Table[{line, StringLength[line]}, {line, lines}]];

(* The same of what a program writes: each line comes as soon as it is there, before the program ends. *)
go = path <> ".go";
lines = Channel[];
SpawnBlocking[each[OpenRead["!echo first; while [ ! -e '" <> go <> "' ]; do sleep 0.01; done; echo second"], lines]];
Print[Receive[lines]];
Export[go, "", "String"];
Print[Receive[lines]];
Print[Receive[lines]];
DeleteFile[{path, go}];

(* Both at once, into one channel: lines of each in their order. *)
Export[path, "1\n2\n3\n", "String"];
{numbers, letters} = {Channel[], Channel[]};
Spawn[each[OpenRead[path], numbers]];
SpawnBlocking[each[OpenRead["!printf 'a\\nb\\nc\\n'"], letters]];
all = Channel[];
TaskScope[Do[With[{from = from}, Spawn[Scan[Send[all, #] &, from]]], {from, {numbers, letters}}]];
got = ReceiveAll[all];
Print[{Select[got, DigitQ], Select[got, LetterQ]}];
DeleteFile[path];
