(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 10000000; (* SIZE *)
s = 0;
Do[s = s + i, {i, n}];
Print[s]
