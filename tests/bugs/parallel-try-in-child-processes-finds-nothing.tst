(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What an element found was noted in the child alone: the result was $Failed, whatever there was. *)

>> p = ThreadPool[2, Isolation -> "Process"]; ParallelTry[If[# > 2, #, $Failed] &, {1, 2, 3}, Pool -> p]
3

>> Sort[ParallelTry[If[# > 2, #, $Failed] &, {1, 2, 3, 4}, 2, Pool -> p]]
{3, 4}

>> ParallelTry[$Failed &, {1, 2}, Pool -> p]
$Failed
