(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* schedules.wl -- models of what tasks do with each other, each under many schedules of the simulated pool.
   LYRA_SCHEDULES says how many (300 where it is not set).  A model gives True, or what went wrong. *)

seeds = Replace[Environment["LYRA_SCHEDULES"], {s_String :> ToExpression[s], _ -> 300}];
number = 0;

check[name_, model_] := Module[{found = ExploreSchedules[model, seeds], wrong},
    wrong = KeyDrop[found, {True}];
    number++;
    Print[If[Length[wrong] == 0 && Total[Length /@ Values[found]] == seeds, "ok ", "not ok "], number, " - ", name];
    KeyValueMap[Print["# ", InputForm[#1], " with the seeds ", Take[#2, UpTo[5]]] &, wrong]
];
SetAttributes[check, HoldRest];

(* What went wrong with what was sent, given what each receiver got, in order. *)
verdict[sent_, got_] := Which[
    Sort[Join @@ got] =!= Sort[sent] && ! DuplicateFreeQ[Join @@ got], {"twice", got},
    Sort[Join @@ got] =!= Sort[sent], {"lost", got},
    ! AllTrue[Flatten[Map[GatherBy[#, First] &, got], 1], OrderedQ], {"order", got},
    True, True];

drain[ch_] := Module[{all = {}, x}, While[(x = Receive[ch]) =!= EndOfStream, AppendTo[all, x]]; all];

transfer[ch_, senders_, each_, receivers_] := Module[{s, r},
    r = Table[Spawn[drain[ch]], receivers];
    s = Table[With[{i = i}, Spawn[Do[Send[ch, {i, k}], {k, each}]]], {i, senders}];
    Await[s];
    Close[ch];
    verdict[Flatten[Table[{i, k}, {i, senders}, {k, each}], 1], Await[r]]];

check["an unbounded channel: nothing lost, nothing twice, each sender's in order", transfer[Channel[], 3, 4, 2]];
check["a channel of one place", transfer[BoundedChannel[1], 3, 3, 2]];
check["a channel of two places", transfer[BoundedChannel[2], 2, 5, 3]];
check["a channel where sender and receiver meet", transfer[BoundedChannel[0], 3, 3, 2]];
check["a closed channel gives what it holds, then its end",
    Module[{ch = BoundedChannel[2], got, sent},
        got = Spawn[drain[ch]];
        sent = Spawn[Select[Range[6], Send[ch, {1, #}] === Null &]];
        Spawn[Close[ch]];
        sent = Await[sent];
        verdict[{1, #} & /@ sent, {Await[got]}]]];

merge[a_, b_] := Module[{all = {}, open = 2, one},
    one[x_] := If[x === EndOfStream, open--, AppendTo[all, x]];
    While[open > 0 && Length[all] < 8, ChannelSelect[{Receive[a, x_] :> one[x], Receive[b, x_] :> one[x]}]; If[open < 2, open = 0]];
    Join[all, drain[a], drain[b]]];
check["select over two channels: nothing lost, nothing twice",
    Module[{a = BoundedChannel[0], b = BoundedChannel[1], s, r},
        r = Table[Spawn[merge[a, b]], 2];
        s = {Spawn[Do[Send[a, {1, k}], {k, 4}]; Close[a]], Spawn[Do[Send[b, {2, k}], {k, 4}]; Close[b]]};
        Await[s];
        verdict[Flatten[Table[{i, k}, {i, 2}, {k, 4}], 1], Await[r]]]];
check["select that sends or receives: exactly one of its arms happens",
    Module[{a = BoundedChannel[0], b = BoundedChannel[0], s, r},
        s = Spawn[Table[ChannelSelect[{Send[a, {1, k}] :> "a", Send[b, {1, k}] :> "b"}], {k, 4}]];
        r = {Spawn[Table[Receive[a, 5], 4]], Spawn[Table[Receive[b, 5], 4]]};
        Await[s];
        r = DeleteCases[Await[r], _Failure, {2}];
        If[Counts[Await[s]] === DeleteCases[<|"a" -> Length[r[[1]]], "b" -> Length[r[[2]]]|>, 0] || KeySort[Counts[Await[s]]] === DeleteCases[<|"a" -> Length[r[[1]]], "b" -> Length[r[[2]]]|>, 0],
            verdict[Table[{1, k}, {k, 4}], r], {"arms", Await[s], r}]]];
check["two that select both ways at each other meet",
    Module[{a = BoundedChannel[0], f, g, both},
        both[me_] := ChannelSelect[{Send[a, me] :> "sent", Receive[a, x_] :> x}];
        f = Spawn[both[1]];
        g = Spawn[both[2]];
        MemberQ[{{"sent", 1}, {2, "sent"}}, Await[{f, g}]] || Await[{f, g}]]];
check["select with a limit of time: after it nothing is taken",
    Module[{ch = BoundedChannel[0], f, sent},
        f = Spawn[ChannelSelect[{Receive[ch, x_] :> {x}, After[1] :> {}}]];
        sent = Spawn[Pause[1]; ChannelSelect[{Send[ch, 7] :> {7}, After[0.5] :> {}}]];
        Await[f] === Await[sent] || {Await[f], Await[sent]}]];
check["a wait with a limit of time gets the value or leaves it",
    Module[{ch = Channel[], f},
        f = Spawn[Receive[ch, 1]];
        Await[Spawn[Pause[1]; Send[ch, 7]]];
        MatchQ[{Await[f], ReceiveAll[ch]}, {7, {}} | {_Failure, {7}}] || {Await[f], ReceiveAll[ch]}]];

check["a promise is completed once",
    Module[{p = Promise[], f},
        f = Table[With[{i = i}, Spawn[If[Resolve[p, i], i, Nothing]]], {i, 3}];
        Await[f] /. {x_} :> x === Await[p]]];
check["all who await a task get its value",
    Module[{f = Spawn[Pause[1]; 7], g},
        g = Table[Spawn[Await[f]], 4];
        Await[g] === {7, 7, 7, 7}]];

ended[log_, f_] := DeleteCases[f, x_ /; Not[MatchQ[Await[x, 0], Except[Failure["Timeout", _]]]]];
check["every task of a scope has ended when it returns",
    Module[{log = Channel[], fs = {}, v},
        v = TaskScope[
            Do[With[{i = i}, AppendTo[fs, Spawn[WithCleanup[Pause[i]; Spawn[Pause[1]; Send[log, 10 i]]; i, Send[log, i]]]]], {i, 3}];
            done];
        {v, Sort[ReceiveAll[log]], Length[ended[log, fs]]} === {done, {1, 2, 3, 10, 20, 30}, 3} || {v, fs}]];
check["the first failure cancels the siblings, and all have ended",
    Module[{log = Channel[], started = Channel[], v, one},
        one[body_] := Spawn[WithCleanup[Send[started, 1], body, Send[log, 1]]];
        SetAttributes[one, HoldAll];
        v = TaskScope[one[Pause[100]]; one[Receive[Channel[]]]; one[Throw[7]]; one[Receive[BoundedChannel[0]]]; Pause[1000]];
        {First[v], ChannelLength[log]} === {"Thrown", ChannelLength[started]} || {v, ChannelLength[log], ChannelLength[started]}]];
check["a scope over its limit of time has cancelled all",
    Module[{log = Channel[], v},
        v = TaskScope[Do[Spawn[WithCleanup[Null, Pause[10]; Send[log, "late"], Send[log, 1]]], 3]; Pause[2], Timeout -> 1];
        {First[v], ReceiveAll[log]} === {"Timeout", {1, 1, 1}} || {v}]];

check["cancelled in Send: what was not sent does not come",
    Module[{ch = BoundedChannel[1], t = CancellationToken[], f, got, n = 0},
        f = Spawn[n = 0; WithCancellation[t, Do[Send[ch, {1, k}]; n = k, {k, 6}]]; n];
        got = Spawn[drain[ch]];
        Spawn[Cancel[t]];
        n = Await[f];
        Close[ch];
        got = Await[got];
        got === Table[{1, k}, {k, n}] || got === Table[{1, k}, {k, n + 1}] || {n, got}]];
check["cancelled in Receive: what was not received is still there",
    Module[{ch = Channel[], t = CancellationToken[], f, got, rest, s},
        f = Spawn[got = {}; WithCancellation[t, Do[AppendTo[got, Receive[ch]], 6]]; got];
        s = Spawn[Do[Send[ch, {1, k}], {k, 6}]];
        Spawn[Cancel[t]];
        got = Await[f];
        Await[s];
        rest = ReceiveAll[ch];
        (* One value may have come just as the cancellation did. *)
        Join[got, rest] === Table[{1, k}, {k, 6}] || Join[got, {{1, Length[got] + 1}}, rest] === Table[{1, k}, {k, 6}] || {got, rest}]];
check["a task that was cancelled before it began has done nothing",
    Module[{log = Channel[], f = Spawn[7]},
        f = Spawn[Send[log, 1]; Receive[Channel[]]; Send[log, 2]];
        Cancel[f];
        MatchQ[{First[Await[f]], ReceiveAll[log]}, {"Cancelled", {} | {1}}]]];
check["cancellation waits for AbortProtect, and comes after it",
    Module[{log = Channel[], f},
        f = Spawn[AbortProtect[Send[log, 1]; Pause[1]; Send[log, 2]]; Pause[1]; Send[log, 3]];
        Await[Spawn[Receive[log]]];
        Cancel[f];
        {First[Await[f]], ReceiveAll[log]} === {"Cancelled", {2}}]];
check["tasks under a token end with it",
    Module[{t = CancellationToken[], log = Channel[], fs},
        fs = Table[Spawn[WithCancellation[t, WithCleanup[Send[log, 1], Receive[Channel[]], Receive[log]]]], 3];
        Spawn[Pause[1]; Cancel[t]];
        {Union[First /@ Await[fs]], ChannelLength[log]} === {{"Cancelled"}, 0}]];
check["the end of time-constrained waits is theirs alone",
    Module[{ch = Channel[], a, b},
        a = Spawn[TimeConstrained[Receive[ch], 1, late]];
        b = Spawn[Receive[ch]];
        Pause[2];
        Send[ch, 7];
        {Await[a], Await[b]} === {late, 7}]];
check["who waits for nothing that can come is told so", First[Receive[Channel[]]] === "Deadlock"];

(* The same seed is the same run. *)
trace[] := Module[{log = Channel[]},
    Await[Table[With[{i = i}, Spawn[Do[Send[log, {i, k, RandomInteger[9]}]; If[k == 1, Pause[RandomReal[]]], {k, 2}]]], {i, 4}]];
    ReceiveAll[log]];
number++;
Print[If[ExploreSchedules[trace[], 40] === ExploreSchedules[trace[], 40] && Await[Spawn[trace[], Pool -> ThreadPool[Scheduler -> {"Simulated", 5}]]] === Await[Spawn[trace[], Pool -> ThreadPool[Scheduler -> {"Simulated", 5}]]],
    "ok ", "not ok "], number, " - the same seed is the same run"];
number++;
Print[If[Length[ExploreSchedules[trace[], 40]] > 30, "ok ", "not ok "], number, " - other seeds are other runs"];
number++;
Print[If[Sort[Keys[ExploreSchedules[Module[{log = Channel[]},
        Await[Table[Spawn[With[{n = ChannelLength[log]}, Send[log, n]]], 2]]; Sort[ReceiveAll[log]]], 40]]] === {{0, 0}, {0, 1}},
    "ok ", "not ok "], number, " - a race in a program is found"];
Print["1..", number];
