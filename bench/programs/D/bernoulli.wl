(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 100000; (* SIZE *)
Print[{Mod[Numerator[BernoulliB[n]], 1000000007], Mod[PartitionsP[100 n], 1000000007]}]
