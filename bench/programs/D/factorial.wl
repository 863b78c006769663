(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 400; (* SIZE: how many *)
Print[Mod[Sum[Mod[k!, 1000000007], {k, 20000, 20000 + n - 1}], 1000000007]]
