(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 10000000000; (* SIZE *)
Print[PrimePi[n]]
