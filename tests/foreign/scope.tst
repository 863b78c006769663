(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* every task ends before its scope does, and its first failure is the result *)
>> n = Channel[]; TaskScope[Do[With[{k = k}, Spawn[Pause[0.01]; Send[n, k]]], {k, 5}]; done]
done

>> Sort[ReceiveAll[n]]
{1, 2, 3, 4, 5}

>> TaskScope[1 + 1]
2

>> f[k_] := Spawn[If[k > 0, f[k - 1]]; Pause[0.005]; Send[n, k]]; TaskScope[f[3]; 7]
7

>> Sort[ReceiveAll[n]]
{0, 1, 2, 3}

>> First[TaskScope[Spawn[Pause[100]]; Spawn[Pause[0.01]; Throw[x]]; Pause[100]]]
Thrown

>> TaskScope[Spawn[Throw[x]]; Pause[100]][[2]]["Value"]
x

>> First[TaskScope[s = Spawn[Pause[100]]; Spawn[Abort[]]]]
Aborted

>> First[Await[s]]
Cancelled

(* a value that is a Failure fails the scope *)
>> TaskScope[s = Spawn[Pause[100]]; Failure["mine", <||>]]
Failure[mine, <||>]

>> First[Await[s]]
Cancelled

(* cleanups run, those that wait too *)
>> First[TaskScope[Spawn[WithCleanup[Pause[100], Pause[0.01]; Send[n, cleaned]]]; Pause[0.02]; Spawn[Throw[1]]; Pause[100]]]
Thrown

>> ReceiveAll[n]
{cleaned}

(* whatever ends the body ends the tasks *)
>> Catch[TaskScope[s = Spawn[WithCleanup[Pause[100], Send[n, out]]]; Pause[0.01]; Throw[thrown]]]
thrown

>> {ReceiveAll[n], First[Await[s]]}
{{out}, Cancelled}

>> CheckAbort[TaskScope[Spawn[While[True]]; Abort[]], aborted]
aborted

>> TimeConstrained[TaskScope[Spawn[While[True]]; Pause[100]], 0.02, late]
late

>> g[x_] := (TaskScope[Spawn[Pause[100]]; Return[early, g]]; never); g[1]
early

(* nested: the inner one's failure is its value *)
>> TaskScope[{First[TaskScope[Spawn[Throw[1]]; Pause[100]]], 2}]
{Thrown, 2}

>> First[TaskScope[Spawn[TaskScope[Spawn[WithCleanup[Pause[100], Send[n, deep]]]; Pause[100]]]; Pause[0.02]; Spawn[Throw[2]]; Pause[100]]]
Thrown

>> ReceiveAll[n]
{deep}

(* options *)
>> TaskScope[s = {Spawn[Throw[x]], Spawn[Pause[0.01]; 7]}; 5, OnError -> "Supervise"]
5

>> {First[Await[s[[1]]]], Await[s[[2]]]}
{Thrown, 7}

>> TaskScope[Spawn[Throw[1]]; Spawn[Pause[0.01]; Throw[2]]; 5, OnError -> (Send[n, #[[2]]["Value"]] &)]
5

>> ReceiveAll[n]
{1, 2}

>> TaskScope[s = Spawn[Pause[100]]; Spawn[Throw[1]]; 5, OnError -> ("CancelSiblings" &)][[2]]["Value"]
1

>> First[Await[s]]
Cancelled

>> First[TaskScope[Spawn[Pause[100]]; Pause[100], Timeout -> Milliseconds[10]]]
Timeout

>> TaskScope[1, Timeout -> 10, Name -> "work"]
1

>> First[TaskScope[Spawn[AbortProtect[Pause[0.3]]]; Pause[0.02]; Cancel[CurrentScope[]], ShutdownTimeout -> 0.05]]
TaskScope::left: 1 tasks of the scope have not ended, and were left alone.
Cancelled

>> TaskScope[1, OnError -> "Other"]
TaskScope::onerror: The value Other of OnError is not "CancelSiblings", "Supervise" or a function.
TaskScope[1, OnError -> Other]

>> TaskScope[1, Timeout -> x]
TaskScope::time: The value x of Timeout is not a time.
TaskScope[1, Timeout -> x]

>> First[TaskScope[Pause[100], Timeout -> -1]]
Timeout

(* one task cancelled on its own fails nobody *)
>> TaskScope[s = Spawn[Pause[100]]; Pause[0.01]; Cancel[s]; 5]
5

(* many *)
>> First[TaskScope[Do[Spawn[Pause[1000]], {20000}]; Cancel[CurrentScope[]]]]
Cancelled

>> TaskScope[Total[Await[Table[Spawn[1], {1000}]]]]
1000
