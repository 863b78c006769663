(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A future that ends while ChannelSelect waits is the arm that goes, whatever arm went in an earlier one. *)

>> ch = Channel[]; f = Spawn[Pause[0.05]; Send[ch, 1]]; ChannelSelect[{Receive[Channel[], x_] :> x, Receive[ch, x_] :> x + 1}]
2

>> g = Spawn[Pause[0.05]; 42]; ChannelSelect[{Await[g, x_] :> x, After[60] :> "too late"}]
42
