(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What reads as an operator or as the mark of a box is no part of a name. *)

>> InputForm[HoldForm[{Slot["a\[And]b"], Slot["a1"], Slot["\[Pi]x"], Slot["x y"]}]]
InputForm[HoldForm[{Slot["a∧b"], #a1, #πx, Slot["x y"]}]]

>> Symbol["a\[And]b"]
Symbol::symname: The string "a∧b" cannot be used for a symbol name. A symbol name must start with a letter followed by letters and numbers.
Symbol[a∧b]

>> {Symbol["a`b"], Symbol["\[Alpha]"]}
{a`b, α}
