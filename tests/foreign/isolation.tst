(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Tasks in child processes: definitions and values go in, the value and what was printed come back. *)
>> p = ThreadPool[2, Isolation -> "Process"]; x = 3; f[y_] := x y; Await[Spawn[f[5], Pool -> p]]
15

>> Await[Spawn[Print["from the child"]; <|"a" -> 1.5, "b" -> {1/3, "s\"q", Hold[1 + 1]}|>, Pool -> p]]
from the child
<|a -> 1.5, b -> {1/3, s"q, Hold[1 + 1]}|>

>> Await[Spawn[x = 4, Pool -> p]]; x
3

(* What ends a task in a child ends it as it would here. *)
>> First[Await[Spawn[Throw[3], Pool -> p]]]
Thrown

>> First[Await[Spawn[While[True], Pool -> p], 0.1]]
Timeout

(* A child that dies costs its task, or one attempt. *)
>> First[Await[Spawn[Run["kill -9 $PPID"]; 7, Pool -> p]]]
Panic

>> q = ThreadPool[2, Isolation -> "Process", Retries -> 2]; ParallelMap[f, Range[1000], Pool -> q] === Map[f, Range[1000]]
True

>> Catch[ParallelMap[If[# == 500, Throw[thrown[#]], #] &, Range[1000], Pool -> q]]
thrown[500]

>> {#[[6]], Head[#[[7]]], #[[8]]} &[ParallelMap[(If[# == 7, Run["kill -9 $PPID"]]; #) &, Range[10], Pool -> p]]
{6, Failure, 8}

(* A child may start tasks of its own. *)
>> Await[Spawn[Total[Await[Table[Spawn[i], {i, 10}]]], Pool -> p]]
55

>> ThreadPool[2, Isolation -> 5]
ThreadPool::isolation: 5 is not None, "Thread" or "Process".
ThreadPool[2, Isolation -> 5]

(* As on a thread of its own. *)
>> First[Await[SpawnBlocking[Run["kill -9 $PPID"]; 5, Pool -> p]]]
Panic

(* That a child has died is seen although what it has started lives on. *)
>> AbsoluteTiming[First[Await[Spawn[Run["sleep 4 > /dev/null 2>&1 & kill -9 $PPID"], Pool -> p]]]] /. {t_, v_} :> {t < 2, v}
{True, Panic}

(* A child whose task is cancelled cleans up, and goes on to the end of an AbortProtect. *)
>> w = CreateFile[]; DeleteFile[w]; f = Spawn[WithCleanup[Pause[100], Run["touch " <> w]], Pool -> p]; Pause[0.2]; Cancel[f]; {First[Await[f]], FileExistsQ[w]}
{Cancelled, True}

>> DeleteFile[w]; f = Spawn[AbortProtect[Pause[0.3]; Run["touch " <> w]], Pool -> p]; Pause[0.1]; Cancel[f]; {First[Await[f]], FileExistsQ[w]}
{Cancelled, True}

>> DeleteFile[w]; o = ThreadPool[1, Isolation -> "Process"]; f = Spawn[WithCleanup[Pause[100], Run["touch " <> w]], Pool -> o]; Pause[0.2]; Close[o, 0.05]; {First[Await[f]], FileExistsQ[w]}
{Cancelled, True}

>> DeleteFile[w]
Null

(* Values may be deep. *)
>> {Depth[Await[Spawn[Nest[deep, 0, 2000], Pool -> p]]], LeafCount[Await[Spawn[Nest[deep, 0, 10^5], Pool -> p]]]}
{2001, 100001}

>> v := {1/3, 2.5, 1`30, 2^100, 1 + 2 I, "a\[Alpha]\"", <|a :> b, "x" -> {}|>, ByteArray[{1, 2}], Range[500]/1., Hold[1 + 1], Infinity, f[x][y]}; Await[Spawn[v, Pool -> p]] === v
True

(* What is shared in a value is sent once. *)
>> v = Nest[{#, #} &, Range[3], 60]; r = Await[Spawn[{v, v}, Pool -> p]]; Part[r, Sequence @@ Table[2, 61]]
{1, 2, 3}

>> Await[Spawn[With[{a = <|x -> Range[3]/1.|>}, {a, f[a, a], a}], Pool -> p]] === With[{a = <|x -> Range[3]/1.|>}, {a, f[a, a], a}]
True

(* A child waits for the tasks that it started. *)
>> Await[Spawn[Spawn[Pause[0.1]; Print["late"]]; 6, Pool -> p]]
late
6

(* $KernelID says for which worker of the pool the child is; another child of the same worker has the same number. *)
>> one = ThreadPool[1, Isolation -> "Process", Retries -> 1]; {Await[Table[Spawn[$KernelID, Pool -> one], {3}]], ParallelTable[$KernelID, {3}, Pool -> one], $KernelID}
{{1, 1, 1}, {1, 1, 1}, 0}

>> Await[Spawn[If[! FileExistsQ[w], Run["touch " <> w]; Run["kill -9 $PPID"]]; $KernelID, Pool -> one]]
1

>> DeleteFile[w]; ParallelEvaluate[$KernelID, Pool -> p]
{1, 2}

>> SubsetQ[{1, 2}, Await[Table[Spawn[$KernelID, Pool -> p], {4}]]]
True
