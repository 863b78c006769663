(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Their sum has 10^9 digits; that they are not equal does not need them. *)
>> TimeConstrained[2`7^-957203685 + 295*^-3241111; done, 1, late]
late

>> a = 2`7^-957203685; {a < 295*^-3241111, a == 295*^-3241111, a == 1}
{True, False, False}

>> c = 2`9*^-300000000; {c == 2 c, c == c (1 + 10^-12), c < 2 c, c == 5}
{False, True, True, False}
