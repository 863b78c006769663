(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* cancellation: tokens, futures, what holds it off *)
>> t = CancellationToken[]; {CancelledQ[t], Cancel[t], Cancel[t], CancelledQ[t]}
{False, True, False, True}

>> First[WithCancellation[t, never]]
Cancelled

>> t = CancellationToken[]; a = ChildToken[t]; b = ChildToken[a]; c = ChildToken[t]; Cancel[a]; CancelledQ /@ {t, a, b, c}
{False, True, True, False}

>> Cancel[t]; {CancelledQ[c], CancelledQ[ChildToken[t]]}
{True, True}

(* it is caught by nothing, and comes again until it has arrived *)
>> t = CancellationToken[]; Spawn[Pause[0.01]; Cancel[t]]; First[WithCancellation[t, Catch[CheckAbort[While[True], no], _]; While[True]]]
Cancelled

>> n = Channel[]; begun = Channel[]; t = CancellationToken[]; Spawn[Receive[begun]; Cancel[t]]; First[WithCancellation[t, WithCleanup[Send[begun, 1]; Pause[100], Pause[0.01]; Send[n, clean]]]]
Cancelled

>> ReceiveAll[n]
{clean}

(* when the part has been left the evaluation goes on *)
>> t = CancellationToken[]; Cancel[t]; {First[WithCancellation[t, 1]], Pause[0.001], 2}
{Cancelled, Null, 2}

>> t = CancellationToken[]; u = CancellationToken[]; Spawn[Pause[0.01]; Cancel[t]]; First[WithCancellation[t, WithCancellation[u, Pause[100]]; never]]
Cancelled

>> t = CancellationToken[]; u = CancellationToken[]; Spawn[Pause[0.01]; Cancel[u]]; WithCancellation[t, {First[WithCancellation[u, Pause[100]]], 2}]
{Cancelled, 2}

(* held off *)
>> t = CancellationToken[]; First[WithCancellation[t, AbortProtect[Cancel[t]; Pause[0.01]; Send[n, {CancelledQ[], CheckCancelled[]}]]; Send[n, never]]]
Cancelled

>> ReceiveAll[n]
{{True, Null}}

(* tasks stand under the token that their spawner stands under *)
>> t = CancellationToken[]; f = WithCancellation[t, Spawn[Pause[100]]]; Cancel[t]; First[Await[f]]
Cancelled

(* futures and promises *)
>> f = Spawn[Pause[100]]; {Cancel[f], Cancel[f], CancelledQ[f], First[Await[f]]}
{True, False, True, Cancelled}

>> f = Spawn[1]; Await[f]; {Cancel[f], CancelledQ[f], Await[f]}
{False, False, 1}

>> p = Promise[]; {Cancel[p], Resolve[p, 1], First[Await[p]]}
{True, False, Cancelled}

(* a cancelled operation has not happened *)
>> ch = Channel[]; f = Spawn[Receive[ch]]; Pause[0.01]; Cancel[f]; First[Await[f]]
Cancelled

>> Send[ch, 1]; {ChannelLength[ch], Receive[ch]}
{1, 1}

>> ch = BoundedChannel[0]; f = Spawn[Send[ch, 1]]; Pause[0.01]; Cancel[f]; Await[f]; TryReceive[ch]
Missing[Empty]

>> CheckCancelled[]

>> CancelledQ[5]
CancelledQ::cancel: 5 is nothing that can be cancelled.
CancelledQ[5]

>> ChildToken[x]
ChildToken::token: x is not a cancellation token.
ChildToken[x]

>> WithCancellation[x, 1]
WithCancellation::token: x is not a cancellation token.
WithCancellation[x, 1]

>> Cancel[(x^2 - 1)/(x - 1)]
1 + x

(* the Failure of a cancelled task is made when somebody asks: the same for all *)
>> ch = Channel[]; t = Spawn[Receive[ch]]; Pause[0.01]; Cancel[t]; {CancelledQ[t], Await[t][[2, "Message"]], Await[t] === Await[t]}
{True, The evaluation was cancelled., True}

>> t = Spawn[Receive[ch]]; waits = Table[Spawn[Await[t]], {3}]; Pause[0.01]; Cancel[t]; SameQ @@ Map[Await, waits]
True

>> t = Spawn[Receive[ch]]; Pause[0.01]; Cancel[t]; ChannelSelect[{Await[t, f_] :> First[f]}]
Cancelled

>> t = Spawn[Receive[ch]]; u = Then[t, done]; v = OnFailure[t, caught]; Pause[0.01]; Cancel[t]; {Head[Await[v]], First[First[Await[v]]]}
{caught, Cancelled}
