(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* The first answers of two kernels. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

{time, answers} = AbsoluteTiming[LaunchKernels[2]; WaitAll[{ParallelSubmit[1 + 1], ParallelSubmit[2 + 2]}]];
must[answers === {2, 4}];
report["us", 10^6 time];
