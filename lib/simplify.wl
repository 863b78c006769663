(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Simplification: a search for the smallest form among what the transformations give, part by part;
   and refinement under assumptions. *)

(** Simplify[expr] looks for the simplest form of expr; Simplify[expr, assum] under assumptions.

    >> Simplify[Sin[x]^2 + Cos[x]^2]
    1
    >> Simplify[Sqrt[x^2], x > 0]
    x
 **)
Options[Simplify] = {Assumptions :> $Assumptions, ComplexityFunction -> Automatic, ExcludedForms -> {}, TimeConstraint -> 300, TransformationFunctions -> Automatic, Trig -> True}
Simplify[e_, opts___Rule] := simplifyTop[e, assumptionsOf[{opts}], {opts}, False]
Simplify[e_, a : Except[_Rule], opts___Rule] := simplifyTop[e, a && assumptionsOf[{opts}], {opts}, False]

(** FullSimplify[expr] tries more transformations than Simplify, with special functions and nested roots.

    >> FullSimplify[Sqrt[3 + 2 Sqrt[2]]]
    1 + Sqrt[2]
 **)
Options[FullSimplify] = {Assumptions :> $Assumptions, ComplexityFunction -> Automatic, ExcludedForms -> {}, TimeConstraint -> Infinity, TransformationFunctions -> Automatic, Trig -> True}
FullSimplify[e_, opts___Rule] := simplifyTop[e, assumptionsOf[{opts}], {opts}, True]
FullSimplify[e_, a : Except[_Rule], opts___Rule] := simplifyTop[e, a && assumptionsOf[{opts}], {opts}, True]

assumptionsOf[opts_] := Module[{a = Assumptions /. opts /. Assumptions :> $Assumptions}, If[ListQ[a], And @@ a, a]]

simplifyTop[e_, a_, opts_, full_] := Module[{facts = factsOf[a], cost, extra},
  cost = ComplexityFunction /. opts /. ComplexityFunction -> Automatic;
  If[cost === Automatic, cost = simplifyCount];
  extra = TransformationFunctions /. opts /. TransformationFunctions -> Automatic;
  extra = If[ListQ[extra], extra, {Automatic}];
  If[!FreeQ[e, ConditionalExpression], Return[Refine[e, a], Module]];
  Block[{$costFunction = cost, $facts = facts, $full = full, $extra = extra, $trig = !((Trig /. opts) === False)},
    simplifyDeep[e]]]

simplifyCount[p_Symbol] := 1
simplifyCount[0] := 1
simplifyCount[p_Integer] := Floor[N[Log[10, Abs[p]]] + 10^-9] + If[p > 0, 1, 2]
simplifyCount[p_Rational] := simplifyCount[Numerator[p]] + simplifyCount[Denominator[p]] + 1
simplifyCount[p_Complex] := simplifyCount[Re[p]] + simplifyCount[Im[p]] + 1
simplifyCount[p_?NumberQ] := 2
simplifyCount[p_?AtomQ] := 1
simplifyCount[p_] := simplifyCount[Head[p]] + Plus @@ Map[simplifyCount, List @@ p]

simplifyDeep[e_?AtomQ] := refineExpr[e, $facts]
simplifyDeep[e_List] := Map[simplifyDeep, e]
simplifyDeep[e : (_Rule | _RuleDelayed)] := Map[simplifyDeep, e]
simplifyDeep[e_SeriesData] := MapAt[Map[simplifyDeep, #] &, e, 3]
simplifyDeep[e : (_Function | _HoldForm | _Hold | _Integrate | _Sum | _Solve | _Limit)] := e
simplifyDeep[e_] := Module[{r},
  r = If[AtomQ[Head[e]] && Length[e] > 0, With[{m = Map[simplifyDeep, e]}, cheaper[m, e]], e];
  r = simplifyHere[r];
  r]
cheaper[a_, b_] := If[$costFunction[a] <= $costFunction[b], a, b]

simplifyHere[e_] := Module[{best = refineExpr[e, $facts], old, k = 0},
  While[k < 6,
    old = best;
    best = bestOf[best];
    If[best === old, Break[]];
    best = refineExpr[best, $facts];
    k++];
  best]
bestOf[e_?AtomQ] := e
bestOf[e_] := Module[{c, best = e, cost = $costFunction[e]},
  Do[
    c = t[e];
    If[c =!= e, With[{k = $costFunction[c]}, If[k < cost, best = c; cost = k]]],
    {t, transformations[e]}];
  If[best === e && MatchQ[e, _Plus | _Times],
    (* Of equally small forms one with its signs and factors outside is taken. *)
    Do[c = t[best]; If[c =!= best && $costFunction[c] <= cost, best = c; cost = $costFunction[c]], {t, {tiedTogether, pullContent, pullMonomial, pullMinus}}]];
  best]
tiedTogether[e_Plus] := Module[{t = Together[e]}, If[Head[t] === Times && !FreeQ[Denominator[t], _Symbol], Numerator[t]/Denominator[t], e]]
tiedTogether[e_] := e
numericFactor[t_Times] := If[NumberQ[First[t]], First[t], 1]
numericFactor[t_?NumberQ] := t
numericFactor[t_] := 1
contentOf[e_Plus] := Module[{c = Map[numericFactor, List @@ e]}, If[AllTrue[c, MatchQ[#, _Integer | _Rational] &], (GCD @@ c) If[c[[1]] < 0 && AllTrue[c, # < 0 &] || leadingNegative[e], -1, 1], 1]]
leadingNegative[e_] := numericFactor[Last[e]] < 0
pullContent[e_Plus] := With[{c = contentOf[e]}, If[c === 1 || c === -1 || (!FreeQ[e, Power[_, _?Negative]] && (Length[e] < 3 || !IntegerQ[c])), e, c Map[#/c &, e]]]
pullContent[e_Times] := With[{s = Cases[e, _Plus]}, If[Length[s] == 1, With[{c = pullContent[First[s]]}, If[Head[c] === Times, (e/First[s]) c, e]], e]]
pullContent[e_] := e
pullMonomial[e_Plus] := Module[{vs = Select[Variables[e], AtomQ], m},
  If[!PolynomialQ[e, vs], Return[e, Module]];
  m = Times @@ Map[#^Min[Exponent[List @@ e, #]] &, vs];
  If[m === 1, e, pullContent[Map[#/m &, e]] m]]
pullMonomial[e_] := e
pullMinus[e_Times] := Module[{sums = Cases[e, _Plus | Power[_Plus, -1]], n, d},
  n = SelectFirst[List @@ e, Head[#] === Plus &, None];
  d = SelectFirst[List @@ e, MatchQ[#, Power[_Plus, -1]] &, None];
  Which[
    n =!= None && AllTrue[List @@ n, numericFactor[#] < 0 &], -(e/n) (-n) // evaluateProduct,
    n =!= None && d =!= None && leadingNegative[n] && leadingNegative[First[d]], (e/(n d)) Map[-# &, n]/Map[-# &, First[d]],
    n =!= None && d =!= None && leadingNegative[First[d]] && numericFactor[First[n]] < 0, (e/(n d)) Map[-# &, n]/Map[-# &, First[d]],
    n =!= None && d =!= None && leadingNegative[First[d]] && AllTrue[List @@ First[d], numericFactor[#] < 0 &], -(e/d)/Map[-# &, First[d]],
    True, e]]
pullMinus[e_] := e
evaluateProduct[e_] := e
transformations[e_] := Join[
  Which[
    logicQ[e], {simplifyLogic},
    MatchQ[e, _Plus | _Times | _Power | _Equal | _Less | _Greater | _LessEqual | _GreaterEqual | _Unequal],
      Join[{Together, Factor, FactorSquareFree, Expand, pullContent, Cancel, togetherFactor, factorExpandDenominator, simplifyCollect, partialFactor, simplifyRoots},
        If[MatchQ[e, _Equal | _Unequal | _Less | _Greater | _LessEqual | _GreaterEqual], {simplifyRelation}, {}],
        If[!FreeQ[e, Log], {joinLogs}, {}],
        If[$trig && !FreeQ[e, Sin | Cos | Tan | Cot | Sec | Csc | Sinh | Cosh | Tanh | Coth | Sech | Csch],
          {TrigReduce, TrigExpand, trigPythagoras, Factor[TrigExpand[#]] &, Together[TrigExpand[#]] &, trigCombine, trigPythagoras[Together[trigSinCos[#]]] &, trigBack[Together[trigSinCos[#]]] &}, {}],
        If[!FreeQ[e, Power[E, _]], {Expand[ExpandAll[#]] &, ExpToTrig}, {}],
        If[!FreeQ[e, Gamma | Factorial | Binomial | Pochhammer], {simplifyGamma}, {}],
        If[$full, {FunctionExpand, denestRoots, inverseTrigSums}, {}]],
    True, If[$full, {FunctionExpand, denestRoots}, {}]],
  DeleteCases[$extra, Automatic]]
logicQ[e_] := MatchQ[e, _And | _Or | _Not | _Xor | _Implies | _Nand | _Nor | _Equivalent]
simplifyLogic[e_] := Module[{r = BooleanMinimize[e]}, If[FreeQ[r, BooleanMinimize], r, e]]
togetherFactor[e_] := Module[{t = Together[e]}, Factor[Numerator[t]]/Factor[Denominator[t]]]
factorExpandDenominator[e_] := Module[{t = Together[e]}, Numerator[t]/Expand[Denominator[t]]]
partialFactor[e_Plus] := Module[{t = FactorTermsList[e]}, If[Length[t] == 2, First[t] Factor[Last[t]], e]]
partialFactor[e_] := e
simplifyCollect[e_Plus] := Module[{vs = Variables[e]}, If[Length[vs] == 0 || Length[vs] > 6, e, First[SortBy[Map[Collect[e, #, Factor] &, vs], $costFunction]]]]
simplifyCollect[e_] := e
simplifyRoots[e_] := e /. {Power[a_, q_Rational] Power[b_, r_Rational] :> Power[Expand[a b], q] /; q == r && NumericQ[a] && NumericQ[b]}
simplifyRelation[(h : Equal | Unequal | Less | Greater | LessEqual | GreaterEqual)[a_, b_]] := Module[{d = Together[a - b], r},
  If[NumberQ[d], h[d, 0],
    r = h[a, b];
    If[NumericQ[d] && MemberQ[{Equal, Unequal}, h], If[Expand[d] === 0 || Simplify[d] === 0, h === Equal, r], r]]]
simplifyRelation[e_] := e
joinLogs[e_] := e /. {Plus[Log[a_?NumericQ], Log[b_?NumericQ], r___] :> Plus[Log[a b], r] /; TrueQ[a > 0 && b > 0],
  Plus[Log[a_?NumericQ], Times[-1, Log[b_?NumericQ]], r___] :> Plus[Log[a/b], r] /; TrueQ[a > 0 && b > 0],
  Plus[Log[a_], Log[b_], r___] :> Plus[Log[a b], r] /; provePositive[a] && provePositive[b],
  Times[n_Integer, Log[a_?NumericQ]] :> Log[a^n] /; TrueQ[a > 0] && $costFunction[a^n] < 3}

trigSinCos[e_] := e /. {Tan[x_] :> Sin[x]/Cos[x], Cot[x_] :> Cos[x]/Sin[x], Sec[x_] :> 1/Cos[x], Csc[x_] :> 1/Sin[x],
  Tanh[x_] :> Sinh[x]/Cosh[x], Coth[x_] :> Cosh[x]/Sinh[x], Sech[x_] :> 1/Cosh[x], Csch[x_] :> 1/Sinh[x]}
trigBack[e_] := trigPythagoras[e] //. {Sin[x_]^n_. Cos[x_]^m_. :> Tan[x]^n Cos[x]^(m + n) /; n > 0 && m < 0, Cos[x_]^n_. Sin[x_]^m_. :> Cot[x]^n Sin[x]^(m + n) /; n > 0 && m < 0}
trigPythagoras[e_] := Module[{xs = DeleteDuplicates[Cases[e, (Sin | Cos | Sinh | Cosh)[x_] :> x, {0, Infinity}]], cands = {e}, p, num, den},
  If[Length[xs] > 4, Return[e, Module]];
  num = Numerator[e]; den = Denominator[e];
  Do[
    cands = Join[cands, Flatten[Table[
      {reduceSquare[num, f[x], s] / reduceSquare[den, f[x], s]}, {f, {Sin, Cos}}, {s, {1 - If[f === Sin, Cos, Sin][x]^2}}]],
      If[FreeQ[e, Sinh | Cosh], {}, {reduceSquare[num, Cosh[x], 1 + Sinh[x]^2]/reduceSquare[den, Cosh[x], 1 + Sinh[x]^2],
        reduceSquare[num, Sinh[x], Cosh[x]^2 - 1]/reduceSquare[den, Sinh[x], Cosh[x]^2 - 1]}]],
    {x, xs}];
  cands = Join[cands, Map[Factor, cands]];
  First[SortBy[cands, $costFunction]]]
reduceSquare[p_, f_, s_] := Module[{q = Expand[p]}, If[PolynomialQ[q, f] && Exponent[q, f] >= 2, Expand[q /. f^n_Integer :> f^Mod[n, 2] s^Quotient[n, 2] /; n > 1], p]]
trigCombine[e_] := e /. {c_. Sin[x_] Cos[x_] :> c Sin[2 x]/2, Plus[c_. Cos[x_]^2, d_. Sin[x_]^2, r___] :> Plus[c Cos[2 x], r] /; d === -c,
  Plus[1, Times[-1, Cos[y_]], r___] :> 2 Sin[y/2]^2 + r, Plus[1, Cos[y_], r___] :> 2 Cos[y/2]^2 + r,
  Plus[Times[c_, 1], Times[d_, Cos[y_]]] :> 2 c Sin[y/2]^2 /; d === -c, Plus[Rational[1, 2], Times[Rational[-1, 2], Cos[y_]]] :> Sin[y/2]^2, Plus[Rational[1, 2], Times[Rational[1, 2], Cos[y_]]] :> Cos[y/2]^2,
  Times[Rational[1, 2], Plus[1, Times[-1, Cos[y_]]]] :> Sin[y/2]^2, Times[Rational[1, 2], Plus[1, Cos[y_]]] :> Cos[y/2]^2,
  1 + Tan[x_]^2 :> Sec[x]^2, 1 + Cot[x_]^2 :> Csc[x]^2, -1 + Sec[x_]^2 :> Tan[x]^2, -1 + Csc[x_]^2 :> Cot[x]^2, Cosh[x_] + Sinh[x_] :> E^x, Cosh[x_] - Sinh[x_] :> E^-x,
  Sin[x_]^n_. Cos[x_]^m_. :> Tan[x]^n /; m === -n && n > 0, Sinh[x_]^n_. Cosh[x_]^m_. :> Tanh[x]^n /; m === -n && n > 0}

simplifyGamma[e_] := Factor[Together[e //. {Times[a___, Gamma[x_]^n_., Gamma[y_]^m_., b___] :> Times[a, b] Product[y + j, {j, 0, x - y - 1}]^n Gamma[y]^(n + m) /; n > 0 && m < 0 && IntegerQ[x - y] && x - y > 0 && x - y < 4,
  Times[a___, Gamma[x_]^n_., Gamma[y_]^m_., b___] :> Times[a, b] Product[x + j, {j, 0, y - x - 1}]^m Gamma[x]^(n + m) /; n > 0 && m < 0 && IntegerQ[y - x] && y - x > 0 && y - x < 4,
  Times[a___, Factorial[x_]^n_., Factorial[y_]^m_., b___] :> Times[a, b] Product[y + j, {j, 1, x - y}]^n Factorial[y]^(n + m) /; n > 0 && m < 0 && IntegerQ[x - y] && x - y > 0 && x - y < 6,
  Times[a___, Factorial[x_]^n_., Factorial[y_]^m_., b___] :> Times[a, b] Product[x + j, {j, 1, y - x}]^m Factorial[x]^(n + m) /; n > 0 && m < 0 && IntegerQ[y - x] && y - x > 0 && y - x < 6}]] /. {x_ Gamma[x_] :> Gamma[1 + x], (1 + x_) Gamma[1 + x_] :> Gamma[2 + x]}
inverseTrigSums[e_] := e /. {Plus[c_. ArcSin[x_], d_. ArcCos[x_]] :> c Pi/2 /; c === d, Plus[c_. ArcSec[x_], d_. ArcCsc[x_]] :> c Pi/2 /; c === d}
denestRoots[e_] := e /. Sqrt[a_Integer + b_. Sqrt[c_Integer]] :> denest[a, b, c]
denest[a_, b_, c_] := Module[{d = Sqrt[a^2 - b^2 c], x, y},
  If[!MatchQ[d, _Integer | _Rational] || !TrueQ[a > 0], Return[Sqrt[a + b Sqrt[c]], Module]];
  x = (a + d)/2; y = (a - d)/2;
  Sqrt[x] + Sign[b] Sqrt[y]]

(* ---- assumptions ---- *)

(** Refine[expr, assum] gives the form of expr that holds under assumptions.

    >> Refine[Sqrt[x^2], x > 0]
    x
    >> Refine[Abs[x], x < 0]
    -x
 **)
Options[Refine] = {Assumptions :> $Assumptions, TimeConstraint -> 30}
Refine[e_, opts___Rule] := refineTop[e, assumptionsOf[{opts}]]
Refine[e_, a : Except[_Rule], opts___Rule] := refineTop[e, a && assumptionsOf[{opts}]]
refineTop[e_, a_] := Module[{facts = factsOf[a]}, Block[{$facts = facts, $costFunction = simplifyCount, $full = False, $extra = {}, $trig = True}, FixedPoint[refineExpr[#, facts] &, e, 5]]]

(** Assuming[assum, expr] evaluates expr with assum added to $Assumptions.

    >> Assuming[x > 0, Refine[Abs[x]]]
    x
 **)
SetAttributes[Assuming, HoldRest]
Assuming[a_, e_] := Block[{$Assumptions = $Assumptions && If[ListQ[a], And @@ a, a]}, e]
(** $Assumptions is what Simplify, Refine and their like take for granted besides their arguments.

    >> $Assumptions
    True
 **)
$Assumptions = True

(* Facts: positive[d], nonnegative[d], zero[d], nonzero[d], domain[x, dom], and the conditions as given. *)
factsOf[a_] := Flatten[{factList[a]}]
factList[True] := {}
factList[a_And] := Map[factList, List @@ a]
factList[a_List] := Map[factList, a]
factList[Element[x_List | x_Alternatives, d_]] := Map[domain[#, d] &, List @@ x]
factList[Element[x_, PositiveReals]] := {positive[x], domain[x, Reals]}
factList[Element[x_, PositiveIntegers]] := {positive[x], domain[x, Integers]}
factList[Element[x_, NonNegativeIntegers]] := {nonnegative[x], domain[x, Integers]}
factList[Element[x_, NonNegativeReals]] := {nonnegative[x], domain[x, Reals]}
factList[Element[x_, d_]] := {domain[x, d]}
factList[Greater[a_, b_]] := {positive[a - b]}
factList[Less[a_, b_]] := {positive[b - a]}
factList[GreaterEqual[a_, b_]] := {nonnegative[a - b]}
factList[LessEqual[a_, b_]] := {nonnegative[b - a]}
factList[(h : Greater | Less | GreaterEqual | LessEqual)[a_, b_, c__]] := {factList[h[a, b]], factList[h[b, c]]}
factList[e_Inequality] := Table[factList[e[[i + 1]][e[[i]], e[[i + 2]]]], {i, 1, Length[e] - 2, 2}]
factList[Equal[a_, b_]] := {zero[a - b], given[a == b]}
factList[Unequal[a_, b_]] := {nonzero[a - b]}
factList[a_] := {given[a]}

provePositive[e_] := prove[e, True]
proveNonnegative[e_] := prove[e, False]
proveNegative[e_] := prove[Expand[-e], True]
(* e > 0 (strict) or e >= 0 from one fact, or from the signs of terms and factors. *)
prove[e_?NumericQ, strict_] := If[strict, TrueQ[e > 0], TrueQ[e >= 0]]
prove[e_, strict_] := Catch[
  Do[If[followsFrom[e, strict, f], Throw[True, prove]], {f, $facts}];
  Switch[e,
    _Plus, If[AllTrue[List @@ e, prove[#, False] &] && (!strict || AnyTrue[List @@ e, prove[#, True] &]), Throw[True, prove]],
    _Times, Throw[proveProduct[List @@ e, strict], prove],
    Power[_, _?EvenQ], If[proveReal[e[[1]]] && (!strict || proveNonzero[e[[1]]]), Throw[True, prove]],
    Power[_, _], If[prove[e[[1]], True] && proveReal[e[[2]]], Throw[True, prove]];
      If[!strict && prove[e[[1]], False] && prove[e[[2]], False], Throw[True, prove]],
    Abs[_], If[!strict || proveNonzero[e[[1]]], Throw[True, prove]],
    Sqrt[_] | Cosh[_], If[proveReal[e[[1]]] && Head[e] === Cosh, Throw[True, prove]]];
  If[Head[e] === Plus && Expand[e] =!= e, Throw[prove[Expand[e], strict], prove]];
  False, prove]
proveProduct[l_, strict_] := Module[{s = 1, ok = True},
  Do[Which[
    prove[f, strict], Null,
    prove[Expand[-f], strict], s = -s,
    True, ok = False; Break[]], {f, l}];
  ok && s == 1]
followsFrom[e_, strict_, h : (positive | nonnegative)[d_]] := Module[{v = Variables[d], k, c},
  If[v === {} || FreeQ[e, First[v]], Return[False, Module]];
  v = First[v];
  If[!PolynomialQ[e, v] || !PolynomialQ[d, v], Return[False, Module]];
  k = Together[Coefficient[e, v, Exponent[d, v]]/Coefficient[d, v, Exponent[d, v]]];
  If[!NumericQ[k] || !TrueQ[k > 0], Return[False, Module]];
  c = Expand[e - k d];
  NumericQ[c] && If[strict && Head[h] === nonnegative, TrueQ[c > 0], TrueQ[c >= 0]]]
followsFrom[_, _, _] := False
proveNonzero[e_] := prove[e, True] || prove[Expand[-e], True] || MemberQ[$facts, nonzero[e] | nonzero[-e]]
proveReal[e_?NumericQ] := FreeQ[N[e], Complex]
proveReal[e_Symbol] := MemberQ[$facts, domain[e, Reals | Integers | Rationals | Primes | Algebraics]] || AnyTrue[$facts, MatchQ[#, (positive | nonnegative)[d_] /; !FreeQ[d, e]] &]
proveReal[e : (_Plus | _Times)] := AllTrue[List @@ e, proveReal]
proveReal[Power[a_, _Integer]] := proveReal[a]
proveReal[Power[a_, b_]] := prove[a, False] && proveReal[b]
proveReal[(Abs | Re | Im | Arg)[_]] := True
proveReal[(Sin | Cos | Sinh | Cosh | Tanh | ArcTan | Exp | Sign | Floor | Ceiling)[a_]] := proveReal[a]
proveReal[Log[a_]] := prove[a, True]
proveReal[e_] := MemberQ[$facts, domain[e, Reals | Integers | Rationals]] || AnyTrue[$facts, MatchQ[#, (positive | nonnegative)[d_] /; !FreeQ[d, e]] &]
proveInteger[e_Integer] := True
proveInteger[e : (_Plus | _Times)] := AllTrue[List @@ e, proveInteger]
proveInteger[Power[a_, n_Integer?Positive]] := proveInteger[a]
proveInteger[e_] := MemberQ[$facts, domain[e, Integers | Primes]]
(* numerical bounds of a symbol *)
boundsOf[x_] := Module[{lo = -Infinity, hi = Infinity},
  Do[Replace[f, (positive | nonnegative)[d_] :> If[PolynomialQ[d, x] && Exponent[d, x] == 1 && NumericQ[Coefficient[d, x, 0]] && NumericQ[Coefficient[d, x, 1]],
    With[{r = -Coefficient[d, x, 0]/Coefficient[d, x, 1]}, If[Coefficient[d, x, 1] > 0, lo = Max[lo, r], hi = Min[hi, r]]]]], {f, $facts}];
  {lo, hi}]

refineExpr[e_, {}] := e /; FreeQ[e, Infinity]
refineExpr[e_?AtomQ, facts_] := refineAtom[e, facts]
refineAtom[e_, facts_] := Module[{z = SelectFirst[facts, MatchQ[#, zero[d_] /; MatchQ[d, e | Plus[e, _?NumberQ]]] &, None]},
  If[z === None || !MatchQ[e, _Symbol], e, e - z[[1]]]]
refineExpr[e_, facts_] := Module[{r},
  r = If[AtomQ[Head[e]] && !MatchQ[e, _Function | _Hold | _HoldForm], Map[refineExpr[#, facts] &, e], e];
  Replace[r, refineRules]]
refineRules := {
  Power[Power[x_, n_Integer], q_Rational] :> Which[
      prove[x, False], x^(n q),
      EvenQ[n] && prove[Expand[-x], False], (-x)^(n q),
      EvenQ[n] && proveReal[x], Abs[x]^(n q),
      True, (x^n)^q],
  Power[Times[a_, b__], q_Rational] :> With[{pos = Select[{a, b}, prove[#, False] || MatchQ[#, Power[_, _?EvenQ]] && proveReal[First[#]] &]},
    (Times @@ Map[refineExpr[#^q, $facts] &, pos]) (Times @@ Complement[{a, b}, pos])^q /; pos =!= {}],
  Power[Power[x_, a_], b_] :> x^(a b) /; (prove[x, False] && proveReal[a]) || (proveInteger[b]),
  Power[E, Times[Complex[0, q_], Pi, n_]] :> (-1)^(q n) /; IntegerQ[q] && proveInteger[n],
  Power[-1, n_] :> 1 /; proveInteger[n/2] && !NumberQ[n],
  Power[-1, Times[k_Integer, n_]] :> (-1)^(Mod[k, 2] n) /; proveInteger[n] && !(0 <= k < 2),
  Power[0, k_] :> 0 /; prove[k, True],
  Times[a___, Power[x_, p_], Power[y_, p_], b___] :> Times[a, b] Power[x y, p] /; !NumberQ[p] && prove[x, True] && prove[y, True],
  Abs[x_] :> Which[prove[x, False], x, prove[Expand[-x], False], -x, True, absProduct[x]],
  RealAbs[x_] :> Which[prove[x, False], x, prove[Expand[-x], False], -x, True, RealAbs[x]],
  Sign[x_] :> Which[prove[x, True], 1, prove[Expand[-x], True], -1, True, Sign[x]],
  Arg[x_] :> Which[prove[x, True], 0, prove[Expand[-x], True], Pi, True, Arg[x]],
  Re[x_] :> x /; proveReal[x], Im[x_] :> 0 /; proveReal[x], Conjugate[x_] :> x /; proveReal[x],
  (Floor | Ceiling | Round | IntegerPart)[x_] :> x /; proveInteger[x],
  Floor[x_Symbol] :> With[{b = boundsOf[x]}, Floor[First[b]] /; FreeQ[b, DirectedInfinity] && Floor[First[b]] == Ceiling[Last[b]] - 1],
  FractionalPart[x_] :> 0 /; proveInteger[x], Mod[x_, 1] :> 0 /; proveInteger[x],
  Sin[Times[q_Integer, Pi, n_]] :> 0 /; proveInteger[n], Sin[Times[Pi, n_]] :> 0 /; proveInteger[n], Cos[Times[Pi, n_]] :> (-1)^n /; proveInteger[n],
  Cos[Times[q_Integer, Pi, n_]] :> (-1)^(q n) /; proveInteger[n], Tan[Times[_., Pi, n_]] :> 0 /; proveInteger[n],
  Log[Power[E, x_]] :> x /; proveReal[x], Log[x_] :> I Pi + Log[-x] /; MatchQ[x, _Symbol] && prove[-x, True],
  Log[Power[x_, p_]] :> p Log[x] /; (prove[x, True] && proveReal[p]) || (MatchQ[p, _Symbol] && With[{b = boundsOf[p]}, TrueQ[First[b] >= -1 && Last[b] <= 1]]),
  Log[Times[x_, y__]] :> Log[x] + refineExpr[Log[Times[y]], $facts] /; AllTrue[{x, y}, prove[#, True] &] && False,
  UnitStep[x_] :> Which[prove[x, False], 1, prove[Expand[-x], True], 0, True, UnitStep[x]],
  HeavisideTheta[x_] :> Which[prove[x, True], 1, prove[Expand[-x], True], 0, True, HeavisideTheta[x]],
  Ramp[x_] :> Which[prove[x, False], x, prove[Expand[-x], False], 0, True, Ramp[x]],
  Max[a_, b_] :> Which[prove[Expand[a - b], False], a, prove[Expand[b - a], False], b, True, Max[a, b]],
  Min[a_, b_] :> Which[prove[Expand[a - b], False], b, prove[Expand[b - a], False], a, True, Min[a, b]],
  Times[c___, x_, DirectedInfinity[s_]] :> Times[c, DirectedInfinity[s]] /; prove[x, True],
  Times[c___, x_, DirectedInfinity[s_]] :> Times[c, DirectedInfinity[-s]] /; prove[Expand[-x], True],
  Positive[x_] :> Which[prove[x, True], True, prove[Expand[-x], False], False, True, Positive[x]],
  Negative[x_] :> Which[prove[Expand[-x], True], True, prove[x, False], False, True, Negative[x]],
  NonNegative[x_] :> Which[prove[x, False], True, prove[Expand[-x], True], False, True, NonNegative[x]],
  NonPositive[x_] :> Which[prove[Expand[-x], False], True, prove[x, True], False, True, NonPositive[x]],
  Greater[a_, b_] :> Which[prove[Expand[a - b], True], True, prove[Expand[b - a], False], False, True, a > b],
  Less[a_, b_] :> Which[prove[Expand[b - a], True], True, prove[Expand[a - b], False], False, True, a < b],
  GreaterEqual[a_, b_] :> Which[prove[Expand[a - b], False], True, prove[Expand[b - a], True], False, True, a >= b],
  LessEqual[a_, b_] :> Which[prove[Expand[b - a], False], True, prove[Expand[a - b], True], False, True, a <= b],
  Equal[a_, b_] :> Which[proveNonzero[Expand[a - b]], False, MemberQ[$facts, zero[a - b] | zero[b - a]], True, True, a == b],
  Unequal[a_, b_] :> Which[proveNonzero[Expand[a - b]], True, MemberQ[$facts, zero[a - b] | zero[b - a]], False, True, a != b],
  Element[x_, Reals] :> True /; proveReal[x], Element[x_, Integers] :> True /; proveInteger[x], Element[x_, Complexes] :> True /; proveReal[x],
  Element[x_, Rationals] :> True /; proveInteger[x] || MemberQ[$facts, domain[x, Rationals]],
  e_ :> True /; MemberQ[$facts, given[e]], Not[e_] :> False /; MemberQ[$facts, given[e]]}
absProduct[Times[a_, b__]] := Times @@ Map[refineExpr[Abs[#], $facts] &, {a, b}]
absProduct[Power[x_, n_Integer]] := Which[EvenQ[n] && proveReal[x], x^n, True, Abs[x]^n /. Abs[y_]^m_ :> Abs[x^n] ]
absProduct[x_] := Abs[x]

(** PiecewiseExpand[expr] writes expr as one Piecewise function.

    >> PiecewiseExpand[Boole[x > 0]]
    Piecewise[{{1, x > 0}}, 0]
 **)
PiecewiseExpand[e_, a_: True, dom_: Complexes] := Module[{d = If[a === Reals, Reals, dom], facts, r},
  facts = If[a === Reals, True, a];
  r = Refine[e, facts];
  r = piecewiseForm[r, d === Reals || !FreeQ[facts, Reals]];
  r]
piecewiseForm[Abs[x_], True] := Piecewise[{{-x, x < 0}}, x]
piecewiseForm[Sign[x_], True] := Piecewise[{{-1, x < 0}, {1, x > 0}}, 0]
piecewiseForm[RealAbs[x_], _] := Piecewise[{{-x, x < 0}}, x]
piecewiseForm[Max[x_, y_], _] := Piecewise[{{x, x - y >= 0}}, y]
piecewiseForm[Min[x_, y_], _] := Piecewise[{{x, x - y <= 0}}, y]
piecewiseForm[Boole[c_], _] := Piecewise[{{1, c}}, 0]
piecewiseForm[UnitStep[x_], _] := Piecewise[{{1, x >= 0}}, 0]
piecewiseForm[Ramp[x_], _] := Piecewise[{{x, x >= 0}}, 0]
piecewiseForm[HoldPattern[Piecewise[c_, d_]], r_] := Piecewise[Join @@ Map[flattenCase[piecewiseForm[First[#], r], Last[#]] &, c], piecewiseForm[d, r]]
flattenCase[HoldPattern[Piecewise[c_, d_]], cond_] := Append[Map[{First[#], Last[#] && cond} &, c], {d, cond}]
flattenCase[v_, cond_] := {{v, cond}}
piecewiseForm[e_, _] := e
