(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Two sums of ten thousand terms have few products that differ. *)

>> p = Expand[(1 + a + b + c + d)^20]; q = Expand[p (p + 1)]; {Length[q], q === Expand[(1 + a + b + c + d)^40 + p]}
{135751, True}
