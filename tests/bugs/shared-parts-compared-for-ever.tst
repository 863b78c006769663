(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* SameQ and Order walked each of the 2^60 paths through an expression whose parts are shared. *)
>> a = Nest[g[#, #] &, x, 60]; b = Nest[g[#, #] &, x, 60]; {a === b, Order[a, b]}
{True, 0}
