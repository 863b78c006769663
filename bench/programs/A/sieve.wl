(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 4000000; (* SIZE *)
s = Table[True, {n}];
s[[1]] = False;
i = 2;
While[i*i <= n,
  If[s[[i]], Do[s[[j]] = False, {j, i*i, n, i}]];
  i = i + 1];
Print[Count[s, True]]
