(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* FlameGraph: a picture of where the time went.  What it is of takes so much of the processors' time, however little
   of that others leave. *)
>> path = FileNameJoin[{$TemporaryDirectory, "lyra-flame-" <> ToString[$ProcessID] <> ".svg"}];
>> spin[t_] := Module[{until = TimeUsed[] + t, n = 0}, While[TimeUsed[] < until, n++]; 1];
>> inside[t_] := 1 + spin[t];
>> graph[expr_] := (FlameGraph[expr, path]; Import[path, "String"]);
>> SetAttributes[graph, HoldFirst];

>> FlameGraph[inside[0.02], path] === path
True

>> svg = graph[inside[0.02]]; StringContainsQ[svg, #] & /@ {"<svg xmlns=\"http://www.w3.org/2000/svg\"", "<title>inside: ", "<title>spin: ", "<title>main thread: ", "<title>Main: ", "</svg>"}
{True, True, True, True, True, True}

(* bars lie upon those that called them *)
>> y[name_] := First[StringCases[svg, "<title>" <> name <> ": " ~~ Shortest[__] ~~ " y=\"" ~~ n : DigitCharacter .. :> ToExpression[n]]];
>> {y["all"], y["main thread"], y["Main"], y["inside"], y["spin"]} - y["all"]
{0, -17, -34, -51, -68}

(* the tasks that it starts, and what these start; by name; others are not looked at *)
>> other = Spawn[spin[0.2], Name -> "other"];
>> svg = graph[Await[Spawn[Await[Spawn[inside[0.02], Name -> "inner"]], Name -> "outer"]]]; StringContainsQ[svg, "<title>" <> # <> ": "] & /@ {"inner", "inside", "spin", "other"}
{True, True, True, False}

>> Await[other];

(* names are escaped *)
>> svg = graph[Await[Spawn[inside[0.01], Name -> "<&\">"]]]; {StringContainsQ[svg, "<title>&lt;&amp;&quot;&gt;: "], StringContainsQ[svg, "<&"]}
{True, False}

>> svg = graph[Await[Spawn[inside[0.01], Name -> "\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]"]]]; StringContainsQ[svg, "<title>\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]\[Alpha]: "]
True

(* what a parallel function runs on several threads *)
>> svg = graph[ParallelMap[inside, Table[0.002, {20}], Method -> "FinestGrained"]]; StringContainsQ[svg, "<title>inside: "]
True

(* the evaluation ends otherwise than with a value *)
>> Catch[FlameGraph[inside[0.01]; Throw[5], path]]
5

>> FileExistsQ[path]
True

>> DeleteFile[path]

(* bad input *)
>> FlameGraph[never = 1, "/no/such/folder/f.svg"]
FlameGraph::file: /no/such/folder/f.svg can't be written.
$Failed

>> {never, FlameGraph[1, 5]}
FlameGraph::file: 5 can't be written.
{never, $Failed}

>> FlameGraph[1, "f.svg", SampleInterval -> 0]
FlameGraph::interval: 0 is not a time from Microseconds[10] to Seconds[10].
FlameGraph[1, f.svg, SampleInterval -> 0]

(* one at a time *)
>> FlameGraph[Print[FlameGraph[1, path <> "2"]], path] === path
FlameGraph::busy: Another profile is being taken.
$Failed
True

(* what is in a file stays until there is a picture *)
>> Export[path <> "2", "precious", "String"]; FlameGraph[FlameGraph[1, path <> "2"], path]; Import[path <> "2", "String"]
FlameGraph::busy: Another profile is being taken.
precious

>> FlameGraph[kept = Import[path <> "2", "String"], path <> "2"]; {kept, StringStartsQ[Import[path <> "2", "String"], "precious"]}
{precious, False}

(* the end of a longer file does not show *)
>> Export[path, StringRepeat["x", 10^5], "String"]; StringEndsQ[graph[1], "</svg>\n"]
True

>> DeleteFile /@ {path, path <> "2"};

(* ProfileConcurrent with stacks *)
>> p = ProfileConcurrent[Await[Spawn[inside[0.02]]]]; {p["Result"], Sort[Select[p["Properties"], MemberQ[{"CallStacks", "FlameGraph", "TotalTime", "CPUUtilization", "Speedup", "Efficiency", "Bottlenecks", "CacheMissRate", "MemoryBandwidth"}, #] &]]}
{2, {Bottlenecks, CacheMissRate, CPUUtilization, Efficiency, MemoryBandwidth, Speedup, TotalTime}}

>> MatchQ[#, _Real | Missing["NotAvailable"]] & /@ {p["CacheMissRate"], p["MemoryBandwidth"]}
{True, True}

>> EnableConcurrencyProfiling[includeCallStacks -> True, sampleInterval -> Microseconds[100], outputFormat -> "FlameGraph"]
<|IncludeCallStacks -> True, SampleInterval -> 0.0001, OutputFormat -> FlameGraph|>

>> p = ProfileConcurrent[Await[Spawn[inside[0.02], Name -> "t"]]]; DeleteDuplicates[#Stack & /@ Select[p["CallStacks"], #Task === "t" && #Samples > 1 &]]
{{HoldForm[inside], HoldForm[spin]}}

>> {StringContainsQ[p["flameGraph"], "<title>spin: "], Total[#Time & /@ p["callStacks"]] <= p["CPUTime"] + 0.01}
{True, True}

>> EnableConcurrencyProfiling[OutputFormat -> "PDF"]
EnableConcurrencyProfiling::format: PDF is not "FlameGraph" or None.
EnableConcurrencyProfiling[OutputFormat -> PDF]

>> EnableConcurrencyProfiling[False]; KeyExistsQ[ProfileConcurrent[1]["Association"], "CallStacks"]
False

(* what the session's pools have counted *)
>> Await[Table[Spawn[i], {i, 10}]]; {ConcurrencyStats[]["tasksExecuted"] >= 10, ConcurrencyStats[]["averageExecutionTime"] >= 0}
{True, True}
