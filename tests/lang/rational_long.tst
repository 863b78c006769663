(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A fraction of many digits and a short one: sums are in lowest terms, whatever they have in common. *)

>> a = 1/(2^200 3^50); {a + 1/3 - a, a + 1/3^50 - a, (a + 5) - 5 === a, a - (a + 1/7)}
{1/3, 1/717897987691852588770249, True, -1/7}

>> a = 1/6^80; {Denominator[a + 1/2] === 6^80, Denominator[a + 1/7] === 7 6^80, Numerator[a + 1/7] === 7 + 6^80, Numerator[a - 1] === 1 - 6^80}
{True, True, True, True}

(* What they have in common cancels again. *)
>> b = 1/2^100; {Numerator[(3 2^90 + 1)/2^91 - 1/2], (1 + 2^64)/2^128 - 1/2^64, Denominator[(2^70 + 3)/(5 7^40) + 2/5] === 5 7^40 || Divisible[2^70 + 3 + 2 7^40, 5]}
{2475880078570760549798248449, 1/340282366920938463463374607431768211456, True}

>> s = 0; Do[s = s + (-1)^i/i, {i, 300}]; s === Sum[(-1)^i/i, {i, 300}] && GCD[Numerator[s], Denominator[s]] === 1 && Denominator[s] > 0
True

>> h = 0; Do[h = h + 1/i, {i, 500}]; h === HarmonicNumber[500]
True
