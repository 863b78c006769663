(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Endless evaluation ends with a message. *)
>> x = x + 1
$RecursionLimit::reclim2: Recursion depth of 1024 exceeded during evaluation of x.
TerminatedEvaluation[RecursionLimit]

>> Clear[x]; f[n_] := f[n + 1]; f[1]
$IterationLimit::itlim: Iteration limit of 4096 exceeded.
TerminatedEvaluation[IterationLimit]

>> Block[{$RecursionLimit = 10}, 1]
$RecursionLimit::limset: Cannot set $RecursionLimit to 10; value must be Infinity or an integer at least 20.
1

>> TimeConstrained[While[True], 0.05, late]
late

>> TimeConstrained[TimeConstrained[While[True], 10, inner], 0.05, outer]
outer

>> TimeConstrained[TimeConstrained[While[True], 0.05, inner], 10, outer]
inner

>> TimeConstrained[1, 0]
TimeConstrained::timc: Number of seconds 0 is not a positive machine-sized number or Infinity.
TimeConstrained[1, 0]

>> MemoryConstrained[Table[g[i], {i, 10^7}], 10^6, large]
large

>> TimeConstrained[Do[Null, {10^30}], 0.05]
$Aborted

>> Table[1, {10^12}]
General::nomem: The current computation was aborted because there was insufficient memory available to complete the computation.
$Aborted

>> Range[10^18]
General::nomem: The current computation was aborted because there was insufficient memory available to complete the computation.
$Aborted

(* Matching that would take for ever can be stopped. *)
>> TimeConstrained[MatchQ[Range[30], {a___, b___, c___, d___, e___, f___, g___, h___, i___, j___} /; False], 0.1]
$Aborted

>> SetAttributes[o, Orderless]; TimeConstrained[MatchQ[o @@ Range[20], o[a_, b_, c_, d_, e_, f_, g_, h_, i_, j_, k___] /; False], 0.1]
$Aborted

>> MatchQ[Range[10^5], {__Integer}]
True

>> MatchQ[Range[10^4], {(_ | _)..}]
True

(* Depth. *)
>> Block[{$RecursionLimit = Infinity}, deep = Nest[Subscript, z, 10^5]; deep2 = Nest[Subscript, z, 10^5]; {deep === deep2, Order[deep, deep2], Hash[deep] === Hash[deep2], Depth[deep]}]
{True, 0, True, 100001}

>> Block[{$RecursionLimit = Infinity}, q[deep] = 1; q[deep2]]
1

>> Sort[{Nest[Subscript, z, 10^5], Nest[Subscript, y, 10^5]}] === {Nest[Subscript, y, 10^5], Nest[Subscript, z, 10^5]}
True

>> Block[{$RecursionLimit = Infinity}, (deep /. z -> 1) === Nest[Subscript, 1, 10^5]]
True

(* Expressions that share their parts are compared by the parts that there are, not by those that show. *)
>> u = Nest[s[#, #] &, z, 60]; v = Nest[s[#, #] &, z, 60]; {u === v, Order[u, v], Length[Union[{u, v}]]}
{True, 0, 1}

>> u === Nest[s[#, #] &, y, 60]
False

(* What a message shows of a large argument is short. *)
>> Head[StringLength[Nest[p, z, 10^4]]]
StringLength::string: String expected at position 1 in StringLength[p[p[p[p[p[p[p[p[p[p[p[p[<<1>>]]]]]]]]]]]]].
StringLength
