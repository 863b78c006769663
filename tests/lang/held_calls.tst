(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Calls that hold what they are given, again and again in a loop: what they mean may change while it runs. *)

>> h[] := Module[{r = {}}, Do[If[i == 3, w /: ValueQ[w] = "up"]; AppendTo[r, ValueQ[w]], {i, 4}]; r]

>> h[]
{False, False, up, up}

>> h[]
{up, up, up, up}

>> w /: ValueQ[w] =.; h[]
{False, False, up, up}

>> k[] := Module[{r = {}}, Do[If[i == 3, Unprotect[ValueQ]; ValueQ[u] = "own"]; AppendTo[r, ValueQ[u]], {i, 4}]; r]

>> k[]
{False, False, own, own}

>> ValueQ[u] =.; Protect[ValueQ]; ValueQ[u]
False

>> s[] := Module[{r = {}}, Do[If[i == 3, SetSharedVariable[v]; v = 5]; AppendTo[r, ValueQ[v]], {i, 4}]; r]

>> s[]
{False, False, True, True}

>> n[] := Module[{r = {}}, Do[If[i == 3, t = 5]; If[i == 5, t =.]; AppendTo[r, ValueQ[t]], {i, 6}]; r]

>> n[]
{False, False, True, True, False, False}

(* Each task means its own by them. *)

>> o[x_] := Module[{r = {}}, Do[If[i == 2 && x, y = 1]; AppendTo[r, ValueQ[y]], {i, 3}]; r]

>> Await[{Spawn[o[True]], Spawn[o[False]], Spawn[o[True]]}]
{{False, True, True}, {False, False, False}, {False, True, True}}

>> o[False]
{False, False, False}

(* The same of one that holds all. *)

>> hq[] := Module[{r = {}}, Do[If[i == 3, wq /: Quiet[wq] = "up"]; AppendTo[r, Quiet[wq]], {i, 4}]; r]

>> hq[]
{wq, wq, up, up}

>> wq /: Quiet[wq] =.; hq[]
{wq, wq, up, up}

>> kq[] := Module[{r = {}}, Do[If[i == 3, Unprotect[Quiet]; Quiet[uq] = "own"]; AppendTo[r, Quiet[uq]], {i, 4}]; r]

>> kq[]
{uq, uq, own, own}

>> Quiet[uq] =.; Protect[Quiet]; kq[] (* the assignment unprotects it again *)
{uq, uq, own, own}

>> Quiet[uq] =.; Protect[Quiet]; Quiet[uq]
uq

>> sq[] := Module[{r = {}}, Do[If[i == 3, SetSharedVariable[vq]; vq = 5]; If[i == 4, vq++]; AppendTo[r, Quiet[vq]], {i, 4}]; r]

>> sq[]
{5, 5, 5, 6}

>> oq[x_] := Module[{r = {}}, Do[If[i == 2 && x, yq = 1]; AppendTo[r, Quiet[yq]], {i, 3}]; r]

>> Await[{Spawn[oq[True]], Spawn[oq[False]], Spawn[oq[True]]}]
{{1, 1, 1}, {yq, yq, yq}, {1, 1, 1}}
