(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 500; (* SIZE *)
iter[c_] := Module[{z = 0. + 0. I, k = 0},
  While[k < 50 && Abs[z] <= 2., z = z^2 + c; k = k + 1];
  k];
tot = 0;
Do[tot = tot + iter[(-2. + 3. i/n) + (-1.5 + 3. j/n) I], {i, 0, n - 1}, {j, 0, n - 1}];
Print[tot]
