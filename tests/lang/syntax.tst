(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* How text is read: operators, their precedence, literals, names, brackets. *)
>> ToString[FullForm[Hold[a + b - c]]]
Hold[Plus[a, b, Times[-1, c]]]

>> ToString[FullForm[Hold[a - 3]]]
Hold[Plus[a, -3]]

>> ToString[FullForm[Hold[-a^2]]]
Hold[Times[-1, Power[a, 2]]]

>> ToString[FullForm[Hold[a/b/c]]]
Hold[Times[Times[a, Power[b, -1]], Power[c, -1]]]

>> ToString[FullForm[Hold[a^b^c]]]
Hold[Power[a, Power[b, c]]]

>> ToString[FullForm[Hold[2 x y[z]]]]
Hold[Times[2, x, y[z]]]

>> ToString[FullForm[Hold[(a)(b) 3c]]]
Hold[Times[a, b, 3, c]]

(* Parentheses keep their grouping. *)
>> ToString[FullForm[Hold[(a + b) + c]]]
Hold[Plus[Plus[a, b], c]]

>> ToString[FullForm[Hold[a == b == c]]]
Hold[Equal[a, b, c]]

>> ToString[FullForm[Hold[a < b <= c]]]
Hold[Inequality[a, Less, b, LessEqual, c]]

>> ToString[FullForm[Hold[a && b || ! c]]]
Hold[Or[And[a, b], Not[c]]]

>> ToString[FullForm[Hold[a == b === c]]]
Hold[SameQ[Equal[a, b], c]]

>> ToString[FullForm[Hold[a -> b -> c]]]
Hold[Rule[a, Rule[b, c]]]

>> ToString[FullForm[Hold[x /. a -> b //. c :> d]]]
Hold[ReplaceRepeated[ReplaceAll[x, Rule[a, b]], RuleDelayed[c, d]]]

>> ToString[FullForm[Hold[x // f // g]]]
Hold[g[f[x]]]

>> ToString[FullForm[Hold[f @ g @ h]]]
Hold[f[g[h]]]

>> ToString[FullForm[Hold[f /@ g @@ x]]]
Hold[Map[f, Apply[g, x]]]

>> ToString[FullForm[Hold[f @* g /* h]]]
Hold[RightComposition[Composition[f, g], h]]

>> ToString[FullForm[Hold[a ~f~ b ~g~ c]]]
Hold[g[f[a, b], c]]

>> ToString[FullForm[Hold[# + #2 & [x, y]]]]
Hold[Function[Plus[Slot[1], Slot[2]]][x, y]]

>> ToString[FullForm[Hold[#name + ##2]]]
Hold[Plus[Slot["name"], SlotSequence[2]]]

>> ToString[FullForm[Hold[x |-> x^2]]]
Hold[Function[x, Power[x, 2]]]

>> ToString[FullForm[Hold[f'' [x]]]]
Hold[Derivative[2][f][x]]

>> ToString[FullForm[Hold[a! + b!!]]]
Hold[Plus[Factorial[a], Factorial2[b]]]

>> ToString[FullForm[Hold[++a + b--]]]
Hold[Plus[PreIncrement[a], Decrement[b]]]

>> ToString[FullForm[Hold[a; b;]]]
Hold[CompoundExpression[a, b, Null]]

>> ToString[FullForm[Hold[a = b = c]]]
Hold[Set[a, Set[b, c]]]

>> ToString[FullForm[Hold[a += 1; a //= f]]]
Hold[CompoundExpression[AddTo[a, 1], ApplyTo[a, f]]]

>> ToString[FullForm[Hold[a /: f[a] := 1]]]
Hold[TagSetDelayed[a, f[a], 1]]

>> ToString[FullForm[Hold[a /: f[a] =.]]]
Hold[TagUnset[a, f[a]]]

(* Patterns. *)
>> ToString[FullForm[Hold[x_, x_h, x__, ___, x_., _h]]]
Hold[Pattern[x, Blank[]], Pattern[x, Blank[h]], Pattern[x, BlankSequence[]], BlankNullSequence[], Optional[Pattern[x, Blank[]]], Blank[h]]

>> ToString[FullForm[Hold[x : _f : 3]]]
Hold[Optional[Pattern[x, Blank[f]], 3]]

>> ToString[FullForm[Hold[x_ : 1 | 2]]]
Hold[Optional[Pattern[x, Blank[]], Alternatives[1, 2]]]

>> ToString[FullForm[Hold[_?f[x]]]]
Hold[PatternTest[Blank[], f][x]]

>> ToString[FullForm[Hold[_.. /; t]]]
Hold[Condition[Repeated[Blank[]], t]]

(* Parts and spans. *)
>> ToString[FullForm[Hold[a[[1]][[2, 3]]]]]
Hold[Part[Part[a, 1], 2, 3]]

>> ToString[FullForm[Hold[a[[;; , 2 ;;]]]]]
Hold[Part[a, Span[1, All], Span[2, All]]]

>> ToString[FullForm[Hold[1 ;; -1 ;; 2]]]
Hold[Span[1, -1, 2]]

>> ToString[FullForm[Hold[{1, , 2}]]]
Hold[List[1, Null, 2]]

>> ToString[FullForm[Hold[<|a -> 1|>]]]
Hold[Association[Rule[a, 1]]]

(* Messages and files. *)
>> ToString[FullForm[Hold[f::tag, f::"a b", f::t::l]]]
Hold[MessageName[f, "tag"], MessageName[f, "a b"], MessageName[f, "t", "l"]]

>> ToString[FullForm[Hold[<< a/b.m; c >> "d"]]]
Hold[CompoundExpression[Get["a/b.m"], Put[c, "d"]]]

(* Numbers. *)
>> {16^^ff, 2^^101, 2*^3, 2*^-3, 36^^z}
{255, 5, 2000, 1/500, 35}

>> ToString[FullForm[Hold[1..]]]
Hold[Repeated[1]]

>> Precision[1.5`20]
20.

(* Characters. *)
>> ToCharacterCode["\[Alpha]\:03b1\.41\101\|01f600"]
{945, 945, 65, 65, 128512}

>> ToString[FullForm[Hold[a \[Rule] b, a ≤ b, a ∧ b, ¬ a]]]
Hold[Rule[a, b], LessEqual[a, b], And[a, b], Not[a]]

>> {\[Pi], π, ∞, \[Degree]}
{Pi, Pi, Infinity, Degree}

>> ToString[FullForm[Hold[a (* b (* c *) d *) e]]]
Hold[Times[a, e]]

(* Beyond the language: channels and methods. *)
>> ToString[FullForm[Hold[<-ch]]]
Hold[Receive[ch]]

>> ToString[FullForm[Hold[ch <- v]]]
Hold[ChannelSend[ch, v]]

>> ToString[FullForm[Hold[a<-b]]]
Hold[Less[a, Times[-1, b]]]

>> ToString[FullForm[Hold[obj.method(x, y)]]]
Hold[MethodCall[obj, "method", x, y]]

(* Checks. *)
>> SyntaxQ /@ {"1 +", "f[1)", "a b", "\"", ")", ""}
{False, False, True, False, False, True}

>> SyntaxLength /@ {"a+b", "a+", "a)"}
{3, 4, 1}

>> ToExpression["1 + 1", InputForm, Hold]
Hold[1 + 1]

>> ToExpression[{"1 + 1", "2^3"}]
{2, 8}
