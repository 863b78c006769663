(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> f::bad = "Bad `1` and `2`."; Message[f::bad, 1, x]
f::bad: Bad 1 and x.

>> Quiet[Message[f::bad, 1, 2]; 3]
3

>> Check[Message[f::bad, 1, 2]; 3, failed]
f::bad: Bad 1 and 2.
failed

>> Quiet[Check[1/0, failed]]
failed

>> Check[Quiet[1/0], failed]
ComplexInfinity

>> Off[f::bad]; Message[f::bad, 1, 2]; On[f::bad]; Message[f::bad, 3, 4]
f::bad: Bad 3 and 4.

(* The same message three times, and no more. *)
>> Do[Message[f::bad, i, i], {i, 5}]
f::bad: Bad 1 and 1.
f::bad: Bad 2 and 2.
f::bad: Bad 3 and 3.
General::stop: Further output of f::bad will be suppressed during this calculation.
Null

>> Message[5]
Message::name: Message name 5 is not of the form symbol::name or symbol::name::language.
Message[5]

>> Quiet[1, 2]
Quiet::anmlist: Argument 2 of Quiet[1, 2] should be All, None, a message name, a string giving a message group, or a list of these.
Quiet[1, 2]
