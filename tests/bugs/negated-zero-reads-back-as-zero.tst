(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Times[-1, 0], held, was printed as -0, which is the number. *)

>> Map[ToExpression[ToString[#, InputForm]] === # &, {Hold[-+0], Hold[a - +0], Hold[a - +0.], Hold[-+0 x], Hold[a - 0]}]
{True, True, True, True, True}
