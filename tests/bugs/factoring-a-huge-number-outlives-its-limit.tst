(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Trial division, the test for a prime, roots and a greatest common divisor of 15 million bits: each is ended. *)

>> n = 2^62^4 + 1;

>> Map[TimeConstrained[#[n]; done, 0.05] &, {FactorInteger, EulerPhi, Divisors, PrimePowerQ, SquareFreeQ, MoebiusMu}] // Union
{$Aborted}

>> TimeConstrained[Sqrt[n]; done, 0.05]
$Aborted

>> TimeConstrained[3^62^4/n; done, 0.05]
$Aborted

>> {Log[2, 2^200000], Log[2/3, 9/4], Log[6/4, 4/9], Log[1/4, 1/2], Log[4, 8], Log[2, 3]}
{200000, -2, -2, 1/2, 3/2, Log[3]/Log[2]}

>> {FactorInteger[2^6200], FactorInteger[2000!][[-1]], Sqrt[2^100000 3^2001] === 2^50000 3^1000 Sqrt[3], Sqrt[8 10^30]}
{{{2, 6200}}, {1999, 1}, True, 2000000000000000*Sqrt[2]}
