(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What a text or a file says was not looked at when elements were evaluated together, so they saw what others defined. *)

>> cnt = 0; Table[Max[ParallelMap[ToExpression["cnt++"] &, Range[1000], Pool -> ThreadPool[n]]], {n, 4}]
{0, 0, 0, 0}

>> Length[ParallelSelect[Range[1000], ToExpression["cnt++"] == 0 &]]
1000

>> SameQ @@ Table[SeedRandom[1]; ParallelMap[ToExpression["RandomReal[]"] &, Range[1000], Pool -> ThreadPool[n]], {n, 3}]
True

>> Map[Union, {ParallelMap[TemplateApply["<*cnt++*>"] &, Range[1000]], ParallelMap[StringTemplate["<*cnt++*>"][] &, Range[1000]], ParallelMap[ImportString["cnt++", "Package"] &, Range[1000]]}]
{{0}, {0}, {0}}

>> packed = Compress[Hold[cnt++]]; Union[ParallelMap[ReleaseHold[Uncompress[packed]] &, Range[1000]]]
{0}

>> Format[shown[x_]] := cnt++; Union[ParallelMap[ToString[shown[1]] &, Range[1000]]]
{0}

(* The variable of an iteration has its value there. *)

>> {ParallelTable[ToExpression["i^2"], {i, 3}], ParallelSum[ToExpression["i^2"], {i, 3}], ParallelTable[Read[StringToStream["i"], Expression], {i, 3}], ParallelTable[TemplateApply["<*i*>"], {i, 3}]}
{{1, 4, 9}, 14, {1, 2, 3}, {1, 2, 3}}

>> h[] := ToExpression["i"]; ParallelTable[h[], {i, 3}]
{1, 2, 3}

>> p = Promise[]; Resolve[p, Hold[i]]; ParallelTable[ReleaseHold[Await[p]], {i, 3}]
{1, 2, 3}
