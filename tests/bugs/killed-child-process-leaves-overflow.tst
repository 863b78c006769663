(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A long call of a library runs in a child process.  The system ends such processes where memory is out: that was Overflow[], without a message. *)

>> killer = "until [ -n \"$done\" ]; do for c in $(cat /proc/$PPID/task/*/children); do [ $c = $$ ] || { kill -9 $c && done=1; }; done; sleep 0.05; done";

>> s = Spawn[Run[killer]]; IntegerLength[3^(2*10^9)]
General::nomem: The current computation was aborted because there was insufficient memory available to complete the computation.
$Aborted

>> {Await[s], 1 + 1}
{0, 2}
