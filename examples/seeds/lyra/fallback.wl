(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What fails in parallel runs again one by one. *)

data = Range[8];
fuse = Channel[];
Send[fuse, "burns once"];
riskyFunction[x_] := If[x == 5 && StringQ[TryReceive[fuse]], Throw["too much at once"], x^2]

(* Automatic fallback on parallel failure *)
result = TryCatch[
    ParallelMap[riskyFunction, data],
    error -> {
        Print["Parallel execution failed: ", error];
        Print["Falling back to sequential execution"];
        Map[riskyFunction, data]
    }
]

Print[result];
