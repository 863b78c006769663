(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Lines of a log taken apart with string patterns, and a summary of them. *)
log = "2024-03-01 12:00:03 INFO  web   GET /index.html 200 12ms
2024-03-01 12:00:09 WARN  disk  usage at 91%
2024-03-01 12:01:17 INFO  web   GET /missing 404 3ms
2024-03-01 12:02:40 ERROR web   GET /report 500 230ms
2024-03-01 12:03:01 INFO  web   GET /index.html 200 9ms";

number = DigitCharacter ..;
entry[line_] := First[StringCases[line,
  StartOfString ~~ date : (number ~~ "-" ~~ number ~~ "-" ~~ number) ~~ " " ~~
    time : (number ~~ ":" ~~ number ~~ ":" ~~ number) ~~ " " ~~ level : LetterCharacter .. ~~ Whitespace ~~
    source : LetterCharacter .. ~~ Whitespace ~~ text__ ~~ EndOfString :>
    <|"time" -> time, "level" -> level, "source" -> source, "text" -> text|>]]

entries = entry /@ StringSplit[log, "\n"];
Print["levels: ", Counts[entries[[All, "level"]]]];
Print["not INFO: ", StringRiffle[Lookup[Select[entries, #level != "INFO" &], "text"], "; "]];

requests = StringCases[Lookup[Select[entries, #source == "web" &], "text"],
  "GET " ~~ path : Except[" "] .. ~~ " " ~~ status : number ~~ " " ~~ ms : number ~~ "ms" :>
    {path, ToExpression[status], ToExpression[ms]}];
requests = Join @@ requests;
KeyValueMap[Print[#1, ": ", Length[#2], " requests, ", ToString[N[Mean[#2[[All, 3]]]]], " ms on average"] &,
  GroupBy[requests, First]];
Print["failed: ", Cases[requests, {path_, status_ /; status >= 400, _} :> path]];
Print[StringReplace["/report?user=ann&id=17", {"?" -> "  ", "&" -> ", ", "=" -> ": "}]];
