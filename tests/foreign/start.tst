(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* tasks that wait need no stack of their own, in whatever call they were started: 2,000 stacks would be 8 GB of addresses *)
>> size[] := Module[{lines = StringSplit[Import["/proc/self/status", "String"], "\n"]}, ToExpression[First[StringCases[First[Select[lines, StringStartsQ[#, "VmSize"] &]], DigitCharacter ..]]]/1000.];
>> ch = Channel[]; full = BoundedChannel[0]; p = Promise[]; f[x_] := Module[{y = x}, Receive[ch]; y];
>> SetAttributes[light, HoldFirst];
>> light[e_] := Module[{fs, before = size[], after}, fs = Table[e, {2000}]; Pause[0.2]; after = size[]; Scan[Cancel, fs]; Await[fs]; after - before < 2000];
>> light[Spawn[Pause[1000]]]
True

>> {light[Spawn[Receive[ch]]], light[Spawn[Receive[ch, 1000]]], light[Spawn[Send[full, 1]]], light[Spawn[Await[p]]]}
{True, True, True, True}

>> {light[Spawn[full <- 1]], light[Spawn[<-ch]], light[Spawn[ch["Receive"]]], light[Spawn[ch.Receive()]], light[Spawn[p.Await()]]}
{True, True, True, True, True}

>> {light[Spawn[1 + Await[p]]], light[Spawn[{Await[p], 2}]], light[Spawn[f[1]]], light[Spawn[f[Await[p]]]]}
{True, True, True, True}

>> {light[Spawn[Function[x, Await[x]][p]]], light[Submit[$Pool, Function[Receive[ch]]]], light[Submit[$Pool, Receive, ch]], light[Then[p, Sqrt]]}
{True, True, True, True}

>> {light[Spawn[AwaitAny[{p, p}]]], light[With[{r = Promise[]}, Spawn[AwaitFirst[{r, r}]]]], light[With[{r = Promise[]}, Spawn[TryAwait[{r, 1}]]]]}
{True, True, True}

(* the first of several, and what becomes of the others *)
>> {r, s} = {Promise[], Promise[]}; f = Spawn[AwaitFirst[{r, s}]]; Pause[0.01]; Resolve[s, 5]; {Await[f], First[Await[r]]}
{{5, 2}, Cancelled}

>> r = Promise[]; f = Spawn[AwaitAny[{r, Promise[]}, 0.01]]; {First[Await[f]], Resolve[r, 1]}
{Timeout, True}

>> {r, s} = {Promise[], Promise[]}; f = Spawn[TryAwait[{r, s}]]; Pause[0.01]; Reject[s, Failure["No", <||>]]; {First[Await[f]], First[Await[r]]}
{No, Cancelled}

>> {r, s} = {Promise[], Promise[]}; f = Spawn[1 + TryAwait[{r, s, 3}]]; Pause[0.01]; Resolve[s, 5]; Resolve[r, 4]; Await[f]
{5, 6, 4}

>> Keys[ExploreSchedules[Module[{r = Promise[], s = Promise[], f}, f = Spawn[AwaitFirst[{r, s}]]; Pause[1]; Cancel[f]; First /@ Await[{f, r, s}]], 5]]
{{Cancelled, Cancelled, Cancelled}}

>> Sort[{{1, 2}, {2, 1}}, (AwaitAny[{Spawn[Pause[0.001]; 1], Promise[]}]; OrderedQ[{#1, #2}]) &]
{{1, 2}, {2, 1}}

(* what they give is what the evaluator gives *)
>> ch = Channel[]; q = Promise[]; Resolve[q, 4];
>> Await[{Spawn[1 + Await[q]], Spawn[{Await[q], a, 1 + 1}], Spawn[Sqrt[Await[q]]], Spawn[List @@ {Await[q], 2}], Spawn[g[Await[q], 1 + 1]]}]
{5, {4, a, 2}, 2, {4, 2}, g[4, 2]}

>> Await[{Spawn[Function[x, x + Await[q]][1]], Spawn[(# + Await[q] &)[2]], Spawn[Function[{x, y}, {y, x}][Await[q], 1]], Spawn[Function[x, Hold[x], HoldAll][1 + 1]]}]
{5, 6, {1, 4}, Hold[1 + 1]}

>> Await[{Spawn[Plus[Sequence[Await[q], 1], 1]], Spawn[{Sequence @@ {1, 2}, Await[q]}], Spawn[Hold[Await[q]]]}]
{6, {1, 2, 4}, Hold[Await[q]]}

>> ch <- 7; {Await[Spawn[<-ch]], Await[Spawn[ch <- 8]], Await[Spawn[ch["Receive"]]], Await[Spawn[q.Await()]], Await[Spawn[q["Await"]]]}
{7, Null, 8, 4, 4}

>> {Await[Spawn[a <- 3]], Head[Await[Spawn[ch[5]]]] === ch}
{a < -3, True}

(* each element waits in turn; an exit in one is the task's *)
>> First /@ Await[{Spawn[{Await[q], Throw[1]}], Spawn[{Abort[], Await[q]}]}]
{Thrown, Aborted}

>> Await[Spawn[Return[{Await[q], 5}]]]
{4, 5}

>> Await[Spawn[Max[Await[Spawn[Pause[0.01]; 3]], Await[Spawn[Pause[0.02]; 4]]]]]
4

(* redefined, they are the user's *)
>> Unprotect[Receive]; Receive[mine] := 9; Protect[Receive]; Await[{Spawn[Receive[mine]], Spawn[{Receive[mine]}]}]
{9, {9}}

>> Unprotect[Receive]; Receive[mine] =.; Protect[Receive];

(* up-values *)
>> box /: Receive[box[c_]] := {Receive[c]}; Send[ch, 1]; Send[ch, 2]; {Await[Spawn[Receive[box[ch]]]], Await[Spawn[1 + Receive[box[ch]]]]}
{{1}, {3}}

>> Await[{Then[q, Sqrt], Then[q, # + 1 &], Then[Spawn[Throw[1]], Sqrt], OnFailure[q, Sqrt], OnFailure[Spawn[Throw[1]], #[[2, "Value"]] &]}][[{1, 2, 4, 5}]]
{2, 5, 4, 1}

>> Await[Then[Then[q, Function[x, Pause[0.01]; x + 1]], Function[x, {x, Await[q]}]]]
{5, 4}
