(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Rewriting of circular and hyperbolic functions, and real and imaginary parts. *)

SetAttributes[{TrigExpand, TrigReduce, TrigToExp, ExpToTrig, TrigFactor}, Listable]

(** TrigExpand[expr] splits up sums and integer multiples in the arguments of trigonometric functions.

    >> TrigExpand[Sin[x + y]]
    Cos[y]*Sin[x] + Cos[x]*Sin[y]
 **)
TrigExpand[h : (_Equal | _Unequal | _Less | _LessEqual | _Greater | _GreaterEqual | _And | _Or | _Not | _Rule)] := Map[TrigExpand, h]
TrigExpand[e_] := Module[{r = FixedPoint[trigExpandStep, e, 20]}, If[FreeQ[r, quotient], Expand[r], Expand[r] /. quotient[a_, b_] :> Expand[a]/Expand[b]]]
trigExpandStep[e_] := Expand[e /. {
  Sin[a_ + b_] :> Sin[a] Cos[b] + Cos[a] Sin[b], Cos[a_ + b_] :> Cos[a] Cos[b] - Sin[a] Sin[b],
  Sin[n_Integer a_] :> multipleSin[n, a] /; n > 1, Cos[n_Integer a_] :> multipleCos[n, a] /; n > 1,
  Sinh[a_ + b_] :> Sinh[a] Cosh[b] + Cosh[a] Sinh[b], Cosh[a_ + b_] :> Cosh[a] Cosh[b] + Sinh[a] Sinh[b],
  Sinh[n_Integer a_] :> multipleSinh[n, a] /; n > 1, Cosh[n_Integer a_] :> multipleCosh[n, a] /; n > 1,
  (f : Tan | Cot | Sec | Csc)[a : (_Plus | _Integer _)] :> ratioOf[f, Sin[a], Cos[a]],
  (f : Tanh | Coth | Sech | Csch)[a : (_Plus | _Integer _)] :> ratioOf[f, Sinh[a], Cosh[a]]}]
ratioOf[Tan | Tanh, s_, c_] := quotient[s, c]
ratioOf[Cot | Coth, s_, c_] := quotient[c, s]
ratioOf[Sec | Sech, s_, c_] := quotient[1, c]
ratioOf[Csc | Csch, s_, c_] := quotient[1, s]
multipleSin[n_, a_] := Sum[(-1)^((k - 1)/2) Binomial[n, k] Cos[a]^(n - k) Sin[a]^k, {k, 1, n, 2}]
multipleCos[n_, a_] := Sum[(-1)^(k/2) Binomial[n, k] Cos[a]^(n - k) Sin[a]^k, {k, 0, n, 2}]
multipleSinh[n_, a_] := Sum[Binomial[n, k] Cosh[a]^(n - k) Sinh[a]^k, {k, 1, n, 2}]
multipleCosh[n_, a_] := Sum[Binomial[n, k] Cosh[a]^(n - k) Sinh[a]^k, {k, 0, n, 2}]

(** TrigReduce[expr] writes products and powers of trigonometric functions with multiple angles.

    >> TrigReduce[Sin[x]^2]
    (1 - Cos[2*x])/2
 **)
TrigReduce[h : (_Equal | _Unequal | _Less | _LessEqual | _Greater | _GreaterEqual | _And | _Or | _Not | _Rule)] := Map[TrigReduce, h]
TrigReduce[e_] := Module[{r = FixedPoint[trigReduceStep, Expand[e], 60]}, If[r === e, e, FactorTerms[r]]]
trigReduceStep[e_] := Expand[e /. {
  Sin[a_] Cos[b_] :> (Sin[a - b] + Sin[a + b])/2, Sin[a_] Sin[b_] :> (Cos[a - b] - Cos[a + b])/2, Cos[a_] Cos[b_] :> (Cos[a - b] + Cos[a + b])/2,
  Sin[a_]^n_Integer :> (1 - Cos[2 a])/2 Sin[a]^(n - 2) /; n > 1, Cos[a_]^n_Integer :> (1 + Cos[2 a])/2 Cos[a]^(n - 2) /; n > 1,
  Sin[a_]^n_Integer Cos[b_] :> Sin[a]^(n - 1) (Sin[a - b] + Sin[a + b])/2 /; n > 0, Sin[a_] Cos[b_]^n_Integer :> Cos[b]^(n - 1) (Sin[a - b] + Sin[a + b])/2 /; n > 0,
  Sinh[a_] Cosh[b_] :> (Sinh[a - b] + Sinh[a + b])/2, Sinh[a_] Sinh[b_] :> (Cosh[a + b] - Cosh[a - b])/2, Cosh[a_] Cosh[b_] :> (Cosh[a - b] + Cosh[a + b])/2,
  Sinh[a_]^n_Integer :> (Cosh[2 a] - 1)/2 Sinh[a]^(n - 2) /; n > 1, Cosh[a_]^n_Integer :> (1 + Cosh[2 a])/2 Cosh[a]^(n - 2) /; n > 1}]

(** TrigToExp[expr] writes trigonometric functions with exponentials.

    >> TrigToExp[Cosh[x]]
    1/(2*E^x) + E^x/2
 **)
TrigToExp[e_] := Map[TrigToExp, e] /; MatchQ[e, _Equal | _Unequal | _Rule | _And | _Or]
TrigToExp[e_] := Module[{r = e //. {
    Sin[x_] :> I/2 E^(-I x) - I/2 E^(I x), Cos[x_] :> E^(-I x)/2 + E^(I x)/2,
    Tan[x_] :> I (E^(-I x) - E^(I x))/(E^(-I x) + E^(I x)), Cot[x_] :> -I (E^(-I x) + E^(I x))/(E^(-I x) - E^(I x)),
    Sec[x_] :> 2/(E^(-I x) + E^(I x)), Csc[x_] :> -2 I/(E^(-I x) - E^(I x)),
    Sinh[x_] :> -E^(-x)/2 + E^x/2, Cosh[x_] :> E^(-x)/2 + E^x/2,
    Tanh[x_] :> -E^(-x)/(E^(-x) + E^x) + E^x/(E^(-x) + E^x), Coth[x_] :> E^(-x)/(-E^(-x) + E^x) + E^x/(-E^(-x) + E^x),
    Sech[x_] :> 2/(E^(-x) + E^x), Csch[x_] :> 2/(-E^(-x) + E^x),
    ArcSin[x_] :> -I Log[I x + Sqrt[1 - x^2]], ArcCos[x_] :> Pi/2 + I Log[I x + Sqrt[1 - x^2]],
    ArcTan[x_] :> I/2 Log[1 - I x] - I/2 Log[1 + I x], ArcCot[x_] :> I/2 Log[1 - I/x] - I/2 Log[1 + I/x],
    ArcSec[x_] :> Pi/2 + I Log[Sqrt[1 - 1/x^2] + I/x], ArcCsc[x_] :> -I Log[Sqrt[1 - 1/x^2] + I/x],
    ArcSinh[x_] :> Log[x + Sqrt[1 + x^2]], ArcCosh[x_] :> Log[x + Sqrt[-1 + x] Sqrt[1 + x]],
    ArcTanh[x_] :> -Log[1 - x]/2 + Log[1 + x]/2, ArcCoth[x_] :> -Log[1 - 1/x]/2 + Log[1 + 1/x]/2}},
  r]

(** ExpToTrig[expr] writes exponentials with trigonometric functions.

    >> ExpToTrig[Exp[I x]]
    Cos[x] + I*Sin[x]
 **)
ExpToTrig[e_] := e /. {Power[E, x_] :> If[MatchQ[x, Complex[0, _] | Complex[0, _] _], Cos[-I x] + I Sin[-I x], Cosh[x] + Sinh[x]]}

(** TrigFactor[expr] writes sums of trigonometric functions as products.

    >> TrigFactor[Sin[a] + Sin[b]]
    2*Cos[a/2 - b/2]*Sin[a/2 + b/2]
 **)
TrigFactor[e_] := Factor[Replace[e, trigFactorRules]] /; MatchQ[e, Alternatives @@ (First /@ trigFactorRules)] && (Replace[e, trigFactorRules] =!= e)
TrigFactor[e_] := Module[{r = Factor[e /. {Cosh[x_]^2 - Sinh[x_]^2 -> 1, Cos[x_]^2 + Sin[x_]^2 -> 1}]}, r]
trigFactorRules := {
  Cos[x_]^2 - Sin[x_]^2 :> 2 Sin[Pi/4 - x] Sin[Pi/4 + x], Sin[x_]^2 - Cos[x_]^2 :> -2 Sin[Pi/4 - x] Sin[Pi/4 + x],
  Cosh[x_]^2 - Sinh[x_]^2 :> 1, Sinh[x_]^2 - Cosh[x_]^2 :> -1,
  Sin[x_] + Cos[x_] :> Sqrt[2] Sin[x + Pi/4], Sin[x_] - Cos[x_] :> Sqrt[2] Sin[x - Pi/4],
  Cos[x_] - Sin[x_] :> -Sqrt[2] Sin[x - Pi/4],
  1 + Cos[x_] :> 2 Cos[x/2]^2, 1 - Cos[x_] :> 2 Sin[x/2]^2, 1 + Sin[x_] :> 2 Sin[x/2 + Pi/4]^2, 1 - Sin[x_] :> 2 Sin[x/2 - Pi/4]^2,
  -1 + Cosh[x_] :> 2 Sinh[x/2]^2, 1 + Cosh[x_] :> 2 Cosh[x/2]^2,
  Cos[2 x_] :> -2 Sin[x - Pi/4] Sin[x + Pi/4], Sin[2 x_] :> 2 Cos[x] Sin[x], Sinh[2 x_] :> 2 Cosh[x] Sinh[x],
  Sin[a_] + Sin[b_] :> 2 Cos[Expand[(a - b)/2]] Sin[Expand[(a + b)/2]], Sin[a_] - Sin[b_] :> 2 Cos[Expand[(a + b)/2]] Sin[Expand[(a - b)/2]],
  Cos[a_] + Cos[b_] :> 2 Cos[Expand[(a - b)/2]] Cos[Expand[(a + b)/2]],
  Sinh[a_] + Sinh[b_] :> 2 Cosh[Expand[(a - b)/2]] Sinh[Expand[(a + b)/2]]}

(** ComplexExpand[expr] expands expr with all variables real; ComplexExpand[expr, {z1, ...}] takes the zi as complex.

    >> ComplexExpand[Re[(a + b I)^2]]
    a^2 - b^2
    >> ComplexExpand[Exp[x + I y]]
    E^x*Cos[y] + I*E^x*Sin[y]
 **)
ComplexExpand[e_, opts___Rule] := ComplexExpand[e, {}, opts]
ComplexExpand[e_List, zs_, opts___Rule] := Map[ComplexExpand[#, zs] &, e]
ComplexExpand[e_, zs_, opts___Rule] := Module[{p = complexParts[e, Flatten[{zs}]]},
  If[FreeQ[p, $Failed], Expand[p[[1]]] + I Expand[p[[2]]] // expandI, e]]
expandI[e_] := Expand[e]
(* {real part, imaginary part} *)
complexParts[c_?NumberQ, z_] := {Re[c], Im[c]}
complexParts[x_Symbol, z_] := If[MemberQ[z, x], {Re[x], Im[x]}, {x, 0}]
complexParts[e_Plus, z_] := Total[Map[complexParts[#, z] &, List @@ e]]
complexParts[e_Times, z_] := Fold[{#1[[1]] #2[[1]] - #1[[2]] #2[[2]], #1[[1]] #2[[2]] + #1[[2]] #2[[1]]} &, Map[complexParts[#, z] &, List @@ e]]
complexParts[Power[E, u_], z_] := Module[{p = complexParts[u, z]}, {E^p[[1]] Cos[p[[2]]], E^p[[1]] Sin[p[[2]]]}]
complexParts[Power[u_, n_Integer], z_] := Module[{p = complexParts[u, z], r},
  Which[p[[2]] === 0, {p[[1]]^n, 0},
    n > 0, r = Nest[{Expand[#[[1]] p[[1]] - #[[2]] p[[2]]], Expand[#[[1]] p[[2]] + #[[2]] p[[1]]]} &, {1, 0}, n],
    True, With[{d = p[[1]]^2 + p[[2]]^2, q = complexParts[u^(-n), z]}, {q[[1]]/d^(-n), -q[[2]]/d^(-n)}]]]
complexParts[Power[u_, q_], z_] := Module[{p = complexParts[u, z], a, r},
  If[p[[2]] === 0 && (NumericQ[p[[1]]] && TrueQ[p[[1]] > 0] || !NumericQ[p[[1]]] && MatchQ[p[[1]], Power[_, _?EvenQ] | Plus[Power[_, _?EvenQ], Power[_, _?EvenQ]]]), Return[{p[[1]]^q, 0}, Module]];
  a = Arg[p[[1]] + I p[[2]]]; r = (p[[1]]^2 + p[[2]]^2)^(q/2);
  {r Cos[q a], r Sin[q a]}] /; FreeQ[complexParts[q, z][[2]], Except[0, _?NumberQ]] && MatchQ[q, _Rational]
complexParts[Abs[u_], z_] := Module[{p = complexParts[u, z]}, {Sqrt[p[[1]]^2 + p[[2]]^2], 0}]
complexParts[Re[u_], z_] := {complexParts[u, z][[1]], 0}
complexParts[Im[u_], z_] := {complexParts[u, z][[2]], 0}
complexParts[Conjugate[u_], z_] := Module[{p = complexParts[u, z]}, {p[[1]], -p[[2]]}]
complexParts[Arg[u_], z_] := Module[{p = complexParts[u, z]}, {Arg[p[[1]] + I p[[2]]], 0}]
complexParts[Log[u_], z_] := Module[{p = complexParts[u, z]}, {Log[p[[1]]^2 + p[[2]]^2]/2, Arg[p[[1]] + I p[[2]]]}]
complexParts[Sin[u_], z_] := Module[{p = complexParts[u, z]}, {Cosh[p[[2]]] Sin[p[[1]]], Cos[p[[1]]] Sinh[p[[2]]]}]
complexParts[Cos[u_], z_] := Module[{p = complexParts[u, z]}, {Cos[p[[1]]] Cosh[p[[2]]], -Sin[p[[1]]] Sinh[p[[2]]]}]
complexParts[Sinh[u_], z_] := Module[{p = complexParts[u, z]}, {Cos[p[[2]]] Sinh[p[[1]]], Cosh[p[[1]]] Sin[p[[2]]]}]
complexParts[Cosh[u_], z_] := Module[{p = complexParts[u, z]}, {Cos[p[[2]]] Cosh[p[[1]]], Sinh[p[[1]]] Sin[p[[2]]]}]
complexParts[Tan[u_], z_] := Module[{p = 2 complexParts[u, z], d}, d = Cos[p[[1]]] + Cosh[p[[2]]]; {Sin[p[[1]]]/d, Sinh[p[[2]]]/d}]
complexParts[e_, z_] := If[FreeQ[e, Complex], {e, 0}, {Re[e], Im[e]}]
