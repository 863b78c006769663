(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 60; (* SIZE *)
tak[x_, y_, z_] := If[y >= x, z, tak[tak[x - 1, y, z], tak[y - 1, z, x], tak[z - 1, x, y]]];
Do[r = tak[18, 12, 6], {i, n}];
Print[r]
