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
