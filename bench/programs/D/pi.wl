(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1000000; (* SIZE: digits *)
Print[Mod[Floor[10^n N[Pi, n + 10]], 10^10]]
