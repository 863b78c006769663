(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 8; (* SIZE: nesting *)
d[c_?NumberQ, v_] := 0;
d[v_, v_] := 1;
d[a_ + b_, v_] := d[a, v] + d[b, v];
d[a_ b_, v_] := a d[b, v] + b d[a, v];
d[a_^k_Integer, v_] := k a^(k - 1) d[a, v];
d[Sin[a_], v_] := Cos[a] d[a, v];
d[Cos[a_], v_] := -Sin[a] d[a, v];
e = Nest[(Sin[# + x] (Cos[#]^2 + #)) &, x, n];
r = d[e, x];
Print[Round[10^6 N[r /. x -> 0.3]]]
