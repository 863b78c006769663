(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* ErrorBoundary stopped at a rule whose test failed, and made a value of what should go on. *)

>> ErrorBoundary[Failure["X", <|"a" -> 1|>], {Failure["X", a_] :> 2 /; a["a"] > 5, Failure["X", a_] :> 3}]
3

>> Catch[ErrorBoundary[Throw[5], {f_ :> 2 /; False}]]
5

>> ErrorBoundary[Throw[5], {f_ :> With[{v = f["Value"]}, v + 1 /; v > 6], f_ :> With[{v = f["Value"]}, v + 2 /; v > 4]}]
7

>> ErrorBoundary[Failure["X", <||>], {Failure["Y", _] :> 1}]
Failure[X, <||>]

>> Catch[ErrorBoundary[Throw[5], f_ :> Throw[f["Value"] + 1]]]
6
