(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> MemoryConstrained[Length[Nest[Join[#, #] &, {1, 2}, 100]], 10^7]
$Aborted

>> MemoryConstrained[StringLength[Nest[# <> # &, "ab", 100]], 10^7]
$Aborted

>> MemoryConstrained[Length[Flatten[Nest[{#, #} &, 1, 30]]], 10^7]
$Aborted

>> MemoryConstrained[LCM @@ Range[10^7], 10^7]
$Aborted

>> MemoryConstrained[x = Table[f[i], {i, 10^7}]; 1, 10^7, {x, late}]
{x, late}

>> 1 + 1
2

>> MemoryConstrained[ReadString["/dev/zero"], 10^7, endless]
endless

>> TimeConstrained[ReadList["/dev/zero", Byte], 0.2, late]
late
