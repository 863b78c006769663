(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> TimeConstrained[StringLength[ReadString["/dev/zero"]], 1, late] // Head
Symbol
