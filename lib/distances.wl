(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Distances between numbers and vectors. *)

pairQ[u_, v_] := VectorQ[u] && VectorQ[v] && Length[u] == Length[v] || NumericQ[u] && NumericQ[v]
asVector[x_] := If[ListQ[x], x, {x}]

(** EuclideanDistance[u, v] gives the Euclidean distance of two vectors or numbers.

    >> EuclideanDistance[{1, 2}, {4, 6}]
    5
 **)
EuclideanDistance[u_, v_] := Norm[u - v] /; pairQ[u, v]

(** SquaredEuclideanDistance[u, v] gives the square of the Euclidean distance.

    >> SquaredEuclideanDistance[{1, 2}, {4, 6}]
    25
 **)
SquaredEuclideanDistance[u_, v_] := Total[Abs[asVector[u - v]]^2] /; pairQ[u, v]

(** ManhattanDistance[u, v] gives the sum of the absolute differences.

    >> ManhattanDistance[{1, 2}, {4, 6}]
    7
 **)
ManhattanDistance[u_, v_] := Total[Abs[asVector[u - v]]] /; pairQ[u, v]

(** ChessboardDistance[u, v] gives the greatest absolute difference.

    >> ChessboardDistance[{1, 2}, {4, 6}]
    4
 **)
ChessboardDistance[u_, v_] := Max @@ Abs[asVector[u - v]] /; pairQ[u, v]

(** CanberraDistance[u, v] gives the sum of the absolute differences, each divided by the sum of the absolute values.

    >> CanberraDistance[{1, 2}, {3, 2}]
    1/2
 **)
CanberraDistance[u_, v_] := Total[MapThread[If[#1 === 0 && #2 === 0, 0, Abs[#1 - #2]/(Abs[#1] + Abs[#2])] &, {asVector[u], asVector[v]}]] /; pairQ[u, v]

(** BrayCurtisDistance[u, v] gives the sum of the absolute differences divided by that of the absolute sums.

    >> BrayCurtisDistance[{1, 2}, {3, 2}]
    1/4
 **)
BrayCurtisDistance[u_, v_] := Total[Abs[asVector[u - v]]]/Total[Abs[asVector[u + v]]] /; pairQ[u, v]

(** CosineDistance[u, v] gives 1 minus the cosine of the angle between two vectors.

    >> CosineDistance[{1, 0}, {0, 1}]
    1
 **)
CosineDistance[u_, v_] := If[allZero[u] || allZero[v], 0, 1 - asVector[u] . Conjugate[asVector[v]]/(Norm[asVector[u]] Norm[asVector[v]])] /; pairQ[u, v]
allZero[u_] := AllTrue[asVector[u], TrueQ[# == 0] &]

(** CorrelationDistance[u, v] gives the cosine distance of the vectors less their means.

    >> CorrelationDistance[{1, 2, 3}, {2, 4, 6}]
    0
 **)
CorrelationDistance[u_, v_] := CosineDistance[u - Mean[u], v - Mean[v]] /; pairQ[u, v] && ListQ[u]

(** BinaryDistance[u, v] gives 0 if the vectors are the same and 1 otherwise.

    >> BinaryDistance[{1, 2}, {1, 2}]
    0
 **)
BinaryDistance[u_List, v_List] := If[u === v, 0, 1]
