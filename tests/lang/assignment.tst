(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> {a, b} = {1, 2}; {b, a}
{2, 1}

>> {a, b} = {1, 2, 3}
Set::shape: Lists {a, b} and {1, 2, 3} are not the same shape.
{1, 2, 3}

>> 5 = 6
Set::setraw: Cannot assign to raw object 5.
6

>> Plus[c, d] = 1
Set::write: Tag Plus in c + d is Protected.
1

>> Automatic = 1
Set::wrsym: Symbol Automatic is Protected.
1

>> l = {1, 2, 3}; l[[2]] = x; l
{1, x, 3}

>> {i = 5; i++, i, ++i, i--, --i}
{5, 6, 7, 7, 5}

>> neverSet++
Increment::rvalue: neverSet is not a variable with a value, so its value cannot be changed.
neverSet++

>> s = 3; {s += 2, s -= 1, s *= 3, s /= 2}
{5, 4, 12, 6}

>> t ^= 3
UpSet::normal: Nonatomic expression expected at position 1 in t ^= 3.
t ^= 3

(* Removing rules one by one, and all of a kind. *)
>> f[x_] := 1; f[1] = 2; f[x_] =.; {f[1], f[3]}
{2, f[3]}

>> f[9] =.
Unset::norep: Assignment on f for f[9] not found.
$Failed

>> DownValues[f] =.; f[1]
f[1]

>> g[u] ^= 5; g[u]
5

>> UpValues[u] =.; g[u]
g[u]

>> w = 2; OwnValues[w] =.; w
w

>> m = {1, 2}; AppendTo[m, 3]; PrependTo[m, 0]
{0, 1, 2, 3}

>> k /: k + n_ := {n}; k + 2
{2}

>> k2 /: r[r[k2]] = 1
TagSet::tagnf: Tag k2 not found or too deep for an assigned rule in r[r[k2]].
1
