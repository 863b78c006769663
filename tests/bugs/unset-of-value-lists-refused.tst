(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* DownValues[f] =. said that DownValues is Protected. *)
>> f[1] = 1; DownValues[f] =.; f[1]
f[1]

>> g[a] ^= 5; UpValues[a] =.; g[a]
g[a]
