(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Plots: functions and data as Graphics and Graphics3D made of primitives. *)

Options[Graphics] = {AlignmentPoint -> Center, AspectRatio -> Automatic, Axes -> False, AxesLabel -> None, AxesOrigin -> Automatic,
  AxesStyle -> {}, Background -> None, BaselinePosition -> Automatic, BaseStyle -> {}, ContentSelectable -> Automatic,
  CoordinatesToolOptions -> Automatic, Epilog -> {}, FormatType :> TraditionalForm, Frame -> False, FrameLabel -> None, FrameStyle -> {},
  FrameTicks -> Automatic, FrameTicksStyle -> {}, GridLines -> None, GridLinesStyle -> {}, ImageMargins -> 0., ImagePadding -> All,
  ImageSize -> Automatic, LabelStyle -> {}, Method -> Automatic, PlotLabel -> None, PlotRange -> All, PlotRangeClipping -> False,
  PlotRangePadding -> Automatic, PlotRegion -> Automatic, PreserveImageOptions -> Automatic, Prolog -> {}, RotateLabel -> True,
  Ticks -> Automatic, TicksStyle -> {}};

Options[Graphics3D] = Join[{Axes -> False, Boxed -> True, BoxRatios -> Automatic, Lighting -> Automatic, ViewPoint -> {1.3, -2.4, 2.},
  ViewVertical -> {0., 0., 1.}}, Select[Options[Graphics], !MemberQ[{Axes, Frame, FrameLabel, FrameStyle, FrameTicks, GridLines}, First[#]] &]];

(* The defaults of a plot: those of the graphics, some of them other, and what the plot adds. *)
plotDefaults[more_] := Sort[DeleteDuplicatesBy[Join[more, Options[Graphics]], First]]
curveDefaults = {AspectRatio -> 1/GoldenRatio, Axes -> True, ColorFunction -> Automatic, ColorFunctionScaling -> True,
  EvaluationMonitor -> None, Exclusions -> Automatic, Filling -> None, MaxRecursion -> Automatic, Mesh -> None, PerformanceGoal :> $PerformanceGoal,
  PlotLegends -> None, PlotPoints -> Automatic, PlotStyle -> Automatic, PlotTheme :> $PlotTheme, RegionFunction -> (True &),
  ScalingFunctions -> None, WorkingPrecision -> MachinePrecision, PlotRangeClipping -> True};
Options[Plot] = plotDefaults[Join[{PlotRange -> {Full, Automatic}}, curveDefaults]];
Options[ParametricPlot] = plotDefaults[Join[{AspectRatio -> Automatic, PlotRange -> Automatic}, curveDefaults]];
Options[ListPlot] = plotDefaults[{AspectRatio -> 1/GoldenRatio, Axes -> True, DataRange -> Automatic, Filling -> None, Joined -> False,
  PlotLegends -> None, PlotMarkers -> None, PlotRange -> Automatic, PlotRangeClipping -> True, PlotStyle -> Automatic, PlotTheme :> $PlotTheme}];
Options[ListLinePlot] = plotDefaults[Join[{Joined -> True}, Options[ListPlot]]];

(* The options of a plot that belong to the graphics it gives. *)
graphicsOptions[o___] := With[{known = Map[First, Options[Graphics]]}, Sequence @@ Select[Flatten[{o}], MemberQ[known, First[#]] &]]
plotGraphics[primitives_, o___] := Graphics[primitives, graphicsOptions[o], Axes -> True, AspectRatio -> 1/GoldenRatio]
plotOption[{o___}, name_, default_] := Replace[name, Append[Flatten[{o}], _ -> default]]
optionQ[o___] := MatchQ[{o}, {(_Rule | _RuleDelayed | {(_Rule | _RuleDelayed) ...}) ...}]

plotColors = {RGBColor[0.368417, 0.506779, 0.709798], RGBColor[0.880722, 0.611041, 0.142051], RGBColor[0.560181, 0.691569, 0.194885],
  RGBColor[0.922526, 0.385626, 0.209179], RGBColor[0.528488, 0.470624, 0.701351]};
colorOf[k_] := plotColors[[Mod[k, Length[plotColors], 1]]]
colored[parts_List] := MapIndexed[{colorOf[First[#2]], #1} &, parts]

(* The values of a function at points, calling EvaluationMonitor for each. *)
SetAttributes[sample, HoldAll]
sample[f_, x_, a_, b_, {o___}] := Module[{n = Replace[plotOption[{o}, PlotPoints, Automatic], Except[_Integer] -> 50], low = N[a], high = N[b], at, monitor},
  at = Table[low + (high - low) k/(n - 1), {k, 0, n - 1}];
  If[FreeQ[Hold[o], EvaluationMonitor], Return[MapThread[List, {at, Map[Function[t, Block[{x = t}, N[f]]], at]}], Module]];
  monitor = Replace[Hold[EvaluationMonitor], Append[
    Cases[Flatten[{o}], (Rule | RuleDelayed)[EvaluationMonitor, m_] :> (Hold[EvaluationMonitor] -> Hold[m])], _ -> Hold[Null]]];
  Map[Function[t, Block[{x = t}, With[{v = N[f]}, ReleaseHold[monitor]; {t, v}]]], at]]
realPieces[points_] := Select[Split[points, realPointQ[#1] && realPointQ[#2] &], realPointQ[First[#]] && Length[#] > 1 &]
realPointQ[p_] := VectorQ[p, NumberQ[#] && Head[#] =!= Complex &]

SetAttributes[{Plot, ParametricPlot, PolarPlot, ContourPlot, DensityPlot, Plot3D}, HoldAll]

(** Plot[f, {x, xmin, xmax}] gives a graph of the function f of x.
    Plot[{f1, f2, ...}, {x, xmin, xmax}] gives graphs of several functions.

    >> Head[Plot[Sin[x], {x, 0, 2 Pi}]]
    Graphics
 **)
Plot[f_, {x_Symbol, a_, b_}, o___] := plotGraphics[
  colored[Map[Function[p, Map[Line, realPieces[p]]], curves[sample[f, x, a, b, {o}]]]], o] /; optionQ[o] && NumericQ[a] && NumericQ[b]
curves[s_] := If[ListQ[s[[1, 2]]], Table[Map[{#[[1]], Flatten[#[[2]]][[k]]} &, s], {k, Length[Flatten[s[[1, 2]]]]}], {s}]

(** ParametricPlot[{fx, fy}, {t, tmin, tmax}] gives the curve of the points {fx, fy}.

    >> Head[ParametricPlot[{Cos[t], Sin[t]}, {t, 0, 2 Pi}]]
    Graphics
 **)
ParametricPlot[f_, {t_Symbol, a_, b_}, o___] := Graphics[
  colored[With[{s = sample[f, t, a, b, {o}][[All, 2]]}, Map[Function[p, Map[Line, realPieces[p]]], If[MatrixQ[First[s]], Transpose[s], {s}]]]],
  graphicsOptions[o], Axes -> True] /; optionQ[o] && NumericQ[a] && NumericQ[b]

(** PolarPlot[r, {t, tmin, tmax}] gives the curve with the radius r at the angle t.

    >> Head[PolarPlot[1, {t, 0, 2 Pi}]]
    Graphics
 **)
PolarPlot[r_, {t_Symbol, a_, b_}, o___] := Graphics[
  colored[Map[Function[p, Map[Line, realPieces[Map[#[[2]] {Cos[#[[1]]], Sin[#[[1]]]} &, p]]]], curves[sample[r, t, a, b, {o}]]]],
  graphicsOptions[o], Axes -> True] /; optionQ[o] && NumericQ[a] && NumericQ[b]

(* Values on a square grid, row by row. *)
SetAttributes[grid, HoldAll]
grid[f_, {x_, a_, b_}, {y_, c_, d_}, n_] := Table[Block[{x = N[a + (b - a) i/n], y = N[c + (d - c) j/n]}, {x, y, N[f]}], {i, 0, n}, {j, 0, n}]

(** DensityPlot[f, {x, xmin, xmax}, {y, ymin, ymax}] gives cells with greys for the values of f.

    >> Head[DensityPlot[x y, {x, 0, 1}, {y, 0, 1}]]
    Graphics
 **)
DensityPlot[f_, {x_Symbol, a_, b_}, {y_Symbol, c_, d_}, o___] := Graphics[
  Raster[rescaled[Transpose[grid[f, {x, a, b}, {y, c, d}, 30][[All, All, 3]]]], {{a, c}, {b, d}}], graphicsOptions[o], Frame -> True] /; optionQ[o]
rescaled[m_] := With[{v = Select[Flatten[m], realPointQ[{#}] &]}, If[v === {} || Max[v] == Min[v], 0. m, (m - Min[v])/(Max[v] - Min[v])]]

(** ContourPlot[f, {x, xmin, xmax}, {y, ymin, ymax}] gives lines along which f is constant.
    ContourPlot[f == g, {x, xmin, xmax}, {y, ymin, ymax}] gives the lines on which the equation holds.

    >> Head[ContourPlot[x^2 + y^2, {x, -1, 1}, {y, -1, 1}]]
    Graphics
 **)
ContourPlot[f_ == g_, {x_Symbol, a_, b_}, {y_Symbol, c_, d_}, o___] := Graphics[
  contourLines[grid[f - g, {x, a, b}, {y, c, d}, 30], 0.], graphicsOptions[o], Frame -> True] /; optionQ[o]
ContourPlot[f_, {x_Symbol, a_, b_}, {y_Symbol, c_, d_}, o___] := With[{m = grid[f, {x, a, b}, {y, c, d}, 30]},
  With[{v = Select[Flatten[m[[All, All, 3]]], realPointQ[{#}] &]}, Graphics[
    If[v === {}, {}, Table[contourLines[m, Min[v] + (Max[v] - Min[v]) k/10], {k, 9}]], graphicsOptions[o], Frame -> True]]] /; optionQ[o]
(* In each triangle of the grid the segment between the two edges that the level crosses. *)
contourLines[m_, level_] := Module[{n = Length[m] - 1, t},
  t = Join @@ Table[{{m[[i, j]], m[[i + 1, j]], m[[i, j + 1]]}, {m[[i + 1, j + 1]], m[[i + 1, j]], m[[i, j + 1]]}}, {i, n}, {j, n}];
  Map[With[{p = crossings[#, level]}, If[Length[p] == 2, Line[p], Nothing]] &, Select[Join @@ t, AllTrue[#, realPointQ] &]]]
crossings[{p_, q_, r_}, z_] := Map[If[(#[[1, 3]] - z) (#[[2, 3]] - z) < 0,
  With[{s = (z - #[[1, 3]])/(#[[2, 3]] - #[[1, 3]])}, Most[#[[1]]] + s (Most[#[[2]]] - Most[#[[1]]])], Nothing] &, {{p, q}, {q, r}, {r, p}}]

(** Plot3D[f, {x, xmin, xmax}, {y, ymin, ymax}] gives a surface of the values of f.

    >> Head[Plot3D[x y, {x, 0, 1}, {y, 0, 1}]]
    Graphics3D
 **)
Plot3D[f_, {x_Symbol, a_, b_}, {y_Symbol, c_, d_}, o___] := With[{m = grid[f, {x, a, b}, {y, c, d}, 20]}, Graphics3D[
  Flatten[Table[With[{q = {m[[i, j]], m[[i + 1, j]], m[[i + 1, j + 1]], m[[i, j + 1]]}}, If[AllTrue[q, realPointQ], Polygon[q], Nothing]],
    {i, Length[m] - 1}, {j, Length[m] - 1}]], graphicsOptions[o], Axes -> True]] /; optionQ[o]

(* ---- data ---- *)

(* Lists of points from values, points, or several lists of these. *)
dataSets[d_Association] := dataSets[Values[d]]
dataSets[d : {__}] := Which[
  VectorQ[d, !ListQ[#] &], {Transpose[{Range[Length[d]], d}]},
  MatchQ[d, {{_, _} ..}] && MatrixQ[d, !ListQ[#] &], {d},
  True, Join @@ Map[dataSets, Select[d, ListQ]]]
dataSets[_] := {}
numericPoints[p_] := Select[N[p], realPointQ]

(** ListPlot[{y1, y2, ...}] gives points at heights yi.
    ListPlot[{{x1, y1}, {x2, y2}, ...}] gives the points, ListPlot[{data1, data2, ...}] several sets.

    >> ListPlot[{1, 4, 9}][[1, 1, 2]]
    Point[{{1., 1.}, {2., 4.}, {3., 9.}}]
 **)
ListPlot[d_, o___] := plotGraphics[
  colored[Map[If[TrueQ[plotOption[{o}, Joined, False]], Line, Point][numericPoints[#]] &, dataSets[d]]], o] /; optionQ[o] && (ListQ[d] || AssociationQ[d])

(** ListLinePlot[{y1, y2, ...}] gives a line through points at heights yi.
    ListLinePlot[{{x1, y1}, {x2, y2}, ...}] goes through the points.

    >> Head[ListLinePlot[{1, 2, 3, 4}]]
    Graphics
 **)
ListLinePlot[d_, o___] := plotGraphics[colored[Map[Line[numericPoints[#]] &, dataSets[d]]], o] /; optionQ[o] && (ListQ[d] || AssociationQ[d])

(** StackedListPlot[{data1, data2, ...}] gives lines each of which has its values added to those before.

    >> Head[StackedListPlot[{{1, 2}, {3, 4}}]]
    Graphics
 **)
StackedListPlot[d_List, o___] := ListLinePlot[If[VectorQ[d], d, Accumulate[d]], o] /; optionQ[o] && (VectorQ[d] || MatrixQ[d])

(** ComplexListPlot[{z1, z2, ...}] gives points in the complex plane.

    >> Head[ComplexListPlot[{1 + I, 2 - I}]]
    Graphics
 **)
ComplexListPlot[d_List, o___] := ListPlot[Map[ReIm, d, {-1}], o] /; optionQ[o]

(** ListPointPlot3D[{{x1, y1, z1}, ...}] gives points in space.

    >> Head[ListPointPlot3D[{{1, 2, 3}, {4, 5, 6}}]]
    Graphics3D
 **)
ListPointPlot3D[d_?MatrixQ, o___] := Graphics3D[{colorOf[1], Point[Select[N[d], realPointQ]]}, graphicsOptions[o], Axes -> True] /;
  optionQ[o] && Last[Dimensions[d]] == 3

(** BarChart[{y1, y2, ...}] gives bars of the heights yi.

    >> Cases[BarChart[{1, 2}], _Rectangle, Infinity]
    {Rectangle[{0.5, 0}, {1.5, 1}], Rectangle[{1.5, 0}, {2.5, 2}]}
 **)
BarChart[d_, o___] := With[{v = If[AssociationQ[d], Values[d], d]}, plotGraphics[
  bars[If[VectorQ[v], Transpose[{Range[Length[v]] - 1/2, Range[Length[v]] + 1/2, v}],
    Join @@ MapIndexed[Function[{row, at}, MapIndexed[{First[at] - 1/2 + (First[#2] - 1)/Length[row], First[at] - 1/2 + First[#2]/Length[row], #1} &, row]], v]]],
  o] /; ListQ[v]] /; optionQ[o]
bars[b_] := Map[{colorOf[1], Rectangle[{N[#[[1]]], 0}, {N[#[[2]]], #[[3]]}]} &, Select[b, NumericQ[Last[#]] &]]

(** Histogram[{x1, x2, ...}] gives bars for the numbers of values in bins.
    Histogram[{x1, x2, ...}, {dx}] has bins of the width dx.

    >> Head[Histogram[{1, 2, 2, 3, 3, 3}]]
    Graphics
 **)
Histogram[d_?(VectorQ[#, NumericQ] &), o___] := Histogram[d, {binWidth[d]}, o] /; optionQ[o]
Histogram[d_?(VectorQ[#, NumericQ] &), {w_?NumericQ}, o___] := plotGraphics[
  bars[KeyValueMap[{w #1, w #1 + w, #2} &, Counts[Map[Floor[#/w] &, d]]]], o] /; optionQ[o]
binWidth[d_] := With[{r = (Max[d] - Min[d])/Max[1, Ceiling[Log[2, Length[d]] + 1]]}, If[TrueQ[r > 0], With[{p = 10^Floor[Log[10, r]]},
  p First[Select[{1, 2, 5, 10}, # >= r/p &]]], 1]]

(** PieChart[{y1, y2, ...}] gives sectors in proportion to the yi.

    >> Length[Cases[PieChart[{1, 2, 3}], _Disk, Infinity]]
    3
 **)
PieChart[d_, o___] := With[{v = N[If[AssociationQ[d], Values[d], d]]}, With[{a = Pi - 2 Pi Prepend[Accumulate[v], 0.]/Total[v]}, Graphics[
  MapIndexed[{colorOf[First[#2]], Disk[{0, 0}, 1, Sort[#1]]} &, Partition[a, 2, 1]], graphicsOptions[o]]] /; VectorQ[v, NumericQ]] /; optionQ[o]

(** ArrayPlot[array] gives a raster of cells, dark for great values.

    >> Head[ArrayPlot[{{0, 1}, {1, 0}}]]
    Graphics
 **)
ArrayPlot[m_?MatrixQ, o___] := Graphics[Raster[Reverse[1 - rescaled[N[m]]], {{0, 0}, Reverse[Dimensions[m]]}], graphicsOptions[o], Frame -> True] /; optionQ[o]

(** Show[g, options] gives the graphics g with other options.
    Show[g1, g2, ...] combines graphics.

    >> Head[Show[Graphics[Disk[]], Graphics[Circle[]]]]
    Graphics
 **)
Show[(h : Graphics | Graphics3D)[p_, a___], o___] := h[p, o, a] /; optionQ[o]
Show[{g__}, o___] := Show[g, o]
Show[(h : Graphics | Graphics3D)[p_, a___], r : (h_[_, ___]) .., o___] := h[Join[{p}, Map[First, {r}]], o, a] /;
  AllTrue[{r}, Head[#] === h &] && optionQ[o]

(** GraphPlot[g] gives a drawing of the graph g, with the vertices in a circle.

    >> Head[GraphPlot[{1 -> 2, 2 -> 3}]]
    Graphics
 **)
GraphPlot[g_, o___] := drawGraph[g, o] /; optionQ[o] && (GraphQ[g] || VertexList[g] =!= Unevaluated[VertexList[g]] && ListQ[VertexList[g]])
GraphPlot[m_?MatrixQ, o___] := drawGraph[AdjacencyGraph[m], o] /; optionQ[o] && SquareMatrixQ[m]

(** LayeredGraphPlot[g] gives a drawing of the graph g in layers.

    >> Head[LayeredGraphPlot[{1 -> 2, 2 -> 3}]]
    Graphics
 **)
LayeredGraphPlot[g_, side_ : Top, o___] := drawLayers[g, side, o] /; optionQ[o] && MemberQ[{Top, Left, Right, Bottom}, side] && ListQ[VertexList[g]]
drawGraph[g_, o___] := drawAt[g, AssociationThread[VertexList[g] -> N[CirclePoints[VertexCount[g]]]], o]
drawAt[g_, at_, o___] := Graphics[{
  Map[If[Head[#] === DirectedEdge, Arrow, Line][{at[#[[1]]], at[#[[2]]]}] &, EdgeList[g]],
  Map[Tooltip[Point[at[#]], #] &, VertexList[g]]}, graphicsOptions[o]]
drawLayers[g_, side_, o___] := Module[{level, count = <||>, at},
  level = AssociationThread[VertexList[g] -> Map[Max[0, DeleteCases[#, Infinity]] &, Transpose[GraphDistanceMatrix[g]]]];
  at = Map[With[{k = level[#]}, count[k] = Lookup[count, k, 0] + 1; # -> N[Switch[side, Left, {k, -count[k]}, Right, {-k, -count[k]}, Bottom, {count[k], k}, _, {count[k], -k}]]] &, VertexList[g]];
  drawAt[g, Association[at], o]]
