(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> ToExpression["1`11104857434217"]
General::nomem: The current computation was aborted because there was insufficient memory available to complete the computation.
$Aborted

>> SetPrecision[1/3, 10^10]
General::nomem: The current computation was aborted because there was insufficient memory available to complete the computation.
$Aborted
