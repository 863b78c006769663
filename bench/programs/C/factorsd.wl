(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The minimal polynomial of Sqrt[2] + Sqrt[3] + Sqrt[5] + Sqrt[7] + Sqrt[11], irreducible, but not modulo any prime. *)
coefficients = {2000989041197056, -44660812492570624, 183876928237731840, -255690851718529024, 172580952324702208,
   -65892492886671360, 15459151516270592, -2349014746136576, 239210760462336, -16665641517056, 801918722048,
   -26625650688, 602397952, -9028096, 84864, -448, 1};
n = 100; (* SIZE: how many *)
p = coefficients . x^(2 Range[0, 16]);
Print[Total[Table[Length[FactorList[Expand[p /. x -> x + k]]] - 1, {k, n}]]]
