(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* An expression of 2^60 leaves in sixty nodes: what looked for a symbol in it, or put a value for one, went to each leaf. *)

>> u = Nest[s[#, #] &, z, 60];

>> TimeConstrained[{D[u, x], PolynomialQ[u, x], Coefficient[u, x]}, 5]
{0, True, 0}

>> Map[TimeConstrained[#[u]; done, 0.05] &, {Integrate[#, x] &, Series[#, {x, 0, 2}] &, Solve[# == 0, x] &}] /. done -> $Aborted
{$Aborted, $Aborted, $Aborted}

>> FreeQ[u, q]
True
