(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* what is no data structure, and what is none that is known *)
#fresh
>> Head[CreateDataStructure["Nothing"]]
CreateDataStructure::type: Nothing is not a type of data structure; $DataStructures lists them.
CreateDataStructure

>> Head[CreateDataStructure[]]
CreateDataStructure::argm: CreateDataStructure called with 0 arguments; 1 or more arguments are expected.
CreateDataStructure

>> Head[CreateDataStructure[x]]
CreateDataStructure::type: x is not a type of data structure; $DataStructures lists them.
CreateDataStructure

>> Head[CreateDataStructure["Stack", 1]]
CreateDataStructure::args: A data structure of type Stack can't be made of {1}.
CreateDataStructure

>> Head[CreateDataStructure["Stack", {1}, 2]]
CreateDataStructure::args: A data structure of type Stack can't be made of {{1}, 2}.
CreateDataStructure

>> {DataStructureQ[1], DataStructureQ["Stack"], MatchQ[CreateDataStructure["Stack"], _DataStructure]}
{False, False, True}

>> Length[$DataStructures]
17

(* Stack *)
>> ds = CreateDataStructure["Stack", {1, 2}]
DataStructure["Stack", <4>]

>> {ds["Push", 3], ds["Peek"], ds["Pop"], ds["Length"], ds["PushList", {7, 8}], ds["Elements"], Normal[ds]}
{Null, 3, 3, 2, Null, {1, 2, 7, 8}, {1, 2, 7, 8}}

>> {ds["Fold", Plus, 100], ds["Fold", f], copy = ds["Copy"]; copy["Pop"], ds["Length"], DataStructureQ[copy, "Stack"]}
{118, f[f[f[1, 2], 7], 8], 8, 4, True}

>> {ds["DropAll"], ds["EmptyQ"], copy["EmptyQ"], Normal[ds]}
{Null, True, False, {}}

>> ds["Pop"];
DataStructure::empty: DataStructure["Stack", <4>] is empty.

>> Head[ds["Peek"]]
DataStructure::empty: DataStructure["Stack", <4>] is empty.
DataStructure["Stack", <4>]

>> Head[ds["Fold", f]]
DataStructure::empty: DataStructure["Stack", <4>] is empty.
DataStructure["Stack", <4>]

>> ds["Fold", f, 0]
0

>> Head[ds["Nothing", 1]]
DataStructure::op: Nothing is not an operation of DataStructure["Stack", <4>].
DataStructure["Stack", <4>]

>> Head[ds[1]]
DataStructure::op: 1 is not an operation of DataStructure["Stack", <4>].
DataStructure["Stack", <4>]

>> ds["Push"];
DataStructure::opargs: Operation Push of DataStructure["Stack", <4>] can't be called with 0 arguments.

>> ds["Push", 1, 2];
DataStructure::opargs: Operation Push of DataStructure["Stack", <4>] can't be called with 2 arguments.

>> ds["PushList", 5];
DataStructure::arg: 5 is not what the operation of DataStructure["Stack", <4>] takes.

>> ds[]; ds.push(5); ds.pop()
5

(* Queue *)
>> ds = CreateDataStructure["Queue"]; Do[ds["Push", i]; If[OddQ[i], ds["Pop"]], {i, 100}]; {ds["Length"], ds["Peek"], Total[Normal[ds]], ds["PushList", Range[3]], ds["Pop"]}
{50, 51, 3775, Null, 51}

(* Deque *)
>> ds = CreateDataStructure["Deque", {a, b, c}]; {ds["PushFront", x], ds["PushBack", y], ds["PeekFront"], ds["PeekBack"], Normal[ds]}
{Null, Null, x, y, {x, a, b, c, y}}

>> {ds["PopFront"], ds["PopBack"], ds["PushFrontList", {1, 2}], ds["PushBackList", {8, 9}], ds["Elements"]}
{x, y, Null, Null, {1, 2, a, b, c, 8, 9}}

>> ds["DropAll"]; ds["PopFront"];
DataStructure::empty: DataStructure["Deque", <7>] is empty.

>> ds["PopBack"];
DataStructure::empty: DataStructure["Deque", <7>] is empty.

(* LinkedList *)
>> ds = CreateDataStructure["LinkedList", {2, 3}]; ds["Append", 4]; ds["Prepend", 1]; ds["SetPart", 2, x]; ds["SwapPart", 1, -1]; {ds["Part", 2], ds["Length"], Normal[ds]}
{x, 4, {4, x, 3, 1}}

>> ds["DropFirst"]; ds["JoinBack", {8}]; ds["JoinFront", {6, 7}]; Normal[ds]
{6, 7, x, 3, 1, 8}

(* RingBuffer *)
>> ds = CreateDataStructure["RingBuffer", 3]; Do[ds["PushBack", i], {i, 5}]; {ds["Elements"], ds["Capacity"], ds["Length"], ds["PushFront", x], Normal[ds], ds["PopBack"], ds["PopFront"]}
{{3, 4, 5}, 3, 3, Null, {{x, 3, 4}, 3}, 4, x}

>> Head[CreateDataStructure["RingBuffer", 0]]
CreateDataStructure::args: A data structure of type RingBuffer can't be made of {0}.
CreateDataStructure

(* DynamicArray *)
>> ds = CreateDataStructure["DynamicArray", {a, b}]; Do[ds["Append", i], {i, 20}]; {ds["Length"], ds["Part", 1], ds["Part", -1], ds["Part", 22]}
{22, a, 20, 20}

>> ds["Part", 23];
DataStructure::part: Part 23 of DataStructure["DynamicArray", <11>] does not exist.

>> ds["Part", 0];
DataStructure::part: Part 0 of DataStructure["DynamicArray", <11>] does not exist.

>> ds["SetPart", x, 1];
DataStructure::part: Part x of DataStructure["DynamicArray", <11>] does not exist.

>> ds["SwapPart", 1, 99];
DataStructure::part: Part 99 of DataStructure["DynamicArray", <11>] does not exist.

>> {ds["SetPart", 1, z], ds["SwapPart", 1, 2], ds["Drop", 3], ds["Drop", -1], ds["DropLast"], ds["Insert", w, 2], ds["JoinBack", {p, q}], Normal[ds]}
{Null, Null, Null, Null, Null, Null, Null, {b, w, z, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, p, q}}

>> ds["Insert", w, 100];
DataStructure::part: Part 100 of DataStructure["DynamicArray", <11>] does not exist.

>> ds["Drop", 100];
DataStructure::part: Part 100 of DataStructure["DynamicArray", <11>] does not exist.

>> ds["Insert", last, ds["Length"] + 1]; ds["Insert", first, 1]; {ds["Part", 1], ds["Part", -1]}
{first, last}

>> ds["DropAll"]; ds["DropLast"];
DataStructure::empty: DataStructure["DynamicArray", <11>] is empty.

>> Normal[CreateDataStructure["ExtensibleVector", {1}]]
{1}

(* FixedArray *)
>> ds = CreateDataStructure["FixedArray", 3]; {ds["Elements"], ds["SetPart", 1, x], ds["Length"], ds["EmptyQ"], Normal[ds]}
{{Null, Null, Null}, Null, 3, False, {x, Null, Null}}

>> {Normal[CreateDataStructure["FixedArray", Infinity, 2]], Normal[CreateDataStructure["FixedArray", {a}]]}
{{Infinity, Infinity}, {a}}

>> Head[CreateDataStructure["FixedArray", 0]]
CreateDataStructure::args: A data structure of type FixedArray can't be made of {0}.
CreateDataStructure

>> Head[CreateDataStructure["FixedArray", -1, "x"]]
CreateDataStructure::args: A data structure of type FixedArray can't be made of {-1, x}.
CreateDataStructure

>> ds["SetPart", 4, x];
DataStructure::part: Part 4 of DataStructure["FixedArray", <13>] does not exist.

>> Quiet[Check[CreateDataStructure["FixedArray", 10^17], "too much"]]
$Aborted

(* parts are set by = as well *)
>> ds = CreateDataStructure["FixedArray", 3]; {ds["Part", 1] = f[2], ds["Part", 3] = ds["Part", 1], Normal[ds]}
{f[2], f[2], {f[2], Null, f[2]}}

>> ds["Part", 4] = 5;
DataStructure::part: Part 4 of DataStructure["FixedArray", <19>] does not exist.

>> ds["Nothing"] = 5;
DataStructure::set: ds[Nothing] can't be set.

>> swap[a_, i_, j_] := Module[{x = a["Part", i]}, a["Part", i] = a["Part", j]; a["Part", j] = x]; swap[ds, 2, 3]; Normal[ds]
{f[2], f[2], Null}

>> Do[ds["Part", i] = i^2, {i, 3}]; With[{e = ds}, e["Part", 1] = 7; ds["Part", 1]]
7

>> queue = CreateDataStructure["Queue"]; queue["Part", 1] = 5;
DataStructure::op: SetPart is not an operation of DataStructure["Queue", <20>].

(* HashSet *)
>> ds = CreateDataStructure["HashSet", {a, b, a}]; {ds["Length"], ds["Insert", c], ds["Insert", a], ds["MemberQ", c], ds["Delete", a], ds["Delete", a], Normal[ds]}
{2, True, False, True, True, False, {b, c}}

>> {ds["Union", {x, y}], ds["Complement", {b}], ds["Elements"], ds["Intersection", {x, c, q}], Sort[ds["Elements"]]}
{Null, Null, {c, x, y}, Null, {c, x}}

>> {ds["SubsetQ", {x}], ds["SubsetQ", CreateDataStructure["HashSet", {x, z}]], ds["Union", CreateDataStructure["OrderedHashSet", {1, 2}]], ds["Length"]}
{True, False, Null, 4}

>> ds["Union", ds]; ds["Union", 5];
DataStructure::arg: 5 is not what the operation of DataStructure["HashSet", <21>] takes.

>> ds["Intersection", x];
DataStructure::arg: x is not what the operation of DataStructure["HashSet", <21>] takes.

>> ds["SubsetQ", x];
DataStructure::arg: x is not what the operation of DataStructure["HashSet", <21>] takes.

>> Do[ds["Pop"], {4}]; ds["Pop"];
DataStructure::empty: DataStructure["HashSet", <21>] is empty.

>> ds["Union", Range[1000]]; {ds["Length"], ds["DeleteAll"], ds["EmptyQ"]}
{1000, Null, True}

>> ds = CreateDataStructure["OrderedHashSet", {3, 1, 2}]; {ds["Elements"], ds["Pop"], copy = ds["Copy"]; copy["Insert", 9]; ds["Elements"], copy["Elements"]}
{{3, 1, 2}, 3, {1, 2}, {1, 2, 9}}

>> {ds["Insert", 1], ds["Insert", 1.], ds["Length"]}
{False, True, 3}

(* HashTable *)
>> ds = CreateDataStructure["HashTable", <|a -> 1|>]; {ds["Insert", b -> 2], ds["Insert", b -> 3], ds["Lookup", b], ds["Lookup", c], ds["Lookup", c, f], ds["KeyExistsQ", a], ds["Keys"], ds["Values"]}
{True, False, 3, Missing[KeyAbsent, c], f[c], True, {a, b}, {1, 3}}

>> n = Normal[ds]; ds["Insert", z -> 0]; {n, Normal[ds], ds["Elements"], ds["Length"]}
{<|a -> 1, b -> 3|>, <|a -> 1, b -> 3, z -> 0|>, {a -> 1, b -> 3, z -> 0}, 3}

>> copy = ds["Copy"]; {ds["KeyDrop", a], ds["KeyDrop", none], ds["Keys"], copy["Keys"], ds["KeyDropAll"], ds["EmptyQ"], copy["Length"]}
{Null, Null, {b, z}, {a, b, z}, Null, True, 3}

>> ds["Insert", 5];
DataStructure::arg: 5 is not what the operation of DataStructure["HashTable", <26>] takes.

>> Head[CreateDataStructure["HashTable", {1}]]
CreateDataStructure::args: A data structure of type HashTable can't be made of {{1}}.
CreateDataStructure

>> memo = CreateDataStructure["HashTable"]; fib[n_] := memo["Lookup", n, (memo["Insert", # -> (fib[# - 1] + fib[# - 2])]; memo["Lookup", #]) &]; memo["Insert", 0 -> 0]; memo["Insert", 1 -> 1]; fib[100]
354224848179261915075

>> ds = CreateDataStructure["OrderedHashTable"]; Do[ds["Insert", i -> i^2], {i, 5, 1, -1}]; {Normal[ds], ds["Lookup", {1}]}
{<|5 -> 25, 4 -> 16, 3 -> 9, 2 -> 4, 1 -> 1|>, Missing[KeyAbsent, {1}]}

(* PriorityQueue: by default what comes last in the canonical order goes first *)
>> ds = CreateDataStructure["PriorityQueue"]; Scan[ds["Push", #] &, {3, 1, 4, 1, 5, 9, 2, 6}]; {ds["Peek"], ds["Length"], Table[ds["Pop"], {8}], ds["EmptyQ"]}
{9, 8, {9, 6, 5, 4, 3, 2, 1, 1}, True}

>> ds["Pop"];
DataStructure::empty: DataStructure["PriorityQueue", <31>] is empty.

>> ds["Peek"];
DataStructure::empty: DataStructure["PriorityQueue", <31>] is empty.

>> ds = CreateDataStructure["PriorityQueue", {{2, b}, {1, a}, {3, c}}, Order[#2, #1] &]; {ds["Pop"], ds["Pop"], ds["Pop"]}
{{1, a}, {2, b}, {3, c}}

>> ds = CreateDataStructure["PriorityQueue", Null, Greater]; Do[ds["Push", Mod[37 i, 101]], {i, 100}]; copy = ds["Copy"]; {Table[ds["Pop"], {100}] === Range[100], copy["Length"], Sort[Normal[copy]] === Range[100]}
{True, 100, True}

>> Head[CreateDataStructure["PriorityQueue", 1]]
CreateDataStructure::args: A data structure of type PriorityQueue can't be made of {1}.
CreateDataStructure

(* its ordering function may end otherwise, wait, and use the queue: that stays as it was *)
>> mode = "order"; ds = CreateDataStructure["PriorityQueue", {5, 3, 8}, (Switch[mode, "throw", Throw[out], "change", ds["Push", 1]; ds["Pop"], "abort", Abort[], "wait", Pause[0.001], "read", ds["Length"]; ds["Peek"]]; #1 <= #2) &];

>> {mode = "throw"; Catch[ds["Push", 7]], Catch[ds["Pop"]], Sort[Normal[ds]]}
{out, out, {3, 5, 8}}

>> {mode = "abort"; CheckAbort[ds["Push", 7], stopped], CheckAbort[ds["Pop"], stopped], Sort[Normal[ds]]}
{stopped, stopped, {3, 5, 8}}

>> mode = "change"; ds["Push", 6];
DataStructure::use: DataStructure["PriorityQueue", <36>] can't be changed while it is in use.
DataStructure::use: DataStructure["PriorityQueue", <36>] can't be changed while it is in use.
DataStructure::use: DataStructure["PriorityQueue", <36>] can't be changed while it is in use.
General::stop: Further output of DataStructure::use will be suppressed during this calculation.

>> mode = "wait"; {ds["Push", 7], ds["Pop"], mode = "read"; ds["Push", 9], ds["Pop"], Sort[Normal[ds]]}
{Null, 8, Null, 9, {3, 5, 6, 7}}

>> Await[With[{ds = CreateDataStructure["PriorityQueue", {}, (Pause[0.001]; #1 <= #2) &]}, Spawn[Do[ds["Push", Mod[3 i, 7]], {i, 6}]; Table[ds["Pop"], {6}]]]]
{6, 5, 4, 3, 2, 1}

(* Counter, Value *)
>> ds = CreateDataStructure["Counter", 5]; {ds["Increment"], ds["Get"], ds["PreIncrement"], ds["Decrement"], ds["PreDecrement"], ds["AddTo", 10], ds["SubtractFrom", 2^70], ds["Set", 3], Normal[ds]}
{5, 6, 7, 7, 5, 15, -1180591620717411303409, 3, 3}

>> Head[CreateDataStructure["Counter", 1.5]]
CreateDataStructure::args: A data structure of type Counter can't be made of {1.5}.
CreateDataStructure

>> ds["AddTo", x];
DataStructure::arg: x is not what the operation of DataStructure["Counter", <38>] takes.

>> ds["SubtractFrom", x];
DataStructure::arg: x is not what the operation of DataStructure["Counter", <38>] takes.

>> ds["Set", x];
DataStructure::arg: x is not what the operation of DataStructure["Counter", <38>] takes.

>> ds = CreateDataStructure["Value", x]; copy = ds["Copy"]; {ds["Get"], ds["Set", {y}], ds["Get"], copy["Get"], Normal[ds]}
{x, {y}, {y}, x, {y}}

(* DisjointSet *)
>> ds = CreateDataStructure["DisjointSet"]; ds["Insert", a]; ds["InsertAll", {b, c, d, a}]; {ds["Subsets"], ds["Unify", a, c], ds["Subsets"], ds["CommonSubsetQ", a, c], ds["CommonSubsetQ", a, b], ds["Length"]}
{{{a}, {b}, {c}, {d}}, Null, {{a, c}, {b}, {d}}, True, False, 4}

>> {ds["Find", c] === ds["Find", a], ds["MemberQ", a], ds["MemberQ", x], ds["UnifyAll", {b, d, a}], ds["Subsets"], ds["Delete", a], ds["Delete", a], ds["Subsets"], ds["Elements"]}
{True, True, False, Null, {{a, b, c, d}}, True, False, {{b, c, d}}, {b, c, d}}

>> e = CreateDataStructure["DisjointSet"]; e["InsertAll", {x, c, y}]; e["Unify", x, c]; ds["Merge", e]; {Normal[ds], ds["Copy"]["Length"], ds["EmptyQ"]}
{{{b, c, d, x}, {y}}, 5, False}

>> ds["Unify", a, b];
DataStructure::absent: a is not an element of DataStructure["DisjointSet", <42>].

>> ds["Unify", b, a];
DataStructure::absent: a is not an element of DataStructure["DisjointSet", <42>].

>> ds["Find", a];
DataStructure::absent: a is not an element of DataStructure["DisjointSet", <42>].

>> ds["UnifyAll", {b, a}];
DataStructure::absent: a is not an element of DataStructure["DisjointSet", <42>].

>> ds["InsertAll", 5];
DataStructure::arg: 5 is not what the operation of DataStructure["DisjointSet", <42>] takes.

>> ds["UnifyAll", 5];
DataStructure::arg: 5 is not what the operation of DataStructure["DisjointSet", <42>] takes.

>> ds["Merge", 5];
DataStructure::arg: 5 is not what the operation of DataStructure["DisjointSet", <42>] takes.

>> ds = CreateDataStructure["DisjointSet"]; ds["InsertAll", Range[1000]]; Do[ds["Unify", i, i + 10], {i, 990}]; {Length[ds["Subsets"]], ds["CommonSubsetQ", 3, 993]}
{10, True}

(* BitVector *)
>> ds = CreateDataStructure["BitVector", 70]; {ds["BitSet", 0], ds["BitSet", 69], ds["BitGet", 0], ds["BitTest", 1], ds["BitCount"], ds["BitList"], ds["BitInvert", 3], ds["BitClear", 0], ds["OnBitList"], ds["Length"], ds["Capacity"]}
{Null, Null, 1, False, 2, {0, 69}, Null, Null, {3, 69}, 70, 70}

>> ds["BitSet", 70];
DataStructure::part: Part 70 of DataStructure["BitVector", <46>] does not exist.

>> ds["BitGet", -1];
DataStructure::part: Part -1 of DataStructure["BitVector", <46>] does not exist.

>> ds["BitTest", x];
DataStructure::part: Part x of DataStructure["BitVector", <46>] does not exist.

>> {ds["BitNot"], ds["BitCount"], ds["OffBitList"], ds["BitClearAll"], ds["BitCount"]}
{Null, 68, {3, 69}, Null, 0}

>> a1 = CreateDataStructure["BitVector", {True, True, False, False}]; b1 = CreateDataStructure["BitVector", {True, False, True, False}];

>> Table[x = a1["Copy"]; x[op, b1]; x["Boole"], {op, {"BitAnd", "BitOr", "BitXor", "BitNand", "BitNor", "BitXnor"}}]
{{1, 0, 0, 0}, {1, 1, 1, 0}, {0, 1, 1, 0}, {0, 1, 1, 1}, {0, 0, 0, 1}, {1, 0, 0, 1}}

>> {a1["OnBitList", b1], a1["OffBitList", b1], Normal[a1]}
{{0}, {3}, {True, True, False, False}}

>> a1["BitAnd", ds];
DataStructure::arg: DataStructure["BitVector", <46>] is not what the operation of DataStructure["BitVector", <47>] takes.

>> a1["OnBitList", 5];
DataStructure::arg: 5 is not what the operation of DataStructure["BitVector", <47>] takes.

>> Head[CreateDataStructure["BitVector", {1}]]
CreateDataStructure::args: A data structure of type BitVector can't be made of {{1}}.
CreateDataStructure

>> Head[CreateDataStructure["BitVector", 0]]
CreateDataStructure::args: A data structure of type BitVector can't be made of {0}.
CreateDataStructure

>> Quiet[Check[CreateDataStructure["BitVector", 10^18], "too much"]]
$Aborted

(* in itself *)
>> ds = CreateDataStructure["DynamicArray"]; ds["Append", ds]; {Normal[ds] === {ds}, ds["Part", 1]["Part", 1]["Length"]}
{True, 1}

>> t = CreateDataStructure["HashTable"]; t["Insert", t -> t]; t["Lookup", t]["Length"]
1

(* what a task's short life leaves in a structure stays *)
>> ds = CreateDataStructure["Stack"]; WithComputationArena[Do[ds["Push", {i, ToString[i]}], {i, 100}]]; WithComputationArena[Total[Range[10^4]]]; ds["Part"]; Last[Normal[ds]]
DataStructure::op: Part is not an operation of DataStructure["Stack", <60>].
{100, 100}

>> all = ParallelTable[With[{s = CreateDataStructure["HashTable"]}, Do[s["Insert", ToString[{n, i}] -> {n, i}], {i, 20}]; s], {n, 50}]; Union[Flatten[Table[all[[n]]["Lookup", ToString[{n, i}]] === {n, i}, {n, 50}, {i, 20}]]]
{True}

>> WithComputationArena[q = CreateDataStructure["DisjointSet"]; q["InsertAll", Table[f[i], {i, 100}]]]; WithComputationArena[q["Unify", f[1], f[100]]]; {q["CommonSubsetQ", f[1], f[100]], q["Length"]}
{True, 100}

(* elements are held by nobody else: what is changed in place outside does not show inside *)
>> l = {1, 2, 3}; ds = CreateDataStructure["Value", l]; l[[1]] = x; {ds["Get"], m = ds["Get"]; m[[2]] = y; ds["Get"]}
{{1, 2, 3}, {1, 2, 3}}

>> t = <|a -> 1|>; ds = CreateDataStructure["HashTable", t]; t[b] = 2; ds["Insert", c -> 3]; {t, Normal[ds]}
{<|a -> 1, b -> 2|>, <|a -> 1, c -> 3|>}

(* large ones *)
>> ds = CreateDataStructure["Queue"]; Do[ds["Push", i], {i, 10^5}]; Sum[ds["Pop"], {i, 10^5}]
5000050000

>> ds = CreateDataStructure["FixedArray", 0, 10^5]; Do[ds["SetPart", i, i], {i, 10^5}]; ds["Fold", Plus, 0]
5000050000

(* the same as what they stand for, in long random runs *)
>> SeedRandom[1]; ds = CreateDataStructure["Deque"]; l = {}; Do[Switch[RandomInteger[5], 0 | 1, ds["PushBack", i]; AppendTo[l, i], 2 | 3, ds["PushFront", i]; PrependTo[l, i], 4, If[l =!= {}, If[ds["PopBack"] =!= Last[l], Print[wrong]]; l = Most[l]], 5, If[l =!= {}, If[ds["PopFront"] =!= First[l], Print[wrong]]; l = Rest[l]]], {i, 3000}]; {ds["Elements"] === l, ds["Length"] === Length[l]}
{True, True}

>> ds = CreateDataStructure["DynamicArray"]; l = {}; Do[Switch[RandomInteger[4], 0 | 1, k = RandomInteger[{1, Length[l] + 1}]; ds["Insert", i, k]; l = Insert[l, i, k], 2, If[l =!= {}, k = RandomInteger[{1, Length[l]}]; ds["Drop", k]; l = Drop[l, {k}]], 3, ds["JoinBack", {i, -i}]; l = Join[l, {i, -i}], 4, If[l =!= {}, ds["SetPart", -1, w[i]]; l[[-1]] = w[i]]], {i, 1000}]; Normal[ds] === l
True

>> ds = CreateDataStructure["HashTable"]; a = <||>; Do[k = RandomInteger[200]; If[RandomInteger[3] == 0, ds["KeyDrop", k]; a = KeyDrop[a, k], If[ds["Insert", k -> i] =!= ! KeyExistsQ[a, k], Print[wrong]]; a[k] = i], {i, 5000}]; {Normal[ds] === a, ds["Keys"] === Keys[a], ds["Length"] === Length[a]}
{True, True, True}

>> ds = CreateDataStructure["HashSet"]; s = {}; Do[k = RandomInteger[60]; Switch[RandomInteger[9], 0, ds["Union", Range[k, k + 5]]; s = Union[s, Range[k, k + 5]], 1, ds["Complement", Range[k, k + 9]]; s = Complement[s, Range[k, k + 9]], 2, ds["Intersection", Range[k]]; s = Intersection[s, Range[k]], 3 | 4, If[ds["Delete", k] =!= MemberQ[s, k], Print[wrong]]; s = Complement[s, {k}], _, ds["Insert", k]; s = Union[s, {k}]], {2000}]; Sort[Normal[ds]] === s
True

>> ds = CreateDataStructure["PriorityQueue", {}, Greater]; l = {}; Do[If[RandomInteger[2] > 0 || l === {}, k = RandomInteger[500]; ds["Push", k]; l = Sort[Append[l, k]], If[ds["Pop"] =!= First[l], Print[wrong]]; l = Rest[l]], {2000}]; {ds["Length"] === Length[l], Table[ds["Pop"], {Length[l]}] === l}
{True, True}

>> ds = CreateDataStructure["DisjointSet"]; ds["InsertAll", Range[60]]; e = Table[RandomInteger[{1, 60}, 2], {30}]; ds["UnifyAll", #] & /@ e; name = Range[60]; Do[name = name /. name[[p[[1]]]] -> name[[p[[2]]]], {p, e}]; {Sort[Sort /@ ds["Subsets"]] === Sort[GatherBy[Range[60], name[[#]] &]], Do[ds["Delete", i], {i, 2, 60, 3}]; Sort[Sort /@ ds["Subsets"]] === Sort[GatherBy[Complement[Range[60], Range[2, 60, 3]], name[[#]] &]]}
{True, True}

>> ds = CreateDataStructure["RingBuffer", 5]; l = {}; Do[If[RandomInteger[1] == 0, ds["PushBack", i]; l = Append[l, i]; If[Length[l] > 5, l = Rest[l]], ds["PushFront", i]; l = Prepend[l, i]; If[Length[l] > 5, l = Most[l]]]; If[RandomInteger[3] == 0, If[l =!= {}, ds["PopBack"]; l = Most[l]]], {i, 1000}]; {ds["Elements"] === l, Length[l] <= 5}
{True, True}
