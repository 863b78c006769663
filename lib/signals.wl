(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Lists as signals: peaks, sampling; divisions of intervals; Bell polynomials. *)

(** FindPeaks[list] gives the positions and values of the peaks of list.
    FindPeaks[list, sigma, s, t] gives those at least as sharp as s and greater than t, for the scale sigma 0.

    >> FindPeaks[{1, 3, 2, 5, 1, 4}]
    {{2, 3}, {4, 5}, {6, 4}}
    >> FindPeaks[{1, 1, 5, 5, 1, 1}]
    {{7/2, 5}}
 **)
FindPeaks[d_?(VectorQ[#, NumericQ] &)] := With[{runs = plateaus[d]}, If[Length[runs] < 2, {}, peaksOf[runs]]]
FindPeaks[d_?(VectorQ[#, NumericQ] &), 0] := FindPeaks[d]
FindPeaks[d_?(VectorQ[#, NumericQ] &), 0, s_?NumericQ] := FindPeaks[d, 0, s, -Infinity]
FindPeaks[d_?(VectorQ[#, NumericQ] &), 0, s_?NumericQ, t_] := Select[FindPeaks[d], Last[#] > t && sharpness[d, First[#]] >= s &]

(* Runs of equal values as {first, last, value}. *)
plateaus[d_] := With[{r = Split[d]}, MapThread[{#2 - Length[#1] + 1, #2, First[#1]} &, {r, Accumulate[Map[Length, r]]}]]
(* A run of more than two at an end of the list is no peak; one of two is at the end. *)
peaksOf[r_] := Module[{n = Length[r], v = r[[All, 3]]},
  Table[If[(i == 1 || v[[i]] > v[[i - 1]]) && (i == n || v[[i]] > v[[i + 1]]) && (1 < i < n || r[[i, 2]] - r[[i, 1]] < 2),
    {Which[i == 1, r[[i, 1]], i == n, r[[i, 2]], True, (r[[i, 1]] + r[[i, 2]])/2], v[[i]]}, Nothing], {i, n}]]
(* The negative second difference, averaged over a run of two. *)
sharpness[d_, x_] := With[{i = Floor[x], j = Ceiling[x]},
  If[1 < i && j < Length[d], (d[[i]] - d[[i - 1]] + d[[j]] - d[[j + 1]])/(j - i + 1), Infinity]]

(** Downsample[list, n] gives every n-th element of list.
    Downsample[list, n, k] begins with the k-th.

    >> Downsample[{a, b, c, d, e, f, g, h}, 3]
    {a, d, g}
 **)
Downsample[d_List, n_Integer?Positive, k_Integer : 1] := d[[k ;; ;; n]] /; 1 <= k <= Length[d]

(** CoordinateBoundingBoxArray[{{xmin, ymin, ...}, {xmax, ymax, ...}}, d] gives an array of points with spacing d within the box.
    CoordinateBoundingBoxArray[box, Into[n]] divides each side into n steps, CoordinateBoundingBoxArray[box, d, offset] shifts the points.

    >> CoordinateBoundingBoxArray[{{0, 0}, {2, 4}}, 2]
    {{{0, 0}, {0, 2}, {0, 4}}, {{2, 0}, {2, 2}, {2, 4}}}
 **)
CoordinateBoundingBoxArray[{p_?VectorQ, q_?VectorQ}, d_ : 1] := With[{s = If[ListQ[d], d, ConstantArray[d, Length[p]]]},
  With[{r = MapThread[boxSteps, {p, q, s}]}, Outer[List, Sequence @@ r] /; FreeQ[r, $Failed]] /; Length[s] == Length[p]] /; Length[p] == Length[q]
CoordinateBoundingBoxArray[{p_?VectorQ, q_?VectorQ}, d_?NumericQ, o_?NumericQ] :=
  CoordinateBoundingBoxArray[{p + Mod[o, d], q}, d]
boxSteps[a_, b_, Into[n_Integer?Positive]] := Range[a, b, (b - a)/n]
boxSteps[a_, b_, d_?NumericQ] := Range[a, b, d]
boxSteps[_, _, _] := $Failed

(** BellY[n, k, {x1, x2, ...}] gives the partial Bell polynomial.

    >> BellY[5, 3, {x1, x2, x3}]
    15*x1*x2^2 + 10*x1^2*x3
 **)
BellY[n_Integer?NonNegative, k_Integer?NonNegative, x_List] := Expand[Total[Map[
  Function[p, With[{c = Counts[p]}, n!/Times @@ KeyValueMap[#2! (#1!)^#2 &, c] Times @@ x[[p]]]],
  If[n == 0, If[k == 0, {{}}, {}], IntegerPartitions[n, {k}, Range[Min[n, Length[x]]]]]]]]

(** FindDivisions[{xmin, xmax}, n] gives about n round numbers that divide the interval into equal parts.
    FindDivisions[{xmin, xmax, dx}, n] gives multiples of dx, FindDivisions[{xmin, xmax}, {n1, n2}] divides the parts again.

    >> FindDivisions[{0, 10}, 5]
    {0, 2, 4, 6, 8, 10}
    >> FindDivisions[{-1, 1}, 4]
    {-1, -1/2, 0, 1/2, 1}
 **)
FindDivisions[{a_?NumericQ, b_?NumericQ}, n_Integer?Positive] := divisions[a, b, roundStep[(b - a)/n]] /; a < b
FindDivisions[{a_?NumericQ, b_?NumericQ, d_?NumericQ}, n_Integer?Positive] := divisions[a, b, d wholeStep[(b - a)/(n d)]] /; a < b && d > 0
FindDivisions[x : {_, _}, {n_Integer?Positive, m_Integer?Positive}] := With[{r = FindDivisions[x, n]},
  {r, Map[FindDivisions[#, m] &, Partition[r, 2, 1]]} /; ListQ[r]]
divisions[a_, b_, s_] := s Range[Floor[a/s], Ceiling[b/s]]
roundStep[s_] := With[{p = 10^Floor[Log10[s]]}, p roundUp[{1, 2, 5/2, 5, 10}, s/p]]
wholeStep[s_] := If[s <= 1, 1, roundUp[Select[Union[Join @@ Table[{1, 2, 5} 10^k, {k, 0, Ceiling[Log10[s]]}]], # >= 1 &], s]]
(* The least of the steps that is not shorter. *)
roundUp[c_, x_] := First[Select[c, # >= x &]]
