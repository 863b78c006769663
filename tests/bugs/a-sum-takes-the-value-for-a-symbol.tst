(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A sum of more than a thousand terms was looked for in the tables with what its summand gives for a symbol: PrimeQ[i] is
   False, Length[Divisors[i]] is 1, a side effect was had once. *)

>> Sum[If[PrimeQ[i], 1, 0], {i, 2000}]
303

>> Sum[Length[Divisors[i]], {i, 2000}]
15518

>> Product[If[PrimeQ[i] && i > 1990, i, 1], {i, 2000}]
7956061979

>> count = 0; Sum[count++; i, {i, 2000}]
2001000

>> count
2000

>> Length[Union[Table[Sum[RandomInteger[10^6], {i, 2000}], {5}]]]
5

(* What the tables can do they do, a definition included; beyond a million terms, where the value holds for the integers. *)
>> Sum[i^2, {i, 10^30}] == 10^30 (10^30 + 1) (2*10^30 + 1)/6
True

>> square[x_] := x^2; Sum[square[i], {i, 10^10}]
333333333383333333335000000000

>> Sum[If[PrimeQ[i], 1, 0], {i, 1500000}] == PrimePi[1500000]
True
