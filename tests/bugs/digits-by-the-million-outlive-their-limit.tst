(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A quotient of numbers with millions of digits is one call of a library, and so is a power. *)

>> SetAttributes[inTime, HoldFirst]; inTime[e_] := First[AbsoluteTiming[TimeConstrained[e, 0.1]]] < 1;
>> inTime[1/.1/.8`9026890/7/.8`9000000 - 1/326/.8`9026890/.1/x]
True

>> {inTime[N[2, 9000000]^(1/3)], inTime[N[3, 400000]^N[1/7, 400000]], inTime[N[EulerGamma, 10^5]]}
{True, True, True}

(* The exponent has a million digits and the power is out of range. *)
>> {inTime[3^-(1.7976931348623157*^30824)^(-341*^922337)], inTime[2.5`20^(10^30000000)]}
{True, True}

>> {2.5`20^(10^30), (-2.5`20)^(10^30), 2.5`20^-(10^30), 0.3`5^-(10^27)}
{Overflow[], Overflow[], 0``0., Overflow[]}

>> {SetAccuracy[N[2, 3000000]*N[3, 3000000], 10], N[2, 3000000]/N[4, 3000000] == 1/2, Round[10^20 N[2, 350000]^5]}
{6.`10.778151250383644, True, 3200000000000000000000}
