(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Assignments to parts, keys and lists of shared variables were lost in tasks, and ended the sharing in the session. *)

>> SetSharedVariable[l, a, x, y]; l = {1, 2, 3}; ParallelDo[l[[i]] = i^2, {i, 3}]; l
{1, 4, 9}

>> ParallelDo[l[[1]]++, {50}]; l[[3]] -= 2; l
{51, 4, 7}

>> a = <|"k" -> 1|>; ParallelDo[a[["k"]] += 1, {20}]; ParallelDo[a["k"]++, {20}]; a["j"] = 3; a
<|k -> 41, j -> 3|>

>> a = <||>; ParallelDo[AssociateTo[a, i -> 1], {i, 50}]; {Length[a], Total[a]}
{50, 50}

>> ParallelDo[KeyDropFrom[a, i], {i, 50}]; a
<||>

>> x = 1; Await[Spawn[{x} = {7}]]; x
7

>> {x, y} = {1, 2}; ParallelDo[x++; y += 2, {5}]; {x, y}
{6, 12}

>> {x, own} = {1, 2}; ParallelDo[x++, {5}]; {x, own}
{6, 2}

>> SetSharedVariable[z]; {{x, own}, z} = {{3, 4}, 5}; Await[Spawn[{x, own, z}]]
{3, 4, 5}

>> {{x, own} += 1, {own, x}++, {x, own}, Await[Spawn[x]]}
{{4, 5}, {5, 4}, {5, 6}, 5}

>> {x, own} =.; {x, own, Await[Spawn[x]]}
{x, own, x}

>> ParallelDo[{x, z} = {i, i}, {i, 20}]; IntegerQ[x] && IntegerQ[z]
True

>> {x, y} = {1, 2, 3}
Set::shape: Lists {x, y} and {1, 2, 3} are not the same shape.
{1, 2, 3}

>> l = {1, 2, 3}; l[[1]] = 5; ParallelDo[AppendTo[l, 9], {1}]; ParallelDo[PrependTo[l, 0], {1}]; l
{0, 5, 2, 3, 9}

>> i = 2; l[[i]] = 7; Block[{i = 3}, l[[i]] *= 10]; With[{k = 1}, l[[k]]--]; l
{-1, 7, 20, 3, 9}

>> k = 1; {l[[k++]], own} = {0, 5}; ParallelDo[l[[k++]] = 6, {1}]; {l, k, own}
{{0, 6, 20, 3, 9}, 2, 5}

>> a = <|"k" -> 1, "j" -> 2|>; Await[Spawn[a["k"] =.]]; a["j"] =.; a
<||>

>> Clear[x]; {x, ValueQ[x]}
{x, False}

>> ParallelDo[x = 3, {1}]; {x, ValueQ[x]}
{3, True}

>> Clear["x"]; ParallelDo[x = 4, {1}]; x
4

>> Block[{x = 9}, x++; x] + x
14

>> OwnValues[x]
{HoldPattern[x] :> 4}

>> {OwnValues["x"], Information["x"]}
{{HoldPattern[x] :> 4}, x = 4}

>> OwnValues[x] = {HoldPattern[x] :> 5}; Await[Spawn[x]]
5

>> Remove[x]; x = 1; Await[Spawn[x = 2]]; x
1
