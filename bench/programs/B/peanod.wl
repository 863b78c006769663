(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 8; (* SIZE *)
$RecursionLimit = Infinity; $IterationLimit = Infinity;
plus[0, y_] := y; plus[s[x_], y_] := s[plus[x, y]];
times[0, y_] := 0; times[s[x_], y_] := plus[y, times[x, y]];
fact[0] = s[0]; fact[s[x_]] := times[s[x], fact[x]];
r = fact[Nest[s, 0, n]];
Print[LeafCount[r] - 1]
