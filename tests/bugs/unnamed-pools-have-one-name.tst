(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The threads of two pools without names were called the same in traces; so were those of pools whose names begin alike, and a name could end within a letter. *)
>> threads[p_] := Module[{f = Close[OpenWrite[]], j}, TraceConcurrent[Await[Submit[p, Function[1]]], f]; j = Import[f, "RawJSON"]; DeleteFile[f];
..   DeleteCases[Cases[j["traceEvents"], e_Association /; Lookup[e, "name"] === "thread_name" :> e["args"]["name"]], "main thread"]];

>> pools = {ThreadPool[1], ThreadPool[1]}; numbers = StringCases[ToString[#], DigitCharacter ..][[1]] & /@ pools;

>> MapThread[threads[#1] === {"pool" <> #2 <> "-0"} &, {pools, numbers}]
{True, True}

>> threads /@ {ThreadPool[1, Name -> "database-read"], ThreadPool[1, Name -> "database-write"], ThreadPool[1, ThreadNamePrefix -> "äöüäöüäöü"]}
{{database-read-0}, {database-writ-0}, {äöüäöü-0}}
