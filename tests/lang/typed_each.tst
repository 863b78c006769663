(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Map and Select of one call of a symbol's rules have the values that the evaluator gives, element by element. *)
>> ok[n_, 0] := True; ok[n_, k_] := n != k && ok[n, k - 1]
>> select[l_, k_] := Select[l, ok[#, k] &]
>> Do[select[Range[10], 3], {30}]; {select[Range[10], 4], select[Reverse[Range[10]], 4], select[{}, 4], select[{3}, 4]}
{{5, 6, 7, 8, 9, 10}, {10, 9, 8, 7, 6, 5}, {}, {}}

>> {Total[select[Range[1000], 4]], select[g[1, 8], 4], select[<|a -> 5, b -> 3|>, 4]}
{500490, g[8], <|a -> 5|>}

(* Elements of other kinds among them. *)
>> select[{1, 2, a, 9, 2^70, 3, 2.5, "x", 11}, 4]
{9, 1180591620717411303424, 2.5, x, 11}

>> fact[0] = 1; fact[n_] := n fact[n - 1]; factorials[l_] := Map[fact[#] &, l]
>> Do[factorials[Range[6]], {30}]; factorials[{3, 4, 25, 5, 2}]
{6, 24, 15511210043330985984000000, 120, 2}

>> halves[x_, 0] := x; halves[x_, k_] := halves[x/2. + 1, k - 1]; all[l_, k_] := halves[#, k] & /@ l
>> Do[all[{1., 2.}, 4], {30}]; {all[{1., 2., 3, 4.}, 3], all[{1, 2}, 1]}
{{1.875, 2., 2.125, 2.25}, {1.5, 2.}}

(* The element as another argument, or as two. *)
>> from[n_, k_] := Select[Range[n], ok[k, #] &]; both[l_] := Select[l, ok[#, #] &]
>> Do[from[5, 3]; both[{1, 2}], {30}]; {from[6, 4], from[6, 9], both[{3, 0}]}
{{1, 2, 3}, {1, 2, 3, 4, 5, 6}, {0}}

(* A value that is none of True and False selects nothing; rules that come, and the elements left, are seen. *)
>> size[n_] := If[n > 3, n, size[n + 1]]; sized[l_] := Select[l, size[#] &]
>> Do[sized[Range[4]], {30}]; sized[Range[5]]
{}

>> ok[7, k_] := False; {select[Range[10], 4], ClearAll[ok]; Length[select[Range[10], 4]], ok[n_, k_] := n > k; select[Range[10], 4]}
{{5, 6, 8, 9, 10}, 0, {5, 6, 7, 8, 9, 10}}

(* A function that is a symbol, in whatever holds it. *)
>> three[0] := True; three[n_] := If[n < 0, False, three[n - 3]]
>> by[f_, l_] := {Map[f, l], Select[l, f]}
>> Do[by[three, Range[20]]; by[fact, Range[5]], {30}]; by[three, {3, 4, a, 6.0, 9, 12, 13}]
{{True, False, If[a < 0, False, three[a - 3]], False, True, True, False}, {3, 9, 12}}

>> {Count[First[by[three, Range[0, 99]]], True], by[fact, {3, 0, 22}], by[f, {1}], by[# + 1 &, {1, 2}], by[<|1 -> 2|>, {1, 2}]}
{34, {{6, 1, 1124000727777607680000}, {}}, {{f[1]}, {}}, {{2, 3}, {}}, {{2, Missing[KeyAbsent, 2]}, {}}}

(* A limit ends it between two elements, or within one. *)
>> down[0] := 0; down[n_] := down[n - 1]; downs[l_] := Map[down[#] &, l]
>> Do[downs[Range[9]], {30}]; {TimeConstrained[downs[ConstantArray[10^3, 10^6]], 0.05, "over"], downs[Range[3]]}
{over, {0, 0, 0}}
