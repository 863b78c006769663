(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> f[a__] := Range[a]; {f[0], f[3], f[-2], f[2, 5], f[5, 2], f[5, 2, -1], f[1, 10, 3], f[10, 1, -4], f[3, 3, 5], f[2^60, 2^60 + 2] - 2^60, f[1, 1/2], f[{1, 2}]}
{{}, {1, 2, 3}, {}, {2, 3, 4, 5}, {}, {5, 4, 3, 2}, {1, 4, 7, 10}, {10, 6, 2}, {3}, {0, 1, 2}, {}, {{1}, {1, 2}}}

>> f[1, 2, 0]
Range::range: Range specification in Range[1, 2, 0] does not have appropriate bounds.
Range[1, 2, 0]
