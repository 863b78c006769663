(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A task that Break[] or Continue[] ended was said to have been aborted. *)

>> Await[Spawn[Break[]]]["Message"]
No enclosing For, While, or Do found for Break[].

>> Await[Spawn[Continue[]]]["Message"]
No enclosing For, While, or Do found for Continue[].

>> Await[Spawn[Abort[]]]["Message"]
The evaluation was aborted.
