(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1000000; (* SIZE: recursion depth *)
$RecursionLimit = Infinity;
sum[0] = 0;
sum[k_] := k + sum[k - 1];
Print[sum[n]]
