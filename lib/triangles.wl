(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Plane geometry: triangles and their centres, angles and bisectors, properties of polygons. *)

(** SSSTriangle[a, b, c] gives a triangle with sides of the lengths a, b, c.

    >> SSSTriangle[3, 4, 5]
    Triangle[{{0, 0}, {5, 0}, {16/5, 12/5}}]
 **)
SSSTriangle[a_, b_, c_] := With[{x = (b^2 + c^2 - a^2)/(2 c)}, Triangle[{{0, 0}, {c, 0}, {x, Sqrt[b^2 - x^2]}}]] /;
  NoneTrue[{a, b, c, a + b - c, b + c - a, a + c - b}, TrueQ[# <= 0] &]

(** SASTriangle[a, gamma, b] gives a triangle with the angle gamma between sides of the lengths a and b.

    >> SASTriangle[3, Pi/2, 4]
    Triangle[{{0, 0}, {5, 0}, {16/5, 12/5}}]
 **)
SASTriangle[a_, g_, b_] := With[{c = Sqrt[a^2 + b^2 - 2 a b Cos[g]]},
  Triangle[{{0, 0}, {c, 0}, {(b^2 - a b Cos[g])/c, a b Sin[g]/c}}]] /; NoneTrue[{a, b}, TrueQ[# <= 0] &] && angleQ[g]

(** ASATriangle[alpha, c, beta] gives a triangle with the angles alpha and beta at the ends of a side of the length c.

    >> ASATriangle[Pi/4, 5, Pi/4]
    Triangle[{{0, 0}, {5, 0}, {5/2, 5/2}}]
 **)
ASATriangle[a_, c_, b_] := With[{r = c Csc[a + b] Sin[b]}, Triangle[{{0, 0}, {c, 0}, {r Cos[a], r Sin[a]}}]] /;
  !TrueQ[c <= 0] && angleQ[a] && angleQ[b] && angleQ[a + b]

(** AASTriangle[alpha, beta, a] gives a triangle with the angles alpha and beta and the side of the length a opposite to alpha.

    >> AASTriangle[Pi/6, Pi/3, 1]
    Triangle[{{0, 0}, {2, 0}, {3/2, Sqrt[3]/2}}]
 **)
AASTriangle[a_, b_, s_] := With[{r = s Csc[a] Sin[b]}, Triangle[{{0, 0}, {s Csc[a] Sin[a + b], 0}, {r Cos[a], r Sin[a]}}]] /;
  !TrueQ[s <= 0] && angleQ[a] && angleQ[b] && angleQ[a + b]
angleQ[t_] := !TrueQ[t <= 0] && !TrueQ[t >= Pi]

vertices3[Triangle[p : {_, _, _}]] := vertices3[p]
vertices3[p : {_?VectorQ, _?VectorQ, _?VectorQ}] := p /; SameQ @@ Map[Length, p]
vertices3[_] := $Failed
side[p_, q_] := Sqrt[(p - q) . (p - q)]
sides[{p_, q_, r_}] := {side[q, r], side[p, r], side[p, q]}
degenerateQ[p_] := TrueQ[Det[Rest[p] - {p[[1]], p[[1]]}] == 0] /; Length[First[p]] == 2
degenerateQ[_] := False

(** TriangleCenter[tri] gives the centroid of the triangle tri.
    TriangleCenter[tri, type] gives the centre of type "Centroid", "Incenter", "Circumcenter", "Orthocenter", "NinePointCenter" or "SymmedianPoint".

    >> TriangleCenter[Triangle[{{0, 0}, {4, 0}, {0, 3}}]]
    {4/3, 1}
    >> TriangleCenter[{{0, 0}, {4, 0}, {0, 3}}, "Incenter"]
    {1, 1}
 **)
TriangleCenter[t_] := TriangleCenter[t, "Centroid"] /; vertices3[t] =!= $Failed
TriangleCenter[t_, type_] := With[{p = vertices3[t]}, With[{c = If[p === $Failed, p, triangleCenter[p, type]]}, c /; c =!= $Failed]]

(* By barycentric coordinates, from the squares of the sides. *)
barycentric[p_, w_] := Simplify[w . p/Total[w]]
conway[{a_, b_, c_}] := {b + c - a, c + a - b, a + b - c}
triangleCenter[p_, "Centroid"] := Total[p]/3
triangleCenter[p_, "Incenter"] := barycentric[p, sides[p]]
triangleCenter[p_, "Circumcenter"] := With[{q = sides[p]^2}, barycentric[p, q conway[q]]]
triangleCenter[p_, "Orthocenter"] := With[{s = conway[sides[p]^2]}, barycentric[p, {s[[2]] s[[3]], s[[1]] s[[3]], s[[1]] s[[2]]}]]
triangleCenter[p_, "NinePointCenter"] := (triangleCenter[p, "Circumcenter"] + triangleCenter[p, "Orthocenter"])/2
triangleCenter[p_, "SymmedianPoint"] := barycentric[p, sides[p]^2]
triangleCenter[_, _] := $Failed

(** TriangleMeasurement[tri, type] gives the "Area", "Perimeter", "Semiperimeter", "Inradius", "Circumradius" or "NinePointRadius" of the triangle tri.

    >> TriangleMeasurement[{{0, 0}, {3, 0}, {0, 4}}, "Inradius"]
    1
 **)
TriangleMeasurement[t_] := TriangleMeasurement[t, "Area"]
TriangleMeasurement[t_, type_] := With[{p = vertices3[t]},
  With[{m = If[p === $Failed || degenerateQ[p], $Failed, triangleMeasure[p, type]]}, m /; m =!= $Failed]]
triangleMeasure[p_, "Area"] := Area[Triangle[p]]
triangleMeasure[p_, "Perimeter"] := Total[sides[p]]
triangleMeasure[p_, "Semiperimeter"] := Total[sides[p]]/2
triangleMeasure[p_, "Inradius"] := Simplify[2 Area[Triangle[p]]/Total[sides[p]]]
triangleMeasure[p_, "Circumradius"] := Simplify[Times @@ sides[p]/(4 Area[Triangle[p]])]
triangleMeasure[p_, "NinePointRadius"] := triangleMeasure[p, "Circumradius"]/2
triangleMeasure[_, _] := $Failed

(** Insphere[{p1, p2, p3}] gives the inscribed circle of a triangle, Insphere[{p1, p2, p3, p4}] the inscribed sphere of a tetrahedron.

    >> Insphere[{{0, 0}, {4, 0}, {0, 3}}]
    Sphere[{1, 1}, 1]
 **)
Insphere[p_?MatrixQ] := With[{s = inscribed[p]}, s /; s =!= $Failed] /; Dimensions[p][[1]] == Dimensions[p][[2]] + 1
Insphere[(Triangle | Simplex | Tetrahedron)[p_?MatrixQ]] := Insphere[p]
(* Weights: the measures of the faces opposite to the vertices. *)
inscribed[p_] := Module[{d = Length[p] - 1, w, v},
  v = Abs[Det[Map[# - First[p] &, Rest[p]]]]/d!;
  If[TrueQ[v == 0], Return[$Failed, Module]];
  w = Table[With[{q = Delete[p, i]}, RegionMeasure[Simplex[q]]], {i, d + 1}];
  Sphere[Simplify[w . p/Total[w]], Simplify[d v/Total[w]]]]

(** Midpoint[{p, q}] gives the point half way between p and q.

    >> Midpoint[{{0, 0}, {4, 6}}]
    {2, 3}
 **)
Midpoint[{p_?VectorQ, q_?VectorQ}] := (p + q)/2
Midpoint[Line[{p_?VectorQ, q_?VectorQ}]] := (p + q)/2

(** PerpendicularBisector[{p, q}] gives the line through the middle of p and q that is perpendicular to the line between them.

    >> PerpendicularBisector[{{0, 0}, {4, 2}}]
    InfiniteLine[{2, 1}, {2, -4}]
 **)
PerpendicularBisector[{{a_, b_}, {c_, d_}}] := InfiniteLine[{a + c, b + d}/2, {d - b, a - c}]
PerpendicularBisector[Line[p : {_, _}]] := PerpendicularBisector[p]

(** AngleBisector[{q1, p, q2}] gives the line that bisects the angle between the rays from p to q1 and q2.

    >> AngleBisector[{{1, 0}, {0, 0}, {0, 1}}]
    InfiniteLine[{0, 0}, {1, 1}]
 **)
AngleBisector[{a : {_, _}, p : {_, _}, b : {_, _}}] := InfiniteLine[p, Simplify[(a - p)/side[a, p] + (b - p)/side[b, p]]] /; a =!= p && b =!= p

(** PlanarAngle[{q1, p, q2}] gives the angle at p between the directions of q1 and q2.
    PlanarAngle[p -> {q1, q2}] is the same.

    >> PlanarAngle[{{1, 0}, {0, 0}, {0, 1}}]
    Pi/2
 **)
PlanarAngle[p : {_, _} -> {a : {_, _}, b : {_, _}}] := PlanarAngle[{a, p, b}]
PlanarAngle[{a : {_, _}?VectorQ, p : {_, _}?VectorQ, b : {_, _}?VectorQ}] :=
  If[a == p || b == p, Indeterminate, ArcCos[Simplify[(a - p) . (b - p)/(side[a, p] side[b, p])]]]

(** CollinearPoints[{p1, p2, ...}] gives True if the points lie on a line.

    >> CollinearPoints[{{0, 0}, {1, 1}, {2, 2}}]
    True
 **)
CollinearPoints[p_?MatrixQ] := flatQ[p, 1]

(** CoplanarPoints[{p1, p2, ...}] gives True if the points lie in a plane.

    >> CoplanarPoints[{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}]
    False
 **)
CoplanarPoints[p_?MatrixQ] := flatQ[p, 2]
flatQ[p_, d_] := Length[p] <= d + 1 && d == 1 && Length[p] < 3 || Length[First[p]] <= d || MatrixRank[Map[# - First[p] &, p]] <= d /; MatrixQ[p, NumericQ]
flatQ[p_, d_] := With[{m = DeleteCases[Flatten[Minors[Map[# - First[p] &, Rest[p]], d + 1]], 0]}, And @@ Map[# == 0 &, Union[m]]]

polygonVertices[Polygon[p : {{_, _} ..}]] := p
polygonVertices[Triangle[p : {{_, _}, {_, _}, {_, _}}]] := p
polygonVertices[Rectangle[a : {_, _}]] := polygonVertices[Rectangle[a, a + 1]]
polygonVertices[Rectangle[{a_, b_}, {c_, d_}]] := {{a, b}, {c, b}, {c, d}, {a, d}}
polygonVertices[r : RegularPolygon[n_Integer]] := CirclePoints[n]
polygonVertices[r : RegularPolygon[x__, n_Integer]] := CirclePoints[x, n]
polygonVertices[_] := $Failed
cross2[{a_, b_}, {c_, d_}] := a d - b c
turns[p_] := MapThread[Sign[cross2[#2 - #1, #3 - #2]] &, {p, RotateLeft[p], RotateLeft[p, 2]}]

(** ConvexPolygonQ[poly] gives True if the polygon poly is convex.

    >> ConvexPolygonQ[Polygon[{{0, 0}, {1, 0}, {1, 1}, {0, 1}}]]
    True
 **)
ConvexPolygonQ[r_] := SimplePolygonQ[r] && With[{t = turns[polygonVertices[r]]}, FreeQ[t, -1] || FreeQ[t, 1]]

(** SimplePolygonQ[poly] gives True if the edges of the polygon poly meet only at its vertices.

    >> SimplePolygonQ[Polygon[{{0, 0}, {2, 2}, {2, 0}, {0, 2}}]]
    False
 **)
SimplePolygonQ[r_] := With[{p = polygonVertices[r]}, p =!= $Failed && Length[p] > 2 && MatrixQ[p, NumericQ] &&
  With[{e = Transpose[{p, RotateLeft[p]}], n = Length[p]},
    NoneTrue[Subsets[Range[n], {2}], Mod[#[[1]] - #[[2]], n] != 1 && Mod[#[[2]] - #[[1]], n] != 1 && crossQ[e[[#[[1]]]], e[[#[[2]]]]] &]]]
crossQ[{a_, b_}, {c_, d_}] := Sign[cross2[b - a, c - a]] Sign[cross2[b - a, d - a]] < 0 && Sign[cross2[d - c, a - c]] Sign[cross2[d - c, b - c]] < 0

(** PolygonAngle[poly] gives the interior angles of the polygon poly at its vertices.
    PolygonAngle[poly, p] gives the angle at the vertex p.

    >> PolygonAngle[Polygon[{{0, 0}, {1, 0}, {0, 1}}]]
    {Pi/2, Pi/4, Pi/4}
 **)
PolygonAngle[r_] := With[{p = polygonVertices[r]}, interiorAngles[p] /; p =!= $Failed]
PolygonAngle[r_, v_] := With[{p = polygonVertices[r]}, interiorAngles[p][[First[FirstPosition[p, v]]]] /; p =!= $Failed && MemberQ[p, v]]
interiorAngles[p_] := With[{s = Sign[Total[MapThread[cross2, {p, RotateLeft[p]}]]]},
  MapThread[With[{t = PlanarAngle[{#1, #2, #3}]}, If[TrueQ[s cross2[#2 - #1, #3 - #2] < 0], 2 Pi - t, t]] &,
    {RotateRight[p], p, RotateLeft[p]}]]
