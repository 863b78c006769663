(* What a child process does with objects of its parent is done there: nothing is a copy, nothing is lost or doubled. *)
>> p = ThreadPool[1, Isolation -> "Process"]; c = Channel[]; Await[Spawn[Send[c, 1], Pool -> p]]; ChannelLength[c]
1

>> {Await[Spawn[Receive[c], Pool -> p]], ChannelLength[c]}
{1, 0}

>> t = CancellationToken[]; {Await[Spawn[Cancel[t], Pool -> p]], CancelledQ[t]}
{True, True}

>> q = Promise[]; {Await[Spawn[Resolve[q, 1], Pool -> p]], Await[Spawn[Resolve[q, 2], Pool -> p]], Await[q]}
{True, False, 1}

>> SendAll[c, {1, 2, 3}]; Close[c]; Await[Spawn[Table[x^2, {x, c}], Pool -> p]]
{1, 4, 9}

>> d = Channel[]; Send[d, 3]; Await[Spawn[ChannelSelect[{Receive[d, x_] :> x^2}], Pool -> p]]
9

(* Objects come back as what they are, and those of the parent's that a child is sent can be used there. *)
>> Await[Spawn[d, Pool -> p]] === d
True

>> e = Channel[]; Send[d, e]; {Await[Spawn[With[{o = Receive[d]}, Send[o, 5]; o], Pool -> p]] === e, Receive[e]}
{True, 5}

(* Objects of the child's stay there: refused, and nothing was sent. *)
>> r = Await[Spawn[Quiet[{Send[d, Channel[]], Check[Send[d, Channel[]], told]}], Pool -> p]]; {First[r[[1]]], KeyExistsQ[Last[r[[1]]], "Task"], r[[2]], ChannelLength[d]}
{Local, True, told, 0}

>> r = Await[Spawn[Channel[], Pool -> p]]; {First[r], KeyExistsQ[Last[r], "Task"]}
{Local, True}

>> First[Await[Spawn[Quiet[WithCancellation[t, 1]], Pool -> p]]]
Local

(* Shared symbols and critical sections. *)
>> SetSharedVariable[s, l]; s = 0; l = {}; ParallelDo[s += i; AppendTo[l, i], {i, 10}, Pool -> p]; {s, l}
{55, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}

>> two = ThreadPool[2, Isolation -> "Process"]; SetSharedVariable[n]; n = 0; Await[Table[Spawn[Do[CriticalSection[lock, n = n + 1], {20}], Pool -> two], {4}]]; n
80

>> First[Await[Spawn[CriticalSection[lock, Run["kill -9 $PPID"]], Pool -> p]]]
Panic

>> CriticalSection[lock, free]
free

(* Waiting for the parent's is waiting of the task: it sees other tasks end, limits of time, and deadlocks. *)
>> f = Spawn[Pause[0.05]; 5]; Await[Spawn[Await[f], Pool -> p]]
5

>> Await[Spawn[k = 5; Await[Spawn[k, Pool -> p]], Pool -> p]]
5

>> Await[Spawn[TimeConstrained[Receive[d], 0.05, late], Pool -> p]]
late

>> First[Await[Spawn[Receive[d], Pool -> p]]]
Deadlock

>> g = Spawn[Receive[d], Pool -> p]; h = Spawn[Pause[10]]; Pause[0.05]; Cancel[g]; r = First[Await[g]]; Cancel[h]; Send[d, 1]; {r, ChannelLength[d]}
{Cancelled, 1}

(* A child's child asks the child, which asks its parent. *)
>> Await[Spawn[Await[Spawn[Receive[d], Pool -> p]], Pool -> p]]
1

(* Quiet and Check of either side hold. *)
>> b = BoundedChannel[3, _Integer]; Await[Spawn[{First[Quiet[Send[b, a]]], Quiet[Check[Send[b, a], checked]]}, Pool -> p]]
{Type, checked}

>> Quiet[Check[ParallelMap[1/# &, {0, 1}, Pool -> p], checked]]
checked

(* Whether a pattern takes a value is found out where the channel is: not from here, and nothing is lost. *)

>> c = Channel[]; Send[c, "s"]; {First[Await[Submit[p, Function[Quiet[ChannelSelect[{Receive[c, x_Integer] :> x}]]]]]], ChannelLength[c]}
{Local, 1}

>> Await[Submit[p, Function[ChannelSelect[{Receive[c, x_] :> {x}}]]]]
{s}

(* An exit out of a shared function is the child's that called it. *)

>> SetSharedFunction[exits]; exits[x_] := If[x > 2, Throw[x, tag], x]; exits[a] := Abort[]; {ParallelMap[Catch[exits[#], tag] &, {1, 5}, Pool -> p], ParallelMap[CheckAbort[exits[#], aborted] &, {1, a}, Pool -> p], Catch[ParallelMap[exits, {1, 6}, Pool -> p], tag]}
{{1, 5}, {1, aborted}, 6}

>> {ParallelMap[Catch[exits[#], tag, List] &, {4}, Pool -> p], First[Await[Spawn[exits[3], Pool -> p]]], First[Await[Spawn[exits[a], Pool -> p]]], Await[Spawn[exits[2], Pool -> p]]}
{{{4, tag}}, Thrown, Aborted, 2}

>> SetSharedVariable[guarded]; guarded = 1; Protect[guarded]; {ParallelMap[Quiet[guarded = #] &, {5}, Pool -> p], guarded}
{{5}, 1}
