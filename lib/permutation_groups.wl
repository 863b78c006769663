(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Permutation groups: named groups by generators, their elements in the order of the permutation
   lists, orders, orbits, stabilizers. *)

(** GroupGenerators[group] gives generators of the group.

    >> GroupGenerators[SymmetricGroup[4]]
    {Cycles[{{1, 2}}], Cycles[{{1, 2, 3, 4}}]}
 **)
GroupGenerators[g_] := With[{s = generators[g]}, s /; s =!= $Failed]

cycle[a_, b_] := Cycles[{Range[a, b]}]
generators[PermutationGroup[c : {___Cycles}]] := c
generators[SymmetricGroup[0 | 1]] := {}
generators[SymmetricGroup[2]] := {cycle[1, 2]}
generators[SymmetricGroup[n_Integer?Positive]] := {cycle[1, 2], cycle[1, n]}
generators[AlternatingGroup[0 | 1 | 2]] := {}
generators[AlternatingGroup[3]] := {cycle[1, 3]}
generators[AlternatingGroup[n_Integer?Positive]] := {cycle[1, 3], If[OddQ[n], cycle[1, n], cycle[2, n]]}
generators[CyclicGroup[0 | 1]] := {}
generators[CyclicGroup[n_Integer?Positive]] := {cycle[1, n]}
generators[DihedralGroup[1]] := {cycle[1, 2]}
generators[DihedralGroup[2]] := {cycle[1, 2], cycle[3, 4]}
generators[DihedralGroup[n_Integer?Positive]] := {
  Cycles[If[OddQ[n], Table[{i, n + 2 - i}, {i, 2, (n + 1)/2}], Table[{i, n + 1 - i}, {i, n/2}]]], cycle[1, n]}
generators[AbelianGroup[n : {___Integer?Positive}]] := Module[{at = 0},
  Map[With[{from = at + 1}, at += #; If[# == 1, Nothing, cycle[from, at]]] &, n]]
generators[_] := $Failed

degree[c_] := Max[0, Cases[c, Cycles[l_] :> Max[0, l], {0, Infinity}]]

(** GroupOrder[group] gives the number of elements of the group.

    >> GroupOrder[AlternatingGroup[5]]
    60
 **)
GroupOrder[SymmetricGroup[n_Integer?NonNegative]] := n!
GroupOrder[AlternatingGroup[n_Integer?NonNegative]] := Max[1, n!/2]
GroupOrder[CyclicGroup[n_Integer?NonNegative]] := Max[1, n]
GroupOrder[DihedralGroup[n_Integer?Positive]] := 2 n
GroupOrder[AbelianGroup[n : {___Integer?Positive}]] := Times @@ n
GroupOrder[g_PermutationGroup] := Length[elementLists[g]] /; generators[g] =!= $Failed

(* All elements as permutation lists, closed under multiplication by generators. *)
elementLists[g_] := Module[{c = generators[g], n, gens, seen, fresh},
  n = degree[c];
  gens = Map[PermutationList[#, n] &, c];
  seen = {Range[n]};
  fresh = seen;
  While[fresh =!= {},
    fresh = Complement[Union @@ Map[Function[s, Map[s[[#]] &, fresh]], gens], seen];
    seen = Union[seen, fresh]];
  seen]

(** GroupElements[group] gives the elements of the group.
    GroupElements[group, {i1, i2, ...}] gives those at the positions ik.

    >> GroupElements[CyclicGroup[3]]
    {Cycles[{}], Cycles[{{1, 2, 3}}], Cycles[{{1, 3, 2}}]}
 **)
GroupElements[g_] := Map[PermutationCycles, Sort[elementLists[g]]] /; generators[g] =!= $Failed
GroupElements[g_, i : {___Integer}] := GroupElements[g][[i]] /; generators[g] =!= $Failed

(** GroupElementQ[group, perm] gives True if the permutation perm is an element of the group.

    >> GroupElementQ[SymmetricGroup[3], Cycles[{{1, 4}}]]
    False
 **)
GroupElementQ[g_, c_Cycles] := degree[c] <= degree[generators[g]] && MemberQ[elementLists[g], PermutationList[c, degree[generators[g]]]] /;
  generators[g] =!= $Failed

(** GroupElementPosition[group, perm] gives the position of the permutation perm among the elements of the group.

    >> GroupElementPosition[SymmetricGroup[3], Cycles[{{1, 2, 3}}]]
    4
 **)
GroupElementPosition[g_, c_Cycles] := First[FirstPosition[Sort[elementLists[g]], PermutationList[c, degree[generators[g]]]]] /;
  generators[g] =!= $Failed && TrueQ[GroupElementQ[g, c]]

(** GroupMultiplicationTable[group] gives the table of the positions of the products of the elements of the group.

    >> GroupMultiplicationTable[CyclicGroup[3]]
    {{1, 2, 3}, {2, 3, 1}, {3, 1, 2}}
 **)
GroupMultiplicationTable[g_] := With[{e = Sort[elementLists[g]]}, With[{place = AssociationThread[e -> Range[Length[e]]]},
  Table[place[b[[a]]], {a, e}, {b, e}]]] /; generators[g] =!= $Failed

(** GroupOrbits[group, {p1, p2, ...}] gives the orbits of the points pi under the group.
    GroupOrbits[group] gives all orbits.

    >> GroupOrbits[CyclicGroup[4], {6, 1, 5}]
    {{1, 2, 3, 4}, {5}, {6}}
 **)
GroupOrbits[g_] := GroupOrbits[g, Range[degree[generators[g]]]] /; generators[g] =!= $Failed
GroupOrbits[g_, p : {___Integer}] := SortBy[Union[Map[orbit[generators[g], #] &, p]], First] /; generators[g] =!= $Failed
orbit[c_, p_] := FixedPoint[Function[o, Union[o, Flatten[Map[Function[s, PermutationReplace[o, s]], c]]]], {p}]

(** GroupCentralizer[group, perm] gives the elements of the group that commute with the permutation perm, as a group.

    >> GroupOrder[GroupCentralizer[SymmetricGroup[4], Cycles[{{1, 2}}]]]
    4
 **)
GroupCentralizer[g_, c_Cycles] := With[{n = Max[degree[generators[g]], degree[c]]}, With[{p = PermutationList[c, n]},
  groupOf[Select[Map[Join[#, Range[Length[#] + 1, n]] &, elementLists[g]], p[[#]] === #[[p]] &]]]] /; generators[g] =!= $Failed

(* Generators picked one after another until they give all elements. *)
groupOf[e_] := Module[{gens = {}, have = {Range[Length[First[e]]]}, left = Sort[e]},
  While[(left = Complement[left, have]) =!= {},
    AppendTo[gens, PermutationCycles[First[left]]];
    have = Map[Join[#, Range[Length[#] + 1, Length[First[e]]]] &, elementLists[PermutationGroup[gens]]]];
  PermutationGroup[gens]]

(** GroupStabilizer[group, {p1, p2, ...}] gives the elements of the group that move none of the points pi, as a group.

    >> GroupStabilizer[DihedralGroup[4], {1}]
    PermutationGroup[{Cycles[{{2, 4}}]}]
 **)
GroupStabilizer[g_, {}] := g /; generators[g] =!= $Failed
GroupStabilizer[g_, p : {__Integer?Positive}] := groupOf[Select[elementLists[g], Function[e, AllTrue[p, # > Length[e] || e[[#]] == # &]]]] /;
  generators[g] =!= $Failed

(** CycleIndexPolynomial[group, {x1, x2, ...}] gives the cycle index polynomial of the group.

    >> CycleIndexPolynomial[CyclicGroup[3], {a, b, c}]
    a^3/3 + (2*c)/3
 **)
CycleIndexPolynomial[g_, x_List] := With[{c = Map[cycleLengths, elementLists[g]]},
  Expand[Total[Map[Times @@ x[[#]] &, c]]/Length[c]] /; Max[c] <= Length[x]] /; generators[g] =!= $Failed
cycleLengths[p_] := With[{c = First[PermutationCycles[p]]}, Join[Map[Length, c], ConstantArray[1, Length[p] - Length[Join @@ c]]]]
