(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A producer, a channel with room for ten values, and a loop over what comes. *)

ch = BoundedChannel[10, _Integer];
Spawn[Do[Send[ch, i], {i, 100}]; Close[ch]];

sum = 0;
Do[sum += value, {value, ch}];
Print["sum of what came: ", sum];
Print["and then: ", Receive[ch]];
