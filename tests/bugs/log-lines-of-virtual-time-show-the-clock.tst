(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Lines of a simulated task showed real time, and no line said whose worker it was. *)
>> p = ThreadPool[Name -> "try", Scheduler -> {"Simulated", 1}];

>> Await[Submit[p, Function[Log["Error", "first"]; Pause[3.5]; Log["Error", "second"]]]];
00:00:00.000 [Error] [worker try-0] [task 1] first
00:00:03.500 [Error] [worker try-0] [task 1] second
