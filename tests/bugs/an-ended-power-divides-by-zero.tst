(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* RealDigits went on with the Overflow[] of a power that its limit had ended, and divided by it. *)

>> x = 1/SetPrecision[7, 10^7]; Table[TimeConstrained[RealDigits[x]; 1, t], {t, {0.02, 0.06, 0.1}}]
{$Aborted, $Aborted, $Aborted}
