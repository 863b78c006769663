(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Zeros of functions by iteration: Newton's method with halved steps where a whole one does not help, the secant method,
   and between two signs the method of Brent, "Algorithms for Minimization Without Derivatives" (1973), chapter 4. *)

(** FindRoot[f, {x, x0}] looks for a zero of f, starting at x0; FindRoot[lhs == rhs, {x, x0}] for a solution.
    FindRoot[f, {x, x0, x1}] starts with two values and takes no derivatives; FindRoot[f, {x, x0, xmin, xmax}] stops where x leaves the region.
    FindRoot[{f1, f2, ...}, {{x, x0}, {y, y0}, ...}] looks for a common zero; where a starting value is a list, the variable stands for a list.

    >> FindRoot[x^2 - 4, {x, 1}]
    {x -> 2.}
    >> FindRoot[{x + y == 3, x y == 2}, {{x, 0.5}, {y, 3}}]
    {x -> 1., y -> 2.}
 **)
SetAttributes[FindRoot, HoldAll]
Options[FindRoot] = {AccuracyGoal -> Automatic, Compiled -> Automatic, DampingFactor -> 1, Evaluated -> True, EvaluationMonitor -> None, Jacobian -> Automatic, MaxIterations -> 100,
  Method -> Automatic, PrecisionGoal -> Automatic, StepMonitor -> None, WorkingPrecision -> MachinePrecision}
FindRoot::cvmit = "Failed to converge to the requested accuracy or precision within `1` iterations."
FindRoot::nlnum = "The function value `1` is not a list of numbers with dimensions `2` at `3` = `4`."
FindRoot::nveq = "The number of equations does not match the number of variables in `1`."
FindRoot::srect = "Value `1` in search specification `2` is not a number or array of numbers."
FindRoot::jsing = "Encountered a singular Jacobian at the point `1` = `2`. Try perturbing the initial point(s)."
FindRoot::lstol = "The line search decreased the step size to within tolerance specified by AccuracyGoal and PrecisionGoal but was unable to find a sufficient decrease in the merit function. You may need more than `1` digits of working precision to meet these tolerances."
FindRoot::dup = "Duplicate variable found in the search specifications `1`.";
FindRoot::reged = "The point `1` is at the edge of the search region `2` in coordinate `3` and the computed search direction points outside the region."
FindRoot::bbrac = "Method -> Brent is only applicable to univariate real functions and requires two real starting values that bracket the root."
FindRoot[f_, {specs : {_, __} ..}, o : OptionsPattern[]] := FindRoot[f, specs, o]
FindRoot[f_, {{vars__Symbol}, starts_}, o : OptionsPattern[]] := With[{s = starts}, With[{l = Transpose[{{vars}, s}]}, FindRoot[f, l, o]] /; ListQ[s] && Length[s] == Length[{vars}]]
FindRoot[f_, specs : {_Symbol, __} .., o : OptionsPattern[]] := Module[{r = rootFrom[Hold[f], Hold[specs], Hold[o], OptionValue[{AccuracyGoal, PrecisionGoal, WorkingPrecision, MaxIterations, Method, DampingFactor, Jacobian}]]}, r /; r =!= $Failed]
FindRoot[f_, s_Symbol, o : OptionsPattern[]] := With[{l = s}, FindRoot[f, l, o] /; ListQ[l]]

(* The variables are kept from their values while the function is looked at and while the search goes on. *)
rootFrom[Hold[f_], specs_Hold, opts_, how_] := Module[{each = List @@ Map[Hold, specs], vars, starts, bad},
  vars = Replace[each, Hold[{v_, __}] :> Hold[v], {1}];
  starts = Replace[each, Hold[{_, s__}] :> {s}, {1}];
  bad = Select[Range[Length[starts]], !ArrayQ[starts[[#, 1]], _, NumericQ] && !NumericQ[starts[[#, 1]]] &];
  If[!Lyra$ValidPrecision[FindRoot, how[[3]]], Return[$Failed, Module]];
  If[!DuplicateFreeQ[vars], Message[FindRoot::dup, Map[HoldForm, specs][[All, 1, 1]]]; Return[$Failed, Module]];
  If[bad =!= {}, Message[FindRoot::srect, starts[[bad[[1]], 1]], Replace[specs[[{bad[[1]]}]], Hold[s_] :> HoldForm[s]]]; Return[$Failed, Module]];
  Replace[Join @@ vars, Hold[v__] :> Block[{v}, rootWithin[{f}, Hold[v], starts, {monitor[opts, StepMonitor], monitor[opts, EvaluationMonitor]}, how]]]]
monitor[opts_, name_] := Replace[opts, {Hold[___, (Rule | RuleDelayed)[name, e_], ___] :> Hold[e], _ -> Hold[None]}]

(* ---- the problem: unknowns one by one, a function of them all, and how far to go ---- *)

rootWithin[f_, held : Hold[symbols__], starts_, monitors_, {accuracy_, precision_, p_, max_, method_, damping_, jacobian_}] := Module[{digits = If[p === MachinePrecision, 15.95, p], vars = {symbols}, parts, unknowns, fs, x, way},
  parts = MapThread[If[ListQ[#2[[1]]], fresh[#1, Dimensions[#2[[1]]]], #1] &, {vars, starts}];
  unknowns = Flatten[{parts}];
  (* Lists go in first: a difference would thread over a list beside the variable. *)
  fs = Flatten[If[parts === vars, f, f /. Thread[vars -> parts]]] /. Verbatim[And][l__] :> {l};
  fs = Flatten[fs /. Equal -> Subtract];
  If[Length[fs] != Length[unknowns], Message[FindRoot::nveq, HoldForm[FindRoot][f, vars]]; Return[$Failed, Module]];
  x = rootNumber[Flatten[starts[[All, 1]]], p];
  way = Replace[method, {{m_, ___} :> m}];
  way = If[way === Automatic, If[AllTrue[starts, Length[#] == 2 &] && Length[unknowns] == 1, "Secant", "Newton"], ToString[way]];
  x = Block[{rootUnknowns = unknowns, rootVariables = held, rootParts = parts, rootFunctions = fs, rootValue = Lyra$NumericFunction[unknowns, fs, p], rootPrecision = p, rootSteps = If[NumericQ[max] || max === Infinity, max, 100],
    rootAccuracy = 10.^-If[NumericQ[accuracy], accuracy, digits/2], rootRelative = 10.^-If[NumericQ[precision], precision, digits/2], rootLeast = If[p === MachinePrecision, $MachineEpsilon, 10^-p],
    rootDamping = damping, rootJacobian = jacobian, rootMonitors = monitors, rootRegion = If[AllTrue[starts, Length[#] == 3 &], N[{starts[[All, 2]], starts[[All, 3]]}], None]},
    Catch[Switch[way,
      "Secant", If[Length[starts[[1]]] < 2, newton[x], secant[x, rootNumber[{starts[[1, 2]]}, p]]],
      "Brent", If[Length[unknowns] == 1 && Length[starts[[1]]] >= 2, brent[x[[1]], First[rootNumber[{starts[[1, 2]]}, p]]], Message[FindRoot::bbrac]; $Failed],
      _, newton[x]], "findroot"]];
  If[x === $Failed, Return[$Failed, Module]];
  x = If[p === MachinePrecision, x, N[SetPrecision[x, p], p]];
  Thread[vars -> (parts /. Thread[unknowns -> x])]]

fresh[v_, dimensions_] := Array[Function[Null, Unique[v]], dimensions]
rootNumber[x_, MachinePrecision] := N[x]
rootNumber[x_, p_] := SetPrecision[x, p + 10]

(* The values at a point, all numbers, or $Failed. *)
valueAt[x_] := Module[{v},
  watch[x, 2];
  v = rootValue @@ x;
  If[ListQ[v] && AllTrue[v, NumberQ], v, $Failed]]
valueThere[x_] := Replace[valueAt[x], $Failed :> Throw[$Failed, "findroot"]]
firstValueAt[x_] := With[{v = valueAt[x]}, If[v === $Failed,
  Message[FindRoot::nlnum, rootValue @@ x, {Length[x]}, rootUnknowns, x]; Throw[$Failed, "findroot"], v]]
watch[x_, which_] := With[{e = rootMonitors[[which]]}, If[e =!= Hold[None], monitored[e, rootVariables, rootParts /. Thread[rootUnknowns -> x]]]]
monitored[Hold[e_], Hold[v__], values_] := ({v} = values; e; Clear[v])

closeEnough[step_, x_] := AllTrue[Transpose[{Abs[step], Abs[x]}], #[[1]] <= rootAccuracy + rootRelative #[[2]] &]
(* Small enough, or no smaller than the digits of x can make it. *)
smallEnough[v_, step_, x_] := Precision[x] > 5 && (Max[Abs[v]] <= rootAccuracy || AllTrue[Transpose[{Abs[step], Abs[x]}], #[[1]] <= 4 rootLeast #[[2]] &])
failedToConverge[x_] := (Message[FindRoot::cvmit, rootSteps]; x)

(* ---- Newton ---- *)

newton[start_] := Module[{x = start, v, j, derivatives, step, k = 0, next},
  v = firstValueAt[x];
  derivatives = derivativesOf[x];
  While[k < rootSteps,
    If[AllTrue[v, # == 0 &], Return[x, Module]];
    j = If[derivatives === None, differences[x, v], derivatives @@ x];
    step = newtonStep[j, v];
    If[step === $Failed, Message[FindRoot::jsing, rootUnknowns, x]; Return[x, Module]];
    next = descend[x, v, -rootDamping step];
    If[next === $Failed, If[!closeEnough[step, x], Message[FindRoot::lstol, If[rootPrecision === MachinePrecision, "MachinePrecision", rootPrecision]]]; Return[x, Module]];
    If[next === "edge", Message[FindRoot::reged, x, Transpose[rootRegion], First[Ordering[Abs[Apply[Times, Map[x - # &, rootRegion]]], 1]]]; Return[x, Module]];
    k = k + 1;
    step = next[[1]] - x; {x, v} = next;
    watch[x, 1];
    If[closeEnough[step, x] && smallEnough[v, step, x], Return[x, Module]]];
  failedToConverge[x]]
newtonStep[{{d_}}, {v_}] := If[!NumberQ[d] || d == 0, $Failed, {v/d}]
newtonStep[j_, v_] := If[!MatrixQ[j, NumberQ], $Failed, With[{s = Quiet[Check[LinearSolve[j, v], $Failed]]}, If[VectorQ[s, NumberQ], s, $Failed]]]

(* The derivatives as a function where they are numbers at the start; else None. *)
derivativesOf[x_] := Module[{j = Replace[rootJacobian, {{m_, ___Rule} /; !NumericQ[m] && !ListQ[m] :> m}], g},
  If[!MatrixQ[j], j = Quiet[D[rootFunctions, {rootUnknowns}]]];
  g = Lyra$NumericFunction[rootUnknowns, j, rootPrecision];
  If[MatrixQ[Quiet[g @@ x], NumberQ], g, None]]
differences[x_, v_] := Transpose[Table[Module[{y = x, d = (1 + Abs[x[[i]]]) If[rootPrecision === MachinePrecision, 10.^-7, 10^-Ceiling[rootPrecision/2]]},
  y[[i]] = y[[i]] + d; (valueThere[y] - v)/d], {i, Length[x]}]]

(* {a point along the step where the function is smaller, its values there}; the whole step where that will do. *)
descend[x_, v_, step_] := Module[{t = 1, y, w, size = Norm[v]},
  If[rootRegion =!= None, t = largestInside[rootRegion, x, step]; If[t == 0, Return["edge", Module]]];
  While[t > 10.^-10,
    y = x + t step;
    w = Quiet[valueAt[y]];
    If[w =!= $Failed && TrueQ[Norm[w] <= (1 - t/10^4) size], Return[{y, w}, Module]];
    (* So near to the zero that rounding decides. *)
    If[w =!= $Failed && t == 1 && closeEnough[step, x] && Norm[w] <= rootAccuracy, Return[{y, w}, Module]];
    t = t/2];
  $Failed]
largestInside[{low_, high_}, x_, step_] := Min[1, MapThread[Which[#4 > 0, Max[0, (#2 - #3)/#4], #4 < 0, Max[0, (#1 - #3)/#4], True, 1] &, {low, high, x, step}]]

(* ---- of one variable, without derivatives ---- *)

secant[{first_}, {second_}] := Module[{a = first, b = second, fa, fb, c, k = 0},
  {fa} = firstValueAt[{a}]; {fb} = firstValueAt[{b}];
  If[Im[a] == 0 && Im[b] == 0 && Im[fa] == 0 && Im[fb] == 0 && fa fb < 0, Return[brent[a, b], Module]];
  If[Abs[fa] < Abs[fb], {a, b, fa, fb} = {b, a, fb, fa}];
  While[k < rootSteps,
    If[fb == 0, Return[{b}, Module]];
    If[fa == fb, Message[FindRoot::jsing, rootUnknowns, {b}]; Return[{b}, Module]];
    c = b - fb (b - a)/(fb - fa);
    {a, fa} = {b, fb}; b = c; k = k + 1;
    {fb} = valueThere[{b}];
    watch[{b}, 1];
    If[closeEnough[{b - a}, {b}] && smallEnough[{fb}, {b - a}, {b}], Return[{b}, Module]]];
  failedToConverge[{b}]]

brent[first_, second_] := Module[{a = first, b = second, c, fa, fb, fc, d, e, tol, m, s, u, q, r, k = 0},
  {fa} = firstValueAt[{a}]; {fb} = firstValueAt[{b}];
  If[!AllTrue[{a, b, fa, fb}, Im[#] == 0 &] || fa fb > 0, Message[FindRoot::bbrac]; Return[$Failed, Module]];
  c = a; fc = fa; d = e = b - a;
  While[k < rootSteps,
    If[fb fc > 0, c = a; fc = fa; d = e = b - a];
    If[Abs[fc] < Abs[fb], a = b; b = c; c = a; fa = fb; fb = fc; fc = fa];
    tol = 2 rootLeast Abs[b] + 10^-30; m = (c - b)/2;
    If[Abs[m] <= tol || fb == 0, Return[{b}, Module]];
    If[Abs[e] < tol || Abs[fa] <= Abs[fb],
      d = e = m,
      s = fb/fa;
      If[a == c, u = 2 m s; q = 1 - s, q = fa/fc; r = fb/fc; u = s (2 m q (q - r) - (b - a) (r - 1)); q = (q - 1) (r - 1) (s - 1)];
      If[u > 0, q = -q, u = -u];
      If[2 u < Min[3 m q - Abs[tol q], Abs[e q]], e = d; d = u/q, d = e = m]];
    a = b; fa = fb;
    b = If[Abs[d] > tol, b + d, b + tol Sign[m]]; k = k + 1;
    {fb} = valueThere[{b}];
    watch[{b}, 1]];
  failedToConverge[{b}]]
