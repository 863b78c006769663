(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 23; (* SIZE *)
ev[num[k_], e_] := k;
ev[var[v_], {v_, k_}] := k;
ev[add[a_, b_], e_] := ev[a, e] + ev[b, e];
ev[sub[a_, b_], e_] := ev[a, e] - ev[b, e];
ev[less[a_, b_], e_] := ev[a, e] < ev[b, e];
ev[if3[c_, t_, f_], e_] := If[ev[c, e], ev[t, e], ev[f, e]];
ev[call[f_, a_], e_] := With[{def = fun[f]}, ev[def[[2]], {def[[1]], ev[a, e]}]];
fun["fib"] = {"n", if3[less[var["n"], num[2]], var["n"],
   add[call["fib", sub[var["n"], num[1]]], call["fib", sub[var["n"], num[2]]]]]};
Print[ev[call["fib", num[n]], {}]]
