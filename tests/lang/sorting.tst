(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Sorting, ranking, and lists as sets. *)
>> Sort[{c, 3, "b", a, 1/2, {x}}]
{1/2, 3, b, a, c, {x}}

>> Sort[{3, 1, 2}, Greater]
{3, 2, 1}

>> Sort[f[c, b, a]]
f[a, b, c]

>> Sort[<|a -> 3, b -> 1, c -> 2|>]
<|b -> 1, c -> 2, a -> 3|>

(* Elements that an ordering function says are in order stay as they are. *)
>> Sort[{{1, a}, {0, b}, {1, c}, {0, d}}, #1[[1]] <= #2[[1]] &]
{{0, b}, {0, d}, {1, a}, {1, c}}

>> Sort[{1, 2, 3}, False &]
{3, 2, 1}

>> Sort[{b, a}, undecided]
{b, a}

>> Catch[Sort[{2, 1}, Throw["out"] &]]
out

>> Sort[Reverse[Range[300]]] === Range[300]
True

>> SortBy[{{2, b}, {1, c}, {2, a}}, First]
{{1, c}, {2, a}, {2, b}}

>> SortBy[{{2, b}, {1, c}, {2, a}}, {First}]
{{1, c}, {2, b}, {2, a}}

>> SortBy[{"ccc", "a", "bb"}, StringLength]
{a, bb, ccc}

>> SortBy[Last][{{a, 2}, {b, 1}}]
{{b, 1}, {a, 2}}

>> ReverseSort[{2, 3, 1}]
{3, 2, 1}

>> ReverseSortBy[{-3, 1, 2}, Abs]
{-3, 2, 1}

>> Ordering[{c, a, b}]
{2, 3, 1}

>> Ordering[{5, 2, 9}, -1]
{3}

>> {OrderedQ[{1, 2, 2}], OrderedQ[{2, 1}], OrderedQ[{}]}
{True, False, True}

>> NumericalSort[{Pi, 3, Sqrt[2], E}]
{Sqrt[2], E, 3, Pi}

>> {TakeLargest[{3, 1, 4, 1, 5}, 2], TakeSmallest[{3, 1, 4, 1, 5}, 2]}
{{5, 4}, {1, 1}}

>> TakeLargest[<|a -> 1, b -> 3, c -> 2|>, 2]
<|b -> 3, c -> 2|>

>> TakeLargestBy[{"a", "bbb", "cc"}, StringLength, 2]
{bbb, cc}

>> {MaximalBy[{-2, 1, 2}, Abs], MinimalBy[{-2, 1, 2}, Abs]}
{{-2, 2}, {1}}

>> MaximalBy[{1, 2, 3, 4}, Minus, 2]
{1, 2}

(* Sets. *)
>> Union[{c, a}, {b, a}]
{a, b, c}

>> Intersection[{a, b, c}, {c, b, d}, {b, c}]
{b, c}

>> Complement[{a, b, c, d}, {a}, {d}]
{b, c}

>> Union[f[a], {b}];
Union::heads2: Heads f and List at positions 1 and 2 are expected to be the same.
Null

>> SymmetricDifference[{1, 2, 3}, {3, 4}]
{1, 2, 4}

>> DeleteDuplicates[{a, b, a, c, b}]
{a, b, c}

>> DeleteDuplicates[<|x -> 1, y -> 1, z -> 2|>]
<|x -> 1, z -> 2|>

>> DeleteDuplicates[{1, 1., 2}]
{1, 1., 2}

>> DeleteDuplicatesBy[{1, -1, 2, -2}, Abs]
{1, 2}

>> Tally[{a, b, a, c, a}]
{{a, 3}, {b, 1}, {c, 1}}

>> Gather[{1, 2, 1, 3, 2}]
{{1, 1}, {2, 2}, {3}}

>> GatherBy[Range[6], Mod[#, 3] &]
{{1, 4}, {2, 5}, {3, 6}}

>> {DuplicateFreeQ[{a, b}], DuplicateFreeQ[{a, a}]}
{True, False}

>> {SubsetQ[{1, 2, 3}, {3, 1}], ContainsAny[{a}, {b}], DisjointQ[{a}, {b}], IntersectingQ[{a, b}, {b}]}
{True, False, True, True}

>> {ContainsOnly[{a, a}, {a, b}], ContainsExactly[{a, b}, {b, a}], ContainsNone[{a}, {b}]}
{True, True, True}

>> Commonest[{b, a, b, c, a}]
{b, a}

(* Permutations. *)
>> Permute[{a, b, c}, {2, 3, 1}]
{c, a, b}

>> PermutationCycles[{2, 1, 4, 3}]
Cycles[{{1, 2}, {3, 4}}]

>> PermutationProduct[Cycles[{{1, 2}}], Cycles[{{2, 3}}]]
Cycles[{{1, 3, 2}}]

>> {Signature[{b, a, c}], Signature[{a, a}]}
{-1, 0}

>> Permute[{a, b, c}, FindPermutation[{a, b, c}, {b, c, a}]]
{b, c, a}
