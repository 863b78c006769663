(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 40; (* SIZE: repetitions *)
ok[q_, {}, d_] := True;
ok[q_, qs_, d_] := With[{h = First[qs]}, q != h && q - h != d && h - q != d && ok[q, Rest[qs], d + 1]];
queens[m_, 0] := {{}};
queens[m_, k_] := Join @@ Map[Function[qs, Map[Prepend[qs, #] &, Select[Range[m], ok[#, qs, 1] &]]], queens[m, k - 1]];
Do[r = Length[queens[8, 8]], {i, n}];
Print[r]
