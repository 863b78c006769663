(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1000000; (* SIZE *)
Print[Mod[n!, 2305843009213693951]]
