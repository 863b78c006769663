(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Graphs: Graph[vertices, edges, options] with DirectedEdge and UndirectedEdge; what they are made
   of, matrices of them, and graphs made from graphs. *)

edgeHead = DirectedEdge | UndirectedEdge | Rule | TwoWayRule;
edgeLikeQ[e_] := MatchQ[e, (DirectedEdge | UndirectedEdge)[_, _] | (DirectedEdge | UndirectedEdge)[_, _, _] | (_ -> _) | TwoWayRule[_, _]]
bare[(Labeled | Style | Property | Annotation | Tooltip | Button)[x_, ___]] := bare[x]
bare[x_] := x
plainEdge[e_] := Replace[bare[e], {(a_ -> b_) :> DirectedEdge[a, b], TwoWayRule[a_, b_] :> UndirectedEdge[a, b]}]
canonicalEdgeQ[e_] := MatchQ[e, (DirectedEdge | UndirectedEdge)[_, _] | (DirectedEdge | UndirectedEdge)[_, _, _]]

(** Graph[{e1, e2, ...}] gives a graph with the edges ei: v -> w or DirectedEdge[v, w], v <-> w or UndirectedEdge[v, w].
    Graph[{v1, v2, ...}, {e1, e2, ...}] gives the graph with the vertices vi and the edges ei.

    >> EdgeCount[Graph[{1 -> 2, 2 -> 3, 3 -> 1}]]
    3
    >> VertexList[Graph[{a -> b, b -> a, b <-> b}]]
    {a, b}
 **)
Graph[e : {__}, o : (_Rule | _RuleDelayed) ...] := With[{b = Map[plainEdge, e]}, Graph[endpoints[b], b, o]] /; AllTrue[e, edgeLikeQ[bare[#]] &]
Graph[{}, o : (_Rule | _RuleDelayed) ...] := Graph[{}, {}, o]
Graph[v_List, e_List, o___] := With[{b = Map[plainEdge, e], u = Map[bare, v]}, Graph[DeleteDuplicates[Join[u, endpoints[b]]], b, o]] /;
  (!AllTrue[e, canonicalEdgeQ] || AnyTrue[v, bare[#] =!= # &] || !SubsetQ[v, endpoints[e]]) && AllTrue[e, edgeLikeQ[bare[#]] &]
Graph[g_?GraphQ, o : (_Rule | _RuleDelayed) ...] := Graph[g[[1]], g[[2]], o, Sequence @@ Drop[List @@ g, 2]]

endpoints[e_] := DeleteDuplicates[Join @@ Map[{#[[1]], #[[2]]} &, e]]

(** GraphQ[g] gives True if g is a valid graph, and False otherwise.

    >> {GraphQ[Graph[{1 -> 2}]], GraphQ[{1 -> 2}]}
    {True, False}
 **)
GraphQ[Graph[v_List, e_List, ___]] := AllTrue[e, canonicalEdgeQ]
GraphQ[_] := False

(* What functions of graphs take: a graph or a list of edges. *)
graphLike[g_Graph] := GraphQ[g]
graphLike[e : {__}] := AllTrue[e, edgeLikeQ]
graphLike[_] := False
asGraph[g_Graph] := g
asGraph[e_List] := Graph[e]
graphOption[Graph[_, _, o___], name_, default_] := With[{l = Flatten[{o}]}, Replace[name, Append[l, _ -> default]]]

(** VertexList[g] gives the list of the vertices of the graph g.
    VertexList[g, patt] gives those that match the pattern patt.

    >> VertexList[Graph[{3 -> 1, 1 -> 2}]]
    {3, 1, 2}
 **)
VertexList[g_?graphLike] := asGraph[g][[1]]
VertexList[g_?graphLike, p_] := Cases[asGraph[g][[1]], p]

(** EdgeList[g] gives the list of the edges of the graph g.
    EdgeList[g, patt] gives those that match the pattern patt.

    >> Map[Head, EdgeList[Graph[{1 -> 2, 2 <-> 3}]]]
    {DirectedEdge, UndirectedEdge}
 **)
EdgeList[g_?graphLike] := asGraph[g][[2]]
EdgeList[g_?graphLike, p_] := Cases[asGraph[g][[2]], plainEdge[p]]

(** VertexCount[g] gives the number of vertices of the graph g.
    VertexCount[g, patt] counts those that match the pattern patt.

    >> VertexCount[{1 -> 2, 2 -> 3}]
    3
 **)
VertexCount[g_?graphLike, p___] := Length[VertexList[g, p]]

(** EdgeCount[g] gives the number of edges of the graph g.
    EdgeCount[g, patt] counts those that match the pattern patt.

    >> EdgeCount[CompleteGraph[4]]
    6
 **)
EdgeCount[g_?graphLike, p___] := Length[EdgeList[g, p]]

(** EdgeRules[g] gives the edges of the graph g as rules.

    >> EdgeRules[Graph[{1 -> 2, 2 <-> 3}]]
    {1 -> 2, 2 -> 3}
 **)
EdgeRules[g_?GraphQ] := Map[#[[1]] -> #[[2]] &, EdgeList[g]]
EdgeRules[g : {__?edgeLikeQ}] := EdgeRules[Graph[g]]

(** VertexQ[g, v] gives True if v is a vertex of the graph g.

    >> VertexQ[Graph[{1 -> 2}], 2]
    True
 **)
VertexQ[g_, v_] := graphLike[g] && MemberQ[VertexList[g], v, {1}]

sameEdge[UndirectedEdge[a_, b_, ___], UndirectedEdge[c_, d_, ___]] := Sort[{a, b}] === Sort[{c, d}]
sameEdge[DirectedEdge[a_, b_, ___], DirectedEdge[c_, d_, ___]] := {a, b} === {c, d}
sameEdge[_, _] := False

(** EdgeQ[g, e] gives True if e is an edge of the graph g.

    >> {EdgeQ[Graph[{1 <-> 2}], 2 <-> 1], EdgeQ[Graph[{1 -> 2}], 2 -> 1]}
    {True, False}
 **)
EdgeQ[g_, e_] := graphLike[g] && AnyTrue[EdgeList[g], sameEdge[#, plainEdge[e]] &]

(** VertexIndex[g, v] gives the position of the vertex v in the list of vertices of the graph g.

    >> VertexIndex[Graph[{3 -> 1, 1 -> 2}], 1]
    2
 **)
VertexIndex[g_?graphLike, v_] := FirstPosition[VertexList[g], v, {}, {1}, Heads -> False][[1]] /; VertexQ[g, v]

(** EdgeIndex[g, e] gives the position of the edge e in the list of edges of the graph g.

    >> EdgeIndex[Graph[{1 <-> 2, 2 <-> 3}], 3 <-> 2]
    2
 **)
EdgeIndex[g_?graphLike, e_] := First[First[Position[Map[sameEdge[#, plainEdge[e]] &, EdgeList[g]], True]]] /; EdgeQ[g, e]

(* ---- tests ---- *)

(** DirectedGraphQ[g] gives True if all edges of the graph g are directed.

    >> DirectedGraphQ[Graph[{1 -> 2}]]
    True
 **)
DirectedGraphQ[g_] := GraphQ[g] && EdgeCount[g] > 0 && AllTrue[EdgeList[g], Head[#] === DirectedEdge &]

(** UndirectedGraphQ[g] gives True if all edges of the graph g are undirected.

    >> UndirectedGraphQ[Graph[{1 <-> 2}]]
    True
 **)
UndirectedGraphQ[g_] := GraphQ[g] && AllTrue[EdgeList[g], Head[#] === UndirectedEdge &]

(** MixedGraphQ[g] gives True if the graph g has directed and undirected edges.

    >> MixedGraphQ[Graph[{1 <-> 2, 2 -> 3}]]
    True
 **)
MixedGraphQ[g_] := GraphQ[g] && Length[Union[Map[Head, EdgeList[g]]]] == 2

(** EmptyGraphQ[g] gives True if the graph g has no edges.

    >> EmptyGraphQ[Graph[{1, 2}, {}]]
    True
 **)
EmptyGraphQ[g_] := GraphQ[g] && EdgeCount[g] == 0

(** LoopFreeGraphQ[g] gives True if the graph g has no edge from a vertex to itself.

    >> LoopFreeGraphQ[Graph[{1 <-> 1, 1 <-> 2}]]
    False
 **)
LoopFreeGraphQ[g_] := GraphQ[g] && NoneTrue[EdgeList[g], #[[1]] === #[[2]] &]

edgeKey[e : DirectedEdge[a_, b_, ___]] := {1, a, b}
edgeKey[e : UndirectedEdge[a_, b_, ___]] := {0, Sequence @@ Sort[{a, b}]}

(** MultigraphQ[g] gives True if the graph g has several edges between the same vertices.

    >> MultigraphQ[Graph[{1 -> 2, 1 -> 2}]]
    True
 **)
MultigraphQ[g_] := GraphQ[g] && !DuplicateFreeQ[Map[edgeKey, EdgeList[g]]]

(** SimpleGraphQ[g] gives True if the graph g has neither loops nor several edges between the same vertices.

    >> SimpleGraphQ[Graph[{1 -> 2, 2 -> 3}]]
    True
 **)
SimpleGraphQ[g_] := LoopFreeGraphQ[g] && !MultigraphQ[g]

(** EdgeWeightedGraphQ[g] gives True if the graph g has weights of edges.

    >> EdgeWeightedGraphQ[Graph[{1 <-> 2}, EdgeWeight -> {5}]]
    True
 **)
EdgeWeightedGraphQ[g_] := GraphQ[g] && graphOption[g, EdgeWeight, Automatic] =!= Automatic

(** VertexWeightedGraphQ[g] gives True if the graph g has weights of vertices.

    >> VertexWeightedGraphQ[Graph[{1 <-> 2}]]
    False
 **)
VertexWeightedGraphQ[g_] := GraphQ[g] && graphOption[g, VertexWeight, Automatic] =!= Automatic

(** WeightedGraphQ[g] gives True if the graph g has weights of edges or vertices.

    >> WeightedGraphQ[Graph[{1 -> 2}, VertexWeight -> {3, 4}]]
    True
 **)
WeightedGraphQ[g_] := EdgeWeightedGraphQ[g] || VertexWeightedGraphQ[g]

(** CompleteGraphQ[g] gives True if every two vertices of the graph g are joined by an edge.

    >> CompleteGraphQ[CompleteGraph[4]]
    True
 **)
CompleteGraphQ[g_] := SimpleGraphQ[g] && With[{n = VertexCount[g]}, EdgeCount[g] == If[DirectedGraphQ[g], n (n - 1), n (n - 1)/2]]

(* ---- neighbours ---- *)

(* For each vertex the positions of its neighbours: along the edges, against them, or both. *)
arcs[g_, direction_] := Module[{v = VertexList[g], place},
  place = AssociationThread[v -> Range[Length[v]]];
  Join @@ Map[With[{i = place[#[[1]]], j = place[#[[2]]]},
      Which[
        direction === "Both" || Head[#] === UndirectedEdge, {{i, j}, {j, i}},
        direction === "In", {{j, i}},
        True, {{i, j}}]] &, EdgeList[g]]]
neighbours[g_, direction_ : "Out"] := Map[Union, Lookup[GroupBy[arcs[g, direction], First -> Last], Range[VertexCount[g]], {}]]

(** AdjacencyList[g, v] gives the vertices that are adjacent to the vertex v in the graph g.
    AdjacencyList[g] gives the list for each vertex.

    >> AdjacencyList[Graph[{1 <-> 2, 1 <-> 3, 2 <-> 3, 3 <-> 4}], 3]
    {1, 2, 4}
 **)
AdjacencyList[g_?graphLike] := With[{v = VertexList[g]}, Map[v[[#]] &, neighbours[g, "Both"]]]
AdjacencyList[g_?graphLike, v_] := AdjacencyList[g][[VertexIndex[g, v]]] /; VertexQ[g, v]

(** IncidenceList[g, v] gives the edges of the graph g that are incident to the vertex v.

    >> Length[IncidenceList[Graph[{1 <-> 2, 1 <-> 3, 2 <-> 3}], 1]]
    2
 **)
IncidenceList[g_?graphLike, v_] := Select[EdgeList[g], #[[1]] === v || #[[2]] === v &] /; VertexQ[g, v]

(** VertexDegree[g] gives the numbers of edges at the vertices of the graph g.
    VertexDegree[g, v] gives the degree of the vertex v.

    >> VertexDegree[PathGraph[{1, 2, 3, 4}]]
    {1, 2, 2, 1}
 **)
VertexDegree[g_?graphLike] := degrees[g, Join @@ Map[{#[[1]], #[[2]]} &, EdgeList[g]]]
VertexDegree[g_?graphLike, v_] := VertexDegree[g][[VertexIndex[g, v]]] /; VertexQ[g, v]

(** VertexInDegree[g] gives the numbers of edges that end at the vertices of the graph g.
    VertexInDegree[g, v] gives that of the vertex v.

    >> VertexInDegree[{1 -> 1, 1 -> 2, 2 -> 1}]
    {2, 1}
 **)
VertexInDegree[g_?graphLike] := degrees[g, Join @@ Map[If[Head[#] === UndirectedEdge, {#[[1]], #[[2]]}, {#[[2]]}] &, EdgeList[g]]]
VertexInDegree[g_?graphLike, v_] := VertexInDegree[g][[VertexIndex[g, v]]] /; VertexQ[g, v]

(** VertexOutDegree[g] gives the numbers of edges that begin at the vertices of the graph g.
    VertexOutDegree[g, v] gives that of the vertex v.

    >> VertexOutDegree[{1 -> 2, 2 -> 3, 3 -> 1, 1 -> 3}]
    {2, 1, 1}
 **)
VertexOutDegree[g_?graphLike] := degrees[g, Join @@ Map[If[Head[#] === UndirectedEdge, {#[[1]], #[[2]]}, {#[[1]]}] &, EdgeList[g]]]
VertexOutDegree[g_?graphLike, v_] := VertexOutDegree[g][[VertexIndex[g, v]]] /; VertexQ[g, v]

degrees[g_, ends_] := Lookup[Counts[ends], VertexList[g], 0]

(* ---- matrices ---- *)

matrixOf[n_, entries_] := Module[{m = ConstantArray[0, {n, n}]},
  Do[m[[e[[1]], e[[2]]]] += e[[3]], {e, entries}];
  m]

(** AdjacencyMatrix[g] gives the matrix of the numbers of edges between the vertices of the graph g.

    >> Normal[AdjacencyMatrix[Graph[{1 -> 2, 2 -> 3}]]]
    {{0, 1, 0}, {0, 0, 1}, {0, 0, 0}}
 **)
AdjacencyMatrix[g_?graphLike] := SparseArray[matrixOf[VertexCount[g], weightedArcs[g, 1 + 0 Range[EdgeCount[g]]]]]

weightedArcs[g_, w_] := Module[{v = VertexList[g], place},
  place = AssociationThread[v -> Range[Length[v]]];
  Join @@ MapThread[With[{i = place[#1[[1]]], j = place[#1[[2]]]},
      If[Head[#1] === UndirectedEdge && i != j, {{i, j, #2}, {j, i, #2}}, {{i, j, #2}}]] &, {EdgeList[g], w}]]

edgeWeights[g_] := Replace[graphOption[asGraph[g], EdgeWeight, Automatic], {
  Automatic :> ConstantArray[1, EdgeCount[g]],
  r : {__Rule} :> With[{s = Map[plainEdge[#[[1]]] -> #[[2]] &, r]}, Map[Function[e, First[Append[Cases[s, (f_ -> w_) /; sameEdge[e, f] :> w], 1]]], EdgeList[g]]]}]

(** WeightedAdjacencyMatrix[g] gives the matrix of the weights of the edges of the graph g.

    >> Normal[WeightedAdjacencyMatrix[Graph[{1 <-> 2}, EdgeWeight -> {x}]]]
    {{0, x}, {x, 0}}
 **)
WeightedAdjacencyMatrix[g_?graphLike] := SparseArray[matrixOf[VertexCount[g], weightedArcs[asGraph[g], edgeWeights[g]]]]

(** KirchhoffMatrix[g] gives the matrix with the degrees on the diagonal and -1 for each edge of the graph g.

    >> Normal[KirchhoffMatrix[Graph[{1 -> 2, 2 -> 3}]]]
    {{1, -1, 0}, {0, 2, -1}, {0, 0, 1}}
 **)
KirchhoffMatrix[g_?graphLike] := With[{a = matrixOf[VertexCount[g], Append[#, 1] & /@ DeleteDuplicates[Select[arcs[asGraph[g], "Out"], #[[1]] != #[[2]] &]]]},
  SparseArray[DiagonalMatrix[If[DirectedGraphQ[asGraph[g]], Total[a] + Total[a, {2}], Total[a]]] - a]]

(** IncidenceMatrix[g] gives the matrix of vertices and edges of the graph g: 1 where they meet, -1 where a directed edge begins.

    >> Normal[IncidenceMatrix[Graph[{1 -> 2, 2 -> 3, 3 -> 1}]]]
    {{-1, 0, 1}, {1, -1, 0}, {0, 1, -1}}
 **)
IncidenceMatrix[g_?graphLike] := Module[{v = VertexList[g], e = EdgeList[g], place, m},
  place = AssociationThread[v -> Range[Length[v]]];
  m = ConstantArray[0, {Length[v], Length[e]}];
  Do[With[{i = place[e[[k, 1]]], j = place[e[[k, 2]]], s = If[Head[e[[k]]] === UndirectedEdge, 1, -1]},
      m[[i, k]] += s;
      m[[j, k]] += If[i == j, s, 1]], {k, Length[e]}];
  SparseArray[m]]

(* ---- graphs from graphs ---- *)

(** Subgraph[g, {v1, v2, ...}] gives the subgraph of the graph g that the vertices vi induce.
    Subgraph[g, {e1, e2, ...}] gives the subgraph of the edges ei.

    >> EdgeCount[Subgraph[CompleteGraph[5], {1, 2, 3}]]
    3
 **)
Subgraph[g_?graphLike, e : {__?edgeLikeQ}] := Graph[Select[EdgeList[g], Function[x, AnyTrue[e, sameEdge[x, plainEdge[#]] &]]]]
Subgraph[g_?graphLike, v_List] := With[{w = Select[v, VertexQ[g, #] &]},
  Graph[w, Select[EdgeList[g], MemberQ[w, #[[1]]] && MemberQ[w, #[[2]]] &]]]

(** ReverseGraph[g] gives the graph g with the directions of its directed edges reversed.

    >> EdgeRules[ReverseGraph[Graph[{1 -> 3, 1 -> 2}]]]
    {3 -> 1, 2 -> 1}
 **)
ReverseGraph[g_?graphLike] := Graph[VertexList[g], EdgeList[g] /. DirectedEdge[a_, b_, t___] :> DirectedEdge[b, a, t]]

(** UndirectedGraph[g] gives an undirected graph with the edges of the graph g.

    >> EdgeCount[UndirectedGraph[Graph[{1 -> 2, 2 -> 1}]]]
    1
 **)
UndirectedGraph[g_?graphLike] := Graph[VertexList[g], DeleteDuplicates[Map[UndirectedEdge[#[[1]], #[[2]]] &, EdgeList[g]], sameEdge]]

(** DirectedGraph[g] gives a directed graph: each undirected edge of the graph g becomes two.

    >> EdgeRules[DirectedGraph[PathGraph[{1, 2, 3}]]]
    {1 -> 2, 2 -> 1, 2 -> 3, 3 -> 2}
 **)
DirectedGraph[g_?graphLike] := Graph[VertexList[g], byVertex[g, Join @@ Map[
  Which[Head[#] === DirectedEdge, {#}, #[[1]] === #[[2]], {DirectedEdge[#[[1]], #[[2]]]},
    True, {DirectedEdge[#[[1]], #[[2]]], DirectedEdge[#[[2]], #[[1]]]}] &, EdgeList[g]]]]
byVertex[g_, e_] := With[{place = AssociationThread[VertexList[g] -> Range[VertexCount[g]]]},
  If[UndirectedGraphQ[asGraph[g]], SortBy[e, {place[#[[1]]], place[#[[2]]]} &], e]]

(** LineGraph[g] gives the graph whose vertices are the edges of the graph g, joined where they share a vertex.

    >> EdgeCount[LineGraph[CycleGraph[5]]]
    5
 **)
LineGraph[g_?graphLike] := With[{e = EdgeList[g]}, If[DirectedGraphQ[asGraph[g]],
  Graph[Range[Length[e]], DirectedEdge @@@ Select[Tuples[Range[Length[e]], 2], e[[#[[1]], 2]] === e[[#[[2]], 1]] &]],
  Graph[Range[Length[e]], UndirectedEdge @@@ Select[Subsets[Range[Length[e]], {2}], IntersectingQ[List @@ e[[#[[1]]]], List @@ e[[#[[2]]]]] &]]]]

(** GraphComplement[g] gives the graph with the vertices of g whose edges are those that g has not.

    >> EdgeCount[GraphComplement[CycleGraph[5]]]
    5
 **)
GraphComplement[g_?graphLike] := With[{v = VertexList[g]}, If[DirectedGraphQ[asGraph[g]],
  Graph[v, Select[DirectedEdge @@@ Select[Tuples[v, 2], #[[1]] =!= #[[2]] &], !EdgeQ[g, #] &]],
  Graph[v, Select[UndirectedEdge @@@ Subsets[v, {2}], !EdgeQ[g, #] &]]]]

(** VertexAdd[g, v] adds the vertex v, VertexAdd[g, {v1, v2, ...}] several, to the graph g.

    >> VertexList[VertexAdd[Graph[{1 -> 2}], 3]]
    {1, 2, 3}
 **)
VertexAdd[g_?graphLike, v_List] := Graph[DeleteDuplicates[Join[VertexList[g], v]], EdgeList[g]]
VertexAdd[g_?graphLike, v_] := VertexAdd[g, {v}]

(** VertexDelete[g, v] removes the vertex v and its edges, VertexDelete[g, {v1, v2, ...}] several, from the graph g.

    >> EdgeCount[VertexDelete[CompleteGraph[4], 1]]
    3
 **)
VertexDelete[g_?graphLike, v_List] := With[{w = DeleteCases[VertexList[g], Alternatives @@ v]}, Subgraph[g, w]]
VertexDelete[g_?graphLike, v_] := Subgraph[g, DeleteCases[VertexList[g], v]]

(** EdgeAdd[g, e] adds the edge e, EdgeAdd[g, {e1, e2, ...}] several, to the graph g.

    >> EdgeCount[EdgeAdd[PathGraph[{1, 2, 3}], 3 <-> 1]]
    3
 **)
EdgeAdd[g_?graphLike, e_List] := Graph[VertexList[g], Join[EdgeList[g], Map[plainEdge, e]]]
EdgeAdd[g_?graphLike, e_?edgeLikeQ] := EdgeAdd[g, {e}]

(** EdgeDelete[g, e] removes the edge e, EdgeDelete[g, {e1, e2, ...}] several, from the graph g.

    >> EdgeCount[EdgeDelete[CycleGraph[4], 1 <-> 2]]
    3
 **)
EdgeDelete[g_?graphLike, e : {___?edgeLikeQ}] := Graph[VertexList[g], Select[EdgeList[g], Function[x, NoneTrue[e, sameEdge[x, plainEdge[#]] &]]]]
EdgeDelete[g_?graphLike, e_?edgeLikeQ] := EdgeDelete[g, {e}]

(** VertexReplace[g, {v1 -> w1, ...}] replaces vertices of the graph g.

    >> VertexList[VertexReplace[Graph[{1 <-> 2}], 1 -> 5]]
    {5, 2}
 **)
VertexReplace[g_?graphLike, r_] := Graph[Replace[VertexList[g], r, {1}], Map[MapAt[Replace[#, r] &, #, {{1}, {2}}] &, EdgeList[g]]]

(** VertexContract[g, {v1, v2, ...}] contracts the vertices vi of the graph g into v1.

    >> VertexList[VertexContract[CycleGraph[5], {1, 2}]]
    {1, 3, 4, 5}
 **)
VertexContract[g_?graphLike, v : {w_, ___}] := With[{f = Function[x, If[MemberQ[v, x], w, x]]},
  Graph[DeleteDuplicates[Map[f, VertexList[g]]],
    DeleteDuplicates[Select[Map[Head[#][f[#[[1]]], f[#[[2]]]] &, EdgeList[g]], #[[1]] =!= #[[2]] || !MemberQ[v, #[[1]]] &], sameEdge]]]

(** EdgeContract[g, e] contracts the edge e of the graph g.

    >> VertexList[EdgeContract[CycleGraph[5], 2 <-> 3]]
    {1, 2, 4, 5}
 **)
EdgeContract[g_?graphLike, e_?edgeLikeQ] := If[EdgeQ[g, e], VertexContract[g, List @@ plainEdge[e]], asGraph[g]]

(** IndexGraph[g] replaces the vertices of the graph g by their positions.
    IndexGraph[g, r] begins with r.

    >> EdgeRules[IndexGraph[Graph[{a -> b, b -> c}]]]
    {1 -> 2, 2 -> 3}
 **)
IndexGraph[g_?graphLike, r_Integer : 1] := VertexReplace[g, MapIndexed[#1 -> First[#2] + r - 1 &, VertexList[g]]]

(** GraphDisjointUnion[g1, g2, ...] gives the disjoint union of the graphs, with numbered vertices.

    >> EdgeRules[GraphDisjointUnion[Graph[{1 -> 2, 2 -> 3}], Graph[{1 -> 2}]]]
    {1 -> 2, 2 -> 3, 4 -> 5}
 **)
GraphDisjointUnion[g__?graphLike] := Module[{n = 0, parts},
  parts = Map[With[{h = IndexGraph[#, n + 1]}, n += VertexCount[#]; h] &, {g}];
  Graph[Range[n], Join @@ Map[EdgeList, parts]]]

(** GraphUnion[g1, g2, ...] gives the graph of the vertices and edges of all the graphs gi.

    >> EdgeCount[GraphUnion[PathGraph[{1, 2, 3}], PathGraph[{3, 1}]]]
    3
 **)
GraphUnion[g__?graphLike] := Graph[Union @@ Map[VertexList, {g}], DeleteDuplicates[Join @@ Map[EdgeList, {g}], sameEdge]]

(** GraphIntersection[g1, g2, ...] gives the graph of the vertices of all and the edges that every gi has.

    >> EdgeCount[GraphIntersection[CycleGraph[4], CompleteGraph[3]]]
    2
 **)
GraphIntersection[g_?graphLike, h___?graphLike] := Graph[Union @@ Map[VertexList, {g, h}],
  Select[EdgeList[g], Function[e, AllTrue[{h}, EdgeQ[#, e] &]]]]

(** GraphDifference[g1, g2] gives the graph of the vertices of both and the edges of g1 that g2 has not.

    >> EdgeCount[GraphDifference[CompleteGraph[4], CycleGraph[4]]]
    2
 **)
GraphDifference[g_?graphLike, h_?graphLike] := Graph[Union[VertexList[g], VertexList[h]], Select[EdgeList[g], !EdgeQ[h, #] &]]

(** EdgeTags[g] gives the tags of the edges of the graph g.

    >> EdgeTags[Graph[{UndirectedEdge[1, 2, "a"]}]]
    {a}
 **)
EdgeTags[g_?graphLike] := Cases[EdgeList[g], _[_, _, t_] :> t]

(** EdgeTaggedGraphQ[g] gives True if the edges of the graph g have tags.

    >> EdgeTaggedGraphQ[Graph[{1 <-> 2}]]
    False
 **)
EdgeTaggedGraphQ[g_] := GraphQ[g] && EdgeTags[g] =!= {}

(** EdgeTaggedGraph[{e1, e2, ...}] gives a graph whose edges have tags; those without are numbered, for each pair of vertices from 1.

    >> EdgeTags[EdgeTaggedGraph[{UndirectedEdge[1, 2, "a"], 2 <-> 3}]]
    {a, 1}
 **)
EdgeTaggedGraph[e : {__}] := Module[{count = <||>, tag},
  tag[x_] := With[{k = edgeKey[x]}, Append[x, count[k] = Lookup[count, Key[k], 0] + 1]];
  Graph[Map[If[Length[#] == 3, #, tag[#]] &, Map[plainEdge, e]]]] /; AllTrue[e, edgeLikeQ]
EdgeTaggedGraph[v_List, e : {__}] := Graph[v, EdgeList[EdgeTaggedGraph[e]]] /; AllTrue[e, edgeLikeQ]

(** HighlightGraph[g, parts] gives the graph g with parts of it highlighted.

    >> VertexList[HighlightGraph[Graph[{1 <-> 2, 2 <-> 3}], {2}]]
    {1, 2, 3}
 **)
HighlightGraph[g_?graphLike, parts_, ___] := Append[asGraph[g], GraphHighlight -> parts]

(** PropertyValue[{g, item}, name] gives the value of a property of a vertex or an edge of the graph g.

    >> PropertyValue[{Graph[{1 <-> 2, 2 <-> 3}, EdgeWeight -> {5, 7}], 2 <-> 3}, EdgeWeight]
    7
 **)
PropertyValue[{g_?GraphQ, item_}, name_] := itemProperty[g, item, name]

(** AnnotationValue[{g, item}, name] gives the value of an annotation of a vertex or an edge of the graph g.

    >> AnnotationValue[{Graph[{1 -> 2}, VertexLabels -> {1 -> "a"}], 1}, VertexLabels]
    a
 **)
AnnotationValue[{g_?GraphQ, item_}, name_] := itemProperty[g, item, name]

itemProperty[g_, item_, EdgeWeight] := edgeWeights[g][[EdgeIndex[g, item]]] /; edgeLikeQ[item] && EdgeWeightedGraphQ[g]
itemProperty[g_, item_, VertexWeight] := Replace[graphOption[g, VertexWeight, Automatic], w_List :> w[[VertexIndex[g, item]]]] /;
  VertexWeightedGraphQ[g] && VertexQ[g, item]
itemProperty[g_, item_, name_] := With[{o = graphOption[g, name, $Failed]},
  If[MatchQ[o, {(_ -> _) ..}], Replace[item, Append[o, _ -> $Failed]], $Failed]]
