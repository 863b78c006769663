(* SPDX-License-Identifier: GPL-3.0-or-later *)

(* Held expressions of all operators, at random: what InputForm prints is read and printed as the same again.
   LYRA_SEED and LYRA_COUNT say from where on and how many; each one that differs is shown. *)

SeedRandom[ToExpression[Replace[Environment["LYRA_SEED"], $Failed -> "1"]]];
count = ToExpression[Replace[Environment["LYRA_COUNT"], $Failed -> "3000"]];

(* No negative fractions: -1/2*x is how one is printed that was evaluated, and what it is read as prints otherwise. *)
atoms = {-1, -2, 0, 1, 2, 3/2, 1.5, -0.5, 2 + I, -I, I, x, y, Infinity, "s", "a\"b\n", True, #, ##2, #name, %, %%, 10^30, 1.*^-20, 2.5`20, _, x_, y__, z___, _Integer, x_List, _., \[Alpha], a`b, f::tag, I x};
binary = {Power, Rule, RuleDelayed, Set, SetDelayed, UpSet, Condition, PatternTest, Map, Apply, MapAll, ReplaceAll, ReplaceRepeated, AddTo, SubtractFrom, TimesBy, DivideBy, TwoWayRule, Element,
  Subtract, Divide, Minus, Span, Optional, Part, f, f[x], Function, UpSetDelayed, TagSet, Colon, StringTake, UndirectedEdge, DirectedEdge, Distributed, Conditioned, CenterDot, Wedge, Equivalent, Implies, Default, Get, Put, PutAppend, Out, Mod};
several = {Times, Times, Times, Plus, Plus, Dot, NonCommutativeMultiply, And, Or, Equal, Unequal, Less, GreaterEqual, SameQ, UnsameQ, Alternatives, StringJoin, StringExpression, Composition, RightComposition,
  CompoundExpression, List, Xor, Nand, Nor, Union, Intersection, Cross, CircleTimes, CirclePlus, CircleDot, Diamond, Star, TensorProduct, Span, f, f[y], Inequality, Association, ReplaceAll, Part, Function, Module, Derivative[1][f], Slot, Optional, Rule, Backslash, Divide};
single = {PreDecrement, PreIncrement, Increment, Decrement, Factorial, Factorial2, Not, Sqrt, Repeated, RepeatedNull, Unset, Function, Derivative[1], Derivative[1, 2], f, Hold, Slot, Minus, Plus, Times, Conjugate, Transpose, PlusMinus, MinusPlus, Del, Square, Identity, Evaluate, Unevaluated, SlotSequence, Out, DifferentialD, Exists, Sqrt, Exp, Rule, Subtract, Dot, And, StringJoin, CompoundExpression, List, Association, ConjugateTranspose, HoldForm, InputForm, Abs, Floor};

held[0] := With[{a = RandomChoice[atoms]}, HoldComplete[a]];
held[depth_] := With[{head = RandomChoice[RandomChoice[{binary, several, several, single}]]},
  Replace[Join @@ Table[held[RandomInteger[depth - 1]], {Which[MemberQ[single, head], 1, MemberQ[binary, head], 2, True, RandomInteger[{2, 3}]]}], HoldComplete[parts___] :> HoldComplete[head[parts]]]];

differ = 0;
Do[
  With[{e = held[RandomInteger[{1, 4}]]},
    With[{once = ToString[e, InputForm]},
      With[{twice = ToString[Quiet[ToExpression[once]], InputForm]},
        If[once =!= twice, differ++; If[differ <= 20, Print["# ", once, "\n#   was read as ", twice, "\n#   and is ", ToString[FullForm[e]]]]]]]],
  {count}];
Print["1..1"];
Print[If[differ == 0, "ok", "not ok"], " 1 - printing: of ", count, " held expressions ", differ, " are read as others"];
