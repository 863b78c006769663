(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Simple programs: cellular automata, Turing machines, the iteration of the Mandelbrot set, paths of
   a turtle. *)

(* A rule as {function of a neighbourhood, offsets, number of colours}. *)
automatonRule[n_Integer] := automatonRule[{n, 2, 1}]
automatonRule[{n_Integer, k_Integer}] := automatonRule[{n, k, 1}]
automatonRule[{n_Integer, k_Integer, r_}] := numberedRule[n, k, k^Range[2 r, 0, -1], Range[-r, r]] /; IntegerQ[2 r]
automatonRule[{n_Integer, {k_Integer, 1}, r_}] := numberedRule[n, k, ConstantArray[1, 2 r + 1], Range[-r, r]] /; VectorQ[{r}]
automatonRule[{n_Integer, {k_Integer, w_?VectorQ}, r_ : 1}] := numberedRule[n, k, w, Range[-r, r]] /; !ListQ[r]
automatonRule[{n_Integer, {k_Integer, w_?MatrixQ}, {r_, s_}}] :=
  numberedRule[n, k, Flatten[w], Tuples[{Range[-r, r], Range[-s, s]}]]
automatonRule[{f_, {}, r_}] := {f, Range[-r, r]} /; !ListQ[r]
automatonRule[_] := $Failed
(* Digit t of n, counted from the end, is what the weighted total t gives. *)
numberedRule[n_, k_, w_, offsets_] := With[{digits = PadLeft[IntegerDigits[n, k], Max[(k - 1) Total[w] + 1, 1]]},
  {digits[[-1 - w . #]] &, offsets}]

stepCells[{f_, offsets_}, cells_] := If[VectorQ[First[offsets]],
  MapThread[f[{##}] &, Map[RotateLeft[cells, #] &, offsets], 2],
  MapThread[f[{##}] &, Map[RotateLeft[cells, #] &, offsets]]]

(** CellularAutomaton[rule, init, t] gives t steps of the cellular automaton with the rule from the initial state init.
    CellularAutomaton[rule, init] gives the state after one step.
    CellularAutomaton[rule, {a, b}, t] begins with the cells a on a background of b.

    >> CellularAutomaton[30, {{1}, 0}, 2]
    {{0, 0, 1, 0, 0}, {0, 1, 1, 1, 0}, {1, 1, 0, 0, 1}}
    >> CellularAutomaton[90, {0, 0, 1, 0, 0}]
    {0, 1, 0, 1, 0}
 **)
CellularAutomaton[rule_, init : {Except[_List] ..}] := With[{r = automatonRule[rule]}, stepCells[r, init] /; r =!= $Failed]
CellularAutomaton[rule_, {a_?VectorQ, b : Except[_List]}] := With[{r = automatonRule[rule]},
  {Last[infiniteRun[r, a, b, 1]], {r[[1]][ConstantArray[b, Length[r[[2]]]]]}} /; r =!= $Failed]
CellularAutomaton[rule_, init_, t_] := With[{r = automatonRule[rule], steps = stepCount[t]},
  With[{run = If[MatchQ[init, {_List, Except[_List]}], infiniteRun[r, init[[1]], init[[2]], steps], NestList[stepCells[r, #] &, init, steps]]},
    With[{o = selectSteps[run, r, init, t]}, o /; o =!= $Failed]] /; r =!= $Failed && steps =!= $Failed]
CellularAutomaton[rule_][init_] := CellularAutomaton[rule, init]

stepCount[t_Integer?NonNegative] := t
stepCount[{t_Integer?NonNegative, ___}] := t
stepCount[{{t_Integer?NonNegative}, ___}] := t
stepCount[{{_, t_Integer?NonNegative, ___}, ___}] := t
stepCount[{{{t_Integer?NonNegative}}, ___}] := t
stepCount[_] := $Failed

(* On a background: as many cells as can differ from it, found with a frame that they cannot leave. *)
infiniteRun[r_, a_, b_, steps_] := Module[{reach, pad, cells, background, run},
  reach = If[VectorQ[First[r[[2]]]], Map[{Max[#], Max[-#]} &, Transpose[r[[2]]]], {{Max[r[[2]]], Max[-r[[2]]]}}] steps;
  pad = Map[Max[#, 0] + 1 &, reach, {2}];
  cells = ArrayPad[a, pad, b];
  run = {cells};
  background = b;
  Do[cells = stepCells[r, cells]; AppendTo[run, cells], {steps}];
  run = Map[trimFrame[#, pad, reach] &, run];
  run]
trimFrame[c_, pad_, reach_] := Take[c, Sequence @@ MapThread[{#1[[1]] - #2[[1]] + 1, -(#1[[2]] - #2[[2]]) - 1} &, {pad, reach}]]

(* The cells that rows of an infinite run have beyond those that were given. *)
selectSteps[run_, r_, init_, t_Integer] := shrink[run, init]
selectSteps[run_, r_, init_, {t_Integer}] := shrink[run, init]
selectSteps[run_, r_, init_, {{t_Integer}}] := {Last[shrink[run, init]]}
selectSteps[run_, r_, init_, {{{t_Integer}}}] := Last[shrink[run, init]]
selectSteps[run_, r_, init_, {{a_Integer, b_Integer}}] := shrink[run, init][[a + 1 ;; b + 1]]
selectSteps[run_, r_, init_, {{a_Integer, b_Integer, s_Integer}}] := shrink[run, init][[a + 1 ;; b + 1 ;; s]]
selectSteps[run_, r_, init_, {t_Integer, x_}] := Map[cellsAt[#, r, init, t, x] &, run] /; MatchQ[init, {_?VectorQ, Except[_List]}] || VectorQ[init]
selectSteps[___] := $Failed

(* Where no step has anything but the background, along each dimension, nothing is shown. *)
shrink[run_, {a_List, b : Except[_List]}] := Module[{other = Total[Map[Boole[# =!= b] &, run, {ArrayDepth[run]}]], kept},
  kept = Table[Flatten[Position[Map[Total[Flatten[{#}]] &, If[k == 1, other, Transpose[other]]], n_ /; n > 0, {1}, Heads -> False]], {k, ArrayDepth[a]}];
  If[MemberQ[kept, {}], run, Part[run, All, Sequence @@ Map[Min[#] ;; Max[#] &, kept]]]]
shrink[run_, _] := run

cellsAt[row_, r_, init_, t_, spec_] := Module[{offset, get},
  offset = If[MatchQ[init, {_List, Except[_List]}], Max[-r[[2]], 0] t - (Max[-r[[2]], 0] - Max[r[[2]], 0]) t, 0];
  get[i_] := If[MatchQ[init, {_List, Except[_List]}],
    If[1 <= i + offset + 1 <= Length[row], row[[i + offset + 1]], init[[2]]],
    row[[Mod[i, Length[row]] + 1]]];
  Map[get, Replace[spec, {{a_Integer, b_Integer} :> Range[a, b], {a_Integer, b_Integer, s_Integer} :> Range[a, b, s],
    a_Integer :> If[a < 0, Range[a, 0], Range[0, a]], {{a_Integer}} :> {a}}]]]

(** TuringMachine[rule, init, t] gives t steps of the two-colour, two-state Turing machine with the number rule from the state init.
    TuringMachine[{n, s, k}, init, t] has s states and k colours.
    A state is {{s, x, dx}, tape}: the state of the head, where it is on the tape, how far it has moved.

    >> TuringMachine[2506, {1, {0, 0, 0, 0}}, 1]
    {{{1, 1, 0}, {0, 0, 0, 0}}, {{2, 2, 1}, {1, 0, 0, 0}}}
 **)
TuringMachine[rule_, init_] := With[{r = TuringMachine[rule, init, 1]}, Last[r] /; ListQ[r]]
TuringMachine[rule_][init_] := TuringMachine[rule, init]
TuringMachine[rule_, {head_, tape_}, t_Integer?NonNegative] := With[{r = turingTable[rule], s = turingStart[head, tape, t]},
  NestList[turingStep[r, #] &, s, t] /; r =!= $Failed && s =!= $Failed && !MatchQ[tape, {_List, _}]]
TuringMachine[rule_, {head_, {cells_List, b_}}, t_Integer?NonNegative] := With[{r = turingTable[rule]},
  trimTapes[NestList[turingStep[r, #] &, {{Replace[head, {x_} :> x], t + 2, 0}, Join[ConstantArray[b, t + 1], If[cells === {}, {b}, cells], ConstantArray[b, t + 1]]}, t], t, Max[Length[cells], 1]] /;
    r =!= $Failed && IntegerQ[Replace[head, {x_} :> x]]]

turingStart[s_Integer, tape_List, _] := {{s, 1, 0}, tape}
turingStart[{s_Integer}, tape_List, _] := {{s, 1, 0}, tape}
turingStart[{s_Integer, x_Integer}, tape_List, _] := {{s, x, 0}, tape}
turingStart[{s_Integer, x_Integer, d_Integer}, tape_List, _] := {{s, x, d}, tape}
turingStart[___] := $Failed

turingTable[n_Integer] := turingTable[{n, 2, 2}]
turingTable[{n_Integer, s_Integer}] := turingTable[{n, s, 2}]
turingTable[{n_Integer, s_Integer, k_Integer}] := With[{d = PadLeft[IntegerDigits[n, 2 s k], s k]},
  Association[Flatten[Table[With[{c = d[[(state - 1) k + k - colour]]},
    {state, colour} -> {Quotient[c, 2 k] + 1, Mod[Quotient[c, 2], k], 2 Mod[c, 2] - 1}], {state, s}, {colour, 0, k - 1}]]]]
turingTable[r : {__Rule}] := Association[r]
turingTable[_] := $Failed

turingStep[r_, {{s_, x_, d_}, tape_}] := With[{n = r[{s, tape[[x]]}]},
  {{n[[1]], Mod[x + n[[3]], Length[tape], 1], d + n[[3]]}, ReplacePart[tape, x -> n[[2]]]}]

(* The part of the tape that the head visited. *)
trimTapes[run_, t_, n_] := Module[{x = run[[All, 1, 2]], low, high},
  low = Min[x, t + 2];
  high = Max[x, t + 1 + n];
  Map[{#[[1]] - {0, low - 1, 0}, Take[#[[2]], {low, high}]} &, run]]

Options[MandelbrotSetIterationCount] = {MaxIterations -> 1001, WorkingPrecision -> MachinePrecision};

(** MandelbrotSetIterationCount[z] gives the number of steps of x -> x^2 + z from 0 before Abs[x] exceeds 2.
    MandelbrotSetIterationCount[z, n] gives up after n steps.

    >> MandelbrotSetIterationCount[{1, 2, 3 + 4 I}]
    {2, 1, 0}
 **)
MandelbrotSetIterationCount[z_?NumericQ, OptionsPattern[]] := escapeTime[z, OptionValue[MaxIterations]]
MandelbrotSetIterationCount[z_?NumericQ, n_Integer?Positive] := escapeTime[z, n]
MandelbrotSetIterationCount[z_List, o___] := Map[MandelbrotSetIterationCount[#, o] &, z] /; ArrayQ[Flatten[z], 1, NumericQ]

escapeTime[z_, most_] := Module[{c = N[z], x, k = 0},
  x = c;
  While[k < most && Abs[x] <= 2, x = x^2 + c; k++];
  k]

Options[MandelbrotSetMemberQ] = {MaxIterations -> 1000, WorkingPrecision -> MachinePrecision};

(** MandelbrotSetMemberQ[z] gives True if z is in the Mandelbrot set, as far as 1000 steps tell.
    MandelbrotSetMemberQ[z, n] takes n steps.

    >> MandelbrotSetMemberQ[{0, 1, -1}]
    {True, False, True}
 **)
MandelbrotSetMemberQ[z_?NumericQ, OptionsPattern[]] := With[{n = OptionValue[MaxIterations]}, escapeTime[z, n] >= n]
MandelbrotSetMemberQ[z_?NumericQ, n_Integer?Positive] := escapeTime[z, n] >= n
MandelbrotSetMemberQ[z_List, o___] := Map[MandelbrotSetMemberQ[#, o] &, z] /; AllTrue[Flatten[z], NumericQ]

(** AnglePath[{t1, t2, ...}] gives the points of a path that turns by the angles ti and goes one step after each.
    AnglePath[{{r1, t1}, ...}] takes steps of length ri.
    AnglePath[{{x, y}, t0}, steps] begins at {x, y} in the direction t0; AnglePath[t0, steps] and AnglePath[{x, y}, steps] at the origin or along the axis.

    >> AnglePath[{a, b}]
    {{0, 0}, {Cos[a], Sin[a]}, {Cos[a] + Cos[a + b], Sin[a] + Sin[a + b]}}
 **)
AnglePath[steps_List] := AnglePath[{{0, 0}, 0}, steps]
AnglePath[{p : {_, _}, t_}, steps_List] := Module[{r, a},
  {r, a} = If[steps === {}, {{}, {}}, Transpose[Map[If[ListQ[#], #, {1, #}] &, steps]]];
  FoldList[Plus, p, MapThread[#1 {Cos[#2], Sin[#2]} &, {r, Rest[FoldList[Plus, t, a]]}]]]
AnglePath[p : {_, _}, steps_List] := AnglePath[{p, 0}, steps] /; !ListQ[First[p]]
AnglePath[t_, steps_List] := AnglePath[{{0, 0}, t}, steps] /; !ListQ[t]

(** CoordinateBoundsArray[{{xmin, xmax}, ...}, d] gives an array of points with spacing d within the bounds.
    CoordinateBoundsArray[{{xmin, xmax}, ...}, Into[n]] divides each side into n steps.
    CoordinateBoundsArray[bounds, d, offset] shifts the points by a fraction of the step, as offset 1/2.

    >> CoordinateBoundsArray[{{0, 3}}, 1]
    {{0}, {1}, {2}, {3}}
 **)
CoordinateBoundsArray[b : {{_, _} ..}] := CoordinateBoundsArray[b, 1]
CoordinateBoundsArray[b : {{_, _} ..}, Into[n_Integer?Positive]] := pointArray[Map[Range[#[[1]], #[[2]], (#[[2]] - #[[1]])/n] &, b]]
CoordinateBoundsArray[b : {{_, _} ..}, d_?NumericQ] := pointArray[Map[Range[#[[1]], #[[2]], d] &, b]]
CoordinateBoundsArray[b : {{_, _} ..}, d : {__?NumericQ}] := pointArray[MapThread[Range[#1[[1]], #1[[2]], #2] &, {b, d}]] /; Length[b] == Length[d]
CoordinateBoundsArray[b : {{_, _} ..}, d_?NumericQ, s_?NumericQ] :=
  pointArray[Map[Range[#[[1]] + Mod[s, d], #[[2]], d] &, b]]
pointArray[r_] := Outer[List, Sequence @@ r]
