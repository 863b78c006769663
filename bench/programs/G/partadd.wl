(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 20000; (* SIZE *)
a = ConstantArray[0, {100, n}]; Do[a[[Mod[i, 100] + 1, i]] += i, {i, n}];
Print[Total[a, 2]]
