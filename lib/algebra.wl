(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Polynomials and rational functions: what is built of Factor, PolynomialQuotientRemainder and Together. *)

SetAttributes[{Apart, PowerExpand, Cyclotomic, PolynomialMod}, Listable]
SetAttributes[{Cyclotomic}, NumericFunction]

(** Apart[expr] writes a rational expression as a sum of terms with minimal denominators. Apart[expr, var] takes
    all variables but var as constants.

    >> Apart[1/((1 + x) (5 + x))]
    1/(4*(1 + x)) - 1/(4*(5 + x))
 **)
Apart[h : (_Equal | _Unequal | _Less | _LessEqual | _Greater | _GreaterEqual | _And | _Or | _Not | _Rule)] := Map[Apart, h]
Apart[f_] := Module[{v = Variables[Denominator[Together[f]]]}, If[v === {}, Expand[f], Apart[f, Last[Sort[v]]]]]
Apart[f_, x_] := Module[{t = Together[f], num, den, c, fs, q, r, parts},
  num = Numerator[t]; den = Denominator[t];
  If[!PolynomialQ[num, x] || !PolynomialQ[den, x], Return[t, Module]];
  If[FreeQ[den, x], Return[Expand[t], Module]];
  fs = FactorList[den];
  c = Times @@ Map[#[[1]]^#[[2]] &, Select[fs, FreeQ[#[[1]], x] &]];
  fs = Select[fs, !FreeQ[#[[1]], x] &];
  num = Expand[num];
  {q, r} = PolynomialQuotientRemainder[num, Expand[Times @@ Map[#[[1]]^#[[2]] &, fs]], x];
  parts = Map[apartFactor[r, #, fs, x] &, fs];
  Expand[Together[q/c]] + Plus @@ Map[apartTerm[#, c, x] &, Join @@ parts]]

apartFactor[r_, {p_, e_}, fs_, x_] := Module[{own = Expand[p^e], others, g, s, t, n, rest, k, out = {}},
  others = Expand[Times @@ Map[If[#[[1]] === p, 1, #[[1]]^#[[2]]] &, fs]];
  {g, {s, t}} = PolynomialExtendedGCD[others, own, x];
  n = PolynomialRemainder[Expand[r s], own, x];
  n = Together[n/g];
  k = e;
  While[k > 0 && n =!= 0,
    {n, rest} = PolynomialQuotientRemainder[n, p, x];
    AppendTo[out, {rest, p, k}];
    k--];
  out]
apartTerm[{0, p_, k_}, c_, x_] := 0
apartTerm[{n_, p_, k_}, c_, x_] := Module[{t = Together[n/c]}, If[FreeQ[t, x], t p^(-k), Together[t p^(-k)]]]

Lyra$ExtendedGCD[a_, b_, x_] := Module[{r0 = a, r1 = b, s0 = 1, s1 = 0, t0 = 0, t1 = 1, q, r, c},
  If[!PolynomialQ[a, x] || !PolynomialQ[b, x], Return[$Failed, Module]];
  While[r1 =!= 0,
    {q, r} = PolynomialQuotientRemainder[r0, r1, x];
    r = Together[r];
    {r0, r1} = {r1, Collect[r, x, Together]};
    {s0, s1} = {s1, Collect[Expand[s0 - q s1], x, Together]};
    {t0, t1} = {t1, Collect[Expand[t0 - q t1], x, Together]}];
  c = Coefficient[r0, x, Exponent[r0, x]];
  {Collect[r0/c, x, Together], {Collect[s0/c, x, Together], Collect[t0/c, x, Together]}}]

(** PowerExpand[expr] expands powers of products and powers, and logarithms of them, as if all variables were positive.

    >> PowerExpand[Sqrt[x^2 y]]
    x*Sqrt[y]
    >> PowerExpand[Log[a^b c]]
    b*Log[a] + Log[c]
 **)
PowerExpand[e_, opts___] := powerExpand[e]
powerExpand[e_] := FixedPoint[ReplaceAll[#, powerExpandRules] &, e, 20]
powerExpandRules := {
  Power[Times[a_, b__], c_] :> Power[a, c] Power[Times[b], c],
  Power[Power[a_, b_], c_] :> Power[a, b c],
  Log[Times[a_, b__]] :> Log[a] + Log[Times[b]],
  Log[Power[a_, b_]] :> b Log[a],
  Log[r_Rational] :> Log[Numerator[r]] - Log[Denominator[r]],
  Arg[Times[a_, b__]] :> Arg[a] + Arg[Times[b]],
  ArcTan[Tan[x_]] :> x, ArcSin[Sin[x_]] :> x, ArcCos[Cos[x_]] :> x, ArcTanh[Tanh[x_]] :> x, ArcSinh[Sinh[x_]] :> x,
  ArcCosh[Cosh[x_]] :> x, ArcCot[Cot[x_]] :> x, ProductLog[Times[a_, Power[E, a_]]] :> a}

(** PolynomialMod[poly, m] reduces a polynomial modulo m, an integer, a polynomial or a list of them.

    >> PolynomialMod[3 x^2 + 2 x + 1, 2]
    1 + x^2
 **)
PolynomialMod[p_, 0] := p
PolynomialMod[p_, m_Integer] := Expand[p, Modulus -> Abs[m]]
PolynomialMod[p_, {}] := p
PolynomialMod[p_, ms_List] := FixedPoint[Fold[PolynomialMod, #, Reverse[Sort[ms]]] &, p, 10]
PolynomialMod[p_, m_] := Module[{x = Variables[m]},
  If[x === {}, Return[p, Module]];
  x = First[Sort[x]];
  If[PolynomialQ[p, x], Expand[PolynomialRemainder[p, m, x]], p]]

(** Cyclotomic[n, x] gives the n-th cyclotomic polynomial in x.

    >> Cyclotomic[6, x]
    1 - x + x^2
 **)
Cyclotomic[0, x_] := 1
Cyclotomic[n_Integer?Positive, x_] /; n <= 100000 := Module[{t}, cyclotomicPolynomial[n, t] /. t -> x]
cyclotomicPolynomial[n_, t_] := Expand[Cancel[Times @@ Map[(t^#)^1 - 1 &, Select[Divisors[n], MoebiusMu[n/#] == 1 &]]/
  Times @@ Map[t^# - 1 &, Select[Divisors[n], MoebiusMu[n/#] == -1 &]]]]

(** IrreduciblePolynomialQ[poly] tells whether a polynomial is irreducible over the rationals.

    >> IrreduciblePolynomialQ[x^2 + 1]
    True
 **)
IrreduciblePolynomialQ[p_, opts___Rule] := Module[{fs},
  If[Variables[p] === {}, Return[False, Module]];
  fs = Select[FactorList[p, opts], Variables[First[#]] =!= {} &];
  Length[fs] == 1 && fs[[1, 2]] == 1]

(** HornerForm[poly, x] writes a polynomial in Horner's form.

    >> HornerForm[11 x^3 - 4 x^2 + 7 x + 2]
    2 + x*(7 + x*(-4 + 11*x))
 **)
HornerForm[p_] := Module[{v = Variables[p]}, If[v === {}, p, HornerForm[p, First[Sort[v]]]]]
HornerForm[p_, x_] := If[PolynomialQ[p, x], Module[{c = CoefficientList[p, x]}, If[c === {}, 0, Fold[#2 + x #1 &, Reverse[c]]]], p]

(** MonomialList[poly] is the list of the monomials of a polynomial; MonomialList[poly, vars, order] in an order.

    >> MonomialList[x^2 + 3 x y + y^3, {x, y}]
    {x^2, 3*x*y, y^3}
 **)
MonomialList[p_] := MonomialList[p, Sort[Variables[p]]]
MonomialList[p_, vars : Except[_List]] := MonomialList[p, {vars}]
MonomialList[p_, vars_List, order_String : "Lexicographic"] := Module[{rules = CoefficientRules[p, vars, order]},
  If[Head[rules] === List, Map[Last[#] Times @@ (vars^First[#]) &, rules], {p}]]

(** CoefficientRules[poly, {x1, x2, ...}] is the list of the rules exponents -> coefficient.

    >> CoefficientRules[(x + y)^2, {x, y}]
    {{2, 0} -> 1, {1, 1} -> 2, {0, 2} -> 1}
 **)
CoefficientRules[p_] := CoefficientRules[p, Sort[Variables[p]]]
CoefficientRules[p_, x : Except[_List]] := CoefficientRules[p, {x}]
CoefficientRules[0, _List] := {}
CoefficientRules[p_, vars_List] := CoefficientRules[p, vars, "Lexicographic"]
CoefficientRules[p_, vars_List, order_String] := Module[{terms, e, keys, rules},
  If[!PolynomialQ[p, vars], Return[$Failed, Module]];
  e = Expand[p];
  terms = If[Head[e] === Plus, List @@ e, {e}];
  keys = Map[Function[t, Map[Exponent[t, #] &, vars]], terms];
  rules = MapThread[#1 -> #2/Times @@ (vars^#1) &, {keys, terms}];
  rules = Map[First[First[#]] -> Total[Last /@ #] &, GatherBy[rules, First]];
  monomialSort[rules, order]]
monomialSort[rules_, order_] := Reverse[SortBy[rules, monomialKey[First[#], order] &]]
monomialKey[e_, "Lexicographic"] := e
monomialKey[e_, "NegativeLexicographic"] := -e
monomialKey[e_, "DegreeLexicographic"] := Prepend[e, Total[e]]
monomialKey[e_, "DegreeReverseLexicographic"] := Prepend[-Reverse[e], Total[e]]
monomialKey[e_, "NegativeDegreeLexicographic"] := Prepend[e, -Total[e]]
monomialKey[e_, "NegativeDegreeReverseLexicographic"] := Prepend[-Reverse[e], -Total[e]]
monomialKey[e_, _] := e

(** FromCoefficientRules[rules, {x1, x2, ...}] makes the polynomial of a list of coefficient rules.

    >> FromCoefficientRules[{{2, 0} -> 1, {1, 1} -> 2}, {x, y}]
    x^2 + 2*x*y
 **)
FromCoefficientRules[rules_List, vars_List] := Plus @@ Map[Last[#] Times @@ (vars^First[#]) &, rules]
FromCoefficientRules[rules_List, x_] := Plus @@ Map[Last[#] x^First[First[#]] &, rules]

(** PolynomialReduce[poly, {p1, p2, ...}, {x1, x2, ...}] is {{a1, a2, ...}, b} with poly = a1 p1 + a2 p2 + ... + b,
    b reduced.

    >> PolynomialReduce[x^2 + y^2, {x - y}, {x, y}]
    {{x + y}, 2*y^2}
 **)
PolynomialReduce[p_, ps_List, x : Except[_List]] := PolynomialReduce[p, ps, {x}]
PolynomialReduce[p_, ps_List, vars_List] := Module[{rest = Expand[p], rem = 0, q = Table[0, {Length[ps]}], leads, lead, i, t, found},
  leads = Map[leadingTerm[#, vars] &, ps];
  While[rest =!= 0,
    lead = leadingTerm[rest, vars];
    found = False;
    Do[
      If[Min[First[lead] - First[leads[[i]]]] >= 0,
        t = Last[lead]/Last[leads[[i]]] Times @@ (vars^(First[lead] - First[leads[[i]]]));
        q[[i]] = Expand[q[[i]] + t];
        rest = Expand[rest - t ps[[i]]];
        found = True; Break[]],
      {i, Length[ps]}];
    If[!found,
      t = Last[lead] Times @@ (vars^First[lead]);
      rem += t; rest = Expand[rest - t]]];
  {q, rem}]
leadingTerm[p_, vars_] := First[CoefficientRules[p, vars]]

(** GroebnerBasis[{p1, p2, ...}, {x1, x2, ...}] is a Groebner basis of polynomials, in lexicographic order.

    >> GroebnerBasis[{x^2 + y^2 - 1, x - y}, {x, y}]
    {-1 + 2*y^2, x - y}
 **)
GroebnerBasis[ps_List, x : Except[_List]] := GroebnerBasis[ps, {x}]
GroebnerBasis[ps_List, vars_List] := Module[{g},
  g = buchberger[DeleteCases[Map[polynomialOf, ps], 0], vars];
  Map[primitivePart[#, vars] &, Reverse[reduceBasis[g, vars]]]]
GroebnerBasis[ps_List, vars_List, elim_List] := Select[GroebnerBasis[ps, Join[elim, vars]], FreeQ[#, Alternatives @@ elim] &]
polynomialOf[a_ == b_] := Expand[Numerator[Together[a - b]]]
polynomialOf[a_] := Expand[Numerator[Together[a]]]
primitivePart[p_, vars_] := Module[{l = FactorTermsList[p]}, If[First[l] === 0, p, Expand[Sign[Last[leadingTerm[Last[l], vars]] /. s_ /; !NumberQ[s] -> 1] Last[l]]]]
spolynomial[a_, b_, vars_] := Module[{la = leadingTerm[a, vars], lb = leadingTerm[b, vars], m},
  m = MapThread[Max, {First[la], First[lb]}];
  Expand[a Times @@ (vars^(m - First[la]))/Last[la] - b Times @@ (vars^(m - First[lb]))/Last[lb]]]
buchberger[ps_, vars_] := Module[{g = ps, pairs, s, i, j, la, lb},
  pairs = Subsets[Range[Length[g]], {2}];
  While[pairs =!= {},
    {i, j} = First[pairs]; pairs = Rest[pairs];
    la = First[leadingTerm[g[[i]], vars]]; lb = First[leadingTerm[g[[j]], vars]];
    If[Total[MapThread[Min, {la, lb}]] > 0,
      s = Last[PolynomialReduce[spolynomial[g[[i]], g[[j]], vars], g, vars]];
      If[s =!= 0,
        s = primitivePart[s, vars];
        AppendTo[g, s];
        pairs = Join[pairs, Table[{k, Length[g]}, {k, Length[g] - 1}]]]]];
  g]
reduceBasis[g_, vars_] := Module[{b = g, i = 1, p, r},
  While[i <= Length[b],
    r = If[Length[b] == 1, b[[i]], Last[PolynomialReduce[b[[i]], Delete[b, i], vars]]];
    If[r === 0, b = Delete[b, i], b = ReplacePart[b, i -> r]; i++]];
  Reverse[SortBy[b, First[leadingTerm[#, vars]] &]]]

(** Subresultants[p, q, x] is the list of the principal subresultant coefficients of two polynomials in x.

    >> Subresultants[x^2 - 4, x^2 - 5 x + 6, x]
    {0, -5, 1}
 **)
Subresultants[p_, q_, x_] := Module[{a = Reverse[CoefficientList[p, x]], b = Reverse[CoefficientList[q, x]], m, n},
  m = Length[a] - 1; n = Length[b] - 1;
  If[m < 0 || n < 0, Return[{}, Module]];
  Table[subresultantCoefficient[a, b, m, n, j], {j, 0, Min[m, n]}]]
subresultantCoefficient[a_, b_, m_, n_, j_] := Module[{rows},
  rows = Join[
    Table[Table[If[1 <= c - r + 1 <= m + 1, a[[c - r + 1]], 0], {c, m + n - 2 j}], {r, n - j}],
    Table[Table[If[1 <= c - r + 1 <= n + 1, b[[c - r + 1]], 0], {c, m + n - 2 j}], {r, m - j}]];
  If[rows === {}, 1, Expand[Det[rows]]]]

(* Factoring over the Gaussian integers: the factors of f over Q split by gcds with shifted norms. *)
Lyra$FactorExtension[p_, I | {I}] := Module[{fs = FactorList[p]},
  Times @@ Map[gaussianFactor[First[#]]^Last[#] &, fs]]
Lyra$FactorExtension[p_, Sqrt[d_Integer] | {Sqrt[d_Integer]}] := Module[{fs = FactorList[p]},
  Times @@ Map[quadraticFactor[First[#], d]^Last[#] &, fs]]
Lyra$FactorExtension[p_, _] := Factor[p]
gaussianFactor[p_] := quadraticFactor[p, -1]
quadraticFactor[p_, d_] := Module[{x = Variables[p], e, a, b, c, r},
  If[Length[x] == 0, Return[p, Module]];
  x = Last[Sort[x]];
  e = Exponent[p, x];
  If[e =!= 2, Return[p, Module]];
  {c, b, a} = CoefficientList[p, x];
  r = Together[(b^2 - 4 a c)/d];
  r = PowerExpand[Sqrt[Factor[r]]];
  If[FreeQ[r, Power[_, _Rational]] && FreeQ[r, I],
    a (x + Expand[(b - r Sqrt[d])/(2 a)]) (x + Expand[(b + r Sqrt[d])/(2 a)]), p]]

(** MinimalPolynomial[s, x] is the minimal polynomial of an algebraic number s.

    >> MinimalPolynomial[1 + Sqrt[2], x]
    -1 - 2*x + x^2
 **)
MinimalPolynomial[l_List, x_] := Map[MinimalPolynomial[#, x] &, l]
MinimalPolynomial[s_] := With[{p = MinimalPolynomial[s, lyraMinimal]}, Function[Evaluate[p /. lyraMinimal -> Slot[1]]]]
MinimalPolynomial[s_?NumericQ, x_] := Module[{p, fs, v, t},
  t = s /. GoldenRatio -> (1 + Sqrt[5])/2;
  p = annihilator[t, x];
  If[p === $Failed, Return[$Failed, Module]];
  fs = Select[FactorList[p], !FreeQ[First[#], x] &][[All, 1]];
  v = N[s, 40];
  fs = SortBy[fs, Abs[# /. x -> v] &];
  First[fs]]
annihilator[r : (_Integer | _Rational | _Complex), x_] := If[Head[r] === Complex, Expand[Numerator[Together[(x - Re[r])^2 + Im[r]^2]]], Denominator[r] x - Numerator[r]]
annihilator[Power[b_, q_Rational], x_] := Module[{p = annihilator[b, x], y},
  If[p === $Failed, Return[$Failed, Module]];
  p = If[Numerator[q] == 1, p, Resultant[p /. x -> y, If[Numerator[q] > 0, x - y^Numerator[q], x y^-Numerator[q] - 1], y]];
  p /. x -> x^Denominator[q]]
annihilator[Power[b_, n_Integer], x_] := Module[{p = annihilator[b, x], y},
  If[p === $Failed, $Failed, Resultant[p /. x -> y, If[n > 0, x - y^n, x y^-n - 1], y]]]
annihilator[a_Plus, x_] := Fold[annihilatorJoin[#1, #2, x, Plus] &, Map[annihilator[#, x] &, List @@ a]]
annihilator[a_Times, x_] := Fold[annihilatorJoin[#1, #2, x, Times] &, Map[annihilator[#, x] &, List @@ a]]
annihilator[_, x_] := $Failed
annihilatorJoin[$Failed, _, _, _] := $Failed
annihilatorJoin[_, $Failed, _, _] := $Failed
annihilatorJoin[p_, q_, x_, Plus] := Module[{y}, Resultant[p /. x -> y, Expand[q /. x -> x - y], y]]
annihilatorJoin[p_, q_, x_, Times] := Module[{y, n = Exponent[q, x]}, Resultant[p /. x -> y, Expand[y^n (q /. x -> x/y)], y]]
