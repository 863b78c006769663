(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 60000; (* SIZE *)
s = 0;
Do[s = s + 1/i, {i, n}];
Print[Mod[Numerator[s], 1000000007]]
