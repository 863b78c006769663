(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> MemoryConstrained[Do[Range[1000], {20000}]; fine, 2 10^6]
fine
