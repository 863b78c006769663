(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Options of what starts tasks. *)

(* A name is a string. *)
>> {Spawn[1, Name -> 5], SpawnBlocking[1, Name -> 5], TaskScope[1, Name -> 5], ThreadPool[1, Name -> 5]}
Spawn::name: 5 is not a name.
SpawnBlocking::name: 5 is not a name.
TaskScope::name: 5 is not a name.
ThreadPool::name: 5 is not a name.
{Spawn[1, Name -> 5], SpawnBlocking[1, Name -> 5], TaskScope[1, Name -> 5], ThreadPool[1, Name -> 5]}

>> {Await[Spawn[1, Name -> None]], TaskScope[2, Name -> "s"], ThreadPool[1, Name -> "p"]["Name"]}
{1, 2, p}

(* What they don't know. *)
>> {ThreadPool[2, Foo -> 1], ThreadPool[Foo -> 1], Spawn[1, Foo -> 2], Spawn[1, {Name -> "a", "Foo" -> 2}], SpawnBlocking[1, Foo -> 2], TaskScope[1, Foo -> 1]}
ThreadPool::optx: Unknown option Foo in ThreadPool[2, Foo -> 1].
ThreadPool::optx: Unknown option Foo in ThreadPool[Foo -> 1].
Spawn::optx: Unknown option Foo in Spawn[1, Foo -> 2].
Spawn::optx: Unknown option Foo in Spawn[1, {Name -> a, Foo -> 2}].
SpawnBlocking::optx: Unknown option Foo in SpawnBlocking[1, Foo -> 2].
TaskScope::optx: Unknown option Foo in TaskScope[1, Foo -> 1].
{ThreadPool[2, Foo -> 1], ThreadPool[Foo -> 1], Spawn[1, Foo -> 2], Spawn[1, {Name -> a, Foo -> 2}], SpawnBlocking[1, Foo -> 2], TaskScope[1, Foo -> 1]}

>> {FlameGraph[1, "v.svg", Foo -> 0], EnableConcurrencyProfiling[foo -> 1], ChannelSelect[{Default :> 1}, Foo -> 2]}
FlameGraph::optx: Unknown option Foo in FlameGraph[1, v.svg, Foo -> 0].
EnableConcurrencyProfiling::optx: Unknown option foo in EnableConcurrencyProfiling[foo -> 1].
ChannelSelect::optx: Unknown option Foo in ChannelSelect[{Default :> 1}, Foo -> 2].
{FlameGraph[1, v.svg, Foo -> 0], EnableConcurrencyProfiling[foo -> 1], ChannelSelect[{Default :> 1}, Foo -> 2]}

(* Too many arguments are that. *)
>> Spawn[1, 2]
Spawn::argx: Spawn called with 2 arguments; 1 argument is expected.
Spawn[1, 2]

(* OnError *)
>> {TaskScope[1, OnError -> 5], TaskScope[1, OnError -> None]}
TaskScope::onerror: The value 5 of OnError is not "CancelSiblings", "Supervise" or a function.
TaskScope::onerror: The value None of OnError is not "CancelSiblings", "Supervise" or a function.
{TaskScope[1, OnError -> 5], TaskScope[1, OnError -> None]}

>> {TaskScope[1, OnError -> "Foo"], TaskScope[1, OnError -> {1}]}
TaskScope::onerror: The value Foo of OnError is not "CancelSiblings", "Supervise" or a function.
TaskScope::onerror: The value {1} of OnError is not "CancelSiblings", "Supervise" or a function.
{TaskScope[1, OnError -> Foo], TaskScope[1, OnError -> {1}]}

>> seen = {}; note[f_] := AppendTo[seen, First[f]]; {TaskScope[Spawn[Throw[1]]; 2, OnError -> note], TaskScope[Spawn[Throw[1]]; 3, OnError -> (note[#] &)], seen}
{2, 3, {Thrown, Thrown}}
