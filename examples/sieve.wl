(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The sieve of Eratosthenes with assignments to parts, and what is known about the primes it finds. *)

sieve[n_] := Module[{prime = ConstantArray[True, n], p = 2},
  prime[[1]] = False;
  While[p^2 <= n,
    If[prime[[p]], Do[prime[[k]] = False, {k, p^2, n, p}]];
    p++];
  Flatten[Position[prime, True]]]

primes = sieve[1000];
Print["below 50: ", TakeWhile[primes, # < 50 &]];
Print[Length[primes], " primes up to 1000; PrimePi says ", PrimePi[1000]];

twins = Select[Partition[primes, 2, 1], #[[2]] - #[[1]] == 2 &];
Print[Length[twins], " pairs of twins, the last ", Last[twins]];
Print["longest gap: ", Max[Differences[primes]]];

(* Goldbach: in how many ways is an even number a sum of two primes? *)
ways[n_] := Count[primes, p_ /; p <= n/2 && PrimeQ[n - p]]
Print["ways for 10, 100, 1000: ", ways /@ {10, 100, 1000}];
