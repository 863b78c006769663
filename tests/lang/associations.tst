(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Making associations *)
>> <||>
<||>

>> <|a -> 1, b -> 2, a -> 3|>
<|a -> 3, b -> 2|>

>> <|a -> 1 + 1, b :> 1 + 1|>
<|a -> 2, b :> 1 + 1|>

>> Association[{a -> 1, {b -> 2}}, <|c -> 3|>]
<|a -> 1, b -> 2, c -> 3|>

>> Association[a -> 1, 5]
Association[a -> 1, 5]

>> x = {a -> 1}; z = <|x, b -> 2|>; Clear[x]; {z, Clear[z]}[[1]]
<|a -> 1, b -> 2|>

>> {AssociationQ[<|a -> 1|>], AssociationQ[Association[5]], Head[<||>], AtomQ[<||>]}
{True, False, Association, True}

>> <|a -> 1, b -> 2|> === <|b -> 2, a -> 1|>
False

>> <|1 -> x, 1. -> y, "1" -> z|>
<|1 -> x, 1. -> y, 1 -> z|>

(* As a function *)
>> <|a -> 1|>[a]
1

>> <|a -> 1|>[b]
Missing[KeyAbsent, b]

>> <|a :> 1 + 1|>[a]
2

>> <|a -> <|b -> <|c -> 7|>|>|>[a, b, c]
7

>> <|a -> 1|>[]
<|a -> 1|>[]

>> Key[b][<|a -> 1, b -> 2|>]
2

(* Keys and values *)
>> Keys[{a -> 1, b :> 2}]
{a, b}

>> Values[{<|a -> 1|>, {b -> 2}}]
{{1}, {2}}

>> Keys[<|a -> 1|>, f]
{f[a]}

>> Keys[x + 1]
Keys::invrl: The argument 1 + x is not a valid Association or a list of rules.
Keys[1 + x]

>> Normal[<|a -> 1, b :> 2 + 3|>]
{a -> 1, b :> 2 + 3}

(* Lookup *)
>> Lookup[<|a -> 1|>, b, Print["asked"]; 0]
asked
0

>> Lookup[<|a -> 1|>, a, Print["asked"]; 0]
1

>> Lookup[<|{1, 2} -> x|>, Key[{1, 2}]]
x

>> Lookup[{<|a -> 1|>, <|a -> 2|>}, {a, b}, 0]
{{1, 0}, {2, 0}}

>> Lookup[{a -> 1, a -> 2}, a]
1

>> {KeyExistsQ[<|a -> 1|>, a], KeyExistsQ[a][<|b -> 1|>], KeyMemberQ[<|1 -> x|>, _Integer], KeyFreeQ[<|1 -> x|>, _Integer]}
{True, False, True, False}

(* By key *)
>> KeyTake[<|a -> 1, b -> 2, c -> 3|>, {c, a}]
<|c -> 3, a -> 1|>

>> KeyDrop[{<|a -> 1, b -> 2|>, <|a -> 3|>}, a]
{<|b -> 2|>, <||>}

>> KeyMap[Abs, <|-1 -> a, 1 -> b, 2 -> c|>]
<|1 -> b, 2 -> c|>

>> KeyValueMap[Rule, <|a -> 1|>]
{a -> 1}

>> KeySort[<|b -> 1, a -> 2, c -> 3|>]
<|a -> 2, b -> 1, c -> 3|>

>> KeySelect[<|1 -> a, 2 -> b, x -> c|>, EvenQ]
<|2 -> b|>

>> KeyUnion[{<|a -> 1|>, <|b -> 2|>}, f]
{<|a -> 1, b -> f[b]|>, <|a -> f[a], b -> 2|>}

>> KeyIntersection[{<|a -> 1, b -> 2|>, <|b -> 3, c -> 4|>}]
{<|b -> 2|>, <|b -> 3|>}

(* Gathering *)
>> Merge[{<|a -> 1, b -> 2|>, {a -> 3}, a -> 5}, f]
<|a -> f[{1, 3, 5}], b -> f[{2}]|>

>> Merge[{}, f]
<||>

>> GroupBy[{{1, p}, {2, q}, {1, r}}, First -> Last]
<|1 -> {p, r}, 2 -> {q}|>

>> GroupBy[{1, 2, 3, 4, 5}, {OddQ, # > 2 &}, f]
<|True -> <|False -> f[{1}], True -> f[{3, 5}]|>, False -> <|False -> f[{2}], True -> f[{4}]|>|>

>> GroupBy[<|a -> 1, b -> 2, c -> 3|>, OddQ]
<|True -> <|a -> 1, c -> 3|>, False -> <|b -> 2|>|>

>> GroupBy[OddQ][{1, 2}]
<|True -> {1}, False -> {2}|>

>> {Counts[{a, b, a}], CountsBy[{1, 2, 3}, OddQ], PositionIndex[{a, b, a}], CountDistinct[{a, b, a}]}
{<|a -> 2, b -> 1|>, <|True -> 2, False -> 1|>, <|a -> {1, 3}, b -> {2}|>, 2}

>> Catenate[{<|a -> 1|>, {2, 3}, <||>}]
{1, 2, 3}

>> JoinAcross[{<|"k" -> 1, "x" -> a|>, <|"k" -> 2, "x" -> b|>}, {<|"k" -> 1, "y" -> c|>}, "k", "Left"]
{<|k -> 1, x -> a, y -> c|>, <|k -> 2, x -> b, y -> Missing[Unmatched]|>}

>> AssociationThread[{a, b} -> {1, 2}]
<|a -> 1, b -> 2|>

>> AssociationThread[{a, b}, {1}]
AssociationThread::idim: {a, b} and {1} must have the same length.
AssociationThread[{a, b}, {1}]

(* In variables *)
>> s = <|a -> 1|>; AssociateTo[s, {b -> 2, a -> 0}]; KeyDropFrom[s, b]; s
<|a -> 0|>

>> AssociateTo[undefined, a -> 1]
AssociateTo::rvalue: undefined is not a variable with a value, so its value cannot be changed.
AssociateTo[undefined, a -> 1]

>> m = <||>; Do[m[i] = i^2, {i, 20}]; {Length[m], m[7], m[20], m[21]}
{20, 49, 400, Missing[KeyAbsent, 21]}

>> big = Association[Table[i -> Mod[i, 7], {i, 1000}]]; {Length[big], big[999], Lookup[big, 1001, none], Total[Counts[Values[big]]]}
{1000, 5, none, 1000}

(* Query and Dataset *)
>> Query[All, "a"][{<|"a" -> 1|>, <|"b" -> 2|>}]
{1, Missing[KeyAbsent, a]}

>> Query[2, "a"][{<|"a" -> 1|>, <|"a" -> 3|>}]
3

>> Query[Length, "a"][{<|"a" -> 1|>, <|"a" -> 3|>}]
2

>> Query[Select[#["a"] > 1 &], {"b"}][{<|"a" -> 1, "b" -> x|>, <|"a" -> 3, "b" -> y|>}]
{<|b -> y|>}

>> Normal[Dataset[<|"x" -> {1, 2}|>][All, Length]]
<|x -> 2|>

(* Missing *)
>> DeleteMissing[{1, Missing[], <|a -> Missing["x"]|>}, 2]
{1, <||>}

>> DeleteMissing[{<|a -> 1, b -> Missing[]|>, <|a -> 2|>}, 1, 2]
{<|a -> 2|>}
