(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 5000000; (* SIZE *)
Print[Nest[# + 1 &, 0, n]]
