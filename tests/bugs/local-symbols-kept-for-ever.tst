(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Names["none"] collects what nothing refers to. *)

>> count[p_] := Length[Names[p]];
>> Do[Module[{f}, f[0] = 1; f[x_] := x f[x - 1]; f[3]], {20000}]; count["f$*"] < 1000
True

>> Do[Module[{g, h}, g[x_] := x + 1; h[x_] := g[x] + 1; Map[h, {1, 2}]], {20000}]; count["g$*"] < 1000
True

>> Do[Module[{n = 0}, Function[n++][]; While[n < 5, n++]], {20000}]; count["n$*"] < 1000
True

>> Do[Unique[u], {20000}]; count["u$*"] < 1000
True

(* In tasks, and before and after snapshots for tasks. *)
>> Do[Do[Module[{g}, g[x_] := x + 1; Await[Spawn[g[2]]]; g[3]], {1000}]; count["none"], {8}]; count["g$*"] < 4000
True

>> Await[Spawn[Do[Module[{k}, k[x_] := x + 1; k[2]], {5000}]]]; count["k$*"] < 1000
True

>> Do[Module[{m}, m[x_] := x + 1; ParallelMap[m, Range[5]]], {1000}]; count["m$*"] < 500
True

>> Module[{v = {0, 0}}, Do[v = {i, v[[1]]}; Await[Spawn[v = 7]], {i, 500}]; v]
{500, 499}

(* What a value mentions stays. *)
>> l = Table[Module[{c = i}, c++ &], {i, 4000}]; l = l[[1 ;; -1 ;; 2]];
>> Do[Module[{c = 0}, c++ &], {5000}]; count["none"];
>> m = Table[Module[{d = -i}, d &], {i, 3000}]; count["none"];
>> {Map[#[] &, l] === Range[1, 4000, 2], Map[#[] &, l] === Range[2, 4001, 2], Map[#[] &, m] === -Range[3000]}
{True, True, True}

>> a = Module[{x = 7, f}, f[y_] := x y; <|"f" -> f, "held" -> Hold[x], "rule" :> x|>]; count["none"];
>> {a["f"][3], ReleaseHold[a["held"]], a["rule"]}
{21, 7, 7}

>> ch = Channel[]; Send[ch, Module[{x = 8}, x &]]; Do[Module[{x}, x = 1; x &], {1000}]; count["none"]; Receive[ch][]
8

>> t = Module[{x = 9, f}, f[y_] := x + y; Spawn[Pause[0.05]; Names["none"]; f[1]]]; count["none"]; Await[t]
10

>> e = Module[{x = 5}, Hold[x]]; {count["x$*"] >= 1, ReleaseHold[e]}
{True, 5}

>> Module[{x = 5}, s = SymbolName[Unevaluated[x]]; {ToExpression[s], Symbol[s]}]
{5, 5}

(* A symbol that is not Temporary any more is not collected. *)
>> s = Module[{x = 6}, ClearAttributes[x, Temporary]; SymbolName[Unevaluated[x]]]; Do[Module[{x = 7}, x &], {1000}]; count["none"]; ToExpression[s]
6

>> Attributes[Evaluate[Unique[]]]
{Temporary}
