(* SPDX-License-Identifier: LGPL-3.0-or-later *)
m = Table[Mod[i^3 + 7 i j + 11 j^2 + i^2 j^3, 211] - 105, {i, 250}, {j, 250}];
Print[Mod[Det[m], 1000003]]
