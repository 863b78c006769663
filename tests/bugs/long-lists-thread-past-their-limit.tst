(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Each of these would have gone on for hours: a million functions of a million arguments, a million levels. *)
>> strings = ToString /@ Range[100000]; association = AssociationThread[Range[100000], strings];

>> TimeConstrained[ComapApply[strings, strings], 0.05, late]
late

>> TimeConstrained[Plus @@ Append[strings, association], 0.05, late]
late

>> Reverse[{Range[10], {a, b}}, Range[10^5]]
{{b, a}, {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}}

>> TimeConstrained[Quiet[OptionValue[strings, strings]], 0.05, late]
late

>> TimeConstrained[Names[strings], 0.05, late]
late
