(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 200000; (* SIZE *)
s = ToString[Array[f, n], InputForm];
Print[Length[ToExpression[s]]]
