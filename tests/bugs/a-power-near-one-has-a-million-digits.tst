(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Digits of 1.000..: more than both operands have; computed where a limit can end it. *)

>> TimeConstrained[3^(1.7976931348623157`20*^-1048016), 0.1]
$Aborted

>> Precision[3^(1.5`20*^-100)] > 115
True
