(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Where the data lies, and work that stays near it. *)

data = N[Range[1000]];
function[x_] := Floor[Sqrt[x]]

(* Pin data to specific NUMA nodes *)
SetNumaPolicy[data, "local"]

(* Use NUMA-aware parallel operations *)
result = NumaAwareParallelMap[function, data]

Print[result === Map[function, data], " ", Total[result]];
