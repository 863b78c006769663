(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What Nest and its like apply may be bytecode that never polls. *)
>> TimeConstrained[Nest[# + 1 &, 0, 10^9], 0.1, late]
late

>> TimeConstrained[NestWhile[# + 1 &, 0, True &], 0.1, late]
late
