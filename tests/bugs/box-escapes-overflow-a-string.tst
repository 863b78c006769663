(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A backslash with one character more stands for a character of box notation, which has three bytes: a string of them was
   written past the end of its memory. *)

>> s = ToExpression["\"" <> StringRepeat["\\)", 100000] <> "\""]; {StringLength[s], ToCharacterCode[StringTake[s, -2]]}
{100000, {63424, 63424}}

>> StringLength["\(\)\(\)\(\)\(\)\(\)\(\)\(\)\(\)"]
16
