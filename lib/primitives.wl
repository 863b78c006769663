(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* The geometric regions: what arguments left out stand for, dimensions, bounds. *)

(** Disk[{x, y}, r] represents the disk with the centre {x, y} and the radius r; Disk[] is the unit disk.

    >> Disk[]
    Disk[{0, 0}]
 **)
Disk[] := Disk[{0, 0}]

(** Circle[{x, y}, r] represents the circle with the centre {x, y} and the radius r; Circle[] is the unit circle.

    >> Circle[]
    Circle[{0, 0}]
 **)
Circle[] := Circle[{0, 0}]

(** Ball[p, r] represents the ball with the centre p and the radius r; Ball[] is the unit ball of space.

    >> Ball[]
    Ball[{0, 0, 0}]
 **)
Ball[] := Ball[{0, 0, 0}]

(** Sphere[p, r] represents the sphere with the centre p and the radius r; Sphere[] is the unit sphere.

    >> Sphere[]
    Sphere[{0, 0, 0}]
 **)
Sphere[] := Sphere[{0, 0, 0}]

(** Rectangle[{x1, y1}, {x2, y2}] represents the rectangle with these opposite corners; Rectangle[] is the unit square.

    >> Rectangle[]
    Rectangle[{0, 0}]
 **)
Rectangle[] := Rectangle[{0, 0}]

(** Cuboid[p, q] represents the box with the opposite corners p and q; Cuboid[] is the unit cube.

    >> Cuboid[]
    Cuboid[{0, 0, 0}]
 **)
Cuboid[] := Cuboid[{0, 0, 0}]

(** Triangle[{p1, p2, p3}] represents the triangle with the vertices pi.

    >> Triangle[]
    Triangle[{{0, 0}, {1, 0}, {0, 1}}]
 **)
Triangle[] := Triangle[{{0, 0}, {1, 0}, {0, 1}}]

(** Parallelogram[p, {v1, v2}] represents the parallelogram at p with the sides vi.

    >> Parallelogram[]
    Parallelogram[{0, 0}, {{1, 0}, {0, 1}}]
 **)
Parallelogram[] := Parallelogram[{0, 0}, {{1, 0}, {0, 1}}]

(** Annulus[{x, y}, {r1, r2}] represents the ring between the radii r1 and r2.

    >> Annulus[]
    Annulus[{0, 0}, {1/2, 1}]
 **)
Annulus[] := Annulus[{0, 0}, {1/2, 1}]

(** Torus[p, {r1, r2}] represents the torus about p with the inner radius r1 and the outer radius r2.

    >> Torus[]
    Torus[{0, 0, 0}, {1/2, 1}]
 **)
Torus[] := Torus[{0, 0, 0}, {1/2, 1}]

(** FilledTorus[p, {r1, r2}] represents the solid torus about p with the inner radius r1 and the outer radius r2.

    >> FilledTorus[]
    FilledTorus[{0, 0, 0}, {1/2, 1}]
 **)
FilledTorus[] := FilledTorus[{0, 0, 0}, {1/2, 1}]

(** SphericalShell[p, {r1, r2}] represents the points at distances between r1 and r2 from p.

    >> SphericalShell[]
    SphericalShell[{0, 0, 0}, {1/2, 1}]
 **)
SphericalShell[] := SphericalShell[{0, 0, 0}, {1/2, 1}]
SphericalShell[r_] := SphericalShell[{0, 0, 0}, {r/2, r}] /; !ListQ[r]

(** Cylinder[{p, q}, r] represents the cylinder of radius r around the line from p to q.

    >> Cylinder[]
    Cylinder[{{0, 0, -1}, {0, 0, 1}}]
 **)
Cylinder[] := Cylinder[{{0, 0, -1}, {0, 0, 1}}]

(** Cone[{p, q}, r] represents the cone with the base of radius r about p and the tip q.

    >> Cone[]
    Cone[{{0, 0, -1}, {0, 0, 1}}]
 **)
Cone[] := Cone[{{0, 0, -1}, {0, 0, 1}}]

(** CapsuleShape[{p, q}, r] represents the points at most r from the line from p to q.

    >> CapsuleShape[]
    CapsuleShape[{{-1, 0, 0}, {1, 0, 0}}, 1]
 **)
CapsuleShape[] := CapsuleShape[{{-1, 0, 0}, {1, 0, 0}}, 1]
CapsuleShape[r_] := CapsuleShape[{{-1, 0, 0}, {1, 0, 0}}, r] /; !ListQ[r]

(** StadiumShape[{p, q}, r] represents the points of the plane at most r from the line from p to q.

    >> StadiumShape[]
    StadiumShape[{{-1, 0}, {1, 0}}, 1]
 **)
StadiumShape[] := StadiumShape[{{-1, 0}, {1, 0}}, 1]
StadiumShape[r_] := StadiumShape[{{-1, 0}, {1, 0}}, r] /; !ListQ[r]

(** Prism[{p1, ..., p6}] represents the prism between the triangles {p1, p2, p3} and {p4, p5, p6}.

    >> Prism[]
    Prism[{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 1}, {0, 1, 1}}]
 **)
Prism[] := Prism[{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 1}, {0, 1, 1}}]

(** Pyramid[{p1, ..., p5}] represents the pyramid with the base {p1, p2, p3, p4} and the tip p5.

    >> Pyramid[]
    Pyramid[{{-1, -1, 0}, {1, -1, 0}, {1, 1, 0}, {-1, 1, 0}, {0, 0, 1}}]
 **)
Pyramid[] := Pyramid[{{-1, -1, 0}, {1, -1, 0}, {1, 1, 0}, {-1, 1, 0}, {0, 0, 1}}]

pointQ[p_] := VectorQ[p] && p =!= {}
pointsQ[p_] := MatrixQ[p] && p =!= {{}}
segmentQ[p_] := pointsQ[p] && Length[p] == 2

(* The vertices of a simplex. *)
simplexPoints[(Triangle | Simplex)[p_?pointsQ]] := p
simplexPoints[Tetrahedron[p_?pointsQ]] := p /; Dimensions[p] === {4, 3}
simplexPoints[Simplex[n_Integer?NonNegative]] := Prepend[IdentityMatrix[n], Table[0, n]] /; n > 0
simplexPoints[_] := $Failed
simplexQ[r_] := MatchQ[r, _Triangle | _Simplex | _Tetrahedron] && simplexPoints[r] =!= $Failed

(* The regular solids, which may be given by edge length, by centre, or both. *)
solidHead = Cube | Tetrahedron | Octahedron | Dodecahedron | Icosahedron;
solidQ[r_] := solidData[r] =!= $Failed
solidData[(h : solidHead)[]] := {h, {0, 0, 0}, 1}
solidData[(h : solidHead)[s_]] := {h, {0, 0, 0}, s} /; !ListQ[s] && !TrueQ[s <= 0]
solidData[(h : solidHead)[c_?pointQ]] := {h, c, 1}
solidData[(h : solidHead)[c_?pointQ, s_]] := {h, c, s} /; !ListQ[s] && !TrueQ[s <= 0]
solidData[_] := $Failed

(** RegionEmbeddingDimension[reg] gives the dimension of the space in which the region reg lies.

    >> RegionEmbeddingDimension[Disk[]]
    2
    >> RegionEmbeddingDimension[Line[{{0, 0, 0}, {1, 1, 1}}]]
    3
 **)
RegionEmbeddingDimension[r_] := With[{d = embedding[r]}, d /; d =!= $Failed]

embedding[Region[r_]] := embedding[r]
embedding[(Disk | Circle | Annulus | DiskSegment | Rectangle | Ball | Sphere | Ellipsoid | Cuboid | SphericalShell | Torus |
    FilledTorus | Parallelogram | Parallelepiped)[c_?pointQ, ___]] := Length[c]
embedding[Point[p_?pointQ]] := Length[p]
embedding[(Point | Line | Cylinder | Cone | CapsuleShape | StadiumShape | HalfLine | InfiniteLine | HalfPlane |
    InfinitePlane | Polygon | Prism | Pyramid)[p_?pointsQ, ___]] := Last[Dimensions[p]]
embedding[(HalfLine | InfiniteLine | InfinitePlane | HalfPlane)[p_?pointQ, _, ___]] := Length[p]
embedding[Polygon[p_?pointsQ -> _]] := Last[Dimensions[p]]
embedding[Polygon[p : {__?pointsQ}]] := Last[Dimensions[First[p]]]
embedding[Line[p : {__?pointsQ}]] := Last[Dimensions[First[p]]]
embedding[HalfSpace[n_?pointQ, _]] := Length[n]
embedding[RegularPolygon[___]] := 2
embedding[_Interval] := 1
embedding[EmptyRegion[n_] | FullRegion[n_]] := n
embedding[r_?simplexQ] := Last[Dimensions[simplexPoints[r]]]
embedding[r_?solidQ] := 3
embedding[CircularArcThrough[_]] := 2
embedding[_] := $Failed

(** RegionDimension[reg] gives the geometric dimension of the region reg.

    >> RegionDimension[Sphere[]]
    2
    >> RegionDimension[Line[{{0, 0, 0}, {1, 1, 1}}]]
    1
 **)
RegionDimension[r_] := With[{d = geometricDimension[r]}, d /; d =!= $Failed]

geometricDimension[r_] := $Failed /; embedding[r] === $Failed
geometricDimension[Region[r_]] := geometricDimension[r]
geometricDimension[_Point] := 0
geometricDimension[_Line | _HalfLine | _InfiniteLine | _Circle | _CircularArcThrough] := 1
geometricDimension[_Interval] := 1
geometricDimension[_Polygon | _RegularPolygon | _HalfPlane | _InfinitePlane | _Parallelogram | _Torus] := 2
geometricDimension[r_Sphere] := embedding[r] - 1
geometricDimension[EmptyRegion[_]] := -Infinity
geometricDimension[r_?simplexQ] := Length[simplexPoints[r]] - 1
geometricDimension[Parallelepiped[_, v_]] := Length[v]
geometricDimension[r_] := embedding[r]

(** RegionQ[reg] gives True if reg is a region with definite dimension and embedding dimension, and False otherwise.

    >> {RegionQ[Disk[]], RegionQ[{1, 2, 3}]}
    {True, False}
 **)
RegionQ[r_] := RegionEmbeddingDimension[r] =!= Unevaluated[RegionEmbeddingDimension[r]] && embedding[r] =!= $Failed

unboundedHead = HalfLine | InfiniteLine | HalfPlane | InfinitePlane | HalfSpace | FullRegion | ConicHullRegion;

(** BoundedRegionQ[reg] gives True if reg is a bounded region, and False otherwise.

    >> {BoundedRegionQ[Sphere[]], BoundedRegionQ[InfiniteLine[{0, 0}, {1, 1}]]}
    {True, False}
 **)
BoundedRegionQ[Region[r_]] := BoundedRegionQ[r]
BoundedRegionQ[r_] := embedding[r] =!= $Failed && !MatchQ[r, _unboundedHead | (unboundedHead)[___]]

(** RegionBounds[reg] gives the bounds {{xmin, xmax}, {ymin, ymax}, ...} of the region reg.

    >> RegionBounds[Disk[{1, 2}, 3]]
    {{-2, 4}, {-1, 5}}
    >> RegionBounds[Triangle[{{0, 0}, {4, 0}, {1, 3}}]]
    {{0, 4}, {0, 3}}
 **)
RegionBounds[r_] := With[{b = bounds[r]}, b /; b =!= $Failed]

hull[p_] := Map[{Min[#], Max[#]} &, Transpose[p]]
boundsAround[c_, r_List] := MapThread[{#1 - #2, #1 + #2} &, {c, r}]
boundsAround[c_, r_] := Map[{# - r, # + r} &, c]

bounds[Region[r_]] := bounds[r]
bounds[(Disk | Ball | Sphere | Circle)[c_?pointQ]] := boundsAround[c, 1]
bounds[(Disk | Ball | Sphere | Circle | Ellipsoid)[c_?pointQ, r_]] := boundsAround[c, r] /; !MatrixQ[r]
bounds[(Annulus | SphericalShell)[c_?pointQ, {_, r_}]] := boundsAround[c, r]
bounds[(Torus | FilledTorus)[c_?pointQ, {r1_, r2_}]] := boundsAround[c, {r2, r2, (r2 - r1)/2}]
bounds[(Rectangle | Cuboid)[c_?pointQ]] := Transpose[{c, c + 1}]
bounds[(Rectangle | Cuboid)[c_?pointQ, d_?pointQ]] := hull[{c, d}]
bounds[(Parallelogram | Parallelepiped)[c_?pointQ, v_?pointsQ]] := hull[Map[c + # . v &, Tuples[{0, 1}, Length[v]]]]
bounds[Point[p_?pointQ]] := hull[{p}]
bounds[(Point | Line | Polygon | Prism | Pyramid)[p_?pointsQ]] := hull[p]
bounds[Polygon[p_?pointsQ -> _]] := hull[p]
bounds[(Line | Polygon)[p : {__?pointsQ}]] := hull[Join @@ p]
bounds[r_?simplexQ] := hull[simplexPoints[r]]
bounds[Cylinder[p_?segmentQ]] := bounds[Cylinder[p, 1]]
bounds[Cylinder[p_?segmentQ, r_]] := MapThread[{#1[[1]] - #2, #1[[2]] + #2} &, {hull[p], r discExtent[p]}]
bounds[Cone[p_?segmentQ]] := bounds[Cone[p, 1]]
bounds[Cone[p : {a_, b_}?segmentQ, r_]] :=
  MapThread[{Min[#1 - #3, #2], Max[#1 + #3, #2]} &, {a, b, r discExtent[p]}]
bounds[(CapsuleShape | StadiumShape)[p_?segmentQ, r_]] := Map[{#[[1]] - r, #[[2]] + r} &, hull[p]]
bounds[HalfLine[{p_, q_}?segmentQ]] := bounds[HalfLine[p, q - p]]
bounds[HalfLine[p_?pointQ, v_?pointQ]] := MapThread[rayBounds, {p, v}]
bounds[InfiniteLine[{p_, q_}?segmentQ]] := bounds[InfiniteLine[p, q - p]]
bounds[InfiniteLine[p_?pointQ, v_?pointQ]] := MapThread[If[TrueQ[#2 == 0], {#1, #1}, {-Infinity, Infinity}] &, {p, v}]
bounds[RegularPolygon[a___]] := hull[polygonPoints[RegularPolygon[a]]]
bounds[Interval[i : {_, _}]] := {i}
bounds[_] := $Failed

rayBounds[p_, v_] := Which[TrueQ[v == 0], {p, p}, TrueQ[v > 0], {p, Infinity}, True, {-Infinity, p}]
(* How far a unit disc normal to p2 - p1 reaches along each axis. *)
discExtent[{p_, q_}] := With[{v = q - p}, Map[Sqrt, 1 - v^2/(v . v)]]

(** CirclePoints[n] gives n points equally spaced on the unit circle.
    CirclePoints[r, n] uses radius r, CirclePoints[{r, theta}, n] begins at angle theta, CirclePoints[{x, y}, rspec, n] has centre {x, y}.

    >> CirclePoints[{2, 0}, 4]
    {{2, 0}, {0, 2}, {-2, 0}, {0, -2}}
 **)
CirclePoints[n_Integer?Positive] := CirclePoints[1, n]
CirclePoints[r_, n_Integer?Positive] := CirclePoints[{r, Pi/n - Pi/2}, n] /; !ListQ[r] && n > 1
CirclePoints[r_, 1] := {{0, r}} /; !ListQ[r]
CirclePoints[{r_, t_}, n_Integer?Positive] := Table[r {Cos[t + 2 Pi k/n], Sin[t + 2 Pi k/n]}, {k, 0, n - 1}]
CirclePoints[c : {_, _}, r_, n_Integer?Positive] := Map[c + # &, CirclePoints[r, n]]

polygonPoints[RegularPolygon[n_Integer]] := CirclePoints[n]
polygonPoints[RegularPolygon[r_, n_Integer]] := CirclePoints[r, n]
polygonPoints[RegularPolygon[c_, r_, n_Integer]] := CirclePoints[c, r, n]

(** BoundingRegion[points] gives the axis-parallel rectangle or cuboid that bounds the points.
    BoundingRegion[points, "MinBall"] gives the smallest ball, "MinRectangle", "MinCuboid" and "FastBall" are other forms.

    >> BoundingRegion[{{0, 0}, {2, 3}, {1, -1}}]
    Rectangle[{0, -1}, {2, 3}]
 **)
BoundingRegion[p_?pointsQ] := boxRegion[If[Last[Dimensions[p]] == 2, Rectangle, Cuboid], hull[p]]
BoundingRegion[p_?pointsQ, "MinRectangle"] := boxRegion[Rectangle, hull[p]] /; Last[Dimensions[p]] == 2
BoundingRegion[p_?pointsQ, "MinCuboid"] := boxRegion[Cuboid, hull[p]]
BoundingRegion[p_?pointsQ, "MinBall"] := CircumscribedBall[p]
BoundingRegion[p_?pointsQ, "FastBall"] := With[{b = Transpose[hull[p]]},
  Ball[Total[b]/2, Sqrt[Max[Map[Total[(# - Total[b]/2)^2] &, p]]]]]
BoundingRegion[r_] := With[{b = bounds[r]}, boxRegion[If[Length[b] == 2, Rectangle, Cuboid], b] /; b =!= $Failed] /; !ListQ[r]
boxRegion[h_, b_] := h @@ Transpose[b]

(** CoordinateBounds[points] gives the smallest and the largest value of each coordinate of the points.
    CoordinateBounds[points, d] widens the bounds by d, CoordinateBounds[points, Scaled[s]] by s times their extent.

    >> CoordinateBounds[{{1, 5}, {3, 2}, {-1, 7}}]
    {{-1, 3}, {2, 7}}
 **)
CoordinateBounds[p_?pointsQ] := hull[p]
CoordinateBounds[p_?pointsQ, Scaled[s_]] := Map[# + s (#[[2]] - #[[1]]) {-1, 1} &, hull[p]]
CoordinateBounds[p_?pointsQ, d_?VectorQ] := MapThread[#1 + {-#2, #2} &, {hull[p], d}]
CoordinateBounds[p_?pointsQ, d_] := Map[# + {-d, d} &, hull[p]] /; !ListQ[d]

(** CircumscribedBall[{p1, p2, ...}] gives the smallest ball that holds the points.
    CircumscribedBall[reg] is for a region with vertices.

    >> CircumscribedBall[{{0, 0}, {4, 0}, {0, 3}}]
    Ball[{2, 3/2}, 5/2]
    >> CircumscribedBall[Cuboid[]]
    Ball[{1/2, 1/2, 1/2}, Sqrt[3]/2]
 **)
CircumscribedBall[p_?pointsQ] := smallestBall[p] /; MatrixQ[p, NumberQ[#] && Im[#] == 0 &]
CircumscribedBall[Point[p_?pointsQ]] := CircumscribedBall[p]
CircumscribedBall[r_?simplexQ] := CircumscribedBall[simplexPoints[r]]
CircumscribedBall[(Polygon | Prism | Pyramid)[p_?pointsQ]] := CircumscribedBall[p]
CircumscribedBall[r : _Cuboid | _Rectangle | _Parallelogram | _Parallelepiped] :=
  With[{b = corners[r]}, CircumscribedBall[b] /; b =!= $Failed]

corners[(Cuboid | Rectangle)[a_?pointQ]] := Tuples[Transpose[{a, a + 1}]]
corners[(Cuboid | Rectangle)[a_?pointQ, b_?pointQ]] := Tuples[Transpose[{a, b}]]
corners[(Parallelogram | Parallelepiped)[c_?pointQ, v_?pointsQ]] := Map[c + # . v &, Tuples[{0, 1}, Length[v]]]
corners[_] := $Failed

(* Welzl's algorithm without recursion on the points: while a point lies outside the ball of the
   support, the smallest ball of some subset of the support and that point replaces it, which makes
   the radius grow, so it ends. *)
smallestBall[p_] := Module[{pts = DeleteDuplicates[p], support, ball, far, d2},
  support = {First[pts]};
  ball = ballThrough[support];
  While[True,
    d2 = Map[squaredDistance[#, ball[[1]]] &, pts];
    far = First[Ordering[N[d2], -1]];
    If[!outside[d2[[far]], ball[[2]]], Break[]];
    {support, ball} = basisBall[Append[support, pts[[far]]]]];
  Ball[ball[[1]], Sqrt[ball[[2]]]]]

squaredDistance[p_, q_] := Total[(p - q)^2]
outside[d_, r2_] := If[Precision[{d, r2}] === Infinity, d > r2, d > r2 + 10.^-10 (1 + Abs[r2])]

(* The smallest ball with points on its sphere that holds all the (few) points. *)
basisBall[pts_] := Module[{best = None, ball},
  Do[
    ball = ballThrough[s];
    If[ball =!= None && NoneTrue[pts, outside[squaredDistance[#, ball[[1]]], ball[[2]]] &] && (best === None || ball[[2]] < best[[2, 2]]),
      best = {s, ball}],
    {s, Subsets[pts, {1, Min[Length[pts], Length[First[pts]] + 1]}]}];
  best]

(* Centre and squared radius of the ball with the points on its sphere and its centre in their span. *)
ballThrough[{p_}] := {p, 0}
ballThrough[{p_, q__}] := Module[{v = Map[# - p &, {q}], gram, c},
  gram = v . Transpose[v];
  If[Det[gram] == 0, Return[None, Module]];
  c = LinearSolve[gram, Map[# . #/2 &, v]] . v;
  {p + c, c . c}]

(** Circumsphere[{p1, ..., pn}] gives the sphere through n + 1 points of n-dimensional space.

    >> Circumsphere[{{0, 0, 0}, {2, 0, 0}, {0, 2, 0}, {0, 0, 2}}]
    Sphere[{1, 1, 1}, Sqrt[3]]
 **)
Circumsphere[p_?pointsQ] := With[{b = ballThrough[p]}, Sphere[b[[1]], Sqrt[b[[2]]]] /; b =!= None] /;
  Dimensions[p][[1]] == Dimensions[p][[2]] + 1
Circumsphere[r_?simplexQ] := Circumsphere[simplexPoints[r]]
