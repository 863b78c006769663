(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 10; (* SIZE: repetitions *)
Print[Sum[StringLength[ToString[2^1000000 + i]], {i, n}]]
