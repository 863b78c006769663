(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* what is made of futures, errors as values, methods *)
>> AwaitAny[{Promise[], Spawn[5]}]
{5, 2}

>> AwaitAny[{7, Promise[]}]
{7, 1}

>> First[AwaitAny[{Promise[]}, 0.01]]
Timeout

>> f = Spawn[Pause[100]]; {AwaitFirst[{f, Spawn[5]}], First[Await[f]]}
{{5, 2}, Cancelled}

>> TryAwait[{Spawn[1], 2, Spawn[3]}]
{1, 2, 3}

>> f = Spawn[Pause[100]]; {First[TryAwait[{f, Spawn[Throw[1]]}]], First[Await[f]]}
{Thrown, Cancelled}

>> TryAwait[{}]
{}

>> AwaitAny[{}]
AwaitAny::futures: A list of at least one future expected in place of {}.
AwaitAny[{}]

>> f = Spawn[5]; AwaitAny[{f, f}][[1]]
5

>> p = Promise[]; g = Then[Then[p, # + 1 &], h]; Resolve[p, 2]; Await[g]
h[3]

>> First[Await[Then[Spawn[Throw[1]], h]]]
Thrown

>> {Await[OnFailure[Spawn[Throw[1]], First]], Await[OnFailure[Spawn[5], First]]}
{Thrown, 5}

>> Then[5, h]
Then::future: 5 is not a future.
Then[5, h]

>> Await[Table[SpawnBlocking[Pause[0.01]; Await[Spawn[i^2]]], {i, 5}]]
{1, 4, 9, 16, 25}

>> First[Await[SpawnBlocking[Throw[1]]]]
Thrown

(* errors *)
>> TryCatch[Throw[5], #[[2]]["Value"] &]
5

>> TryCatch[Abort[], error -> {First[error], 1 + 1}]
{Aborted, 2}

>> TryCatch[Message[Part::partw, 1, 2]; $Failed, First]
Part::partw: Part 1 of 2 does not exist.
MessageFailure

>> TryCatch[$Failed, First]
$Failed

>> TryCatch[Await[Spawn[Throw[1]]], First]
Thrown

>> Do[TryCatch[Break[], no], {3}]

>> TimeConstrained[TryCatch[While[True], no], 0.01, outer]
outer

>> ErrorBoundary[Failure["A", <|"x" -> 1|>], {Failure["B", _] :> b, Failure["A", a_] :> a["x"]}]
1

>> Catch[ErrorBoundary[Throw[5], Failure["A", _] :> no]]
5

>> ErrorBoundary[3, {_ :> no}]
3

>> ErrorBoundary[3, no]
ErrorBoundary::rules: no is not a rule or a list of rules.
ErrorBoundary[3, no]

(* resources *)
>> {Catch[WithResource[ch = Channel[], keep = ch; Throw[1]]], ClosedQ[keep]}
{1, True}

>> {WithResource[{a = Channel[], b = BoundedChannel[1]}, keep = {a, b}; 5], ClosedQ /@ keep}
{5, {True, True}}

>> First[TaskScope[Spawn[WithResource[c = Channel[], keep = c; Send[out = c, 1]; Pause[100]]]; Pause[0.01]; Cancel[CurrentScope[]]]]
Cancelled

>> WithResource[a = 5, a]
WithResource::close: 5 can't be closed.
WithResource[a = 5, a]

>> WithResource[a, a]
WithResource::binding: a is not of the form x = expr, or a list of such.
WithResource[a, a]

(* methods *)
>> ch = Channel[]; ch.send(5); {ch.length(), ch.receive(), ch.close(), ch.closed()}
{1, 5, Null, True}

>> Spawn[6].await()
6

>> ch["Capacity"]
Infinity

>> u.v(w)
w*u . v

>> ch.fly(1)
MethodCall::method: Channel[<5>] has no method Fly.
Channel[<5>][Fly, 1]
