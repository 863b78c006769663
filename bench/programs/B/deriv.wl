(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 60; (* SIZE: repetitions *)
d[x] = num[1];
d[num[_]] := num[0];
d[add[a_, b_]] := add[d[a], d[b]];
d[mul[a_, b_]] := add[mul[d[a], b], mul[a, d[b]]];
d[sin[a_]] := mul[cos[a], d[a]];
d[cos[a_]] := mul[num[-1], mul[sin[a], d[a]]];
e = Nest[add[mul[#, sin[#]], cos[#]] &, x, 8];
Do[r = d[e], {i, n}];
Print[LeafCount[r]]
