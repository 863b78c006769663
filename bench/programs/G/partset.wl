(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 3000000; (* SIZE *)
a = Range[n]; Do[a[[i]] = 2 i, {i, n}];
Print[Total[a]]
