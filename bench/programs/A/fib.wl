(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 31; (* SIZE *)
fib[0] = 0; fib[1] = 1;
fib[k_] := fib[k - 1] + fib[k - 2];
Print[fib[n]]
