(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1000000000; (* SIZE *)
Print[PrimePi[n]]
