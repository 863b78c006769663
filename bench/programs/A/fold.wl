(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1000000; (* SIZE *)
Print[Fold[Plus, 0, Range[n]]];
Print[Fold[(#1 + #2) &, 0, Range[n]]]
