(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Lists, strings and sums that are changed in place where one variable holds them: what else holds them must
   not notice. *)

>> a = Range[5]; b = a; a[[1]] = 0; {a, b}
{{0, 2, 3, 4, 5}, {1, 2, 3, 4, 5}}

>> a = Range[5]; a[[1]] = 0; b = a; a[[2]] = 0; b[[3]] = 0; {a, b}
{{0, 0, 3, 4, 5}, {0, 2, 0, 4, 5}}

>> a = Range[4]; Do[a[[i]] = 2 i, {i, 4}]; b = a; Do[a[[i]] = x, {i, 2, 3}]; {a, b}
{{2, x, x, 8}, {2, 4, 6, 8}}

>> a = Range[4]; a[[-1]] = 7; a[[2]] = 1/2; a[[3]] = 2.5; a
{1, 1/2, 2.5, 7}

>> a = Range[3]; a[[4]] = 1
Set::partw: Part 4 of {1, 2, 3} does not exist.
1

>> a
{1, 2, 3}

>> a = {1., 2., 3.}; a[[1]] = 5; a
{5, 2., 3.}

>> a = ConstantArray[0, {2, 3}]; Do[a[[i, j]] += 10 i + j, {i, 2}, {j, 3}]; b = a; a[[1, 1]] = 0; a[[2, -1]] = y; {a, b}
{{{0, 12, 13}, {21, 22, y}}, {{11, 12, 13}, {21, 22, 23}}}

>> a = ConstantArray[0, {2, 2}]; a[[1]] = {5, 6}; a[[2]] = 7; a
{{5, 6}, 7}

(* A row that was read is not changed with the list that it came from. *)
>> a = {{p, q}, {r, s}}; a[[1, 1]] = 1; a[[1, 2]] = 2; row = a[[1]]; a[[1, 1]] = 9; row[[2]] = 8; {a, row}
{{{9, 2}, {r, s}}, {1, 8}}

>> Do[a[[1, 1]] = k; If[k == 2, row = a[[1]]], {k, 4}]; {a, row}
{{{4, 2}, {r, s}}, {2, 2}}

>> a = {{p, q}, {r, s}}; a[[2, 2]] = 1; b = a; b[[2, 1]] = 2; a[[2, 2]] = 3; c = b[[2]]; b[[2, 2]] = 4; {a, b, c}
{{{p, q}, {r, 3}}, {{p, q}, {2, 4}}, {2, 1}}

>> a = {{1, x}, {2, x}}; a[[1, 1]] = 5; a[[2]] = a[[1]]; a[[1, 1]] = 6; a
{{6, x}, {5, x}}

>> a = {1, x}; a[[1]] = a; a[[1, 1]] = 3; a
{{3, x}, x}

>> a = {{1, x}}; a[[1, 1]] = 2; AppendTo[a, a[[1]]]; a[[1, 1]] = 3; a[[2, 2]] = 4; a
{{3, x}, {2, 4}}

>> f[] := Module[{l = {{1, x}, {2, y}}, r}, l[[1, 1]] = 5; r = l[[1]]; l[[1, 2]] = 6; l[[2]] = r; l[[2, 1]] = 7; {l, r}]; f[]
{{{5, 6}, {7, x}}, {5, x}}

>> Module[{l = Range[3], t}, l[[1]] = 5; t = (l == u); l[[1]] = 6; {t, l}]
{{5, 2, 3} == u, {6, 2, 3}}

>> Module[{l = {z, 2}, t}, l[[2]] = 5; t = l + {1, 1}; l[[2]] = 6; {t, l}]
{{1 + z, 6}, {z, 6}}

>> a = Range[3]; g[] := (b = a; 9); a[[1]] = 4; a[[2]] = g[]; a[[3]] = 0; {a, b}
{{4, 9, 0}, {4, 2, 3}}

>> Block[{a = {1, 2}}, a[[1]] = 5; a] -> a
{5, 2} -> {4, 9, 0}

>> a = Range[6]; a[[2 ;; 3]] = 0; a[[{1, -1}]] = {x, y}; a
{x, 0, 0, 4, 5, y}

>> a = ConstantArray[1, {3, 3}]; Do[a[[i, j]] = a[[i - 1, j]] + a[[i, j - 1]], {i, 2, 3}, {j, 2, Length[a]}]; a
{{1, 1, 1}, {1, 2, 3}, {1, 3, 6}}

>> a = {{{1, x}}}; Do[a[[1, 1, 1]] = k; If[k == 2, row = a[[1, 1]]], {k, 3}]; {a, row, Table[a[[1, 1, m]], {m, {1, -1, ;;}}]}
{{{{3, x}}}, {2, x}, {3, x, {3, x}}}

>> Do[m = Head[a[[1, 2, 1]]], {1}]; m
Part::partw: Part 2 of {{3, x}} does not exist.
Part

>> Do[undefined[[1, 2]], {1}]
Part::partd: Part specification undefined[[1,2]] is longer than depth of object.

>> Quiet[Do[m = {undefined[[1, 2]], Length[undefined]}, {1}]; m]
{undefined[[1,2]], 0}

>> Module[{l = {{1, x}, {2, y}}, r = {}}, Do[l[[k]] = {k, k}; AppendTo[r, l[[k, 1]] + Length[l]], {k, 2}]; r]
{3, 4}

>> a = {{1, 2}, {3, 4}}; Do[a[[k, All]] = k; b = a; a[[-1, k]] = {}; a[[k, 1 ;; 2]] = y, {k, 2}]; {a, b}
{{{y, y}, {y, y}}, {{y, y}, {2, 2}}}

>> a = {{1, 2}, {3, 4}}; Do[a[[k, 3]] = k, {k, 1}]; a
Set::partw: Part 3 of {1, 2} does not exist.
{{1, 2}, {3, 4}}

(* Strings. *)
>> s = ""; Do[s = s <> "ab", {3}]; t = s; Do[s = s <> ToString[i], {i, 3}]; {s, t}
{ababab123, ababab}

>> s = "a"; h[] := (s = s <> "x"; "y"); Do[s = s <> h[], {2}]; s
ayy

>> s = "a"; Do[s = s <> s, {3}]; s
aaaaaaaa

>> s = "é"; kept = {}; Do[s = s <> "ü"; AppendTo[kept, s], {2}]; {s, StringLength[s], kept}
{éüü, 3, {éü, éüü}}

>> s = "a"; Do[s = s <> "b" <> ToString[i] <> "c", {i, 2}]; s
ab1cb2c

>> Module[{s = "a", t}, Do[s = s <> "b"; If[i == 1, t = s], {i, 3}]; {s, t}]
{abbb, ab}

>> s = "a"; Do[s = s <> "b"; If[i == 1, <|s -> 1|>; u = s -> StringLength[s]], {i, 3}]; {s, u, s === "abbb"}
{abbb, ab -> 2, True}

>> s = StringJoin[Table["aé", {3000}]]; {StringTake[s, {5998, 6000}], StringTake[s, {1025, 1028}], StringTake[s, -3], StringLength[StringDrop[s, 1000]]}
{éaé, aéaé, éaé, 5000}

(* Sums. *)
>> s = 0; Do[s += x[Mod[7 i, 40]]; If[i == 30, t = s], {i, 0, 39}]; {Length[s], Length[t], s === Sum[x[i], {i, 0, 39}], s - t === Sum[x[Mod[7 i, 40]], {i, 31, 39}]}
{40, 31, True, True}

>> s = 0; Do[s += x[Mod[i, 20]], {i, 60}]; s === Sum[3 x[i], {i, 0, 19}]
True

>> s = Sum[x[i], {i, 30}]; Do[s += y[i]; If[i == 5, x[3] = 100], {i, 10}]; {Length[s], s[[1]]}
{40, 100}


(* PrependTo in a loop: the list is kept from its end to its start until someone looks. *)
>> a = {}; Do[PrependTo[a, i], {i, 100}]; {Length[a], a[[1]], a[[-1]], Total[a], a === Reverse[Range[100]]}
{100, 100, 1, 5050, True}

>> a = Range[70]; b = a; Do[PrependTo[a, -i], {i, 3}]; {Take[a, 5], Take[b, 3], Length /@ {a, b}}
{{-3, -2, -1, 1, 2}, {1, 2, 3}, {73, 70}}

>> Do[PrependTo[a, x[i]]; If[i == 2, c = a]; If[i == 3, a[[1]] = y], {i, 4}]; {Take[a, 5], Take[c, 3], Length /@ {a, c}}
{{x[4], y, x[2], x[1], -3}, {x[2], x[1], -3}, {77, 75}}

>> a = {}; Do[PrependTo[a, i]; AppendTo[a, -i], {i, 40}]; {Length[a], Take[a, 2], Take[a, -2], Total[a]}
{80, {40, 39}, {-39, -40}, 0}

>> a = {}; Do[PrependTo[a, i], {i, 80}]; h = Hold[a]; Do[PrependTo[a, 0], {i, 2}]; {Length[ReleaseHold[h]], First[a], a[[3]]}
{82, 0, 80}

>> a = {}; Do[PrependTo[a, i], {i, 80}]; Block[{a = {5}}, PrependTo[a, 6]; Do[PrependTo[a, i], {i, 90}]; s = Length[a]]; {s, Length[a], First[a]}
{92, 80, 80}

>> a = {}; Do[PrependTo[a, i]; s = Length[a], {i, 70}]; {s, OwnValues[a][[1, 2, 1]]}
{70, 70}

>> Do[Clear[a]; a = {}; Do[PrependTo[a, j], {j, 66}], {i, 2}]; Clear[a]; a
a

>> f[n_] := Module[{l = {}, m = {}}, Do[PrependTo[l, i]; PrependTo[m, l[[1]]^2], {i, n}]; {l, m}]; Map[Total, f[100]]
{5050, 338350}

(* More variables at a time than are kept so. *)
>> l[_] = 0; v = Table[Unique["v"], {12}]; Map[Function[s, s = {}, HoldAll], Hold @@ v]; t = Table[With[{s = v[[k]]}, s = {}; Do[PrependTo[s, i k], {i, 70}]; Hold[s]], {k, 12}]; Map[First[ReleaseHold[#]] &, t]
{70, 140, 210, 280, 350, 420, 490, 560, 630, 700, 770, 840}

>> {s, r} = {{}, {}}; Do[PrependTo[s, i]; PrependTo[r, -i]; If[i == 68, keep = r], {i, 70}]; {First[s], First[r], Length[s], First[keep], s[[70]], r[[70]]}
{70, -70, 70, -68, 1, -1}

>> a = {}; Do[PrependTo[a, If[i > 75, Length[a], i]], {i, 80}]; Take[a, 6]
{79, 78, 77, 76, 75, 75}

>> a = {}; Do[PrependTo[a, a], {i, 4}]; a
{{{{{}}, {}}, {{}}, {}}, {{{}}, {}}, {{}}, {}}

>> a = Range[70]; Do[PrependTo[a, a[[i]]], {i, 3}]; Take[a, 5]
{1, 1, 1, 1, 2}

>> a = Range[70]; a[[1]] = {1}; Do[PrependTo[a, {i}], {i, 2}]; b = a; a[[1, 1]] = 7; a[[3, 1]] = 8; {Take[a, 3], Take[b, 3]}
{{{7}, {1}, {8}}, {{2}, {1}, {1}}}

>> Clear[q]; Do[PrependTo[q, i], {i, 1}]
PrependTo::rvalue: q is not a variable with a value, so its value cannot be changed.

>> Clear[q, fn]; q = fn[1]; Do[PrependTo[q, i], {i, 2}]; q
fn[2, 1, 1]

>> q = {1, 2}; Protect[q]; Do[PrependTo[q, i], {i, 1}]; Unprotect[q]; q
PrependTo::wrsym: Symbol q is Protected.
{1, 2}

>> q = {1}; q /: PrependTo[q, y_] := Print["up ", y]; Do[PrependTo[q, i]; q, {i, 2}]; Clear[q]
up 1
up 2
Null

>> a = {1}; Do[PrependTo[a, Unevaluated[1 + 1]]; PrependTo[a, Sequence @@ {}], {i, 1}]; a
PrependTo::argr: PrependTo called with 1 argument; 2 arguments are expected.
{2, 1}

(* A task sees what there was when it began. *)
>> a = {}; Do[PrependTo[a, i], {i, 80}]; t = ParallelSubmit[Do[PrependTo[a, 0], {i, 100}]; {Length[a], First[a]}]; Do[PrependTo[a, -i], {i, 70}]; {WaitAll[t], Length[a], First[a], a[[71]]}
{{180, 0}, 150, -70, 80}

>> a = {}; t = Table[PrependTo[a, i]; PrependTo[a, -i]; Do[PrependTo[a, j], {j, 40}]; ParallelSubmit[{Length[a], First[a], Last[a]}], {i, 3}]; WaitAll[t]
{{42, 40, 1}, {84, 40, 1}, {126, 40, 1}}

>> Unprotect[PrependTo]; PrependTo[x_, y_] := seen[y] /; y == 2; a = {}; Do[PrependTo[a, i], {i, 3}]; PrependTo[x_, y_] =.; Protect[PrependTo]; a
{3, 1}

(* AssociateTo in place. *)
>> a = <||>; Do[AssociateTo[a, i -> i^2], {i, 20}]; b = a; Do[AssociateTo[a, i -> 0], {i, 19, 22}]; {Total[a], Total[b], Length[a], a[22], b[19]}
{2109, 2870, 22, 0, 361}

>> a = <|x -> 1|>; Do[AssociateTo[a, {y -> i, z -> i + 1}], {i, 2}]; a
<|x -> 1, y -> 2, z -> 3|>

>> a = 5; Do[AssociateTo[a, 1 -> 2], {i, 1}]; a
AssociateTo::invak: The argument 5 is not a valid Association.
5

>> Clear[a]; Do[AssociateTo[a, 1 -> 2], {i, 1}]
AssociateTo::rvalue: a is not a variable with a value, so its value cannot be changed.

>> f[n_] := Module[{s = <||>, t}, Do[AssociateTo[s, i -> i]; If[i == n - 1, t = s], {i, n}]; {Length[s], Length[t]}]; f[40]
{40, 39}

>> a = <|1 -> 2|>; Unprotect[AssociateTo]; AssociateTo[a, 3 -> v_] := seen[v]; Do[AssociateTo[a, i -> i], {i, 2, 4}]; AssociateTo[a, 3 -> v_] =.; Protect[AssociateTo]; a
<|1 -> 2, 2 -> 2, 4 -> 4|>

(* Versions of an association share what they have in common. *)
>> a = AssociationThread[Range[40], Range[40]]; b = Append[a, 41 -> 41]; c = KeyDrop[a, 7]; a[50] = 50; c[7] = x; b[41] = y; {Length /@ {a, b, c}, Last[a], Last[b], Last[c], Lookup[{a, b, c}, 7], Lookup[{a, b, c}, 50, none]}
{{41, 41, 40}, 50, y, x, {7, 7, x}, {50, none, none}}

>> v = Table[a = <||>; Do[a[i] = i; If[Mod[i, 10] == 0, b = a; b[-i] = 1], {i, 50}]; {Length[a], Length[b], Total[a]}, {2}]
{{50, 51, 1275}, {50, 51, 1275}}

>> a = <||>; Do[a[i] = i; a = KeyDrop[a, i - 20], {i, 100}]; {Length[a], First[a], Last[a], a[80], a[100]}
{20, 81, 100, Missing[KeyAbsent, 80], 100}
