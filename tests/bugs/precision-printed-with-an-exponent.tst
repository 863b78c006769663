(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* An exponent in the mark would be the number's own. *)
>> StringTake[ToString[SetPrecision[1/3, 2097151], InputForm], -9]
3`2097151

>> ToString[ToExpression["1.5`15.954589770191003"], InputForm]
1.5`15.954589770191003

>> Map[ToExpression[ToString[#, InputForm]] === # &, {0``324666666666666667, 0``2.5, Hold[.5*^-3246666666666666]}]
{True, True, True}
