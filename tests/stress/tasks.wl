(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* tasks.wl -- a little of everything that tasks do with each other on real threads, for a build with
   -fsanitize=thread (GC_DONT_GC=1 lyra tests/stress/tasks.wl): what it prints is the same each time. *)
f[x_] := x^2 + g[x]; g[x_] := If[x > 3, h[x - 1], x]; h[x_] := g[x - 1] + 1; fib[n_] := If[n < 2, n, fib[n-1] + fib[n-2]];
memo[n_] := memo[n] = n + 1;
r = Await[Table[Spawn[Sum[f[k], {k, 50}] + fib[10] + memo[3]], {40}]];
Print[Union[r]];
ch = BoundedChannel[2]; out = Channel[];
ws = Table[Spawn[While[(x = Receive[ch]) =!= EndOfStream, Send[out, f[x] + Expand[(a + x)^3]]]], 4];
Do[Send[ch, i], {i, 60}]; Close[ch]; Await[ws];
Print[Length[ReceiveAll[out]]];
a1 = BoundedChannel[0]; b1 = BoundedChannel[0];
s = Table[Spawn[Do[ChannelSelect[{Send[a1, k] :> 1, Receive[b1, x_] :> x}], {k, 20}]], 3];
t = Table[Spawn[Do[ChannelSelect[{Receive[a1, x_] :> x, Send[b1, k] :> 1}], {k, 20}]], 3];
Print[Length[Await[Join[s, t]]]];
tk = CancellationToken[];
c = Table[Spawn[WithCancellation[tk, While[True, Receive[Channel[], 0.001]]]], 5];
Spawn[Pause[0.01]; Cancel[tk]];
Print[First /@ Await[c]];
Do[TaskScope[Do[Spawn[If[k == 3, Throw[1], Pause[100]]], {k, 5}]; Pause[100]], 5];
Print[Total[ParallelMap[fib, Table[8, 50]]]];
Print[ParallelTable[Expand[(x + y)^k], {k, 6}][[2]]];
p = ThreadPool[3]; Print[Union[Await[Table[With[{i = i}, Spawn[Module[{z = i}, Sort[Table[Mod[7 z k, 11], {k, 30}]][[1]]], Pool -> p]], {i, 30}]]]];
Print[Union[Await[Table[Spawn[StringLength[SymbolName[Symbol["abc" <> ToString[RandomInteger[5]]]]]], {20}]]]];
big = Table[{i, ToString[i], i^20}, {i, 200}]; as = Association[Table[k -> {k}, {k, 100}]];
Print[Union[Await[Table[Spawn[as[5]; Sort[big]; MatchQ[big, {{_, _String, _}..}]; Union[big] === big], {20}]]]];
