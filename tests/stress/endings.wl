(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* endings.wl -- tasks that end by a value, a throw, an abort and a time-out in turn: each with what it should,
   and afterwards the process holds as much memory as it did after the first of them.  LYRA_ENDINGS says how
   many there are (10^6 in the full form). *)

all = Replace[Environment["LYRA_ENDINGS"], {s_String :> ToExpression[s], _ -> 40000}];
batch = 4000;
never = Channel[];

ends[k_] := Switch[Mod[k, 4], 0, k, 1, Throw[k], 2, Abort[], 3, TimeoutAfter[Receive[never], 0.001]];
(* What a task of each kind is to give. *)
right[k_, v_] := Switch[Mod[k, 4], 0, v === k, 1, MatchQ[v, Failure["Thrown", KeyValuePattern["Value" -> k]]],
    2, MatchQ[v, Failure["Aborted", _]], 3, MatchQ[v, Failure["Timeout", _]]];
spawnOne[k_] := Spawn[ends[k]];
one[from_] := Module[{values = Await[Table[spawnOne[k], {k, from, from + batch - 1}]]},
    Count[MapIndexed[right[from + First[#2] - 1, #1] &, values], True]];

(* In megabytes, when the collector has given back what it can: TaskList[] collects. *)
resident[] := (Do[TaskList[], {10}]; ToExpression[StringSplit[Import["/proc/self/statm", "String"]][[2]]] 4096./2^20);

(* Workers that have nothing to do for two seconds give back what they had at hand. *)
settled[most_] := NestWhile[(Pause[2.5]; resident[]) &, resident[], # > most &, 1, 4];

number = 0;
tap[fine_, what_] := Print[If[TrueQ[fine], "ok ", "not ok "], ++number, " - ", what];

fine = Sum[one[batch b], {b, 0, 1}];
before = resident[];
rounds = Max[1, Quotient[all, batch] - 2];
fine += Sum[one[batch b], {b, 2, rounds + 1}];
after = settled[before + 24];
tap[fine === batch (rounds + 2), "each of the tasks ended as it should"];
tap[Select[TaskList[], #State =!= "Running" &] === {}, "none is left"];
(* The heap begins with 32 MB, of which the first batch need not have touched all. *)
tap[after <= before + 24, "the memory is back to where it began"];
Print["# ", batch (rounds + 2), " tasks, ", fine, " right; resident: ", Round[before, 0.1], " MB before, ", Round[after, 0.1], " MB after"];
Print["1..", number];
