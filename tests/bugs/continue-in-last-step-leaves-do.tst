(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Continue in the last step of a Do that is not compiled went on out of the loop. *)
>> Do[If[i > 2, Continue[]]; Print[i], {i, 4}]
1
2

>> s = 0; ReleaseHold[Hold[Do[s += i; If[i == 3, Continue[]], {i, 3}]]]; s
6
