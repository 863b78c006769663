(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* How large regions are, and where their middle is. *)

(** RegionMeasure[reg] gives the measure of the region reg: the length, area, volume, ... that belongs to its dimension.

    >> RegionMeasure[Disk[]]
    Pi
    >> RegionMeasure[Line[{{0, 0}, {3, 4}}]]
    5
    >> RegionMeasure[Sphere[{0, 0, 0}, 2]]
    16*Pi
 **)
RegionMeasure[r_] := With[{m = measure[r]}, m /; m =!= $Failed]

length[v_] := Sqrt[v . v]
(* The volume that the rows of a matrix span. *)
spannedVolume[v_] := If[SquareMatrixQ[v], Abs[Det[v]], Sqrt[Det[v . Transpose[v]]]]

regular[Cube] = {1, 6, 8};
regular[Tetrahedron] = {1/(6 Sqrt[2]), Sqrt[3], 4};
regular[Octahedron] = {Sqrt[2]/3, 2 Sqrt[3], 6};
regular[Dodecahedron] = {(15 + 7 Sqrt[5])/4, 3 Sqrt[5 (5 + 2 Sqrt[5])], 20};
regular[Icosahedron] = {5 (3 + Sqrt[5])/12, 5 Sqrt[3], 12};

unitBall[n_] := Pi^(n/2)/Gamma[n/2 + 1]

measure[Region[r_]] := measure[r]
measure[Point[p_?VectorQ]] := 1
measure[Point[p_?MatrixQ]] := Length[DeleteDuplicates[p]]
measure[Line[p_?MatrixQ]] := Total[Map[length, Differences[p]]]
measure[Line[p : {__?MatrixQ}]] := Total[Map[measure[Line[#]] &, p]]
measure[Interval[i__List]] := Total[Map[#[[2]] - #[[1]] &, {i}]]
measure[Circle[c_]] := 2 Pi
measure[Circle[c_, r_]] := 2 Pi r /; !ListQ[r]
measure[Circle[c_, r_, {a_, b_}]] := r (b - a) /; !ListQ[r]
measure[Circle[c_, {a_, b_}]] := If[TrueQ[a >= b], 4 a EllipticE[1 - b^2/a^2], 4 b EllipticE[1 - a^2/b^2]]
measure[(Disk | Ball)[c_?VectorQ]] := measure[Ball[c, 1]]
measure[(Disk | Ball)[c_?VectorQ, r_]] := unitBall[Length[c]] r^Length[c] /; !ListQ[r]
measure[(Disk | Ellipsoid)[c_?VectorQ, r_?VectorQ]] := unitBall[Length[c]] Times @@ r /; Length[c] == Length[r]
measure[Ellipsoid[c_?VectorQ, m_?MatrixQ]] := unitBall[Length[c]] Sqrt[Det[m]]
measure[Disk[c_, r_, {a_, b_}]] := r^2 (b - a)/2 /; !ListQ[r]
measure[Sphere[c_?VectorQ]] := measure[Sphere[c, 1]]
measure[Sphere[c_?VectorQ, r_]] := Length[c] unitBall[Length[c]] r^(Length[c] - 1)
measure[Annulus[c_, {r1_, r2_}]] := Pi (r2^2 - r1^2)
measure[Annulus[c_, {r1_, r2_}, {a_, b_}]] := (b - a) (r2^2 - r1^2)/2
measure[DiskSegment[c_, r_, {a_, b_}]] := If[TrueQ[b - a == 2 Pi], 2 Pi r^2, r^2 (b - a - Sin[b - a])/2] /; !ListQ[r]
measure[SphericalShell[c_?VectorQ, {r1_, r2_}]] := With[{n = Length[c]}, unitBall[n] (r2^n - r1^n)]
measure[Torus[c_?VectorQ, {r1_, r2_}]] := Pi^2 (r2 - r1) (r1 + r2)
measure[FilledTorus[c_?VectorQ, {r1_, r2_}]] := Pi^2 (r2 - r1)^2 (r1 + r2)/4
measure[(Rectangle | Cuboid)[a_?VectorQ]] := 1
measure[(Rectangle | Cuboid)[a_?VectorQ, b_?VectorQ]] := Abs[Times @@ (b - a)]
measure[(Parallelogram | Parallelepiped)[_, v_?MatrixQ]] := spannedVolume[v]
measure[(Triangle | Simplex | Tetrahedron)[p_?MatrixQ]] := simplexMeasure[p]
measure[Triangle[p : {__?MatrixQ}]] := Total[Map[simplexMeasure, p]]
measure[Simplex[n_Integer?Positive]] := 1/n!
measure[Polygon[p_?MatrixQ]] := polygonArea[p]
measure[Polygon[p_?MatrixQ -> h_?MatrixQ]] := polygonArea[p] - polygonArea[h]
measure[Polygon[p_?MatrixQ -> h : {__?MatrixQ}]] := polygonArea[p] - Total[Map[polygonArea, h]]
measure[Polygon[p : {__?MatrixQ}]] := Total[Map[polygonArea, p]]
measure[RegularPolygon[n_Integer]] := measure[RegularPolygon[1, n]]
measure[RegularPolygon[{r_, _}, n_Integer]] := measure[RegularPolygon[r, n]]
measure[RegularPolygon[r_, n_Integer]] := n r^2 Sin[2 Pi/n]/2
measure[RegularPolygon[_, r_, n_Integer]] := measure[RegularPolygon[r, n]]
measure[StadiumShape[{a_, b_}, r_]] := 2 r length[b - a] + Pi r^2
measure[Cylinder[p_?MatrixQ]] := measure[Cylinder[p, 1]]
measure[Cylinder[{a_, b_}, r_]] := Pi r^2 length[b - a]
measure[Cone[p_?MatrixQ]] := measure[Cone[p, 1]]
measure[Cone[{a_, b_}, r_]] := Pi r^2 length[a - b]/3
measure[CapsuleShape[{a : {_, _, _}, b_}, r_]] := Pi r^2 length[b - a] + 4 Pi r^3/3
measure[Prism[p : {_, _, _, _, _, _}]] := Total[Map[simplexMeasure[p[[#]]] &, {{1, 2, 3, 4}, {2, 3, 4, 5}, {3, 4, 5, 6}}]]
measure[Pyramid[p : {_, _, _, _, _}]] := simplexMeasure[p[[{1, 2, 3, 5}]]] + simplexMeasure[p[[{1, 3, 4, 5}]]]
measure[HalfSpace[__] | HalfPlane[__] | HalfLine[__] | InfiniteLine[__] | InfinitePlane[__]] := Infinity
measure[EmptyRegion[_]] := 0
measure[RegionProduct[r__]] := Times @@ Map[RegionMeasure, {r}]
measure[r_] := With[{d = regularSolid[r]}, If[d === $Failed, d, regular[d[[1]]][[1]] d[[2]]^3]]

solidNames = Cube | Tetrahedron | Octahedron | Dodecahedron | Icosahedron;
regularSolid[(h : solidNames)[]] := {h, 1}
regularSolid[(h : solidNames)[_List?VectorQ]] := {h, 1}
regularSolid[(h : solidNames)[_List?VectorQ, s_]] := {h, s} /; !ListQ[s] && !TrueQ[s <= 0]
regularSolid[(h : solidNames)[s_]] := {h, s} /; !ListQ[s] && !TrueQ[s <= 0]
regularSolid[_] := $Failed

simplexMeasure[p_] := With[{v = Map[# - First[p] &, Rest[p]]},
  If[Length[v] > Length[First[v]], $Failed, spannedVolume[v]/Length[v]!]]

(* Twice the vector area of a polygon of space, by which its area is known where it is flat. *)
polygonArea[p : {{_, _} ..}] := With[{a = Abs[Total[MapThread[Det[{#1, #2}] &, {p, RotateLeft[p]}]]]/2},
  If[TrueQ[a == 0], Undefined, a]]
polygonArea[p : {{_, _, _} ..}] := With[{a = length[Total[MapThread[Cross, {p, RotateLeft[p]}]]]/2}, If[TrueQ[a == 0], Undefined, a]]
polygonArea[_] := $Failed

(** Area[reg] gives the area of the two-dimensional region reg, Undefined for a region of another dimension.

    >> Area[Disk[{0, 0}, r]]
    Pi*r^2
    >> Area[Polygon[{{0, 0}, {4, 0}, {4, 3}, {0, 3}}]]
    12
    >> Area[Sphere[]]
    4*Pi
 **)
Area[r_] := With[{m = ofDimension[2, r]}, m /; m =!= $Failed]

(** Volume[reg] gives the volume of the three-dimensional region reg, Undefined for a region of another dimension.

    >> Volume[Ball[{0, 0, 0}, 3]]
    36*Pi
    >> Volume[Simplex[3]]
    1/6
 **)
Volume[r_] := With[{m = ofDimension[3, r]}, m /; m =!= $Failed]

(** ArcLength[reg] gives the length of the one-dimensional region reg.
    ArcLength[{x1, x2, ...}, {t, tmin, tmax}] gives the length of the parametrized curve.

    >> ArcLength[Line[{{0, 0}, {1, 0}, {1, 1}}]]
    2
 **)
ArcLength[r_] := With[{m = ofDimension[1, r]}, m /; m =!= $Failed]
ArcLength[x_List, {t_, a_, b_}] := Integrate[Simplify[Sqrt[Total[D[x, t]^2]]], {t, a, b}]
ArcLength[f_, {t_, a_, b_}] := Integrate[Simplify[Sqrt[1 + D[f, t]^2]], {t, a, b}] /; !ListQ[f]

(* The measure of a region if it has that dimension. *)
ofDimension[n_, r_] := With[{d = RegionDimension[r]}, Which[d === n, measure[r], IntegerQ[d], Undefined, True, $Failed]]

(** Perimeter[reg] gives the length of the boundary of the two-dimensional region reg.

    >> Perimeter[Disk[]]
    2*Pi
    >> Perimeter[Rectangle[{0, 0}, {2, 3}]]
    10
 **)
Perimeter[r_] := With[{m = If[IntegerQ[RegionDimension[r]], If[RegionDimension[r] == 2, perimeter[r], Undefined], $Failed]}, m /; m =!= $Failed]

closedLength[p_] := Total[Map[length, RotateLeft[p] - p]]
perimeter[Region[r_]] := perimeter[r]
perimeter[(Disk | Ball)[c_?VectorQ]] := 2 Pi
perimeter[(Disk | Ball)[c_?VectorQ, r_]] := 2 Pi r /; !ListQ[r]
perimeter[(Disk | Ellipsoid)[c_?VectorQ, {a_, b_}]] := measure[Circle[c, {a, b}]] /; TrueQ[b >= a]
perimeter[(Disk | Ellipsoid)[c_?VectorQ, {a_, b_}]] := 4 b EllipticE[1 - a^2/b^2]
perimeter[Disk[c_, r_, {a_, b_}]] := r (b - a) + 2 r /; !ListQ[r]
perimeter[Annulus[c_, {r1_, r2_}]] := 2 Pi (r1 + r2)
perimeter[DiskSegment[c_, r_, {a_, b_}]] := r (b - a) + 2 r Sin[(b - a)/2] /; !ListQ[r]
perimeter[Rectangle[a_?VectorQ]] := 4
perimeter[Rectangle[a_?VectorQ, b_?VectorQ]] := 2 Total[Abs[b - a]]
perimeter[(Parallelogram | Parallelepiped)[_, {u_, v_}]] := 2 (length[u] + length[v])
perimeter[(Triangle | Simplex | Polygon)[p_?MatrixQ]] := closedLength[p]
perimeter[Polygon[p_?MatrixQ -> h_?MatrixQ]] := closedLength[p] + closedLength[h]
perimeter[Polygon[p_?MatrixQ -> h : {__?MatrixQ}]] := closedLength[p] + Total[Map[closedLength, h]]
perimeter[(Triangle | Polygon)[p : {__?MatrixQ}]] := Total[Map[closedLength, p]]
perimeter[Simplex[2]] := 2 + Sqrt[2]
perimeter[RegularPolygon[n_Integer]] := 2 n Sin[Pi/n]
perimeter[RegularPolygon[r_, n_Integer]] := 2 n If[ListQ[r], First[r], r] Sin[Pi/n]
perimeter[RegularPolygon[_, r_, n_Integer]] := perimeter[RegularPolygon[r, n]]
perimeter[StadiumShape[{a_, b_}, r_]] := 2 length[b - a] + 2 Pi r
perimeter[_] := $Failed

(** SurfaceArea[reg] gives the area of the surface of the three-dimensional region reg.

    >> SurfaceArea[Cuboid[{0, 0, 0}, {1, 2, 3}]]
    22
    >> SurfaceArea[Cylinder[]]
    6*Pi
 **)
SurfaceArea[r_] := With[{m = If[IntegerQ[RegionDimension[r]], If[RegionDimension[r] == 3, surface[r], Undefined], $Failed]}, m /; m =!= $Failed]

trianglesArea[p_, faces_] := Simplify[Total[Map[simplexMeasure[p[[#]]] &, faces]]]
surface[Region[r_]] := surface[r]
surface[Ball[c_]] := 4 Pi
surface[Ball[c_, r_]] := 4 Pi r^2
surface[SphericalShell[_, {r1_, r2_}]] := 4 Pi (r1^2 + r2^2)
surface[FilledTorus[_, {r1_, r2_}]] := Pi^2 (r2 - r1) (r1 + r2)
surface[Cuboid[a_]] := 6
surface[Cuboid[a_?VectorQ, b_?VectorQ]] := With[{d = Abs[b - a]}, 2 (d[[1]] d[[2]] + d[[2]] d[[3]] + d[[1]] d[[3]])]
surface[Parallelepiped[_, v_?MatrixQ]] := 2 Total[Map[spannedVolume, Subsets[v, {2}]]]
surface[Cylinder[p_?MatrixQ]] := surface[Cylinder[p, 1]]
surface[Cylinder[{a_, b_}, r_]] := 2 Pi r length[b - a] + 2 Pi r^2
surface[Cone[p_?MatrixQ]] := surface[Cone[p, 1]]
surface[Cone[{a_, b_}, r_]] := Pi r (r + Sqrt[r^2 + (b - a) . (b - a)])
surface[CapsuleShape[{a_, b_}, r_]] := 2 Pi r length[b - a] + 4 Pi r^2
surface[(Tetrahedron | Simplex)[p : {_, _, _, _}?MatrixQ]] := trianglesArea[p, {{1, 2, 3}, {1, 2, 4}, {1, 3, 4}, {2, 3, 4}}]
surface[Simplex[3]] := (3 + Sqrt[3])/2
surface[Prism[p : {_, _, _, _, _, _}]] :=
  trianglesArea[p, {{1, 2, 3}, {4, 5, 6}, {1, 2, 5}, {1, 5, 4}, {2, 3, 6}, {2, 6, 5}, {3, 1, 4}, {3, 4, 6}}]
surface[Pyramid[p : {_, _, _, _, _}]] := trianglesArea[p, {{1, 2, 3}, {1, 3, 4}, {1, 2, 5}, {2, 3, 5}, {3, 4, 5}, {4, 1, 5}}]
surface[r_] := With[{d = regularSolid[r]}, If[d === $Failed, d, regular[d[[1]]][[2]] d[[2]]^2]]

(** RegionCentroid[reg] gives the centroid of the region reg.

    >> RegionCentroid[Triangle[{{0, 0}, {1, 0}, {0, 1}}]]
    {1/3, 1/3}
    >> RegionCentroid[Cone[{{0, 0, 0}, {0, 0, 3}}, 1]]
    {0, 0, 3/4}
 **)
RegionCentroid[r_] := With[{c = centroid[r]}, c /; c =!= $Failed]

centroid[Region[r_]] := centroid[r]
centroid[(Circle | Sphere | Ball | Disk | Annulus | Ellipsoid | SphericalShell | Torus | FilledTorus)[c_?VectorQ] |
    (Circle | Sphere | Ball | Disk | Annulus | Ellipsoid | SphericalShell | Torus | FilledTorus)[c_?VectorQ, _]] := c
centroid[Disk[c_, r_, {a_, b_}]] := sectorCentroid[c, (a + b)/2, 4 r Sin[(b - a)/2]/(3 (b - a))]
centroid[DiskSegment[c_, r_, {a_, b_}]] := sectorCentroid[c, (a + b)/2, 4 r Sin[(b - a)/2]^3/(3 (b - a - Sin[b - a]))]
centroid[Circle[c_, r_, {a_, b_}]] := sectorCentroid[c, (a + b)/2, 2 r Sin[(b - a)/2]/(b - a)]
centroid[Point[p_?VectorQ]] := p
centroid[Point[p_?MatrixQ]] := Total[p]/Length[p]
centroid[(Rectangle | Cuboid)[a_?VectorQ]] := a + 1/2
centroid[(Rectangle | Cuboid)[a_?VectorQ, b_?VectorQ]] := (a + b)/2
centroid[(Parallelogram | Parallelepiped)[a_, v_?MatrixQ]] := a + Total[v]/2
centroid[(Triangle | Tetrahedron | Simplex)[p_?MatrixQ]] := Total[p]/Length[p]
centroid[Simplex[n_Integer?Positive]] := Table[1/(n + 1), n]
centroid[Line[p_?MatrixQ]] := With[{l = Map[length, Differences[p]]}, l . midpoints[p]/Total[l]]
centroid[Polygon[p : {{_, _} ..}]] := polygonCentroid[p]
centroid[RegularPolygon[_Integer] | RegularPolygon[_, _Integer]] := {0, 0}
centroid[RegularPolygon[c_, _, _Integer]] := c
centroid[(StadiumShape | CapsuleShape | Cylinder)[{a_, b_}] | (StadiumShape | CapsuleShape | Cylinder)[{a_, b_}, _]] := (a + b)/2
centroid[Cone[{a_, b_}] | Cone[{a_, b_}, _]] := a + (b - a)/4
centroid[Prism[p : {_, _, _, _, _, _}]] := weighted[p, {{1, 2, 3, 4}, {2, 3, 4, 5}, {3, 4, 5, 6}}]
centroid[Pyramid[p : {_, _, _, _, _}]] := weighted[p, {{1, 2, 3, 5}, {1, 3, 4, 5}}]
centroid[solidNames[]] := {0, 0, 0}
centroid[solidNames[c : {_, _, _}?VectorQ, ___]] := c
centroid[solidNames[s_]] := {0, 0, 0} /; !ListQ[s]
centroid[_] := $Failed

midpoints[p_] := (Most[p] + Rest[p])/2
sectorCentroid[c_, t_, d_] := c + d {Cos[t], Sin[t]}
weighted[p_, parts_] := With[{v = Map[simplexMeasure[p[[#]]] &, parts]}, v . Map[Total[p[[#]]]/4 &, parts]/Total[v]]
polygonCentroid[p_] := With[{q = RotateLeft[p]}, With[{w = MapThread[Det[{#1, #2}] &, {p, q}]}, w . (p + q)/(3 Total[w])]]

(** RegionMoment[reg, {i1, i2, ...}] gives the moment of the region reg: the integral of x1^i1 x2^i2 ... over it.

    >> RegionMoment[Rectangle[], {1, 1}]
    1/4
    >> RegionMoment[Disk[], {0, 0}]
    Pi
 **)
RegionMoment[r_, i : {__Integer?NonNegative}] := With[{m = moment[r, i]}, m /; m =!= $Failed]

moment[Region[r_], i_] := moment[r, i]
moment[(Disk | Ball)[c_?VectorQ], i_] := moment[Ball[c, 1], i]
moment[(Disk | Ball)[c_?VectorQ, r_], i_] := moment[Ellipsoid[c, Table[r, Length[c]]], i] /; !ListQ[r]
moment[(Disk | Ellipsoid)[c_?VectorQ, r_?VectorQ], i_] := shifted[c, i, Function[j, ballMoment[j] Times @@ (r^(j + 1))]] /; Length[c] == Length[i]
moment[(Rectangle | Cuboid)[a_?VectorQ], i_] := moment[Cuboid[a, a + 1], i]
moment[(Rectangle | Cuboid)[a_?VectorQ, b_?VectorQ], i_] := Times @@ MapThread[(#2^(#3 + 1) - #1^(#3 + 1))/(#3 + 1) &, {a, b, i}] /;
  Length[a] == Length[i]
moment[Simplex[n_Integer?Positive], i_] := standardSimplexMoment[i] /; n == Length[i]
moment[(Triangle | Tetrahedron | Simplex)[p_?MatrixQ], i_] := simplexMoment[p, i] /; Dimensions[p] === Length[i] + {1, 0}
moment[Polygon[p : {{_, _} ..}], i : {_, _}] := Module[{w = MapThread[Det[{#1, #2}] &, {p, RotateLeft[p]}], m},
  m = MapThread[If[TrueQ[#3 == 0], 0, Sign[#3] simplexMoment[{{0, 0}, #1, #2}, i]] &, {p, RotateLeft[p], w}];
  Sign[Total[w]] Total[m]]
moment[_, _] := $Failed

(* Of the unit ball: zero where an exponent is odd. *)
ballMoment[j_] := If[AnyTrue[j, OddQ], 0, Times @@ Gamma[(j + 1)/2]/Gamma[(Total[j] + Length[j])/2 + 1]]
(* The moment about the origin from those about c. *)
shifted[c_, i_, f_] := Total[Map[Times @@ (Binomial[i, #] MapThread[If[#2 === 0, 1, #1^#2] &, {c, i - #}]) f[#] &, Tuples[Map[Range[0, #] &, i]]]]
standardSimplexMoment[j_] := Times @@ (j!)/(Total[j] + Length[j])!
(* By the affine map from the standard simplex; the integrand is a polynomial there. *)
simplexMoment[p_, i_] := Module[{v = Map[# - First[p] &, Rest[p]], u, rules},
  u = Table[Unique[], Length[i]];
  rules = CoefficientRules[Expand[Times @@ (MapThread[If[#2 === 0, 1, #1^#2] &, {First[p] + u . v, i}])], u];
  Abs[Det[v]] Total[Map[Last[#] standardSimplexMoment[First[#]] &, rules]]]

(** MomentOfInertia[reg] gives the inertia matrix of the region reg about its centroid.
    MomentOfInertia[reg, pt] gives it about the point pt, MomentOfInertia[reg, pt, v] the moment around the axis through pt along v.

    >> MomentOfInertia[Rectangle[]]
    {{1/12, 0}, {0, 1/12}}
    >> MomentOfInertia[Ball[], {0, 0, 0}, {0, 0, 1}]
    (8*Pi)/15
 **)
MomentOfInertia[r_] := With[{c = centroid[r]}, MomentOfInertia[r, c] /; c =!= $Failed]
MomentOfInertia[r_, p_?VectorQ] := With[{s = secondMoments[r, p]}, Tr[s] IdentityMatrix[Length[p]] - s /; s =!= $Failed]
MomentOfInertia[r_, p_?VectorQ, v_?VectorQ] := With[{m = MomentOfInertia[r, p]}, v . m . v/(v . v) /; MatrixQ[m]]

secondMoments[r_, p_] := Module[{n = Length[p], e, m0, m1, m2},
  e = IdentityMatrix[n];
  m0 = moment[r, Table[0, n]];
  If[m0 === $Failed, Return[$Failed, Module]];
  m1 = Table[moment[r, e[[k]]], {k, n}];
  m2 = Table[moment[r, e[[j]] + e[[k]]], {j, n}, {k, n}];
  Map[Together, m2 - Outer[Times, m1, p] - Outer[Times, p, m1] + m0 Outer[Times, p, p], {2}]]
