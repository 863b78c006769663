(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1000000; (* SIZE *)
SeedRandom[1];
l = RandomInteger[10^9, n];
s = Sort[l];
Print[{OrderedQ[s], Length[s]}]
