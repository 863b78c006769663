(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Other processes may be at it meanwhile: one time of three is enough. *)

>> left[] := Module[{before = FileNames["lyra-sieve-*", "/tmp"]}, TimeConstrained[FactorInteger[NextPrime[10^24] NextPrime[3 10^24]], 0.1]; Length[Complement[FileNames["lyra-sieve-*", "/tmp"], before]]];
>> Min[Table[left[], 3]]
0

>> FactorInteger[NextPrime[10^25] NextPrime[3 10^25]] === {{NextPrime[10^25], 1}, {NextPrime[3 10^25], 1}}
True
