(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A doc comment of the library is about the name with which it begins, whatever statement follows it. *)

>> Integrate; SetAttributes::usage
SetAttributes[symbol, attr] adds attr, or a list of attributes, to those of symbol, or of a list of symbols.

>> Select[Names["System`*"], n |-> StringTake[n, UpTo[5]] =!= "Lyra$" && !StringQ[ToExpression[n <> "::usage"]]]
{}

>> Select[{"Integrate", "FindRoot", "Solve", "Simplify", "Disk"}, n |-> !StringStartsQ[ToExpression[n <> "::usage"], n]]
{}
