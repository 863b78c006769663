(* SPDX-License-Identifier: LGPL-3.0-or-later *)
Print[Length[Expand[(1 + a + b + c)^100]]]
