(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1000000; (* SIZE *)
l = Range[n];
r = Reverse[Partition[Accumulate[Mod[l*l, 1009]], 10]];
t = Flatten[Transpose[r]];
u = Union[Mod[t, 5003]];
Print[{Length[r], Length[t], Length[u], Total[t], First[Position[t, Max[t]]]}]
