(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Long data: what is sorted, expanded and rearranged by other means than short data is. *)
>> Sort[{"banana", "Apple", "apple", "applesauce", "10", "9", "_x", "\[EAcute]t\[EAcute]", "zoo", "applesaucer", "applesaucE"}]
{_x, 10, 9, apple, Apple, applesauce, applesaucE, applesaucer, banana, zoo, été}

>> l = Mod[Range[1000]^2, 977] - 400; Sort[l] === Sort[Append[l, x]][[;; 1000]]
True

>> OrderedQ[Sort[l*1.]] && Sort[-l] === -Reverse[Sort[l]]
True

>> Sort[Join[l*2^40, {-2^61, 2^61}]][[{1, -1}]] == {-2^61, 2^61}
True

>> r = Expand[(1 + x - 2 y + f[z])^6 (y - f[z]^2)]; {OrderedQ[r], r === Plus @@ Reverse[List @@ r]}
{True, True}

>> (r /. {x -> 2, y -> 3, f[z] -> 5}) == 2^6 (3 - 25)
True

>> {Accumulate[Range[300]][[-1]], Dimensions[Partition[Range[1000], 7]], Transpose[Partition[Range[1000], 7]][[2, 3]]}
{45150, {142, 7}, 16}

>> Flatten[Partition[Range[600], 6]] === Range[600]
True

>> Mod[Range[-300, 300], 7] === Table[Mod[i, 7], {i, -300, 300}]
True

>> {StringSplit["  a b\tc  "], StringSplit[",a,,b,", ","], StringSplit["a,b,c", ",", 2]}
{{a, b, c}, {a, , b}, {a, b,c}}

>> FactorInteger[(10^19 + 51) (10^20 + 39)]
{{10000000000000000051, 1}, {100000000000000000039, 1}}
