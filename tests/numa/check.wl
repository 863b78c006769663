(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What a machine with two nodes of memory, of two processors each, has to give; a line of TAP each. *)
check[name_, True] := Print["ok - language: ", name];
check[name_, other_] := Print["not ok - language: ", name, " # ", InputForm[other]];
nodes[pool_] := #["Node"] & /@ PoolStatistics[pool]["ByWorker"];
started[n_, how_] := With[{p = ThreadPool[n, Placement -> how]}, Await[Table[Submit[p, Pause, 0.01], {20}]]; Pause[0.1]; p];

check["two nodes, four processors", {NumaNodeCount[], $ProcessorCount} === {2, 4}];
check["compact stays on a node", Length[Union[nodes[started[2, "Compact"]]]] == 1];
check["scatter takes both", Sort[nodes[started[2, "Scatter"]]] === {0, 1}];
check["a list of nodes", nodes[started[2, {1}]] === {1, 1}];
check["more workers than processors", nodes[started[3, {1}]] === {1, 1, 1}];
check["busy time by node", Sort[Keys[PoolStatistics[started[4, "Compact"]]["ByNode"]]] === {0, 1}];
check["a node that is not there", Quiet[Head[ThreadPool[1, Placement -> {2}]]] === ThreadPool && FailureQ[Quiet[Check[ThreadPool[1, Placement -> {2}], $Failed]]]];

a = Range[500000];
all = Total[Values[NumaPages[a]]];
check["pages are counted", all > 900];
check["all to the second node", NumaPages[SetNumaPolicy[a, 1]] === <|1 -> all|>];
check["and to the first", NumaPages[SetNumaPolicy[a, {"Bind", 0}]] === <|0 -> all|>];
large = Range[5000000];
policy = SetNumaPolicy[large, "Interleave"];
found = NumaPages[policy]; shares = Values[found];
check["in turn", Length[shares] == 2 && Max[Abs[shares/Total[shares] - 1/2]] <= 1/8 || {found, Head[policy], Length[policy], NumaPages[large]}];
found = NumaPages[SetNumaPolicy[a, {"Interleave", {1}}]];
check["in turn over one", found === <|1 -> all|> || found];
check["where most is", NumaPages[SetNumaPolicy[a, "Bind"]] === <|1 -> all|>];
check["near a task on the first node", With[{p = ThreadPool[1, Placement -> {0}]}, Await[Submit[p, Function[NumaPages[SetNumaPolicy[a, "local"]] === <|0 -> all|>]]]]];
Do[SetNumaPolicy[Range[200000], Mod[i, 2]], {i, 300}];
check["what is gone leaves nothing bound", Length[ReadList["/proc/self/maps", String]] < 600 || Length[ReadList["/proc/self/maps", String]]];
check["the data are the same", a === Range[500000]];

(* Work begins where its data are: both halves of the array on the other side. *)
b = SetNumaPolicy[Join[a, a], 0];
p = started[4, "Compact"];
c = NumaAwareParallelMap[# + 1 &, b, Pool -> p];
check["a map is a map", c === b + 1];
check["blocks of what is not packed", NumaAwareParallelMap[f, {x, y, z}, Pool -> p] === {f[x], f[y], f[z]}];
where[pool_, data_] := (NumaAwareParallelMap[Function[x, Pause[0.02]; x], data, Pool -> pool]; nodes[pool]);
check["both nodes take part", With[{before = #["Turns"] & /@ PoolStatistics[p]["ByWorker"]}, where[p, Range[16]]; Min[Total /@ GatherBy[Transpose[{nodes[p], (#["Turns"] & /@ PoolStatistics[p]["ByWorker"]) - before}], First][[All, All, 2]]] > 0]];
