(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> Options[f] = {n -> 2, m -> 3}; f[x_, OptionsPattern[]] := {x, OptionValue[n], OptionValue[m]}; {f[1], f[1, m -> 5], f[1, "n" -> 7]}
{{1, 2, 3}, {1, 2, 5}, {1, 7, 3}}

>> SetOptions[f, n -> 9]; f[1]
{1, 9, 3}

>> OptionValue[f, {m -> 4}, {n, m}]
{9, 4}

>> g[OptionsPattern[{a -> 1, b -> 2}]] := OptionValue[{a, b}]; g[b -> 3]
{1, 3}

>> FilterRules[{a -> 1, b -> 2, c -> 3}, {a, c}]
{a -> 1, c -> 3}

>> SetOptions[f, unknown -> 1]
SetOptions::optnf: unknown is not a known option for f.
SetOptions[f, unknown -> 1]
