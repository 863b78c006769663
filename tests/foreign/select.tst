(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What an arm of ChannelSelect makes of the value that came. *)

>> a = Channel[]; SendAll[a, Range[5, 12]]; ChannelSelect[{Receive[a, x_] :> x + 1}]
6

>> ChannelSelect[{Receive[a, x_] :> Function[y, {x, y}][3]}]
{6, 3}

(* A condition that fails leaves the value where it is. *)
>> {ChannelSelect[{Receive[a, x_] :> big /; x > 100, Default :> small}], Receive[a]}
{small, 7}

>> {ChannelSelect[{Receive[a, x_] :> Module[{y = 1}, {x, y} /; x > 100], Default :> small}], Receive[a]}
{small, 8}

>> ChannelSelect[{Receive[a, _] :> any}]
any

>> ChannelSelect[{Receive[a, x_Integer] :> {x}}, "Biased" -> True]
{10}

(* The name of the pattern is the arm's own. *)
>> x = 3; ChannelSelect[{Receive[a, x_] :> {x}}]
{11}

>> b = Channel[]; Close[b]; ChannelSelect[{Receive[b, x_] :> x === EndOfStream}]
True

>> p = BoundedChannel[100]; q = BoundedChannel[100]; SendAll[p, Range[100]]; SendAll[q, Range[100]];
.. Union[Table[ChannelSelect[{Receive[p, _] :> 1, Receive[q, _] :> 2}, "Biased" -> True], {50}]]
{1}
