(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Reduce: equations by Solve, inequalities in one variable by the signs between the roots. *)

(** Reduce[expr, vars] reduces equations and inequalities to an equivalent explicit form; Reduce[expr, vars, dom]
    over a domain.

    >> Reduce[x^2 == 4, x]
    x == -2 || x == 2
    >> Reduce[x^2 < 4, x]
    Inequality[-2, Less, x, Less, 2]
 **)
Options[Reduce] = {Backsubstitution -> False, Cubics -> False, GeneratedParameters -> C, Method -> Automatic, Modulus -> 0, Quartics -> False, WorkingPrecision -> Infinity}
Reduce::nsmet = "This system cannot be solved with the methods available to Reduce."
Reduce[e_] := Reduce[e, reduceVariables[e]]
Reduce[e_, vars_, rest___] := Module[{r = Catch[reduceMain[e, vars, rest], "reduce"]}, r /; r =!= $Failed]
reduceVariables[e_] := With[{v = Sort[Variables[Cases[{e}, (h : Equal | Unequal | Less | Greater | LessEqual | GreaterEqual)[a__] :> {a}, Infinity]]]}, If[Length[v] == 1, First[v], v]]

reduceMain[e_, vars_, rest___] := Module[{vs = If[ListQ[vars], vars, {vars}], dom, opts, c, m},
  If[MemberQ[{True, False}, e], Return[e, Module]];
  opts = Cases[{rest}, _Rule];
  dom = Replace[DeleteCases[{rest}, _Rule], {{} -> Complexes, {d_} :> d}];
  m = Modulus /. opts /. Modulus -> 0;
  c = If[ListQ[e], And @@ e, e];
  c = threadLists[c];
  If[MemberQ[{True, False}, c], Return[c, Module]];
  If[IntegerQ[m] && m > 1, Return[toOr[Solve[c, vs, Modulus -> m], vs], Module]];
  Which[
    !FreeQ[c, Exists | ForAll], $Failed,
    Length[vs] == 1, reduceOne[c, First[vs], dom],
    True, reduceSystem[c, vs, dom]]]
threadLists[e_] := e //. {Equal[a_List, b_List] /; Length[a] == Length[b] :> And @@ MapThread[Equal, {a, b}]}
toOr[sols_List, vs_] := If[sols === {}, False, Or @@ Map[And @@ Map[First[#] == Last[#] &, #] &, sols]]
toOr[_, _] := $Failed

inequalityHeads = Less | LessEqual | Greater | GreaterEqual | Unequal | Inequality;
reduceOne[c_, x_, dom_] := Module[{s},
  If[FreeQ[c, inequalityHeads] && (dom === Complexes || dom === Reals) && FreeQ[c, Abs | Or | Not],
    Return[reduceEquation[c, x, dom], Module]];
  If[dom === Integers, Return[reduceIntegers[c, x], Module]];
  If[!FreeQ[c, Sin | Cos | Tan],
    s = Quiet[Solve[c, x]];
    Return[If[ListQ[s] && FreeQ[s, C], toOr[s, {x}], $Failed], Module]];
  reduceReal[c, x, dom]]

reduceEquation[a_ == b_, x_, dom_] := Module[{n = Numerator[Together[a - b]], p, q, s},
  If[PolynomialQ[n, x] && Exponent[n, x] == 1 && !NumericQ[Coefficient[n, x, 1]],
    p = Coefficient[n, x, 1]; q = Coefficient[n, x, 0];
    p = Last[FactorTermsList[p]];
    Return[If[NumericQ[q] && q =!= 0, (p != 0 && x == Together[-q/Coefficient[n, x, 1]]), If[q === 0, p == 0 || x == 0,
      (Last[FactorTermsList[q]] == 0 && p == 0) || (p != 0 && x == Together[-q/Coefficient[n, x, 1]])]], Module]];
  s = Quiet[Solve[a == b, x, dom]];
  If[ListQ[s], toOr[DeleteDuplicates[s], {x}] /. ConditionalExpression[v_, cond_] :> v, $Failed]]
reduceEquation[c_, x_, dom_] := Module[{s = Quiet[Solve[c, x, dom]]}, If[ListQ[s], toOr[DeleteDuplicates[s], {x}], $Failed]]

reduceIntegers[c_, x_] := Module[{s, r, lo, hi},
  If[FreeQ[c, inequalityHeads], s = Quiet[Solve[c, x, Integers]]; Return[If[ListQ[s], toOr[DeleteDuplicates[s], {x}], $Failed], Module]];
  s = Quiet[Solve[c, x, Integers]];
  If[ListQ[s], Return[toOr[DeleteDuplicates[s], {x}], Module]];
  r = reduceReal[c, x, Reals];
  Replace[r, {
    Less[x, a_] :> Element[x, Integers] && x <= Ceiling[a] - 1, LessEqual[x, a_] :> Element[x, Integers] && x <= Floor[a],
    Greater[x, a_] :> Element[x, Integers] && x >= Floor[a] + 1, GreaterEqual[x, a_] :> Element[x, Integers] && x >= Ceiling[a],
    HoldPattern[Inequality[a_, p_, x, q_, b_]] :> toOr[Map[{x -> #} &, Range[If[p === Less, Floor[a] + 1, Ceiling[a]], If[q === Less, Ceiling[b] - 1, Floor[b]]]], {x}],
    _ :> $Failed}]]

(* The real line is cut at the zeros and poles of all that is compared; the truth on each piece is found by a sample. *)
reduceReal[c_, x_, dom_] := Module[{cmp, pts, truths, n, open, at},
  cmp = Cases[{c}, (Equal | Less | LessEqual | Greater | GreaterEqual | Unequal)[a_, b_] :> a - b, Infinity];
  cmp = Join[cmp, Join @@ Cases[{c}, (Less | LessEqual | Greater | GreaterEqual)[a_, b_, d__] :> Map[Subtract @@ # &, Partition[{a, b, d}, 2, 1]], Infinity]];
  cmp = Join[cmp, Join @@ Cases[{c}, HoldPattern[Inequality[a__]] :> With[{l = {a}}, Table[l[[i]] - l[[i + 2]], {i, 1, Length[l] - 2, 2}]], Infinity]];
  cmp = Select[cmp, !FreeQ[#, x] &];
  If[!FreeQ[cmp, _Symbol?(# =!= x && !NumericQ[#] && Context[#] === "Global`" &)], Return[If[MatchQ[c, (Less | LessEqual | Greater | GreaterEqual)[x, a_] /; FreeQ[a, x]], c, $Failed], Module]];
  pts = DeleteDuplicates[Flatten[Map[criticalPoints[#, x] &, Join[cmp, Cases[cmp, Abs[u_] :> u, Infinity]]]]];
  If[!FreeQ[pts, $Failed | x], Return[$Failed, Module]];
  pts = SortBy[Select[pts, realValue0[#] &], N];
  n = Length[pts];
  If[n == 0, Return[If[truth[c, x, 0], If[dom === Reals || FreeQ[c, inequalityHeads], True, Element[x, Reals]], False], Module]];
  open = Join[{truth[c, x, Floor[N[First[pts]]] - 1]}, Table[truth[c, x, between[pts[[i]], pts[[i + 1]]]], {i, n - 1}], {truth[c, x, Ceiling[N[Last[pts]]] + 1]}];
  at = Map[truth[c, x, #] &, pts];
  If[!FreeQ[{open, at}, $Failed], Return[$Failed, Module]];
  assemble[pts, open, at, x, dom]]
realValue0[v_] := NumericQ[v] && FreeQ[Chop[N[v]], Complex]
between[a_, b_] := Rationalize[(N[a] + N[b])/2, Abs[N[b - a]]/8]
truth[c_, x_, v_] := Module[{t = Quiet[c /. x -> v]}, If[t === True, True, If[t === False, False, t = Quiet[Simplify[t]]; If[t === True, True, If[t === False || !FreeQ[t, ComplexInfinity | Indeterminate], False, $Failed]]]]]
criticalPoints[e_, x_] := Module[{t = Together[e], s, r},
  r = {};
  Do[If[!FreeQ[p, x],
    s = Quiet[Solve[p == 0, x, Reals]];
    If[!ListQ[s], Return[$Failed, Module]];
    r = Join[r, Map[x /. # &, s]]], {p, {Numerator[t], Denominator[t]}}];
  r]
assemble[pts_, open_, at_, x_, dom_] := Module[{n = Length[pts], out = {}, i = 0, start, startClosed, k},
  (* pieces 0..n are open intervals, points 1..n between them *)
  k = 0;
  While[k <= n,
    If[open[[k + 1]],
      start = If[k == 0, -Infinity, pts[[k]]]; startClosed = k > 0 && at[[k]];
      While[k < n && at[[k + 1]] && open[[k + 2]], k++];
      AppendTo[out, piece[start, startClosed, If[k == n, Infinity, pts[[k + 1]]], k < n && at[[k + 1]], x, dom]],
      If[k > 0 && at[[k]] && !open[[k]], AppendTo[out, x == pts[[k]]]]];
    k++];
  If[out === {}, False, Or @@ out]]
piece[-Infinity, _, Infinity, _, x_, dom_] := If[dom === Reals, True, Element[x, Reals]]
piece[-Infinity, _, b_, cl_, x_, _] := If[cl, x <= b, x < b]
piece[a_, cl_, Infinity, _, x_, _] := If[cl, x >= a, x > a]
piece[a_, ca_, b_, cb_, x_, _] := Inequality[a, If[ca, LessEqual, Less], x, If[cb, LessEqual, Less], b]

reduceSystem[c_, vs_, dom_] := Module[{s, eqs},
  If[!FreeQ[c, inequalityHeads] || dom === Integers, Return[$Failed, Module]];
  s = Quiet[Solve[c, vs, dom]];
  If[!ListQ[s], Return[$Failed, Module]];
  s = DeleteDuplicates[s];
  If[s === {}, False, Or @@ Map[Function[q, And @@ Map[Function[v, If[MemberQ[First /@ q, v], v == (v /. q), Nothing]], vs]], s]]]
