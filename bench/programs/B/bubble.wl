(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 200; (* SIZE *)
lst = Table[Mod[37 i, n + 1], {i, n}];
r = lst //. {a___, x_, y_, b___} /; x > y :> {a, y, x, b};
Print[r === Range[n]]
