(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Integration: a table with linear arguments, rational functions by partial fractions, substitution
   where the derivative divides, parts; definite integrals by the antiderivative and its limits. *)

(** Integrate[f, x] gives the indefinite integral of f; Integrate[f, {x, a, b}] the definite one.

    >> Integrate[x^2, x]
    x^3/3
    >> Integrate[Sin[x], {x, 0, Pi}]
    2
 **)
Options[Integrate] = {Assumptions :> $Assumptions, GenerateConditions -> Automatic, PrincipalValue -> False}
Integrate::ilim = "Invalid integration variable or limit(s) in `1`."
Integrate::idiv = "Integral of `1` does not converge on `2`."
Integrate[f_, v : Except[_Rule | _RuleDelayed] .., opts : (_Rule | _RuleDelayed) ..] :=
  Module[{s = integrateAssuming[f, {v}, Assumptions /. {opts} /. Assumptions :> $Assumptions]}, s /; FreeQ[s, Integrate]]
integrateAssuming[f_, {v__}, a_] := Block[{$Assumptions = $Assumptions && a}, Integrate[f, v]]
Integrate[f_, x : Except[_Rule | _RuleDelayed], y : Except[_Rule | _RuleDelayed] ..] := Module[{inner = Integrate[f, y]}, Integrate[inner, x] /; FreeQ[inner, Integrate]]
Integrate[f_List, v_] := Map[Integrate[#, v] &, f]
Integrate[a_ == b_, v_] := Integrate[a, v] == Integrate[b, v]
Integrate[f_, x_?integrationVariableQ] := Module[{r = indefinite[f, x]}, r /; r =!= $Failed]
Integrate[f_, {x_?integrationVariableQ, a_, b_}] := Module[{r = definite[f, x, a, b]}, r /; r =!= $Failed]
integrationVariableQ[x_] := MatchQ[x, _Symbol] && !NumericQ[x] || MatchQ[x, _Symbol[___]] && !MatchQ[x, _Plus | _Times | _Power | _List]

indefinite[f_, x_] := Module[{r}, Block[{intDepth = 0, intCount = 0}, r = int[f, x]]; If[FreeQ[r, $Failed], r, partly[f, x]]]
partly[f_Plus, x_] := Module[{l = List @@ f, r},
  r = Map[Block[{intDepth = 0, intCount = 0}, int[#, x]] &, l];
  If[AllTrue[r, !FreeQ[#, $Failed] &], $Failed, Plus @@ MapThread[If[FreeQ[#2, $Failed], #2, Integrate[#1, x]] &, {l, r}]]]
partly[f_, x_] := $Failed

int[f_, x_] := f x /; FreeQ[f, x]
int[f_SeriesData, x_] := SeriesData[x, f[[2]], MapIndexed[#1 f[[6]]/(f[[4]] + First[#2] - 1 + f[[6]]) &, f[[3]]], f[[4]] + f[[6]], f[[5]] + f[[6]], f[[6]]]
int[f_Plus, x_] := Module[{r}, If[++intCount > 300, Return[$Failed, Module]];
  If[PolynomialQ[f, x], Return[Plus @@ Map[int[#, x] &, List @@ f], Module]];
  r = Map[int[#, x] &, List @@ f]; If[FreeQ[r, $Failed], Plus @@ r, intWhole[f, x]]]
int[f_Times, x_] := Module[{c, g, r},
  c = Select[f, FreeQ[#, x] &]; g = Select[f, !FreeQ[#, x] &];
  If[c =!= 1, r = int[g, x]; Return[If[FreeQ[r, $Failed], distributeConstant[c, r], $Failed], Module]];
  intWhole[f, x]]
int[f_, x_] := intWhole[f, x]
distributeConstant[c_, r_Plus] := If[MatchQ[c, _Integer | _Rational] || FreeQ[c, Plus], scaled[c, r], c r]
distributeConstant[c_, r_] := c r
scaled[1, r_] := r
scaled[c_, r_Plus] := Map[c # &, r]
scaled[c_, r_] := c r

intWhole[f_, x_] := Module[{r},
  If[intDepth > 7 || ++intCount > 300, Return[$Failed, Module]];
  Block[{intDepth = intDepth + 1}, tryMethods[f, x, {intTable, intRationalFunction, intPolynomialTimes, intSubstitution, intTrig, intParts, intExpanded}]]]
tryMethods[f_, x_, {}] := $Failed
tryMethods[f_, x_, {m_, rest___}] := With[{r = m[f, x]}, If[FreeQ[r, $Failed], r, tryMethods[f, x, {rest}]]]

linearIn[u_, x_] := PolynomialQ[u, x] && Exponent[u, x] == 1
slope[u_, x_] := Coefficient[u, x, 1]

(* ---- the table ---- *)
intTable[y_, x_] := x^2/2 /; y === x
intTable[x_^n_, x_] := If[n === -1, Log[x], x^(n + 1)/(n + 1)] /; FreeQ[n, x]
intTable[u_^n_, x_] := If[n === -1, Log[u]/slope[u, x], u^(n + 1)/(slope[u, x] (n + 1))] /; FreeQ[n, x] && linearIn[u, x] && !IntegerQ[n]
intTable[E^u_, x_] := E^u/slope[u, x] /; linearIn[u, x]
intTable[a_^u_, x_] := a^u/(slope[u, x] Log[a]) /; FreeQ[a, x] && linearIn[u, x]
intTable[E^u_, x_] := Module[{c = CoefficientList[u, x], a, b, d},
  {d, b, a} = c;
  If[NumericQ[a] && TrueQ[a < 0] || Head[a] === Times && MatchQ[First[a], _?Negative],
    E^(d - b^2/(4 a)) Sqrt[Pi] Erf[(-b - 2 a x)/(2 Sqrt[-a]) // Together]/(2 Sqrt[-a]),
    E^(d - b^2/(4 a)) Sqrt[Pi] Erfi[(b + 2 a x)/(2 Sqrt[a]) // Together]/(2 Sqrt[a])]] /; PolynomialQ[u, x] && Exponent[u, x] == 2
intTable[f_[u_], x_] := scaled[1/slope[u, x], primitive[f, u]] /; linearIn[u, x] && primitive[f, u] =!= $Failed
intTable[f_[u_]^n_Integer, x_] := scaled[1/slope[u, x], powerPrimitive[f, n, u]] /; linearIn[u, x] && powerPrimitive[f, n, u] =!= $Failed
intTable[f_[u_] g_[u_], x_] := scaled[1/slope[u, x], productPrimitive[f, g, u]] /; linearIn[u, x] && productPrimitive[f, g, u] =!= $Failed
intTable[E^u_/x_, x_] := ExpIntegralEi[u] /; linearIn[u, x] && Coefficient[u, x, 0] === 0
intTable[Sin[u_]/x_, x_] := SinIntegral[u] /; linearIn[u, x] && Coefficient[u, x, 0] === 0
intTable[Cos[u_]/x_, x_] := CosIntegral[u] /; linearIn[u, x] && Coefficient[u, x, 0] === 0
intTable[Sinh[u_]/x_, x_] := SinhIntegral[u] /; linearIn[u, x] && Coefficient[u, x, 0] === 0
intTable[Cosh[u_]/x_, x_] := CoshIntegral[u] /; linearIn[u, x] && Coefficient[u, x, 0] === 0
intTable[1/Log[x_], x_] := LogIntegral[x]
intTable[Sin[c_. x_^2], x_] := Sqrt[Pi/2] FresnelS[Sqrt[c] Sqrt[2/Pi] x]/Sqrt[c] /; FreeQ[c, x]
intTable[Cos[c_. x_^2], x_] := Sqrt[Pi/2] FresnelC[Sqrt[c] Sqrt[2/Pi] x]/Sqrt[c] /; FreeQ[c, x]
intTable[E^u_ Sin[v_], x_] := With[{a = slope[u, x], b = slope[v, x]}, Factor[E^u (a Sin[v] - b Cos[v])/(a^2 + b^2)]] /; linearIn[u, x] && linearIn[v, x]
intTable[E^u_ Cos[v_], x_] := With[{a = slope[u, x], b = slope[v, x]}, Factor[E^u (a Cos[v] + b Sin[v])/(a^2 + b^2)]] /; linearIn[u, x] && linearIn[v, x]
intTable[(a_ + b_. x_^2)^(-1/2), x_] := Which[
  NumericQ[b] && TrueQ[b < 0] || MatchQ[b, Times[_?Negative, __]], If[NumericQ[a] && TrueQ[a > 0], ArcSin[x Sqrt[-b]/Sqrt[a]]/Sqrt[-b], ArcTan[Sqrt[-b] x/Sqrt[a + b x^2]]/Sqrt[-b]],
  NumericQ[a] && TrueQ[a > 0], ArcSinh[x Sqrt[b]/Sqrt[a]]/Sqrt[b],
  True, ArcTanh[Sqrt[b] x/Sqrt[a + b x^2]]/Sqrt[b]] /; FreeQ[{a, b}, x]
intTable[(a_ + b_. x_^2)^(1/2), x_] := With[{i = intTable[(a + b x^2)^(-1/2), x]}, x Sqrt[a + b x^2]/2 + a i/2] /; FreeQ[{a, b}, x]
intTable[(a_ + b_. x_^2)^(-3/2), x_] := x/(a Sqrt[a + b x^2]) /; FreeQ[{a, b}, x]
intTable[1/(x_ Sqrt[a_ + b_. x_^2]), x_] := -ArcTanh[Sqrt[a + b x^2]/Sqrt[a]]/Sqrt[a] /; FreeQ[{a, b}, x]
intTable[x_^2 (a_ + b_. x_^2)^(-1/2), x_] := With[{i = intTable[(a + b x^2)^(-1/2), x]}, x Sqrt[a + b x^2]/(2 b) - a i/(2 b)] /; FreeQ[{a, b}, x]
intTable[x_^n_. Log[x_], x_] := x^(n + 1) (-1 + (n + 1) Log[x])/(n + 1)^2 /; FreeQ[n, x] && n =!= -1
intTable[Derivative[n_][f_][x_], x_] := Derivative[n - 1][f][x]
intTable[DiracDelta[u_], x_] := HeavisideTheta[u]/slope[u, x] /; linearIn[u, x]
intTable[HeavisideTheta[x_], x_] := x HeavisideTheta[x]
intTable[UnitStep[x_], x_] := x UnitStep[x]
intTable[HoldPattern[Piecewise[c_, d_]], x_] := Module[{r = Map[{int[First[#], x], Last[#]} &, c], e = int[d, x]}, Piecewise[r, e]]
intTable[f_, y_] := $Failed

primitive[Sin, u_] := -Cos[u]
primitive[Cos, u_] := Sin[u]
primitive[Tan, u_] := -Log[Cos[u]]
primitive[Cot, u_] := Log[Sin[u]]
primitive[Sec, u_] := ArcTanh[Sin[u]]
primitive[Csc, u_] := -ArcTanh[Cos[u]]
primitive[Sinh, u_] := Cosh[u]
primitive[Cosh, u_] := Sinh[u]
primitive[Tanh, u_] := Log[Cosh[u]]
primitive[Coth, u_] := Log[Sinh[u]]
primitive[Sech, u_] := ArcTan[Sinh[u]]
primitive[Csch, u_] := -ArcTanh[Cosh[u]]
primitive[Log, u_] := If[AtomQ[u], u (-1 + Log[u]), -u + u Log[u]]
primitive[ArcSin, u_] := Sqrt[1 - u^2] + u ArcSin[u]
primitive[ArcCos, u_] := -Sqrt[1 - u^2] + u ArcCos[u]
primitive[ArcTan, u_] := u ArcTan[u] - Log[1 + u^2]/2
primitive[ArcCot, u_] := u ArcCot[u] + Log[1 + u^2]/2
primitive[ArcSinh, u_] := -Sqrt[1 + u^2] + u ArcSinh[u]
primitive[ArcCosh, u_] := -(Sqrt[-1 + u] Sqrt[1 + u]) + u ArcCosh[u]
primitive[ArcTanh, u_] := u ArcTanh[u] + Log[1 - u^2]/2
primitive[ArcCoth, u_] := u ArcCoth[u] + Log[1 - u^2]/2
primitive[Erf, u_] := 1/(E^u^2 Sqrt[Pi]) + u Erf[u]
primitive[Erfc, u_] := -1/(E^u^2 Sqrt[Pi]) + u Erfc[u]
primitive[Erfi, u_] := -E^u^2/Sqrt[Pi] + u Erfi[u]
primitive[FresnelC, u_] := u FresnelC[u] - Sin[Pi u^2/2]/Pi
primitive[FresnelS, u_] := u FresnelS[u] + Cos[Pi u^2/2]/Pi
primitive[SinIntegral, u_] := Cos[u] + u SinIntegral[u]
primitive[CosIntegral, u_] := u CosIntegral[u] - Sin[u]
primitive[SinhIntegral, u_] := -Cosh[u] + u SinhIntegral[u]
primitive[CoshIntegral, u_] := u CoshIntegral[u] - Sinh[u]
primitive[ExpIntegralEi, u_] := -E^u + u ExpIntegralEi[u]
primitive[LogIntegral, u_] := -ExpIntegralEi[2 Log[u]] + u LogIntegral[u]
primitive[Abs, u_] := $Failed
primitive[RealAbs, u_] := u RealAbs[u]/2
primitive[PolyGamma, u_] := LogGamma[u]
primitive[_, _] := $Failed
powerPrimitive[Sin, 2, u_] := u/2 - Sin[2 u]/4
powerPrimitive[Cos, 2, u_] := u/2 + Sin[2 u]/4
powerPrimitive[Sinh, 2, u_] := -u/2 + Sinh[2 u]/4
powerPrimitive[Cosh, 2, u_] := u/2 + Sinh[2 u]/4
powerPrimitive[Tan, 2, u_] := -ArcTan[Tan[u]] + Tan[u]
powerPrimitive[Cot, 2, u_] := -ArcTan[Tan[u]] - Cot[u]
powerPrimitive[Tanh, 2, u_] := u - Tanh[u]
powerPrimitive[Coth, 2, u_] := ArcTanh[Tanh[u]] - Coth[u]
powerPrimitive[Sec, 2, u_] := Tan[u]
powerPrimitive[Csc, 2, u_] := -Cot[u]
powerPrimitive[Sech, 2, u_] := Tanh[u]
powerPrimitive[Csch, 2, u_] := -Coth[u]
powerPrimitive[Sin, -2, u_] := -Cot[u]
powerPrimitive[Cos, -2, u_] := Tan[u]
powerPrimitive[Sinh, -2, u_] := -Coth[u]
powerPrimitive[Cosh, -2, u_] := Tanh[u]
powerPrimitive[Sin, -1, u_] := -ArcTanh[Cos[u]]
powerPrimitive[Cos, -1, u_] := ArcCoth[Sin[u]]
powerPrimitive[Log, 2, u_] := u (2 - 2 Log[u] + Log[u]^2)
powerPrimitive[Log, -1, u_] := LogIntegral[u]
powerPrimitive[f : Tan | Cot, n_, u_] := With[{s = If[f === Tan, 1, -1]}, s f[u]^(n - 1)/(n - 1) - If[n === 3, primitive[f, u], powerPrimitive[f, n - 2, u]]] /; n > 2
powerPrimitive[Sec, 3, u_] := ArcTanh[Sin[u]]/2 + Sec[u] Tan[u]/2
powerPrimitive[_, _, _] := $Failed
productPrimitive[Sec, Tan, u_] := Sec[u]
productPrimitive[Csc, Cot, u_] := -Csc[u]
productPrimitive[Cot, Csc, u_] := -Csc[u]
productPrimitive[Sech, Tanh, u_] := -Sech[u]
productPrimitive[Csch, Coth, u_] := -Csch[u]
productPrimitive[Coth, Csch, u_] := -Csch[u]
productPrimitive[Sin, Sec, u_] := -Log[Cos[u]]
productPrimitive[Sec, Sin, u_] := -Log[Cos[u]]
productPrimitive[Cos, Csc, u_] := Log[Sin[u]]
productPrimitive[Cos, Sin, u_] := -Cos[u]^2/2
productPrimitive[Sin, Cos, u_] := -Cos[u]^2/2
productPrimitive[Sin, Tan, u_] := ArcTanh[Sin[u]] - Sin[u]
productPrimitive[Cos, Cot, u_] := Cos[u] + Log[Tan[u/2]]
productPrimitive[Cosh, Sinh, u_] := Cosh[u]^2/2
productPrimitive[_, _, _] := $Failed

(* ---- rational functions ---- *)
intRationalFunction[f_, x_] := Module[{t, num, den, a, parts},
  t = Together[f];
  num = Numerator[t]; den = Denominator[t];
  If[!PolynomialQ[num, x] || !PolynomialQ[den, x], Return[$Failed, Module]];
  If[!FreeQ[den, x] && Head[den] === Power, With[{q = Together[num/D[den[[1]], x]]}, If[FreeQ[q, x], Return[q den[[1]]^(1 - den[[2]])/(1 - den[[2]]), Module]]]];
  If[FreeQ[den, x], Return[Plus @@ Map[int[#, x] &, With[{e = Expand[t]}, If[Head[e] === Plus, List @@ e, {e}]]], Module]];
  a = Apart[t, x];
  parts = If[Head[a] === Plus, List @@ a, {a}];
  Plus @@ Map[rationalTerm[#, x] &, parts]]
rationalTerm[t_, x_] := int[t, x] /; PolynomialQ[t, x]
rationalTerm[t_, x_] := Module[{num = Numerator[t], den = Denominator[t], fs, p, k, c, n, a, b, r, disc, q},
  fs = FactorList[den];
  c = Times @@ Map[#[[1]]^#[[2]] &, Select[fs, FreeQ[First[#], x] &]];
  fs = Select[fs, !FreeQ[First[#], x] &];
  If[Length[fs] != 1, Return[$Failed, Module]];
  {p, k} = First[fs];
  n = Exponent[p, x];
  Which[
    n == 1 && FreeQ[num, x], With[{s = Coefficient[p, x, 1]}, If[k == 1, num/c Log[p]/s, num/c p^(1 - k)/(s (1 - k))]],
    n == 2, quadraticTerm[num/c, p, k, x],
    k == 1 && FreeQ[Together[num/D[p, x]], x], Together[num/D[p, x]]/c Log[p],
    n > 2 && FreeQ[Together[num/D[p, x]], x], Together[num/D[p, x]]/c p^(1 - k)/(1 - k),
    True, biquadratic[num/c, p, k, x]]]
quadraticTerm[num_, p_, k_, x_] := Module[{a, b, c, m, n, rest, disc},
  {c, b, a} = CoefficientList[p, x];
  m = Coefficient[num, x, 1]; n = Coefficient[num, x, 0];
  rest = Together[n - m b/(2 a)];
  disc = Together[4 a c - b^2];
  If[k == 1,
    arcPart[rest, a, b, disc, x] + If[m === 0, 0, Together[m/(2 a)] Log[p]],
    If[m === 0, 0, Together[m/(2 a)] p^(1 - k)/(1 - k)] + If[rest === 0, 0, rest quadraticReduction[p, k, a, b, c, disc, x]]]]
quadraticReduction[p_, 1, a_, b_, c_, disc_, x_] := arcPart[1, a, b, disc, x]
quadraticReduction[p_, k_, a_, b_, c_, disc_, x_] := Together[(2 a x + b)/((k - 1) disc)]/p^(k - 1) + Together[2 a (2 k - 3)/((k - 1) disc)] quadraticReduction[p, k - 1, a, b, c, disc, x]
arcPart[0, __] := 0
arcPart[r_, a_, b_, disc_, x_] := Module[{s},
  If[(NumericQ[disc] && TrueQ[disc < 0]) || MatchQ[disc, Times[_?Negative, __]],
    s = PowerExpand[Sqrt[-disc]];
    If[b === 0, -2 r/s ArcTanh[Together[2 a x/s]], 2 r/s (-ArcTanh[Together[(b + 2 a x)/s]])],
    s = PowerExpand[Sqrt[disc]];
    2 r/s ArcTan[simplifyArgument[(b + 2 a x)/s]]]]
simplifyArgument[e_] := If[FreeQ[e, Power[_, _Rational]], Together[e], e]
biquadratic[num_, p_, k_, x_] := $Failed

(* ---- substitution: f = g(u) u' ---- *)
intSubstitution[f_, x_] := Module[{us, t, du, q, r, k = 0},
  us = DeleteDuplicates[substitutionCandidates[f, x]];
  us = Take[SortBy[us, -LeafCount[#] &], Min[Length[us], 12]];
  Do[
    du = D[u, x];
    If[du === 0, Continue[]];
    q = cancelled[f/du];
    q = q /. u -> t;
    If[!FreeQ[q, x], q = q /. inversePowers[u, t, x]];
    If[FreeQ[q, x],
      If[q === f /. x -> t, Continue[]];
      r = int[q, t];
      If[FreeQ[r, $Failed], Return[r /. t -> u, Module]]],
    {u, us}];
  $Failed]
cancelled[e_] := With[{c = Cancel[Together[e]]}, If[LeafCount[c] <= LeafCount[e], c, e]]
inversePowers[Power[x_, n_], t_, x_] := {Power[x, m_] :> t^(m/n) /; IntegerQ[m/n]}
inversePowers[Power[E, u_], t_, x_] := {Power[E, v_] :> With[{k = Cancel[v/u]}, t^k /; FreeQ[k, x] && IntegerQ[k]]}
inversePowers[_, _, _] := {}
substitutionCandidates[e_, x_] := {} /; FreeQ[e, x] || AtomQ[e]
substitutionCandidates[e_Plus, x_] := Join[{e}, Join @@ Map[substitutionCandidates[#, x] &, List @@ e]]
substitutionCandidates[e_Times, x_] := Join @@ Map[substitutionCandidates[#, x] &, List @@ e]
substitutionCandidates[Power[a_, b_], x_] := Join[If[FreeQ[b, x], Join[If[a === x, If[IntegerQ[b], Map[x^# &, Select[Divisors[Max[1, Abs[b + 1]]], # > 1 &]], {}], {}], If[a === x, {x^b}, {}], {a}], {Power[a, b], b}], substitutionCandidates[a, x], substitutionCandidates[b, x]] // DeleteCases[x]
substitutionCandidates[e_, x_] := Join[{e}, If[First[e] === x, {}, {First[e]}], substitutionCandidates[First[e], x]] /; Length[e] == 1 && AtomQ[Head[e]]
substitutionCandidates[e_, x_] := {e}

(* ---- polynomial times exponential, sine or cosine ---- *)
intPolynomialTimes[f_Times, x_] := Module[{p, g, fs = List @@ f, r},
  p = Select[fs, PolynomialQ[#, x] &]; g = Select[fs, !PolynomialQ[#, x] &];
  If[p === {} || Length[g] != 1, Return[$Failed, Module]];
  p = Expand[Times @@ p]; g = First[g];
  Switch[g,
    Power[E, u_ /; linearIn[u, x]], r = polynomialExp[p, slope[g[[2]], x], x]; g Factor[r],
    Power[a_ /; FreeQ[a, x], u_ /; linearIn[u, x]], r = polynomialExp[p, slope[g[[2]], x] Log[g[[1]]], x]; g Factor[r],
    (Sin | Cos | Sinh | Cosh)[u_ /; linearIn[u, x]], repeatedParts[p, g, x],
    _, $Failed]]
intPolynomialTimes[_, _] := $Failed
polynomialExp[p_, a_, x_] := Module[{s = 0, q = p, k = 0}, While[q =!= 0, s += (-1)^k q/a^(k + 1); q = D[q, x]; k++]; s]
repeatedParts[p_, g_, x_] := Module[{s = 0, q = p, h = g, k = 1},
  While[q =!= 0, h = int[h, x]; s += k Expand[q] h; q = Expand[D[q, x]]; k = -k];
  Collect[Expand[s], DeleteDuplicates[Cases[{Expand[s]}, (Sin | Cos | Sinh | Cosh)[_], Infinity]], Factor]]

(* ---- powers of sine and cosine ---- *)
intTrig[f_, x_] := Module[{r, t},
  If[FreeQ[f, Sin | Cos | Sinh | Cosh | Tan | Sec | Csc | Cot], Return[$Failed, Module]];
  If[MatchQ[f, Sin[u_]^m_. Cos[u_]^n_. | Sin[u_]^m_ | Cos[u_]^n_ | (Sin | Cos)[_] (Sin | Cos)[_] | Sinh[_]^m_. Cosh[_]^n_. | Sinh[_]^_ | Cosh[_]^_] && FreeQ[Cases[f, Power[_, n_] :> n, {0, 1}], _?(!TrueQ[# > 0] || !IntegerQ[#] &)],
    r = Expand[TrigReduce[f]];
    If[r =!= f && Head[r] === Plus, Return[int[r, x], Module]];
    If[r =!= f, Return[int[r, x], Module]]];
  If[!FreeQ[f, Tan | Sec | Csc | Cot],
    t = f /. {Tan[u_] :> Sin[u]/Cos[u], Sec[u_] :> 1/Cos[u], Csc[u_] :> 1/Sin[u], Cot[u_] :> Cos[u]/Sin[u]};
    If[t =!= f, r = intSubstitution[t, x]; If[FreeQ[r, $Failed], Return[r, Module]]]];
  $Failed]

(* ---- parts ---- *)
intParts[f_, x_] := Module[{fs, g, rest, p, r},
  fs = If[Head[f] === Times, List @@ f, {f}];
  g = SelectFirst[fs, MatchQ[#, (Log | ArcTan | ArcSin | ArcCos | ArcCot | ArcTanh | ArcSinh | ArcCosh | Erf | Erfc | SinIntegral | CosIntegral | ExpIntegralEi)[_] | Log[_]^_Integer?Positive] &, None];
  If[g === None, Return[$Failed, Module]];
  rest = f/g;
  p = int[rest, x];
  If[!FreeQ[p, $Failed] || !FreeQ[p, Head[g]] && Head[g] =!= Power, Return[$Failed, Module]];
  r = int[cancelled[p D[g, x]], x];
  If[FreeQ[r, $Failed], p g - r, $Failed]]

intExpanded[f_, x_] := Module[{e = Expand[f], r},
  If[e =!= f && Head[e] === Plus, r = Map[int[#, x] &, List @@ e]; If[FreeQ[r, $Failed], Return[Plus @@ r, Module]]];
  e = TrigReduce[f];
  If[e =!= f && !FreeQ[f, Sin | Cos], r = int[Expand[e], x]; If[FreeQ[r, $Failed], Return[r, Module]]];
  $Failed]

(* ---- definite ---- *)
definite[f_, x_, a_, b_] := 0 /; a === b
definite[f_, x_, a_, b_] := If[f === 0, 0, f (b - a)] /; FreeQ[f, x]
definite[f_, x_, a_, b_] := Module[{r = specialDefinite[f, x, a, b]}, r /; r =!= $Failed]
definite[f_, x_, a_, b_] := Module[{g, cuts, F, lo, hi, r, sign = 1, poles},
  If[NumericQ[a] && NumericQ[b] && TrueQ[N[a] > N[b]], r = definite[f, x, b, a]; Return[If[r === $Failed, r, -r], Module]];
  If[!FreeQ[f, Abs | RealAbs | Sign | UnitStep | HeavisideTheta | Floor | Ceiling | Max | Min | Piecewise | Boole] && (NumericQ[a] || MatchQ[a, _DirectedInfinity]) && (NumericQ[b] || MatchQ[b, _DirectedInfinity]),
    Return[piecewiseDefinite[f, x, a, b], Module]];
  poles = polesBetween[f, x, a, b];
  If[poles =!= {},
    Message[Integrate::idiv, f, {x, a, b}]; Return[$Failed, Module]];
  F = indefinite[f, x];
  If[F === $Failed || !FreeQ[F, Integrate], Return[If[Head[f] === Plus, splitDefinite[f, x, a, b], $Failed], Module]];
  hi = boundary[F, x, b, "FromBelow"]; lo = boundary[F, x, a, "FromAbove"];
  If[!FreeQ[{hi, lo}, $Failed | Indeterminate | Limit | Interval], Return[$Failed, Module]];
  If[!FreeQ[{hi, lo}, DirectedInfinity],
    Message[Integrate::idiv, f, {x, a, b}]; Return[$Failed, Module]];
  r = hi - lo;
  tidyBounds[r]]
splitDefinite[f_, x_, a_, b_] := Module[{r = Map[definite[#, x, a, b] &, List @@ f]}, If[FreeQ[r, $Failed], Plus @@ r, $Failed]]
tidyBounds[r_] := If[NumericQ[r], With[{s = Expand[r]}, If[LeafCount[s] <= LeafCount[r], s, r]], Module[{t = Together[r], e = Expand[r]}, First[SortBy[{r, e, t}, LeafCount]]]]
boundary[F_, x_, p_, dir_] := Module[{v},
  If[!MatchQ[p, _DirectedInfinity],
    v = Quiet[F /. x -> p];
    If[FreeQ[v, DirectedInfinity | Indeterminate | ComplexInfinity], Return[v, Module]]];
  v = If[MatchQ[p, _DirectedInfinity], Limit[F, x -> p], Limit[F, x -> p, Direction -> dir]];
  refineLimit[v]]
refineLimit[v_] := If[FreeQ[v, Limit], v, $Failed]
polesBetween[f_, x_, a_, b_] := Module[{d = Denominator[Together[f]], r},
  If[!(NumericQ[a] || MatchQ[a, _DirectedInfinity]) || !(NumericQ[b] || MatchQ[b, _DirectedInfinity]), Return[{}, Module]];
  If[!PolynomialQ[d, x] || FreeQ[d, x] || !FreeQ[d /. x -> 1, _Symbol?(!NumericQ[#] &)], Return[{}, Module]];
  r = Quiet[x /. Solve[d == 0, x]];
  If[!ListQ[r], Return[{}, Module]];
  Select[r, NumericQ[#] && FreeQ[Chop[N[#]], Complex] && TrueQ[N[a] < N[#] < N[b]] &]]
piecewiseDefinite[f_, x_, a_, b_] := Module[{cuts, pts, r},
  cuts = Cases[{f}, (Abs | RealAbs | Sign | UnitStep | HeavisideTheta)[u_] :> u, Infinity];
  cuts = Join[cuts, Cases[{f}, (Max | Min)[u_, v_] :> u - v, Infinity], Cases[{f}, (Less | LessEqual | Greater | GreaterEqual)[u_, v_] :> u - v, Infinity],
    Cases[{f}, Inequality[u_, _, v_, _, w_] :> Sequence[u - v, v - w], Infinity]];
  cuts = Select[cuts, !FreeQ[#, x] &];
  pts = DeleteDuplicates[Flatten[Map[If[FreeQ[#, Sin | Cos | Tan], Quiet[x /. Solve[# == 0, x]], Quiet[x /. Solve[# == 0 && a <= x <= b, x]]] &, cuts]]];
  If[!FreeQ[pts, x], Return[$Failed, Module]];
  pts = Join[pts, If[FreeQ[f, Floor | Ceiling], {}, If[NumericQ[a] && NumericQ[b] && b - a < 100, Range[Ceiling[a], Floor[b]], {}]]];
  pts = SortBy[Select[pts, NumericQ[#] && FreeQ[#, Complex] && TrueQ[N[a] < N[#] < N[b]] &], N];
  pts = Join[{a}, pts, {b}];
  r = Table[With[{m = middleOf[pts[[i]], pts[[i + 1]]]}, definite[localForm[f, x, m], x, pts[[i]], pts[[i + 1]]]], {i, Length[pts] - 1}];
  If[FreeQ[r, $Failed], Plus @@ r, $Failed]]
middleOf[a_?NumericQ, b_?NumericQ] := (a + b)/2
middleOf[_DirectedInfinity, b_?NumericQ] := b - 1
middleOf[a_?NumericQ, _DirectedInfinity] := a + 1
middleOf[_, _] := 0
localForm[f_, x_, m_] := f //. {(h : Abs | RealAbs)[u_] /; !FreeQ[u, x] :> If[TrueQ[(u /. x -> m) >= 0], u, -u], Sign[u_] /; !FreeQ[u, x] :> Sign[u /. x -> m],
  (h : UnitStep | HeavisideTheta | Floor | Ceiling | Boole)[u_] /; !FreeQ[u, x] :> h[u /. x -> m], Max[u_, v_] /; !FreeQ[{u, v}, x] :> If[TrueQ[(u - v /. x -> m) >= 0], u, v],
  Min[u_, v_] /; !FreeQ[{u, v}, x] :> If[TrueQ[(u - v /. x -> m) >= 0], v, u],
  HoldPattern[Piecewise[c_, d_]] :> First[SelectFirst[c, TrueQ[Last[#] /. x -> m] &, {d}]]}

specialDefinite[f_, x_, a_, b_] := Module[{c, r},
  If[Head[f] === Times,
    c = Select[f, FreeQ[#, x] &];
    If[c =!= 1, r = specialDefinite[f/c, x, a, b]; Return[If[r === $Failed, r, c r], Module]]];
  Which[
  !FreeQ[f, DiracDelta] && MatchQ[f, _DiracDelta | _Times], deltaIntegral[f, x, a, b],
  MatchQ[{a, b}, {0, DirectedInfinity[1]}] && MatchQ[f, Sin[x]/x], Pi/2,
  MatchQ[{a, b}, {0, DirectedInfinity[1]}], halfLine[f, x],
  MatchQ[{a, b}, {DirectedInfinity[-1], DirectedInfinity[1]}], wholeLine[f, x],
  a === 0 && b === Pi/2 && MatchQ[f, Log[Sin[x]] | Log[Cos[x]]], -Pi Log[2]/2,
  True, powerOnUnit[f, x, a, b]]]
powerOnUnit[x_^n_, x_, 0, 1] := Module[{c = Refine[n + 1 > 0]}, If[TrueQ[c], 1/(n + 1), If[FreeQ[n, _Symbol], $Failed, Module[{z = Refine[n]}, If[NumericQ[z] && TrueQ[z > -1], 1/(z + 1), ConditionalExpression[1/(n + 1), Re[n] > -1]]]]]] /; FreeQ[n, x] && !NumericQ[n]
powerOnUnit[_, _, _, _] := $Failed
deltaIntegral[f_, x_, a_, b_] := Module[{u = First[Cases[{f}, DiracDelta[v_] :> v, Infinity]], r, p},
  If[!linearIn[u, x], Return[$Failed, Module]];
  r = -Coefficient[u, x, 0]/Coefficient[u, x, 1];
  p = If[MatchQ[f, DiracDelta[_]], 1, f/DiracDelta[u]] /. x -> r;
  If[TrueQ[a < r < b], p/Abs[Coefficient[u, x, 1]], If[NumericQ[r] && TrueQ[r < a || r > b], 0, $Failed]]]
positiveParameter[a_] := If[NumericQ[a], TrueQ[a > 0], TrueQ[Refine[a > 0]]]
halfLine[f_, x_] := Module[{r}, r = Replace[f, {
    E^(c_. x) /; FreeQ[c, x] && positiveParameter[-c] :> -1/c,
    x^n_. E^(c_. x) /; FreeQ[{n, c}, x] && positiveParameter[-c] && (positiveParameter[n + 1]) :> Gamma[n + 1]/(-c)^(n + 1),
    E^(c_. x^2) /; FreeQ[c, x] && positiveParameter[-c] :> Sqrt[Pi/(-c)]/2,
    x^n_. E^(c_. x^2) /; FreeQ[{n, c}, x] && positiveParameter[-c] && positiveParameter[n + 1] :> Gamma[(n + 1)/2]/(2 (-c)^((n + 1)/2)),
    E^(c_. x) Sin[k_. x] /; FreeQ[{c, k}, x] && positiveParameter[-c] :> k/(c^2 + k^2),
    E^(c_. x) Cos[k_. x] /; FreeQ[{c, k}, x] && positiveParameter[-c] :> -c/(c^2 + k^2),
    Sin[x]^2/x^2 :> Pi/2, x/(E^x - 1) :> Pi^2/6, Log[x]/E^x :> -EulerGamma, Sin[x^2] | Cos[x^2] :> Sqrt[Pi/2]/2, _ :> $Failed}]; r]
wholeLine[f_, x_] := Replace[f, {
    E^u_ /; PolynomialQ[u, x] && Exponent[u, x] == 2 && positiveParameter[-Coefficient[u, x, 2]] :>
      With[{a = -Coefficient[u, x, 2], b = Coefficient[u, x, 1], c = Coefficient[u, x, 0]}, Sqrt[Pi/a] E^(b^2/(4 a) + c)],
    x^n_?EvenQ E^(c_. x^2) /; FreeQ[c, x] && positiveParameter[-c] && n > 0 :> Gamma[(n + 1)/2]/(-c)^((n + 1)/2),
    Sin[x]/x :> Pi, Sin[x]^2/x^2 :> Pi, _ :> $Failed}]
