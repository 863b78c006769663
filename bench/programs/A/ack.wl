(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 20; (* SIZE: repetitions *)
$RecursionLimit = Infinity;
ack[0, k_] := k + 1;
ack[m_, 0] := ack[m - 1, 1];
ack[m_, k_] := ack[m - 1, ack[m, k - 1]];
Do[r = ack[3, 6], {i, n}];
Print[r]
