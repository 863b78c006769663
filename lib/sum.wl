(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Closed forms of sums and products: linearity, powers, geometric series, rational functions, and the
   exponential series.  Sum and Product (vm/builtin/sums.c) come here with the summand evaluated. *)

Lyra$SymbolicSum[f_, i_Symbol] := indefiniteSum[f, i]
Lyra$SymbolicSum[f_, i_Symbol, a_, b_, 1] := Lyra$SymbolicSum[f, i, a, b]
Lyra$SymbolicSum[f_, i_Symbol, a_, b_, d_] := $Failed
Lyra$SymbolicSum[f_, i_Symbol, a_, b_] := Module[{r},
  If[!FreeQ[{a, b}, i] || b === -Infinity, Return[$Failed, Module]];
  r = If[b === Infinity, infiniteSum[f, i, a], finiteSum[f, i, a, b]];
  If[FreeQ[r, $Failed], r, $Failed]]

indefiniteSum[f_, i_] := Module[{r},
  r = finiteSum[f, i, 0, i - 1];
  If[FreeQ[r, $Failed], r, $Failed]]

(* ---- up to a symbolic bound ---- *)

finiteSum[f_, i_, a_, b_] := Module[{r}, r = finiteSum0[f, i, a, b]; If[FreeQ[r, $Failed], r, $Failed]]
finiteSum0[f_, i_, a_, b_] := f Factor[b - a + 1] /; FreeQ[f, i]
finiteSum0[f_, i_, a_, b_] := finitePolynomial[f, i, a, b] /; PolynomialQ[f, i]
finiteSum0[f_, i_, a_, b_] := Module[{c, g, r},
  {c, g} = constantFactor[f, i];
  If[c =!= 1, r = finiteSum[g, i, a, b]; Return[If[r === $Failed, $Failed, factorOut[c, r]], Module]];
  Which[
    Head[f] === Plus, Plus @@ Map[finiteSum[#, i, a, b] &, List @@ f],
    True, finiteTable[f, i, a, b]]]

factorOut[c_, r_] := c r

constantFactor[f_Times, i_] := {Select[f, FreeQ[#, i] &], Select[f, !FreeQ[#, i] &]}
constantFactor[f_, i_] := {1, f}

powerSum[0, n_] := n
powerSum[k_, n_] := powerSum[k, n] = Expand[((n + 1)^(k + 1) - 1 - Sum[Binomial[k + 1, j] powerSum[j, n], {j, 0, k - 1}])/(k + 1)]

finitePolynomial[f_, i_, a_, b_] := Module[{c, n, s},
  c = CoefficientList[f, i];
  s = Plus @@ MapIndexed[#1 powerSum[First[#2] - 1, n] &, c];
  s = Expand[s];
  Factor[(s /. n -> b) - (s /. n -> a - 1)]]

geometricParts[f_, i_] := Module[{p, base, e},
  (* f as poly r^i: {poly, r} *)
  p = f /. Power[base_, e_] /; FreeQ[base, i] && !FreeQ[e, i] && PolynomialQ[e, i] && Exponent[e, i] == 1 :>
      base^Coefficient[e, i, 0] geometricPower[base^Coefficient[e, i, 1]];
  If[Head[p] === Times,
    base = Times @@ Cases[p, geometricPower[r_] :> r]; p = DeleteCases[p, _geometricPower],
    If[Head[p] === geometricPower, base = p[[1]]; p = 1, base = 1]];
  If[FreeQ[p, geometricPower] && PolynomialQ[p, i] && base =!= 1, {p, base}, $Failed]]

finiteTable[Fibonacci[i_], i_, a_, b_] := Fibonacci[b + 2] - Fibonacci[a + 1]
finiteTable[Binomial[n_, i_], i_, 0, n_] := 2^n
finiteTable[Binomial[n_, i_]^2, i_, 0, n_] := Binomial[2 n, n]
finiteTable[Binomial[n_, i_] c_^i_, i_, 0, n_] := (1 + c)^n /; FreeQ[c, i]
finiteTable[Binomial[n_, i_] i_, i_, 0, n_] := 2^(n - 1) n
finiteTable[i_ i_!, i_, a_, b_] := (b + 1)! - a!
finiteTable[1/i_, i_, 1, b_] := HarmonicNumber[b]
finiteTable[i_^s_, i_, 1, b_] := HarmonicNumber[b, -s] /; FreeQ[s, i]
finiteTable[f_, i_, a_, b_] := Module[{g, p, r, s},
  g = geometricParts[f, i];
  If[g =!= $Failed,
    {p, r} = g;
    s = geometricSum[p, r, i, a, b];
    Return[s, Module]];
  rationalFinite[f, i, a, b]]

(* Sum of p(i) r^i by undetermined coefficients: q(i + 1) r - q(i) = p(i). *)
geometricSum[p_, r_, i_, a_, b_] := Module[{q},
  q = geometricPrimitive[p, r, i];
  Factor[Together[(q /. i -> b + 1) r^(b + 1) - (q /. i -> a) r^a]]]
geometricPrimitive[p_, r_, i_] := Module[{d, rest = p, q = 0, c},
  While[rest =!= 0,
    d = Exponent[rest, i];
    c = Together[Coefficient[rest, i, d]/(r - 1)];
    q = q + c i^d;
    rest = Collect[Expand[rest - c (r (i + 1)^d - i^d)], i, Together]];
  q]

(* Telescoping of rational functions whose poles differ by integers. *)
rationalFinite[f_, i_, a_, b_] := Module[{t},
  t = telescope[f, i];
  If[t === $Failed, $Failed, Factor[Together[(t /. i -> b + 1) - (t /. i -> a)]]]]

(* g with g(i + 1) - g(i) = f, rational; $Failed if there is none. *)
telescope[f_, i_] := Module[{parts, poles, poly, groups, g = 0, ok = True},
  parts = Apart[Together[f], i];
  parts = If[Head[parts] === Plus, List @@ parts, {parts}];
  poly = Select[parts, PolynomialQ[#, i] &];
  parts = Select[parts, !PolynomialQ[#, i] &];
  poles = poleTerm[#, i] & /@ parts;
  If[MemberQ[poles, $Failed] || Length[parts] == 0 || (poly =!= {} && (Plus @@ poly) =!= 0), Return[$Failed, Module]];
  groups = GatherBy[poles, {Last[#], Mod[#[[2]], 1]} &];
  Do[
    If[Together[Plus @@ group[[All, 1]]] =!= 0 || !AllTrue[group[[All, 2]], IntegerQ[# - group[[1, 2]]] &], ok = False; Break[]];
    Module[{low = Min[group[[All, 2]]]},
      Do[g += term[[1]] Sum[1/(i + low + j)^term[[3]], {j, 0, term[[2]] - low - 1}], {term, group}]],
    {group, groups}];
  If[ok, g, $Failed]]

(* c/(i + r)^k as {c, r, k}. *)
poleTerm[t_, i_] := Module[{n = Numerator[t], d = Denominator[t], fs, p, k},
  If[!FreeQ[n, i], Return[$Failed, Module]];
  fs = FactorList[d];
  fs = Select[fs, !FreeQ[#, i] &];
  If[Length[fs] != 1, Return[$Failed, Module]];
  {p, k} = First[fs];
  If[Exponent[p, i] != 1, Return[$Failed, Module]];
  {Together[t (i + Coefficient[p, i, 0]/Coefficient[p, i, 1])^k], Coefficient[p, i, 0]/Coefficient[p, i, 1], k}]

(* ---- to infinity ---- *)

infiniteSum[f_, i_, a_] := Module[{c, g, r},
  If[FreeQ[f, i], Return[If[f === 0, 0, $Failed], Module]];
  {c, g} = constantFactor[f, i];
  If[c =!= 1, r = infiniteSum[g, i, a]; Return[If[r === $Failed, $Failed, c r], Module]];
  If[PolynomialQ[f, i], Return[$Failed, Module]];
  r = infiniteTable[f, i, a];
  If[r =!= $Failed, Return[r, Module]];
  r = seriesTable[f, i, a];
  If[r =!= $Failed, Return[r, Module]];
  r = infiniteGeometric[f, i, a];
  If[r =!= $Failed, Return[r, Module]];
  r = infiniteRational[f, i, a];
  If[r =!= $Failed, Return[r, Module]];
  If[Head[Expand[f]] === Plus,
    r = Map[infiniteSum[#, i, a] &, List @@ Expand[f]];
    If[FreeQ[r, $Failed], Return[Plus @@ r, Module]]];
  $Failed]

zetaValue[s_Integer?EvenQ] := (-1)^(s/2 + 1) BernoulliB[s] (2 Pi)^s/(2 s!) /; s > 0
zetaValue[s_] := Zeta[s]

firstTerms[f_, i_, from_, to_] := Sum[f, {i, from, to}]

infiniteTable[i_^s_, i_, a_Integer?Positive] := $Failed /; NumericQ[s] && !TrueQ[Re[s] < -1]
infiniteTable[i_^s_, i_, a_Integer?Positive] := zetaValue[-s] - firstTerms[i^s, i, 1, a - 1] /; FreeQ[s, i]
infiniteTable[(-1)^(i_ + k_.) i_^s_., i_, 1] := -(-1)^k Log[2] /; s === -1
infiniteTable[(-1)^(i_ + k_.) i_^s_, i_, 1] := -(-1)^k (1 - 2^(1 + s)) zetaValue[-s] /; FreeQ[s, i] && IntegerQ[k] && TrueQ[s < -1]
infiniteTable[(-1)^i_ i_^s_, i_, 1] := -Log[2] /; s === -1
infiniteTable[x_^i_/i_, i_, 1] := -Log[1 - x] /; FreeQ[x, i] && (!NumericQ[x] || TrueQ[Abs[x] < 1])
infiniteTable[x_^i_ i_^s_, i_, 1] := PolyLog[-s, x] /; FreeQ[x, i] && FreeQ[s, i] && x =!= -1 && (!NumericQ[x] || TrueQ[Abs[x] <= 1]) && !TrueQ[s > -2]
infiniteTable[(c_. i_ + d_.)^s_Integer, i_, a_Integer] :=
  c^s With[{r = d/c + a}, If[r === 1/2, (2^(-s) - 1) zetaValue[-s], Zeta[-s, r]]] /;
    FreeQ[{c, d}, i] && NumericQ[c] && NumericQ[d] && s < -1 && TrueQ[d/c + a > 0]
infiniteTable[(-1)^(i_ + k_.) (2 i_ + d_)^s_Integer, i_, a_Integer] := Module[{sign = (-1)^(a + k)},
  sign Which[s == -1, Pi/4, s == -2, Catalan, OddQ[s], Abs[EulerE[-s - 1]] Pi^(-s)/(2^(1 - s) (-s - 1)!), True, $Failed]] /; s < 0 && 2 a + d == 1 && IntegerQ[k]
infiniteTable[f_, i_, a_] := $Failed

(* x^(m i + k)/(n i + l)! : the exponential, circular and hyperbolic series. *)
seriesTable[f_, i_, a_Integer] := Module[{facts, fact, e, n, l, rest, g, r, s, x, shift},
  facts = Cases[{f}, Power[Factorial[e_], -1] | Power[Gamma[e_], -1] :> e, Infinity];
  If[Length[facts] != 1, Return[$Failed, Module]];
  fact = First[Cases[{f}, Power[_Factorial | _Gamma, -1], Infinity]];
  e = First[facts];
  If[Head[fact[[1]]] === Gamma, e = e - 1];
  If[!PolynomialQ[e, i] || Exponent[e, i] != 1, Return[$Failed, Module]];
  n = Coefficient[e, i, 1]; l = Coefficient[e, i, 0];
  If[!MemberQ[{1, 2}, n] || !IntegerQ[l] || l < 0, Return[$Failed, Module]];
  rest = f/fact;
  g = If[FreeQ[rest, i], {rest, 1}, geometricParts[rest, i]];
  If[g === $Failed && PolynomialQ[rest, i], g = {rest, 1}];
  If[g === $Failed, Return[$Failed, Module]];
  {s, r} = g;
  If[!FreeQ[s, i],
    If[n == 1 && l == 0 && a == 0, Return[exponentialMoments[s, r, i], Module], Return[$Failed, Module]]];
  (* Sum r^i/(n i + l)! from 0 *)
  shift = Quotient[l, n]; l = Mod[l, n];
  x = Which[
    n == 1, E^r,
    l == 0, If[negativeQ[r], Cos[rootOf[-r]], Cosh[rootOf[r]]],
    True, If[negativeQ[r], Sin[rootOf[-r]]/rootOf[-r], Sinh[rootOf[r]]/rootOf[r]]];
  x = r^(-shift) (x - Sum[r^j/(n j + l)!, {j, 0, shift - 1}]);
  r = s (x - Sum[r^j/(n (j + shift) + l)!, {j, 0, a - 1}]);
  If[a > 0 || shift > 0, r = Factor[Together[r]]];
  If[Head[r] === Plus, r, PowerExpand[r]]]
negativeQ[r_?NumericQ] := TrueQ[r < 0]
negativeQ[c_?NumericQ r_] := TrueQ[c < 0]
negativeQ[r_] := False
rootOf[r_] := PowerExpand[Sqrt[r]]
exponentialMoments[p_, x_, i_] := Module[{t, c, d = E^t},
  c = CoefficientList[p, i];
  Factor[Sum[If[j > 0, d = t D[d, t]]; c[[j + 1]] d, {j, 0, Length[c] - 1}] /. t -> x]]

infiniteGeometric[f_, i_, a_] := Module[{g, p, r, q},
  g = geometricParts[f, i];
  If[g === $Failed, Return[$Failed, Module]];
  {p, r} = g;
  If[NumericQ[r] && !TrueQ[Abs[r] < 1], Return[$Failed, Module]];
  q = geometricPrimitive[p, r, i];
  If[p === 1 && a === 0, 1/(1 - r), Together[Factor[-(q /. i -> a) r^a]]]]

infiniteRational[f_, i_, a_] := Module[{num, den, t, parts, poles, groups, total = 0},
  {num, den} = {Numerator[Together[f]], Denominator[Together[f]]};
  If[!PolynomialQ[num, i] || !PolynomialQ[den, i] || Exponent[den, i] < Exponent[num, i] + 2, Return[$Failed, Module]];
  t = telescope[f, i];
  If[t =!= $Failed, Return[Together[-(t /. i -> a)], Module]];
  parts = Apart[Together[f], i];
  parts = If[Head[parts] === Plus, List @@ parts, {parts}];
  poles = poleTerm[#, i] & /@ parts;
  If[!FreeQ[poles, $Failed], Return[$Failed, Module]];
  total = Plus @@ Map[polygammaTerm[#, a] &, poles];
  If[FreeQ[total, $Failed], Expand[FunctionExpand[total]], $Failed]]
polygammaTerm[{c_, r_, 1}, a_] := -c PolyGamma[0, a + r]
polygammaTerm[{c_, r_, k_}, a_Integer] := c (zetaValue[k] - Sum[1/j^k, {j, 1, a + r - 1}]) /; IntegerQ[r] && a + r >= 1
polygammaTerm[{c_, r_, k_}, a_] := c (-1)^k PolyGamma[k - 1, a + r]/(k - 1)!

Lyra$RegularizedSum[Hold[f_, {i_, a_, Infinity}], _ -> "Dirichlet"] := Module[{c = CoefficientList[f, i]},
  Plus @@ MapIndexed[#1 Zeta[1 - First[#2]] &, c] - Sum[f, {i, 1, a - 1}]]
Lyra$RegularizedSum[Hold[f_, {i_, a_, Infinity}], _ -> "Abel"] := Module[{x, s},
  s = infiniteSum[f x^i, i, a];
  If[s === $Failed, $Failed, Limit[s, x -> 1]]]

(* ---- products ---- *)

Lyra$SymbolicProduct[f_, i_Symbol] := $Failed
Lyra$SymbolicProduct[f_, i_Symbol, a_, b_, 1] := Lyra$SymbolicProduct[f, i, a, b]
Lyra$SymbolicProduct[f_, i_Symbol, a_, b_, d_] := $Failed
Lyra$SymbolicProduct[f_, i_Symbol, a_, b_] := Module[{r},
  If[!FreeQ[{a, b}, i] || b === -Infinity, Return[$Failed, Module]];
  r = If[b === Infinity, infiniteProduct[f, i, a], finiteProduct[f, i, a, b]];
  If[FreeQ[r, $Failed], r, $Failed]]

finiteProduct[f_, i_, a_, b_] := f^(b - a + 1) /; FreeQ[f, i]
finiteProduct[i_, i_, a_, b_] := If[IntegerQ[a] && a > 0, b!/(a - 1)!, Pochhammer[a, b - a + 1]]
finiteProduct[i_^n_Integer, i_, a_, b_] := finiteProduct[i, i, a, b]^n
finiteProduct[c_^e_, i_, a_, b_] := c^Sum[e, {i, a, b}] /; FreeQ[c, i]
finiteProduct[f_Times, i_, a_, b_] := Module[{c, g, r},
  {c, g} = constantFactor[f, i];
  r = telescopingProduct[f, i, a, b];
  If[r =!= $Failed, Return[r, Module]];
  If[c =!= 1, finiteProduct[c, i, a, b] (finiteProduct[g, i, a, b] /. b! :> Gamma[1 + b]),
    Times @@ Map[finiteProduct[#, i, a, b] &, List @@ g]]]
finiteProduct[f_, i_, a_, b_] := Module[{r, fs},
  r = telescopingProduct[f, i, a, b];
  If[r =!= $Failed, Return[r, Module]];
  fs = FactorList[f];
  If[!AllTrue[fs, FreeQ[First[#], i] || (PolynomialQ[First[#], i] && Exponent[First[#], i] == 1) &], Return[$Failed, Module]];
  Times @@ Map[linearProduct[First[#], i, a, b]^Last[#] &, fs]]
linearProduct[c_, i_, a_, b_] := c^(b - a + 1) /; FreeQ[c, i]
linearProduct[p_, i_, a_, b_] := Module[{c = Coefficient[p, i, 1], d},
  d = Coefficient[p, i, 0]/c;
  c^(b - a + 1) Gamma[b + d + 1]/Gamma[a + d]]

(* Factors i + r whose r differ by integers and whose exponents add up to nothing. *)
telescopingProduct[f_, i_, a_, b_] := Module[{fs, linear, c, low, r = 1},
  If[FreeQ[Denominator[Together[f]], i], Return[$Failed, Module]];
  fs = FactorList[f];
  linear = Select[fs, !FreeQ[First[#], i] &];
  If[!AllTrue[linear, PolynomialQ[First[#], i] && Exponent[First[#], i] == 1 &], Return[$Failed, Module]];
  c = Times @@ Map[First[#]^Last[#] &, Select[fs, FreeQ[First[#], i] &]] Times @@ Map[Coefficient[First[#], i, 1]^Last[#] &, linear];
  linear = Map[{Coefficient[First[#], i, 0]/Coefficient[First[#], i, 1], Last[#]} &, linear];
  If[Plus @@ linear[[All, 2]] =!= 0 || !AllTrue[linear[[All, 1]], IntegerQ[# - linear[[1, 1]]] &], Return[$Failed, Module]];
  low = Min[linear[[All, 1]]];
  Do[r = r Product[((b + 1 + low + j)/(a + low + j))^t[[2]], {j, 0, t[[1]] - low - 1}], {t, linear}];
  c^(b - a + 1) Factor[r]]

infiniteProduct[f_, i_, a_] := Module[{r, n},
  r = telescopingProduct[f, i, a, n];
  If[r === $Failed, $Failed, r = Limit[r, n -> Infinity]; If[FreeQ[r, Limit | DirectedInfinity] && r =!= 0, r, $Failed]]]
