(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A builtin that fills a large list counts as much as many small steps: the loop around it is looked at each time. *)
>> First[AbsoluteTiming[TimeConstrained[While[True, Reverse[Range[10^6]]], 0.1]]] < 2
True
