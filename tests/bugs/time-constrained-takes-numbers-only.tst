(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* TimeConstrained took no Quantity, Seconds[n] or options. *)

>> TimeConstrained[Pause[30], #, late] & /@ {Quantity[20, "Milliseconds"], Seconds[0.02], Minutes[0.0003], 0.02}
{late, late, late, late}

>> {TimeConstrained[Pause[30], Timeout -> 0.02], TimeConstrained[Pause[30], OnTimeout -> late, Timeout -> Seconds[0.02]], TimeConstrained[Pause[30], 0.02, OnTimeout -> (1 + 1 &)]}
{$Aborted, late, 2}

>> {TimeConstrained[1 + 1, Seconds[10], late], TimeConstrained[1 + 1, Infinity], TimeConstrained[1 + 1, Timeout -> Minutes[1]]}
{2, 2, 2}

>> TimeConstrained[1 + 1, Quantity[1, "Meters"]]
TimeConstrained::timc: Number of seconds Quantity[1, Meters] is not a positive machine-sized number or Infinity.
TimeConstrained[1 + 1, Quantity[1, Meters]]

>> TimeConstrained[1 + 1, -1]
TimeConstrained::timc: Number of seconds -1 is not a positive machine-sized number or Infinity.
TimeConstrained[1 + 1, -1]

>> TimeConstrained[1 + 1, OnTimeout -> 1]
TimeConstrained::timc: Number of seconds OnTimeout -> 1 is not a positive machine-sized number or Infinity.
TimeConstrained[1 + 1, OnTimeout -> 1]
