(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* GMP can't be interrupted: long calls of it are made in a child process. *)
>> TimeConstrained[Nest[#^2 &, 3, 60], 0.2, late]
late

>> TimeConstrained[N[Pi, 10^8], 0.2, late]
late

>> TimeConstrained[PowerMod[3, 10^100000, 10^100000], 0.2, late]
late

>> TimeConstrained[NextPrime[10^5000], 0.2, late]
late

>> TimeConstrained[ToString[10^(10^8)], 0.2, late]
late

>> x = 3^(2 10^7); Mod[x x, 10^9 + 7] === PowerMod[3, 4 10^7, 10^9 + 7]
True

>> Mod[N[Pi, 100010] 10^10, 1] < 1
True
