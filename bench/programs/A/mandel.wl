(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 500; (* SIZE *)
iter[cx_, cy_] := Module[{x = 0., y = 0., k = 0, t},
  While[k < 50 && x*x + y*y <= 4., t = x*x - y*y + cx; y = 2. x*y + cy; x = t; k = k + 1];
  k];
tot = 0;
Do[tot = tot + iter[-2. + 3. i/n, -1.5 + 3. j/n], {i, 0, n - 1}, {j, 0, n - 1}];
Print[tot]
