(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* time-outs and tickers *)
>> First[TimeoutAfter[Pause[100], 0.01]]
Timeout

>> TimeoutAfter[While[True], Quantity[10, "Milliseconds"], late]
late

>> TimeoutAfter[Pause[100], timeout -> Seconds[0.01], onTimeout -> Function[cached]]
cached

>> TimeoutAfter[1 + 1, Timeout -> Minutes[5], OnTimeout -> late]
2

>> TimeoutAfter[Pause[100], 0, late]
late

>> Await[Spawn[TimeoutAfter[Receive[Channel[]], 0.01, late]]]
late

(* the outer limit is not the inner one's *)
>> TimeoutAfter[{TimeoutAfter[Pause[100], 50, inner]}, 0.01, outer]
outer

>> TimeoutAfter[{TimeoutAfter[Pause[100], 0.01, inner]}, 50, outer]
{inner}

(* the cleanup has the time that it needs *)
>> ch = Channel[]; {TimeoutAfter[WithCleanup[While[True], Do[s = i, {i, 20000}]; Pause[0.02]; Send[ch, s]], 0.01, late], Receive[ch]}
{late, 20000}

>> TimeoutAfter[1]
TimeoutAfter::args: A time, or Timeout -> t, expected after the first argument in TimeoutAfter[1].
TimeoutAfter[1]

>> TimeoutAfter[1, x]
TimeoutAfter::time: x is not a time.
TimeoutAfter[1, x]

(* channels that tick *)
>> ch = After[0.01]; {Receive[ch], Receive[ch]}
{1, EndOfStream}

>> Table[x, {x, After[0]}]
{1}

>> ch = Every[0.005]; l = {}; Do[AppendTo[l, x]; If[Length[l] == 3, Close[ch]], {x, ch}]; {Length[l] >= 3, OrderedQ[l]}
{True, True}

>> ch = Every[0.002]; Pause[0.05]; ChannelLength[ch]
1

>> Every[0]
Every::time: 0 is not a time in seconds.
Every[0]

>> After[x]
After::time: x is not a time in seconds.
After[x]
