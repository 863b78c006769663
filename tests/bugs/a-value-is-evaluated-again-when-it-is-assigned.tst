(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What has changed since an expression was evaluated is noted for groups of symbols: where the variable was in the group of a symbol
   in its value, the message came twice. *)

>> times[n_] := Module[{stream = Lyra`x}, 0]; 0
0
