(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A deadlock inside a Parallel function ended the wait of who had called it, and so the evaluation. *)

>> Map[First, ParallelMap[Receive, {Channel[]}]]
{Deadlock}

>> Map[First, ParallelTable[Await[Promise[]], {2}]]
{Deadlock, Deadlock}

>> Map[First, ParallelMap[ParallelMap[Receive, {#, #}] &, {Channel[], Channel[]}], {2}]
{{Deadlock, Deadlock}, {Deadlock, Deadlock}}

>> Keys[ExploreSchedules[Map[First, ParallelMap[ParallelMap[Receive, {#, #}] &, {Channel[], Channel[]}], {2}], 3]]
{{{Deadlock, Deadlock}, {Deadlock, Deadlock}}}
