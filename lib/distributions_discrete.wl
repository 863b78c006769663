(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Discrete distributions: their properties as lib/distributions.wl wants them. *)

(** BernoulliDistribution[p] is the distribution of 1 with probability p and 0 with probability 1 - p.

    >> Mean[BernoulliDistribution[1/3]]
    1/3
 **)
BernoulliDistribution /: law[BernoulliDistribution[p_]] := {
  "Valid" :> 0 <= p <= 1, "Discrete" :> True, "Domain" :> {0, 1},
  "PDF" :> Piecewise[{{1 - p, at == 0}, {p, at == 1}}, 0],
  "CDF" :> Piecewise[{{0, at < 0}, {1 - p, 0 <= at < 1}}, 1],
  "Mean" :> p, "Variance" :> (1 - p) p, "Skewness" :> (1 - 2 p)/Sqrt[(1 - p) p], "Kurtosis" :> 3 + (1 - 6 (1 - p) p)/((1 - p) p),
  "Quantile" :> Piecewise[{{1, level > 1 - p}}, 0], "Median" :> Piecewise[{{1, 1/2 > 1 - p}}, 0],
  "MGF" :> 1 - p + E^arg p, "Moment" :> p, "FactorialMoment" :> If[arg === 1, p, 0]}

(** BinomialDistribution[n, p] is the distribution of the number of successes in n trials with probability p each.

    >> PDF[BinomialDistribution[10, 1/2], 5]
    63/256
 **)
BinomialDistribution /: law[BinomialDistribution[n_, p_]] := {
  "Valid" :> 0 <= p <= 1 && n >= 0, "Discrete" :> True, "Domain" :> {0, n},
  "PDF" :> Piecewise[{{binomialPdf[n, p, at], 0 <= at <= n}}, 0],
  "CDF" :> Piecewise[{{BetaRegularized[1 - p, n - Floor[at], 1 + Floor[at]], 0 <= at < n}, {1, at >= n}}, 0],
  "Mean" :> n p, "Variance" :> n (1 - p) p, "Skewness" :> (1 - 2 p)/Sqrt[n (1 - p) p], "Kurtosis" :> 3 + (1 - 6 (1 - p) p)/(n (1 - p) p),
  "MGF" :> (1 + (-1 + E^arg) p)^n, "CF" :> (1 - p + E^(I arg) p)^n,
  "FactorialMoment" :> p^arg Product[n - j, {j, 0, arg - 1}]}
binomialPdf[n_, p_, k_] := If[p === 1/2, 2^-n Binomial[n, k], (1 - p)^(n - k) p^k Binomial[n, k]]

(** PoissonDistribution[mu] is the Poisson distribution with mean mu.

    >> PDF[PoissonDistribution[3], 2]
    9/(2*E^3)
 **)
PoissonDistribution /: law[PoissonDistribution[mu_]] := {
  "Valid" :> mu > 0, "Discrete" :> True, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{mu^at/(E^mu at!), at >= 0}}, 0],
  "CDF" :> If[IntegerQ[at] && NumericQ[mu] && at < 1000, If[at < 0, 0, Together[Total[Table[mu^k/k!, {k, 0, at}]]/E^mu]],
     Piecewise[{{GammaRegularized[1 + Floor[at], mu], at >= 0}}, 0]],
  "Mean" :> mu, "Variance" :> mu, "Skewness" :> 1/Sqrt[mu], "Kurtosis" :> 3 + 1/mu,
  "MGF" :> E^((-1 + E^arg) mu), "Cumulant" :> mu, "FactorialMoment" :> mu^arg,
  "Moment" :> Total[Table[StirlingS2[arg, k] mu^k, {k, 0, arg}]]}

(** GeometricDistribution[p] is the distribution of the number of failures before the first success, with probability p each.

    >> Mean[GeometricDistribution[1/3]]
    2
 **)
GeometricDistribution /: law[GeometricDistribution[p_]] := {
  "Valid" :> 0 < p <= 1, "Discrete" :> True, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{(1 - p)^at p, at >= 0}}, 0],
  "CDF" :> Piecewise[{{1 - (1 - p)^(1 + Floor[at]), at >= 0}}, 0],
  "Mean" :> -1 + 1/p, "Variance" :> (1 - p)/p^2, "Skewness" :> (2 - p)/Sqrt[1 - p], "Kurtosis" :> 3 + (6 - 6 p + p^2)/(1 - p),
  "MGF" :> p/(1 - E^arg (1 - p)), "FactorialMoment" :> arg! (-1 + 1/p)^arg}

(** NegativeBinomialDistribution[n, p] is the distribution of the number of failures before the n-th success.

    >> PDF[NegativeBinomialDistribution[3, 1/2], 5]
    21/256
 **)
NegativeBinomialDistribution /: law[NegativeBinomialDistribution[n_, p_]] := {
  "Valid" :> 0 < p <= 1 && n > 0, "Discrete" :> True, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{(1 - p)^at p^n Binomial[-1 + n + at, -1 + n], at >= 0}}, 0],
  "CDF" :> Piecewise[{{BetaRegularized[p, n, 1 + Floor[at]], at >= 0}}, 0],
  "Mean" :> n (1 - p)/p, "Variance" :> n (1 - p)/p^2, "Skewness" :> (2 - p)/Sqrt[n (1 - p)], "Kurtosis" :> 3 + (6 - 6 p + p^2)/(n (1 - p)),
  "MGF" :> (p/(1 - E^arg (1 - p)))^n}

(** PascalDistribution[n, p] is the distribution of the number of trials up to the n-th success.

    >> Mean[PascalDistribution[3, 1/2]]
    6
 **)
PascalDistribution /: law[PascalDistribution[n_, p_]] := {
  "Valid" :> 0 < p <= 1 && n > 0, "Discrete" :> True, "Domain" :> {n, Infinity},
  "PDF" :> Piecewise[{{(1 - p)^(at - n) p^n Binomial[-1 + at, -1 + n], at >= n}}, 0],
  "CDF" :> Piecewise[{{BetaRegularized[p, n, 1 - n + Floor[at]], at >= n}}, 0],
  "Mean" :> n/p, "Variance" :> n (1 - p)/p^2, "Skewness" :> (2 - p)/Sqrt[n (1 - p)], "Kurtosis" :> 3 + (6 - 6 p + p^2)/(n (1 - p)),
  "MGF" :> (p E^arg/(1 - E^arg (1 - p)))^n}

(** DiscreteUniformDistribution[{a, b}] is the uniform distribution over the integers from a to b.

    >> Mean[DiscreteUniformDistribution[{1, 6}]]
    7/2
 **)
DiscreteUniformDistribution /: law[DiscreteUniformDistribution[{a_, b_}]] := {
  "Valid" :> a <= b, "Discrete" :> True, "Domain" :> {a, b},
  "PDF" :> Piecewise[{{1/(1 - a + b), a <= at <= b}}, 0],
  "CDF" :> Piecewise[{{(1 - a + Floor[at])/(1 - a + b), a <= at < b}, {1, at >= b}}, 0],
  "Mean" :> (a + b)/2, "Variance" :> (-1 + (1 - a + b)^2)/12, "Skewness" :> 0, "Kurtosis" :> 3 (-7 + 3 (1 - a + b)^2)/(5 (-1 + (1 - a + b)^2)),
  "Random" :> (RandomInteger[{a, b}] &),
  "MGF" :> (E^(a arg) - E^((1 + b) arg))/((1 - E^arg) (1 - a + b))}

(** HypergeometricDistribution[n, s, t] is the distribution of the number of successes in n draws without replacement from t of which s are successes.

    >> Mean[HypergeometricDistribution[5, 10, 20]]
    5/2
 **)
HypergeometricDistribution /: law[HypergeometricDistribution[n_, s_, t_]] := {
  "Valid" :> 0 < n <= t && 0 <= s <= t, "Discrete" :> True, "Domain" :> {Max[0, n + s - t], Min[n, s]},
  "PDF" :> Piecewise[{{Binomial[s, at] Binomial[t - s, n - at]/Binomial[t, n], Max[0, n + s - t] <= at <= Min[n, s]}}, 0],
  "Mean" :> n s/t, "Variance" :> n s (1 - s/t) (t - n)/((t - 1) t)}

(** LogSeriesDistribution[t] is the logarithmic series distribution.

    >> PDF[LogSeriesDistribution[1/2], 1]
    1/(2*Log[2])
 **)
LogSeriesDistribution /: law[LogSeriesDistribution[t_]] := {
  "Valid" :> 0 < t < 1, "Discrete" :> True, "Domain" :> {1, Infinity},
  "PDF" :> Piecewise[{{-t^at/(at Log[1 - t]), at >= 1}}, 0],
  "Mean" :> -t/((1 - t) Log[1 - t]), "Variance" :> -t (t + Log[1 - t])/((1 - t)^2 Log[1 - t]^2),
  "MGF" :> Log[1 - E^arg t]/Log[1 - t]}

(** ZipfDistribution[r] is the zeta distribution: k has a probability proportional to k^(-1 - r).
    ZipfDistribution[n, r] is its restriction to k <= n.

    >> PDF[ZipfDistribution[r], 2]
    2^(-1 - r)/Zeta[1 + r]
 **)
ZipfDistribution /: law[ZipfDistribution[r_]] := {
  "Valid" :> r > 0, "Discrete" :> True, "Domain" :> {1, Infinity},
  "PDF" :> Piecewise[{{at^(-1 - r)/Zeta[1 + r], at >= 1}}, 0],
  "CDF" :> Piecewise[{{HarmonicNumber[Floor[at], 1 + r]/Zeta[1 + r], at >= 1}}, 0],
  "Mean" :> Piecewise[{{Zeta[r]/Zeta[1 + r], r > 1}}, Infinity],
  "Variance" :> Piecewise[{{Zeta[r - 1]/Zeta[1 + r] - Zeta[r]^2/Zeta[1 + r]^2, r > 2}}, Infinity]}
ZipfDistribution /: law[ZipfDistribution[n_, r_]] := {
  "Valid" :> r > 0 && n > 0, "Discrete" :> True, "Domain" :> {1, n},
  "PDF" :> Piecewise[{{at^(-1 - r)/HarmonicNumber[n, 1 + r], 1 <= at <= n}}, 0],
  "CDF" :> Piecewise[{{HarmonicNumber[Floor[at], 1 + r]/HarmonicNumber[n, 1 + r], 1 <= at <= n}, {1, at > n}}, 0],
  "Mean" :> HarmonicNumber[n, r]/HarmonicNumber[n, 1 + r],
  "Variance" :> Together[HarmonicNumber[n, r - 1]/HarmonicNumber[n, 1 + r] - HarmonicNumber[n, r]^2/HarmonicNumber[n, 1 + r]^2]}

(** BetaBinomialDistribution[a, b, n] is the binomial distribution for n trials whose probability has a beta distribution.

    >> Mean[BetaBinomialDistribution[1/2, 3/2, 6]]
    3/2
 **)
BetaBinomialDistribution /: law[BetaBinomialDistribution[a_, b_, n_]] := {
  "Valid" :> a > 0 && b > 0 && n >= 0, "Discrete" :> True, "Domain" :> {0, n},
  "PDF" :> Piecewise[{{Binomial[n, at] Pochhammer[a, at] Pochhammer[b, n - at]/Pochhammer[a + b, n], 0 <= at <= n}}, 0],
  "Mean" :> a n/(a + b), "Variance" :> a b n (a + b + n)/((a + b)^2 (1 + a + b))}

(** WaringYuleDistribution[a] is the Yule distribution; WaringYuleDistribution[a, b] the Waring distribution.

    >> PDF[WaringYuleDistribution[3, 2], 2]
    3/35
 **)
WaringYuleDistribution /: law[WaringYuleDistribution[a_]] := {
  "Valid" :> a > 0, "Discrete" :> True, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{a Beta[1 + a, 1 + at], at >= 0}}, 0],
  "CDF" :> Piecewise[{{1 - a Beta[a, 2 + Floor[at]], at >= 0}}, 0],
  "Mean" :> Piecewise[{{1/(a - 1), a > 1}}, Indeterminate]}
WaringYuleDistribution /: law[WaringYuleDistribution[a_, b_]] := {
  "Valid" :> a > 0 && b > 0, "Discrete" :> True, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{a Pochhammer[b, at]/Pochhammer[a + b, 1 + at], at >= 0}}, 0],
  "Mean" :> Piecewise[{{b/(a - 1), a > 1}}, Indeterminate]}

(** SkellamDistribution[a, b] is the distribution of the difference of two Poisson variables with the means a and b.

    >> Mean[SkellamDistribution[a, b]]
    a - b
 **)
SkellamDistribution /: law[SkellamDistribution[a_, b_]] := {
  "Valid" :> a > 0 && b > 0, "Discrete" :> True, "Domain" :> {-Infinity, Infinity},
  "PDF" :> E^(-a - b) (a/b)^(at/2) BesselI[at, 2 Sqrt[a b]],
  "Mean" :> a - b, "Variance" :> a + b, "Skewness" :> (a - b)/(a + b)^(3/2), "Kurtosis" :> 3 + 1/(a + b),
  "MGF" :> E^(-a - b + a E^arg + b E^-arg)}

(** BenfordDistribution[b] is the distribution of leading digits in the base b.

    >> PDF[BenfordDistribution[10], 9]
    Log[10/9]/Log[10]
 **)
BenfordDistribution /: law[BenfordDistribution[b_]] := {
  "Valid" :> b > 1, "Discrete" :> True, "Domain" :> {1, b - 1},
  "PDF" :> Piecewise[{{Log[1 + 1/at]/Log[b], 1 <= at <= -1 + b}}, 0],
  "CDF" :> Piecewise[{{Log[1 + Floor[at]]/Log[b], 1 <= at < -1 + b}, {1, at >= -1 + b}}, 0],
  "Mean" :> b - Log[b!]/Log[b]}

(** PolyaAeppliDistribution[t, p] is the distribution of a Poisson number, of mean t, of geometric variables.

    >> Mean[PolyaAeppliDistribution[t, p]]
    t/(1 - p)
 **)
PolyaAeppliDistribution /: law[PolyaAeppliDistribution[t_, p_]] := {
  "Valid" :> t > 0 && 0 < p < 1, "Discrete" :> True, "Domain" :> {0, Infinity},
  "Mean" :> t/(1 - p), "Variance" :> (1 + p) t/(1 - p)^2,
  "Skewness" :> (1 + 4 p + p^2)/((1 + p) Sqrt[(1 + p) t]), "Kurtosis" :> 3 + (1 + 10 p + p^2)/((1 + p) t)}

(** BorelTannerDistribution[a, n] is the Borel-Tanner distribution.

    >> Mean[BorelTannerDistribution[1/2, 2]]
    4
 **)
BorelTannerDistribution /: law[BorelTannerDistribution[a_, n_]] := {
  "Valid" :> 0 < a < 1 && n > 0, "Discrete" :> True, "Domain" :> {n, Infinity},
  "PDF" :> Piecewise[{{a^(at - n) n at^(-1 + at - n)/(E^(a at) (at - n)!), at >= n}}, 0],
  "Mean" :> n/(1 - a), "Variance" :> a n/(1 - a)^3}

(** EmpiricalDistribution[{x1, x2, ...}] is the distribution in which each of the data has the same probability.

    >> PDF[EmpiricalDistribution[{1, 2, 2, 3}], 2]
    1/2
 **)
EmpiricalDistribution /: law[EmpiricalDistribution[data_List]] := {
  "Valid" :> data =!= {}, "Domain" :> {Min[data], Max[data]},
  "PDF" :> Count[data, at]/Length[data], "CDF" :> Count[data, v_ /; v <= at]/Length[data],
  "Mean" :> Mean[data], "Variance" :> CentralMoment[data, 2], "Moment" :> Moment[data, arg],
  "Quantile" :> Quantile[data, level], "Median" :> Quantile[data, 1/2], "Random" :> (RandomChoice[data] &)}

(** MultinomialDistribution[n, {p1, p2, ...}] is the distribution of the counts in n trials with the outcomes' probabilities p_i.

    >> Mean[MultinomialDistribution[n, {a, b}]]
    {a*n, b*n}
 **)
MultinomialDistribution /: law[MultinomialDistribution[n_, p_List]] := {
  "Multivariate" :> True,
  "PDF" :> If[AllTrue[at, IntegerQ[#] && # >= 0 &] && Total[at] == n, Multinomial @@ at Times @@ (p^at), 0],
  "Mean" :> n p, "Variance" :> n p (1 - p)}

(** NegativeMultinomialDistribution[n, {p1, p2, ...}] is the distribution of the counts of failures of each kind before the n-th success.

    >> PDF[NegativeMultinomialDistribution[5, {1/5, 2/5}], {0, 0}]
    32/3125
 **)
NegativeMultinomialDistribution /: law[NegativeMultinomialDistribution[n_, p_List]] := {
  "Multivariate" :> True, "Valid" :> True,
  "PDF" :> negativeMultinomial[n, p, at],
  "Mean" :> n p/(1 - Total[p]),
  "Variance" :> n p (1 - Total[p] + p)/(1 - Total[p])^2}
negativeMultinomial[n_, p_, x_List] := If[AllTrue[x, IntegerQ[#] && # >= 0 &],
  Gamma[n + Total[x]]/(Gamma[n] Times @@ (x!)) (1 - Total[p])^n Times @@ (p^x), 0] /; Length[x] == Length[p] && AllTrue[x, NumericQ]

(** PoissonConsulDistribution[m, l] is Consul's generalized Poisson distribution.

    >> PDF[PoissonConsulDistribution[2, 1/3], 1]
    2/E^(7/3)
 **)
PoissonConsulDistribution /: law[PoissonConsulDistribution[m_, l_]] := {
  "Valid" :> m > 0 && 0 <= l < 1, "Discrete" :> True, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{E^(-m - l at) m (m + l at)^(-1 + at)/at!, at >= 0}}, 0],
  "Mean" :> m/(1 - l), "Variance" :> m/(1 - l)^3}

(** BetaNegativeBinomialDistribution[a, b, n] is the negative binomial distribution whose probability has a beta distribution.

    >> Mean[BetaNegativeBinomialDistribution[3, 2, 4]]
    4
 **)
BetaNegativeBinomialDistribution /: law[BetaNegativeBinomialDistribution[a_, b_, n_]] := {
  "Valid" :> a > 0 && b > 0 && n > 0, "Discrete" :> True, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{Beta[a + n, b + at] Binomial[-1 + n + at, -1 + n]/Beta[a, b], at >= 0}}, 0],
  "Mean" :> Piecewise[{{b n/(-1 + a), a > 1}}, Infinity],
  "Variance" :> Piecewise[{{b (-1 + a + b) n (-1 + a + n)/((-2 + a) (-1 + a)^2), a > 2}}, Infinity]}
