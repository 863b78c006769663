(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 200000; (* SIZE *)
e = Table[g[i, h[i + 1]], {i, n}];
r = e /. h[x_] :> 3 x;
Print[Total[Cases[r, g[i_, j_] :> j - i]]]
