(* An exponent in the mark would be the number's own. *)
>> StringTake[ToString[SetPrecision[1/3, 2097151], InputForm], -9]
3`2097151

>> ToString[ToExpression["1.5`15.954589770191003"], InputForm]
1.5`15.954589770191003
