(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* One pool makes values, another works on them; a bounded channel between them. *)

bufferSize = 4; producerThreads = 1; consumerThreads = 1; dataCount = 10;
GenerateData[i_] := i^2
ProcessData[x_] := Send[processed, x + 1]
processed = Channel[];

(* Create producer-consumer system *)
channel = BoundedChannel[bufferSize]
producer = ThreadPool[producerThreads]
consumer = ThreadPool[consumerThreads]

(* Producer generates data *)
producer.submit(Function[
    For[i = 1, i <= dataCount, i++,
        data = GenerateData[i];
        Send[channel, data]
    ]
])

(* Consumer processes data *)
consumer.submit(Function[
    While[True,
        data = Receive[channel];
        If[data === EndOfStream, Break[]];
        ProcessData[data]
    ]
])

Close[producer];    (* waits for what was submitted *)
Close[channel];     (* so the consumer gets EndOfStream *)
Close[consumer];
Print[ReceiveAll[processed]];
