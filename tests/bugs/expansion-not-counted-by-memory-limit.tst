(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> MemoryConstrained[Expand[(a + b + c + d)^150], 10^7, large]
large
