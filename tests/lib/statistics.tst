(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Descriptive statistics and probability distributions. *)

>> Mean[{a, b, c}]
(a + b + c)/3

>> Variance[{1, 2, 3, 4, 5}]
5/2

>> StandardDeviation[{2, 4, 6}]
2

>> Median[{{1, 2}, {3, 4}, {5, 0}}]
{3, 2}

>> Quantile[{1, 2, 3, 4, 5}, {0, 1/2, 1}]
{1, 3, 5}

>> GeometricMean[{2, 8}]
4

>> HarmonicMean[{1, 3}]
3/2

>> Correlation[{1, 2, 3}, {3, 2, 1}]
-1

>> MovingAverage[{1, 2, 3, 4}, 2]
{3/2, 5/2, 7/2}

>> BinCounts[{1, 2, 2, 3}, {1, 4, 1}]
{1, 2, 1}

>> PDF[NormalDistribution[m, s], x]
1/(E^((-m + x)^2/(2*s^2))*Sqrt[2*Pi]*s)

>> Total[Table[PDF[BinomialDistribution[5, 1/3], k], {k, 0, 5}]]
1

>> CDF[UniformDistribution[{0, 4}], 3]
3/4

>> Mean[PoissonDistribution[m]]
m

>> Kurtosis[ExponentialDistribution[2]]
9

>> Median[NormalDistribution[m, s]]
m

>> Moment[NormalDistribution[0, 1], 6]
15

>> Probability[x > 4, x \[Distributed] DiscreteUniformDistribution[{1, 6}]]
1/3

>> Expectation[x^2, x \[Distributed] PoissonDistribution[2]]
6

>> Length[RandomVariate[NormalDistribution[0, 1], 5]]
5

>> AllTrue[RandomVariate[PoissonDistribution[3], 20], IntegerQ[#] && # >= 0 &]
True

>> DistributionParameterQ[BernoulliDistribution[2]]
False

>> PDF[f[1], x]
PDF[f[1], x]
