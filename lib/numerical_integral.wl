(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Numerical values of integrals: Gauss-Kronrod with 7 and 15 points, halving intervals; where that does not converge, as at
   an end where the integrand is singular, and for more digits than a machine has, the double-exponential substitutions of
   Takahasi and Mori, "Double exponential formulas for numerical integration", Publ. RIMS 9 (1974). *)

(** NIntegrate[f, {x, a, b}] gives a numerical value of an integral.

    >> NIntegrate[x^2, {x, 0, 3}]
    9.
    >> NIntegrate[1/Sqrt[x], {x, 0, 1}, WorkingPrecision -> 30] - 2 < 10^-25
    True
 **)
SetAttributes[NIntegrate, HoldAll]
Options[NIntegrate] = {AccuracyGoal -> Infinity, MaxPoints -> Automatic, MaxRecursion -> Automatic, Method -> Automatic, MinRecursion -> 0, PrecisionGoal -> Automatic, WorkingPrecision -> MachinePrecision}
NIntegrate::inumr = "The integrand `1` has evaluated to non-numerical values for all sampling points in the region with boundaries `2`."
NIntegrate::slwcon = "Numerical integration converging too slowly; suspect one of the following: singularity, value of the integration is 0, highly oscillatory integrand, or WorkingPrecision too small."
NIntegrate[f_, {x_, a_, m__, b_}, opts___Rule] := Module[{pts = {a, m, b}}, Total[Table[With[{p = pts[[i]], q = pts[[i + 1]]}, NIntegrate[f, {x, p, q}, opts]], {i, Length[pts] - 1}]]] /; Length[{m}] > 0
NIntegrate[f_, {x_, a_, b_}, rest : {_, _, _} .., opts___Rule] := Module[{r = checkedIntegral[nestedFunction[f, x, {rest}, {opts}], Hold[f], a, b, {opts}]}, r /; NumberQ[r]]
NIntegrate[f_, {x_, a_, b_}, opts___Rule] := Module[{r = checkedIntegral[numericFunction[Hold[f], x, workingPrecision[{opts}]], Hold[f], a, b, {opts}]}, r /; NumberQ[r]]
SetAttributes[nestedFunction, HoldAll]
nestedFunction[f_, x_, {rest__}, {opts___}] := Module[{g}, g[t_?NumericQ] := Block[{x = t}, NIntegrate[f, rest, opts]]; g]

(** Lyra$ValidPrecision[f, p] tells if p can be a working precision; if not, f::wprec is given.

    >> Lyra$ValidPrecision[NIntegrate, 20]
    True
 **)
General::wprec = "Value of option WorkingPrecision -> `1` is not a positive machine-sized real number or MachinePrecision.";
SetAttributes[Lyra$ValidPrecision, HoldFirst]
Lyra$ValidPrecision[_, MachinePrecision] := True
Lyra$ValidPrecision[_, p_?NumericQ] := True /; TrueQ[0 < p < $MaxPrecision]
Lyra$ValidPrecision[f_, p_] := (Message[MessageName[f, "wprec"], p]; False)

(** Lyra$NumericFunction[vars, e, p] is the function of vars that gives e as numbers of the precision p, or a little more.

    >> Lyra$NumericFunction[{x}, x^2, MachinePrecision][3]
    9.
 **)
(* A pattern's variable that stands for a parameter would be renamed in Function[..]. *)
Lyra$NumericFunction[vars_, e_, MachinePrecision] := Function @@ Hold[vars, N[e]]
Lyra$NumericFunction[vars_, e_, p_] := With[{more = p + 10}, Function @@ Hold[vars, N[e, more]]]

workingPrecision[opts_] := WorkingPrecision /. opts /. WorkingPrecision -> MachinePrecision
checkedIntegral[g_, Hold[f_], a_, b_, opts_] := Module[{p = workingPrecision[opts], r, goal},
  If[!Lyra$ValidPrecision[NIntegrate, p], Return[$Failed, Module]];
  r = Catch[numericIntegral[g, N[a, p], N[b, p], p], "nintegrate"];
  If[r === "region", Message[NIntegrate::inumr, HoldForm[f], {{a, b}}]; Return[$Failed, Module]];
  If[!ListQ[r], Return[$Failed, Module]];
  goal = PrecisionGoal /. opts /. PrecisionGoal | Automatic -> Min[If[p === MachinePrecision, 16, p]/2, 8];
  If[NumericQ[goal] && !TrueQ[Precision[r[[1]]] > goal/2 && (r[[2]] <= 10.^-goal Abs[r[[1]]] || r[[2]] <= 10.^-12)], Message[NIntegrate::slwcon]];
  If[p === MachinePrecision, r[[1]], N[r[[1]], p]]]
(* f as a function of a number for x. A symbol that holds an expression stands for that: such functions have typed code. *)
SetAttributes[numericFunction, HoldRest]
numericFunction[Hold[f_Symbol], x_, p_] := Replace[OwnValues[f], {{_ :> v_} /; Unevaluated[f] =!= Unevaluated[x] :> numericFunction[Hold[v], x, p], _ -> numericBlock[f, x, p]}]
numericFunction[Hold[f_], x_, p_] := numericBlock[f, x, p]
SetAttributes[numericBlock, HoldAll]
numericBlock[f_, x_, MachinePrecision] := Function[t$, Block[{x = t$}, N[f]]]
numericBlock[f_, x_, p_] := With[{more = p + 20}, Function[t$, Block[{x = t$}, N[f, more]]]]
(* {the integral, an estimate of its error} *)
numericIntegral[g_, a_, b_, p_] := {-1, 1} numericIntegral[g, b, a, p] /; NumericQ[a] && NumericQ[b] && TrueQ[a > b] || a === Infinity || b === -Infinity
numericIntegral[g_, DirectedInfinity[-1], DirectedInfinity[1], p_] := byEither[gaussKronrod[Function[t, (g[t/(1 - t^2)]) (1 + t^2)/(1 - t^2)^2], -1., 1.], doubleExponential[g, wholeNode, p], p]
numericIntegral[g_, a_?NumberQ, DirectedInfinity[1], p_] := byEither[gaussKronrod[Function[t, g[a + t/(1 - t)]/(1 - t)^2], 0., 1.], doubleExponential[g, halfNode[a, 1], p], p]
numericIntegral[g_, DirectedInfinity[-1], b_?NumberQ, p_] := byEither[gaussKronrod[Function[t, g[b - t/(1 - t)]/(1 - t)^2], 0., 1.], doubleExponential[g, halfNode[b, -1], p], p]
numericIntegral[g_, a_?NumberQ, b_?NumberQ, p_] := If[a == b, {0., 0.}, byEither[gaussKronrod[g, a, b], doubleExponential[g, finiteNode[a, b], p], p]]
numericIntegral[_, _, _, _] := Throw[$Failed, "nintegrate"]
(* The first, by machine numbers, where they are wanted and it converges; else what has the smaller error. *)
SetAttributes[byEither, HoldAll]
byEither[one_, other_, MachinePrecision] := better[one, other]
byEither[_, other_, _] := other
SetAttributes[better, HoldRest]
better[{v_, e_}, _] := {v, e} /; e <= 10.^-9 Abs[v] || e <= 10.^-14
better[one_, other_] := Module[{r = Catch[other, "nintegrate"]}, Which[!ListQ[r] || one[[2]] <= r[[2]], one, True, r]]

gaussKronrod[g_, a_, b_] := adaptive[g, a, b, kronrod[g, a, b], 0]
(* A half that is as bad as the other when it is as short as this is rounding, or a function that nothing helps with. *)
adaptive[g_, a_, b_, {v_, e_, s_}, depth_] := If[e <= 10.^-14 s + 10.^-300 || e <= 10.^-13 Abs[v] || depth > 40, {v, e},
  With[{m = (a + b)/2}, Module[{l = kronrod[g, a, m], r = kronrod[g, m, b]},
    If[l[[2]] + r[[2]] <= 10.^-13 (Abs[l[[1]] + r[[1]]]) || depth > 12 && Min[l[[2]], r[[2]]] > e/16, Take[l + r, 2], adaptive[g, a, m, l, depth + 1] + adaptive[g, m, b, r, depth + 1]]]]]
kronrodNodes = {0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
  0.586087235467691130294144691693013, 0.405845151377397166906606412076961, 0.207784955007898467600689403773245, 0.};
kronrodWeights = {0.022935322010529224963732008058970, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
  0.169004726639267902826583426598550, 0.190350578064785409913256402421014, 0.204432940075298892414161999234649, 0.209482141084727828012999174891714};
gaussWeights = {0.129484966168869693270611432679082, 0.279705391489276667901467771423780, 0.381830050505118944950369775488975, 0.417959183673469387755102040816327};
kronrod[g_, a_, b_] := Module[{c = (a + b)/2, h = (b - a)/2, lo, hi, sums, k, gs},
  lo = Map[g, c - h Most[kronrodNodes]]; hi = Map[g, c + h Most[kronrodNodes]];
  sums = Append[lo + hi, g[c]];
  If[!AllTrue[sums, NumberQ], Throw["region", "nintegrate"]];
  k = h kronrodWeights . sums;
  gs = h gaussWeights . sums[[{2, 4, 6, 8}]];
  {k, Abs[k - gs], Abs[h] kronrodWeights . Abs[sums]}]

(* ---- double-exponential: {x, dx/dt} for t from -Infinity to Infinity ---- *)

(* From the end that is nearer, so that an integrand that is singular at 0 is seen close to it. *)
finiteNode[a_, b_][t_] := With[{u = Pi Sinh[t]/2}, With[{d = (b - a)/(1 + Exp[2 Abs[u]])}, {If[t < 0, a + d, b - d], (b - a) Pi Cosh[t]/(4 Cosh[u]^2)}]]
halfNode[a_, sign_][t_] := With[{e = Exp[Pi Sinh[t]/2]}, {a + sign e, e Pi Cosh[t]/2}]
wholeNode[t_] := With[{u = Pi Sinh[t]/2}, {Sinh[u], Cosh[u] Pi Cosh[t]/2}]
finestStep = 9;
doubleExponential[g_, node_, p_] := Module[{digits = If[p === MachinePrecision, 15, p + 2], last, h = 1, s, old, new, e = Infinity, k = 0},
  last = ArcSinh[2/Pi If[p === MachinePrecision, 340, 6 (p + 10)]];
  s = nodeSum[g, node, Join[Range[0, last, 1], Range[-1, -last, -1]], p];
  new = s;
  While[k < finestStep,
    k = k + 1; h = h/2;
    s = s + nodeSum[g, node, Join[Range[h, last, 2 h], Range[-h, -last, -2 h]], p];
    old = new; new = h s; e = Abs[new - old];
    If[k > 2 && e <= 10^-digits Abs[new], Break[]]];
  {new, e}]
nodeSum[g_, node_, ts_, p_] := Total[Map[nodeValue[g, node, #, p] &, If[p === MachinePrecision, N[ts], N[ts, p + 20]]]]
(* Far out the substitution over- or underflows, or meets the singular end: that is nothing any more. *)
nodeValue[g_, node_, t_, p_] := Quiet[Module[{x, w, v}, {x, w} = node[t]; If[w == 0, Return[0, Module]]; v = g[x] w; Which[NumberQ[v], v, Abs[t] > 2, 0, True, Throw["region", "nintegrate"]]]]
