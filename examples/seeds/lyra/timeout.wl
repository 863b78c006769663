(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A computation that takes too long gives way to what was kept. *)

data = {1, 2, 3};
potentiallySlowFunction[x_] := (Pause[0.001]; 10 x)
LoadCachedResult[] := {"cached"}

(* Set timeouts for long-running operations *)
result = TimeoutAfter[
    ParallelMap[potentiallySlowFunction, data],
    timeout -> Minutes[5],
    onTimeout -> Function[
        Print["Operation timed out, using cached result"];
        LoadCachedResult[]
    ]
]

Print[result];

(* The same where the time is too short. *)
Print[TimeoutAfter[
    ParallelMap[Function[x, Pause[100]; x], data],
    timeout -> Seconds[0.05],
    onTimeout -> Function[
        Print["Operation timed out, using cached result"];
        LoadCachedResult[]
    ]
]];
