(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> f[a_, b_] := {b, Hold[Module[{h = 1}, h + a]]}; {f[1, h], f[h, 1]}
{{h, Hold[Module[{h = 1}, h + 1]]}, {1, Hold[Module[{h$ = 1}, h$ + h]]}}
