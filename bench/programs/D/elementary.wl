(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 30000; (* SIZE: digits *)
v = {Exp[1/3], Log[3], Sin[1/3], ArcTan[1/3], Gamma[1/3], Zeta[3], EulerGamma};
Print[Map[Mod[Floor[10^n N[#, n + 10]], 10^10] &, v]]
