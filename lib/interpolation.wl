(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Piecewise polynomial interpolation on grids of any dimension.

   InterpolatingFunction[domain, {orders, derivatives}, grids, values]: the order of the polynomials
   and how often they are differentiated, for each dimension. *)

Options[Interpolation] = {InterpolationOrder -> 3, Method -> Automatic, PeriodicInterpolation -> False};
Options[ListInterpolation] = Options[Interpolation];

InterpolatingFunction::dmval = "Input value `1` lies outside the range of data in the interpolating function. Extrapolation will be used.";

(** Interpolation[{f1, f2, ...}] gives an InterpolatingFunction with the values f1, f2, ... at 1, 2, ....
    Interpolation[{{x1, f1}, {x2, f2}, ...}] has the values fi at xi, Interpolation[{{x1, y1, f1}, ...}] values on a grid.
    Interpolation[data, x] gives the value at x.

    >> Interpolation[{1, 4, 9, 16}][5/2]
    25/4
    >> Interpolation[{{0, 0}, {1, 1}, {2, 4}}]'[1]
    2
 **)
Interpolation[d_List, o : OptionsPattern[]] := With[{f = interpolant[d, OptionValue[InterpolationOrder]]}, f /; f =!= $Failed] /;
  MemberQ[{Automatic, "Hermite"}, OptionValue[Method]] && OptionValue[PeriodicInterpolation] === False
Interpolation[d_List, x : Except[_Rule], o : OptionsPattern[]] := Interpolation[d, o][x]

(** ListInterpolation[array] gives an InterpolatingFunction with the values of the array at 1, 2, ... along each dimension.
    ListInterpolation[array, {{xmin, xmax}, {ymin, ymax}, ...}] spreads the values over the domain.

    >> ListInterpolation[{{1, 2}, {3, 4}}][3/2, 3/2]
    5/2
 **)
ListInterpolation[a_List, o : OptionsPattern[]] := onGrid[Map[Range, Dimensions[a]], a, OptionValue[InterpolationOrder]]
ListInterpolation[a_List, d : {{_, _} ..}, o : OptionsPattern[]] :=
  onGrid[MapThread[Range[#1[[1]], #1[[2]], (#1[[2]] - #1[[1]])/(#2 - 1)] &, {d, Dimensions[a, Length[d]]}], a, OptionValue[InterpolationOrder]]

interpolant[d : {Except[_List] ..}, order_] := onGrid[{Range[Length[d]]}, d, order]
interpolant[d : {{Except[_List], _} ..}, order_] := With[{s = SortBy[d, First]},
  If[DuplicateFreeQ[s[[All, 1]]], onGrid[{s[[All, 1]]}, s[[All, 2]], order], $Failed]]
interpolant[d : {{{__}, _} ..}, order_] := interpolant[Map[Append[#[[1]], #[[2]]] &, d], order]
interpolant[d_?MatrixQ, order_] := Module[{n = Last[Dimensions[d]] - 1, grids, at},
  grids = Map[Union, Transpose[d[[All, ;; n]]]];
  at = Association[Map[Most[#] -> Last[#] &, d]];
  If[Length[at] == Times @@ Map[Length, grids], onGrid[grids, Outer[at[{##}] &, Sequence @@ grids], order], $Failed]]
interpolant[_, _] := $Failed

onGrid[grids_, values_, order_] := InterpolatingFunction[Map[{First[#], Last[#]} &, grids],
  {MapThread[Min[#1, Length[#2] - 1] &, {If[ListQ[order], order, ConstantArray[order, Length[grids]]], grids}], ConstantArray[0, Length[grids]]},
  grids, values]

(** InterpolatingFunction[domain, table] represents an approximate function that interpolation gives.

    >> Interpolation[{1, 4, 9, 16}]["Domain"]
    {{1, 4}}
 **)
InterpolatingFunction[_, {_, _}, g_, v_]["Grid"] := Outer[List, Sequence @@ g]
InterpolatingFunction[_, {_, _}, g_, v_]["Coordinates"] := g
InterpolatingFunction[_, {_, _}, g_, v_]["ValuesOnGrid"] := v
InterpolatingFunction[d_, {_, _}, __]["Domain"] := d
InterpolatingFunction[_, {o_, _}, __]["InterpolationOrder"] := o
InterpolatingFunction[_, {_, n_}, __]["DerivativeOrder"] := If[Max[n] == 0, 0, Derivative @@ n]
InterpolatingFunction[d_, r : {_, _}, g_, v_][x : {__?NumericQ}] := InterpolatingFunction[d, r, g, v] @@ x /; Length[x] == Length[g]
InterpolatingFunction[d_, {o_, n_}, g_, v_][x__?NumericQ] := (
  If[!And @@ MapThread[#1[[1]] <= #2 <= #1[[2]] &, {d, {x}}], Message[InterpolatingFunction::dmval, {x}]];
  gridValue[o, n, g, v, {x}]) /; Length[{x}] == Length[g]

InterpolatingFunction /: Derivative[k__][InterpolatingFunction[d_, {o_, n_}, g_, v_]] :=
  InterpolatingFunction[d, {o, n + {k}}, g, v] /; Length[{k}] == Length[g]

(* The polynomial through the order + 1 points about x along the first dimension; their values are
   those of the other dimensions. *)
gridValue[{}, {}, {}, v_, {}] := v
gridValue[{o_, os___}, {n_, ns___}, {g_, gs___}, v_, {x_, xs___}] := Module[{i, start, points, values},
  i = Clip[Count[g, t_ /; t <= x], {1, Max[1, Length[g] - 1]}];
  start = Clip[i - Quotient[o - 1, 2], {1, Length[g] - o}];
  points = g[[start ;; start + o]];
  values = Map[gridValue[{os}, {ns}, {gs}, #, {xs}] &, v[[start ;; start + o]]];
  If[n == 0, neville[points, values, x], polynomialDerivative[points, values, x, n]]]

neville[p_, v_, x_] := Module[{w = v},
  Do[w = Table[((x - p[[j + k]]) w[[j]] - (x - p[[j]]) w[[j + 1]])/(p[[j]] - p[[j + k]]), {j, Length[w] - 1}], {k, Length[p] - 1}];
  First[w]]
polynomialDerivative[p_, v_, x_, n_] := Module[{t, f},
  f = D[InterpolatingPolynomial[Transpose[{p, v}], t], {t, n}];
  f /. t -> x]

(** InterpolatingPolynomial[{f1, f2, ...}, x] gives the polynomial in x with the values fi at 1, 2, ....
    InterpolatingPolynomial[{{x1, f1}, {x2, f2}, ...}, x] has the values fi at xi.

    >> InterpolatingPolynomial[{1, 4, 9, 16}, x]
    1 + (-1 + x)*(1 + x)
 **)
InterpolatingPolynomial[f : {Except[_List] ..}, x_] := InterpolatingPolynomial[Transpose[{Range[Length[f]], f}], x]
InterpolatingPolynomial[d : {{_, _} ..}, x_] := Module[{p = d[[All, 1]], c = d[[All, 2]], n = Length[d]},
  Do[c[[i]] = (c[[i]] - c[[i - 1]])/(p[[i]] - p[[i - k]]), {k, n - 1}, {i, n, k + 1, -1}];
  Fold[c[[#2]] + (x - p[[#2]]) #1 &, Last[c], Range[n - 1, 1, -1]]] /; DuplicateFreeQ[d[[All, 1]]]
