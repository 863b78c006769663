(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Descriptive statistics of data, and the moments of distributions that are named after them.
   What a distribution knows of itself is law[..]: see lib/distributions.wl, which is read by the first use
   of anything in it; a distribution's own file is read when its name is met. *)

dataQ[x_] := ListQ[x] && x =!= {}
distQ[d_] := ! AtomQ[d] && ! ListQ[d] && ! AssociationQ[d] && Head[law[d]] === List && law[d] =!= {} && DistributionParameterQ[d] =!= Null
(* f of each column of a matrix. *)
columnwise[f_, m_, rest___] := Map[f[#, rest] &, Transpose[m]]

(** Mean[list] gives the mean of the elements of list, column by column for a matrix.
    Mean[dist] gives the mean of a distribution.

    >> Mean[{1, 2, 3, 4}]
    5/2
    >> Mean[{{1, 2}, {3, 4}}]
    {2, 3}
 **)
Mean::rectt = "Rectangular array expected at position `1` in `2`.";
Mean[list_List] := Total[list]/Length[list] /; list =!= {}
Mean[list : {}] := Null /; (Message[Mean::rectt, 1, HoldForm[Mean[{}]]]; False)
Mean[a_Association] := Mean[Values[a]]
Mean[d_?distQ] := property[d, "Mean"] /; hasProperty[d, "Mean"]
Mean[d_?distQ] := momentOf[d, 1] /; discreteQ[d] && finiteQ[d]

(** Median[list] gives the median of the elements of list.
    Median[dist] gives the median of a distribution.

    >> Median[{1, 5, 2}]
    2
    >> Median[{4, 1, 3, 2}]
    5/2
 **)
Median[list_?MatrixQ] := columnwise[Median, list]
Median[list_?dataQ] := Module[{s = Sort[list], n = Length[list]},
  If[OddQ[n], s[[(n + 1)/2]], (s[[n/2]] + s[[n/2 + 1]])/2]] /; AllTrue[list, realNumericQ]
realNumericQ[x_] := NumericQ[x] && FreeQ[x, Complex]
Median[a_Association] := Median[Values[a]]
Median[d_?distQ] := property[d, "Median"] /; hasProperty[d, "Median"]
Median[d_?distQ] := Quantile[d, 1/2]

(** Variance[list] gives the sample variance of the elements of list.
    Variance[dist] gives the variance of a distribution.

    >> Variance[{1, 2, 3, 4}]
    5/3
 **)
Variance::shlen = "The argument `1` should have at least two elements.";
Variance[list_?MatrixQ] := columnwise[Variance, list] /; Length[list] > 1
Variance[list_?VectorQ] := varianceOf[list] /; Length[list] > 1
Variance[list_List] := Null /; Length[list] < 2 && (Message[Variance::shlen, list]; False)
Variance[a_Association] := Variance[Values[a]]
Variance[d_?distQ] := property[d, "Variance"] /; hasProperty[d, "Variance"]
Variance[d_?distQ] := Together[Moment[d, 2] - Mean[d]^2] /; momentsQ[d, 2] && FreeQ[Mean[d], Indeterminate]
varianceOf[{x_, y_}] := With[{d = x - y}, d Conjugate[d]/2] /; ! (NumericQ[x] && NumericQ[y])
varianceOf[list_] := Module[{d = list - Mean[list]}, tidyNumber[d . Conjugate[d]/(Length[list] - 1)]]
tidyNumber[x_] := If[NumericQ[x] && Precision[x] === Infinity && ! NumberQ[x], Together[x], x]

(** StandardDeviation[list] gives the sample standard deviation of the elements of list.
    StandardDeviation[dist] gives that of a distribution.

    >> StandardDeviation[{1, 2, 3}]
    1
 **)
StandardDeviation::shlen = "The argument `1` should have at least two elements.";
StandardDeviation[list_List] := Sqrt[Variance[list]] /; Length[list] > 1 && (VectorQ[list] || MatrixQ[list])
StandardDeviation[list_List] := Null /; Length[list] < 2 && (Message[StandardDeviation::shlen, list]; False)
StandardDeviation[a_Association] := StandardDeviation[Values[a]]
StandardDeviation[d_?distQ] := deviation[Variance[d]] /; FreeQ[Variance[d], Variance]
deviation[v_] := PowerExpand[Sqrt[Factor[v]]] /; MatchQ[v, Power[_, 2] | Times[_?NumericQ, Power[_, 2]] | Power[_, -2]]
deviation[Piecewise[{{v_, c_}}, z_]] := Piecewise[{{deviation[v], c}}, z]
deviation[v_] := Sqrt[v]

(** Skewness[list] gives the coefficient of skewness of the elements of list.
    Skewness[dist] gives that of a distribution.

    >> Skewness[{1, 2, 6}]
    (9*Sqrt[3/14])/7
 **)
Skewness[a_Association] := Skewness[Values[a]]
Skewness[list_?MatrixQ] := columnwise[Skewness, list]
Skewness[list_?VectorQ] := CentralMoment[list, 3]/CentralMoment[list, 2]^(3/2) /; list =!= {}
Skewness[d_?distQ] := property[d, "Skewness"] /; hasProperty[d, "Skewness"]
Skewness[d_?distQ] := CentralMoment[d, 3]/Variance[d]^(3/2) /; FreeQ[CentralMoment[d, 3], CentralMoment]

(** Kurtosis[list] gives the coefficient of kurtosis of the elements of list.
    Kurtosis[dist] gives that of a distribution.

    >> Kurtosis[{1, 2, 3}]
    3/2
 **)
Kurtosis[a_Association] := Kurtosis[Values[a]]
Kurtosis[list_?MatrixQ] := columnwise[Kurtosis, list]
Kurtosis[list_?VectorQ] := CentralMoment[list, 4]/CentralMoment[list, 2]^2 /; Length[list] > 1
Kurtosis[d_?distQ] := property[d, "Kurtosis"] /; hasProperty[d, "Kurtosis"]
Kurtosis[d_?distQ] := CentralMoment[d, 4]/Variance[d]^2 /; FreeQ[CentralMoment[d, 4], CentralMoment]

(** Quartiles[list] gives the three quartiles of the elements of list.

    >> Quartiles[{1, 2, 3, 4}]
    {3/2, 5/2, 7/2}
 **)
Quartiles[a_Association] := Quartiles[Values[a]]
Quartiles[list_?MatrixQ] := columnwise[Quartiles, list]
Quartiles[list_?dataQ] := Quantile[list, {1/4, 1/2, 3/4}, {{1/2, 0}, {0, 1}}]
Quartiles[list_?dataQ, p_] := Quantile[list, {1/4, 1/2, 3/4}, p]
Quartiles[d_?distQ] := Quantile[d, {1/4, 1/2, 3/4}]

(** InterquartileRange[list] gives the difference between the upper and the lower quartile.

    >> InterquartileRange[{1, 2, 3, 4}]
    2
 **)
InterquartileRange[a_Association] := InterquartileRange[Values[a]]
InterquartileRange[list_?MatrixQ] := columnwise[InterquartileRange, list]
InterquartileRange[x_] := With[{q = Quartiles[x]}, q[[3]] - q[[1]]] /; dataQ[x] || distQ[x]
InterquartileRange[x_?dataQ, p_] := With[{q = Quartiles[x, p]}, q[[3]] - q[[1]]]

(** QuartileDeviation[list] gives half the interquartile range.

    >> QuartileDeviation[{1, 2, 3, 4}]
    1
 **)
QuartileDeviation[list_?MatrixQ] := columnwise[QuartileDeviation, list]
QuartileDeviation[x_] := InterquartileRange[x]/2 /; dataQ[x] || distQ[x]

(** QuartileSkewness[list] gives Bowley's coefficient of skewness.

    >> QuartileSkewness[{1, 2, 3, 4}]
    0
 **)
QuartileSkewness[list_?MatrixQ] := columnwise[QuartileSkewness, list]
QuartileSkewness[x_] := With[{q = Quartiles[x]}, (q[[1]] - 2 q[[2]] + q[[3]])/(q[[3]] - q[[1]])] /; dataQ[x] || distQ[x]

(** RootMeanSquare[list] gives the root of the mean of the squares.

    >> RootMeanSquare[{1, 7}]
    5
 **)
RootMeanSquare[list_?MatrixQ] := columnwise[RootMeanSquare, list]
RootMeanSquare[list_?VectorQ] := Norm[list]/Sqrt[Length[list]] /; list =!= {} && AllTrue[list, NumericQ]
RootMeanSquare[list_?VectorQ] := Sqrt[Mean[list^2]] /; list =!= {}
RootMeanSquare[a_Association] := RootMeanSquare[Values[a]]
RootMeanSquare[d_?distQ] := Sqrt[Moment[d, 2]]

(** GeometricMean[list] gives the geometric mean of the elements of list.

    >> GeometricMean[{1, 4}]
    2
 **)
GeometricMean[a_Association] := GeometricMean[Values[a]]
GeometricMean[list_?MatrixQ] := columnwise[GeometricMean, list]
GeometricMean[list_?VectorQ] := (Times @@ list)^(1/Length[list]) /; list =!= {}

(** HarmonicMean[list] gives the harmonic mean of the elements of list.

    >> HarmonicMean[{1, 2}]
    4/3
 **)
HarmonicMean[a_Association] := HarmonicMean[Values[a]]
HarmonicMean[list_?MatrixQ] := columnwise[HarmonicMean, list]
HarmonicMean[list_?VectorQ] := Length[list]/Total[1/list] /; list =!= {}

(** ContraharmonicMean[list] gives the sum of the squares divided by the sum.
    ContraharmonicMean[list, p] uses the powers p and p - 1.

    >> ContraharmonicMean[{1, 3}]
    5/2
 **)
ContraharmonicMean[a_Association] := ContraharmonicMean[Values[a]]
ContraharmonicMean[list_?MatrixQ, p_ : 2] := columnwise[ContraharmonicMean, list, p]
ContraharmonicMean[list_?VectorQ, p_ : 2] := Total[list^p]/Total[list^(p - 1)] /; list =!= {} && ! ListQ[p]

(** MeanDeviation[list] gives the mean of the absolute deviations from the mean.

    >> MeanDeviation[{1, 2, 6}]
    2
 **)
MeanDeviation[a_Association] := MeanDeviation[Values[a]]
MeanDeviation[list_?MatrixQ] := columnwise[MeanDeviation, list]
MeanDeviation[list_?VectorQ] := Mean[Abs[list - Mean[list]]] /; list =!= {}

(** MedianDeviation[list] gives the median of the absolute deviations from the median.

    >> MedianDeviation[{1, 2, 6}]
    1
 **)
MedianDeviation[a_Association] := MedianDeviation[Values[a]]
MedianDeviation[list_?MatrixQ] := columnwise[MedianDeviation, list]
MedianDeviation[list_?VectorQ] := Median[Abs[list - Median[list]]] /; list =!= {} && AllTrue[list, realNumericQ]

(** TrimmedMean[list, f] gives the mean without the fraction f of the least and of the greatest elements.
    TrimmedMean[list, {f1, f2}] has different fractions.

    >> TrimmedMean[{-10, 1, 1, 1, 1, 20}, 1/5]
    1
 **)
TrimmedMean[a_Association, f___] := TrimmedMean[Values[a], f]
TrimmedMean[list_?dataQ, f_ : 1/20] := TrimmedMean[list, {f, f}] /; NumericQ[f]
TrimmedMean[list_?MatrixQ, f_List] := columnwise[TrimmedMean, list, f]
TrimmedMean[list_?VectorQ, {f1_?NumericQ, f2_?NumericQ}] := With[{n = Length[list]},
  Mean[Sort[list][[1 + Floor[f1 n] ;; n - Floor[f2 n]]]]] /; list =!= {}

(** TrimmedVariance[list, f] gives the variance without the fraction f of the least and of the greatest elements.

    >> TrimmedVariance[{-10, 1, 2, 3, 20}, 1/5]
    1
 **)
TrimmedVariance[list_?VectorQ, f_?NumericQ] := TrimmedVariance[list, {f, f}]
TrimmedVariance[list_?VectorQ, {f1_?NumericQ, f2_?NumericQ}] := With[{n = Length[list]},
  Variance[Sort[list][[1 + Floor[f1 n] ;; n - Floor[f2 n]]]]] /; list =!= {}

(** WinsorizedMean[list, f] gives the mean after the fraction f of elements at each end is replaced by the nearest that remains.

    >> WinsorizedMean[{-10, 1, 2, 3, 20}, 1/5]
    2
 **)
WinsorizedMean[a_Association, f___] := WinsorizedMean[Values[a], f]
WinsorizedMean[list_?VectorQ, f_ : 1/20] := Mean[winsorized[list, If[ListQ[f], f, {f, f}]]] /; list =!= {}
winsorized[list_, {f1_, f2_}] := With[{n = Length[list], s = Sort[list]},
  Clip[list, {s[[1 + Floor[f1 n]]], s[[n - Floor[f2 n]]]}]]

(** WinsorizedVariance[list, f] gives the variance after the fraction f of elements at each end is replaced by the nearest that remains.

    >> WinsorizedVariance[{-10, 1, 2, 3, 20}, 1/5]
    1
 **)
WinsorizedVariance[list_?VectorQ, f_ : 1/20] := Variance[winsorized[list, If[ListQ[f], f, {f, f}]]] /; list =!= {}

(** Covariance[v, w] gives the sample covariance of two lists; Covariance[m] the covariance matrix of the columns of m.

    >> Covariance[{1, 2, 3}, {2, 4, 6}]
    2
 **)
Covariance[v_?VectorQ, w_?VectorQ] := (v - Mean[v]) . Conjugate[w - Mean[w]]/(Length[v] - 1) /; Length[v] == Length[w] > 1
Covariance[m_?MatrixQ] := Covariance[m, m]
Covariance[a_?MatrixQ, b_?MatrixQ] := Outer[Covariance, Transpose[a], Transpose[b], 1] /; Length[a] == Length[b]

Covariance[v_?VectorQ] := Variance[v] /; Length[v] > 1
Covariance[{a_, b_}, {x_, y_}] := (a - b) Conjugate[x - y]/2 /; ! AllTrue[{a, b, x, y}, NumericQ]

(** Correlation[v, w] gives the correlation of two lists; Correlation[m] the correlation matrix of the columns of m.

    >> Correlation[{1, 2, 3}, {2, 4, 6}]
    1
 **)
Correlation[v_?VectorQ, w_?VectorQ] := Covariance[v, w]/(StandardDeviation[v] StandardDeviation[w]) /; Length[v] == Length[w] > 1
Correlation[m_?MatrixQ] := Correlation[m, m]
Correlation[a_?MatrixQ, b_?MatrixQ] := Outer[Correlation, Transpose[a], Transpose[b], 1] /; Length[a] == Length[b]

(** AbsoluteCorrelation[v, w] gives the mean of the products of two lists.

    >> AbsoluteCorrelation[{1, 2}, {3, 4}]
    11/2
 **)
AbsoluteCorrelation[v_?VectorQ, w_?VectorQ] := v . Conjugate[w]/Length[v] /; Length[v] == Length[w] > 0
AbsoluteCorrelation[v_?VectorQ] := AbsoluteCorrelation[v, v] /; v =!= {}
AbsoluteCorrelation[a_?MatrixQ, b_?MatrixQ] := Outer[AbsoluteCorrelation, Transpose[a], Transpose[b], 1]
AbsoluteCorrelation[m_?MatrixQ] := Outer[AbsoluteCorrelation, Transpose[m], Transpose[m], 1]

(** SpearmanRho[v, w] gives Spearman's rank correlation of two lists.

    >> SpearmanRho[{1, 2, 3}, {1, 4, 9}]
    1
 **)
SpearmanRho[v_?VectorQ, w_?VectorQ] := Correlation[ranks[v], ranks[w]] /; Length[v] == Length[w] > 1
ranks[v_] := With[{s = Sort[v]}, Map[Mean[Flatten[Position[s, #]]] &, v]]

(** KendallTau[v, w] gives Kendall's rank correlation of two lists.

    >> KendallTau[{1, 2, 3}, {1, 4, 9}]
    1
 **)
KendallTau[v_?VectorQ, w_?VectorQ] := Module[{n = Length[v], a, b},
  a = Flatten[Table[Sign[v[[i]] - v[[j]]], {i, n}, {j, i - 1}]];
  b = Flatten[Table[Sign[w[[i]] - w[[j]]], {i, n}, {j, i - 1}]];
  a . b/Sqrt[(a . a) (b . b)]] /; Length[v] == Length[w] > 1

(** GoodmanKruskalGamma[v, w] gives the difference of concordant and discordant pairs, divided by their sum.

    >> GoodmanKruskalGamma[{1, 2, 3}, {1, 4, 9}]
    1
 **)
GoodmanKruskalGamma[v_?VectorQ, w_?VectorQ] := Module[{s},
  s = Flatten[Table[Sign[v[[i]] - v[[j]]] Sign[w[[i]] - w[[j]]], {i, Length[v]}, {j, i - 1}]];
  Total[s]/Total[Abs[s]]] /; Length[v] == Length[w] > 1

(** BlomqvistBeta[v, w] gives the medial correlation coefficient of two lists.

    >> BlomqvistBeta[{1, 2, 3}, {1, 4, 9}]
    1
 **)
BlomqvistBeta[v_?VectorQ, w_?VectorQ] := Module[{a = Sign[v - Median[v]], b = Sign[w - Median[w]]},
  a . b/Sqrt[(a . a) (b . b)]] /; Length[v] == Length[w] > 1

(** Standardize[list] shifts and scales the elements of list to mean 0 and sample variance 1.
    Standardize[list, f1, f2] uses the location f1 and the scale f2.

    >> Standardize[{1, 2, 3}]
    {-1, 0, 1}
 **)
Standardize[list_?MatrixQ] := Transpose[columnwise[Standardize, list]]
Standardize[list_?VectorQ] := (list - Mean[list])/StandardDeviation[list] /; Length[list] > 1
Standardize[list_List, f_] := Standardize[list, f, StandardDeviation]
Standardize[list_?VectorQ, f_, g_] := (list - f[list])/g[list]

(** MovingAverage[list, r] gives the averages of runs of r elements.
    MovingAverage[list, {w1, w2, ...}] weights them.

    >> MovingAverage[{1, 2, 3, 6}, 2]
    {3/2, 5/2, 9/2}
 **)
MovingAverage[list_List, r_Integer?Positive] := Map[Mean, Partition[list, r, 1]] /; r <= Length[list]
MovingAverage[list_List, w_List] := Map[w . #/Total[w] &, Partition[list, Length[w], 1]] /; 0 < Length[w] <= Length[list]

(** MovingMedian[list, r] gives the medians of runs of r elements.

    >> MovingMedian[{1, 5, 2, 6}, 3]
    {2, 5}
 **)
MovingMedian[list_List, r_Integer?Positive] := Map[Median, Partition[list, r, 1]] /; r <= Length[list] && AllTrue[Flatten[list], realNumericQ]

(** ExponentialMovingAverage[list, a] gives the exponential moving average with the smoothing constant a.

    >> ExponentialMovingAverage[{a, b}, 1/2]
    {a, a + (-a + b)/2}
 **)
ExponentialMovingAverage[list_List, a_] := FoldList[#1 + a (#2 - #1) &, list] /; list =!= {}

(** BinCounts[list] counts how many elements lie in the bins from each integer to the next.
    BinCounts[list, dx] has bins of the width dx, BinCounts[list, {min, max, dx}] between limits, BinCounts[list, {{b1, b2, ...}}] these.

    >> BinCounts[{1, 3, 2, 1, 4, 5, 6, 2}, {0, 10, 1}]
    {0, 2, 2, 1, 1, 1, 1, 0, 0, 0}
 **)
BinCounts[list_List, spec___] := Map[Length, BinLists[list, spec]] /; AllTrue[list, realNumericQ] && binEdges[list, spec] =!= $Failed

(** BinLists[list] gathers the elements in the bins from each integer to the next.
    BinLists[list, dx] has bins of the width dx, BinLists[list, {min, max, dx}] between limits, BinLists[list, {{b1, b2, ...}}] these.

    >> BinLists[{1, 3, 2}, {0, 4, 2}]
    {{1}, {3, 2}}
 **)
BinLists[list_List, spec___] := With[{edges = binEdges[list, spec]},
  Table[Select[list, edges[[i]] <= # < edges[[i + 1]] &], {i, Length[edges] - 1}]] /; AllTrue[list, realNumericQ] && binEdges[list, spec] =!= $Failed
binEdges[list_] := binEdges[list, 1]
binEdges[{}, dx_?NumericQ] := {0}
binEdges[list_, dx_?NumericQ] := With[{lo = Floor[Min[list], dx], hi = Max[Floor[Max[list], dx] + dx]}, Range[lo, hi, dx]] /; dx > 0
binEdges[_, {min_?NumericQ, max_?NumericQ}] := Range[min, max]
binEdges[_, {min_?NumericQ, max_?NumericQ, dx_?NumericQ}] := Range[min, max, dx] /; dx > 0
binEdges[_, {edges_List}] := edges
binEdges[___] := $Failed

(** HistogramList[list] gives {edges, counts} of bins of convenient width; HistogramList[list, n] of about n bins.
    HistogramList[list, {dx}] has bins of the width dx; HistogramList[list, {min, max, dx}] between limits.

    >> HistogramList[{1, 2, 2, 3}, {1}]
    {{1, 2, 3, 4}, {1, 2, 1}}
 **)
HistogramList[{}] := {{}, {}}
HistogramList[list_?VectorQ] := histogram[list, niceWidth[list, Automatic]] /; AllTrue[list, realNumericQ] && list =!= {}
HistogramList[list_?VectorQ, n_Integer?Positive] := histogram[list, niceWidth[list, n]] /; AllTrue[list, realNumericQ] && list =!= {}
HistogramList[list_?VectorQ, {dx_?NumericQ}] := histogram[list, dx] /; AllTrue[list, realNumericQ] && list =!= {} && dx > 0
HistogramList[list_?VectorQ, {min_?NumericQ, max_?NumericQ, dx_?NumericQ}] := {Range[min, max, dx], BinCounts[list, {min, max, dx}]}
HistogramList[list_?VectorQ, {edges_List}] := {edges, BinCounts[list, {edges}]}
histogram[list_, dx_] := With[{edges = binEdges[list, dx]}, {edges, BinCounts[list, {edges}]}]
niceWidth[list_, n_] := Module[{range = Max[list] - Min[list], raw, p},
  If[range == 0, Return[1, Module]];
  raw = If[n === Automatic, range/Ceiling[Log[2, Length[list]] + 1], range/n];
  p = 10^Floor[Log[10, raw]];
  First[SortBy[{p, 2 p, 5 p, 10 p}, Abs[Log[N[#/raw]]] &]]]

(** CentralFeature[list] gives the element with the least sum of distances to the others.

    >> CentralFeature[{1, 2, 10}]
    2
 **)
CentralFeature[list_?dataQ] := list[[First[Ordering[Map[Function[x, N[Total[Map[EuclideanDistance[x, #] &, list]]]], list], 1]]]]
