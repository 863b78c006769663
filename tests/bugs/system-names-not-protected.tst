(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Names of System` without a builtin could be assigned to. *)
>> Automatic = 1; Automatic
Set::wrsym: Symbol Automatic is Protected.
Automatic
