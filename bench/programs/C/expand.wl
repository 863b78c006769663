(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 130; (* SIZE *)
Print[Length[Expand[(1 + a + b + c)^n]]]
