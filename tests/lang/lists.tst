(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Lists made, joined, cut, padded, flattened and searched. *)
>> {Range[5], Range[2, 4], Range[10, 1, -3], Range[1, 0]}
{{1, 2, 3, 4, 5}, {2, 3, 4}, {10, 7, 4, 1}, {}}

>> Range[0, 1, 1/3]
{0, 1/3, 2/3, 1}

>> Range[1.5, 3]
{1.5, 2.5}

>> Range[a, a + 2]
{a, 1 + a, 2 + a}

>> Range[1, 10, 0]
Range::range: Range specification in Range[1, 10, 0] does not have appropriate bounds.
Range[1, 10, 0]

>> {Total[Range[1000]], Length[Range[10^5]], Range[10^5][[-1]]}
{500500, 100000, 100000}

>> Array[f, {2, 2}]
{{f[1, 1], f[1, 2]}, {f[2, 1], f[2, 2]}}

>> Array[f, 3, 0]
{f[0], f[1], f[2]}

>> ConstantArray[x, {2, 3}]
{{x, x, x}, {x, x, x}}

>> Subdivide[0, 1, 4]
{0, 1/4, 1/2, 3/4, 1}

>> {IdentityMatrix[2], DiagonalMatrix[{a, b}], UnitVector[3, 1]}
{{{1, 0}, {0, 1}}, {{a, 0}, {0, b}}, {1, 0, 0}}

>> Tuples[{{a, b}, {1, 2}}]
{{a, 1}, {a, 2}, {b, 1}, {b, 2}}

>> Permutations[{a, b, b}]
{{a, b, b}, {b, a, b}, {b, b, a}}

>> Permutations[{a, b, c}, {2}]
{{a, b}, {a, c}, {b, a}, {b, c}, {c, a}, {c, b}}

>> Subsets[{a, b, c}, {2, 3}]
{{a, b}, {a, c}, {b, c}, {a, b, c}}

>> Join[{a}, {b, c}, {}]
{a, b, c}

>> Join[{{a}, {b}}, {{1}, {2}}, 2]
{{a, 1}, {b, 2}}

>> Join[{a}, f[b]];
Join::heads: Heads List and f are expected to be the same.
Null

>> {Append[{a}, b], Prepend[{a}, b], Append[f[a], b]}
{{a, b}, {b, a}, f[a, b]}

>> Append[<|a -> 1, b -> 2|>, a -> 3]
<|b -> 2, a -> 3|>

>> {Reverse[{a, b, c}], RotateLeft[{a, b, c}], RotateRight[{a, b, c}, 4]}
{{c, b, a}, {b, c, a}, {c, a, b}}

>> Reverse[{{1, 2}, {3, 4}}, {1, 2}]
{{4, 3}, {2, 1}}

>> Partition[{a, b, c, d, e}, 2]
{{a, b}, {c, d}}

>> Partition[{a, b, c, d}, 2, 1]
{{a, b}, {b, c}, {c, d}}

>> Partition[{a, b, c, d, e}, 2, 2, {1, 1}, x]
{{a, b}, {c, d}, {e, x}}

>> Partition[{a, b, c, d, e}, 2, 2, 1, {}]
{{a, b}, {c, d}, {e}}

>> Partition[{{1, 2}, {3, 4}}, {1, 2}]
{{{{1, 2}}}, {{{3, 4}}}}

>> {Riffle[{a, b, c}, x], Riffle[{a, b}, {1, 2}]}
{{a, x, b, x, c}, {a, 1, b, 2}}

>> {Riffle[{a}, x], Riffle[{}, x], Riffle[{a, b, c, d, e}, x, 3]}
{{a}, {}, {a, b, x, c, d, x, e}}

>> {PadLeft[{a, b}, 4], PadRight[{a, b}, 4, x], PadRight[{a, b, c}, 2]}
{{0, 0, a, b}, {a, b, x, x}, {a, b}}

>> PadRight[{{a}, {b, c}}]
{{a, 0}, {b, c}}

>> ArrayPad[{{a}}, 1, x]
{{x, x, x}, {x, a, x}, {x, x, x}}

>> ArrayReshape[Range[6], {3, 2}]
{{1, 2}, {3, 4}, {5, 6}}

>> Flatten[{a, {b, {c}}}]
{a, b, c}

>> Flatten[{a, {b, {c}}}, 1]
{a, b, {c}}

>> Flatten[{{1, 2, 3}, {4}}, {{2}, {1}}]
{{1, 4}, {2}, {3}}

>> Split[{a, a, b, b, a}]
{{a, a}, {b, b}, {a}}

>> SplitBy[{1, 3, 2, 5}, OddQ]
{{1, 3}, {2}, {5}}

>> {Accumulate[{a, b, c}], Differences[{1, 4, 9}], Ratios[{1, 2, 6}]}
{{a, a + b, a + b + c}, {3, 5}, {2, 3}}

>> {TakeWhile[{2, 4, 5, 6}, EvenQ], LengthWhile[{2, 4, 5, 6}, EvenQ]}
{{2, 4}, 2}

(* Patterns. *)
>> Cases[{1, a, 2.5, "s"}, _Integer | _String]
{1, s}

>> Cases[{f[1], g[2], f[3]}, f[x_] :> x^2]
{1, 9}

>> Cases[f[a, g[b]], _Symbol, Infinity]
{a, b}

>> Cases[f[a, g[b]], _Symbol, Infinity, Heads -> True]
{f, a, g, b}

>> Cases[Range[10], _?EvenQ, {1}, 2]
{2, 4}

>> {Count[{a, b, a}, a], Count[{{a}, a}, a, 2], Count[{1, 2, 3}, x_ /; x > 1]}
{2, 2, 2}

>> Position[{a, {a, b}}, a]
{{1}, {2, 1}}

>> Position[f[f[x]], f]
{{0}, {1, 0}}

>> {FirstPosition[{a, b}, b], FirstPosition[{a}, z], FirstCase[{a, 1}, _Integer]}
{{2}, Missing[NotFound], 1}

>> DeleteCases[{1, a, 2, b}, _Integer]
{a, b}

>> DeleteCases[<|x -> 1, y -> a|>, _Symbol]
<|x -> 1|>

>> {MemberQ[{a, b}, a], MemberQ[{{a}}, a], MemberQ[{{a}}, a, {2}], FreeQ[a + b + c, a + c]}
{True, False, True, False}

>> {Select[{1, 2, 3}, OddQ], Select[<|a -> 1, b -> 2|>, EvenQ], SelectFirst[{1, 2, 3, 4}, EvenQ]}
{{1, 3}, <|b -> 2|>, 2}

>> Pick[{a, b, c}, {1, 2, 3}, _?OddQ]
{a, c}

>> {AllTrue[{2, 4}, EvenQ], AnyTrue[{1, 3}, EvenQ], NoneTrue[{1, 3}, EvenQ], AllTrue[{}, f]}
{True, False, True, True}

>> SequenceCases[{a, 1, 2, b, 3}, {__Integer}]
{{1, 2}, {3}}

>> SequencePosition[{a, b, c, a, b}, {a, b}]
{{1, 2}, {4, 5}}

(* Shape. *)
>> {Length[{a, b}], Length[x], Length[<|a -> 1|>], Depth[{{a}}], LeafCount[f[x, 1/2]]}
{2, 0, 1, 3, 5}

>> {Dimensions[{{a, b, c}, {d, e, f}}], Dimensions[{{a}, {b, c}}], ArrayDepth[{{{a}}}]}
{{2, 3}, {2}, 3}

>> {ArrayQ[{{1, 2}, {3}}], VectorQ[{1, x}], VectorQ[{1, x}, NumberQ], MatrixQ[{{1}, {2}}]}
{False, True, False, True}

>> Level[{a, {b, c}}, {-1}]
{a, b, c}

>> Level[f[g[x], y], {0, Infinity}]
{x, g[x], y, f[g[x], y]}

>> Transpose[{{a, b, c}, {d, e, f}}]
{{a, d}, {b, e}, {c, f}}

>> {Total[{a, b}], Total[{{1, 2}, {3, 4}}], Total[{{1, 2}, {3, 4}}, 2], Total[{{1, 2}, {3, 4}}, {2}]}
{a + b, {4, 6}, 10, {3, 7}}

>> ListConvolve[{x, y}, {a, b, c}]
{b*x + a*y, c*x + b*y}
