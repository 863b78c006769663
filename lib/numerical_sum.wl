(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Numerical values of sums and products.  What falls off fast, and what is not long, is added up; terms of alternating
   sign are weighted as in Cohen, Rodriguez Villegas and Zagier, "Convergence acceleration of alternating series",
   Experimental Mathematics 9 (2000), algorithm 1; a smooth tail is an integral with the corrections of Euler and
   Maclaurin; where neither the integral nor derivatives are to be had, Levin's u-transform continues the partial sums
   (Weniger, Computer Physics Reports 10 (1989), 7.2-8). *)

(** NSum[f, {i, imin, imax}] gives a numerical value of the sum of f with i from imin to imax.
    NSum[f, {i, imin, imax, di}] takes steps of di; NSum[f, {i, imin, imax}, {j, jmin, jmax}, ...] has several variables.

    >> NSum[1/n^2, {n, 1, Infinity}] - Pi^2/6 // Chop
    0
    >> NSum[i, {i, 1, 5}]
    15.
 **)
SetAttributes[NSum, HoldAll]
Options[NSum] = {AccuracyGoal -> Infinity, Compiled -> Automatic, EvaluationMonitor -> None, Method -> Automatic, NSumTerms -> 15, PrecisionGoal -> Automatic, VerifyConvergence -> True,
  WorkingPrecision -> MachinePrecision}
NSum::nsnum = "Summand (or its derivative) `1` is not numerical at point `2` = `3`."
NSum::div = "Sum does not converge."
NSum::emcon = "Euler-Maclaurin sum failed to converge to requested error tolerance."
NSum[f_, {i_Symbol, a_, b_, d_ : 1}, m___List, o : OptionsPattern[]] := Module[{r = numericSum[furtherSums[NSum, f, i, {m}, {o}], Hold[i], {a, b, d}, manner[OptionValue[{WorkingPrecision, NSumTerms, VerifyConvergence}]]]}, r /; r =!= $Failed]

(** NProduct[f, {i, imin, imax}] gives a numerical value of the product of f with i from imin to imax.
    NProduct[f, {i, imin, imax, di}] takes steps of di; NProduct[f, {i, imin, imax}, {j, jmin, jmax}, ...] has several variables.

    >> NProduct[1/i, {i, 1, 5}]
    0.008333333333333333
    >> NProduct[1 - 1/n^2, {n, 2, Infinity}] - 1/2 // Chop
    0
 **)
SetAttributes[NProduct, HoldAll]
Options[NProduct] = {AccuracyGoal -> Infinity, Compiled -> Automatic, EvaluationMonitor -> None, Method -> Automatic, NProductFactors -> 15, PrecisionGoal -> Automatic, VerifyConvergence -> True,
  WorkingPrecision -> MachinePrecision}
NProduct[f_, {i_Symbol, a_, b_, d_ : 1}, m___List, o : OptionsPattern[]] := Module[{r = numericProduct[furtherSums[NProduct, f, i, {m}, {o}], Hold[i], {a, b, d}, manner[OptionValue[{WorkingPrecision, NProductFactors, VerifyConvergence}]]]}, r /; r =!= $Failed]

(* The sum over the further variables is one for numbers alone. *)
SetAttributes[furtherSums, HoldAll]
furtherSums[_, f_, _, {}, _] := Hold[f]
furtherSums[head_, f_, i_, {m__}, {o___}] := Module[{g}, g[t_?NumericQ] := Block[{i = t}, head[f, m, o]]; With[{h = g}, Hold[h[i]]]]

manner[{p_, n_, verify_}] := {p, If[IntegerQ[n] && n >= 0, n, 15], verify}
numericSum[_, _, _, {p_, _, _}] := $Failed /; !Lyra$ValidPrecision[NSum, p]
numericProduct[_, _, _, {p_, _, _}] := $Failed /; !Lyra$ValidPrecision[NProduct, p]
numericSum[Hold[f_], Hold[i_], bounds_, how_] := Block[{i}, Catch[sumBetween[f, i, bounds, how], "nsum"]]
numericProduct[Hold[f_], Hold[i_], bounds_, how_] := Block[{i}, Catch[productBetween[f, i, bounds, how], "nsum"]]

(* ---- what lies between which bounds; how: working precision, terms that are taken as they are, whether to look if it converges ---- *)

sumBetween[e_, i_, {a_?realBound, Infinity, d_?positiveStep}, how_] := counted[infiniteNumericSum, e, i, a, d, how]
sumBetween[e_, i_, {-Infinity, b_?realBound, d_?positiveStep}, how_] := counted[infiniteNumericSum, e, i, b, -d, how]
sumBetween[e_, i_, {-Infinity, Infinity, d_?positiveStep}, how_] := With[{r = {counted[infiniteNumericSum, e, i, 0, d, how], counted[infiniteNumericSum, e, i, -d, -d, how]}}, If[FreeQ[r, $Failed], Total[r], $Failed]]
sumBetween[e_, i_, {a_?realBound, b_?realBound, d_?positiveStep}, how_] := With[{n = Floor[(b - a)/d] + 1}, If[n > 0, counted[finiteNumericSum[n], e, i, a, d, how], 0.]]
sumBetween[e_, i_, {a_, b_, d_?NumericQ}, how_] := sumBetween[e, i, {b + Mod[a - b, -d], a, -d}, how] /; realBound[a] && realBound[b] && TrueQ[d < 0]
sumBetween[_, _, _, _] := $Failed

productBetween[e_, i_, {a_?realBound, b_?realBound, d_?positiveStep}, {p_, _, _}] := numericFactors[e /. i -> a + d i, i, Floor[(b - a)/d] + 1, p]
productBetween[e_, i_, {a_?realBound, Infinity, d_?positiveStep}, {p_, n_, verify_}] := With[{first = numericFactors[e /. i -> a + d i, i, n, p]},
  If[first == 0, first, With[{s = logarithmSum[e, i, {a + d n, Infinity, d}, {p, n, verify}]}, If[s === $Failed, $Failed, realWhere[first Exp[s], first]]]]]
productBetween[e_, i_, {-Infinity, b_?realBound, d_?positiveStep}, how_] := productBetween[e /. i -> -i, i, {-b, Infinity, d}, how]
productBetween[e_, i_, {-Infinity, Infinity, d_?positiveStep}, how_] := With[{l = productBetween[e, i, {-Infinity, -d, d}, how], r = productBetween[e, i, {0, Infinity, d}, how]}, If[FreeQ[{l, r}, $Failed], l r, $Failed]]
productBetween[_, _, _, _] := $Failed
(* Logarithms near 0 have lost most of the factor's digits: exact factors are given more. *)
logarithmSum[e_, i_, bounds_, {p_, n_, verify_}] := N[sumBetween[Log[e], i, bounds, {If[p === MachinePrecision && Precision[{e, bounds}] === Infinity, 24, p], n, verify}], p]
numericFactors[e_, i_, n_, p_] := With[{r = N[inPieces[Times, Map[summand[e, i, p], Range[#1, #2]] &, n], p]}, If[NumberQ[r], r, $Failed]]
(* Logarithms of negative factors have multiples of I Pi, which cancel but for rounding. *)
realWhere[z_, first_] := If[Im[first] == 0 && Abs[Im[z]] <= 10.^-10 Abs[z], Re[z], z]

realBound[x_] := NumericQ[x] && TrueQ[Im[x] == 0]
positiveStep[d_] := realBound[d] && TrueQ[d > 0]

summand[e_, i_, p_] := Lyra$NumericFunction[{i}, e, p]
(* Digits that count. *)
digitsOf[MachinePrecision] := 16
digitsOf[p_] := p + 2

terms[e_, i_, from_, to_, p_] := With[{t = Map[summand[e, i, p], Range[from, to]]}, If[AllTrue[t, NumberQ], t,
  With[{k = SelectFirst[Range[Length[t]], !NumberQ[t[[#]]] &]}, Message[NSum::nsnum, given[[1]], i, given[[2]] + given[[3]] (from + k - 1)]; Throw[$Failed, "nsum"]]]]

(* ---- from 0 on; a message speaks of the variable as it was given ---- *)

counted[sum_, e_, i_, a_, d_, how_] := Block[{given = {e, a, d}}, sum[e /. i -> a + d i, i, how]]

longSum = 10^6;
inPieces[f_, piece_, n_] := Module[{r = f[], k = 0}, While[k < n, r = f[r, Apply[f, piece[k, Min[k + longSum, n] - 1]]]; k = k + longSum]; r]
finiteNumericSum[n_][e_, i_, {p_, first_, verify_}] := Module[{head, tail},
  If[n <= longSum, Return[N[Total[terms[e, i, 0, n - 1, p]], p], Module]];
  tail = smoothSum[e, i, Max[first, 15], n - 1, p];
  If[tail === $Failed,
    N[inPieces[Plus, terms[e, i, #1, #2, p] &, n], p],
    N[Total[terms[e, i, 0, Max[first, 15] - 1, p]] + tail, p]]]

fewTerms = 40;
infiniteNumericSum[e_, i_, {p_, first_, verify_}] := Module[{n = Max[first, 15], t, late, s},
  t = terms[e, i, 0, Max[n, fewTerms] - 1, p];
  late = Take[t, -15];
  If[AllTrue[late, # == 0 &], Return[N[Total[t], p], Module]];
  If[FreeQ[late, 0 | 0.] && Max[Abs[Rest[late]/Most[late]]] < 3/4, Return[N[fastSum[e, i, t, p], p], Module]];
  If[verify =!= False && growing[e, i, late, p], Message[NSum::div]; Return[$Failed, Module]];
  s = If[sameSign[-Most[late], Rest[late]], alternatingSum[e, i, n, p], smoothSum[e, i, n, Infinity, p]];
  If[s =!= $Failed, Return[N[Total[Take[t, n]] + s, p], Module]];
  {s, late} = With[{more = continued[e, i, p]}, First[SortBy[{levin[more], epsilon[more]}, Last]]];
  If[!TrueQ[late <= 10^-6 Abs[s]], Message[NSum::emcon]];
  N[s, p]]

sameSign[a_, b_] := AllTrue[a b, Im[#] == 0 && Re[#] > 0 &]
(* Terms that do not get smaller, or not faster than 1/i. *)
growing[e_, i_, late_, p_] := Module[{far},
  If[Min[Abs[Take[late, -5]]] >= Max[Abs[Take[late, 5]]], Return[True, Module]];
  far = Quiet[Map[summand[e, i, p], {2^20, 2^21}]];
  AllTrue[far, NumberQ] && far[[1]] != 0 && Abs[far[[2]]/far[[1]]] > If[sameSign[Most[late], Rest[late]], 0.4999, 0.9999]]

fastSum[e_, i_, t_, p_] := Module[{s = Total[t], k = Length[t], more = t, small = 10^-(If[p === MachinePrecision, 17, p + 2])},
  While[Abs[Last[more]] > small Abs[s] && Last[more] != 0 && k < 10^5, more = terms[e, i, k, k + 15, p]; s = s + Total[more]; k = k + 16];
  s]

alternatingSum[e_, i_, from_, p_] := Module[{n = Ceiling[1.32 digitsOf[p]], d, b = -1, c, s = 0, t},
  t = terms[e, i, from, from + n - 1, p];
  d = ((3 + Sqrt[8])^n + (3 - Sqrt[8])^n)/2;
  d = If[p === MachinePrecision, N[d], N[d, p + 10]];
  c = -d;
  Do[c = b - c; s = s + c (-1)^k t[[k + 1]]; b = (k + n) (k - n) b/((k + 1/2) (k + 1)), {k, 0, n - 1}];
  s/d]

(* From [from] to [to]: $Failed where the summand has no derivatives or no integral.  With more terms taken as they are the corrections fall off faster. *)
smoothSum[e_, i_, from_, to_, p_] := Module[{digits = digitsOf[p], n = from, r, head = 0, area},
  If[!NumberQ[Quiet[N[D[e, i] /. i -> N[n, digits + 10]]]], Return[$Failed, Module]];
  If[p =!= MachinePrecision, n = Max[n, Ceiling[digits]]; head = Total[terms[e, i, from, n - 1, p]]];
  Do[
    r = corrections[e, i, n, to, digits, p];
    If[r =!= $Failed,
      area = Quiet[Check[NIntegrate[e, {i, n, to}, WorkingPrecision -> If[p === MachinePrecision, p, digits + 5]], $Failed]];
      Return[If[NumberQ[area], head + area + r, $Failed], Module]];
    head = head + Total[terms[e, i, n, 3 n - 1, p]]; n = 3 n,
    {4}];
  $Failed]

largeDerivative = 4000;
corrections[e_, i_, n_, to_, digits_, p_] := Module[{f = e, s, k = 1, c, old = Infinity, small, end},
  end = to === Infinity;
  s = (summand[e, i, p][n] + If[end, 0, summand[e, i, p][to]])/2;
  f = D[f, i];
  While[True,
    c = N[BernoulliB[2 k]/(2 k)!, digits + 10] (If[end, 0, summand[f, i, p][to]] - summand[f, i, p][n]);
    If[!NumberQ[c] || Abs[c] > old, Return[$Failed, Module]];
    s = s + c;
    small = 10^-digits Max[Abs[s], 10^-300];
    If[Abs[c] <= small, Return[s, Module]];
    If[LeafCount[f] > largeDerivative || k > 2 digits, Return[$Failed, Module]];
    old = Max[Abs[c], small]; k = k + 1;
    f = D[f, {i, 2}]]]

(* More digits than are wanted, since the transform loses them: where the summand has them. *)
continued[e_, i_, p_] := With[{t = Quiet[Map[Function[k, N[e /. i -> k, 3 If[p === MachinePrecision, 16, p]]], Range[0, 59]]]}, If[AllTrue[t, NumberQ], t, terms[e, i, 0, 39, p]]]

(* {the limit, how far the last step went}; Wynn's epsilon algorithm for what Levin's transform is no model of: several oscillations at once. *)
epsilon[all_] := Module[{row = Accumulate[Take[all, UpTo[40]]], before, next, best, step, k = 0},
  before = Table[0, {Length[row] + 1}]; best = {Last[row], Infinity};
  While[Length[row] > 2,
    next = Quiet[Rest[Most[before]] + 1/Differences[row]];
    If[!AllTrue[next, NumberQ], Break[]];
    before = row; row = next; k = k + 1;
    If[EvenQ[k] && Length[row] > 1, step = Abs[row[[-1]] - row[[-2]]]; If[step < best[[2]], best = {Last[row], step}]]];
  best]
levin[all_] := Module[{t = DeleteCases[all, 0 | 0.], s, w, l, steps, k},
  If[Length[t] < 8, Return[{Total[t], 0}, Module]];
  s = Accumulate[t]; w = t Range[Length[t]];
  l = Table[With[{c = Table[(-1)^j Binomial[k, j] ((j + 1)/(k + 1))^(k - 1), {j, 0, k}]}, (c . (Take[s, k + 1]/Take[w, k + 1]))/(c . (1/Take[w, k + 1]))], {k, 3, Length[t] - 2}];
  steps = Abs[Differences[l]];
  k = First[Ordering[steps, 1]];
  {l[[k + 1]], steps[[k]]}]
