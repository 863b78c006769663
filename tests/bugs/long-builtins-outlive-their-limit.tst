(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Each took many times as long before somebody looked at the clock. *)

(* What a thread waited for a processor that others had does not count: a machine may be busy. *)
>> waits[] := AssociationMap[Quiet[Append[ReadList[FileNameJoin[{#, "schedstat"}], Number], 0][[2]]] 1.*^-9 &, FileNames["*", "/proc/self/task"]];

>> SetAttributes[inTime, HoldFirst]; inTime[e_] := Module[{before = waits[], t, after},
..   t = First[AbsoluteTiming[TimeConstrained[e, 0.1]]]; after = waits[];
..   t - Max[0, KeyValueMap[#2 - Lookup[before, #1, 0] &, after]] < 1.5];

>> x = RandomReal[1, 3 10^6]; inTime[Ordering[x]]
True

>> inTime[While[True, N[Sin[1], 10^5]]]
True

>> n = 3^(2 10^7); {inTime[IntegerDigits[n]], inTime[IntegerDigits[n, 100]], inTime[ToString[n]]}
{True, True, True}

>> {inTime[ContinuedFraction[Pi, 30000]], inTime[Expand[(a + b + c + d + e)^90]], inTime[Nest[Expand[# (1 + x1)^9] &, 1, 10^5]]}
{True, True, True}

>> m = RandomReal[1, {900, 900}]; {inTime[Eigenvalues[m]], inTime[SingularValueDecomposition[m]], inTime[SchurDecomposition[m]], inTime[Det[m]], inTime[Inverse[m]]}
{True, True, True, True, True}

>> m = RandomReal[1, {3000, 3000}]; inTime[m . m]
True

>> inTime[StringLength[StringRepeat["(", 5 10^8]]]
True

(* What was stopped is nowhere left as a value. *)
>> y = before; TimeConstrained[y = Ordering[x], 0.05, late]; y
before

>> Expand[(a + 2 b - c/3 + d + 1)^30] === Expand[Expand[(a + 2 b - c/3 + d + 1)^15]^2]
True

>> inTime[While[True, SatisfiabilityInstances[And @@ Table[Xor[p[i], p[i + 1]], {i, 15}], Table[p[i], {i, 16}], All]]]
True

>> inTime[ToExpression[StringRepeat["(", 10^8]]]
True

>> {inTime[Depth[Nest[{#, #} &, 1, 60]]], inTime[Rationalize[N[Pi, 20000], 0]], inTime[N[PolyLog[3, 1/3], 14000]]}
{True, True, True}

>> s = StringRepeat["a b ", 10^7]; {inTime[ToCharacterCode[s]], inTime[Characters[s]], inTime[ImportString[s, "Words"]], inTime[Compress[s]], inTime[ToString[s, InputForm]]}
{True, True, True, True, True}

>> k = Range[5 10^6]; {inTime[AssociationThread[k, k]], inTime[Counts[k]], inTime[Intersection[k, k]], inTime[ConstantArray[x, 10^7]], inTime[ByteArray[ConstantArray[1, 10^8]]]}
{True, True, True, True, True}

(* What a variable is set to is whole or not at all. *)
>> y = before; TimeConstrained[y = AssociationThread[k, k], 0.05, late]; y
before

>> y = before; TimeConstrained[y = <|"a" -> ConstantArray[1, 10^8], "b" -> Characters[s]|>, 0.05, late]; y
before
