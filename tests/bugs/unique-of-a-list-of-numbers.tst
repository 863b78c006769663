(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* In a list, what is no symbol was taken for one. *)
>> Unique[{x, 5}]
Unique::usym: 5 is not a symbol or a valid symbol name.
Unique[{x, 5}]

>> Unique["1a"]
Unique::usym: 1a is not a symbol or a valid symbol name.
Unique[1a]

>> Head /@ Unique[{a, "b", c}]
{Symbol, Symbol, Symbol}

>> Unique[{}]
{}
