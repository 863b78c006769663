(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The reader looks now and then whether it is to stop; numbers of huge precision are left to the evaluator. *)
>> First[AbsoluteTiming[TimeConstrained[ToExpression[StringRepeat["1+", 10^7] <> "1"], 0.1]]] < 3
True

>> TimeConstrained[ToExpression["{" <> StringRepeat["f[1],", 10^6] <> "1}"], 0.01, late]
late

>> Precision[ToExpression["1.7976`300000"]]
300000.

>> Accuracy[ToExpression["15``300000"]]
300000.

>> MemoryConstrained[ToExpression["1.7976`203486231"], 10^7, large]
large
