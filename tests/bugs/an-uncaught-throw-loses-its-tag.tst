(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The Failure of a Throw that nobody caught had its value alone. *)

>> Lookup[Await[Spawn[Throw[1, tag]]][[2]], {"Value", "Tag"}]
{1, tag}

>> TryCatch[Throw[1, {a}], #["Tag"] &]
{a}

>> KeyExistsQ[Await[Spawn[Throw[1]]][[2]], "Tag"]
False
