(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Ten million digits of a real number were made where no limit could end it. *)

>> TimeConstrained[Print[8.`10888888 + 1], 0.1]
$Aborted

>> s = ToString[InputForm[N[1/7, 300000]]];

>> {StringLength[s], StringTake[s, 10], StringTake[s, -12], StringCount[s, "142857"]}
{300038, 0.14285714, 1429`300000., 50004}
