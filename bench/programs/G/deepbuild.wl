(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 200000; (* SIZE *)
$RecursionLimit = Infinity; g[0] = z; g[k_] := h[g[k - 1]]; e = Table[g[n], {10}];
Print[Depth[e]]
