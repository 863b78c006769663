(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Measures of graphs: density, clustering, correlation of degrees, centralities; tours along all
   edges. *)

(* The helpers of lib/graph.wl are needed here also for graphs that are given as lists of edges. *)
GraphQ;

(** GraphDensity[g] gives the number of edges of the graph g as a part of what there could be.

    >> GraphDensity[CycleGraph[4]]
    2/3
 **)
GraphDensity[g_?graphLike] := With[{n = VertexCount[g], m = Length[DeleteDuplicates[Select[arcs[asGraph[g], "Out"], #[[1]] != #[[2]] &]]]},
  If[n < 2, 0, m/(n (n - 1))]]

(** GraphReciprocity[g] gives the part of the edges of the graph g that go both ways.

    >> GraphReciprocity[Graph[{1 -> 2, 2 -> 1, 2 -> 3}]]
    2/3
 **)
GraphReciprocity[g_?graphLike] := 1 /; UndirectedGraphQ[asGraph[g]] && EdgeCount[g] > 0
GraphReciprocity[g_?graphLike] := With[{a = DeleteDuplicates[Select[arcs[asGraph[g], "Out"], #[[1]] != #[[2]] &]]},
  Count[a, e_ /; MemberQ[a, Reverse[e]]]/Length[a] /; a =!= {}] /; !MixedGraphQ[asGraph[g]]

(** MeanGraphDistance[g] gives the mean distance between two vertices of the graph g.

    >> MeanGraphDistance[PetersenGraph[5, 2]]
    5/3
 **)
MeanGraphDistance[g_?graphLike] := With[{n = VertexCount[g]}, Total[Flatten[GraphDistanceMatrix[g]]]/(n (n - 1))] /; VertexCount[g] > 1

(** GraphLinkEfficiency[g] gives 1 minus the mean distance of the graph g divided by the number of its edges.

    >> GraphLinkEfficiency[CycleGraph[5]]
    7/10
 **)
GraphLinkEfficiency[g_?graphLike] := 1 - MeanGraphDistance[g]/EdgeCount[g] /; VertexCount[g] > 1 && EdgeCount[g] > 0

simpleArcs[g_] := DeleteDuplicates[Select[arcs[g, "Out"], #[[1]] != #[[2]] &]]
simpleMatrix[g_] := matrixOf[VertexCount[g], Map[Append[#, 1] &, simpleArcs[g]]]

(** LocalClusteringCoefficient[g] gives for each vertex the part of the pairs of its neighbours that are adjacent in the graph g.

    >> LocalClusteringCoefficient[CompleteGraph[4]]
    {1, 1, 1, 1}
 **)
LocalClusteringCoefficient[g_?graphLike] := With[{m = simpleMatrix[asGraph[g]], d = DirectedGraphQ[asGraph[g]]}, Table[
  With[{s = m + Transpose[m]},
    If[d,
      With[{k = Total[s[[i]]], r = (m . m)[[i, i]]}, With[{b = 2 (k (k - 1) - 2 r)}, If[b == 0, 0, (s . s . s)[[i, i]]/b]]],
      With[{k = Total[m[[i]]]}, If[k < 2, 0, (m . m . m)[[i, i]]/(k (k - 1))]]]], {i, Length[m]}]]
LocalClusteringCoefficient[g_?graphLike, v_] := LocalClusteringCoefficient[g][[VertexIndex[g, v]]] /; VertexQ[g, v]

(** MeanClusteringCoefficient[g] gives the mean of the local clustering coefficients of the graph g.

    >> MeanClusteringCoefficient[CompleteGraph[4]]
    1
 **)
MeanClusteringCoefficient[g_?graphLike] := Total[LocalClusteringCoefficient[g]]/VertexCount[g] /; VertexCount[g] > 0

(** GlobalClusteringCoefficient[g] gives the part of the paths of length two of the graph g that are closed.

    >> GlobalClusteringCoefficient[WheelGraph[6]]
    3/5
 **)
GlobalClusteringCoefficient[g_?graphLike] := With[{m = simpleMatrix[asGraph[g]]}, With[{p = m . m},
  With[{paths = Total[p, 2] - Tr[p]}, If[paths == 0, 0, Tr[p . m]/paths]]]]

(** MeanNeighborDegree[g] gives for each vertex the mean degree of its neighbours in the graph g.

    >> MeanNeighborDegree[StarGraph[4]]
    {1, 3, 3, 3}
 **)
MeanNeighborDegree[g_?graphLike] := With[{d = VertexDegree[g]}, Map[If[# === {}, 0, Total[d[[#]]]/Length[#]] &, neighbours[asGraph[g], "Both"]]]

(** MeanDegreeConnectivity[g] gives for k = 0, 1, ... the mean degree of the neighbours of the vertices of degree k in the graph g.

    >> MeanDegreeConnectivity[PathGraph[{1, 2, 3, 4}]]
    {0, 2, 3/2}
 **)
MeanDegreeConnectivity[g_?graphLike] := With[{d = VertexDegree[g], m = MeanNeighborDegree[g]},
  Table[With[{x = Pick[m, d, k]}, If[x === {}, 0, Total[x]/Length[x]]], {k, 0, Max[d, 0]}]]

(** GraphAssortativity[g] gives the correlation of the degrees at the ends of the edges of the graph g.

    >> GraphAssortativity[WheelGraph[6]]
    -1/3
 **)
GraphAssortativity[g_?graphLike] := Module[{d = VertexDegree[g], a = arcs[asGraph[g], "Both"], x, y, mean, v},
  If[a === {}, Return[0, Module]];
  {x, y} = {d[[a[[All, 1]]]], d[[a[[All, 2]]]]};
  mean = Total[x]/Length[x];
  v = Total[(x - mean)^2];
  If[v == 0, 0, Total[(x - mean) (y - mean)]/v]]

(* ---- centralities ---- *)

(** DegreeCentrality[g] gives the degrees of the vertices of the graph g.

    >> DegreeCentrality[StarGraph[4]]
    {3, 1, 1, 1}
 **)
DegreeCentrality[g_?graphLike] := VertexDegree[g]
DegreeCentrality[g_?graphLike, "In"] := VertexInDegree[g]
DegreeCentrality[g_?graphLike, "Out"] := VertexOutDegree[g]

(** ClosenessCentrality[g] gives for each vertex of the graph g the inverse of the mean distance to the others that it reaches.

    >> ClosenessCentrality[StarGraph[3]]
    {1., 0.6666666666666666, 0.6666666666666666}
 **)
ClosenessCentrality[g_?graphLike] := Map[With[{d = DeleteCases[#, 0 | Infinity | 0.]}, If[d === {}, 0., N[Length[d]/Total[d]]]] &, GraphDistanceMatrix[g]]

(** RadialityCentrality[g] gives for each vertex of the graph g how near it is to the others, compared with the diameter.

    >> RadialityCentrality[PathGraph[{1, 2, 3}]]
    {0.75, 1., 0.75}
 **)
RadialityCentrality[g_?graphLike] := Module[{m = GraphDistanceMatrix[g], n = VertexCount[g], most},
  most = Max[DeleteCases[Flatten[m], Infinity]];
  If[most == 0, Return[ConstantArray[0., n], Module]];
  Map[Function[row, N[Total[Map[If[# === Infinity || # == 0, 0, most + 1 - #] &, row]]/((n - 1) most)]], m]]

(* Shortest paths counted from every vertex, and what each arc and vertex carries of them (Brandes). *)
pathLoads[g_] := Module[{next = neighbours[g], n, onVertex, onArc = <||>, order, d, count, share, r},
  n = Length[next];
  onVertex = ConstantArray[0, n];
  Do[
    r = breadthFirst2[next, s];
    {d, count, order} = r;
    share = ConstantArray[0, n];
    Do[
      Do[If[MemberQ[next[[v]], w] && d[[w]] == d[[v]] + 1,
          With[{x = count[[v]]/count[[w]] (1 + share[[w]])},
            share[[v]] += x;
            onArc[{v, w}] = Lookup[onArc, Key[{v, w}], 0] + x]],
        {v, Select[order, d[[#]] == d[[w]] - 1 &]}];
      If[w != s, onVertex[[w]] += share[[w]]],
      {w, Reverse[order]}],
    {s, n}];
  {onVertex, onArc}]
breadthFirst2[next_, s_] := Module[{d = ConstantArray[Infinity, Length[next]], count = ConstantArray[0, Length[next]], queue = {s}, head = 1},
  d[[s]] = 0; count[[s]] = 1;
  While[head <= Length[queue],
    With[{i = queue[[head]]},
      Do[If[d[[j]] === Infinity, d[[j]] = d[[i]] + 1; AppendTo[queue, j]];
        If[d[[j]] == d[[i]] + 1, count[[j]] += count[[i]]], {j, next[[i]]}]];
    head++];
  {d, count, queue}]

(** BetweennessCentrality[g] gives for each vertex of the graph g how many shortest paths between others it lies on.

    >> BetweennessCentrality[PathGraph[{1, 2, 3}]]
    {0., 1., 0.}
 **)
BetweennessCentrality[g_?graphLike] := N[First[pathLoads[asGraph[g]]]/If[UndirectedGraphQ[asGraph[g]], 2, 1]]

(** EdgeBetweennessCentrality[g] gives for each edge of the graph g how many shortest paths between vertices it lies on.

    >> EdgeBetweennessCentrality[PathGraph[{1, 2, 3}]]
    {4., 4.}
 **)
EdgeBetweennessCentrality[g_?graphLike] := Module[{loads = Last[pathLoads[asGraph[g]]], v = VertexList[g], place},
  place = AssociationThread[v -> Range[Length[v]]];
  Map[With[{i = place[#[[1]]], j = place[#[[2]]]},
    N[Lookup[loads, Key[{i, j}], 0] + If[Head[#] === UndirectedEdge, Lookup[loads, Key[{j, i}], 0], 0]]] &, EdgeList[g]]]

(** PageRankCentrality[g] gives the page ranks of the vertices of the graph g.
    PageRankCentrality[g, a] uses the probability a of following an edge.

    >> Round[PageRankCentrality[{1 -> 2, 2 -> 3, 3 -> 1}], 0.01]
    {0.33, 0.33, 0.33}
 **)
PageRankCentrality[g_?graphLike, a_ : 0.85] := Module[{m = N[matrixOf[VertexCount[g], Map[Append[#, 1] &, arcs[asGraph[g], "Out"]]]], n = VertexCount[g], p},
  p = Map[If[Total[#] == 0., ConstantArray[1./n, n], #/Total[#]] &, m];
  With[{r = LinearSolve[IdentityMatrix[n] - a Transpose[p], ConstantArray[(1 - a)/n, n]]}, r/Total[r]]]

(** KatzCentrality[g, a] gives the Katz centralities of the vertices of the graph g with the factor a.
    KatzCentrality[g, a, b] begins with b instead of 1.

    >> Round[KatzCentrality[CycleGraph[4], 0.1], 0.01]
    {1.25, 1.25, 1.25, 1.25}
 **)
KatzCentrality[g_?graphLike, a_, b_ : 1] := With[{m = matrixOf[VertexCount[g], Map[Append[#, 1] &, arcs[asGraph[g], "Out"]]]},
  LinearSolve[N[IdentityMatrix[Length[m]] - a Transpose[m]], N[If[ListQ[b], b, ConstantArray[b, Length[m]]]]]]

(** EigenvectorCentrality[g] gives the eigenvector centralities of the vertices of the graph g.

    >> Round[EigenvectorCentrality[CycleGraph[4]], 0.01]
    {0.25, 0.25, 0.25, 0.25}
 **)
EigenvectorCentrality[g_?graphLike] := Module[{m, x, y, n = VertexCount[g]},
  m = N[Transpose[matrixOf[n, Map[Append[#, 1] &, arcs[asGraph[g], "Out"]]]]];
  If[DirectedGraphQ[asGraph[g]] && AcyclicGraphQ[asGraph[g]], Return[ConstantArray[0., n], Module]];
  (* The shift keeps the power method from oscillating on bipartite graphs. *)
  m = m + IdentityMatrix[n];
  x = ConstantArray[1./n, n];
  Do[y = m . x; y = y/Total[y]; If[Max[Abs[y - x]] < 10.^-15, Break[]]; x = y, {5000}];
  y]

(* ---- tours ---- *)

(* From the first vertex, each time to the last neighbour that is left, as Hierholzer's algorithm goes. *)
eulerTour[edges_, start_] := Module[{left = edges, stack = {start}, tour = {}, at, k},
  While[stack =!= {},
    at = Last[stack];
    k = Flatten[Position[left, e_ /; e[[1]] === at || (Head[e] === UndirectedEdge && e[[2]] === at), {1}, Heads -> False]];
    If[k === {},
      PrependTo[tour, at]; stack = Most[stack],
      With[{e = left[[First[k]]]}, AppendTo[stack, If[e[[1]] === at, e[[2]], e[[1]]]]; left = Delete[left, First[k]]]]];
  tour]

(** FindEulerianCycle[g] gives a cycle that uses each edge of the graph g once, as a list with a list of edges; {} where there is none.

    >> FindEulerianCycle[PathGraph[{1, 2, 3}]]
    {}
    >> Length[First[FindEulerianCycle[CycleGraph[4]]]]
    4
 **)
FindEulerianCycle[g_?graphLike] := If[EulerianGraphQ[asGraph[g]],
  With[{t = eulerTour[EdgeList[g], EdgeList[g][[1, 1]]], head = Head[First[EdgeList[g]]]},
    {head @@@ Partition[If[head === UndirectedEdge, Reverse[t], t], 2, 1]}],
  {}]

(** PlanarGraphQ[g] gives True if the graph g can be drawn in the plane without crossing edges.

    >> {PlanarGraphQ[CompleteGraph[4]], PlanarGraphQ[CompleteGraph[5]], PlanarGraphQ[CompleteGraph[{3, 3}]]}
    {True, False, False}
 **)
PlanarGraphQ[g_] := GraphQ[g] && Module[{pairs = Union[Map[Sort, simpleArcs[g]]]}, AllTrue[blocks[VertexCount[g], pairs], planarBlock]]

(* The blocks (parts without cut vertex) of a simple graph as lists of pairs: two edges belong
   together where a cycle holds both, by the tree of a depth-first search. *)
blocks[n_, pairs_] := Module[{next, number = ConstantArray[0, n], low = ConstantArray[0, n], count = 0, stack = {}, found = {}, visit},
  next = Lookup[GroupBy[Join[pairs, Map[Reverse, pairs]], First -> Last], Range[n], {}];
  visit[v_, parent_] := (
    number[[v]] = low[[v]] = ++count;
    Do[Which[
        number[[w]] == 0,
          With[{mark = Length[stack]},
            AppendTo[stack, Sort[{v, w}]];
            visit[w, v];
            low[[v]] = Min[low[[v]], low[[w]]];
            If[low[[w]] >= number[[v]], AppendTo[found, Drop[stack, mark]]; stack = Take[stack, mark]]],
        w != parent && number[[w]] < number[[v]],
          AppendTo[stack, Sort[{v, w}]];
          low[[v]] = Min[low[[v]], number[[w]]]], {w, next[[v]]}]);
  Do[If[number[[v]] == 0, visit[v, 0]], {v, n}];
  found]

(* Demoucron, Malgrange and Pertuiset: faces of what is drawn, to which fragments are added one path
   at a time, those with the least choice of faces first. *)
planarBlock[pairs_] := Module[{cycle, faces, drawn, left, frags, choice, path, face},
  If[Length[pairs] < 9, Return[True, Module]];
  If[Length[pairs] > 3 Length[Union @@ pairs] - 6, Return[False, Module]];
  cycle = someCycle[pairs];
  faces = {cycle, cycle};
  drawn = Map[Sort, Partition[Append[cycle, First[cycle]], 2, 1]];
  While[(left = Complement[pairs, drawn]) =!= {},
    frags = fragments[left, Union @@ drawn];
    choice = Map[Function[f, Select[Range[Length[faces]], SubsetQ[faces[[#]], f[[2]]] &]], frags];
    If[MemberQ[choice, {}], Return[False, Module]];
    With[{k = First[Ordering[Map[Length, choice], 1]]},
      face = First[choice[[k]]];
      path = fragmentPath[frags[[k]]];
      faces = Join[Delete[faces, face], splitFace[faces[[face]], path]];
      drawn = Union[drawn, Map[Sort, Partition[path, 2, 1]]]]];
  True]
someCycle[pairs_] := With[{e = First[pairs]}, FindShortestPath[Graph[UndirectedEdge @@@ Rest[pairs]], e[[1]], e[[2]]]]
(* Each fragment: its pairs and where it touches what is drawn. *)
fragments[left_, vertices_] := Module[{chords, inner, parts},
  chords = Select[left, SubsetQ[vertices, #] &];
  inner = Complement[left, chords];
  parts = If[inner === {}, {}, WeaklyConnectedComponents[Graph[Complement[Union @@ inner, vertices],
    UndirectedEdge @@@ Select[inner, !IntersectingQ[#, vertices] &]]]];
  Join[Map[{{#}, #} &, chords],
    Map[Function[p, With[{e = Select[inner, IntersectingQ[#, p] &]}, {e, Intersection[Union @@ e, vertices]}]], parts]]]
fragmentPath[{e_, touch_}] := If[Length[e] == 1, First[e],
  With[{a = First[touch], b = touch[[2]]},
    FindShortestPath[Graph[UndirectedEdge @@@ Select[e, !IntersectingQ[#, Complement[touch, {a, b}]] &]], a, b]]]
splitFace[face_, path_] := Module[{i, j, between, around},
  i = First[FirstPosition[face, First[path]]];
  j = First[FirstPosition[face, Last[path]]];
  If[i > j, Return[splitFace[face, Reverse[path]], Module]];
  between = face[[i ;; j]];
  around = Join[face[[j ;;]], face[[;; i]]];
  {Join[between, Reverse[path[[2 ;; -2]]]], Join[around, path[[2 ;; -2]]]}]
