(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The array has as many levels as there are variables: a task's stack was too short for a million, and 2^40 coefficients
   were made without asking for the memory, nor for the limit. *)

>> First[Await[Spawn[Quiet[CoefficientList[2, Range[10^6]]]]]]
RecursionLimit

>> v = Table[Symbol["x" <> ToString[i]], {i, 40}]; TimeConstrained[CoefficientList[1 + Total[v], v], 5, late]
General::nomem: The current computation was aborted because there was insufficient memory available to complete the computation.
$Aborted

>> CoefficientList[1 + a x + b y^2, {x, y}]
{{1, 0, b}, {a, 0, 0}}
