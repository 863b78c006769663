(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What scopes and tasks there are while they run. *)

gate = Promise[]; ready = Channel[];
tree = TaskScope[
  Spawn[Send[ready, 1]; Await[gate], Name -> "left"];
  Spawn[Send[ready, 1]; Await[gate], Name -> "right"];
  Receive[ready]; Receive[ready];
  With[{seen = ScopeTree[]}, Resolve[gate, 1]; seen],
  Name -> "upper"
];
Print[Map[Function[name, ! FreeQ[tree, name]], {"upper", "left", "right", "lower"}]];
Print[FreeQ[ScopeTree[], "upper"]];
