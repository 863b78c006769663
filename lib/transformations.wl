(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Geometric transformations as functions: matrices in homogeneous coordinates. *)

(** TransformationFunction[m] is the function that transforms points by the homogeneous matrix m.

    >> TransformationFunction[{{1, 0, 5}, {0, 1, 6}, {0, 0, 1}}][{1, 2}]
    {6, 8}
 **)
TransformationFunction[m_?MatrixQ][v_?VectorQ] := Module[{w = m . Append[v, 1]}, If[Last[w] === 1, Most[w], Most[w]/Last[w]]] /; Length[v] + 1 == Length[m]
TransformationFunction[m_?MatrixQ][points_?MatrixQ] := Map[TransformationFunction[m], points]
TransformationFunction /: Composition[TransformationFunction[a_], TransformationFunction[b_]] := TransformationFunction[a . b]
TransformationFunction /: Dot[TransformationFunction[a_], TransformationFunction[b_]] := TransformationFunction[a . b]
TransformationFunction /: InverseFunction[TransformationFunction[a_]] := TransformationFunction[Inverse[a]]

(** TransformationMatrix[f] gives the homogeneous matrix of a transformation.

    >> TransformationMatrix[TranslationTransform[{1, 2}]]
    {{1, 0, 1}, {0, 1, 2}, {0, 0, 1}}
 **)
TransformationMatrix[TransformationFunction[m_]] := m

homogeneous[m_, v_] := Append[MapThread[Append, {m, v}], Append[Table[0, Length[v]], 1]]
homogeneous[m_] := homogeneous[m, Table[0, Length[m]]]
(* The transformation by m that leaves the point p where it is. *)
around[m_, p_] := TransformationFunction[homogeneous[m, p - m . p]]

(** TranslationTransform[v] gives the translation by the vector v.

    >> TranslationTransform[{1, 2}][{3, 4}]
    {4, 6}
 **)
TranslationTransform[v_?VectorQ] := TransformationFunction[homogeneous[IdentityMatrix[Length[v]], v]]

(** RotationTransform[t] gives the rotation of the plane by the angle t; RotationTransform[t, p] about the point p.
    RotationTransform[t, w] gives the rotation of space about the vector w; RotationTransform[{u, v}] turns u into the direction of v.

    >> RotationTransform[Pi/2][{1, 0}]
    {0, 1}
 **)
RotationTransform[spec : {_?VectorQ, _?VectorQ}] := With[{m = RotationMatrix[spec]}, TransformationFunction[homogeneous[m]] /; MatrixQ[m]]
RotationTransform[t_] := TransformationFunction[homogeneous[RotationMatrix[t]]] /; ! ListQ[t]
RotationTransform[t_, p : {_, _}] := around[RotationMatrix[t], p] /; VectorQ[p] && ! ListQ[t]
RotationTransform[{u_?VectorQ, v_?VectorQ}, p_?VectorQ] := around[RotationMatrix[{u, v}], p] /; Length[u] == Length[p]
RotationTransform[t_, w_List] := With[{m = RotationMatrix[t, w]}, TransformationFunction[homogeneous[m]] /; MatrixQ[m]] /; ! ListQ[t] && ! MatchQ[w, {_, _} /; VectorQ[w]]
RotationTransform[t_, w_List, p_?VectorQ] := With[{m = RotationMatrix[t, w]}, around[m, p] /; MatrixQ[m] && Length[m] == Length[p]]

(** ReflectionTransform[v] gives the reflection in the mirror through the origin normal to v; ReflectionTransform[v, p] in that through p.

    >> ReflectionTransform[{1, 0}][{2, 3}]
    {-2, 3}
 **)
ReflectionTransform[v_?VectorQ] := TransformationFunction[homogeneous[ReflectionMatrix[v]]]
ReflectionTransform[v_?VectorQ, p_?VectorQ] := around[ReflectionMatrix[v], p] /; Length[v] == Length[p]

(** ScalingTransform[{s1, s2, ...}] gives the scaling along the axes; ScalingTransform[s, v] along v.
    A last argument p is the center.

    >> ScalingTransform[{2, 3}][{1, 1}]
    {2, 3}
 **)
ScalingTransform[s_?VectorQ] := TransformationFunction[homogeneous[ScalingMatrix[s]]]
ScalingTransform[s_?VectorQ, p_?VectorQ] := around[ScalingMatrix[s], p] /; Length[s] == Length[p]
ScalingTransform[s_, v_?VectorQ] := TransformationFunction[homogeneous[ScalingMatrix[s, v]]] /; ! ListQ[s] && ! AllTrue[v, # === 0 &]
ScalingTransform[s_, v_?VectorQ, p_?VectorQ] := around[ScalingMatrix[s, v], p] /; ! ListQ[s] && Length[v] == Length[p]

(** ShearingTransform[t, v, n] gives the shear by the angle t along v, normal to n; a last argument p is fixed.

    >> ShearingTransform[Pi/4, {1, 0}, {0, 1}][{1, 1}]
    {2, 1}
 **)
ShearingTransform[t_, v_?VectorQ, n_?VectorQ] := TransformationFunction[homogeneous[ShearingMatrix[t, v, n]]] /; Length[v] == Length[n]
ShearingTransform[t_, v_?VectorQ, n_?VectorQ, p_?VectorQ] := around[ShearingMatrix[t, v, n], p] /; Length[v] == Length[n] == Length[p]

(** AffineTransform[m] gives the linear transformation by the matrix m; AffineTransform[{m, v}] then translates by v.

    >> AffineTransform[{{{2, 0}, {0, 3}}, {1, 1}}][{4, 5}]
    {9, 16}
 **)
AffineTransform[m_?MatrixQ] := TransformationFunction[homogeneous[m]]
AffineTransform[{m_?MatrixQ, v_?VectorQ}] := TransformationFunction[homogeneous[m, v]] /; Length[m] == Length[v]

(** LinearFractionalTransform[m] gives the transformation by the homogeneous matrix m.

    >> LinearFractionalTransform[{{1, 0, 0}, {0, 1, 0}, {0, 0, 2}}][{4, 6}]
    {2, 3}
 **)
LinearFractionalTransform[m_?MatrixQ] := TransformationFunction[m]

(** RescalingTransform[{{a1, b1}, ...}, {{c1, d1}, ...}] gives the transformation that takes one box to another, the unit box by default.

    >> RescalingTransform[{{0, 10}, {0, 5}}][{5, 5}]
    {1/2, 1}
 **)
RescalingTransform[from : {{_, _} ..}] := RescalingTransform[from, Table[{0, 1}, Length[from]]]
RescalingTransform[from : {{_, _} ..}, to : {{_, _} ..}] := Module[{s = MapThread[(#2[[2]] - #2[[1]])/(#1[[2]] - #1[[1]]) &, {from, to}]},
  TransformationFunction[homogeneous[DiagonalMatrix[s], to[[All, 1]] - s from[[All, 1]]]]] /; Length[from] == Length[to]
