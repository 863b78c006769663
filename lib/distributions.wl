(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* What can be asked of any probability distribution: densities, moments, quantiles, expectations.

   A distribution is a head and law[head[parameters]], a list of properties, each held until it is asked
   for (lib/distributions_continuous.wl, lib/distributions_discrete.wl):

     "Valid"     what the parameters must fulfil
     "Domain"    {least, greatest} value
     "Discrete"  there, and True, where the values are integers
     "PDF", "CDF", "Survival"   functions of `at`
     "Quantile"                 a function of `level`, 0 < level < 1
     "MGF", "Moment", "CentralMoment", "Cumulant"   functions of `arg`: E[exp(arg x)], E[x^arg], ..
     "Mean", "Variance", "Skewness", "Kurtosis", "Median"

   Most can be missing: they follow from others. *)

law[_] := {}
known[d_] := law[d] =!= {}
SetAttributes[property, HoldRest]
(* The property of a distribution with this name, at a value; Missing[] where it has none. *)
property[d_, name_] := Module[{found = Cases[law[d], (name :> body_) :> Hold[body]]},
  If[found === {}, Missing[], ReleaseHold[First[found]]]]
property[d_, name_, var_, value_] := With[{v = value}, Module[{found = Cases[law[d], (name :> body_) :> Hold[body]]},
  If[found === {}, Missing[], ReleaseHold[First[found] /. var -> v]]]]
hasProperty[d_, name_] := ! FreeQ[law[d][[All, 1]], name]
discreteQ[d_] := TrueQ[property[d, "Discrete"]]
least[d_] := property[d, "Domain"][[1]]
greatest[d_] := property[d, "Domain"][[2]]
distributionQ[d_] := ! AtomQ[d] && ! ListQ[d] && known[d]

(** DistributionParameterQ[dist] gives True if dist is a distribution with valid parameters.

    >> DistributionParameterQ[NormalDistribution[0, 1]]
    True
    >> DistributionParameterQ[NormalDistribution[0, -1]]
    False
 **)
DistributionParameterQ[d_?distributionQ] := ! (property[d, "Valid"] === False)

(** PDF[dist, x] gives the probability density (the probability, for a discrete distribution) at x.
    PDF[dist] is an operator form.

    >> PDF[NormalDistribution[0, 1], x]
    1/(E^(x^2/2)*Sqrt[2*Pi])
    >> PDF[ExponentialDistribution[2], -1]
    0
 **)
PDF[d_?distributionQ][x_] := PDF[d, x]
PDF[d_?distributionQ, x_List] := Map[PDF[d, #] &, x] /; ! multivariateQ[d]
PDF[d_?distributionQ, x_] := 0 /; discreteQ[d] && NumericQ[x] && ! TrueQ[x == Round[x]]
PDF[d_?distributionQ, x_] := With[{p = property[d, "PDF", at, x]}, p /; FreeQ[p, Missing[]] && Head[p] =!= dirichlet && Head[p] =!= negativeMultinomial] /; hasProperty[d, "PDF"] && (! multivariateQ[d] || ListQ[x])
multivariateQ[d_] := TrueQ[property[d, "Multivariate"]]

(** CDF[dist, x] gives the probability of a value of x or less.
    CDF[dist] is an operator form.

    >> CDF[NormalDistribution[0, 1], 0]
    1/2
    >> CDF[GeometricDistribution[1/3], 0]
    1/3
 **)
CDF[d_?distributionQ][x_] := CDF[d, x]
CDF[d_?distributionQ, x_List] := Map[CDF[d, #] &, x] /; ! multivariateQ[d]
CDF[d_?distributionQ, Infinity] := 1
CDF[d_?distributionQ, DirectedInfinity[-1]] := 0
CDF[d_?distributionQ, x_] := property[d, "CDF", at, x] /; hasProperty[d, "CDF"]
CDF[d_?distributionQ, x_?NumericQ] := discreteSum[d, x] /; discreteQ[d] && ! hasProperty[d, "CDF"] && IntegerQ[least[d]] && hasProperty[d, "PDF"]
discreteSum[d_, x_] := Which[
  TrueQ[x < least[d]], 0,
  TrueQ[x >= greatest[d]], 1,
  True, Total[Table[PDF[d, k], {k, least[d], Floor[x]}]]]

(** SurvivalFunction[dist, x] gives the probability of a value greater than x.

    >> SurvivalFunction[ExponentialDistribution[2], 3]
    E^(-6)
 **)
SurvivalFunction[d_?distributionQ][x_] := SurvivalFunction[d, x]
SurvivalFunction[d_?distributionQ, x_List] := Map[SurvivalFunction[d, #] &, x]
SurvivalFunction[d_?distributionQ, x_] := property[d, "Survival", at, x] /; hasProperty[d, "Survival"]
SurvivalFunction[d_?distributionQ, x_] := survivalOf[CDF[d, x]] /; hasProperty[d, "CDF"] || (discreteQ[d] && NumericQ[x])
survivalOf[Piecewise[cases_, default_]] := Piecewise[Map[{1 - #[[1]], #[[2]]} &, cases], 1 - default]
survivalOf[x_] := Expand[1 - x]

(** HazardFunction[dist, x] gives PDF[dist, x]/SurvivalFunction[dist, x].

    >> HazardFunction[ExponentialDistribution[2], 3]
    2
 **)
HazardFunction[d_?distributionQ, x_] := PDF[d, x]/SurvivalFunction[d, x]

(** Quantile[dist, q] gives the q-th quantile of a distribution.
    Quantile[list, q] gives the q-th quantile of data; Quantile[list, {q1, q2, ...}] several.
    Quantile[list, q, {{a, b}, {c, d}}] interpolates as the parameters say.

    >> Quantile[{1, 2, 3, 4, 5, 6, 7}, 1/4]
    2
    >> Quantile[ExponentialDistribution[1], 1/2]
    Log[2]
 **)
Quantile[d_?distributionQ][q_] := Quantile[d, q]
Quantile[d_?distributionQ, q_List] := Map[Quantile[d, #] &, q]
Quantile[d_?distributionQ, q_] := quantileOf[d, q] /; quantileQ[d, q]
quantileQ[d_, q_] := If[NumericQ[q], TrueQ[0 <= q <= 1] && (hasProperty[d, "Quantile"] || discreteQ[d] && numericParametersQ[d] || q == 0 || q == 1), hasProperty[d, "Quantile"]]
numericParametersQ[d_] := AllTrue[Flatten[List @@ d], NumericQ]
quantileOf[d_, q_] := Which[
  TrueQ[q == 0], least[d],
  TrueQ[q == 1], greatest[d],
  hasProperty[d, "Quantile"], If[NumericQ[q], property[d, "Quantile", level, q], symbolicQuantile[d, q]],
  True, discreteQuantile[d, q]]
symbolicQuantile[d_, q_] := ConditionalExpression[
  Piecewise[{{property[d, "Quantile", level, q], 0 < q < 1}, {least[d], q <= 0}}, greatest[d]], 0 <= q <= 1]
discreteQuantile[d_, q_] := Module[{k = least[d], sum},
  sum = PDF[d, k];
  While[TrueQ[N[sum] < N[q] - 10^-15] && TrueQ[k < greatest[d]], k++; sum += PDF[d, k]];
  k]

Quantile[list_List, q_] := Quantile[list, q, {{0, 0}, {1, 0}}] /; list =!= {}
Quantile[list_List, q_List, p_] := Map[Quantile[list, #, p] &, q]
Quantile[list_?MatrixQ, q_, p_] := Map[Quantile[#, q, p] &, Transpose[list]]
Quantile[list_?VectorQ, q_?NumericQ, {{a_, b_}, {c_, d_}}] := Module[{s = Sort[list], n = Length[list], x, lo, hi, f},
  x = a + (n + b) q;
  f = x - Floor[x];
  lo = s[[Clip[Floor[x], {1, n}]]]; hi = s[[Clip[Ceiling[x], {1, n}]]];
  lo + (hi - lo) (c + d f) /. 0. -> 0] /; list =!= {} && 0 <= q <= 1 && AllTrue[list, NumericQ] && ! (c === 1 && d === 0) && ! TrueQ[a + (Length[list] + b) q == Floor[a + (Length[list] + b) q]]
Quantile[list_?VectorQ, q_?NumericQ, {{a_, b_}, {c_, d_}}] := Module[{n = Length[list], x},
  x = a + (n + b) q;
  Sort[list][[Clip[Ceiling[x], {1, n}]]]] /; list =!= {} && 0 <= q <= 1 && AllTrue[list, NumericQ]
Quantile[a_Association, rest__] := Quantile[Values[a], rest]

(** InverseCDF[dist, q] gives the inverse of the cumulative distribution function at q.

    >> InverseCDF[UniformDistribution[{0, 10}], 1/4]
    5/2
 **)
InverseCDF[d_?distributionQ, q_] := Quantile[d, q]

(** InverseSurvivalFunction[dist, q] gives the inverse of the survival function at q.

    >> InverseSurvivalFunction[ExponentialDistribution[2], 1/4]
    Log[4]/2
 **)
InverseSurvivalFunction[d_?distributionQ, q_List] := Map[InverseSurvivalFunction[d, #] &, q]
InverseSurvivalFunction[d_?distributionQ, q_] := property[d, "InverseSurvival", level, q] /; hasProperty[d, "InverseSurvival"] && TrueQ[0 < q < 1]
InverseSurvivalFunction[d_?distributionQ, q_?NumericQ] := Quantile[d, 1 - q] /; ! (hasProperty[d, "InverseSurvival"] && TrueQ[0 < q < 1])

(** Moment[dist, r] gives the r-th moment of a distribution.
    Moment[list, r] gives the r-th moment of data: the mean of the r-th powers.

    >> Moment[{1, 2, 3}, 2]
    14/3
    >> Moment[ExponentialDistribution[2], 3]
    3/4
 **)
Moment[list_List, r_] := Mean[list^r] /; list =!= {}
Moment[a_Association, r_] := Moment[Values[a], r]
Moment[d_?distributionQ, 0] := 1
Moment[d_?distributionQ, r_] := property[d, "Moment", arg, r] /; hasProperty[d, "Moment"]
Moment[d_?distributionQ, 1] := Mean[d]
Moment[d_?distributionQ, r_Integer?Positive] := momentOf[d, r] /; ! hasProperty[d, "Moment"] && momentsQ[d, r]
momentsQ[d_, r_] := hasProperty[d, "MGF"] || hasProperty[d, "CentralMoment"] || discreteQ[d] && finiteQ[d] || r == 2 && hasProperty[d, "Variance"]
finiteQ[d_] := IntegerQ[least[d]] && IntegerQ[greatest[d]] && greatest[d] - least[d] < 10000
momentOf[d_, r_] := Which[
  r == 2 && hasProperty[d, "Variance"], Together[Mean[d]^2 + Variance[d]],
  discreteQ[d] && finiteQ[d], Total[Table[k^r PDF[d, k], {k, least[d], greatest[d]}]],
  hasProperty[d, "CentralMoment"], Expand[Total[Table[Binomial[r, k] CentralMoment[d, k] Mean[d]^(r - k), {k, 0, r}]]],
  True, Module[{m = D[property[d, "MGF", arg, arg], {arg, r}] /. arg -> 0}, Together[m]]]

(** CentralMoment[dist, r] gives the r-th central moment of a distribution.
    CentralMoment[list, r] gives that of data: the mean of the r-th powers of the deviations from the mean.

    >> CentralMoment[{1, 2, 3}, 2]
    2/3
    >> CentralMoment[NormalDistribution[m, s], 4]
    3*s^4
 **)
CentralMoment[list_List, r_] := Mean[Map[# - Mean[list] &, list]^r] /; list =!= {}
CentralMoment[a_Association, r_] := CentralMoment[Values[a], r]
CentralMoment[d_?distributionQ, 0] := 1
CentralMoment[d_?distributionQ, r_] := property[d, "CentralMoment", arg, r] /; hasProperty[d, "CentralMoment"]
CentralMoment[d_?distributionQ, 1] := 0
CentralMoment[d_?distributionQ, 2] := Variance[d]
CentralMoment[d_?distributionQ, r_Integer?Positive] := Module[{m = Mean[d]},
  Factor[Together[Total[Table[Binomial[r, k] (-m)^(r - k) Moment[d, k], {k, 0, r}]]]]] /; ! hasProperty[d, "CentralMoment"] && (momentsQ[d, r] || hasProperty[d, "Moment"])

(** Cumulant[dist, r] gives the r-th cumulant of a distribution.
    Cumulant[list, r] gives that of data.

    >> Cumulant[PoissonDistribution[m], 4]
    m
 **)
Cumulant[d_?distributionQ, r_] := property[d, "Cumulant", arg, r] /; hasProperty[d, "Cumulant"]
Cumulant[d : (_?distributionQ | _List), r_Integer?Positive] := cumulantOf[d, r] /; ListQ[d] || ! hasProperty[d, "Cumulant"]
cumulantOf[d_, 1] := Mean[d]
cumulantOf[d_, r_] := Together[CentralMoment[d, r] - Total[Table[Binomial[r - 1, k - 1] cumulantOf[d, k] CentralMoment[d, r - k], {k, 2, r - 2}]]]

(** FactorialMoment[dist, r] gives the r-th factorial moment of a distribution: the expectation of x (x - 1) ... (x - r + 1).
    FactorialMoment[list, r] gives that of data.

    >> FactorialMoment[PoissonDistribution[3], 2]
    9
 **)
FactorialMoment[list_List, r_Integer] := Mean[Map[FactorialPower[#, r] &, list, {-1}]] /; list =!= {}
FactorialMoment[d_?distributionQ, 0] := 1
FactorialMoment[d_?distributionQ, r_] := property[d, "FactorialMoment", arg, r] /; hasProperty[d, "FactorialMoment"]
FactorialMoment[d_?distributionQ, r_Integer?Positive] := Total[Table[StirlingS1[r, k] Moment[d, k], {k, r}]] /; ! hasProperty[d, "FactorialMoment"]

(** MomentGeneratingFunction[dist, t] gives the moment-generating function of a distribution: the expectation of E^(t x).

    >> MomentGeneratingFunction[NormalDistribution[0, 1], t]
    E^(t^2/2)
 **)
MomentGeneratingFunction[d_?distributionQ, t_] := property[d, "MGF", arg, t] /; hasProperty[d, "MGF"]

(** CumulantGeneratingFunction[dist, t] gives the logarithm of the moment-generating function.

    >> CumulantGeneratingFunction[NormalDistribution[m, s], t]
    m*t + (s^2*t^2)/2
 **)
CumulantGeneratingFunction[d_?distributionQ, t_] := logOf[property[d, "MGF", arg, t]] /; hasProperty[d, "MGF"]
logOf[Power[E, x_]] := x
logOf[Power[a_, n_]] := n logOf[a] /; ! FreeQ[a, Plus]
logOf[Times[Power[E, x_], Power[b_, -1]]] := x - Log[b]
logOf[x_] := Log[x]

(** CentralMomentGeneratingFunction[dist, t] gives the expectation of E^(t (x - mean)).

    >> CentralMomentGeneratingFunction[NormalDistribution[m, s], t]
    E^((s^2*t^2)/2)
 **)
CentralMomentGeneratingFunction[d_?distributionQ, t_] := E^(-t Mean[d]) property[d, "MGF", arg, t] /; hasProperty[d, "MGF"]

(** FactorialMomentGeneratingFunction[dist, t] gives the expectation of t^x.

    >> FactorialMomentGeneratingFunction[PoissonDistribution[m], t]
    E^(m*(-1 + t))
 **)
FactorialMomentGeneratingFunction[d_?distributionQ, t_] := property[d, "MGF", arg, Log[t]] /; hasProperty[d, "MGF"]

(** CharacteristicFunction[dist, t] gives the characteristic function of a distribution: the expectation of E^(I t x).

    >> CharacteristicFunction[PoissonDistribution[m], t]
    E^((-1 + E^(I*t))*m)
 **)
CharacteristicFunction[d_?distributionQ, t_] := property[d, "CF", arg, t] /; hasProperty[d, "CF"]
CharacteristicFunction[d_?distributionQ, t_] := property[d, "MGF", arg, I t] /; hasProperty[d, "MGF"]

(** Likelihood[dist, {x1, x2, ...}] gives the product of the densities at the x_i.

    >> Likelihood[ExponentialDistribution[a], {1, 2}]
    a^2/E^(3*a)
 **)
Likelihood[d_?distributionQ, data_List] := Times @@ Map[PDF[d, #] &, data]

(** LogLikelihood[dist, {x1, x2, ...}] gives the sum of the logarithms of the densities at the x_i.

    >> LogLikelihood[ExponentialDistribution[a], {2, 3, 5}]
    -10*a + 3*Log[a]
 **)
LogLikelihood[d_?distributionQ, data_List] := Total[Map[Expand[splitLog[PDF[d, #]]] &, data]]
splitLog[x_Times] := Total[Map[splitLog, List @@ x]]
splitLog[E^x_] := x
splitLog[Power[x_, n_]] := n splitLog[x]
splitLog[x_Rational] := splitLog[Numerator[x]] - splitLog[Denominator[x]]
splitLog[1] := 0
splitLog[x_] := Log[x]

(** Expectation[expr, x \[Distributed] dist] gives the expectation of expr for x distributed as dist; dist can be a list of data.

    >> Expectation[x^4, x \[Distributed] ExponentialDistribution[a]]
    24/a^4
    >> Expectation[2 x + 1, x \[Distributed] {1, 2, 3}]
    5
 **)
SetAttributes[Distributed, HoldFirst]
Expectation[e_, Distributed[x_Symbol, data_List]] := Mean[Map[e /. x -> # &, data]] /; data =!= {}
Expectation[e_, Distributed[x_Symbol, d_?distributionQ]] := expectation[Expand[e], x, d] /; expectableQ[Expand[e], x, d]
expectableQ[e_, x_, d_] := FreeQ[e, x] || (PolynomialQ[e, x] && AllTrue[Range[Exponent[e, x]], ! FreeQ[{Moment[d, #]}, Moment] === False &]) || discreteQ[d] && finiteQ[d]
expectation[e_, x_, d_] := Which[
  FreeQ[e, x], e,
  PolynomialQ[e, x] && ! (discreteQ[d] && finiteQ[d]), (CoefficientList[e, x] . Table[Moment[d, k], {k, 0, Exponent[e, x]}]),
  True, Total[Table[(e /. x -> k) PDF[d, k], {k, least[d], greatest[d]}]]]
Expectation[Boole[c_], Distributed[x_, d_]] := Probability[c, Distributed[x, d]]

(** NExpectation[expr, x \[Distributed] dist] gives a numerical value of the expectation of expr.

    >> NExpectation[x, x \[Distributed] UniformDistribution[{0, 1}]]
    0.5
 **)
NExpectation[e_, d_] := N[Expectation[e, d]]

(** Probability[pred, x \[Distributed] dist] gives the probability of pred for x distributed as dist; dist can be a list of data.

    >> Probability[x > 2, x \[Distributed] ExponentialDistribution[1]]
    E^(-2)
    >> Probability[x >= 2, x \[Distributed] {1, 2, 3, 4}]
    3/4
 **)
Probability[True, _Distributed] := 1
Probability[False, _Distributed] := 0
Probability[c_, Distributed[x_, data_List]] := Count[data, v_ /; TrueQ[c /. x -> v]]/Length[data] /; data =!= {}
Probability[c_, And[Distributed[x_, d_?discreteQ], Distributed[y_, e_?discreteQ]]] :=
  Total[Flatten[Table[If[TrueQ[c /. {x -> i, y -> j}], PDF[d, i] PDF[e, j], 0], {i, least[d], greatest[d]}, {j, least[e], greatest[e]}]]] /; finiteQ[d] && finiteQ[e]
Probability[c_, Distributed[x_, d_?distributionQ]] := Total[Table[If[TrueQ[c /. x -> k], PDF[d, k], 0], {k, least[d], greatest[d]}]] /; discreteQ[d] && finiteQ[d]
Probability[c_, Distributed[x_, d_?distributionQ]] := Module[{p = intervalProbability[c, x, d]}, p /; p =!= Missing[]]
intervalProbability[c_, x_, d_] := Replace[c, {
  (Greater[x, a_] | Less[a_, x]) :> SurvivalFunction[d, a],
  (LessEqual[x, a_] | GreaterEqual[a_, x]) :> CDF[d, a],
  (GreaterEqual[x, a_] | LessEqual[a_, x]) :> SurvivalFunction[d, below[d, a]],
  (Less[x, a_] | Greater[a_, x]) :> CDF[d, below[d, a]],
  Less[a_, x, b_] :> difference[CDF[d, below[d, b]], CDF[d, a]],
  LessEqual[a_, x, b_] :> difference[CDF[d, b], CDF[d, below[d, a]]],
  Inequality[a_, Less, x, LessEqual, b_] :> difference[CDF[d, b], CDF[d, a]],
  Inequality[a_, LessEqual, x, Less, b_] :> difference[CDF[d, below[d, b]], CDF[d, below[d, a]]],
  Equal[x, a_] :> If[discreteQ[d], PDF[d, a], 0],
  _ :> Missing[]}]
below[d_, a_] := If[discreteQ[d], Ceiling[a] - 1, a]
difference[a_, b_] := Together[a - b]

(** NProbability[pred, x \[Distributed] dist] gives a numerical value of the probability of pred.

    >> NProbability[x < 1/2, x \[Distributed] UniformDistribution[{0, 1}]]
    0.5
 **)
NProbability[c_, d_] := N[Probability[c, d]]

(** RandomVariate[dist] gives a pseudorandom number distributed as dist.
    RandomVariate[dist, n] gives a list of n, RandomVariate[dist, {n1, n2, ...}] an array.

    >> Between[RandomVariate[UniformDistribution[{2, 3}]], {2, 3}]
    True
 **)
RandomVariate[d_?distributionQ, OptionsPattern[]] := First[randomSample[d, 1]]
RandomVariate[d_?distributionQ, n_Integer?NonNegative, OptionsPattern[]] := randomSample[d, n]
RandomVariate[d_?distributionQ, dims : {_Integer?NonNegative ..}, OptionsPattern[]] := ArrayReshape[randomSample[d, Times @@ dims], dims]
randomSample[d_, n_] := Module[{draw = property[d, "Random"]},
  If[draw =!= Missing[], Table[draw[], {n}],
    If[hasProperty[d, "Quantile"] && ! discreteQ[d],
      Table[N[property[d, "Quantile", level, 1 - RandomReal[]]], {n}],
      Table[randomDiscrete[d], {n}]]]]
randomDiscrete[d_] := Module[{u = RandomReal[], k = least[d], sum},
  sum = N[PDF[d, k]];
  While[sum < u && k < greatest[d] && k < least[d] + 10^6, k++; sum += N[PDF[d, k]]];
  k]
