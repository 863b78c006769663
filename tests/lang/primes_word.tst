(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* PrimeQ of integers of one word: strong pseudoprimes for the bases that are tried, and the ends of the range. *)

>> Select[{2047, 3277, 4033, 1373653, 25326001, 3215031751, 314821, 74665, 252601, 4759123141, 9080191}, PrimeQ]
{}

>> Map[PrimeQ, {2^32 - 5, 2^32 - 1, 2^32 + 1, 2^32 + 15, 2^31 - 1, 2^61 - 1, 1681, 1693, 1, 0, -2, -41^2}]
{True, False, False, True, True, True, False, True, False, False, True, False}

>> Count[Range[10^5], _?PrimeQ]
9592

>> Count[Range[2^32 - 1001, 2^32 + 999, 2], _?PrimeQ] == PrimePi[2^32 + 999] - PrimePi[2^32 - 1002]
True
