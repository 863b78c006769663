(* Reading and waiting side by side: programs and files are read in tasks while the others go on. *)

slow[text_] := SpawnBlocking[RunProcess[{"sh", "-c", "sleep 0.2; printf '%s' " <> text}, "StandardOutput"]]
ticks = 0;
answer = slow["done"];
While[ticks < 3, Pause[0.01]; ticks++];
Print[ticks, " ticks meanwhile"];
Print[Await[answer]];
Print[Await[Map[slow, {"one", "two", "three"}]]];

(* Lines of a file into a channel. *)
lines = Channel[];
Spawn[Scan[Send[lines, #] &, StringSplit["alpha\nbeta\ngamma", "\n"]]; Close[lines]];
Print[Table[StringLength[line], {line, lines}]];
