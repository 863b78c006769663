(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Canonical order and the hash recursed without end: five million levels were a signal. *)
#slow
>> Order[Nest[f[#, 1] &, x, 5 10^6], Nest[f[#, 1] &, x, 5 10^6]]
0
