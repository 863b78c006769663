(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Pools of workers. *)

>> p = ThreadPool[2, Name -> "io"]; {p["Name"], p["Workers"], p["Closed"]}
{io, 2, False}

>> Head[p["Bogus"]] === p
MethodCall::method: ThreadPool[<1, io>] has no method Bogus.
True

>> p = ThreadPool[1.5*2]; p["workers"]
3

>> ThreadPool[0]
ThreadPool::workers: 0 is not a number of workers from 1 to 1024.
ThreadPool[0]

>> ThreadPool[-1]
ThreadPool::workers: -1 is not a number of workers from 1 to 1024.
ThreadPool[-1]

>> ThreadPool[1, Scheduler -> "Best"]
ThreadPool::scheduler: Best is not "WorkStealing", "FIFO", {"Simulated", seed} or a function that compares tasks.
ThreadPool[1, Scheduler -> Best]

>> ThreadPool[1, Placement -> {-1}]
ThreadPool::node: -1 is not a node of memory with processors that this process may use.
ThreadPool[1, Placement -> {-1}]

>> ThreadPool[1, StackSize -> 10^9]
ThreadPool::stack: 1000000000 is not a size of stacks up to 4194304 bytes.
ThreadPool[1, StackSize -> 1000000000]

>> Await[#["Submit", Plus, 1, 2]] & /@ {ThreadPool[1], ThreadPool[1, Placement -> "Scatter"], ThreadPool[2, Placement -> {0}], ThreadPool[2, Placement -> "None", Scheduler -> "FIFO"], $Pool}
{3, 3, 3, 3, 3}

>> {$Pool === $Pool, $Pool["Name"], $Pool["Closed"]}
{True, $Pool, False}

(* Close waits for the tasks. *)
>> p = ThreadPool[2]; fs = Table[With[{k = k}, Submit[p, (Pause[0.05]; k) &]], {k, 4}]; Close[p]; {p["Tasks"], p["Closed"], Await[fs]}
{0, True, {1, 2, 3, 4}}

(* After its time it cancels what is left. *)
>> p = ThreadPool[1]; f = Submit[p, Pause, 100]; Close[p, 0.05]; {First[Await[f]], p["Tasks"]}
{Cancelled, 0}

>> p = ThreadPool[1]; f = Submit[p, While[True] &]; Close[p, 0.05]; First[Await[f]]
Cancelled

(* Nothing goes into a closed pool; closing twice does nothing. *)
>> p = ThreadPool[1]; Close[p]; {First[Submit[p, Plus, 1]], First[Spawn[1, Pool -> p]], Close[p]}
{Closed, Closed, Null}

>> First[Close[$Pool]]
Refused

(* A task of the pool may close it: it does not wait for itself. *)
>> p = ThreadPool[1]; Await[Spawn[Close[p]; 5, Pool -> p]]
5

(* What a task starts runs in its pool. *)
>> p = ThreadPool[1]; f = Spawn[Await[Spawn[1 + 1]], Pool -> p]; Close[p]; Await[f]
2

(* First in, first out; by a comparison: the only worker starts them all before it runs any, if its time slice is long enough, which it is now and then. *)
>> order[p_, names_] := Module[{out = Channel[]}, Spawn[Scan[Function[n, Spawn[Send[out, n], Name -> n]], names], Pool -> p]; Table[Receive[out], Length[names]]]

>> order[ThreadPool[1, Scheduler -> "FIFO"], {"b", "d", "a", "c"}]
{b, d, a, c}

>> AnyTrue[Range[20], attempt |-> order[ThreadPool[1, Scheduler -> (Order[#1["Name"], #2["Name"]] > 0 &)], {"b", "d", "a", "c"}] === {"a", "b", "c", "d"}]
True

>> AnyTrue[Range[20], attempt |-> order[ThreadPool[1, Scheduler -> (#1["Task"] > #2["Task"] &)], {"b", "d", "a", "c"}] === {"c", "a", "d", "b"}]
True

(* Pools come and go, and their threads with them. *)
>> Do[Close[ThreadPool[2]], 50]; Table[Await[Submit[ThreadPool[2], Plus, k, 1]], {k, 50}] === Range[2, 51]
True
