(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Graphs: construction, paths, components, tests. *)
>> g = Graph[{1 -> 2, 2 -> 3, 3 -> 1, 3 -> 4}]
Graph[<4>, <4>]

>> {VertexList[g], VertexInDegree[g], VertexOutDegree[g], ConnectedComponents[g]}
{{1, 2, 3, 4}, {1, 1, 1, 1}, {1, 1, 2, 0}, {{1, 2, 3}, {4}}}

>> {FindShortestPath[g, 1, 4], FindShortestPath[g, 4, 1], GraphDistance[g, 4, 1]}
{{1, 2, 3, 4}, {}, Infinity}

>> {AcyclicGraphQ[g], ConnectedGraphQ[g], WeaklyConnectedGraphQ[g], SimpleGraphQ[g]}
{False, False, True, True}

>> FindShortestPath[Graph[{1 -> 2, 2 -> 3, 1 -> 3}, EdgeWeight -> {1, 1, 5}], 1, 3]
{1, 2, 3}

>> {PlanarGraphQ[CompleteGraph[5]], PlanarGraphQ[PetersenGraph[5, 2]], PlanarGraphQ[GridGraph[{3, 4}]]}
{False, False, True}

>> {IsomorphicGraphQ[CycleGraph[6], GraphUnion[CycleGraph[3], IndexGraph[CycleGraph[3], 4]]], IsomorphicGraphQ[CompleteGraph[{3, 3}], CirculantGraph[6, {1, 3}]]}
{False, True}

>> VertexList[{1, 2}]
VertexList[{1, 2}]

>> Graph[{}]
Graph[<0>, <0>]
