(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* TryCatch and ErrorBoundary did not see messages that Quiet kept from being printed. *)

>> {Quiet[TryCatch[Get["/nosuch"], First]], Quiet[ErrorBoundary[Get["/nosuch"], Failure["MessageFailure", _] :> handled]]}
{MessageFailure, handled}

>> {TryCatch[$Failed, First], TryCatch[Quiet[Get["/nosuch"]], First]}
{$Failed, $Failed}
