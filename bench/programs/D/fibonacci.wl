(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 100000000; (* SIZE *)
Print[Mod[Fibonacci[n], 2305843009213693951]]
