(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* How soon a task ends that is cancelled, alone or with its scope, while it is in a function of the kernel written in C: stops.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = argument[1, 40];
SeedRandom[7];
reals = RandomReal[1, 300000];
SetAttributes[forever, HoldFirst];
forever[work_] := While[True, work];
works = Hold[
    Sort[reals], Sort[Range[10^4], #1 > #2 &], Union[RandomInteger[10^6, 10^5]], Total[reals^2], StringReplace[StringRepeat["ab", 10^5], "b" -> "c"],
    Expand[(a + b + c)^40], FactorInteger[10^40 + 1], 3^1000000, Tally[RandomInteger[1000, 10^5]], Map[f, Range[10^5]],
    Nest[# + 1 &, 0, 10^5], Det[RandomInteger[9, {40, 40}]], Permutations[Range[7]], ReplaceAll[Range[10^5], k_Integer :> k + 1]];
never = Channel[];
latency[stop_, task_] := (Pause[RandomReal[{0.002, 0.012}]]; First[AbsoluteTiming[stop[task]; Await[task]]]);
stopped[Hold[work_], k_] := If[OddQ[k], latency[Cancel, Spawn[forever[work]]], latency[Cancel, Spawn[TaskScope[Spawn[forever[work]]; Receive[never]]]]];
late = Sort[Flatten[Table[Map[stopped[#, k] &, Level[Map[Hold, works], {1}]], {k, n}]]];
must[Length[late] === n Length[works]];
report["p50_us", 10^6 late[[Ceiling[Length[late]/2]]]];
report["p99_us", 10^6 late[[Ceiling[99 Length[late]/100]]]];
report["most_us", 10^6 Last[late]];
