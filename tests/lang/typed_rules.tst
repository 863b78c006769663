(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Rules that call their own symbol have the values that the evaluator gives, after some calls as before. *)
>> fib[0] = 0; fib[1] = 1; fib[n_] := fib[n - 1] + fib[n - 2]
>> {fib[20], fib[25]}
{6765, 75025}

(* Integers grow. *)
>> fact[0] = 1; fact[n_] := n fact[n - 1]
>> Do[fact[5], {100}]; {fact[20], fact[25]}
{2432902008176640000, 15511210043330985984000000}

(* A new rule, a new value of a symbol and another type of argument are seen. *)
>> g[n_] := k + If[n <= 0, 0, g[n - 1]]
>> k = 2; Do[g[5], {100}]; {g[9], k = 3; g[9], k = 1/2; g[9], k =.; g[1]}
{20, 30, 5, 2*k}

>> k = 2; {Block[{k = 7}, g[2]], g[1.5]}
{21, 6}

>> fib[n_] := "anew"; fib[n_Integer] := {n}; {fib[7], fib[x]}
{{7}, anew}

(* Lists are taken apart, as many as there are of whatever elements. *)
>> len[{}] = 0; len[l_] := 1 + len[Rest[l]]
>> Do[len[{1, 2, 3}], {100}]; {len[{1, 2, 3, 4}], len[{a, b}], len[Range[300]], len[{1., 2}], len[{}]}
{4, 2, 300, 2, 0}

>> sum[l_] := If[l === {}, 0, First[l] + sum[Rest[l]]]
>> Do[sum[{1, 2, 3}], {100}]; {sum[Range[300]], sum[{a, b}], sum[{1, 2.5, 1/2}], sum[{2^62, 2^62, 2^62}], sum[{1.5, 2.5}]}
{45150, a + b, 4., 13835058055282163712, 4.}

>> digits[l_, i_] := If[i > Length[l], 0, l[[-i]] 10^(i - 1) + digits[l, i + 1]]
>> Do[digits[{1, 2, 3}, 1], {100}]; {digits[{1, 2, 3, 4}, 1], digits[Range[9], 1]}
{1234, 123456789}

>> last[l_] := If[Length[l] == 1, Last[l], last[Most[l]]]
>> Do[last[{4, 5, 6}], {100}]; {last[{4, 5, 6}], last[{x, y}], last[N[Range[100]]]}
{4, x, 1.}

(* Patterns, conditions and tests choose the rule. *)
>> even[n_?EvenQ] := even[n/2]; even[n_] := n
>> ev[n_] /; n > 10 := ev[n - 7]; ev[n_] := {n}
>> eq[x_, x_] := 1; eq[x_, y_] := 1 + eq[x + 1, y]
>> Do[even[12]; ev[12]; eq[1, 4], {100}]; {even[96], even[7], ev[96], ev[7.5], ev[q], eq[1, 40]}
{3, 7, {5}, {7.5}, {q}, 40}

(* Arguments change places, and calls are arguments. *)
>> swap[x_, y_, n_] := If[n == 0, x - 2 y, swap[y, x + y, n - 1]]
>> Do[swap[1, 2, 4], {100}]; {swap[1, 2, 9], swap[1, 2, 10]}
{-199, -322}

>> ack[0, n_] := n + 1; ack[m_, 0] := ack[m - 1, 1]; ack[m_, n_] := ack[m - 1, ack[m, n - 1]]
>> {ack[2, 3], ack[2, 100], ack[3, 5]}
{9, 203, 253}

(* And and Or end with the value of the last. *)
>> safe[q_, {}, d_] := True; safe[q_, l_, d_] := With[{h = First[l]}, q != h && Abs[q - h] != d && safe[q, Rest[l], d + 1]]
>> queens[m_, 0] := {{}}; queens[m_, k_] := Join @@ Map[Function[l, Map[Prepend[l, #] &, Select[Range[m], safe[#, l, 1] &]]], queens[m, k - 1]]
>> {Length[queens[8, 8]], First[queens[8, 8]], safe[1, {x, 9}, 1]}
{92, {4, 2, 7, 3, 6, 8, 5, 1}, 1 != x && Abs[1 - x] != 1}

(* Limits hold. *)
>> down[n_] := 1 + down[n + 1]; Do[Quiet[CheckAbort[TimeConstrained[down[1], 5], 0]], {3}]
TerminatedEvaluation[RecursionLimit]

>> for[n_] := for[n + 1]; for[1]
$IterationLimit::itlim: Iteration limit of 4096 exceeded.
TerminatedEvaluation[IterationLimit]

>> TimeConstrained[Block[{$IterationLimit = Infinity}, for[1]], 0.02]
$Aborted

>> deep[0] = 0; deep[n_] := n + deep[n - 1]; Block[{$RecursionLimit = Infinity}, deep[200000]]
20000100000

(* A difference is one, whichever comes first, and of the least integer too. *)
>> diff[a_, b_, n_] := If[n == 0, {a - b, b - a}[[1]], diff[b, a, n - 1]]; gap[a_, b_, n_] := If[n == 0, a - b, gap[b, a, n - 1]]
>> Do[gap[1, 2, 3], {100}]; {gap[1, 5, 2], gap[1, 5, 3], gap[1.5, 5, 1], gap[2^62, -2^62, 2], gap[-2^63, 1, 2], diff[4, 1, 2]}
{-4, 4, 3.5, 9223372036854775808, -9223372036854775809, 3}
