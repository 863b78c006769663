(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Numerical values of integrals: Gauss-Kronrod with 7 and 15 points, halving intervals. *)

(** NIntegrate[f, {x, a, b}] gives a numerical value of an integral.

    >> NIntegrate[x^2, {x, 0, 3}]
    9.
 **)
SetAttributes[NIntegrate, HoldAll]
Options[NIntegrate] = {AccuracyGoal -> Infinity, MaxPoints -> Automatic, MaxRecursion -> Automatic, Method -> Automatic, MinRecursion -> 0, PrecisionGoal -> Automatic, WorkingPrecision -> MachinePrecision}
NIntegrate[f_, {x_, a_, m__, b_}, opts___Rule] := Module[{pts = {a, m, b}}, Total[Table[With[{p = pts[[i]], q = pts[[i + 1]]}, NIntegrate[f, {x, p, q}]], {i, Length[pts] - 1}]]] /; Length[{m}] > 0
NIntegrate[f_, {x_, a_, b_}, rest : {_, _, _} .., opts___Rule] := Module[{g}, g[t_?NumericQ] := Block[{x = t}, NIntegrate[f, rest, opts]]; numericIntegral[g, N[a], N[b]]]
NIntegrate[f_, {x_, a_, b_}, opts___Rule] := Module[{r = Catch[numericIntegral[numericFunction[Hold[f], x], N[a], N[b]], "nintegrate"]}, r /; NumberQ[r]]
(* f as a function of a number for x. A symbol that holds an expression stands for that: such functions have typed code. *)
SetAttributes[numericFunction, HoldRest]
numericFunction[Hold[f_Symbol], x_] := Replace[OwnValues[f], {{_ :> v_} /; Unevaluated[f] =!= Unevaluated[x] :> numericFunction[Hold[v], x], _ -> numericBlock[f, x]}]
numericFunction[Hold[f_], x_] := numericBlock[f, x]
SetAttributes[numericBlock, HoldAll]
numericBlock[f_, x_] := Function[t$, Block[{x = t$}, N[f]]]
numericIntegral[g_, a_, b_] := -numericIntegral[g, b, a] /; NumericQ[a] && NumericQ[b] && TrueQ[a > b]
numericIntegral[g_, DirectedInfinity[-1], DirectedInfinity[1]] := numericIntegral[Function[t, (g[t/(1 - t^2)]) (1 + t^2)/(1 - t^2)^2], -1., 1.]
numericIntegral[g_, a_, DirectedInfinity[1]] := numericIntegral[Function[t, g[a + t/(1 - t)]/(1 - t)^2], 0., 1.]
numericIntegral[g_, DirectedInfinity[-1], b_] := numericIntegral[Function[t, g[b - t/(1 - t)]/(1 - t)^2], 0., 1.]
numericIntegral[g_, a_?NumberQ, b_?NumberQ] := adaptive[g, a, b, kronrod[g, a, b], 0]
numericIntegral[_, _, _] := Throw[$Failed, "nintegrate"]
(* A half that is as bad as the other when it is as short as this is rounding, or a function that nothing helps with. *)
adaptive[g_, a_, b_, {v_, e_, s_}, depth_] := If[e <= 10.^-14 s + 10.^-300 || e <= 10.^-13 Abs[v] || depth > 40, v,
  With[{m = (a + b)/2}, Module[{l = kronrod[g, a, m], r = kronrod[g, m, b]},
    If[l[[2]] + r[[2]] <= 10.^-13 (Abs[l[[1]] + r[[1]]]) || depth > 12 && Min[l[[2]], r[[2]]] > e/16, l[[1]] + r[[1]], adaptive[g, a, m, l, depth + 1] + adaptive[g, m, b, r, depth + 1]]]]]
kronrodNodes = {0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
  0.586087235467691130294144691693013, 0.405845151377397166906606412076961, 0.207784955007898467600689403773245, 0.};
kronrodWeights = {0.022935322010529224963732008058970, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
  0.169004726639267902826583426598550, 0.190350578064785409913256402421014, 0.204432940075298892414161999234649, 0.209482141084727828012999174891714};
gaussWeights = {0.129484966168869693270611432679082, 0.279705391489276667901467771423780, 0.381830050505118944950369775488975, 0.417959183673469387755102040816327};
kronrod[g_, a_, b_] := Module[{c = (a + b)/2, h = (b - a)/2, lo, hi, sums, k, gs},
  lo = Map[g, c - h Most[kronrodNodes]]; hi = Map[g, c + h Most[kronrodNodes]];
  sums = Append[lo + hi, g[c]];
  If[!AllTrue[sums, NumberQ], Throw[$Failed, "nintegrate"]];
  k = h kronrodWeights . sums;
  gs = h gaussWeights . sums[[{2, 4, 6, 8}]];
  {k, Abs[k - gs], Abs[h] kronrodWeights . Abs[sums]}]
