(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Continuous distributions: their properties as lib/distributions.wl wants them. *)

(** NormalDistribution[m, s] is the normal distribution with mean m and standard deviation s.
    NormalDistribution[] has mean 0 and standard deviation 1.

    >> CDF[NormalDistribution[m, s], x]
    Erfc[(m - x)/(Sqrt[2]*s)]/2
 **)
NormalDistribution[] := NormalDistribution[0, 1]
NormalDistribution /: law[NormalDistribution[m_, s_]] := {
  "Valid" :> s > 0, "Domain" :> {-Infinity, Infinity},
  "PDF" :> E^(-(at - m)^2/(2 s^2))/(Sqrt[2 Pi] s), "CDF" :> Erfc[(m - at)/(Sqrt[2] s)]/2,
  "Survival" :> Erfc[(at - m)/(Sqrt[2] s)]/2,
  "Mean" :> m, "Variance" :> s^2, "Skewness" :> 0, "Kurtosis" :> 3, "Median" :> m,
  "Quantile" :> m - Sqrt[2] s InverseErfc[2 level], "InverseSurvival" :> m + Sqrt[2] s InverseErfc[2 level],
  "MGF" :> E^(m arg + s^2 arg^2/2), "CentralMoment" :> normalCentral[s, arg],
  "Moment" :> normalMoment[m, s, arg], "Cumulant" :> Which[arg === 1, m, arg === 2, s^2, IntegerQ[arg], 0],
  "Random" :> (m + s Sqrt[-2 Log[1 - RandomReal[]]] Cos[2. Pi RandomReal[]] &)}
normalCentral[s_, r_Integer] := If[OddQ[r], 0, s^r (r - 1)!!]
normalMoment[m_, s_, r_Integer] := Factor[Total[Table[Binomial[r, k] power[m, r - k] normalCentral[s, k], {k, 0, r}]]]
power[_, 0] := 1
power[x_, n_] := x^n

(** UniformDistribution[{a, b}] is the uniform distribution between a and b; UniformDistribution[] that between 0 and 1.

    >> Variance[UniformDistribution[{a, b}]]
    (-a + b)^2/12
 **)
UniformDistribution[] := UniformDistribution[{0, 1}]
UniformDistribution /: law[UniformDistribution[{a_, b_}]] := {
  "Valid" :> a < b, "Domain" :> {a, b},
  "PDF" :> Piecewise[{{1/(b - a), a <= at <= b}}, 0],
  "CDF" :> Piecewise[{{(at - a)/(b - a), a <= at <= b}, {1, at > b}}, 0],
  "Mean" :> (a + b)/2, "Variance" :> (b - a)^2/12, "Skewness" :> 0, "Kurtosis" :> 9/5, "Median" :> (a + b)/2,
  "Quantile" :> Expand[a (1 - level) + b level],
  "MGF" :> (E^(b arg) - E^(a arg))/((b - a) arg), "CentralMoment" :> If[OddQ[arg], 0, (b - a)^arg/(2^arg (1 + arg))],
  "Moment" :> If[IntegerQ[arg], Total[Table[power[a, k] power[b, arg - k], {k, 0, arg}]]/(arg + 1), (b^(1 + arg) - a^(1 + arg))/((1 + arg) (b - a))]}

(** ExponentialDistribution[l] is the exponential distribution with the rate l.

    >> Mean[ExponentialDistribution[l]]
    l^(-1)
 **)
ExponentialDistribution /: law[ExponentialDistribution[l_]] := {
  "Valid" :> l > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{l/E^(l at), at >= 0}}, 0], "CDF" :> Piecewise[{{1 - E^(-l at), at >= 0}}, 0],
  "Survival" :> Piecewise[{{E^(-l at), at >= 0}}, 1],
  "Mean" :> 1/l, "Variance" :> 1/l^2, "Skewness" :> 2, "Kurtosis" :> 9, "Median" :> Log[2]/l,
  "Quantile" :> Log[1/(1 - level)]/l, "InverseSurvival" :> Log[1/level]/l,
  "MGF" :> l/(l - arg), "Moment" :> arg!/l^arg}

(** GammaDistribution[a, b] is the gamma distribution with shape a and scale b.
    GammaDistribution[a, b, g, m] is the generalized gamma distribution.

    >> Mean[GammaDistribution[a, b]]
    a*b
 **)
GammaDistribution /: law[GammaDistribution[a_, b_]] := {
  "Valid" :> a > 0 && b > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{at^(-1 + a)/(b^a E^(at/b) Gamma[a]), at > 0}}, 0],
  "CDF" :> Piecewise[{{GammaRegularized[a, 0, at/b], at > 0}}, 0],
  "Mean" :> a b, "Variance" :> a b^2, "Skewness" :> 2/Sqrt[a], "Kurtosis" :> 3 + 6/a,
  "Quantile" :> b InverseGammaRegularized[a, 0, level], "InverseSurvival" :> b InverseGammaRegularized[a, level],
  "MGF" :> (1 - b arg)^(-a), "Moment" :> b^arg Pochhammer[a, arg]}
GammaDistribution /: law[GammaDistribution[a_, b_, g_, m_]] := {
  "Valid" :> a > 0 && b > 0 && g > 0, "Domain" :> {m, Infinity},
  "PDF" :> Piecewise[{{g ((at - m)/b)^(-1 + a g)/(b E^((at - m)/b)^g Gamma[a]), at > m}}, 0],
  "CDF" :> Piecewise[{{GammaRegularized[a, 0, ((at - m)/b)^g], at > m}}, 0],
  "Mean" :> m + b Gamma[a + 1/g]/Gamma[a]}

(** ErlangDistribution[k, l] is the distribution of the sum of k exponential variables of rate l.

    >> Mean[ErlangDistribution[3, 2]]
    3/2
 **)
ErlangDistribution /: law[ErlangDistribution[k_, l_]] := {
  "Valid" :> k > 0 && l > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{l^k at^(-1 + k)/(E^(l at) (k - 1)!), at > 0}}, 0],
  "CDF" :> Piecewise[{{GammaRegularized[k, 0, l at], at > 0}}, 0],
  "Mean" :> k/l, "Variance" :> k/l^2, "Skewness" :> 2/Sqrt[k], "Kurtosis" :> 3 + 6/k,
  "Quantile" :> InverseGammaRegularized[k, 0, level]/l, "MGF" :> (1 - arg/l)^(-k)}

(** ChiSquareDistribution[n] is the chi-square distribution with n degrees of freedom.

    >> Variance[ChiSquareDistribution[n]]
    2*n
 **)
ChiSquareDistribution /: law[ChiSquareDistribution[n_]] := {
  "Valid" :> n > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{at^(-1 + n/2)/(2^(n/2) E^(at/2) Gamma[n/2]), at > 0}}, 0],
  "CDF" :> Piecewise[{{GammaRegularized[n/2, 0, at/2], at > 0}}, 0],
  "Mean" :> n, "Variance" :> 2 n, "Skewness" :> 2 Sqrt[2] Sqrt[1/n], "Kurtosis" :> 3 + 12/n,
  "Quantile" :> 2 InverseGammaRegularized[n/2, 0, level], "InverseSurvival" :> 2 InverseGammaRegularized[n/2, level],
  "MGF" :> (1 - 2 arg)^(-n/2), "Moment" :> If[IntegerQ[arg], Times @@ Table[n + 2 j, {j, 0, arg - 1}], 2^arg Pochhammer[n/2, arg]]}

(** ChiDistribution[n] is the chi distribution with n degrees of freedom.

    >> Mean[ChiDistribution[2]]
    Sqrt[Pi/2]
 **)
ChiDistribution /: law[ChiDistribution[n_]] := {
  "Valid" :> n > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{2^(1 - n/2) at^(-1 + n)/(E^(at^2/2) Gamma[n/2]), at > 0}}, 0],
  "CDF" :> Piecewise[{{GammaRegularized[n/2, 0, at^2/2], at > 0}}, 0],
  "Mean" :> Sqrt[2] Gamma[(1 + n)/2]/Gamma[n/2], "Variance" :> n - 2 Gamma[(1 + n)/2]^2/Gamma[n/2]^2}

(** BetaDistribution[a, b] is the beta distribution with the shape parameters a and b.

    >> Mean[BetaDistribution[a, b]]
    a/(a + b)
 **)
BetaDistribution /: law[BetaDistribution[a_, b_]] := {
  "Valid" :> a > 0 && b > 0, "Domain" :> {0, 1},
  "PDF" :> Piecewise[{{(1 - at)^(-1 + b) at^(-1 + a)/Beta[a, b], 0 < at < 1}}, 0],
  "CDF" :> Piecewise[{{BetaRegularized[at, a, b], 0 < at < 1}, {1, at >= 1}}, 0],
  "Mean" :> a/(a + b), "Variance" :> a b/((a + b)^2 (1 + a + b)),
  "Skewness" :> 2 (b - a) Sqrt[1 + a + b]/(Sqrt[a] Sqrt[b] (2 + a + b)),
  "Kurtosis" :> 3 (1 + a + b) (a b (a + b - 6) + 2 (a + b)^2)/(a b (2 + a + b) (3 + a + b)),
  "Quantile" :> InverseBetaRegularized[level, a, b], "MGF" :> Hypergeometric1F1[a, a + b, arg],
  "Moment" :> If[IntegerQ[arg], Times @@ Table[(a + j)/(a + b + j), {j, 0, arg - 1}], Pochhammer[a, arg]/Pochhammer[a + b, arg]]}

(** BetaPrimeDistribution[p, q] is the beta prime distribution; BetaPrimeDistribution[p, q, s] has the scale s.
    BetaPrimeDistribution[p, q, b, a] is the generalized one.

    >> Mean[BetaPrimeDistribution[3, 5]]
    3/4
 **)
BetaPrimeDistribution /: law[BetaPrimeDistribution[p_, q_]] := {
  "Valid" :> p > 0 && q > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{at^(-1 + p) (1 + at)^(-p - q)/Beta[p, q], at > 0}}, 0],
  "CDF" :> Piecewise[{{BetaRegularized[at/(1 + at), p, q], at > 0}}, 0],
  "Mean" :> Piecewise[{{p/(q - 1), q > 1}}, Infinity],
  "Variance" :> Piecewise[{{p (p + q - 1)/((q - 2) (q - 1)^2), q > 2}}, Indeterminate]}
BetaPrimeDistribution /: law[BetaPrimeDistribution[p_, q_, s_]] := {
  "Valid" :> p > 0 && q > 0 && s > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{(at/s)^(-1 + p) (1 + at/s)^(-p - q)/(s Beta[p, q]), at > 0}}, 0],
  "CDF" :> Piecewise[{{BetaRegularized[at/(s + at), p, q], at > 0}}, 0],
  "Mean" :> Piecewise[{{s p/(q - 1), q > 1}}, Infinity],
  "Variance" :> Piecewise[{{s^2 p (p + q - 1)/((q - 2) (q - 1)^2), q > 2}}, Indeterminate]}
BetaPrimeDistribution /: law[BetaPrimeDistribution[p_, q_, b_, a_]] := {
  "Valid" :> p > 0 && q > 0 && b > 0 && a > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{b (at/a)^(-1 + b p) (1 + (at/a)^b)^(-p - q)/(a Beta[p, q]), at > 0}}, 0],
  "CDF" :> Piecewise[{{BetaRegularized[at^b/(a^b + at^b), p, q], at > 0}}, 0],
  "Mean" :> Piecewise[{{a Gamma[p + 1/b] Gamma[q - 1/b]/(Gamma[p] Gamma[q]), 1 < b q}}, Infinity]}

(** StudentTDistribution[n] is Student's t distribution with n degrees of freedom; StudentTDistribution[m, s, n] has location m and scale s.

    >> Variance[StudentTDistribution[5]]
    5/3
 **)
StudentTDistribution /: law[StudentTDistribution[n_]] := law[StudentTDistribution[0, 1, n]]
StudentTDistribution /: law[StudentTDistribution[m_, s_, n_]] := {
  "Valid" :> s > 0 && n > 0, "Domain" :> {-Infinity, Infinity},
  "PDF" :> (n/(n + (at - m)^2/s^2))^((1 + n)/2)/(Sqrt[n] s Beta[n/2, 1/2]),
  "CDF" :> Piecewise[{{BetaRegularized[s^2 n/(s^2 n + (at - m)^2), n/2, 1/2]/2, at <= m}}, (1 + BetaRegularized[(at - m)^2/(s^2 n + (at - m)^2), 1/2, n/2])/2],
  "Mean" :> Piecewise[{{m, n > 1}}, Indeterminate], "Variance" :> Piecewise[{{s^2 n/(n - 2), n > 2}}, Indeterminate],
  "Skewness" :> Piecewise[{{0, n > 3}}, Indeterminate], "Kurtosis" :> Piecewise[{{3 + 6/(n - 4), n > 4}}, Indeterminate], "Median" :> m,
  "MGF" :> Indeterminate,
  "Quantile" :> studentQuantile[m, s, n, level]}
studentQuantile[m_, s_, n_, q_] := Which[
  TrueQ[q == 1/2], m,
  TrueQ[q > 1/2], m + s Sqrt[Times[n, -1 + 1/InverseBetaRegularized[2 (1 - q), n/2, 1/2]]],
  True, m - s Sqrt[n (-1 + 1/InverseBetaRegularized[2 q, n/2, 1/2])]]

(** FRatioDistribution[n, m] is the F distribution with n degrees of freedom above and m below.

    >> Mean[FRatioDistribution[5, 10]]
    5/4
 **)
FRatioDistribution /: law[FRatioDistribution[n_, m_]] := {
  "Valid" :> n > 0 && m > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{n^(n/2) m^(m/2) at^(-1 + n/2) (m + n at)^((-m - n)/2)/Beta[n/2, m/2], at > 0}}, 0],
  "CDF" :> Piecewise[{{BetaRegularized[n at/(m + n at), n/2, m/2], at > 0}}, 0],
  "Mean" :> Piecewise[{{m/(m - 2), m > 2}}, Indeterminate],
  "Variance" :> Piecewise[{{2 m^2 (m + n - 2)/((m - 4) (m - 2)^2 n), m > 4}}, Indeterminate],
  "Quantile" :> m (-1 + 1/InverseBetaRegularized[1, -level, m/2, n/2])/n}

(** LogNormalDistribution[m, s] is the distribution of E^x for x normal with mean m and standard deviation s.

    >> Mean[LogNormalDistribution[0, 1]]
    Sqrt[E]
 **)
LogNormalDistribution /: law[LogNormalDistribution[m_, s_]] := {
  "Valid" :> s > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{1/(E^((-m + Log[at])^2/(2 s^2)) Sqrt[2 Pi] s at), at > 0}}, 0],
  "CDF" :> Piecewise[{{Erfc[(m - Log[at])/(Sqrt[2] s)]/2, at > 0}}, 0],
  "Mean" :> E^(m + s^2/2), "Variance" :> E^(2 m + s^2) (-1 + E^s^2), "Median" :> E^m,
  "Skewness" :> Sqrt[-1 + E^s^2] (2 + E^s^2), "Kurtosis" :> -3 + 3 E^(2 s^2) + 2 E^(3 s^2) + E^(4 s^2),
  "Quantile" :> E^(m - Sqrt[2] s InverseErfc[2 level]), "Moment" :> E^(arg m + arg^2 s^2/2)}

(** WeibullDistribution[a, b] is the Weibull distribution with shape a and scale b; WeibullDistribution[a, b, m] begins at m.

    >> CDF[WeibullDistribution[a, b], x]
    Piecewise[{{1 - E^(-(x/b)^a), x > 0}}, 0]
 **)
WeibullDistribution /: law[WeibullDistribution[a_, b_]] := Append[weibull[a, b, 0], "Moment" :> b^arg Gamma[1 + arg/a]]
WeibullDistribution /: law[WeibullDistribution[a_, b_, m_]] := weibull[a, b, m]
weibull[a_, b_, m_] := {
  "Valid" :> a > 0 && b > 0, "Domain" :> {m, Infinity},
  "PDF" :> Piecewise[{{a ((at - m)/b)^(-1 + a)/(b E^((at - m)/b)^a), at > m}}, 0],
  "CDF" :> Piecewise[{{1 - E^(-((at - m)/b)^a), at > m}}, 0],
  "Mean" :> m + b Gamma[1 + 1/a], "Variance" :> b^2 (Gamma[1 + 2/a] - Gamma[1 + 1/a]^2), "Median" :> m + b Log[2]^(1/a),
  "Quantile" :> m + b Log[1/(1 - level)]^(1/a), "InverseSurvival" :> m + b Log[1/level]^(1/a)}

(** ParetoDistribution[k, a] is the Pareto distribution with least value k and shape a.
    ParetoDistribution[k, a, m] and ParetoDistribution[k, a, g, m] are those of types II and IV.

    >> Variance[ParetoDistribution[1, 3]]
    3/4
 **)
ParetoDistribution /: law[ParetoDistribution[k_, a_]] := {
  "Valid" :> k > 0 && a > 0, "Domain" :> {k, Infinity},
  "PDF" :> Piecewise[{{a k^a at^(-1 - a), at >= k}}, 0], "CDF" :> Piecewise[{{1 - (k/at)^a, at >= k}}, 0],
  "Mean" :> Piecewise[{{a k/(-1 + a), a > 1}}, Indeterminate], "Variance" :> Piecewise[{{a k^2/((-2 + a) (-1 + a)^2), a > 2}}, Indeterminate],
  "Median" :> 2^(1/a) k, "Quantile" :> k (1 - level)^(-1/a)}
ParetoDistribution /: law[ParetoDistribution[k_, a_, m_]] := {
  "Valid" :> k > 0 && a > 0, "Domain" :> {m, Infinity},
  "PDF" :> Piecewise[{{a ((k - m + at)/k)^(-1 - a)/k, at >= m}}, 0], "CDF" :> Piecewise[{{1 - (1 + (at - m)/k)^(-a), at >= m}}, 0],
  "Mean" :> Piecewise[{{m + k/(-1 + a), a > 1}}, Indeterminate], "Quantile" :> m + k (-1 + (1 - level)^(-1/a))}
ParetoDistribution /: law[ParetoDistribution[k_, a_, g_, m_]] := {
  "Valid" :> k > 0 && a > 0 && g > 0, "Domain" :> {m, Infinity},
  "PDF" :> Piecewise[{{a (at - m)^(-1 + 1/g) (1 + (k/(at - m))^(-1/g))^(-1 - a)/(g k^(1/g)), at >= m}}, 0],
  "CDF" :> Piecewise[{{1 - (1 + ((at - m)/k)^(1/g))^(-a), at >= m}}, 0],
  "Quantile" :> m + k (-1 + (1 - level)^(-1/a))^g}

(** CauchyDistribution[a, b] is the Cauchy distribution with location a and scale b.

    >> Quantile[CauchyDistribution[0, 1], 3/4]
    1
 **)
CauchyDistribution[] := CauchyDistribution[0, 1]
CauchyDistribution /: law[CauchyDistribution[a_, b_]] := {
  "Valid" :> b > 0, "Domain" :> {-Infinity, Infinity},
  "PDF" :> 1/(b Pi (1 + (at - a)^2/b^2)), "CDF" :> 1/2 + ArcTan[(at - a)/b]/Pi,
  "Mean" :> Indeterminate, "Variance" :> Indeterminate, "Skewness" :> Indeterminate, "Kurtosis" :> Indeterminate, "Median" :> a,
  "Quantile" :> a + b Tan[Pi (level - 1/2)], "CentralMoment" :> Indeterminate, "Moment" :> Indeterminate, "MGF" :> Indeterminate,
  "CF" :> E^(I a arg - b arg Sign[arg])}

(** LaplaceDistribution[m, b] is the double exponential distribution with mean m and scale b.

    >> Quantile[LaplaceDistribution[0, 1], 3/4]
    Log[2]
 **)
LaplaceDistribution[] := LaplaceDistribution[0, 1]
LaplaceDistribution /: law[LaplaceDistribution[m_, b_]] := {
  "Valid" :> b > 0, "Domain" :> {-Infinity, Infinity},
  "PDF" :> Piecewise[{{1/(2 b E^((at - m)/b)), at >= m}}, 1/(2 b E^((m - at)/b))],
  "CDF" :> Piecewise[{{1 - 1/(2 E^((at - m)/b)), at >= m}}, 1/(2 E^((m - at)/b))],
  "Mean" :> m, "Variance" :> 2 b^2, "Skewness" :> 0, "Kurtosis" :> 6, "Median" :> m,
  "Quantile" :> If[TrueQ[level <= 1/2], m + b Log[2 level], m - b Log[2 (1 - level)]],
  "MGF" :> E^(m arg)/(1 - b^2 arg^2), "CentralMoment" :> If[OddQ[arg], 0, arg! b^arg]}

(** LogisticDistribution[m, b] is the logistic distribution with mean m and scale b.

    >> Variance[LogisticDistribution[m, b]]
    (b^2*Pi^2)/3
 **)
LogisticDistribution[] := LogisticDistribution[0, 1]
LogisticDistribution /: law[LogisticDistribution[m_, b_]] := {
  "Valid" :> b > 0, "Domain" :> {-Infinity, Infinity},
  "PDF" :> 1/(b E^((at - m)/b) (1 + E^(-(at - m)/b))^2), "CDF" :> 1/(1 + E^(-(at - m)/b)),
  "Mean" :> m, "Variance" :> b^2 Pi^2/3, "Skewness" :> 0, "Kurtosis" :> 21/5, "Median" :> m,
  "Quantile" :> m - b Log[-1 + 1/level], "MGF" :> E^(m arg)/Sinc[b Pi arg], "CF" :> b E^(I m arg) Pi arg Csch[b Pi arg],
  "CentralMoment" :> If[OddQ[arg], 0, (2^arg - 2) Abs[BernoulliB[arg]] b^arg Pi^arg]}

(** GumbelDistribution[a, b] is the Gumbel distribution of least values, with location a and scale b.

    >> Mean[GumbelDistribution[a, b]]
    a - b*EulerGamma
 **)
GumbelDistribution[] := GumbelDistribution[0, 1]
GumbelDistribution /: law[GumbelDistribution[a_, b_]] := {
  "Valid" :> b > 0, "Domain" :> {-Infinity, Infinity},
  "PDF" :> E^(-E^((at - a)/b) + (at - a)/b)/b, "CDF" :> 1 - E^(-E^((at - a)/b)),
  "Mean" :> a - b EulerGamma, "Variance" :> b^2 Pi^2/6, "Skewness" :> -12 Sqrt[6] Zeta[3]/Pi^3, "Kurtosis" :> 27/5,
  "Median" :> a + b Log[Log[2]], "Quantile" :> a + b Log[-Log[1 - level]], "MGF" :> E^(a arg) Gamma[1 + b arg]}

(** ExtremeValueDistribution[a, b] is the extreme value distribution of greatest values, with location a and scale b.

    >> Mean[ExtremeValueDistribution[a, b]]
    a + b*EulerGamma
 **)
ExtremeValueDistribution[] := ExtremeValueDistribution[0, 1]
ExtremeValueDistribution /: law[ExtremeValueDistribution[a_, b_]] := {
  "Valid" :> b > 0, "Domain" :> {-Infinity, Infinity},
  "PDF" :> E^(-E^((a - at)/b) + (a - at)/b)/b, "CDF" :> E^(-E^((a - at)/b)),
  "Mean" :> a + b EulerGamma, "Variance" :> b^2 Pi^2/6, "Skewness" :> 12 Sqrt[6] Zeta[3]/Pi^3, "Kurtosis" :> 27/5,
  "Median" :> a - b Log[Log[2]], "Quantile" :> a - b Log[-Log[level]], "MGF" :> E^(a arg) Gamma[1 - b arg]}

(** TriangularDistribution[{a, b}, c] is the triangular distribution between a and b with its peak at c, or in the middle.

    >> PDF[TriangularDistribution[{0, 2}], x]
    Piecewise[{{x, 0 <= x <= 1}, {2 - x, Inequality[1, Less, x, LessEqual, 2]}}, 0]
 **)
TriangularDistribution[] := TriangularDistribution[{0, 1}]
TriangularDistribution /: law[TriangularDistribution[{a_, b_}]] :=
  Append[Prepend[law[TriangularDistribution[{a, b}, (a + b)/2]], "Variance" :> (b - a)^2/24], "CF" :> -4 (E^(I/2 a arg) - E^(I/2 b arg))^2/((a - b)^2 arg^2)]
TriangularDistribution /: law[TriangularDistribution[{a_, b_}, c_]] := {
  "Valid" :> a <= c <= b && a < b, "Domain" :> {a, b},
  "PDF" :> Piecewise[{{2 (at - a)/((b - a) (c - a)), a <= at <= c}, {2 (b - at)/((b - a) (b - c)), c < at <= b}}, 0],
  "CDF" :> Piecewise[{{(at - a)^2/((b - a) (c - a)), a <= at <= c}, {1 - (b - at)^2/((b - a) (b - c)), c < at <= b}, {1, at > b}}, 0],
  "Mean" :> (a + b + c)/3, "Variance" :> (a^2 - a b + b^2 - a c - b c + c^2)/18,
  "Quantile" :> If[TrueQ[level <= (c - a)/(b - a)], a + Sqrt[(b - a) (c - a) level], b - Sqrt[(b - a) (b - c) (1 - level)]]}

(** HyperexponentialDistribution[{p1, p2, ...}, {l1, l2, ...}] is the mixture, with the probabilities p_i, of exponential distributions of the rates l_i.

    >> Mean[HyperexponentialDistribution[{p, q}, {a, b}]]
    p/a + q/b
 **)
HyperexponentialDistribution /: law[HyperexponentialDistribution[p_List, l_List]] := {
  "Valid" :> Length[p] == Length[l], "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{Total[p l E^(-l at)], at >= 0}}, 0], "CDF" :> Piecewise[{{1 - Total[p E^(-l at)], at >= 0}}, 0],
  "Mean" :> Total[p/l], "Moment" :> arg! Total[p/l^arg]}

(** HypoexponentialDistribution[{l1, l2, ...}] is the distribution of the sum of exponential variables of the different rates l_i.

    >> Mean[HypoexponentialDistribution[{2, 3}]]
    5/6
 **)
HypoexponentialDistribution /: law[HypoexponentialDistribution[l_List]] := With[{w = Map[Function[r, Times @@ Map[#/(# - r) &, DeleteCases[l, r]]], l]}, {
  "Valid" :> DuplicateFreeQ[l], "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{Total[w l E^(-l at)], at > 0}}, 0], "CDF" :> Piecewise[{{Expand[1 - Total[w E^(-l at)]], at > 0}}, 0],
  "Mean" :> Total[1/l], "Variance" :> Total[1/l^2]}]

(** MaxStableDistribution[a, b, g] is the generalized extreme value distribution of greatest values, with location a, scale b and shape g.

    >> CDF[MaxStableDistribution[0, 1, 0], x]
    E^(-E^(-x))
 **)
MaxStableDistribution /: law[MaxStableDistribution[a_, b_, 0]] := Prepend[law[ExtremeValueDistribution[a, b]], "PDF" :> E^(-E^((a - at)/b) + (a - at)/b)/b]
MaxStableDistribution /: law[MaxStableDistribution[a_, b_, g_?NumericQ]] := {
  "Valid" :> b > 0, "Domain" :> If[g > 0, {a - b/g, Infinity}, {-Infinity, a - b/g}],
  "PDF" :> Piecewise[{{(1 + g (at - a)/b)^(-1 - 1/g)/(b E^(1 + g (at - a)/b)^(-1/g)), 1 + g (at - a)/b > 0}}, 0],
  "CDF" :> Piecewise[{{E^(-(1 + g (at - a)/b)^(-1/g)), 1 + g (at - a)/b > 0}}, If[g > 0, 0, 1]],
  "Mean" :> Piecewise[{{Together[a + b (Gamma[1 - g] - 1)/g], g < 1}}, Indeterminate],
  "Variance" :> Piecewise[{{b^2 (Gamma[1 - 2 g] - Gamma[1 - g]^2)/g^2, g < 1/2}}, Indeterminate]}

(** MinStableDistribution[a, b, g] is the generalized extreme value distribution of least values, with location a, scale b and shape g.

    >> CDF[MinStableDistribution[0, 1, 0], x]
    1 - E^(-E^x)
 **)
MinStableDistribution /: law[MinStableDistribution[a_, b_, 0]] := law[GumbelDistribution[a, b]]
MinStableDistribution /: law[MinStableDistribution[a_, b_, g_?NumericQ]] := {
  "Valid" :> b > 0, "Domain" :> If[g > 0, {-Infinity, a + b/g}, {a + b/g, Infinity}],
  "PDF" :> Piecewise[{{(1 + g (a - at)/b)^(-1 - 1/g)/(b E^(1 + g (a - at)/b)^(-1/g)), 1 + g (a - at)/b > 0}}, 0],
  "CDF" :> Piecewise[{{1 - E^(-(1 + g (a - at)/b)^(-1/g)), 1 + g (a - at)/b > 0}}, If[g > 0, 1, 0]],
  "Mean" :> Piecewise[{{Together[a - b (Gamma[1 - g] - 1)/g], g < 1}}, Indeterminate],
  "Variance" :> Piecewise[{{b^2 (Gamma[1 - 2 g] - Gamma[1 - g]^2)/g^2, g < 1/2}}, Indeterminate]}

(** HalfNormalDistribution[t] is the half-normal distribution with inverse scale t.

    >> Mean[HalfNormalDistribution[t]]
    t^(-1)
 **)
HalfNormalDistribution /: law[HalfNormalDistribution[t_]] := {
  "Valid" :> t > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{2 t/(E^(at^2 t^2/Pi) Pi), at > 0}}, 0], "CDF" :> Piecewise[{{Erf[at t/Sqrt[Pi]], at > 0}}, 0],
  "Mean" :> 1/t, "Variance" :> (-2 + Pi)/(2 t^2), "Quantile" :> Sqrt[Pi] InverseErf[level]/t}

(** RayleighDistribution[s] is the Rayleigh distribution with scale s.

    >> Mean[RayleighDistribution[s]]
    Sqrt[Pi/2]*s
 **)
RayleighDistribution /: law[RayleighDistribution[s_]] := {
  "Valid" :> s > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{at/(E^(at^2/(2 s^2)) s^2), at > 0}}, 0], "CDF" :> Piecewise[{{1 - E^(-at^2/(2 s^2)), at > 0}}, 0],
  "Mean" :> Sqrt[Pi/2] s, "Variance" :> (2 - Pi/2) s^2, "Median" :> s Sqrt[Log[4]],
  "Quantile" :> s Sqrt[Log[1/(1 - level)^2]]}

(** MaxwellDistribution[s] is the Maxwell distribution with scale s.

    >> Mean[MaxwellDistribution[2]]
    4*Sqrt[2/Pi]
 **)
MaxwellDistribution /: law[MaxwellDistribution[s_]] := {
  "Valid" :> s > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{Sqrt[2/Pi] at^2/(E^(at^2/(2 s^2)) s^3), at > 0}}, 0],
  "CDF" :> Piecewise[{{-Sqrt[2/Pi] at/(E^(at^2/(2 s^2)) s) + Erf[at/(Sqrt[2] s)], at > 0}}, 0],
  "Mean" :> 2 Sqrt[2/Pi] s, "Variance" :> (-8 + 3 Pi) s^2/Pi}

(** LevyDistribution[m, s] is the Levy distribution with location m and dispersion s.

    >> Mean[LevyDistribution[m, s]]
    Infinity
 **)
LevyDistribution /: law[LevyDistribution[m_, s_]] := {
  "Valid" :> s > 0, "Domain" :> {m, Infinity},
  "PDF" :> Piecewise[{{(s/(at - m))^(3/2)/(E^(s/(2 (at - m))) Sqrt[2 Pi] s), at - m > 0}}, 0],
  "CDF" :> Piecewise[{{Erfc[Sqrt[s/(at - m)]/Sqrt[2]], at - m > 0}}, 0],
  "Mean" :> Infinity, "Variance" :> Infinity, "Quantile" :> m + s/(2 InverseErfc[level]^2)}

(** FrechetDistribution[a, b] is the Frechet distribution with shape a and scale b.

    >> Mean[FrechetDistribution[2, 3]]
    3*Sqrt[Pi]
 **)
FrechetDistribution /: law[FrechetDistribution[a_, b_]] := {
  "Valid" :> a > 0 && b > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{a (at/b)^(-1 - a)/(b E^(at/b)^(-a)), at > 0}}, 0], "CDF" :> Piecewise[{{E^(-(at/b)^(-a)), at > 0}}, 0],
  "Mean" :> Piecewise[{{b Gamma[1 - 1/a], 1 < a}}, Infinity], "Median" :> b/Log[2]^(1/a), "Quantile" :> b (-Log[level])^(-1/a)}

(** InverseGammaDistribution[a, b] is the inverse gamma distribution with shape a and scale b.

    >> Mean[InverseGammaDistribution[3, 2]]
    1
 **)
InverseGammaDistribution /: law[InverseGammaDistribution[a_, b_]] := {
  "Valid" :> a > 0 && b > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{(b/at)^a/(E^(b/at) at Gamma[a]), at > 0}}, 0], "CDF" :> Piecewise[{{GammaRegularized[a, b/at], at > 0}}, 0],
  "Mean" :> Piecewise[{{b/(-1 + a), a > 1}}, Indeterminate], "Variance" :> Piecewise[{{b^2/((-2 + a) (-1 + a)^2), a > 2}}, Indeterminate],
  "Quantile" :> b/InverseGammaRegularized[a, level], "Median" :> b/InverseGammaRegularized[a, 1/2]}

(** LogLogisticDistribution[g, s] is the log-logistic distribution with shape g and scale s.

    >> CDF[LogLogisticDistribution[2, 3], 1]
    1/10
 **)
LogLogisticDistribution /: law[LogLogisticDistribution[g_, s_]] := {
  "Valid" :> g > 0 && s > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{g at^(-1 + g)/(s^g (1 + (at/s)^g)^2), at > 0}}, 0], "CDF" :> Piecewise[{{1/(1 + (at/s)^(-g)), at > 0}}, 0],
  "Mean" :> Piecewise[{{Pi s Csc[Pi/g]/g, g > 1}}, Indeterminate], "Quantile" :> s (-1 + 1/(1 - level))^(1/g)}

(** NakagamiDistribution[m, w] is the Nakagami distribution with shape m and spread w.

    >> PDF[NakagamiDistribution[2, 3], 0]
    0
 **)
NakagamiDistribution /: law[NakagamiDistribution[m_, w_]] := {
  "Valid" :> m > 0 && w > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{2 (m/w)^m at^(-1 + 2 m)/(E^(m at^2/w) Gamma[m]), at > 0}}, 0],
  "CDF" :> Piecewise[{{GammaRegularized[m, 0, m at^2/w], at > 0}}, 0],
  "Mean" :> Sqrt[w] Pochhammer[m, 1/2]/Sqrt[m], "Variance" :> w - w Pochhammer[m, 1/2]^2/m}

(** PowerDistribution[k, a] is the power distribution with domain parameter k and shape a.

    >> Mean[PowerDistribution[2, 3]]
    3/8
 **)
PowerDistribution /: law[PowerDistribution[k_, a_]] := {
  "Valid" :> k > 0 && a > 0, "Domain" :> {0, 1/k},
  "PDF" :> Piecewise[{{a k^a at^(-1 + a), 0 < at <= 1/k}}, 0], "CDF" :> Piecewise[{{(k at)^a, 0 < at <= 1/k}, {1, at > 1/k}}, 0],
  "Mean" :> a/(k + a k), "Variance" :> a/((1 + a)^2 (2 + a) k^2), "Quantile" :> level^(1/a)/k}

(** KumaraswamyDistribution[a, b] is the Kumaraswamy distribution with shapes a and b.

    >> Mean[KumaraswamyDistribution[2, 3]]
    16/35
 **)
KumaraswamyDistribution /: law[KumaraswamyDistribution[a_, b_]] := {
  "Valid" :> a > 0 && b > 0, "Domain" :> {0, 1},
  "PDF" :> Piecewise[{{a b at^(-1 + a) (1 - at^a)^(-1 + b), 0 < at < 1}}, 0],
  "CDF" :> Piecewise[{{1 - (1 - at^a)^b, 0 < at < 1}, {1, at >= 1}}, 0],
  "Mean" :> b Beta[b, 1 + 1/a], "Quantile" :> (1 - (1 - level)^(1/b))^(1/a)}

(** WignerSemicircleDistribution[a, r] is the semicircle distribution with center a and radius r; WignerSemicircleDistribution[r] has center 0.

    >> Variance[WignerSemicircleDistribution[a, r]]
    r^2/4
 **)
WignerSemicircleDistribution[r_] := WignerSemicircleDistribution[0, r]
WignerSemicircleDistribution /: law[WignerSemicircleDistribution[a_, r_]] := {
  "Valid" :> r > 0, "Domain" :> {a - r, a + r},
  "PDF" :> Piecewise[{{2 Sqrt[1 - (at - a)^2/r^2]/(Pi r), a - r < at < a + r}}, 0],
  "CDF" :> Piecewise[{{1/2 + (at - a) Sqrt[1 - (at - a)^2/r^2]/(Pi r) + ArcSin[(at - a)/r]/Pi, a - r < at < a + r}, {1, at >= a + r}}, 0],
  "Mean" :> a, "Variance" :> r^2/4, "Skewness" :> 0, "Kurtosis" :> 2, "Median" :> a}

(** SechDistribution[m, s] is the hyperbolic secant distribution with mean m and standard deviation s.

    >> PDF[SechDistribution[0, 1], x]
    Sech[(Pi*x)/2]/2
 **)
SechDistribution[] := SechDistribution[0, 1]
SechDistribution /: law[SechDistribution[m_, s_]] := {
  "Valid" :> s > 0, "Domain" :> {-Infinity, Infinity},
  "PDF" :> Sech[Pi (at - m)/(2 s)]/(2 s), "CDF" :> 2 ArcTan[E^(Pi (at - m)/(2 s))]/Pi,
  "Mean" :> m, "Variance" :> s^2, "Skewness" :> 0, "Kurtosis" :> 5, "Median" :> m, "Quantile" :> m + 2 s Log[Tan[Pi level/2]]/Pi,
  "CentralMoment" :> If[OddQ[arg], 0, Abs[EulerE[arg]] s^arg]}

(** MoyalDistribution[m, s] is the Moyal distribution with location m and scale s.

    >> Mean[MoyalDistribution[m, s]]
    m + s*(EulerGamma + Log[2])
 **)
MoyalDistribution[] := MoyalDistribution[0, 1]
MoyalDistribution /: law[MoyalDistribution[m_, s_]] := {
  "Valid" :> s > 0, "Domain" :> {-Infinity, Infinity},
  "PDF" :> E^(-E^(-(at - m)/s)/2 - (at - m)/(2 s))/(Sqrt[2 Pi] s), "CDF" :> Erfc[1/(Sqrt[2] E^((at - m)/(2 s)))],
  "Mean" :> m + s (EulerGamma + Log[2]), "Variance" :> Pi^2 s^2/2}

(** LindleyDistribution[d] is the Lindley distribution with the shape parameter d.

    >> Mean[LindleyDistribution[d]]
    (2 + d)/(d*(1 + d))
 **)
LindleyDistribution /: law[LindleyDistribution[d_]] := {
  "Valid" :> d > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{d^2 (1 + at)/((1 + d) E^(d at)), at > 0}}, 0],
  "CDF" :> Piecewise[{{1 - (1 + d + d at)/((1 + d) E^(d at)), at > 0}}, 0],
  "Mean" :> (2 + d)/(d (1 + d)), "Variance" :> 2/d^2 - 1/(1 + d)^2}

(** SinghMaddalaDistribution[q, a, b] is the Singh-Maddala distribution with shapes q and a and scale b.

    >> CDF[SinghMaddalaDistribution[1, 1, 1], 1]
    1/2
 **)
SinghMaddalaDistribution /: law[SinghMaddalaDistribution[q_, a_, b_]] := {
  "Valid" :> q > 0 && a > 0 && b > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{a q at^(-1 + a) (1 + (at/b)^a)^(-1 - q)/b^a, at > 0}}, 0],
  "CDF" :> Piecewise[{{1 - (1 + (at/b)^a)^(-q), at > 0}}, 0],
  "Mean" :> Piecewise[{{b Gamma[1 + 1/a] Gamma[q - 1/a]/Gamma[q], a q > 1}}, Indeterminate],
  "Quantile" :> b (-1 + (1 - level)^(-1/q))^(1/a)}

(** DagumDistribution[p, a, b] is the Dagum distribution with shapes p and a and scale b.

    >> CDF[DagumDistribution[1, 1, 1], 1]
    1/2
 **)
DagumDistribution /: law[DagumDistribution[p_, a_, b_]] := {
  "Valid" :> p > 0 && a > 0 && b > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{a p at^(-1 + a p) (1 + (at/b)^a)^(-1 - p)/b^(a p), at > 0}}, 0],
  "CDF" :> Piecewise[{{(1 + (at/b)^(-a))^(-p), at > 0}}, 0],
  "Mean" :> Piecewise[{{b Gamma[1 - 1/a] Gamma[1/a + p]/Gamma[p], a > 1}}, Indeterminate],
  "Quantile" :> b (-1 + level^(-1/p))^(-1/a)}

(** ArcSinDistribution[{a, b}] is the arc sine distribution between a and b, or 0 and 1.

    >> Mean[ArcSinDistribution[]]
    1/2
 **)
ArcSinDistribution[] := ArcSinDistribution[{0, 1}]
ArcSinDistribution /: law[ArcSinDistribution[{a_, b_}]] := {
  "Valid" :> a < b, "Domain" :> {a, b},
  "PDF" :> Piecewise[{{1/(Pi Sqrt[(at - a) (b - at)]), a < at < b}}, 0],
  "CDF" :> Piecewise[{{2 ArcSin[Sqrt[(at - a)/(b - a)]]/Pi, a < at < b}, {1, at >= b}}, 0],
  "Mean" :> (a + b)/2, "Variance" :> (b - a)^2/8, "Skewness" :> 0, "Kurtosis" :> 3/2,
  "Quantile" :> a + (b - a) Sin[Pi level/2]^2}

(** GompertzMakehamDistribution[l, x] is the Gompertz distribution with scale l and frailty x.

    >> Median[GompertzMakehamDistribution[l, x]]
    Log[1 + Log[2]/x]/l
 **)
GompertzMakehamDistribution /: law[GompertzMakehamDistribution[l_, f_]] := {
  "Valid" :> l > 0 && f > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{E^(l at + (1 - E^(l at)) f) l f, at >= 0}}, 0], "CDF" :> Piecewise[{{1 - E^((1 - E^(l at)) f), at >= 0}}, 0],
  "Median" :> Log[1 + Log[2]/f]/l, "Quantile" :> Log[1 - Log[1 - level]/f]/l}

(** BirnbaumSaundersDistribution[a, l] is the Birnbaum-Saunders distribution with shape a and scale l.

    >> Mean[BirnbaumSaundersDistribution[a, l]]
    (2 + a^2)/(2*l)
 **)
BirnbaumSaundersDistribution /: law[BirnbaumSaundersDistribution[a_, l_]] := {
  "Valid" :> a > 0 && l > 0, "Domain" :> {0, Infinity},
  "PDF" :> Piecewise[{{(1 + at l)/(2 a E^((-1 + at l)^2/(2 a^2 at l)) Sqrt[2 Pi] at Sqrt[at l]), at > 0}}, 0],
  "CDF" :> Piecewise[{{Erfc[(1 - at l)/(Sqrt[2] a Sqrt[at l])]/2, at > 0}}, 0],
  "Mean" :> (2 + a^2)/(2 l), "Variance" :> a^2 (4 + 5 a^2)/(4 l^2), "Median" :> 1/l}

(** MultinormalDistribution[m, s] is the multivariate normal distribution with mean vector m and covariance matrix s.

    >> Mean[MultinormalDistribution[{a, b}, {{1, 0}, {0, 1}}]]
    {a, b}
 **)
MultinormalDistribution /: law[MultinormalDistribution[m_List, s_?MatrixQ]] := {
  "Multivariate" :> True, "Valid" :> Length[m] == Length[s],
  "PDF" :> E^(Expand[-(at - m) . Inverse[s] . (at - m)]/2)/((2 Pi)^(Length[m]/2) Sqrt[Det[s]]),
  "Mean" :> m, "Variance" :> Diagonal[s]}

(** BinormalDistribution[{m1, m2}, {s1, s2}, r] is the bivariate normal distribution with means m, standard deviations s and correlation r.
    BinormalDistribution[r] has means 0 and standard deviations 1.

    >> Mean[BinormalDistribution[{a, b}, {1, 1}, 1/2]]
    {a, b}
 **)
BinormalDistribution /: law[BinormalDistribution[r_]] := law[BinormalDistribution[{0, 0}, {1, 1}, r]]
BinormalDistribution /: law[BinormalDistribution[s_List, r_]] := law[BinormalDistribution[{0, 0}, s, r]]
BinormalDistribution /: law[BinormalDistribution[{m1_, m2_}, {s1_, s2_}, r_]] := {
  "Multivariate" :> True, "Valid" :> s1 > 0 && s2 > 0 && -1 < r < 1,
  "PDF" :> With[{u = (at[[1]] - m1)/s1, v = (at[[2]] - m2)/s2}, E^((-u^2 + 2 r u v - v^2)/(2 (1 - r^2)))/(2 Pi Sqrt[1 - r^2] s1 s2)],
  "Mean" :> {m1, m2}, "Variance" :> {s1^2, s2^2}}

(** DirichletDistribution[{a1, a2, ...}] is the Dirichlet distribution with the shapes a_i.

    >> Mean[DirichletDistribution[{2, 3, 2}]]
    {2/7, 3/7}
 **)
DirichletDistribution /: law[DirichletDistribution[a_List]] := {
  "Multivariate" :> True, "Valid" :> True,
  "PDF" :> dirichlet[a, at],
  "Mean" :> Most[a]/Total[a], "Variance" :> Most[a] (Total[a] - Most[a])/(Total[a]^2 (1 + Total[a]))}
dirichlet[a_, x_List] := With[{rest = 1 - Total[x]},
  Piecewise[{{Gamma[Total[a]]/(Times @@ Gamma[a]) Times @@ (Append[x, rest]^(a - 1)), And @@ Append[Map[# > 0 &, x], rest > 0]}}, 0]] /; Length[x] + 1 == Length[a]

(** UniformSumDistribution[n] is the distribution of the sum of n uniform variables between 0 and 1.
    UniformSumDistribution[n, {a, b}] sums ones between a and b.

    >> PDF[UniformSumDistribution[3], 3/2]
    3/4
 **)
UniformSumDistribution /: law[UniformSumDistribution[n_]] := law[UniformSumDistribution[n, {0, 1}]]
UniformSumDistribution /: law[UniformSumDistribution[n_, {a_, b_}]] := {
  "Valid" :> n > 0 && a < b, "Domain" :> {n a, n b},
  "PDF" :> uniformSum[n, (at - n a)/(b - a)]/(b - a),
  "Mean" :> n (a + b)/2, "Variance" :> n (b - a)^2/12}
uniformSum[n_Integer, x_?NumericQ] := If[0 <= x <= n, Total[Table[(-1)^k Binomial[n, k] (x - k)^(n - 1), {k, 0, Floor[x]}]]/(n - 1)!, 0]
uniformSum[1, x_] := Piecewise[{{1, 0 <= x <= 1}}, 0]

(** TsallisQGaussianDistribution[m, b, q] is Tsallis' q-Gaussian distribution with mean m, scale b and deformation q.

    >> Mean[TsallisQGaussianDistribution[m, b, 1]]
    m
 **)
TsallisQGaussianDistribution /: law[TsallisQGaussianDistribution[q_]] := law[TsallisQGaussianDistribution[0, 1, q]]
TsallisQGaussianDistribution /: law[TsallisQGaussianDistribution[m_, b_, q_]] := {
  "Valid" :> b > 0 && q < 3, "Domain" :> {-Infinity, Infinity},
  "Mean" :> Piecewise[{{m, q < 2}}, Indeterminate],
  "Variance" :> Piecewise[{{2 b^2/(5 - 3 q), q < 5/3}, {Infinity, 5/3 <= q < 2}}, Indeterminate]}

(** MixtureDistribution[{w1, w2, ...}, {dist1, dist2, ...}] is the mixture of distributions with weights in the proportion of the w_i.

    >> Mean[MixtureDistribution[{2, 1}, {PoissonDistribution[3], PoissonDistribution[9]}]]
    5
 **)
MixtureDistribution /: law[MixtureDistribution[w_List, d_List]] := With[{p = w/Total[w]}, {
  "Valid" :> True, "Domain" :> {Min[Map[least, d]], Max[Map[greatest, d]]}, "Discrete" :> AllTrue[d, discreteQ],
  "PDF" :> p . Map[PDF[#, at] &, d], "CDF" :> p . Map[CDF[#, at] &, d],
  "Mean" :> p . Map[Mean, d], "Moment" :> p . Map[Moment[#, arg] &, d],
  "Variance" :> Together[p . Map[Variance[#] + Mean[#]^2 &, d] - (p . Map[Mean, d])^2]}]

(** ProductDistribution[dist1, dist2, ...] is the joint distribution of independent variables.

    >> Mean[ProductDistribution[NormalDistribution[m, s], ExponentialDistribution[2]]]
    {m, 1/2}
 **)
ProductDistribution /: law[ProductDistribution[d__]] := {
  "Multivariate" :> True, "Valid" :> True,
  "PDF" :> jointPiecewise[MapThread[PDF, {{d}, at}]],
  "Mean" :> Map[Mean, {d}], "Variance" :> Map[Variance, {d}]}
jointPiecewise[list_] := Module[{pieces = Cases[list, Piecewise[{{v_, c_}}, 0] :> {v, c}]},
  If[pieces === {}, Times @@ list,
    Piecewise[{{Times @@ Join[DeleteCases[list, _Piecewise], pieces[[All, 1]]], And @@ pieces[[All, 2]]}}, 0]]]

(** TransformedDistribution[expr, x \[Distributed] dist] is the distribution of expr for x distributed as dist.

    >> TransformedDistribution[2 x + 1, x \[Distributed] NormalDistribution[m, s]]
    NormalDistribution[1 + 2*m, 2*s]
 **)
TransformedDistribution[e_, Distributed[x_, NormalDistribution[m_, s_]]] := With[{c = CoefficientList[e, x]},
  NormalDistribution[c[[1]] + c[[2]] m, If[TrueQ[c[[2]] < 0], -c[[2]], c[[2]]] s]] /; PolynomialQ[e, x] && Exponent[e, x] == 1
TransformedDistribution[e_, Distributed[x_, UniformDistribution[{a_, b_}]]] := With[{u = Expand[e /. x -> a], v = Expand[e /. x -> b]},
  UniformDistribution[If[TrueQ[Coefficient[e, x] < 0], {v, u}, {u, v}]]] /; PolynomialQ[e, x] && Exponent[e, x] == 1
TransformedDistribution[c_. x_, Distributed[x_, GammaDistribution[a_, b_]]] := GammaDistribution[a, c b] /; FreeQ[c, x]
TransformedDistribution[c_. x_, Distributed[x_, ExponentialDistribution[l_]]] := ExponentialDistribution[l/c] /; FreeQ[c, x]

(** ProbabilityDistribution[pdf, {x, min, max}] is the continuous distribution with the density pdf between min and max.

    >> PDF[ProbabilityDistribution[2 x, {x, 0, 1}], 1/2]
    1
 **)
ProbabilityDistribution /: law[ProbabilityDistribution[pdf_, {x_, min_, max_}]] := {
  "Valid" :> True, "Domain" :> {min, max},
  "PDF" :> Piecewise[{{pdf /. x -> at, min < at < max}}, 0],
  "CDF" :> Which[TrueQ[at <= min], 0, TrueQ[at >= max], 1, True, Integrate[pdf, {x, min, at}]],
  "Mean" :> Integrate[x pdf, {x, min, max}], "Moment" :> Integrate[x^arg pdf, {x, min, max}],
  "Variance" :> Together[Integrate[x^2 pdf, {x, min, max}] - Integrate[x pdf, {x, min, max}]^2]}
