(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> SetAttributes[f, {Flat, Orderless}]; Attributes[f]
{Flat, Orderless}

>> ClearAttributes[f, Flat]; f[b, a]
f[a, b]

>> SetAttributes[g, Listable]; g[{1, 2}, x]
{g[1, x], g[2, x]}

>> SetAttributes[h, HoldFirst]; h[1 + 1, 1 + 1]
h[1 + 1, 2]

>> SetAttributes[p, Nonsense]
SetAttributes::attnf: Nonsense is not a known attribute.
SetAttributes[p, Nonsense]

>> Protect[q]; q = 1
Set::wrsym: Symbol q is Protected.
1

>> Unprotect[q]; q = 1
1

>> {Attributes[None], Attributes[Condition], Attributes[$Line]}
{{Protected}, {HoldAll, Protected}, {}}

>> Attributes /@ {True, False}
{{Locked, Protected}, {Locked, Protected}}

>> Unprotect[True]; True /: f[True] = 3; {True, f[True]}
Unprotect::locked: Symbol True is locked.
TagSet::write: Tag True in f[True] is Protected.
{True, f[True]}
