(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The machine number was taken for an integer, to be factored.  Found by fuzzing. *)
>> {Sqrt[3. x], Sqrt[-3. x], (2. x y)^(1/3), Sqrt[0. x], Sqrt[4 x 9.]}
{1.7320508075688772*Sqrt[x], 1.7320508075688772*Sqrt[-x], 1.2599210498948732*(x*y)^(1/3), 0., 6.*Sqrt[x]}
