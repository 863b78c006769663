(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* An abort in the first or last part of WithCleanup was lost, and the body went on after one in the first. *)

>> CheckAbort[WithCleanup[Abort[], Print[body], Print[c]], ab]
c
ab

>> CheckAbort[WithCleanup[1, Abort[]; Print[c]], ab]
c
ab

>> CheckAbort[WithCleanup[Throw[1], Abort[]], ab]
ab

>> {CheckAbort[AbortProtect[WithCleanup[Abort[], Print[body], Print[c]]; Print[on]], ab], CheckAbort[AbortProtect[1], ab]}
body
c
on
{ab, 1}

>> Catch[WithCleanup[Throw[5], Print[body], Print[c]]]
5

>> First /@ {Await[Spawn[WithCleanup[Abort[], 1, 2]]], Await[Spawn[WithCleanup[1, Abort[]]]]}
{Aborted, Aborted}

>> WithCleanup[1, Print[c]; Abort[]; Print[d]]
c
d
$Aborted

>> AbortProtect[1]
1
