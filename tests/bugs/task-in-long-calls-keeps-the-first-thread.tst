(* The thread of the evaluation that waited ran the task itself, and came back from calls that take milliseconds only after five hundred. *)

>> First[AbsoluteTiming[TimeConstrained[TaskScope[Await[Spawn[While[True, Fibonacci[10^7]]]]], 0.1]]] < 1.5
True

>> First[AbsoluteTiming[TimeConstrained[TaskScope[Await[Spawn[While[True, N[Zeta[1/2 + 14 I], 1000]]]]], 0.1]]] < 1.5
True

>> First[AbsoluteTiming[TimeConstrained[TaskScope[Await[Spawn[Fibonacci[10^8]; While[True]]]], 0.1]]] < 1.5
True

>> f = Spawn[While[True, Reverse[Range[10^6]]]]; Pause[0.1]; Cancel[f]; First[Await[f]]
Cancelled
