(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 500; (* SIZE *)
a = Table[N[1/(i + j - 1)], {i, n}, {j, n}];
b = Table[N[Mod[i*j, 17]], {i, n}, {j, n}];
c = a.b;
Print[Round[10^6 Total[Map[Total, c]]]]
