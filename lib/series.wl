(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Power series, residues and limits.  Inside, a series in t is lseries[v, {c0, c1, ..}]: the sum of
   c_k t^(v + k) up to O(t^(v + number of coefficients)). *)

(** Series[f, {x, x0, n}] expands f in a power series about x0 to order (x - x0)^n.

    >> Series[Exp[x], {x, 0, 3}]
    SeriesData[x, 0, {1, 1, 1/2, 1/6}, 0, 4, 1]
 **)
Options[Series] = {Analytic -> True, Assumptions :> $Assumptions, SeriesTermGoal -> Automatic}
Series[f_List, spec__List, opts___Rule] := Map[Series[#, spec, opts] &, f]
Series[f_, x_ -> x0_, opts___Rule] := Series[f, {x, x0, 1}, opts]
Series[f_, {x_, x0_, n_Integer}, opts___Rule] := Module[{r = Catch[makeSeries[f, x, x0, n], "series"]}, r /; r =!= $Failed]
Series[f_, a_List, b__List, opts___Rule] := Module[{r = Series[f, a]},
  (r /. SeriesData[x_, x0_, l_, rest__] :> SeriesData[x, x0, Map[If[NumericQ[#] && False, #, Series[#, b]] &, l], rest]) /; Head[r] === SeriesData]

makeSeries[f_, x_, x0_, n_] := Module[{t, g, den, s, order, try = 0, want, v, c},
  If[FreeQ[f, x], Return[f, Module]];
  g = If[x0 === Infinity || x0 === -Infinity || x0 === ComplexInfinity, f /. x -> If[x0 === -Infinity, -1, 1]/t, f /. x -> x0 + t];
  g = g /. SeriesData[x0 + t, x0, r__] :> SeriesData[t, 0, r];
  den = Fold[LCM, 1, Cases[{fractionalPowers[g, t]}, q_Rational :> Denominator[q], Infinity]];
  If[den > 1, g = PowerExpand[g /. t -> t^den]];
  want = n den + 1;
  order = want;
  s = lser[g, t, order];
  While[s[[1]] + Length[s[[2]]] < want && try < 4,
    order += Max[2, want - s[[1]] - Length[s[[2]]]]; try++;
    s = lser[g, t, order]];
  toSeriesData[s, t, x, x0, want, den]]
fractionalPowers[g_, t_] := Cases[{g}, Power[b_, q_Rational] /; !FreeQ[b, t] && MatchQ[quietValue[b /. t -> 0], 0 | ComplexInfinity | DirectedInfinity[___] | Indeterminate] :> leadingHalf[b, t, q], Infinity]
quietValue[e_] := Quiet[e]
leadingHalf[b_, t_, q_] := Module[{s = Catch[lser[b, t, 3], "series"]}, If[Head[s] === lseries && IntegerQ[s[[1]] q], 1, q]]

toSeriesData[lseries[v0_, c0_], t_, x_, x0_, want_, den_] := Module[{v = v0, c = c0},
  c = Take[c, Max[0, Min[Length[c], want - v]]];
  c = Map[simplifyCoefficient, c] /. t -> If[MemberQ[{Infinity, -Infinity, ComplexInfinity}, x0], 1/x, If[x0 === 0, x, x - x0]];
  While[c =!= {} && First[c] === 0, c = Rest[c]; v++];
  While[c =!= {} && Last[c] === 0, c = Most[c]];
  SeriesData[x, x0, c, If[c === {}, Min[v, want], v], If[v0 + Length[c0] < want, v0 + Length[c0], want], den]]
simplifyCoefficient[c_?NumberQ] := c
simplifyCoefficient[c_] := If[FreeQ[c, Plus], c, Together[c]]

truncateSeries[lseries[v_, c_], n_] := If[v + Length[c] > n, lseries[Min[v, n], Take[c, Max[0, n - v]]], lseries[v, c]]
normalizeSeries[lseries[v_, c_]] := Module[{k = 1, n = Length[c]},
  While[k <= n && seriesZero[c[[k]]], k++];
  lseries[v + k - 1, Drop[c, k - 1]]]
seriesZero[0] := True
seriesZero[c_?NumberQ] := c == 0
seriesZero[c_] := Together[c] === 0

lser[f_, t_, n_] := lseries[Min[0, n], PadRight[If[n > 0, {f}, {}], Max[n, 0]]] /; FreeQ[f, t]
lser[t_, t_, n_] := lseries[Min[1, n], PadRight[If[n > 1, {1}, {}], Max[n - 1, 0]]]
lser[SeriesData[t_, 0, c_, a_, b_, 1], t_, n_] := truncateSeries[lseries[a, PadRight[c, b - a]], n]
lser[f_Plus, t_, n_] := Fold[addSeries, Map[lser[#, t, n] &, List @@ f]]
lser[f_Times, t_, n_] := Module[{parts = Map[lser[#, t, n] &, List @@ f], low},
  low = Total[Map[Min[0, First[#]] &, parts]];
  If[low < 0, parts = Map[lser[#, t, n - low] &, List @@ f]];
  truncateSeries[Fold[multiplySeries, parts], Max[n, n]]]
lser[Power[E, g_], t_, n_] := expSeries[lser[g, t, n], n]
lser[Power[b_, r_], t_, n_] := powerSeries[b, r, t, n] /; FreeQ[r, t]
lser[Power[b_, e_], t_, n_] := expSeries[lser[e Log[b], t, n], n]
leadingSeries[g_, t_, n_] := Module[{s},
  Do[s = normalizeSeries[lser[g, t, n + k]]; If[s[[2]] =!= {}, Break[]], {k, {0, 1, 4, 12}}];
  s]
lser[Log[g_], t_, n_] := Module[{s = leadingSeries[g, t, n], v, c, k, l},
  v = s[[1]]; c = s[[2]];
  If[c === {}, Throw[$Failed, "series"]];
  If[Length[c] < n, s = normalizeSeries[lser[g, t, v + n]]; c = s[[2]]];
  k = Length[c];
  l = c/First[c];
  c = logSeries[l];
  c[[1]] = Log[First[s[[2]]]] + If[v === 0, 0, v Log[t]];
  truncateSeries[lseries[0, c], n]]
lser[(f : Sin | Cos)[g_], t_, n_] := sinCos[lser[g, t, n], n, -1][[If[f === Sin, 1, 2]]]
lser[(f : Sinh | Cosh)[g_], t_, n_] := sinCos[lser[g, t, n], n, 1][[If[f === Sinh, 1, 2]]]
lser[Tan[g_], t_, n_] := lser[Sin[g]/Cos[g] /. (Sin[g]/Cos[g] -> hold[Sin[g], Cos[g]]), t, n]
lser[hold[a_, b_], t_, n_] := divideSeries[a, b, t, n]
lser[Cot[g_], t_, n_] := divideSeries[Cos[g], Sin[g], t, n]
lser[Sec[g_], t_, n_] := divideSeries[1, Cos[g], t, n]
lser[Csc[g_], t_, n_] := divideSeries[1, Sin[g], t, n]
lser[Tanh[g_], t_, n_] := divideSeries[Sinh[g], Cosh[g], t, n]
lser[Coth[g_], t_, n_] := divideSeries[Cosh[g], Sinh[g], t, n]
lser[Sech[g_], t_, n_] := divideSeries[1, Cosh[g], t, n]
lser[Csch[g_], t_, n_] := divideSeries[1, Sinh[g], t, n]
lser[Factorial[g_], t_, n_] := lser[Gamma[1 + g], t, n]
lser[Gamma[g_], t_, n_] := Module[{g0 = g /. t -> 0, m},
  (m = -g0; lser[Gamma[Expand[g + m + 1]]/Product[Expand[g + j], {j, 0, m}], t, n]) /; IntegerQ[g0] && g0 <= 0]
lser[Zeta[g_], t_, n_] := Module[{s = lser[g - 1, t, n + 1]},
  (Fold[addSeries, Join[{lser[1/(g - 1), t, n]}, Table[lser[(-1)^k StieltjesGamma[k]/k! (g - 1)^k, t, n], {k, 0, n}]]] /. StieltjesGamma[0] -> EulerGamma) /; s[[1]] > 0]
lser[(f : ArcTan | ArcSin | ArcCos | ArcSinh | ArcTanh | ArcCot | ArcCoth | Erf | Erfc | Erfi | FresnelS | FresnelC | SinIntegral | SinhIntegral)[g_], t_, n_] :=
  Module[{g0 = lser[g, t, n], c0, y, d},
    If[g0[[1]] < 0, Throw[$Failed, "series"]];
    c0 = f[If[g0[[1]] == 0 && g0[[2]] =!= {}, First[g0[[2]]], 0]];
    If[!FreeQ[c0, DirectedInfinity | Indeterminate | ComplexInfinity], Throw[$Failed, "series"]];
    d = lser[(D[f[y], y] /. y -> g) D[g, t], t, n];
    integrateSeries[d, c0, n]]
lser[Sinc[g_], t_, n_] := divideSeries[Sin[g], g, t, n]
lser[(Gamma | LogGamma | PolyGamma | HarmonicNumber | Factorial2)[___, g_], t_, n_] := Throw[$Failed, "series"] /; badQ[Quiet[g /. t -> 0]]
(* Anything else by its derivatives. *)
lser[f_, t_, n_] := Module[{c = {}, d = f, v},
  Do[
    v = Quiet[d /. t -> 0];
    If[!FreeQ[v, DirectedInfinity | Indeterminate | ComplexInfinity], Throw[$Failed, "series"]];
    AppendTo[c, v/k!];
    If[k < n - 1, d = D[d, t]],
    {k, 0, n - 1}];
  lseries[0, c]]

addSeries[lseries[v_, c_], lseries[w_, d_]] := Module[{lo = Min[v, w], hi = Min[v + Length[c], w + Length[d]]},
  If[hi <= lo, lseries[hi, {}],
    lseries[lo, Take[PadRight[Join[Table[0, {v - lo}], c], hi - lo], hi - lo] + Take[PadRight[Join[Table[0, {w - lo}], d], hi - lo], hi - lo]]]]
multiplySeries[a_lseries, b_lseries] := Module[{v = a[[1]], c = a[[2]], w = b[[1]], d = b[[2]], n},
  n = Min[Length[c], Length[d]];
  lseries[v + w, Table[Expand[Sum[c[[j]] d[[k - j + 1]], {j, 1, k}]], {k, n}]]]
divideSeries[a_, b_, t_, n_] := Module[{s = normalizeSeries[lser[b, t, n + 2]], r},
  If[s[[2]] === {}, Throw[$Failed, "series"]];
  r = lser[b, t, n + 2 s[[1]] + 1];
  multiplySeries[lser[a, t, n + s[[1]] + 1], powerOf[normalizeSeries[r], -1]] // truncateSeries[#, n] &]
powerSeries[b_, r_, t_, n_] := Module[{s = leadingSeries[b, t, n], need},
  If[s[[2]] === {}, If[IntegerQ[r] && r > 0, Return[lseries[n, {}], Module], Throw[$Failed, "series"]]];
  (* enough terms to have the power up to t^n *)
  need = n - r s[[1]];
  If[Head[need] =!= Integer, If[!IntegerQ[r s[[1]]], Throw[$Failed, "series"]]];
  If[Length[s[[2]]] < need, s = normalizeSeries[lser[b, t, s[[1]] + need]]];
  truncateSeries[powerOf[s, r], n]]
powerOf[lseries[v_, {}], r_] := If[IntegerQ[v r] && r > 0, lseries[v r, {}], Throw[$Failed, "series"]]
powerOf[lseries[v_, c_], r_] := Module[{p, q = {1}, n = Length[c]},
  If[!IntegerQ[v r], Throw[$Failed, "series"]];
  p = Map[Together, c/First[c]];
  Do[AppendTo[q, Together[Sum[(j r - (k - j)) p[[j + 1]] q[[k - j + 1]], {j, 1, k}]/k]], {k, 1, n - 1}];
  lseries[v r, First[c]^r q]]
expSeries[lseries[v_, c_], n_] := Module[{u, q = {1}, m},
  If[v < 0 && AnyTrue[Take[c, Min[Length[c], -v]], !seriesZero[#] &], Throw[$Failed, "series"]];
  u = If[v < 0, Drop[c, -v], Join[Table[0, {v}], c]];
  m = Length[u];
  If[m == 0, Return[lseries[0, {}], Module]];
  Do[AppendTo[q, Expand[Sum[j u[[j + 1]] q[[k - j + 1]], {j, 1, k}]/k]], {k, 1, m - 1}];
  lseries[0, E^First[u] q]]
logSeries[p_] := Module[{l = {0}},
  Do[AppendTo[l, Together[p[[k + 1]] - Sum[j l[[j + 1]] p[[k - j + 1]], {j, 1, k - 1}]/k]], {k, 1, Length[p] - 1}];
  l]
sinCos[lseries[v_, c_], n_, sign_] := Module[{u, s, k, m, s0, c0},
  If[v < 0, Throw[$Failed, "series"]];
  u = Join[Table[0, {v}], c];
  m = Length[u];
  If[m == 0, Return[{lseries[0, {}], lseries[0, {}]}, Module]];
  s = {0}; k = {1};
  Do[
    AppendTo[s, Expand[Sum[i u[[i + 1]] k[[j - i + 1]], {i, 1, j}]/j]];
    AppendTo[k, Expand[sign Sum[i u[[i + 1]] s[[j - i + 1]], {i, 1, j}]/j]],
    {j, 1, m - 1}];
  s0 = If[sign == -1, Sin, Sinh][First[u]]; c0 = If[sign == -1, Cos, Cosh][First[u]];
  {lseries[0, Expand[s0 k + c0 s]], lseries[0, Expand[c0 k + sign s0 s]]}]
integrateSeries[lseries[v_, c_], c0_, n_] := Module[{l},
  If[v < 0, Throw[$Failed, "series"]];
  l = Join[Table[0, {v + 1}], MapIndexed[#1/(v + First[#2]) &, c]];
  l[[1]] = c0;
  truncateSeries[lseries[0, l], n]]

(* ---- what one does with series ---- *)

(** SeriesData[x, x0, {a0, a1, ...}, nmin, nmax, den] is a power series in x about x0.

    >> Normal[SeriesData[x, 0, {1, 1, 1/2}, 0, 3, 1]]
    1 + x + x^2/2
 **)
SeriesData /: HoldPattern[Plus[s_SeriesData, r__]] := combineSeries[Plus, s, {r}]
SeriesData /: HoldPattern[Times[s_SeriesData, r__]] := combineSeries[Times, s, {r}]
SeriesData /: HoldPattern[Power[s_SeriesData, r_]] := combineSeries[Power, s, {r}] /; FreeQ[r, SeriesData]
SeriesData /: HoldPattern[Power[E, s_SeriesData]] := combineSeries[Power[E, #1] &, s, {}]
SeriesData /: (f : Sin | Cos | Tan | Log | Sinh | Cosh | ArcTan)[s_SeriesData] := combineSeries[f, s, {}]

combineSeries[f_, s_, rest_] := Module[{r = Catch[combineMain[f, s, rest], "series"]}, r /; r =!= $Failed]
combineMain[f_, s : SeriesData[x_, x0_, c_, a_, b_, den_], rest_] := Module[{t, d, others, conv, n, all, g},
  all = Join[{s}, Cases[rest, _SeriesData]];
  If[!AllTrue[all, #[[1]] === x && #[[2]] === x0 &], Return[$Failed, Module]];
  d = Fold[LCM, 1, all[[All, 6]]];
  conv[q_SeriesData] := SeriesData[t, 0, spread[q[[3]], d/q[[6]]], q[[4]] d/q[[6]], q[[5]] d/q[[6]], 1];
  conv[q_] := If[FreeQ[q, x], q, PowerExpand[If[x0 === Infinity, q /. x -> 1/t^d, q /. x -> x0 + t^d]]];
  n = Max[Map[#[[5]] d/#[[6]] &, all]] + 20;
  g = f @@ Map[hidden, Map[conv, Join[{s}, rest]]];
  g = lserHidden[f, Map[conv, Join[{s}, rest]], t, n];
  toSeriesData[g, t, x, x0, g[[1]] + Length[g[[2]]], d]]
spread[c_, 1] := c
spread[c_, k_] := Flatten[Map[Join[{#}, Table[0, {k - 1}]] &, c]]
lserHidden[Plus, l_, t_, n_] := Fold[addSeries, Map[lser[#, t, n] &, l]]
lserHidden[Times, l_, t_, n_] := Fold[multiplySeries, Map[fullSeries[#, t, n] &, l]]
lserHidden[Power, {s_, r_}, t_, n_] := If[IntegerQ[r] && r >= 0, powerOf[normalizeSeries[lser[s, t, n]], r], powerOf[normalizeSeries[lser[s, t, n]], r]]
lserHidden[f_, {s_}, t_, n_] := Module[{y}, Replace[f[y], {Power[E, y] :> expSeries[lser[s, t, n], n],
  Sin[y] :> sinCos[lser[s, t, n], n, -1][[1]], Cos[y] :> sinCos[lser[s, t, n], n, -1][[2]],
  Sinh[y] :> sinCos[lser[s, t, n], n, 1][[1]], Cosh[y] :> sinCos[lser[s, t, n], n, 1][[2]], _ :> Throw[$Failed, "series"]}]]
fullSeries[s_, t_, n_] := lser[s, t, n]

Normal[SeriesData[x_, x0_, c_List, a_, b_, den_]] := Module[{u = Which[x0 === Infinity, 1/x, x0 === 0, x, True, x - x0]},
  Sum[(c[[k]] /. s_SeriesData :> Normal[s]) u^((a + k - 1)/den), {k, Length[c]}]]

(** SeriesCoefficient[f, {x, x0, n}] is the coefficient of (x - x0)^n in the series of f.

    >> SeriesCoefficient[Sin[x], {x, 0, 5}]
    1/120
 **)
SeriesCoefficient[SeriesData[x_, x0_, c_, a_, b_, den_], q_] := Module[{k = q den},
  Which[!IntegerQ[k], 0, k >= b, Indeterminate, k < a || k - a + 1 > Length[c], 0, True, c[[k - a + 1]]]] /; MatchQ[q, _Integer | _Rational]
SeriesCoefficient[s_SeriesData, {x_, x0_, n_}] := SeriesCoefficient[s, n]
SeriesCoefficient[f_, {x_, x0_, n_Integer}] := Module[{s = Series[f, {x, x0, Max[n, 0]}]},
  If[Head[s] === SeriesData, SeriesCoefficient[s, n], If[n === 0, s, 0]] /; FreeQ[s, Series]]
SeriesCoefficient[Power[E, a_. x_], {x_, 0, n_Symbol}] := Piecewise[{{a^n/n!, n >= 0}}, 0] /; FreeQ[a, x]
SeriesCoefficient[Power[a_ + b_. x_, m_Integer?Positive], {x_, 0, n_Symbol}] :=
  Piecewise[{{a^(m - n) b^n Binomial[m, n], Inequality[0, LessEqual, n, LessEqual, m]}}, 0] /; FreeQ[{a, b}, x]
SeriesCoefficient[Power[1 + b_. x_, m_Integer?Negative], {x_, 0, n_Symbol}] :=
  Piecewise[{{(-b)^n Expand[Product[n + j, {j, 1, -m - 1}]/(-m - 1)!] // Together, n >= 0}}, 0] /; FreeQ[b, x]

(** Residue[f, {z, z0}] is the residue of f at z0.

    >> Residue[1/(z^2 - 1), {z, 1}]
    1/2
 **)
Residue[f_, {z_, z0_}, opts___Rule] := Module[{r = Catch[residueOf[f, z, z0], "series"]}, r /; r =!= $Failed]
residueOf[f_, z_, z0_] := Module[{t, g, s, r, k = 1},
  g = If[z0 === Infinity || z0 === ComplexInfinity, -(f /. z -> 1/t)/t^2, f /. z -> z0 + t];
  s = Catch[lser[g, t, 1], "series"];
  While[Head[s] === lseries && s[[1]] + Length[s[[2]]] < 0 && k < 6, s = Catch[lser[g, t, 1 + 3 k], "series"]; k++];
  If[s === $Failed, Return[essentialResidue[f, z, z0], Module]];
  If[s[[1]] > -1, 0, Together[s[[2, -s[[1]]]]]]]
(* With z = 1/w the residue at 0 of f is the coefficient of w^1. *)
essentialResidue[f_, z_, z0_] := Module[{w, g, s},
  g = f /. z -> z0 + 1/w;
  s = lser[g, w, 3];
  If[s[[1]] > 1, 0, s[[2, 2 - s[[1]]]]]]

(** InverseSeries[s] is the series of the inverse function of a series.

    >> InverseSeries[Series[Sin[x], {x, 0, 3}]]
    SeriesData[x, 0, {1, 0, 1/6}, 1, 4, 1]
 **)
InverseSeries[s_SeriesData] := InverseSeries[s, s[[1]]]
InverseSeries[SeriesData[x_, x0_, c_, a_, b_, 1], y_] := Module[{n, k0, cc, res, m},
  {k0, cc, m} = If[a == 0, {First[c], Rest[c], 1}, {0, c, a}];
  If[a > 1 || cc === {} || (a == 0 && cc[[1]] === 0), $Failed,
    n = b - 1;
    cc = PadRight[cc, n];
    res = Table[Module[{p = lseries[1, cc], q},
      q = powerOf[p, -k];
      Together[q[[2, k]] k/k]], {k, 0}];
    res = Table[Together[powerOf[lseries[1, cc], -k][[2, k]]/k], {k, 1, n}];
    If[x0 === 0, SeriesData[y, k0, res, 1, b, 1] // trimSeries, SeriesData[y, k0, Prepend[res, x0], 0, b, 1] // trimSeries]]]
trimSeries[SeriesData[x_, x0_, c_, r__]] := SeriesData[x, x0, c //. {a___, 0} :> {a}, r]

(** ComposeSeries[s1, s2] puts the series s2 into s1.

    >> ComposeSeries[SeriesData[x, 0, {1, 1}, 0, 3, 1], SeriesData[x, 0, {1}, 1, 4, 1]]
    SeriesData[x, 0, {1, 1}, 0, 3, 1]
 **)
ComposeSeries[SeriesData[x_, x0_, c_, a_, b_, 1], s_SeriesData] := Series[Normal[SeriesData[x, x0, c, a, b, 1]] /. x -> Normal[s], {s[[1]], s[[2]], Min[b, s[[5]]] - 1}]

(** O[x]^n stands in a sum for terms of order n and higher in x: the sum becomes a power series.
    O[x, x0]^n is about the point x0.

    >> 1 + x + O[x]^3 - 1 - x
    SeriesData[x, 0, {}, 3, 3, 1]
 **)
O[x_] := SeriesData[x, 0, {}, 1, 1, 1]
O[x_, x0_] := SeriesData[x, x0, {}, 1, 1, 1]
O[x_]^n_ := SeriesData[x, 0, {}, n, n, 1]

(* ---- limits ---- *)

(** Limit[f, x -> x0] is the limit of f as x approaches x0.

    >> Limit[Sin[x]/x, x -> 0]
    1
    >> Limit[(1 + 1/n)^n, n -> Infinity]
    E
 **)
Options[Limit] = {Analytic -> False, Assumptions :> $Assumptions, Direction -> Reals, GenerateConditions -> Automatic, Method -> Automatic, PerformanceGoal -> "Quality"}
Limit[f_List, x_ -> a_, opts___] := Map[Limit[#, x -> a, opts] &, f]
Limit[f_, l : {__Rule}, opts___] := Fold[Limit[#1, #2, opts] &, f, Reverse[l]]
Limit[f_, x_ -> a_, opts___] := Module[{r = limitMain[f, x, a, direction[Direction /. {opts} /. Direction -> 0, a]]}, r /; r =!= $Failed]
direction["FromAbove" | -1, _] := 1
direction["FromBelow" | 1, _] := -1
direction[_, Infinity] := -1
direction[_, -Infinity] := 1
direction[_, _] := 0

limitMain[f_, x_, a_, dir_] := Module[{t, g},
  If[FreeQ[f, x], Return[f, Module]];
  Block[{limitDepth = 0},
    g = Which[a === Infinity, f /. x -> 1/t, a === -Infinity, f /. x -> -1/t, dir == -1, f /. x -> a - t, True, f /. x -> a + t];
    If[dir == 0 && (a =!= Infinity) && (a =!= -Infinity),
      Module[{p = limitRight[g, t], q},
        If[p === $Failed, Return[$Failed, Module]];
        q = If[evenSafe[f, x, a, p], p, limitRight[g /. t -> -t, t]];
        If[q === $Failed && FreeQ[p, DirectedInfinity | Indeterminate], q = p];
        Which[q === p, p, q === $Failed, $Failed,
          NumericQ[p] && NumericQ[q] && TrueQ[Abs[N[p - q]] < 10^-12], p,
          Together[p - q] === 0, p,
          MatchQ[{p, q}, {DirectedInfinity[_], DirectedInfinity[_]}] && !FreeQ[f, Log], p,
          MatchQ[q, _Complex] || (Head[q] === DirectedInfinity && !MatchQ[q, DirectedInfinity[1 | -1]] && MatchQ[p, DirectedInfinity[1 | -1]] && !FreeQ[f, Log]), p,
          True, Indeterminate]],
      limitRight[g, t]]]]
evenSafe[f_, x_, a_, p_] := FreeQ[p, DirectedInfinity | Indeterminate] && FreeQ[f, Floor | Ceiling | Round | Sign | UnitStep | HeavisideTheta | Abs | Mod | FractionalPart | IntegerPart | Piecewise | ArcTan | ArcCot | Log] &&
  FreeQ[f, Power[_, b_ /; !FreeQ[b, x]]]

badQ[v_] := !FreeQ[v, DirectedInfinity | Indeterminate | ComplexInfinity | Overflow]
jumpHeads = Floor | Ceiling | Round | Sign | UnitStep | HeavisideTheta | Mod | FractionalPart | IntegerPart | Piecewise | Abs | RealAbs | Quotient | Max | Min | RealSign | KroneckerDelta | Boole;

(* t from above to 0 *)
limitRight[g_, t_] := Module[{v, r, s},
  If[FreeQ[g, t], Return[g, Module]];
  If[++limitDepth > 60, Return[$Failed, Module]];
  If[!FreeQ[g, jumpHeads],
    r = limitJumps[g, t];
    If[r =!= $Failed, If[!FreeQ[r, jumpHeads] && !FreeQ[r, t], Return[$Failed, Module]]; If[FreeQ[r, t], Return[r, Module], Return[limitRight[r, t], Module]]];
    Return[$Failed, Module]];
  If[!FreeQ[g, Gamma | Factorial] && !MatchQ[g, (Gamma | Factorial)[_]],
    r = g /. {Factorial[u_] /; !FreeQ[u, t] && limitRight[u, t] === Infinity :> stirling[u], Gamma[u_] /; !FreeQ[u, t] && limitRight[u, t] === Infinity :> stirling[u - 1]};
    If[r =!= g, Return[limitRight[PowerExpand[r], t], Module]]];
  v = Quiet[g /. t -> 0];
  If[!badQ[v], Return[If[hasUndefinedQ[g, t], $Failed, v], Module]];
  r = limitRules[g, t];
  If[r =!= $Failed, Return[r, Module]];
  s = Catch[limitSeries[g, t], "series"];
  If[s =!= $Failed, Return[s, Module]];
  limitHospital[g, t]]
stirling[u_] := E^(u Log[u] - u) Sqrt[2 Pi u] (1 + 1/(12 u))
hasUndefinedQ[g_, t_] := !FreeQ[g, f_Symbol[a___] /; Context[f] =!= "System`" && !FreeQ[{a}, t]]

(* Near 0+ a step function is constant. *)
limitJumps[g_, t_] := Module[{h},
  h = g /. (f : Floor | Ceiling | Round | Sign | UnitStep | HeavisideTheta | IntegerPart | RealSign)[u_] /; !FreeQ[u, t] :> stepValue[f, u, t];
  h = h /. {FractionalPart[u_] /; !FreeQ[u, t] :> u - stepValue[Floor, u, t], Mod[u_, m_] /; !FreeQ[u, t] && FreeQ[m, t] :> u - m stepValue[Floor, u/m, t],
    Abs[u_] /; !FreeQ[u, t] :> stepValue[Sign, u, t] u, RealAbs[u_] /; !FreeQ[u, t] :> stepValue[Sign, u, t] u,
    HoldPattern[Piecewise[c_, d_]] :> With[{hit = SelectFirst[c, TrueQ[Simplify[Last[#] /. t -> 1/10^6]] &, {d}]}, First[hit]]};
  If[FreeQ[h, $Failed], h, $Failed]]
stepValue[f_, u_, t_] := Module[{v = f[N[u /. t -> 10^-9, 20]]}, If[NumericQ[v], Round[v], $Failed]]

limitRules[g_, t_] := $Failed
limitRules[g : Power[E, e_], t_] := Module[{l = limitRight[e, t]}, If[l === $Failed, $Failed, expLimit[l]]]
expLimit[DirectedInfinity[1]] := Infinity
expLimit[DirectedInfinity[-1]] := 0
expLimit[l_] := If[badQ[l], $Failed, E^l]
limitRules[Power[b_, e_], t_] := Module[{l = limitRight[e Log[b], t]}, If[l === $Failed, $Failed, expLimit[l]]] /; !FreeQ[e, t] && b =!= E
limitRules[Power[b_, e_], t_] := Module[{l = limitRight[b, t]},
  Which[l === $Failed, $Failed,
    l === Infinity, If[TrueQ[e > 0], Infinity, If[TrueQ[e < 0], 0, $Failed]],
    l === -Infinity && IntegerQ[e], If[e < 0, 0, If[EvenQ[e], Infinity, -Infinity]],
    badQ[l] || (l === 0 && !TrueQ[e > 0]), $Failed, True, l^e]] /; FreeQ[e, t]
limitRules[Log[u_], t_] := Module[{l = limitRight[u, t]},
  Which[l === $Failed, $Failed, l === Infinity, Infinity, l === 0, -Infinity, badQ[l], $Failed, True, Log[l]]]
limitRules[(f : Gamma | Factorial | Factorial2 | HarmonicNumber | LogGamma | Sinh | Cosh | SinhIntegral | CoshIntegral)[u_], t_] := Module[{l = limitRight[u, t]},
  Which[l === Infinity, Infinity, l === $Failed || badQ[l], $Failed, True, With[{v = Quiet[f[l]]}, If[badQ[v], $Failed, v]]]]
limitRules[(f : ArcTan | Tanh | Erf | Sin | Cos | ArcCot | Erfc | Coth | ArcTanh)[u_], t_] := Module[{l = limitRight[u, t], v},
  If[l === $Failed, Return[$Failed, Module]];
  If[MatchQ[l, DirectedInfinity[1 | -1]] && MemberQ[{Sin, Cos}, f], Return[Interval[{-1, 1}], Module]];
  v = Quiet[f[l]];
  If[badQ[v] && !MatchQ[v, DirectedInfinity[1 | -1]], $Failed, v]]
limitRules[g_Plus, t_] := Module[{l = Map[limitRight[#, t] &, List @@ g], fin},
  If[MemberQ[l, $Failed | Indeterminate], Return[$Failed, Module]];
  If[MemberQ[l, DirectedInfinity[1]] && MemberQ[l, DirectedInfinity[-1]], $Failed, If[FreeQ[l, _DirectedInfinity] || Count[l, _DirectedInfinity] >= 1, Plus @@ l]]]
limitRules[g_Times, t_] := Module[{l = Map[limitRight[#, t] &, List @@ g]},
  If[MemberQ[l, $Failed | Indeterminate], Return[$Failed, Module]];
  If[MemberQ[l, 0] && !FreeQ[l, _DirectedInfinity | _Interval], If[FreeQ[l, _DirectedInfinity], 0, $Failed],
    With[{p = Times @@ l}, If[badQ[p] && !MatchQ[p, DirectedInfinity[_]], $Failed, p]]]]

limitSeries[g_, t_] := Module[{den, h, s, v, k = 1, c},
  den = Fold[LCM, 1, Cases[{g}, Power[b_, q_Rational] /; !FreeQ[b, t] :> Denominator[q], Infinity]];
  h = If[den > 1, PowerExpand[g /. t -> t^den], g];
  s = normalizeSeries[lser[h, t, 1]];
  While[s[[2]] === {} && k < 8, s = normalizeSeries[lser[h, t, 1 + 2 k]]; k += 1];
  If[s[[2]] === {}, Return[If[s[[1]] > 0, 0, $Failed], Module]];
  v = s[[1]]; c = First[s[[2]]];
  If[!FreeQ[c, t], Return[If[v > 0, 0, If[MatchQ[c, _. Log[t]] && FreeQ[c /. Log[t] -> 1, t], -Sign[c /. Log[t] -> 1] Infinity, $Failed]], Module]];
  c = quietValue[c];
  Which[v > 0, 0, v == 0, c, True, signInfinity[c]]]
signInfinity[c_] := Module[{s = Sign[c]}, If[s === 1, Infinity, If[s === -1, -Infinity, If[NumericQ[c], DirectedInfinity[c], DirectedInfinity[c]]]]]

limitHospital[g_, t_] := Module[{num, den, ln, ld, k = 0, e},
  e = Together[g /. (f : Tan | Cot | Sec | Csc)[u_] :> (f[u] /. {Tan[u] -> Sin[u]/Cos[u], Cot[u] -> Cos[u]/Sin[u], Sec[u] -> 1/Cos[u], Csc[u] -> 1/Sin[u]})];
  num = Numerator[e]; den = Denominator[e];
  If[FreeQ[den, t],
    Return[exponentialLimit[g, t], Module]];
  While[k < 6,
    ln = limitRight[num, t]; ld = limitRight[den, t];
    If[ln === $Failed || ld === $Failed, Return[exponentialLimit[g, t], Module]];
    If[!((ln === 0 && ld === 0) || (MatchQ[ln, _DirectedInfinity] && MatchQ[ld, _DirectedInfinity])),
      Return[Which[ld === 0, If[NumericQ[ln] || MatchQ[ln, _DirectedInfinity], With[{s = Sign[N[den /. t -> 10^-8]]}, If[ln === 0, $Failed, Sign[ln] s Infinity]], $Failed],
        MatchQ[ld, _DirectedInfinity], 0, True, ln/ld], Module]];
    e = Together[D[num, t]/D[den, t]];
    num = Numerator[e]; den = Denominator[e];
    k++];
  exponentialLimit[g, t]]
(* Quotients of exponentials in 1/t: divide by the fastest one. *)
exponentialLimit[g_, t_] := Module[{num, den, terms, h},
  h = Together[g /. {Sinh[u_] :> (E^u - E^-u)/2, Cosh[u_] :> (E^u + E^-u)/2, Tanh[u_] :> (E^u - E^-u)/(E^u + E^-u), Coth[u_] :> (E^u + E^-u)/(E^u - E^-u)}];
  If[h =!= g && limitDepth < 40, Return[With[{d = Denominator[h]}, limitLeading[Expand[Numerator[h]], t, Expand[d]]], Module]];
  limitLeading[Expand[Numerator[h]], t, Expand[Denominator[h]]]]
limitLeading[num_, t_, den_] := Module[{a = dominant[num, t], b = dominant[den, t], r},
  If[a === $Failed || b === $Failed, Return[$Failed, Module]];
  r = growthCompare[a, b, t];
  Switch[r, 1, Sign[N[(a/b) /. t -> 1/50]] Infinity, -1, 0, 0, limitRatio[a, b, t], _, $Failed]]
dominant[e_Plus, t_] := Fold[If[#1 === $Failed, $Failed, Switch[growthCompare[#1, #2, t], 1, #1, -1, #2, 0, #1 + #2, _, $Failed]] &, List @@ e]
dominant[e_, t_] := e
limitRatio[a_, b_, t_] := Module[{q = quietValue[Cancel[Together[a/b]]]}, If[FreeQ[q, t], q, $Failed]]
growthCompare[a_, b_, t_] := Module[{l = logGrowth[a, t] - logGrowth[b, t], s},
  If[!FreeQ[l, $Failed], Return[$Failed, Module]];
  l = Expand[l];
  If[l === 0 || FreeQ[l, t], Return[0, Module]];
  s = limitRight[l, t];
  Which[s === Infinity, 1, s === -Infinity, -1, s === $Failed, $Failed, True, 0]]
logGrowth[e_Times, t_] := Plus @@ Map[logGrowth[#, t] &, List @@ e]
logGrowth[e_, t_] := 0 /; FreeQ[e, t]
logGrowth[Power[b_, q_], t_] := q If[b === E, 1, If[FreeQ[b, t], Log[b], logGrowth[b, t]]]
logGrowth[t_, t_] := Log[t]
logGrowth[Log[t_], t_] := Log[-Log[t]]
logGrowth[e_, t_] := $Failed
