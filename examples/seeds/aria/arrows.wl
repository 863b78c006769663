(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Sending and receiving with arrows. *)

ch = Channel[];
ch <- 5;
ch <- {"a", "b"};
Print[<-ch];
Print[Length[<-ch]];

(* Inside larger expressions. *)
ch <- 2; ch <- 3;
Print[10 * (<-ch) + (<-ch)];

(* Between tasks: a ring of three that hands a number round. *)
links = Table[BoundedChannel[0], {3}];
Do[With[{from = links[[k]], to = links[[k + 1]]}, Spawn[to <- (<-from) + 1]], {k, 2}];
links[[1]] <- 40;
Print[<-links[[3]]];

(* Where the left side is no channel it is a comparison, as ever. *)
x = 1;
Print[{x <- 2, x<-2, -3 <- 2}];
