(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Paths, components, connectivity, cycles, flows and isomorphism of graphs. *)

(* The helpers of lib/graph.wl are needed here also for graphs that are given as lists of edges. *)
GraphQ;

(* Distances and predecessors of a breadth-first search from place s. *)
breadthFirst[next_, s_] := Module[{d = ConstantArray[Infinity, Length[next]], from = ConstantArray[0, Length[next]], queue = {s}, head = 1},
  d[[s]] = 0;
  While[head <= Length[queue],
    With[{i = queue[[head]]},
      Do[If[d[[j]] === Infinity, d[[j]] = d[[i]] + 1; from[[j]] = i; AppendTo[queue, j]], {j, next[[i]]}]];
    head++];
  {d, from, queue}]

(* The same with weights of arcs {i, j, w}, by Bellman and Ford. *)
relax[n_, arcs_, s_] := Module[{d = ConstantArray[Infinity, n], from = ConstantArray[0, n], changed = True, rounds = 0},
  d[[s]] = 0;
  While[changed && rounds++ <= n,
    changed = False;
    Do[If[d[[a[[1]]]] + a[[3]] < d[[a[[2]]]], d[[a[[2]]]] = d[[a[[1]]]] + a[[3]]; from[[a[[2]]]] = a[[1]]; changed = True], {a, arcs}]];
  {d, from}]

search[g_, s_] := If[EdgeWeightedGraphQ[g],
  relax[VertexCount[g], weightedArcs[g, edgeWeights[g]], s],
  Take[breadthFirst[neighbours[g], s], 2]]

(** GraphDistance[g, s, t] gives the distance from the vertex s to the vertex t in the graph g.
    GraphDistance[g, s] gives the distances to all vertices.

    >> GraphDistance[CycleGraph[6], 1, 4]
    3
    >> GraphDistance[Graph[{1 -> 2}], 2, 1]
    Infinity
 **)
GraphDistance[g_?graphLike, s_, t_] := GraphDistance[g, s][[VertexIndex[g, t]]] /; VertexQ[g, s] && VertexQ[g, t]
GraphDistance[g_?graphLike, s_] := With[{d = search[asGraph[g], VertexIndex[g, s]][[1]]},
  If[EdgeWeightedGraphQ[asGraph[g]], N[d], d]] /; VertexQ[g, s]

(** GraphDistanceMatrix[g] gives the matrix of the distances between the vertices of the graph g.

    >> GraphDistanceMatrix[PathGraph[{1, 2, 3}]]
    {{0, 1, 2}, {1, 0, 1}, {2, 1, 0}}
 **)
GraphDistanceMatrix[g_?graphLike] := Map[GraphDistance[g, #] &, VertexList[g]]

(** FindShortestPath[g, s, t] gives a shortest path from the vertex s to the vertex t in the graph g.

    >> FindShortestPath[CycleGraph[6], 1, 4]
    {1, 2, 3, 4}
 **)
FindShortestPath[g_?graphLike, s_, t_] := Module[{r = search[asGraph[g], VertexIndex[g, s]], i = VertexIndex[g, t], path},
  If[r[[1, i]] === Infinity, Return[{}, Module]];
  path = {i};
  While[r[[2, i]] != 0, i = r[[2, i]]; PrependTo[path, i]];
  VertexList[g][[path]]] /; VertexQ[g, s] && VertexQ[g, t]

(** VertexEccentricity[g, v] gives the greatest distance from the vertex v to another in the graph g.
    VertexEccentricity[g] gives that of each vertex.

    >> VertexEccentricity[PathGraph[{1, 2, 3}], 2]
    1
 **)
VertexEccentricity[g_?graphLike, v_] := Max[GraphDistance[g, v]] /; VertexQ[g, v]
VertexEccentricity[g_?graphLike] := Map[Max[GraphDistance[g, #]] &, VertexList[g]]

(** GraphDiameter[g] gives the greatest distance between two vertices of the graph g.

    >> GraphDiameter[PetersenGraph[5, 2]]
    2
 **)
GraphDiameter[g_?graphLike] := Max[VertexEccentricity[g]] /; VertexCount[g] > 0

(** GraphRadius[g] gives the least eccentricity of a vertex of the graph g.

    >> GraphRadius[StarGraph[4]]
    1
 **)
GraphRadius[g_?graphLike] := Min[VertexEccentricity[g]] /; VertexCount[g] > 0

(** GraphCenter[g] gives the vertices of the graph g with the least eccentricity.

    >> GraphCenter[StarGraph[4]]
    {1}
 **)
GraphCenter[g_?graphLike] := With[{e = VertexEccentricity[g]}, Pick[VertexList[g], e, Min[e]]] /; VertexCount[g] > 0

(** GraphPeriphery[g] gives the vertices of the graph g with the greatest eccentricity.

    >> GraphPeriphery[StarGraph[4]]
    {2, 3, 4}
 **)
GraphPeriphery[g_?graphLike] := With[{e = VertexEccentricity[g]}, Pick[VertexList[g], e, Max[e]]] /; VertexCount[g] > 0

(* ---- components ---- *)

reached[next_, s_] := breadthFirst[next, s][[3]]
bySize[c_] := SortBy[c, -Length[#] &]

(** WeaklyConnectedComponents[g] gives the components of the graph g without regard to directions, the largest first.

    >> WeaklyConnectedComponents[Graph[{1 -> 2, 3 -> 2, 4 -> 5}]]
    {{1, 2, 3}, {4, 5}}
 **)
WeaklyConnectedComponents[g_?graphLike] := Module[{next = neighbours[asGraph[g], "Both"], seen, parts = {}, c},
  seen = ConstantArray[False, Length[next]];
  Do[If[!seen[[i]], c = Sort[reached[next, i]]; seen[[c]] = True; AppendTo[parts, c]], {i, Length[next]}];
  Map[VertexList[g][[#]] &, bySize[parts]]]

(** ConnectedComponents[g] gives the strongly connected components of the graph g, the largest first.

    >> ConnectedComponents[Graph[{1 <-> 2, 3 <-> 4, 4 <-> 5}]]
    {{3, 4, 5}, {1, 2}}
 **)
ConnectedComponents[g_?graphLike] := WeaklyConnectedComponents[g] /; UndirectedGraphQ[asGraph[g]]
ConnectedComponents[g_?graphLike] := Module[{out = neighbours[asGraph[g], "Out"], in = neighbours[asGraph[g], "In"], seen, parts = {}, c},
  seen = ConstantArray[False, Length[out]];
  Do[If[!seen[[i]], c = Intersection[reached[out, i], reached[in, i]]; seen[[c]] = True; AppendTo[parts, c]], {i, Length[out]}];
  Map[VertexList[g][[#]] &, bySize[parts]]]

(** ConnectedGraphQ[g] gives True if the graph g is connected, strongly where it is directed.

    >> ConnectedGraphQ[CycleGraph[4]]
    True
 **)
ConnectedGraphQ[g_] := GraphQ[g] && VertexCount[g] > 0 && Length[ConnectedComponents[g]] == 1

(** WeaklyConnectedGraphQ[g] gives True if the graph g is connected without regard to directions.

    >> WeaklyConnectedGraphQ[Graph[{1 -> 2, 2 -> 3}]]
    True
 **)
WeaklyConnectedGraphQ[g_] := GraphQ[g] && VertexCount[g] > 0 && Length[WeaklyConnectedComponents[g]] == 1

component[g_, v_, direction_, k_] := Module[{next = neighbours[asGraph[g], direction], starts, best, seen},
  starts = Map[VertexIndex[g, #] &, v];
  seen = starts;
  best = starts;
  Do[best = Complement[Union @@ next[[best]], seen]; If[best === {}, Break[]]; seen = Join[seen, best], {Min[k, VertexCount[g]]}];
  VertexList[g][[seen]]]
someVertices[g_, v_List] := v /; AllTrue[v, VertexQ[g, #] &]
someVertices[g_, v_] := {v} /; VertexQ[g, v]
someVertices[_, _] := $Failed

(** VertexComponent[g, v] gives the vertices that are in the component of the vertex v, or of the list v, in the graph g.
    VertexComponent[g, v, k] gives those at most k steps away.

    >> VertexComponent[Graph[{9 <-> 7, 7 <-> 5, 5 <-> 3, 2 <-> 4}], 5]
    {5, 7, 3, 9}
 **)
VertexComponent[g_?graphLike, v_, k_ : Infinity] := With[{w = someVertices[g, v]}, component[g, w, "Both", k] /; w =!= $Failed]

(** VertexOutComponent[g, v] gives the vertices of the graph g that can be reached from the vertex v, or from the list v.
    VertexOutComponent[g, v, k] gives those that can be reached in k steps.

    >> VertexOutComponent[Graph[{1 -> 2, 2 -> 3, 3 -> 4, 4 -> 2}], 2, 1]
    {2, 3}
 **)
VertexOutComponent[g_?graphLike, v_, k_ : Infinity] := With[{w = someVertices[g, v]}, component[g, w, "Out", k] /; w =!= $Failed]

(** VertexInComponent[g, v] gives the vertices of the graph g from which the vertex v, or one of the list v, can be reached.
    VertexInComponent[g, v, k] gives those from which k steps suffice.

    >> VertexInComponent[Graph[{1 -> 2, 2 -> 3}], 3]
    {3, 2, 1}
 **)
VertexInComponent[g_?graphLike, v_, k_ : Infinity] := With[{w = someVertices[g, v]}, component[g, w, "In", k] /; w =!= $Failed]

(** NeighborhoodGraph[g, v] gives the subgraph of the graph g of the vertex v, or of the vertices in a list, and those next to it.
    NeighborhoodGraph[g, v, k] takes the vertices at most k steps away.

    >> VertexList[NeighborhoodGraph[CycleGraph[5], 2, 0]]
    {2}
 **)
NeighborhoodGraph[g_?graphLike, v_, k_ : 1] := With[{w = someVertices[g, v]}, Subgraph[g, component[g, w, "Both", k]] /; w =!= $Failed]

(** KCoreComponents[g, k] gives the components of the largest part of the graph g whose vertices have degrees of at least k in it.

    >> KCoreComponents[CycleGraph[5], 2]
    {{1, 2, 3, 4, 5}}
 **)
KCoreComponents[g_?graphLike, k_Integer?NonNegative, kind_ : "All"] := With[
  {h = FixedPoint[Function[x, Subgraph[x, Pick[VertexList[x], Map[# >= k &, coreDegree[x, kind]]]]], asGraph[g]]},
  Reverse[SortBy[WeaklyConnectedComponents[h], Length]]]
coreDegree[g_, "In"] := VertexInDegree[g]
coreDegree[g_, "Out"] := VertexOutDegree[g]
coreDegree[g_, _] := VertexDegree[g]

(* ---- order and kinds ---- *)

(** TopologicalSort[g] gives the vertices of the directed acyclic graph g, each before those to which its edges go.

    >> TopologicalSort[Graph[{1 -> 2, 1 -> 3, 2 -> 4, 3 -> 4}]]
    {1, 2, 3, 4}
 **)
TopologicalSort[g_?graphLike] := With[{o = topologicalOrder[asGraph[g]]}, VertexList[g][[o]] /; o =!= $Failed]
topologicalOrder[g_] := Module[{out = neighbours[g, "Out"], degree, ready, order = {}},
  If[!AllTrue[EdgeList[g], Head[#] === DirectedEdge &], Return[$Failed, Module]];
  degree = Map[Length, neighbours[g, "In"]];
  ready = Flatten[Position[degree, 0]];
  While[ready =!= {},
    With[{i = First[ready]},
      AppendTo[order, i];
      ready = Rest[ready];
      Do[If[--degree[[j]] == 0, AppendTo[ready, j]], {j, out[[i]]}]]];
  If[Length[order] == Length[out], order, $Failed]]

(** AcyclicGraphQ[g] gives True if the graph g has no cycle.

    >> {AcyclicGraphQ[Graph[{1 -> 2, 2 -> 3}]], AcyclicGraphQ[CycleGraph[3]]}
    {True, False}
 **)
AcyclicGraphQ[g_] := GraphQ[g] && If[UndirectedGraphQ[g],
  EdgeCount[g] == VertexCount[g] - Length[WeaklyConnectedComponents[g]],
  topologicalOrder[g] =!= $Failed]

(** TreeGraphQ[g] gives True if the graph g is a tree.

    >> TreeGraphQ[StarGraph[4]]
    True
 **)
TreeGraphQ[g_] := GraphQ[g] && EdgeCount[g] == VertexCount[g] - 1 && WeaklyConnectedGraphQ[g]

(** PathGraphQ[g] gives True if the graph g is a path or a cycle.

    >> PathGraphQ[PathGraph[Range[4]]]
    True
 **)
PathGraphQ[g_] := SimpleGraphQ[g] && WeaklyConnectedGraphQ[g] && Max[VertexDegree[g]] <= 2 &&
  (UndirectedGraphQ[g] || Max[VertexInDegree[g], VertexOutDegree[g]] <= 1)

(** BipartiteGraphQ[g] gives True if the vertices of the graph g can be parted in two so that no edge lies within a part.

    >> {BipartiteGraphQ[CycleGraph[4]], BipartiteGraphQ[CycleGraph[5]]}
    {True, False}
 **)
BipartiteGraphQ[g_] := GraphQ[g] && Module[{next = neighbours[g, "Both"], parity},
  parity = ConstantArray[Infinity, Length[next]];
  Do[If[parity[[i]] === Infinity, parity = MapThread[Min, {parity, breadthFirst[next, i][[1]]}]], {i, Length[next]}];
  And @@ Flatten[MapIndexed[Function[{l, i}, Map[EvenQ[parity[[#]] + parity[[First[i]]] + 1] &, l]], next]]]

(** EulerianGraphQ[g] gives True if the graph g has a cycle that uses each edge once.

    >> EulerianGraphQ[CycleGraph[5]]
    True
 **)
EulerianGraphQ[g_] := GraphQ[g] && EdgeCount[g] > 0 && WeaklyConnectedGraphQ[Graph[EdgeList[g]]] &&
  If[UndirectedGraphQ[g], AllTrue[VertexDegree[g], EvenQ], VertexInDegree[g] === VertexOutDegree[g]]

(* ---- trees, cliques, paths through all vertices ---- *)

(** FindSpanningTree[g] gives a spanning tree of the graph g with the least weight.

    >> EdgeCount[FindSpanningTree[CompleteGraph[5]]]
    4
 **)
FindSpanningTree[g_?graphLike] := Module[{e = EdgeList[g], order, group, picked = {}, a, b},
  order = Ordering[N[edgeWeights[asGraph[g]]]];
  group = AssociationThread[VertexList[g] -> Range[VertexCount[g]]];
  Do[a = group[e[[k, 1]]]; b = group[e[[k, 2]]];
    If[a != b, AppendTo[picked, k]; group = Map[If[# == b, a, #] &, group]], {k, order}];
  Graph[VertexList[g], e[[Sort[picked]]]]]

(* The maximal cliques, by Bron and Kerbosch with pivot. *)
maximalCliques[next_] := Module[{found = {}, extend},
  extend[r_, {}, {}] := AppendTo[found, Sort[r]];
  extend[r_, p0_, x0_] := Module[{p = p0, x = x0, pivot},
    pivot = First[SortBy[Join[p, x], -Length[Intersection[next[[#]], p0]] &]];
    Do[extend[Append[r, v], Intersection[p, next[[v]]], Intersection[x, next[[v]]]];
      p = DeleteCases[p, v]; x = Append[x, v], {v, Complement[p0, next[[pivot]]]}]];
  extend[{}, Range[Length[next]], {}];
  found]
loopless[next_] := MapIndexed[DeleteCases[#1, First[#2]] &, next]

(** FindClique[g] gives a largest clique of the graph g.
    FindClique[g, n] gives one of at most n vertices, FindClique[g, {n}] one of exactly n.
    FindClique[g, spec, All] gives all, FindClique[g, spec, s] at most s.

    >> FindClique[Graph[{1 <-> 2, 3 <-> 4, 3 <-> 5, 4 <-> 5}]]
    {{3, 4, 5}}
 **)
FindClique[g_?graphLike, n_ : Infinity, s_ : 1] := pickSets[g, maximalCliques[loopless[neighbours[asGraph[g], "Both"]]], n, s]

(** FindIndependentVertexSet[g] gives a largest set of vertices of the graph g of which no two are adjacent.

    >> FindIndependentVertexSet[Graph[{1 -> 2, 2 -> 3}]]
    {{1, 3}}
 **)
FindIndependentVertexSet[g_?graphLike, n_ : Infinity, s_ : 1] := pickSets[g,
  maximalCliques[With[{next = neighbours[asGraph[g], "Both"]}, Table[Complement[Range[Length[next]], Append[next[[i]], i]], {i, Length[next]}]]], n, s]

pickSets[g_, sets_, n_, s_] := Module[{c = sets, v = VertexList[g]},
  c = Which[
    n === Infinity, If[s === 1, Select[c, Length[#] == Max[Map[Length, c]] &], c],
    MatchQ[n, {_Integer}], Select[c, Length[#] == First[n] &],
    True, Select[c, Length[#] <= n &]];
  c = SortBy[Sort[c], -Length[#] &];
  Map[v[[#]] &, Take[c, If[s === All, All, UpTo[s]]]]]

(** FindVertexCover[g] gives a smallest set of vertices of the graph g that touches every edge.

    >> FindVertexCover[StarGraph[4]]
    {1}
 **)
FindVertexCover[g_?graphLike] := Complement[VertexList[g], First[FindIndependentVertexSet[g], {}]]

(* A path by places through all vertices, continued depth first; good tells whether it may end. *)
fullPath[next_, start_, good_] := Module[{n = Length[next], walk},
  walk[path_, left_] := If[left === {}, If[good[path], path, $Failed],
    Catch[Do[With[{r = walk[Append[path, j], DeleteCases[left, j]]}, If[r =!= $Failed, Throw[r, walk]]],
        {j, Intersection[next[[Last[path]]], left]}]; $Failed, walk]];
  walk[{start}, DeleteCases[Range[n], start]]]

(** FindHamiltonianPath[g] gives a path through each vertex of the graph g once; {} where there is none.
    FindHamiltonianPath[g, s, t] gives one from s to t.

    >> FindHamiltonianPath[PathGraph[{1, 2, 3}]]
    {1, 2, 3}
 **)
FindHamiltonianPath[g_?graphLike] := With[{next = neighbours[asGraph[g]]},
  Catch[Do[With[{p = fullPath[next, s, True &]}, If[p =!= $Failed, Throw[VertexList[g][[p]], "path"]]], {s, Length[next]}]; {}, "path"]]
FindHamiltonianPath[g_?graphLike, s_, t_] := With[
  {p = fullPath[neighbours[asGraph[g]], VertexIndex[g, s], Last[#] == VertexIndex[g, t] &]},
  If[p === $Failed, {}, VertexList[g][[p]]]] /; VertexQ[g, s] && VertexQ[g, t]

hamiltonian[g_] := With[{next = neighbours[g]}, If[Length[next] < 3, $Failed, fullPath[next, 1, MemberQ[next[[Last[#]]], 1] &]]]

(** FindHamiltonianCycle[g] gives a cycle through each vertex of the graph g once, as a list with a list of edges; {} where there is none.

    >> FindHamiltonianCycle[PathGraph[{1, 2, 3}]]
    {}
 **)
FindHamiltonianCycle[g_?graphLike] := With[{p = hamiltonian[asGraph[g]]},
  If[p === $Failed, {}, {Map[stepEdge[g, VertexList[g][[#]]] &, Partition[Append[p, First[p]], 2, 1]]}]]
stepEdge[g_, {a_, b_}] := If[EdgeQ[g, DirectedEdge[a, b]], DirectedEdge[a, b], UndirectedEdge[a, b]]

(** HamiltonianGraphQ[g] gives True if the graph g has a cycle through each vertex once.

    >> HamiltonianGraphQ[WheelGraph[7]]
    True
 **)
HamiltonianGraphQ[g_] := GraphQ[g] && hamiltonian[g] =!= $Failed

(* ---- flows, connectivity ---- *)

(* The value of a greatest flow, by shortest augmenting paths in a matrix of capacities. *)
maximumFlow[capacity_, s_, t_] := Module[{c = capacity, value = 0, r, path, i, step},
  While[
    r = breadthFirst[Map[Flatten[Position[#, x_ /; x > 0, {1}, Heads -> False]] &, c], s];
    r[[1, t]] =!= Infinity,
    path = {t}; i = t;
    While[i != s, i = r[[2, i]]; PrependTo[path, i]];
    path = Partition[path, 2, 1];
    step = Min[Map[c[[#[[1]], #[[2]]]] &, path]];
    Do[c[[p[[1]], p[[2]]]] -= step; c[[p[[2]], p[[1]]]] += step, {p, path}];
    value += step];
  value]
capacities[g_] := matrixOf[VertexCount[g], weightedArcs[g, Replace[graphOption[g, EdgeCapacity, Automatic], Automatic :> edgeWeights[g]]]]

(** FindMaximumFlow[g, s, t] gives the greatest flow from the vertex s to the vertex t in the graph g.

    >> FindMaximumFlow[Graph[{1 -> 2, 2 -> 3, 1 -> 3}], 1, 3]
    2
 **)
FindMaximumFlow[g_?graphLike, s_, t_] := maximumFlow[capacities[asGraph[g]], VertexIndex[g, s], VertexIndex[g, t]] /; VertexQ[g, s] && VertexQ[g, t] && s =!= t
FindMaximumFlow[m_?MatrixQ, s_Integer, t_Integer] := maximumFlow[m, s, t] /; SquareMatrixQ[m] && s != t

(** EdgeConnectivity[g] gives the least number of edges whose removal disconnects the graph g.

    >> EdgeConnectivity[CycleGraph[6]]
    2
 **)
EdgeConnectivity[g_?GraphQ] := With[{c = matrixOf[VertexCount[g], weightedArcs[g, ConstantArray[1, EdgeCount[g]]]], n = VertexCount[g]},
  If[n < 2, 0, Min[Table[{maximumFlow[c, 1, i], maximumFlow[c, i, 1]}, {i, 2, n}]]]]

(** VertexConnectivity[g] gives the least number of vertices whose removal disconnects the graph g.
    VertexConnectivity[g, s, t] gives the number for the vertices s and t.

    >> VertexConnectivity[PetersenGraph[5, 2]]
    3
 **)
VertexConnectivity[g_?GraphQ] := Module[{n = VertexCount[g], next = loopless[neighbours[g, "Out"]], pairs},
  pairs = Select[Tuples[Range[n], 2], #[[1]] != #[[2]] && !MemberQ[next[[#[[1]]]], #[[2]]] &];
  If[UndirectedGraphQ[g], pairs = Select[pairs, OrderedQ]];
  Min[n - 1, Map[separation[next, #[[1]], #[[2]]] &, pairs]]]
VertexConnectivity[g_?GraphQ, s_, t_] := If[s === t, VertexCount[g],
  separation[loopless[neighbours[g, "Out"]], VertexIndex[g, s], VertexIndex[g, t]]] /; VertexQ[g, s] && VertexQ[g, t]

(* Each vertex in two, joined by an arc of capacity one. *)
separation[next_, s_, t_] := Module[{n = Length[next], c},
  c = ConstantArray[0, {2 n, 2 n}];
  Do[c[[i, n + i]] = If[i == s || i == t, n, 1]; Do[c[[n + i, j]] = n, {j, next[[i]]}], {i, n}];
  If[MemberQ[next[[s]], t], c[[n + s, t]] = 1];
  maximumFlow[c, s, n + t]]

(* ---- isomorphism ---- *)

(** IsomorphicGraphQ[g1, g2] gives True if the graphs are the same up to the names of their vertices.

    >> IsomorphicGraphQ[CycleGraph[4], CompleteGraph[{2, 2}]]
    True
 **)
IsomorphicGraphQ[g_, h_] := GraphQ[g] && GraphQ[h] && VertexCount[g] == VertexCount[h] && EdgeCount[g] == EdgeCount[h] && isomorphism[g, h] =!= $Failed

(** FindGraphIsomorphism[g1, g2] gives a list with an isomorphism of the graphs, {} where there is none.

    >> FindGraphIsomorphism[PathGraph[{1, 2}], PathGraph[{a, b}]]
    {<|1 -> a, 2 -> b|>}
 **)
FindGraphIsomorphism[g_?GraphQ, h_?GraphQ] := With[{m = If[VertexCount[g] == VertexCount[h] && EdgeCount[g] == EdgeCount[h], isomorphism[g, h], $Failed]},
  If[m === $Failed, {}, {AssociationThread[VertexList[g] -> VertexList[h][[m]]]}]]

(* Colours refined by the colours of neighbours until they no longer change, for both graphs at once,
   then a search that keeps colours and arcs. *)
isomorphism[g_, h_] := Module[{a, b, n = VertexCount[g], colour, sets, try},
  {a, b} = Map[matrixOf[n, weightedArcs[#, ConstantArray[1, EdgeCount[#]]]] &, {g, h}];
  colour = FixedPoint[refine[{a, b}, #] &, {ConstantArray[1, n], ConstantArray[1, n]}, n];
  If[Sort[colour[[1]]] =!= Sort[colour[[2]]], Return[$Failed, Module]];
  try[m_] := With[{i = Length[m] + 1},
    If[i > n, m,
      Catch[Do[
          If[colour[[1, i]] == colour[[2, j]] && !MemberQ[m, j] && a[[i, i]] == b[[j, j]] &&
              a[[i, ;; i - 1]] === b[[j, m]] && a[[;; i - 1, i]] === b[[m, j]],
            With[{r = try[Append[m, j]]}, If[r =!= $Failed, Throw[r, try]]]],
          {j, n}]; $Failed, try]]];
  try[{}]]
refine[{a_, b_}, {c_, d_}] := Module[{keys, all},
  keys = {signatures[a, c], signatures[b, d]};
  all = Union @@ keys;
  Map[Function[k, First[FirstPosition[all, k]]], keys, {2}]]
signatures[m_, c_] := Table[{c[[i]], Sort[Transpose[{m[[i]], m[[All, i]], c}]]}, {i, Length[c]}]

(* ---- cycles ---- *)

(** FindFundamentalCycles[g] gives cycles of the undirected graph g of which all its cycles are sums.

    >> Length[FindFundamentalCycles[CompleteGraph[4]]]
    3
 **)
FindFundamentalCycles[g0_?graphLike] := Module[{g = asGraph[g0], tree, e, extra, path},
  e = EdgeList[g];
  tree = breadthFirstTree[g];
  extra = Delete[e, Map[List, tree]];
  Map[Function[x, path = FindShortestPath[Graph[VertexList[g], e[[tree]]], x[[1]], x[[2]]];
      Prepend[UndirectedEdge @@@ Partition[path, 2, 1], UndirectedEdge[x[[2]], x[[1]]]]], extra]]
breadthFirstTree[g_] := Module[{next = neighbours[g, "Both"], v = VertexList[g], seen = {}, tree = {}, r},
  Do[If[!MemberQ[seen, s],
      r = breadthFirst[next, s];
      seen = Join[seen, r[[3]]];
      Do[If[r[[2, j]] != 0, AppendTo[tree, EdgeIndex[g, UndirectedEdge[v[[r[[2, j]]]], v[[j]]]]]], {j, r[[3]]}]], {s, Length[v]}];
  tree]
