(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* SameQ took two lists for different where what their nodes say of the symbols inside differs, but after an
   assignment to a part that may say more than there is. *)
>> a = {x, 2}; a[[1]] = 5; a === {5, 2}
True

>> a = {x, {y, 2}}; a[[2, 1]] = 7; a[[1]] = 1; {a === {1, {7, 2}}, MemberQ[{{1, {7, 2}}}, a], <|{1, {7, 2}} -> z|>[a]}
{True, True, z}
