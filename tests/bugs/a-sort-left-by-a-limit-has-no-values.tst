(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Integers are sorted as words; where a limit ended that, some of the words were nothing, and what looked at them as values
   faulted. *)

>> list = RandomInteger[10^9, 4*10^6]; Table[TimeConstrained[Union[list]; done, 0.002 i, late], {i, 40}] // Union // Length // LessEqual[#, 2] &
True

>> {TimeConstrained[Length[Sort[list]], 60], 1 + 1}
{4000000, 2}
