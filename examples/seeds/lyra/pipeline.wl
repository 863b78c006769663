(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Three stages, each in a pool of its own; channels hold back the fast ones. *)

ReadInputStream[] := "the quick brown fox"
Transform[text_] := StringSplit[text]
Finalize[words_] := StringRiffle[Reverse[words], " "]

(* Create processing pipeline *)
stage1Channel = BoundedChannel[1000]
stage2Channel = BoundedChannel[1000]
outputChannel = BoundedChannel[1000]

(* Stage 1: Data ingestion *)
ThreadPool[1].submit(Function[
    data = ReadInputStream[];
    Send[stage1Channel, data]
])

(* Stage 2: Data transformation *)
ThreadPool[4].submit(Function[
    While[True,
        data = Receive[stage1Channel];
        transformed = Transform[data];
        Send[stage2Channel, transformed]
    ]
])

(* Stage 3: Data output *)
ThreadPool[1].submit(Function[
    While[True,
        data = Receive[stage2Channel];
        output = Finalize[data];
        Send[outputChannel, output]
    ]
])

Print[Receive[outputChannel, 60]];
Send[stage1Channel, "one more line"];
Print[Receive[outputChannel, 60]];
