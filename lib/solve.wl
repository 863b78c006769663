(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Solving equations: one polynomial equation by its factors and radicals, inverse functions, linear
   systems by elimination, polynomial systems by substitution and resultants. *)

(** Solve[expr, vars] solves equations and inequalities for the variables. Solve[expr, vars, dom] over a domain.

    >> Solve[x^2 == 4, x]
    {{x -> -2}, {x -> 2}}
    >> Solve[{x + y == 3, x - y == 1}, {x, y}]
    {{x -> 2, y -> 1}}
 **)
Options[Solve] = {Assumptions :> $Assumptions, Cubics -> True, GeneratedParameters -> C, InverseFunctions -> Automatic, MaxRoots -> Infinity,
  Method -> Automatic, Modulus -> 0, Quartics -> True, VerifySolutions -> Automatic, WorkingPrecision -> Infinity}
Solve::ivar = "`1` is not a valid variable."
Solve::naqs = "`1` is not a quantified system of equations and inequalities."
Solve::ifun = "Inverse functions are being used by Solve, so some solutions may not be found; use Reduce for complete solution information."
Solve::nsmet = "This system cannot be solved with the methods available to Solve."
Solve[eqs_, opts___Rule] := Solve[eqs, With[{v = equationVariables[eqs]}, If[Length[v] == 1, First[v], v]], opts]
Solve[eqs_, vars_, rest___] := Module[{r = Catch[solveMain[eqs, vars, rest], "solve"]}, r /; r =!= $Failed]

equationVariables[e_] := Sort[Variables[Cases[{e}, (h : Equal | Unequal | Less | Greater | LessEqual | GreaterEqual)[a__] :> {a}, Infinity]]]

solveMain[eqs_, vars_, rest___] := Module[{vs, sys, dom, opts, sols, m},
  opts = Cases[{rest}, _Rule | _RuleDelayed];
  dom = Cases[{rest}, Except[_Rule | _RuleDelayed]];
  dom = If[dom === {}, Complexes, First[dom]];
  vs = If[ListQ[vars], vars, {vars}];
  If[!AllTrue[vs, solveVariableQ],
    Message[Solve::ivar, First[Select[vs, !solveVariableQ[#] &]]]; Throw[$Failed, "solve"]];
  sys = solveSystem[eqs];
  If[sys === False, Return[{}, Module]];
  If[sys === True, Return[{{}}, Module]];
  m = Modulus /. opts /. Modulus -> 0;
  If[IntegerQ[m] && m > 1, Return[solveModulus[sys, vs, m], Module]];
  sols = solveAlternatives[sys, vs, dom];
  sols]
solveVariableQ[v_Symbol] := !MemberQ[Attributes[v], Constant]
solveVariableQ[v_?NumberQ | v_String] := False
solveVariableQ[_Plus | _Times | Power[_, _Integer]] := False
solveVariableQ[_] := True

(* Alternatives of lists of conditions. *)
solveSystem[True] := True
solveSystem[False] := False
solveSystem[e_] := Module[{l},
  l = branches[e];
  l = Map[Flatten[Map[threadEquation, #]] &, l];
  l = Map[DeleteCases[#, True] &, l];
  l = Select[l, FreeQ[#, False] &];
  If[l === {}, False, If[MemberQ[l, {}], True, l]]]
branches[e_List] := branches[And @@ e]
branches[e_And] := Map[Join @@ # &, Tuples[Map[branches, List @@ e]]]
branches[e_Or] := Join @@ Map[branches, List @@ e]
branches[True] := {{}}
branches[False] := {}
branches[e_] := {{e}}
threadEquation[Equal[a_List, b_List]] := Map[threadEquation, Thread[Equal[a, b]]] /; Length[a] == Length[b]
threadEquation[Equal[a_List, b_]] := Map[threadEquation[# == b] &, a]
threadEquation[Equal[a_, b_List]] := Map[threadEquation[a == #] &, b]
threadEquation[Equal[a_, b_, c__]] := {threadEquation[a == b], threadEquation[Equal[b, c]]}
threadEquation[e_Inequality] := Table[e[[i + 1]][e[[i]], e[[i + 2]]], {i, 1, Length[e] - 2, 2}]
threadEquation[(h : Less | LessEqual | Greater | GreaterEqual)[a_, b_, c__]] := {h[a, b], threadEquation[h[b, c]]}
threadEquation[True] := True
threadEquation[False] := False
threadEquation[e : (_Equal | _Unequal | _Less | _LessEqual | _Greater | _GreaterEqual | _Element)] := e
threadEquation[e_] := (Message[Solve::naqs, e]; Throw[$Failed, "solve"])

solveAlternatives[sys_, vs_, dom_] := Module[{sols},
  sols = Join @@ Map[solveOne[#, vs, dom] &, sys];
  If[Length[sys] > 1, sortSolutions[DeleteDuplicates[sols]], sols]]

solveOne[conds_, vs_, dom_] := Module[{eqs, others, sols, polys, ineq},
  eqs = Cases[conds, _Equal];
  others = DeleteCases[conds, _Equal];
  polys = Map[equationPolynomial, eqs];
  If[eqs === {},
    sols = If[dom === Integers, integerRange[others, vs], $Failed];
    If[sols === $Failed, Message[Solve::nsmet]; Throw[$Failed, "solve"]];
    Return[sols, Module]];
  sols = solvePeriodic[polys, others, vs, dom];
  If[sols === $Failed, sols = solveEquations[polys, eqs, vs]];
  If[sols === $Failed,
    sols = If[dom === Integers, integerRange[conds, vs], $Failed];
    If[sols === $Failed, Message[Solve::nsmet]; Throw[$Failed, "solve"]]];
  sols = Select[sols, domainOK[#, vs, dom] &];
  If[others =!= {}, sols = Select[sols, AllTrue[others, Function[c, conditionHolds[c /. #]]] &]];
  sols]
conditionHolds[c_] := With[{t = Simplify[c]}, If[t === True, True, If[t === False, False, TrueQ[N[c]] || !NumericQ[c[[1]] - c[[2]]]]]] /; Length[c] == 2
conditionHolds[c_] := !(c === False)
domainOK[sol_, vs_, Complexes] := True
domainOK[sol_, vs_, Reals] := AllTrue[vs /. sol, realValueQ]
domainOK[sol_, vs_, Integers] := AllTrue[vs /. sol, IntegerQ[#] || !NumericQ[#] &]
domainOK[sol_, vs_, Rationals] := AllTrue[vs /. sol, MatchQ[#, _Integer | _Rational] || !NumericQ[#] &]
domainOK[sol_, vs_, dom_] := AllTrue[vs /. sol, TrueQ[conditionHolds[# > 0]] &] /; MemberQ[{PositiveReals, PositiveIntegers}, dom]
domainOK[sol_, vs_, _] := True
realValueQ[v_?NumericQ] := Module[{n = N[v, 30]}, Head[n] =!= Complex || Abs[Im[n]] < 10^-20 (1 + Abs[n])]
realValueQ[v_] := True

(* a == b as an expression to vanish. *)
equationPolynomial[a_ == b_] := a - b

integerRange[conds_, {v_}] := Module[{lo = -Infinity, hi = Infinity},
  Do[
    Switch[c,
      Less[v, _?NumericQ], hi = Min[hi, Ceiling[c[[2]]] - 1],
      LessEqual[v, _?NumericQ], hi = Min[hi, Floor[c[[2]]]],
      Greater[v, _?NumericQ], lo = Max[lo, Floor[c[[2]]] + 1],
      GreaterEqual[v, _?NumericQ], lo = Max[lo, Ceiling[c[[2]]]],
      Less[_?NumericQ, v], lo = Max[lo, Floor[c[[1]]] + 1],
      LessEqual[_?NumericQ, v], lo = Max[lo, Ceiling[c[[1]]]],
      Greater[_?NumericQ, v], hi = Min[hi, Ceiling[c[[1]]] - 1],
      GreaterEqual[_?NumericQ, v], hi = Min[hi, Floor[c[[1]]]]],
    {c, conds}];
  If[IntegerQ[lo] && IntegerQ[hi] && hi - lo < 100000,
    Map[{v -> #} &, Select[Range[lo, hi], Function[k, AllTrue[conds /. v -> k, TrueQ]]]],
    $Failed]]
integerRange[_, _] := $Failed

solveModulus[sys_, vs_, m_] := Module[{polys = Map[equationPolynomial, Cases[First[sys], _Equal]]},
  If[m^Length[vs] > 100000, Throw[$Failed, "solve"]];
  Select[Map[Thread[vs -> #] &, Tuples[Range[0, m - 1], Length[vs]]], Function[s, AllTrue[polys, Mod[# /. s, m] === 0 &]]]]

(* ---- one unknown ---- *)

solveEquations[{p_}, eqs_, {x_}] := solveUnivariate[p, x]
solveEquations[polys_, eqs_, {x_}] := Module[{sols = solveUnivariate[First[polys], x]},
  If[sols === $Failed, Return[$Failed, Module]];
  Select[DeleteDuplicates[sols], Function[s, AllTrue[Rest[polys], vanishesQ[# /. s] &]]]]
solveEquations[polys_, eqs_, vs_] := solveMany[polys, vs]

vanishesQ[e_] := Module[{t = Together[e]},
  t === 0 || (NumericQ[t] && TrueQ[Abs[N[t, 30]] < 10^-20]) || (!NumericQ[t] && Simplify[t] === 0)]

solveUnivariate[p_, x_] := Module[{n, roots},
  If[FreeQ[p, x], Return[If[vanishesQ[p], {{}}, {}], Module]];
  roots = rootsOf[p, x];
  If[roots === $Failed, Return[$Failed, Module]];
  Map[{x -> #} &, roots]]

rootsOf[p_, x_] := Module[{n, d, r},
  n = Together[p];
  If[!FreeQ[n, _Real], Return[numericRoots[n, x], Module]];
  d = Denominator[n]; n = Numerator[n];
  If[PolynomialQ[n, x],
    r = polynomialRoots[n, x];
    If[!FreeQ[d, x] && r =!= $Failed, r = Select[r, !vanishesQ[d /. x -> #] &]];
    Return[r, Module]];
  transcendentalRoots[p, n, x]]

numericRoots[n_, x_] := Module[{num = Expand[Rationalize[Numerator[n], 0]], r},
  If[!PolynomialQ[num, x], r = transcendentalRoots[n, num, x]; Return[If[r === $Failed, r, N[r]], Module]];
  r = polynomialRoots[num, x];
  Sort[N[r]]]

(* The roots of a polynomial, repeated, sorted. *)
polynomialRoots[n_, x_] := Module[{fs, roots},
  fs = CoefficientList[n, x];
  If[Length[fs] == 4 && fs[[2]] === 0 && fs[[3]] === 0 && fs[[1]] =!= 0 && FreeQ[fs, _Symbol], Return[binomialRoots[fs[[1]], fs[[4]], 3], Module]];
  fs = Select[FactorList[n], !FreeQ[First[#], x] &];
  roots = Join @@ Map[Function[f, Join @@ Table[factorRoots[First[f], x], {Last[f]}]], fs];
  sortRoots[roots]]
sortRoots[roots_] := If[AllTrue[roots, NumericQ] && AllTrue[roots, MatchQ[#, _Integer | _Rational | _Complex] || realValueQ[#] &] && AllTrue[roots, realValueQ],
  SortBy[roots, N], sortCanonical[roots]]
sortCanonical[roots_] := Sort[roots]
sortSolutions[sols_] := Sort[sols]

factorRoots[p_, x_] := Module[{c = CoefficientList[p, x], n, g},
  n = Length[c] - 1;
  Which[
    n == 1, {linearRoot[c]},
    AllTrue[c[[2 ;; n]], # === 0 &], binomialRoots[c[[1]], c[[n + 1]], n],
    n == 2, quadraticRoots[c],
    True,
      g = GCD @@ Flatten[Position[Rest[c], Except[0], {1}, Heads -> False]];
      Which[
        g > 1, Join @@ Map[Function[r, radicalRoots[r, g]], factorRootsOf[c[[1 ;; n + 1 ;; g]], x]],
        n == 3 && !FreeQ[c, _Symbol], cubicRoots[c],
        AllTrue[c, NumericQ], Table[Root[Function[Evaluate[p /. x -> Slot[1]]], k, 0], {k, n}],
        n == 3, cubicRoots[c],
        True, Throw[$Failed, "solve"]]]]
factorRootsOf[c_, x_] := Module[{y}, polynomialRoots[c . Table[y^(k - 1), {k, Length[c]}], y]]
linearRoot[{b_, a_}] := Together[-b/a]
quadraticRoots[{c_, b_, a_}] := Module[{d, u, v},
  If[Together[b^2 + a c] === 0 && False, Return[{}, Module]];
  If[b === a && a === c, Return[{-(-1)^(1/3), (-1)^(2/3)}, Module]];
  If[b === -a && a === c, Return[{(-1)^(1/3), -(-1)^(2/3)}, Module]];
  d = Expand[b^2 - 4 a c];
  If[AllTrue[{a, b, c}, NumberQ] , u = Sqrt[d],
    d = FactorTermsList[d]; u = squareOut[First[d], Times @@ Rest[d]]];
  {joinedRoot[-b, -u, 2 a], joinedRoot[-b, u, 2 a]}]
squareOut[k_, r_] := Module[{s = If[IntegerQ[k] && k =!= 0, Times @@ Map[First[#]^Quotient[Last[#], 2] &, FactorInteger[Abs[k]]], 1]},
  s Sqrt[Expand[k/s^2 r]]]
joinedRoot[b_, u_, a_] := If[NumberQ[a] && NumberQ[b] && NumericQ[u], Expand[b/a] + Expand[u/a], Together[(b + u)/a]]

(* a x^n + b == 0 *)
binomialRoots[b_, a_, n_] := radicalRoots[-b/a, n]
radicalRoots[r_, 2] := Module[{s = simpleRoot[r, 2]}, {-s, s}]
radicalRoots[r_, n_] := Module[{m, s, sign = 1},
  If[NumberQ[r] && Head[r] =!= Complex && r < 0,
    m = simpleRoot[-r, n];
    If[OddQ[n],
      Sort[Join[{If[m === 1 || IntegerQ[m] || Head[m] === Rational, -m, -m]}, Table[With[{q = (2 k - 1)/n}, If[q < 1, unitPower[q] m, Nothing]], {k, 1, n}], Table[With[{q = (2 k)/n}, If[q < 1, -unitPower[q] m, Nothing]], {k, 1, n}]]],
      Join @@ Table[With[{u = unitPower[(2 k - 1)/n]}, {-u m, u m}], {k, 1, n/2}]],
    m = simpleRoot[r, n];
    Sort[If[EvenQ[n],
      Join[{-m, m}, Join @@ Table[With[{u = unitPower[2 k/n]}, {-u m, u m}], {k, 1, n/2 - 1}]],
      Join[{m}, Table[-unitPower[k/n] m, {k, 1, n - 1, 2}], Table[unitPower[k/n] m, {k, 2, n - 1, 2}]]]]]]
unitPower[q_] := (-1)^q
simpleRoot[r_, n_] := Module[{f},
  If[NumberQ[r], Return[r^(1/n), Module]];
  f = Factor[Together[r]];
  factorRadicals[f, n]]
(* Perfect powers come out of the root. *)
factorRadicals[f_Times, n_] := Module[{fs = List @@ f, out = 1, in = 1},
  Do[Switch[g,
      Power[_, _Integer], With[{q = Quotient[g[[2]], n]}, If[Mod[g[[2]], n] == 0, out *= g[[1]]^q, in *= g]],
      _?NumberQ, If[g < 0, in *= -1; out *= (-g)^(1/n), out *= g^(1/n)],
      _, in *= g], {g, fs}];
  out in^(1/n)]
factorRadicals[Power[b_, e_Integer], n_] := b^(e/n) /; Mod[e, n] == 0
factorRadicals[f_, n_] := f^(1/n)

cubicRoots[{d_, c_, b_, a_}] := Module[{p, q, disc, u},
  p = Together[c/a - b^2/(3 a^2)]; q = Together[2 b^3/(27 a^3) - b c/(3 a^2) + d/a];
  disc = Together[q^2/4 + p^3/27];
  u = (-q/2 + Sqrt[disc])^(1/3);
  Table[With[{w = {1, (-1 + I Sqrt[3])/2, (-1 - I Sqrt[3])/2}[[k]]}, -b/(3 a) + w u - p/(3 w u)], {k, 3}]]

(* ---- equations that are no polynomials ---- *)

inverseTable[Exp[u_], v_] := {{u, Log[v]}}
inverseFunctionValues[f_, v_] := Switch[f,
  Log, {E^v}, Sin, {ArcSin[v], Pi - ArcSin[v]}, Cos, {-ArcCos[v], ArcCos[v]}, Tan, {ArcTan[v]}, Cot, {ArcCot[v]},
  Sec, {-ArcSec[v], ArcSec[v]}, Csc, {ArcCsc[v], Pi - ArcCsc[v]},
  Sinh, {ArcSinh[v]}, Cosh, {-ArcCosh[v], ArcCosh[v]}, Tanh, {ArcTanh[v]}, ArcSin, {Sin[v]}, ArcCos, {Cos[v]}, ArcTan, {Tan[v]},
  Abs | RealAbs, {-v, v}, _, $Failed]

transcendentalRoots[p_, n_, x_] := Module[{kernels, k, y, q, r, res, g},
  kernels = Select[DeleteDuplicates[xKernels[n, x]], !FreeQ[#, x] &];
  (* radicals *)
  If[AllTrue[kernels, MatchQ[#, x | Power[_, _Rational]] &], Return[radicalEquation[p, n, x], Module]];
  If[Length[kernels] != 1, Return[$Failed, Module]];
  k = First[kernels];
  q = n /. k -> y;
  If[!FreeQ[q, x] || !PolynomialQ[q, y], Return[$Failed, Module]];
  r = polynomialRoots[q, y];
  If[r === $Failed, Return[$Failed, Module]];
  res = Map[invertKernel[k, #, x] &, DeleteDuplicates[r]];
  If[!FreeQ[res, $Failed], Return[$Failed, Module]];
  sortRoots[Join @@ res]]

xKernels[e_, x_] := If[FreeQ[e, x], {}, Switch[e,
  x, {x},
  _Plus | _Times, Join @@ Map[xKernels[#, x] &, List @@ e],
  Power[_, _Integer], xKernels[e[[1]], x],
  _, {e}]]

invertKernel[Power[b_, e_], v_, x_] := Module[{r},
  If[v === 0, Return[{}, Module]];
  r = rootsOf[e - If[b === E, Log[v] + 2 I Pi C[1], Log[v]/Log[b] + 2 I Pi C[1]/Log[b]], x];
  If[r === $Failed, $Failed, Map[conditional, r]]] /; FreeQ[b, x]
conditional[r_] := If[FreeQ[r, C[1]], r, ConditionalExpression[Expand[r], Element[C[1], Integers]]]
periodOf[f_] := Switch[f, Sin | Cos | Sec | Csc, 2 Pi C[1], Tan | Cot, Pi C[1], Sinh | Cosh, 2 I Pi C[1], Tanh, I Pi C[1], _, 0]
invertKernel[Power[b_, e_], v_, x_] := rootsOf[b - v^(1/e), x] /; FreeQ[e, x]
invertKernel[f_[u_], v_, x_] := Module[{vals = inverseFunctionValues[f, v], r},
  If[vals === $Failed, Return[$Failed, Module]];
  If[MemberQ[{Abs, RealAbs}, f],
    If[NumericQ[v] && !TrueQ[v >= 0], Return[{}, Module]];
    Message[Solve::ifun]];
  r = Map[rootsOf[u - # - periodOf[f], x] &, vals];
  If[!FreeQ[r, $Failed], $Failed, DeleteDuplicates[Map[conditional, Join @@ r]]]]
invertKernel[_, _, _] := $Failed

(* Square roots and other radicals: each becomes an unknown, eliminated by resultants; the candidates are checked. *)
radicalEquation[p_, n_, x_] := Module[{rads, ys, q, sols, y},
  rads = DeleteDuplicates[Cases[{n}, Power[b_, e_Rational] /; !FreeQ[b, x] :> {b, Denominator[e]}, Infinity]];
  If[Length[rads] > 3, Return[$Failed, Module]];
  ys = Table[Unique["y"], {Length[rads]}];
  q = n /. Flatten[Table[With[{b = rads[[i, 1]], m = rads[[i, 2]], yy = ys[[i]]}, Power[b, e_Rational] /; Denominator[e] == m :> yy^(e m)], {i, Length[rads]}]];
  q = Numerator[Together[q]];
  Do[q = Resultant[q, Numerator[Together[ys[[i]]^rads[[i, 2]] - rads[[i, 1]]]], ys[[i]]], {i, Length[rads]}];
  If[!PolynomialQ[q, x], Return[$Failed, Module]];
  sols = DeleteDuplicates[polynomialRoots[q, x]];
  Select[sols, checkRoot[p, x, #] &]]
checkRoot[p_, x_, r_] := Module[{v = p /. x -> r}, If[NumericQ[v], TrueQ[Abs[N[v, 30]] < 10^-15], True]]

(* Sin[u] == c with bounds for x. *)
solvePeriodic[{p_}, others_, {x_}, dom_] := Module[{k, n, y, q, r, lo, hi, base, period},
  If[FreeQ[p, Sin | Cos | Tan] || others === {}, Return[$Failed, Module]];
  {lo, hi} = numericBounds[others, x];
  If[!NumericQ[lo] || !NumericQ[hi], Return[$Failed, Module]];
  k = Select[DeleteDuplicates[xKernels[p, x]], !FreeQ[#, x] &];
  If[Length[k] != 1, Return[$Failed, Module]];
  k = First[k];
  If[!MatchQ[k, (Sin | Cos | Tan)[u_ /; PolynomialQ[u, x] && Exponent[u, x] == 1]], Return[$Failed, Module]];
  q = Numerator[Together[p]] /. k -> y;
  If[!PolynomialQ[q, y] || !FreeQ[q, x], Return[$Failed, Module]];
  r = Select[DeleteDuplicates[polynomialRoots[q, y]], realValueQ[#] && (Head[k] === Tan || Abs[N[#]] <= 1) &];
  base = Join @@ Map[inverseFunctionValues[Head[k], #] &, r];
  period = If[Head[k] === Tan, Pi, 2 Pi];
  base = Join @@ Map[Function[b, With[{c = Coefficient[k[[1]], x, 1], d = Coefficient[k[[1]], x, 0]},
    Table[(b + period j - d)/c, {j, Floor[N[Min[c lo + d, c hi + d]/period]] - 2, Ceiling[N[Max[c lo + d, c hi + d]/period]] + 2}]]], base];
  base = Select[SortBy[DeleteDuplicates[Expand[base]], N], Function[v, AllTrue[others, TrueQ[# /. x -> v] &]]];
  Map[{x -> #} &, base]]
solvePeriodic[___] := $Failed
numericBounds[conds_, x_] := Module[{lo = -Infinity, hi = Infinity},
  Do[Switch[c,
    (Less | LessEqual)[x, _?NumericQ], hi = Min[hi, c[[2]]], (Greater | GreaterEqual)[x, _?NumericQ], lo = Max[lo, c[[2]]],
    (Less | LessEqual)[_?NumericQ, x], lo = Max[lo, c[[1]]], (Greater | GreaterEqual)[_?NumericQ, x], hi = Min[hi, c[[1]]]], {c, conds}];
  {lo, hi} /. {Infinity -> None, -Infinity -> None}]

(* ---- systems ---- *)

solveMany[polys_, vs_] := Module[{ps, linear, real},
  real = !FreeQ[polys, _Real];
  ps = DeleteCases[Map[Numerator[Together[If[real, Rationalize[#, 0], #]]] &, polys], 0];
  If[AnyTrue[ps, NumericQ], Return[{}, Module]];
  If[ps === {}, Return[{{}}, Module]];
  linear = AllTrue[ps, linearQ[#, vs] &];
  sols = If[linear, linearSolve[ps, vs], systemSolve[ps, vs]];
  If[sols === $Failed, Return[$Failed, Module]];
  sols = Map[Function[s, Select[Map[# -> (# /. s) &, vs], First[#] =!= Last[#] &]], sols];
  sols = Select[sols, Function[s, AllTrue[polys, With[{d = Denominator[Together[#]]}, FreeQ[d, Alternatives @@ vs] || !vanishesQ[d /. s]] &]]];
  sols = DeleteDuplicates[sols];
  If[real, N[sols], sols]]

linearQ[p_, vs_] := PolynomialQ[p, vs] && AllTrue[First /@ CoefficientRules[p, vs], Total[#] <= 1 &]

linearSolve[ps_, vs_] := Module[{rows, n = Length[vs], m, piv, r = 1, pivots = {}, sol, c},
  rows = Map[Function[p, Append[Map[Coefficient[Expand[p], #] &, vs], -(Expand[p] /. Thread[vs -> 0])]], ps];
  m = Length[rows];
  c = 1;
  Do[
    piv = SelectFirst[Range[r, m], Together[rows[[#, c]]] =!= 0 &, 0];
    If[piv =!= 0,
      If[piv != r, rows[[{r, piv}]] = rows[[{piv, r}]]];
      rows[[r]] = Together[rows[[r]]/rows[[r, c]]];
      Do[If[i != r && rows[[i, c]] =!= 0, rows[[i]] = Together[rows[[i]] - rows[[i, c]] rows[[r]]]], {i, m}];
      AppendTo[pivots, c]; r++;
      If[r > m, Break[]]],
    {c, n}];
  If[AnyTrue[rows[[r ;;]], Together[Last[#]] =!= 0 &], Return[{}, Module]];
  sol = MapIndexed[Function[{c0, i}, vs[[c0]] -> Together[Last[rows[[First[i]]]] - Sum[If[k == c0 || MemberQ[pivots, k], 0, rows[[First[i], k]] vs[[k]]], {k, n}]]], pivots];
  If[Length[pivots] < n && pivots =!= {} , sol = freeForm[ps, vs, sol]];
  {sol}]
freeForm[ps_, vs_, sol_] := Module[{rev},
  (* The last variables are expressed by the first ones. *)
  If[Length[ps] == 1 && Length[vs] > 1,
    With[{v = SelectFirst[Reverse[vs], !FreeQ[First[ps], #] &]}, {v -> Expand[Together[-Coefficient[First[ps], v, 0]/Coefficient[First[ps], v, 1]]]}],
    sol]]

(* Substitution of a variable that occurs linearly, or elimination by resultants. *)
systemSolve[ps_, {v_}] := Module[{sols = solveUnivariate[First[ps], v]},
  If[sols === $Failed, $Failed, Select[If[Length[ps] > 1, DeleteDuplicates[sols], sols], Function[s, AllTrue[Rest[ps], vanishesQ[# /. s] &]]]]]
systemSolve[ps_, vs_] := Module[{alone, p, v, g, out, rest},
  (* an equation in one variable *)
  alone = SelectFirst[ps, Count[vs, w_ /; !FreeQ[#, w]] == 1 &, None];
  If[alone =!= None,
    v = SelectFirst[vs, !FreeQ[alone, #] &];
    out = polynomialRootsSafe[alone, v];
    If[out === $Failed, Return[$Failed, Module]];
    If[Length[ps] > Length[vs], out = DeleteDuplicates[out]];
    rest = DeleteCases[ps, alone, {1}, 1];
    Return[sortSystem[Join @@ Map[Function[r, continueSolve[rest, vs, v, r]], out], vs], Module]];
  (* a linear variable with a constant coefficient *)
  Do[
    Do[
      If[!FreeQ[p, v] && PolynomialQ[p, v] && Exponent[p, v] == 1 && FreeQ[Coefficient[p, v, 1], Alternatives @@ vs],
        With[{r = Together[-Coefficient[p, v, 0]/Coefficient[p, v, 1]]},
          rest = DeleteCases[Map[Expand[Numerator[Together[# /. v -> r]]] &, DeleteCases[ps, p, {1}, 1]], 0];
          If[AnyTrue[rest, NumericQ], Return[{}, Module]];
          out = If[rest === {}, {{}}, systemSolve[rest, DeleteCases[vs, v]]];
          If[out === $Failed, Return[$Failed, Module]];
          Return[sortSystem[Map[Append[#, v -> Together[Expand[r /. #]]] &, out], vs], Module]]],
      {v, Reverse[vs]}],
    {p, ps}];
  If[!AllTrue[ps, PolynomialQ[#, vs] &], Return[$Failed, Module]];
  g = GroebnerBasis[ps, Reverse[vs]];
  If[MemberQ[g, _?NumericQ], Return[{}, Module]];
  If[SelectFirst[g, Count[vs, w_ /; !FreeQ[#, w]] == 1 &, None] === None, Return[$Failed, Module]];
  systemSolve[g, vs]]
polynomialRootsSafe[p_, v_] := Module[{r = rootsOf[p, v]}, r]
continueSolve[rest_, vs_, v_, r_] := Module[{qs, out},
  qs = DeleteCases[Map[With[{t = Expand[# /. v -> r]}, If[vanishesQ[t], 0, t]] &, rest], 0];
  If[AnyTrue[qs, FreeQ[#, Alternatives @@ DeleteCases[vs, v]] &], Return[{}, Module]];
  out = If[qs === {}, {{}}, systemSolve[qs, DeleteCases[vs, v]]];
  If[out === $Failed, Throw[$Failed, "solve"]];
  Map[Prepend[#, v -> r] &, out]]
sortSystem[sols_, vs_] := Module[{vals = Map[vs /. # &, sols]},
  If[AllTrue[Flatten[vals], NumericQ] && AllTrue[Flatten[vals], realValueQ], SortBy[sols, N[vs /. #] &], sols]]

(** SolveValues[expr, vars] gives the values of the variables that solve expr.

    >> SolveValues[x^2 == 4, x]
    {-2, 2}
 **)
SolveValues[eqs_, vars_, rest___] := Module[{s = Solve[eqs, vars, rest]}, (vars /. s) /; ListQ[s]]

(** Roots[lhs == rhs, x] gives the roots of a polynomial equation as a disjunction.

    >> Roots[x^2 - 5 x + 6 == 0, x]
    x == 2 || x == 3
 **)
Roots[a_ == b_, x_, opts___] := Module[{r = Catch[rootsOf[a - b, x], "solve"]}, (Or @@ Map[x == # &, r]) /; ListQ[r]]

(** ToRules[eqns] turns equations joined by || and && into rules.

    >> {ToRules[x == 1 || x == 2]}
    {{x -> 1}, {x -> 2}}
 **)
ToRules[a_Or] := Sequence @@ Map[ToRules, List @@ a]
ToRules[a_And] := Flatten[Map[ToRules, List @@ a]]
ToRules[a_ == b_] := {a -> b}
ToRules[True] := {}
ToRules[False] := Sequence[]

(** NSolve[expr, vars] gives numerical solutions of equations.

    >> NSolve[x^2 - 2 x - 3 == 0, x]
    {{x -> -1.}, {x -> 3.}}
 **)
NSolve[eqs_, opts___Rule] := NSolve[eqs, With[{v = equationVariables[eqs]}, If[Length[v] == 1, First[v], v]], opts]
NSolve[eqs_, vars_, rest___] :=
  Module[{s = Quiet[Solve[nequation[eqs /. r_Real :> Rationalize[r, 0]], vars, rest]]}, sortNumeric[N[s], vars] /; ListQ[s]]
sortNumeric[s_, vars_] := If[ListQ[vars] && Length[vars] > 1, s, SortBy[s, With[{v = If[ListQ[vars], First[vars], vars] /. #}, {Re[v], Im[v]}] &]]
nequation[l_List] := Map[nequation, l]
nequation[a_And] := Map[nequation, a]
nequation[a : (_Equal | _Less | _LessEqual | _Greater | _GreaterEqual | _Unequal | _Inequality | _Or | _Element)] := a
nequation[True] := True
nequation[False] := False
nequation[a_] := a == 0

(** Eliminate[eqns, vars] eliminates variables from equations.

    >> Eliminate[{x + y == 1, x - y == 2}, y]
    2*x == 3
 **)
Eliminate[eqs_, vars_] := Module[{vs = If[ListQ[vars], vars, {vars}], ps, others, g},
  ps = Map[equationPolynomial, Flatten[{eqs /. And -> List}]];
  others = Complement[Variables[ps], vs];
  If[others === {}, Return[True, Module]];
  g = Select[GroebnerBasis[ps, Join[vs, others]], FreeQ[#, Alternatives @@ vs] &];
  If[g === {}, True, And @@ Map[constantApart[#, others] &, g]]]
(* p == 0 with the constant term on the right. *)
constantApart[p_, vars_] := With[{c = p /. Map[# -> 0 &, vars]}, p - c == -c]
