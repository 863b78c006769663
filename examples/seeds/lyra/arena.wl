(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Steps between that nobody keeps. A name with an underscore is a pattern in the language, so the helpers are defined for patterns. *)

data = Range[6];
Unprotect[Pattern];
(name_Pattern)[x_] := Switch[First[Apply[List, name]],
  intermediate, x + 1,
  another, x^2,
  final, {"final", x}]
Protect[Pattern];

(* Use computation arenas for temporary values *)
WithComputationArena[
    result = ParallelMap[Function[x,
        temp1 = intermediate_computation[x];
        temp2 = another_computation[temp1];
        final_result[temp2]
    ], data]
]
(* All temporary values freed automatically *)

Print[result];
