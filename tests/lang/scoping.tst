(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> x = 1; {Module[{x = 2}, x], x}
{2, 1}

>> f := x; Block[{x = 5}, f]
5

>> With[{x = 2}, Hold[x]]
Hold[2]

>> Module[{y}, Head[y]]
Symbol

>> Module[{a = 1, a = 2}, a]
Module::dup: Duplicate local variable a found in local variable specification {a = 1, a = 2}.
Module[{a = 1, a = 2}, a]

>> With[{z}, z]
With::lvws: Variable z in local variable specification {z} requires a value.
With[{z}, z]

>> Block[{p + q}, 1]
Block::lvsym: Local variable specification {p + q} contains p + q, which is not a symbol or an assignment to a symbol.
Block[{p + q}, 1]

>> Module[5, 1]
Module::lvlist: Local variable specification 5 is not a List.
Module[5, 1]

(* A value of Block is put back whatever happens. *)
>> v = 1; Catch[Block[{v = 2}, Throw[v]]]; v
1

>> CheckAbort[Block[{v = 2}, Abort[]], v]
1

>> Function[{a, b}, a - b][5, 3]
2

>> (#1 + #2 &)[1, 2, 3]
3

>> ({##2} &)[a, b, c]
{b, c}

>> Function[u, Function[w, {u, w}]][1][2]
{1, 2}

>> With[{n = 3}, Function[m, m + n]][4]
7
