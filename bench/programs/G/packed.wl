(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 400000; (* SIZE *)
a = Range[n]; b = a^2 + 1; c = Map[#^2 + 1 &, a];
Print[{Total[b], Total[c], Length[Select[a, EvenQ]]}]
