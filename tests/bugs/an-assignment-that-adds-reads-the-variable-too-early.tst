(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* x += y is AddTo[x, y], and holds x alone: y is evaluated before x is read. *)
>> f[a_] := Module[{u = a}, u += (u = 5; 3); u]; {f[2], f[2.], f[q]}
{8, 8, 8}

>> f[a_] := Module[{u = a}, u *= (u = 5; 3); u -= (u = 4; 1); u]; {f[2], f[q]}
{3, 3}

>> Compile[{{x, _Integer}}, Module[{u = x}, u += (u = 5; 3); u]][2]
8

>> v = 2; v += (v = 5; 3)
8
