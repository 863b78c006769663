(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Primes counted by trial division in 400 ranges of 1000. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

primeQ[n_] := Module[{d = 2}, While[d d <= n && Mod[n, d] != 0, d++]; d d > n];
primes[k_] := Module[{count = 0}, Do[If[primeQ[n], count++], {n, Max[2, 1000 k], 1000 k + 999}]; count];
ParallelMap[primes, {0, 0}];
{time, counts} = AbsoluteTiming[ParallelMap[primes, Range[0, 399], Method -> "FinestGrained"]];
must[Total[counts] == 33860];
report["ms", 1000 time];
