(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 500000; (* SIZE *)
s = ToString[Range[n], InputForm];
Print[Total[ToExpression[s]]]
