(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A task that never ends keeps no other from running, be it on the same worker. *)

>> pool = ThreadPool[1]; endless = Submit[pool, Function[While[True]]]; quick = Submit[pool, Function[x, x^2], 12]; Await[quick, 100]
144

>> more = Table[Submit[pool, Function[While[True, Length[{1}]]]], {5}]; Await[Submit[pool, Function[x, x + 1], 12], 100]
13

>> Cancel[endless]; Scan[Cancel, more]; Map[First, Await[Append[more, endless], 100]]
{Cancelled, Cancelled, Cancelled, Cancelled, Cancelled, Cancelled}
