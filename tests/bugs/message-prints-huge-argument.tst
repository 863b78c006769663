(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A message printed the whole of an argument of a million levels. *)
>> Head[StringLength[Nest[f, x, 10^5]]]
StringLength::string: String expected at position 1 in StringLength[f[f[f[f[f[f[f[f[f[f[f[f[<<1>>]]]]]]]]]]]]].
StringLength
