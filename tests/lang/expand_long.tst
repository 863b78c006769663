(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Long sums that come out of a child process, and what their coefficients and exponents may be. *)

>> p = Expand[(1 + a + b + c)^60]; {Length[p], First[p], Last[p], p[[{2, 3}]]}
{39711, 1, c^60, 60*a + 1770*a^2}

>> p === Expand[Expand[(1 + a + b + c)^30]^2]
True

>> q = Expand[(3 - a + 2 b - c)^60]; {First[q], q /. {a -> 1, b -> 1, c -> 1}, Length[q]}
{42391158275216203514294433201, 42391158275216203514294433201, 39711}

>> Expand[(1 + a + b + c/2)^60] === Expand[(2 + 2 a + 2 b + c)^60/2^60]
True

>> Expand[(1 + x + y + z)^60, x] === Expand[(1 + x + y + z)^60]
True

>> Length[Expand[(x^5000 + y^3000 + z + 1)^60]]
39711

>> Last[Expand[(x^5000 + y^3000 + z + 1)^60]]
z^60

>> Length[Expand[(1 + f[1] + f[2] + g[x])^60]]
39711

>> Length[Expand[(1 + 1/a + b + c)^40 (1 + a)^2]]
14063

>> Length[Expand[(1. + a + b + c)^30]]
5456

>> Length[Expand[(1 + a + b + c)^60, Modulus -> 7]]
560

>> Expand[Sum[x^i, {i, 0, 800}] Sum[x^i, {i, 0, 800}]] === Sum[(801 - Abs[800 - i]) x^i, {i, 0, 1600}]
True
