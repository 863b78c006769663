(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Points and regions: membership, distance, the nearest point; regions and regions. *)

vectorLength[v_] := Sqrt[v . v]
numericPointQ[p_] := VectorQ[p, NumericQ] && p =!= {}

(* Regions in the few forms that the functions here know; $Failed for another. *)
plainForm[Region[r_]] := plainForm[r]
plainForm[(Disk | Ball)[c_?VectorQ]] := {"Ball", c, 1}
plainForm[(Disk | Ball)[c_?VectorQ, r_]] := {"Ball", c, r} /; !ListQ[r]
plainForm[(Disk | Ellipsoid)[c_?VectorQ, r_?VectorQ]] := {"Ellipsoid", c, r} /; Length[c] == Length[r]
plainForm[(Circle | Sphere)[c_?VectorQ]] := {"Sphere", c, 1}
plainForm[(Circle | Sphere)[c_?VectorQ, r_]] := {"Sphere", c, r} /; !ListQ[r]
plainForm[(Annulus | SphericalShell)[c_?VectorQ, {a_, b_}]] := {"Shell", c, a, b}
plainForm[(Rectangle | Cuboid)[a_?VectorQ]] := {"Box", a, a + 1}
plainForm[(Rectangle | Cuboid)[a_?VectorQ, b_?VectorQ]] := {"Box", MapThread[Min, {a, b}], MapThread[Max, {a, b}]}
plainForm[Interval[{a_, b_}]] := {"Box", {a}, {b}}
plainForm[Point[p_?VectorQ]] := {"Points", {p}}
plainForm[Point[p_?MatrixQ]] := {"Points", p}
plainForm[Line[p_?MatrixQ]] := {"Path", p}
plainForm[(Triangle | Simplex)[p : {{_, _}, {_, _}, {_, _}}]] := {"Polygon", p}
plainForm[Polygon[p : {{_, _} ..}]] := {"Polygon", p}
plainForm[RegularPolygon[n_Integer]] := {"Polygon", CirclePoints[n]}
plainForm[RegularPolygon[r_, n_Integer]] := {"Polygon", CirclePoints[r, n]}
plainForm[RegularPolygon[c_, r_, n_Integer]] := {"Polygon", CirclePoints[c, r, n]}
plainForm[HalfSpace[n_?VectorQ, c_?VectorQ]] := {"HalfSpace", n, n . c}
plainForm[HalfSpace[n_?VectorQ, c_]] := {"HalfSpace", n, c} /; !ListQ[c]
plainForm[InfiniteLine[{p_?VectorQ, q_?VectorQ}]] := {"Lines", p, q - p, -Infinity}
plainForm[InfiniteLine[p_?VectorQ, v_?VectorQ]] := {"Lines", p, v, -Infinity}
plainForm[HalfLine[{p_?VectorQ, q_?VectorQ}]] := {"Lines", p, q - p, 0}
plainForm[HalfLine[p_?VectorQ, v_?VectorQ]] := {"Lines", p, v, 0}
plainForm[(CapsuleShape | StadiumShape)[{a_?VectorQ, b_?VectorQ}, r_]] := {"Capsule", a, b, r}
plainForm[Cylinder[{a_?VectorQ, b_?VectorQ}, r_ : 1]] := {"Cylinder", a, b, r}
plainForm[(Simplex | Tetrahedron)[p_?MatrixQ]] := {"Simplex", p} /; Dimensions[p][[1]] == Dimensions[p][[2]] + 1
plainForm[_] := $Failed

(** RegionMember[reg, p] gives True if the point p lies in the region reg, and False otherwise.
    RegionMember[reg] is a function that tests points.

    >> RegionMember[Disk[], {0.3, 0.3}]
    True
    >> Map[RegionMember[Disk[]], {{0, 0}, {2, 2}}]
    {True, False}
 **)
RegionMember[r_, p_?numericPointQ] := With[{m = member[plainForm[r], p]}, m /; BooleanQ[m]]
RegionMember[r_, p : {__?numericPointQ}] := With[{m = Map[member[plainForm[r], #] &, p]}, m /; AllTrue[m, BooleanQ]]
RegionMember[r_][p_] := RegionMember[r, p]

zeroQ[x_] := TrueQ[x == 0] || (MachineNumberQ[x] && Abs[x] < 10.^-12)
notPositive[x_] := TrueQ[x <= 0] || zeroQ[x]

member[{"Ball", c_, r_}, p_] := (p - c) . (p - c) <= r^2
member[{"Sphere", c_, r_}, p_] := zeroQ[Simplify[(p - c) . (p - c) - r^2]]
member[{"Ellipsoid", c_, r_}, p_] := Total[((p - c)/r)^2] <= 1
member[{"Shell", c_, a_, b_}, p_] := a^2 <= (p - c) . (p - c) <= b^2
member[{"Box", a_, b_}, p_] := And @@ MapThread[LessEqual, {a, p, b}]
member[{"Points", q_}, p_] := AnyTrue[q, zeroQ[vectorLength[p - #]] &]
member[{"Path", q_}, p_] := AnyTrue[Partition[q, 2, 1], onSegment[#, p] &]
member[{"Polygon", q_}, p_] := AnyTrue[Transpose[{q, RotateLeft[q]}], onSegment[#, p] &] || windingNumber[q, p] != 0
member[{"HalfSpace", n_, c_}, p_] := n . p <= c
member[{"Lines", q_, v_, low_}, p_] := zeroQ[vectorLength[p - nearest[{"Lines", q, v, low}, p]]]
member[{"Capsule", a_, b_, r_}, p_] := vectorLength[p - segmentNearest[{a, b}, p]] <= r
member[{"Cylinder", a_, b_, r_}, p_] := With[{t = (p - a) . (b - a)/((b - a) . (b - a))},
  0 <= t <= 1 && vectorLength[p - a - t (b - a)] <= r]
member[{"Simplex", q_}, p_] := With[{t = LinearSolve[Transpose[Map[# - First[q] &, Rest[q]]], p - First[q]]},
  AllTrue[t, # >= 0 &] && Total[t] <= 1]
member[___] := $Failed

onSegment[{a_, b_}, p_] := zeroQ[vectorLength[p - segmentNearest[{a, b}, p]]]
windingNumber[q_, p_] := Total[MapThread[crossing[#1 - p, #2 - p] &, {q, RotateLeft[q]}]]
crossing[{x1_, y1_}, {x2_, y2_}] := Which[
  y1 <= 0 && y2 > 0 && x1 y2 - x2 y1 > 0, 1,
  y1 > 0 && y2 <= 0 && x1 y2 - x2 y1 < 0, -1,
  True, 0]

(** RegionNearest[reg, p] gives the point of the region reg that is nearest to p.
    RegionNearest[reg] is a function that can be applied to points.

    >> RegionNearest[Disk[{0, 0}, 2], {3, 4}]
    {6/5, 8/5}
    >> RegionNearest[Line[{{0, 0}, {4, 0}}], {2, 5}]
    {2, 0}
 **)
RegionNearest[r_, p_?numericPointQ] := With[{q = nearest[plainForm[r], p]}, q /; q =!= $Failed]
RegionNearest[r_, p : {__?numericPointQ}] := Map[RegionNearest[r, #] &, p]
RegionNearest[r_][p_] := RegionNearest[r, p]

closest[points_, p_] := First[MinimalBy[points, N[(p - #) . (p - #)] &, 1]]
nearest[f : {"Ball", c_, r_}, p_] := If[member[f, p], p, nearest[{"Sphere", c, r}, p]]
nearest[{"Sphere", c_, r_}, p_] := With[{d = vectorLength[p - c]}, If[zeroQ[d], $Failed, c + r (p - c)/d]]
nearest[f : {"Shell", c_, a_, b_}, p_] := Which[
  member[f, p], p,
  (p - c) . (p - c) > b^2, nearest[{"Sphere", c, b}, p],
  True, nearest[{"Sphere", c, a}, p]]
nearest[{"Box", a_, b_}, p_] := MapThread[Clip[#2, {#1, #3}] &, {a, p, b}]
nearest[{"Points", q_}, p_] := closest[q, p]
nearest[{"Path", q_}, p_] := closest[Map[segmentNearest[#, p] &, Partition[q, 2, 1]], p]
nearest[f : {"Polygon", q_}, p_] := If[member[f, p], p, nearest[{"Path", Append[q, First[q]]}, p]]
nearest[f : {"HalfSpace", n_, c_}, p_] := If[member[f, p], p, p - (n . p - c)/(n . n) n]
nearest[{"Lines", q_, v_, low_}, p_] := q + Max[low, (p - q) . v/(v . v)] v
nearest[f : {"Capsule", a_, b_, r_}, p_] := If[member[f, p], p, With[{q = segmentNearest[{a, b}, p]}, q + r (p - q)/vectorLength[p - q]]]
nearest[___] := $Failed

segmentNearest[{a_, b_}, p_] := If[a == b, a, a + Clip[(p - a) . (b - a)/((b - a) . (b - a)), {0, 1}] (b - a)]

(** RegionDistance[reg, p] gives the distance from the point p to the region reg.
    RegionDistance[reg] is a function that can be applied to points.

    >> RegionDistance[Disk[{0, 0}, 1], {3, 0}]
    2
    >> RegionDistance[HalfSpace[{1, 1}, 0], {1, 1}]
    Sqrt[2]
 **)
RegionDistance[r_, p_?numericPointQ] := With[{d = distance[plainForm[r], p]}, d /; d =!= $Failed]
RegionDistance[r_, p : {__?numericPointQ}] := Map[RegionDistance[r, #] &, p]
RegionDistance[r_][p_] := RegionDistance[r, p]

distance[{"Sphere", c_, r_}, p_] := Abs[vectorLength[p - c] - r]
distance[f_, p_] := With[{q = nearest[f, p]}, If[q === $Failed, $Failed, vectorLength[p - q]]]

(** SignedRegionDistance[reg, p] gives the distance from p to the region reg, negative within reg: minus the distance to its boundary.

    >> SignedRegionDistance[Rectangle[{0, 0}, {4, 2}], {1, 1}]
    -1
 **)
SignedRegionDistance[r_, p_?numericPointQ] := With[{d = signedDistance[plainForm[r], p]}, d /; d =!= $Failed]
SignedRegionDistance[r_][p_] := SignedRegionDistance[r, p]

signedDistance[{"Ball", c_, r_}, p_] := vectorLength[p - c] - r
signedDistance[f : {"Box", a_, b_}, p_] := If[member[f, p], -Min[p - a, b - p], distance[f, p]]
signedDistance[f : {"Polygon", q_}, p_] := With[{d = distance[{"Path", Append[q, First[q]]}, p]}, If[member[f, p], -d, d]]
signedDistance[{"HalfSpace", n_, c_}, p_] := (n . p - c)/vectorLength[n]
signedDistance[f_, p_] := distance[f, p]

(** RegionDisjoint[reg1, reg2, ...] gives True if no two of the regions have a point in common.

    >> RegionDisjoint[Disk[{0, 0}], Disk[{3, 0}]]
    True
    >> RegionDisjoint[Rectangle[], Rectangle[{1/2, 1/2}]]
    False
 **)
RegionDisjoint[] := True
RegionDisjoint[r_] := True /; plainForm[r] =!= $Failed
RegionDisjoint[r_, s__] := With[{d = Map[apart @@ Map[plainForm, #] &, Subsets[{r, s}, {2}]]}, And @@ d /; AllTrue[d, BooleanQ]]

(* The nearest and the farthest distance of the points of a form from a point. *)
nearFar[f : {"Box", a_, b_}, p_] := {distance[f, p], vectorLength[MapThread[Max[Abs[#1 - #2], Abs[#3 - #2]] &, {a, p, b}]]}
nearFar[f : {"Ball", c_, r_}, p_] := {distance[f, p], vectorLength[p - c] + r}
nearFar[f : {"Sphere", c_, r_}, p_] := {distance[f, p], vectorLength[p - c] + r}
nearFar[f : {"Points" | "Path" | "Polygon", q_}, p_] := {distance[f, p], Max[Map[vectorLength[# - p] &, q]]}
nearFar[f : {"Simplex", q_}, p_] := {If[member[f, p], 0, $Failed], Max[Map[vectorLength[# - p] &, q]]}
nearFar[___] := {$Failed, $Failed}

apart[$Failed, _] := $Failed
apart[_, $Failed] := $Failed
apart[{"Ball", c_, r_}, f_] := With[{d = distance[f, c]}, If[d === $Failed, $Failed, d > r]]
apart[{"Sphere", c_, r_}, f : Except[{"Ball", __}]] := With[{d = nearFar[f, c]}, If[MemberQ[d, $Failed], $Failed, d[[1]] > r || d[[2]] < r]]
apart[{"Points", q_}, f_] := NoneTrue[q, member[f, #] &]
apart[f_, g : {"Ball" | "Sphere" | "Points", __}] := apart[g, f]
apart[{"Box", a_, b_}, {"Box", c_, d_}] := Or @@ MapThread[#1 > #4 || #3 > #2 &, {a, b, c, d}]
apart[{"Box", {a_, b_}, {c_, d_}}, f : {"Path" | "Polygon", _}] := apart[{"Polygon", {{a, b}, {c, b}, {c, d}, {a, d}}}, f]
apart[f : {"Path" | "Polygon", _}, g : {"Box", __}] := apart[g, f]
apart[f : {k : "Path" | "Polygon", p_}, g : {l : "Path" | "Polygon", q_}] :=
  NoneTrue[Tuples[{edges[k, p], edges[l, q]}], segmentsMeet @@ # &] && !TrueQ[k === "Polygon" && member[f, First[q]]] &&
    !TrueQ[l === "Polygon" && member[g, First[p]]]
apart[___] := $Failed

edges["Path", p_] := Partition[p, 2, 1]
edges["Polygon", p_] := Transpose[{p, RotateLeft[p]}]
turn[a_, b_, c_] := Sign[Det[{b - a, c - a}]]
segmentsMeet[{a_, b_}, {c_, d_}] :=
  onSegment[{a, b}, c] || onSegment[{a, b}, d] || onSegment[{c, d}, a] || onSegment[{c, d}, b] ||
    turn[a, b, c] turn[a, b, d] < 0 && turn[c, d, a] turn[c, d, b] < 0

(** RegionEqual[reg1, reg2, ...] gives True if the regions are the same sets of points.

    >> RegionEqual[Disk[], Ball[{0, 0}, 1]]
    True
 **)
RegionEqual[] := True
RegionEqual[r_] := True /; plainForm[r] =!= $Failed
RegionEqual[r__] := With[{f = Map[plainForm, {r}]}, SameQ @@ Map[standardForm, f] /; FreeQ[f, $Failed] && comparable[f]] /; Length[{r}] > 1
standardForm[{"Path", p_}] := {"Path", First[Sort[{p, Reverse[p]}]]}
standardForm[{"Polygon", p_}] := {"Polygon", First[Sort[Join @@ Table[{RotateLeft[p, k], Reverse[RotateLeft[p, k]]}, {k, Length[p]}]]]}
standardForm[f_] := f
comparable[f_] := SameQ @@ Map[First, f] || SameQ @@ Map[standardForm, f] || SubsetQ[{"Ball", "Sphere", "Box", "Points"}, Map[First, f]]

(** RegionWithin[reg1, reg2] gives True if the region reg2 lies within reg1.

    >> RegionWithin[Disk[], Point[{0, 0}]]
    True
 **)
RegionWithin[r_, s_] := With[{b = within[plainForm[r], plainForm[s]]}, b /; BooleanQ[b]]
within[f_, {"Points" , q_}] := AllTrue[q, TrueQ[member[f, #]] &]
within[{"Ball", c_, r_}, {"Ball" | "Sphere", d_, s_}] := vectorLength[c - d] + s <= r
within[f : {"Ball", __} | {"Box", __} | {"HalfSpace", __}, {"Path" | "Polygon" | "Simplex", q_}] := AllTrue[q, member[f, #] &]
within[f : {"Ball", __} | {"Box", __} | {"HalfSpace", __}, {"Box", a_, b_}] := AllTrue[Tuples[Transpose[{a, b}]], member[f, #] &]
within[{"Box", a_, b_}, {"Ball" | "Sphere", c_, r_}] := And @@ MapThread[#1 <= #3 - r && #3 + r <= #2 &, {a, b, c}]
within[___] := $Failed

(** RegionIntersection[reg1, reg2, ...] represents the points that belong to all the regions; boxes are intersected.

    >> RegionIntersection[Cuboid[{0, 0, 0}, {2, 2, 2}], Cuboid[{1, 1, 1}, {3, 3, 3}]]
    Cuboid[{1, 1, 1}, {2, 2, 2}]
 **)
RegionIntersection[r__] := First[{r}] /; SameQ[r] && RegionQ[First[{r}]]
RegionIntersection[___, e_EmptyRegion, ___] := e
RegionIntersection[(h : Rectangle | Cuboid)[a1_, a2_], (h : Rectangle | Cuboid)[b1_, b2_]] := With[
  {low = MapThread[Max, {a1, b1}], high = MapThread[Min, {a2, b2}]},
  If[And @@ MapThread[Less, {low, high}], h[low, high], EmptyRegion[Length[a1]]] /; VectorQ[Join[low, high], NumericQ]]

(** RegionUnion[reg1, reg2, ...] represents the points that belong to any of the regions.

    >> RegionUnion[EmptyRegion[2], Disk[]]
    Disk[{0, 0}]
 **)
RegionUnion[r_] := r /; RegionQ[r]
RegionUnion[a___, _EmptyRegion, b___] := RegionUnion[a, b] /; Length[{a, b}] > 0
RegionUnion[a___, r_, b___, r_, c___] := RegionUnion[a, r, b, c]

(** RegionDifference[reg1, reg2] represents the points of reg1 that do not belong to reg2.

    >> RegionDifference[Disk[], Disk[]]
    EmptyRegion[2]
 **)
RegionDifference[r_, r_] := EmptyRegion[RegionEmbeddingDimension[r]] /; RegionQ[r]
RegionDifference[r_, _EmptyRegion] := r
