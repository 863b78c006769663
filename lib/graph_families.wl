(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Graphs of known families, random graphs, graphs from matrices and expressions. *)

undirectedOn[n_, pairs_, o___] := Graph[Range[n], UndirectedEdge @@@ Sort[Map[Sort, pairs]], o]

(** CycleGraph[n] gives the graph of the cycle with n vertices.

    >> VertexDegree[CycleGraph[5]]
    {2, 2, 2, 2, 2}
 **)
CycleGraph[n_Integer?Positive, o : OptionsPattern[]] := undirectedOn[n, Table[{k, Mod[k, n] + 1}, {k, n}], o]

(** PathGraph[{v1, v2, ...}] gives the graph of the path through the vertices vi.
    PathGraph[n] has the vertices 1 to n.

    >> EdgeRules[PathGraph[{a, b, c}]]
    {a -> b, b -> c}
 **)
PathGraph[v : {__}, o : OptionsPattern[]] := Graph[v, UndirectedEdge @@@ Partition[v, 2, 1], o] /; !AllTrue[v, MatchQ[#, _Rule | _DirectedEdge | _UndirectedEdge] &]
PathGraph[e : {__}, o : OptionsPattern[]] := Graph[e, o]
PathGraph[n_Integer?Positive, o : OptionsPattern[]] := PathGraph[Range[n], o]

(** CompleteGraph[n] gives the complete graph with n vertices.
    CompleteGraph[{n1, n2, ...}] gives the complete multipartite graph with parts of ni vertices.

    >> EdgeCount[CompleteGraph[5]]
    10
    >> EdgeCount[CompleteGraph[{2, 3}]]
    6
 **)
CompleteGraph[n_Integer?Positive, o : OptionsPattern[]] := undirectedOn[n, Subsets[Range[n], {2}], o]
CompleteGraph[n : {__Integer?Positive}, o : OptionsPattern[]] := With[{parts = TakeList[Range[Total[n]], n]},
  undirectedOn[Total[n], Join @@ Map[Tuples, Subsets[parts, {2}]], o]]

(** StarGraph[n] gives the star with n vertices.

    >> VertexDegree[StarGraph[4]]
    {3, 1, 1, 1}
 **)
StarGraph[n_Integer?Positive, o : OptionsPattern[]] := undirectedOn[n, Table[{1, k}, {k, 2, n}], o]

(** WheelGraph[n] gives the wheel with n vertices.

    >> VertexDegree[WheelGraph[6]]
    {5, 3, 3, 3, 3, 3}
 **)
WheelGraph[n_Integer, o : OptionsPattern[]] :=
  undirectedOn[n, Join[Table[{1, k}, {k, 2, n}], Table[{k, If[k == n, 2, k + 1]}, {k, 2, n}]], o] /; n > 3

(** GridGraph[{m, n, ...}] gives the grid with m by n by ... vertices.

    >> EdgeCount[GridGraph[{3, 3}]]
    12
 **)
GridGraph[d : {__Integer?Positive}, o : OptionsPattern[]] := lattice[d, False, o]

(** TorusGraph[{m, n, ...}] gives the torus with m by n by ... vertices.

    >> EdgeCount[TorusGraph[{3, 3}]]
    18
 **)
TorusGraph[d : {__Integer?Positive}, o : OptionsPattern[]] := lattice[d, True, o]

lattice[d_, wrap_, o___] := Module[{steps = FoldList[Times, 1, Most[d]], cells},
  cells = Map[Reverse, Tuples[Map[Range[0, # - 1] &, Reverse[d]]]];
  undirectedOn[Times @@ d, Join @@ Table[
    If[c[[k]] + 1 < d[[k]] || wrap,
      With[{next = ReplacePart[c, k -> Mod[c[[k]] + 1, d[[k]]]]}, {1 + c . steps, 1 + next . steps}],
      Nothing],
    {c, cells}, {k, Length[d]}], o]]

(** HypercubeGraph[n] gives the graph of the n-dimensional hypercube.

    >> EdgeCount[HypercubeGraph[3]]
    12
 **)
HypercubeGraph[n_Integer?Positive, o : OptionsPattern[]] := undirectedOn[2^n,
  Join @@ Table[With[{j = BitXor[i, 2^k]}, If[i < j, {i + 1, j + 1}, Nothing]], {i, 0, 2^n - 1}, {k, 0, n - 1}], o]

(** CirculantGraph[n, {j1, j2, ...}] gives the graph with n vertices in a circle, each joined with those jk places on.

    >> EdgeCount[CirculantGraph[5, {1, 2}]]
    10
 **)
CirculantGraph[n_Integer?Positive, j_Integer, o : OptionsPattern[]] := CirculantGraph[n, {j}, o]
CirculantGraph[n_Integer?Positive, j : {___Integer}, o : OptionsPattern[]] :=
  undirectedOn[n, Union[Map[Sort, Join @@ Table[If[Mod[s, n] == 0, Nothing, {i, Mod[i + s - 1, n] + 1}], {i, n}, {s, j}]]], o]

(** HararyGraph[k, n] gives the k-connected graph with n vertices and as few edges as can be.

    >> EdgeCount[HararyGraph[3, 8]]
    12
 **)
HararyGraph[k_Integer, n_Integer, o : OptionsPattern[]] := undirectedOn[n, Union[Map[Sort, Join[
    Join @@ Table[{i, Mod[i + s - 1, n] + 1}, {i, n}, {s, Quotient[k, 2]}],
    Which[
      EvenQ[k], {},
      EvenQ[n], Table[{i, i + n/2}, {i, n/2}],
      True, Append[Table[{i, i + (n + 1)/2}, {i, (n - 1)/2}], {1, (n + 1)/2}]]]]], o] /; 2 <= k < n

(** PetersenGraph[n, k] gives the generalized Petersen graph.
    PetersenGraph[] is PetersenGraph[5, 2].

    >> VertexDegree[PetersenGraph[5, 2]]
    {3, 3, 3, 3, 3, 3, 3, 3, 3, 3}
 **)
PetersenGraph[o : OptionsPattern[]] := PetersenGraph[5, 2, o]
PetersenGraph[n_Integer, k_Integer, o : OptionsPattern[]] := Graph[Range[2 n], UndirectedEdge @@@ Join[
    SortBy[Union[Map[Sort, Table[{i, Mod[i + k - 1, n] + 1}, {i, n}]]], First],
    Table[{i, n + i}, {i, n}],
    SortBy[Table[Sort[{n + i, n + Mod[i, n] + 1}], {i, n}], First]], o] /; n > 2 && 0 < k < n/2

(** KaryTree[n] gives the binary tree with n vertices.
    KaryTree[n, k] gives the tree whose vertices have k children.

    >> VertexDegree[KaryTree[7]]
    {2, 3, 3, 1, 1, 1, 1}
 **)
KaryTree[n_Integer?Positive, k_Integer : 2, o : OptionsPattern[]] := undirectedOn[n, Table[{Quotient[i - 2, k] + 1, i}, {i, 2, n}], o]

(** CompleteKaryTree[n] gives the complete binary tree with n levels.
    CompleteKaryTree[n, k] gives the complete k-ary tree.

    >> VertexCount[CompleteKaryTree[4]]
    15
 **)
CompleteKaryTree[n_Integer?Positive, k_Integer : 2, o : OptionsPattern[]] := KaryTree[Sum[k^i, {i, 0, n - 1}], k, o]

(** TuranGraph[n, k] gives the complete k-partite graph with n vertices and parts as equal as can be.

    >> EdgeCount[TuranGraph[6, 3]]
    12
 **)
TuranGraph[n_Integer?Positive, k_Integer?Positive, o : OptionsPattern[]] :=
  CompleteGraph[Table[Quotient[n + k - i, k], {i, Min[n, k]}], o]

(** AdjacencyGraph[m] gives the graph with the adjacency matrix m.
    AdjacencyGraph[{v1, v2, ...}, m] has the vertices vi.

    >> EdgeRules[AdjacencyGraph[{{0, 1}, {0, 0}}]]
    {1 -> 2}
 **)
AdjacencyGraph[m_?MatrixQ, o : OptionsPattern[]] := AdjacencyGraph[Range[Length[m]], m, o]
AdjacencyGraph[v_List, m_?MatrixQ, o : OptionsPattern[]] := Graph[v, If[SymmetricMatrixQ[m],
    Join @@ Table[Table[UndirectedEdge[v[[i]], v[[j]]], m[[i, j]]], {i, Length[v]}, {j, i, Length[v]}],
    Join @@ Table[Table[DirectedEdge[v[[i]], v[[j]]], m[[i, j]]], {i, Length[v]}, {j, Length[v]}]] // Flatten, o] /;
  SquareMatrixQ[m] && Length[v] == Length[m] && MatrixQ[m, IntegerQ[#] && # >= 0 &]

(** WeightedAdjacencyGraph[m] gives the graph whose edges have the weights in the matrix m; Infinity is for no edge.

    >> EdgeCount[WeightedAdjacencyGraph[{{Infinity, 2}, {2, Infinity}}]]
    1
 **)
WeightedAdjacencyGraph[m_?MatrixQ, o : OptionsPattern[]] := WeightedAdjacencyGraph[Range[Length[m]], m, o]
WeightedAdjacencyGraph[v_List, m_?MatrixQ, o : OptionsPattern[]] := Module[{symmetric = SymmetricMatrixQ[m], at},
  at = Select[Tuples[Range[Length[m]], 2], m[[#[[1]], #[[2]]]] =!= Infinity && (!symmetric || #[[1]] <= #[[2]]) &];
  Graph[v, Map[If[symmetric, UndirectedEdge, DirectedEdge] @@ v[[#]] &, at], EdgeWeight -> Map[m[[#[[1]], #[[2]]]] &, at], o]] /;
  SquareMatrixQ[m] && Length[v] == Length[m]

(** IncidenceGraph[m] gives the graph with the incidence matrix m.
    IncidenceGraph[{v1, v2, ...}, m] has the vertices vi.

    >> EdgeRules[IncidenceGraph[{{1, 1, 0}, {1, 0, 1}, {0, 1, 1}}]]
    {1 -> 2, 1 -> 3, 2 -> 3}
 **)
IncidenceGraph[m_?MatrixQ, o : OptionsPattern[]] := With[{e = incidenceEdges[Range[Length[m]], m]}, Graph[Range[Length[m]], e, o] /; FreeQ[e, $Failed]]
IncidenceGraph[v_List, m_?MatrixQ, o : OptionsPattern[]] := With[{e = incidenceEdges[v, m]}, Graph[v, e, o] /; FreeQ[e, $Failed]] /; Length[v] == Length[m]
incidenceEdges[v_, m_] := Map[Function[c, Replace[DeleteCases[Transpose[{c, v}], {0, _}], {
    {{1, a_}, {1, b_}} :> UndirectedEdge[a, b],
    {{-1, a_}, {1, b_}} | {{1, b_}, {-1, a_}} :> DirectedEdge[a, b],
    {{2, a_}} :> UndirectedEdge[a, a],
    {{-2, a_}} :> DirectedEdge[a, a],
    _ :> $Failed}]], Transpose[m]]

(** KirchhoffGraph[m] gives the graph with the Kirchhoff matrix m.

    >> EdgeRules[KirchhoffGraph[{{2, -1, -1}, {-1, 1, 0}, {-1, 0, 1}}]]
    {1 -> 2, 1 -> 3}
 **)
KirchhoffGraph[m_?MatrixQ, o : OptionsPattern[]] := With[{g = KirchhoffGraph[Range[Length[m]], m, o]}, g /; GraphQ[g]]
KirchhoffGraph[v_List, m_?MatrixQ, o : OptionsPattern[]] :=
  AdjacencyGraph[v, Table[If[i == j, 0, -m[[i, j]]], {i, Length[m]}, {j, Length[m]}], o] /;
    SquareMatrixQ[m] && Length[v] == Length[m] && MatrixQ[m, IntegerQ] && AllTrue[Tuples[Range[Length[m]], 2], #[[1]] == #[[2]] || m[[#[[1]], #[[2]]]] <= 0 &]

(** RandomGraph[{n, m}] gives a random graph with n vertices and m edges.
    RandomGraph[{n, m}, k] gives k of them.
    RandomGraph[BernoulliGraphDistribution[n, p]] has each edge with probability p.

    >> EdgeCount[RandomGraph[{5, 6}]]
    6
 **)
RandomGraph[{n_Integer?Positive, m_Integer?NonNegative}, o : OptionsPattern[]] :=
  undirectedOn[n, RandomSample[Subsets[Range[n], {2}], m], o] /; m <= n (n - 1)/2
RandomGraph[BernoulliGraphDistribution[n_Integer?Positive, p_], o : OptionsPattern[]] :=
  undirectedOn[n, Select[Subsets[Range[n], {2}], RandomReal[] < p &], o]
RandomGraph[d_, k_Integer?Positive, o : OptionsPattern[]] := Table[RandomGraph[d, o], k]

(** NearestNeighborGraph[{p1, p2, ...}] gives the graph in which each point is joined with the nearest of the others.
    NearestNeighborGraph[{p1, p2, ...}, k] joins it with the k nearest.

    >> EdgeRules[NearestNeighborGraph[{0, 1, 2, 3}]]
    {0 -> 1, 1 -> 2, 2 -> 3}
 **)
NearestNeighborGraph[p : {__}, k_Integer : 1, o : OptionsPattern[]] := Module[{n = Length[p], d, pairs},
  d = Map[N, Table[Total[Flatten[{p[[i]] - p[[j]]}]^2], {i, n}, {j, n}], {2}];
  pairs = Join @@ Table[
    With[{others = SortBy[Delete[Range[n], i], d[[i, #]] &]},
      Map[{i, #} &, If[k == 1, Select[others, d[[i, #]] == d[[i, First[others]]] &], Take[others, UpTo[k]]]]], {i, n}];
  Graph[p, UndirectedEdge[p[[#[[1]]]], p[[#[[2]]]]] & /@ Union[Map[Sort, pairs]], o]]

(** ExpressionGraph[expr] gives the graph of the tree of the expression expr, with numbered vertices.

    >> EdgeRules[ExpressionGraph[{a, b, c}]]
    {1 -> 2, 1 -> 3, 1 -> 4}
 **)
ExpressionGraph[x_] := Module[{n = 0, e = {}, walk},
  walk[y_] := With[{self = ++n},
    If[!AtomQ[y], Do[AppendTo[e, UndirectedEdge[self, n + 1]]; walk[z], {z, List @@ y}]]];
  walk[x];
  Graph[Range[n], e]]
