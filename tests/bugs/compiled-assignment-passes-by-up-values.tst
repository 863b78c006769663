(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Bytecode stored the value where an up-value of the variable says what its assignment does. *)

>> g /: (g = x_) := hit[x]; f[y_] := (g = y); Do[f[i], {i, 1000}]; {f[1], g}
{hit[1], g}

>> Clear[g]; g = 3; count = 0; g /: (g = x_) := count++; Do[f[i], {i, 1000}]; {g, count}
{3, 1000}

>> h = 0; h /: (h += x_) := hit[x]; Do[h += i, {i, 1000}]; h
0

>> k = 0; k /: (k++) := hit; Do[k++, {1000}]; k
0

>> t = 0; t /: (t = x_) := hit[x]; Do[t = t + 1.5, {10^5}]; t
0

>> s = ""; s /: (s = x_) := hit[x]; Do[s = s <> "a", {1000}]; s


>> a = <||>; a /: (a[k_] = x_) := hit[x]; Do[a[i] = i, {i, 1000}]; a
<||>

>> UpValues[v] = {HoldPattern[v = x_] :> hit[x]}; v = 3
hit[3]

>> w[y_] := (v = y); Do[w[i], {i, 1000}]; {w[2], v}
{hit[2], v}
