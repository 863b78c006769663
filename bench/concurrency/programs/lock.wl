(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Two tasks add to a shared counter in a critical section: lock.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = argument[1, 20000];
SetSharedVariable[count];
count = 0;
add[n_] := Do[CriticalSection[guard, count++], {n}];
{time, ends} = AbsoluteTiming[WaitAll[{ParallelSubmit[add[Quotient[n, 2]]], ParallelSubmit[add[Quotient[n, 2]]]}]];
must[count == 2 Quotient[n, 2]];
report["ns_op", 10^9 time/n];
