(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> f[x_] := x^0; {f[2.5], f[2], f[1/2]}
{1., 1, 1}
