#!/usr/bin/env lyra
(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A tour in a few lines: run it with lyra examples/tour.wl. *)

show[text_, value_] := Print[text, " = ", value]

(* Exact numbers of any size, and numbers of any precision. *)
show["2^100", 2^100];
show["1/3 + 1/7", 1/3 + 1/7];
show["Pi to 30 digits", ToString[N[Pi, 30]]];

(* Lists, pure functions and pipelines. *)
show["squares", Map[#^2 &, Range[8]]];
show["even squares", Select[Table[n^2, {n, 8}], EvenQ]];
show["sum", Total[Range[100]]];

(* Definitions by pattern; the most specific rule wins. *)
fib[0] = 0;
fib[1] = 1;
fib[n_Integer] := fib[n] = fib[n - 1] + fib[n - 2]
show["fib[80]", fib[80]];

(* Rewriting with rules. *)
show["rules", {a, b, a + b} /. a -> 2];
show["sorted", Sort[{3, 1, 2}]];

(* Associations and strings. *)
ages = <|"Ada" -> 36, "Kurt" -> 71|>;
show["keys", Keys[ages]];
show["Ada", ages["Ada"]];
show["joined", StringJoin["sym", "bolic"]];
