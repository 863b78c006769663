(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* StackSize: recursion that goes deeper ends the task, whichever evaluator runs it, and nothing else *)
>> small = ThreadPool[1, StackSize -> 30000];
>> deep[n_] := 1 + deep[n + 1];
>> First[Await[Submit[small, Function[Quiet[deep[1]]]]]]
RecursionLimit

>> endless[n_] := Block[{$RecursionLimit = Infinity}, deep[n]];
>> First[Await[Submit[small, Function[Quiet[endless[1]]]]]]
RecursionLimit

>> tree[n_] := Block[{m = n}, 1 + Total[{tree[m + 1]}]];
>> First[Await[Submit[small, Function[Quiet[tree[1]]]]]]
RecursionLimit

>> nested[n_] := Sort[{2, 1}, (nested[n + 1]; True) &];
>> First[Await[Submit[small, Function[Quiet[nested[1]]]]]]
RecursionLimit

(* the pool goes on; less deep is no matter; other pools have what they had *)
>> to[n_] := If[n == 0, 0, 1 + to[n - 1]]; {Await[Submit[small, to, 20]], Await[Spawn[to[500]]]}
{20, 500}

>> First[Await[Submit[small, Function[Quiet[to[2000]]]]]]
RecursionLimit

>> Close[small];

>> ThreadPool[1, StackSize -> 0]
ThreadPool::stack: 0 is not a size of stacks up to 4194304 bytes.
ThreadPool[1, StackSize -> 0]

(* MaxBlockingThreads: so many at once, the others in order *)
>> two = ThreadPool[1, MaxBlockingThreads -> 2];
>> log = Channel[]; gate = Channel[];
>> fs = Table[With[{i = i}, SpawnBlocking[Send[log, i]; Receive[gate]; i, Pool -> two]], {i, 5}];
>> Sort[{Receive[log], Receive[log]}]
{1, 2}

>> First[Receive[log, 0.05]]
Timeout

>> Send[gate, 1]; Receive[log]
3

>> First[Receive[log, 0.05]]
Timeout

>> SendAll[gate, {1, 1, 1, 1}]; {Await[fs], Sort[ReceiveAll[log]]}
{{1, 2, 3, 4, 5}, {4, 5}}

(* tasks of the pool, and what these start *)
>> f = Submit[two, Function[SpawnBlocking[SpawnBlocking[7]]]]; Await[Await[Await[f]]]
7

(* the limit itself can be what nobody gets past: named, not hung *)
>> one = ThreadPool[1, MaxBlockingThreads -> 1];
>> f = SpawnBlocking[Await[SpawnBlocking[8]], Pool -> one]; First[Await[f]]
Deadlock

>> Await[SpawnBlocking[9, Pool -> one]]
9

(* a task that waits for its turn is cancelled like others *)
>> f = SpawnBlocking[Receive[gate], Pool -> one]; g = SpawnBlocking[10, Pool -> one]; {Cancel[g], Cancel[f], First[Await[f]], First[Await[g]]}
{True, True, Cancelled, Cancelled}

>> Await[Table[With[{i = i}, SpawnBlocking[i, Pool -> ThreadPool[1, MaxBlockingThreads -> Infinity]]], {i, 10}]]
{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}

>> Close[one]; First[SpawnBlocking[1, Pool -> one]]
Closed

>> SpawnBlocking[1, Pool -> 5]
SpawnBlocking::pool: 5 is not a pool that takes tasks.
SpawnBlocking[1, Pool -> 5]

(* more than there are threads for all pools together *)
>> Total[Await[Table[With[{i = i}, SpawnBlocking[Pause[0.001]; i]], {i, 200}]]]
20100

(* what a blocking task spawns does not wait behind it *)
>> f = SpawnBlocking[With[{g = Spawn[1 + 1]}, Run["sleep 0.05"]; Await[g]]]; Await[f]
2

(* in a simulated pool time does not pass, and there is one thread *)
>> sim = ThreadPool[Scheduler -> {"Simulated", 3}]; Await[Submit[sim, Function[Await[SpawnBlocking[Pause[3600]; 11]]]]]
11

(* Metrics *)
>> quiet = ThreadPool[2, Metrics -> False]; Await[Table[Submit[quiet, Plus, i, 1], {i, 3}]]
{2, 3, 4}

>> {PoolStatistics[quiet], ConcurrencyStats[quiet], PoolStatistics[ThreadPool[1]]["TasksRun"]}
{Missing[NotAvailable], Missing[NotAvailable], 0}

>> Close[quiet]; Close[two];
