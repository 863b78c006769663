(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* 2^(10^6) 2^a divided by 2 a million times, and no limit ended it. *)

>> 2^(10^6) 2^a === 2^(1000000 + a)
True

>> 6^(10^6) 2^a 3^b === 2^(1000000 + a) 3^(1000000 + b)
True

>> 5 2^a/4^(10^5) === 5 2^(a - 200000)
True

>> 2^(10^5) Sqrt[2] Sqrt[6] === 2^(10^5 + 1) Sqrt[3]
True

>> {6 2^x, 12 2^x/9, 5/8 2^x}
{3*2^(1 + x), 2^(2 + x)/3, 5*2^(-3 + x)}
