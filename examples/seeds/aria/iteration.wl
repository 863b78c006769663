(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Loops over a channel go on until it is closed and empty. *)

numbers[n_] := With[{ch = BoundedChannel[2]}, Spawn[SendAll[ch, Range[n]]; Close[ch]]; ch]

Print[Table[x^2, {x, numbers[5]}]];
Do[WriteString["stdout", x, " "], {x, numbers[5]}];
Print["."];
out = Channel[];
Scan[Send[out, 10 #] &, numbers[4]];
Print[ReceiveAll[out]];

(* Stages, each a task: squares of the odd ones. *)
stage[f_, in_] := With[{ch = BoundedChannel[4]}, Spawn[Do[f[ch, x], {x, in}]; Close[ch]]; ch]
odd = Function[{ch, x}, If[OddQ[x], Send[ch, x]]];
square = Function[{ch, x}, Send[ch, x^2]];
Print[Table[x, {x, stage[square, stage[odd, numbers[9]]]}]];

(* Break leaves the loop, not the channel. *)
ch = numbers[6];
Do[If[x == 3, Break[]], {x, ch}];
Print[Table[x, {x, ch}]];
