(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Geometric transformations.  Each is a TransformationFunction of the matrix that acts on
   homogeneous coordinates. *)

(** TransformationFunction[m] represents the transformation of vectors that the matrix m of homogeneous coordinates describes.

    >> TransformationFunction[{{1, 0, 3}, {0, 1, 4}, {0, 0, 1}}][{1, 1}]
    {4, 5}
 **)
TransformationFunction[m_?MatrixQ][v_?VectorQ] :=
  With[{h = m . Append[v, 1]}, Most[h]/Last[h]] /; Dimensions[m] === {1, 1} (Length[v] + 1)
TransformationFunction[m_?MatrixQ][v_?MatrixQ] :=
  Map[TransformationFunction[m], v] /; Dimensions[m] === {1, 1} (Last[Dimensions[v]] + 1)

TransformationFunction /: Dot[a___, TransformationFunction[m_?MatrixQ], TransformationFunction[n_?MatrixQ], b___] :=
  Dot[a, TransformationFunction[m . n], b] /; Dimensions[m] === Dimensions[n]
TransformationFunction /: Composition[a___, TransformationFunction[m_?MatrixQ], TransformationFunction[n_?MatrixQ], b___] :=
  Composition[a, TransformationFunction[m . n], b] /; Dimensions[m] === Dimensions[n]
TransformationFunction /: InverseFunction[TransformationFunction[m_?MatrixQ]] := TransformationFunction[Inverse[m]]
TransformationFunction /: GeometricTransformation[g_, TransformationFunction[m_?MatrixQ]] :=
  GeometricTransformation[g, {m[[;; -2, ;; -2]], m[[;; -2, -1]]}]

(** TransformationMatrix[t] gives the matrix of homogeneous coordinates of the transformation t.

    >> TransformationMatrix[TranslationTransform[{1, 2}]]
    {{1, 0, 1}, {0, 1, 2}, {0, 0, 1}}
 **)
TransformationMatrix[TransformationFunction[m_?MatrixQ]] := m

(* The transformation x -> a x + b. *)
affineFunction[a_, b_] := TransformationFunction[Append[MapThread[Append, {a, b}], Append[0 b, 1]]]
(* The linear map a with p as its fixed point in place of the origin. *)
linearAbout[a_, p_] := affineFunction[a, p - a . p]

nonzeroVectorQ[v_] := VectorQ[v] && v =!= {} && !AllTrue[v, # == 0 &]
norm2[v_] := v . v

(** TranslationTransform[v] gives the translation by the vector v.

    >> TranslationTransform[{a, b}][{x, y}]
    {a + x, b + y}
 **)
TranslationTransform[v_?VectorQ] := affineFunction[IdentityMatrix[Length[v]], v] /; v =!= {}

(** AffineTransform[m] gives the transformation x -> m . x.
    AffineTransform[{m, v}] gives the transformation x -> m . x + v.

    >> AffineTransform[{{{2, 0}, {0, 3}}, {1, 1}}][{4, 5}]
    {9, 16}
 **)
AffineTransform[m_?MatrixQ] := affineFunction[m, Table[0, Length[m]]] /; SquareMatrixQ[m]
AffineTransform[{m_?MatrixQ, v_?VectorQ}] := affineFunction[m, v] /; SquareMatrixQ[m] && Length[m] == Length[v]

(** LinearFractionalTransform[m] gives the linear fractional transformation of the matrix m of homogeneous coordinates.
    LinearFractionalTransform[{a, b, c, d}] gives the transformation x -> (a . x + b)/(c . x + d).

    >> LinearFractionalTransform[{{{1, 0}, {0, 1}}, {0, 0}, {1, 1}, 1}][{1, 2}]
    {1/4, 1/2}
 **)
LinearFractionalTransform[m_?MatrixQ] := TransformationFunction[m] /; SquareMatrixQ[m]
LinearFractionalTransform[{a_?MatrixQ, b_?VectorQ, c_?VectorQ, d_}] := TransformationFunction[Append[MapThread[Append, {a, b}], Append[c, d]]]

(** ScalingTransform[{s1, s2, ...}] gives scaling by the factors si along the axes, about the origin.
    ScalingTransform[{s1, s2, ...}, p] scales about the point p.
    ScalingTransform[s, v] scales by s along the direction of the vector v, ScalingTransform[s, v, p] about the point p.

    >> ScalingTransform[{2, 3}, {1, 1}][{2, 2}]
    {3, 4}
    >> ScalingTransform[2, {1, 1}]
    TransformationFunction[{{3/2, 1/2, 0}, {1/2, 3/2, 0}, {0, 0, 1}}]
 **)
ScalingTransform[s_?VectorQ] := ScalingTransform[s, 0 s] /; s =!= {}
ScalingTransform[s_?VectorQ, p_?VectorQ] := linearAbout[DiagonalMatrix[s], p] /; Length[s] == Length[p] > 0
ScalingTransform[s_, v_?VectorQ] := ScalingTransform[s, v, 0 v] /; !ListQ[s] && nonzeroVectorQ[v]
ScalingTransform[s_, v_?VectorQ, p_?VectorQ] :=
  linearAbout[IdentityMatrix[Length[v]] + (s - 1) Outer[Times, v, v]/norm2[v], p] /;
    !ListQ[s] && nonzeroVectorQ[v] && Length[v] == Length[p]

(** ReflectionTransform[v] gives the reflection in the plane through the origin that is normal to the vector v.
    ReflectionTransform[v, p] reflects in the plane through the point p.

    >> ReflectionTransform[{1, 0}, {2, 3}][{0, 0}]
    {4, 0}
 **)
ReflectionTransform[v_?VectorQ] := ReflectionTransform[v, 0 v] /; nonzeroVectorQ[v]
ReflectionTransform[v_?VectorQ, p_?VectorQ] :=
  linearAbout[IdentityMatrix[Length[v]] - 2 Outer[Times, v, v]/norm2[v], p] /; nonzeroVectorQ[v] && Length[v] == Length[p]

(** ShearingTransform[theta, v, n] gives the shear by the angle theta along the direction of v, normal to the vector n.
    ShearingTransform[theta, v, n, p] keeps the point p fixed.

    >> ShearingTransform[Pi/4, {1, 0}, {0, 1}][{1, 1}]
    {2, 1}
 **)
ShearingTransform[t_, v_?VectorQ, n_?VectorQ] := ShearingTransform[t, v, n, 0 v] /; Length[v] == Length[n]
ShearingTransform[t_, v_?VectorQ, n_?VectorQ, p_?VectorQ] :=
  shear[t, v - (v . n)/norm2[n] n, n, p] /;
    Length[v] == Length[n] == Length[p] && nonzeroVectorQ[n] && nonzeroVectorQ[v - (v . n)/norm2[n] n]

shear[t_, w_, n_, p_] := linearAbout[IdentityMatrix[Length[w]] + Tan[t] Outer[Times, w, n]/Sqrt[norm2[w] norm2[n]], p]

(** RotationTransform[theta] gives the rotation of the plane by theta about the origin, RotationTransform[theta, p] about the point p.
    RotationTransform[theta, w] gives the rotation of space around the direction of w, RotationTransform[theta, w, p] around an axis through p.
    RotationTransform[{u, v}] gives the rotation that takes the direction of u to that of v.
    RotationTransform[theta, {u, v}] gives the rotation by theta in the plane of u and v, RotationTransform[theta, {u, v}, p] with p fixed.

    >> RotationTransform[Pi/2][{1, 0}]
    {0, 1}
    >> RotationTransform[Pi/2, {0, 0, 1}, {1, 1, 0}][{2, 1, 0}]
    {1, 2, 0}
    >> RotationTransform[{{2, 0}, {0, 3}}][{1, 1}]
    {-1, 1}
 **)
RotationTransform[t_] := RotationTransform[t, {0, 0}] /; !ListQ[t]
RotationTransform[t_, p : {_, _}?VectorQ] := linearAbout[{{Cos[t], -Sin[t]}, {Sin[t], Cos[t]}}, p] /; !ListQ[t]
RotationTransform[t_, w : {_, _, _}?VectorQ] := RotationTransform[t, w, {0, 0, 0}] /; !ListQ[t] && nonzeroVectorQ[w]
RotationTransform[t_, w : {_, _, _}?VectorQ, p : {_, _, _}?VectorQ] := linearAbout[rotationAround[t, w/Sqrt[norm2[w]]], p] /;
  !ListQ[t] && nonzeroVectorQ[w]
RotationTransform[t_, {u_?VectorQ, v_?VectorQ}] := RotationTransform[t, {u, v}, 0 u] /; !ListQ[t] && Length[u] == Length[v]
RotationTransform[t_, {u_?VectorQ, v_?VectorQ}, p_?VectorQ] :=
  linearAbout[rotationInPlane[u, v, Cos[t], Sin[t]], p] /; !ListQ[t] && Length[u] == Length[v] == Length[p] && MatrixRank[{u, v}] == 2
RotationTransform[{u_?VectorQ, v_?VectorQ}] := RotationTransform[{u, v}, 0 u] /; Length[u] == Length[v]
RotationTransform[{u_?VectorQ, v_?VectorQ}, p_?VectorQ] :=
  With[{c = u . v/Sqrt[norm2[u] norm2[v]]}, linearAbout[rotationInPlane[u, v, c, Sqrt[1 - c^2]], p]] /;
    Length[u] == Length[v] == Length[p] && MatrixRank[{u, v}] == 2

(* Rodrigues' formula, for a unit vector. *)
rotationAround[t_, {x_, y_, z_}] := With[{c = Cos[t], s = Sin[t]},
  c IdentityMatrix[3] + s {{0, -z, y}, {z, 0, -x}, {-y, x, 0}} + Expand[(1 - c) Outer[Times, {x, y, z}, {x, y, z}]]]

rotationInPlane[u_, v_, c_, s_] := Module[{e1 = u/Sqrt[norm2[u]], e2},
  e2 = v - (v . e1) e1;
  e2 = e2/Sqrt[norm2[e2]];
  IdentityMatrix[Length[u]] + (c - 1) (Outer[Times, e1, e1] + Outer[Times, e2, e2]) + s (Outer[Times, e2, e1] - Outer[Times, e1, e2])]
