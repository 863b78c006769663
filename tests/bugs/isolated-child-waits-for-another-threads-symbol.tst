(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A child was forked while another thread had the lock of the symbols, which nobody gave back there. *)
>> p = ThreadPool[1, Isolation -> "Process"]; busy = Table[Spawn[Do[Symbol["another" <> ToString[k] <> ToString[Unique[]]], {k, 10^7}]], {2}]; r = Table[Await[Spawn[Symbol["ofChild" <> ToString[i]]; i, Pool -> p]], {i, 300}]; Map[Cancel, busy]; r === Range[300]
True
