(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Parts of expressions: taken, set, changed, dropped. *)
>> {a, b, c, d}[[2]]
b

>> {a, b, c, d}[[-1]]
d

>> {{a, b}, {c, d}}[[2, 1]]
c

>> {a, b, c, d}[[{1, 3, 3}]]
{a, c, c}

>> {a, b, c, d, e}[[2 ;; 4]]
{b, c, d}

>> {a, b, c, d, e}[[;; ;; 2]]
{a, c, e}

>> {a, b, c}[[-1 ;; 1 ;; -1]]
{c, b, a}

>> {{1, 2, 3}, {4, 5, 6}}[[All, {1, 3}]]
{{1, 3}, {4, 6}}

>> (a + b + c)[[0]]
Plus

>> f[g[a, b], h[c]][[1, 2]]
b

>> {}[[All]]
{}

>> {1, 2}[[5]]
Part::partw: Part 5 of {1, 2} does not exist.
{1, 2}[[5]]

>> {{1, 2}, {3, 4}}[[1, 3]]
Part::partw: Part 3 of {1, 2} does not exist.
{{1, 2}, {3, 4}}[[1,3]]

>> x[[1]]
Part::partd: Part specification x[[1]] is longer than depth of object.
x[[1]]

>> {1, 2, 3}[[2 ;; 7]];
Part::take: Cannot take positions 2 through 7 in {1, 2, 3}.
Null

(* Associations: by position, by key, by several. *)
>> <|"a" -> 1, "b" -> 2|>[["b"]]
2

>> <|x -> 1, y -> 2|>[[Key[y]]]
2

>> <|x -> 1, y -> 2|>[[1]]
1

>> <|"a" -> 1, "b" -> 2, "c" -> 3|>[[{"a", "c"}]]
<|a -> 1, c -> 3|>

>> <|"a" -> 1, "b" -> 2, "c" -> 3|>[[2 ;;]]
<|b -> 2, c -> 3|>

>> {<|"a" -> 1|>, <|"a" -> 2|>}[[All, "a"]]
{1, 2}

>> <|"a" -> 1|>[["z"]]
Missing[KeyAbsent, z]

(* Assignment to parts. *)
>> m = {{1, 2}, {3, 4}}; m[[2, 1]] = x; m
{{1, 2}, {x, 4}}

>> m = {{1, 2}, {3, 4}}; m[[All, 1]] = {a, b}; m
{{a, 2}, {b, 4}}

>> m = {{1, 2}, {3, 4}}; m[[All, 1]] = 0; m
{{0, 2}, {0, 4}}

>> l = Range[5]; l[[2 ;; 4]] = 0; l
{1, 0, 0, 0, 5}

>> l = {1, 2, 3}; l[[0]] = f; l
f[1, 2, 3]

>> s = <|"a" -> 1|>; s[["b"]] = 2; s
<|a -> 1, b -> 2|>

>> l = Range[300]; l[[7]] = -1; {l[[7]], l[[8]], Length[l]}
{-1, 8, 300}

>> l = {1, 2}; l[[5]] = 0; l
Set::partw: Part 5 of {1, 2} does not exist.
{1, 2}

(* Extract, with and without a wrapper. *)
>> Extract[{a, {b, c}}, {{1}, {2, 2}}]
{a, c}

>> Extract[Hold[1 + 1, 2 + 2], 2, Hold]
Hold[2 + 2]

>> Extract[{1}][{{a}, b}]
{a}

(* First, Last, Most, Rest; the default is not evaluated when it is not needed. *)
>> {First[{a, b}], Last[{a, b}], Most[{a, b, c}], Rest[{a, b, c}]}
{a, b, {a, b}, {b, c}}

>> First[{a}, Print["no"]]
a

>> Last[{}, 1 + 1]
2

>> Rest[{}]
Rest::norest: Cannot take Rest of expression {} with length zero.
Rest[{}]

(* Take and Drop. *)
>> Take[{a, b, c, d, e}, {2, -2}]
{b, c, d}

>> Take[Range[10], {1, -1, 3}]
{1, 4, 7, 10}

>> Take[{{a, b, c}, {d, e, f}}, 2, -2]
{{b, c}, {e, f}}

>> Take[{a, b}, UpTo[7]]
{a, b}

>> Take[{1, 2, 3}, {4, -1}]
{}

>> Take[f[a, b, c], -2]
f[b, c]

>> Drop[{a, b, c, d, e}, {1, -1, 2}]
{b, d}

>> Drop[{a, b, c}, 5]
Drop::drop: Cannot drop positions 1 through 5 in {a, b, c}.
Drop[{a, b, c}, 5]

>> TakeDrop[{a, b, c, d}, 3]
{{a, b, c}, {d}}

(* Changing at positions: those of the expression as it was given. *)
>> MapAt[f, {a, b, c}, {{1}, {-1}}]
{f[a], b, f[c]}

>> MapAt[f, {{a, b}, {c, d}}, {All, 2}]
{{a, f[b]}, {c, f[d]}}

>> MapAt[f, {a, b}, {{1}, {1}}]
{f[f[a]], b}

>> MapAt[f, <|"x" -> 1, "y" -> 2|>, "y"]
<|x -> 1, y -> f[2]|>

>> ReplacePart[{a, b, c}, {1 -> x, -1 -> y}]
{x, b, y}

>> ReplacePart[{{a, b}, {c, d}}, {i_, i_} :> i]
{{1, b}, {c, 2}}

>> ReplacePart[{a, b, c}, 9 -> x]
{a, b, c}

>> n = 0; ReplacePart[{a, b, c}, {{1}, {3}} :> ++n]
{1, b, 2}

>> Delete[{a, b, c, d}, {{1}, {3}}]
{b, d}

>> Delete[f[a, g[b, c]], {2, 1}]
f[a, g[c]]

>> Insert[{a, b, c}, x, {{1}, {2}, {-1}}]
{x, a, x, b, c, x}

>> Insert[{a, b, c}, x, 0]
Insert::ins: Cannot insert at position {0} in {a, b, c}.
Insert[{a, b, c}, x, 0]

>> FlattenAt[{a, {b}, {c}}, {{2}, {3}}]
{a, b, c}

>> SubsetMap[Reverse, {a, b, c, d}, {1, 4}]
{d, b, c, a}
