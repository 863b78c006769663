(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 250000; (* SIZE *)
a = <||>; Do[AssociateTo[a, i -> i], {i, n}]; Do[a[i] += 1, {i, n}];
Print[Total[a]]
