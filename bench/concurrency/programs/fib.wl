(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* A task for every other call of fib: fib.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

fib[n_] := If[n < 2, n,
    Module[{left = Spawn[fib[n - 1]], right},
        right = fib[n - 2];
        Await[left] + right]];

n = argument[1, 25];
{time, answer} = AbsoluteTiming[fib[n]];
must[answer == Fibonacci[n]];
report["ns_task", 10^9 time/(Fibonacci[n + 1] - 1)];
