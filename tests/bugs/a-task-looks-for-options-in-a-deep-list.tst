(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Whether an argument is options was asked of all the lists within it, on the stack of a task. *)

>> deep = Nest[List, x, 200000]; Await[Spawn[Quiet[Depth[deep]]]] // Head
Failure

>> Await[Spawn[Union[{2, 1, 2}, SameTest -> SameQ]]]
{1, 2}
