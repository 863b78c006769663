(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The one-line forms: InputForm, FullForm and what the command prints. *)

(* Sums and products: signs, quotients, numbers. *)
>> {a - b, -a, -(a b), a/b, -a/b, 1/a, -1/a, 2/(3 a), a b/(c d)}
{a - b, -a, -(a*b), a/b, -(a/b), a^(-1), -a^(-1), 2/(3*a), (a*b)/(c*d)}

>> {x/2, -x/2, 3 x/2, -3 x/2, -1/(2 x), (1 + x)/(x (4 + 5 x))}
{x/2, -1/2*x, (3*x)/2, (-3*x)/2, -1/2*1/x, (1 + x)/(x*(4 + 5*x))}

>> {1 - x/2, a - 2 b, a - (b + c), -1.5 x, a - 1.5 x}
{1 - x/2, a - 2*b, a - b - c, -1.5*x, a - 1.5*x}

(* Powers. *)
>> {x^2, x^-2, x^(1/3), Sqrt[x], (a + b)^2, (a b)^c, (x^y)^z, x^y^z, E^x, 2^-x, (-1)^x}
{x^2, x^(-2), x^(1/3), Sqrt[x], (a + b)^2, (a*b)^c, (x^y)^z, x^y^z, E^x, 2^(-x), (-1)^x}

>> {a E^-x, x/Sqrt[y], 1/Sqrt[y]}
{a/E^x, x/Sqrt[y], 1/Sqrt[y]}

(* Numbers. *)
>> {1/2, -1/2, 0.1, 2., 100000., 123456.7, 1000000., 0.00001, 0.000001, -2.5*^20}
{1/2, -1/2, 0.1, 2., 100000., 123456.7, 1.*^6, 0.00001, 1.*^-6, -2.5*^20}

>> {I, -I, 2 I, 1 + 2 I, 1 - 2 I, 2 I/5, 1.5 + 2. I}
{I, -I, 2*I, 1 + 2*I, 1 - 2*I, (2*I)/5, 1.5 + 2.*I}

>> {I x, -I x, 2 I x, (1 + 2 I) x}
{I*x, -I*x, (2*I)*x, (1 + 2*I)*x}

>> ToString[{I x, -I x, 2 I x}, InputForm]
{I*x, (-I)*x, (2*I)*x}

>> 1.5`20
1.5`20.

(* Logic, relations, rules. *)
>> { !a, a && b || c, a && (b || c), a && !b, a == b, a != b, a < b <= c, a === b}
{ !a, (a && b) || c, a && (b || c), a &&  !b, a == b, a != b, Inequality[a, Less, b, LessEqual, c], False}

>> {a -> b -> c, (a -> b) -> c, a :> b, a <-> b}
{a -> b -> c, (a -> b) -> c, a :> b, a <-> b}

(* Patterns. *)
>> Hold[_, __, ___, x_, x_Integer, x__h, _f, x_., x_:1, x : a | b, a | b, p..]
Hold[_, __, ___, x_, x_Integer, x__h, _f, x_., x_:1, x:a | b, a | b, p..]

>> Hold[x_ + 1, 2 x_, x_^n_, x_?f, f[x_] := x /; c, _?EvenQ]
Hold[(x_) + 1, 2*(x_), (x_)^(n_), (x_)?f, f[x_] := x /; c, _?EvenQ]

(* Functions, parts, assignments, operators with blanks and without. *)
>> Hold[#^2 &, #1 + #2 & , ##2 &, #a &, Function[x, x^2], f /@ x, f @@ x, f @@@ x]
Hold[#1^2 & , #1 + #2 & , ##2 & , #a & , Function[x, x^2], f /@ x, f @@ x, f @@@ x]

>> Hold[a[[1]], a[[1, 2]], a = b, a := b, a += 1, x++, ++x, a; b, a;]
Hold[a[[1]], a[[1,2]], a = b, a := b, a += 1, x++, ++x, a; b, a; ]

>> Hold[a . b, a ** b, a @* b, a /. b, a //. b, (a = b) -> c, n!, (a + b)!, a <> b]
Hold[a . b, a**b, a @* b, a /. b, a //. b, (a = b) -> c, n!, (a + b)!, a<>b]

>> Hold[f'[x], f''[x], (# &)[x], (a + b)[x], (a -> b)[x], "s"[x], f[a][b]]
Hold[Derivative[1][f][x], Derivative[2][f][x], (#1 & )[x], (a + b)[x], (a -> b)[x], "s"[x], f[a][b]]

(* Strings have quotes in InputForm alone. *)
>> {"a b", "x\ny"}
{a b, x
y}

>> ToString[{"a b", "x\n\"y\"\\"}, InputForm]
{"a b", "x\n\"y\"\\"}

>> <|"a" -> 1, b :> 2|>
<|a -> 1, b :> 2|>

>> ToString[<|"a" -> {1, 2}|>, InputForm]
<|"a" -> {1, 2}|>

(* FullForm. *)
>> ToString[FullForm[a/b + {1, "s"} - 1.5]]
List[Plus[-0.5`, Times[a, Power[b, -1]]], Plus[-1.5`, "s", Times[a, Power[b, -1]]]]

>> ToString[{1/2, 1 + 2 I, 1.5, <|a -> 1|>}, FullForm]
List[Rational[1, 2], Complex[1, 2], 1.5`, Association[Rule[a, 1]]]

>> ToString[#1 + x_. &, FullForm]
Function[Plus[Slot[1], Optional[Pattern[x, Blank[]]]]]

(* Wrappers stay visible, but for a few. *)
>> {MatrixForm[{{1, 2}}], HoldForm[1 + 1], TeXForm[x], Subscript[x, 1], Column[{a}]}
{MatrixForm[{{1, 2}}], HoldForm[1 + 1], TeXForm[x], Subscript[x, 1], Column[{a}]}

>> {Row[{a, b}], Row[{1, 2}, ", "], Style["s", Bold], Skeleton[3], PercentForm[0.5], Graphics[{}]}
{ab, 1, 2, s, <<3>>, 50%, -Graphics-}

(* InputForm reads back. *)
>> Function[e, ToExpression[ToString[e, InputForm]] === e] /@ {a - b/c, -x/2, (a + b)^-2, "q\"\\", {1.5, 2. + I}, <|"a" -> {}|>, Sqrt[x]/E^y, f[a][b]}
{True, True, True, True, True, True, True, True}

(* Other languages. *)
>> {ToString[x^2/3 + Sqrt[y], CForm], ToString[x^2/3 + Sqrt[y], FortranForm], ToString[1/2, CForm], ToString[1.5*^10, CForm]}
{Power(x,2)/3. + Sqrt(y), x**2/3. + Sqrt(y), 0.5, 1.5e10}

>> {ToString[a && ! b, CForm], ToString[a <= b, FortranForm], ToString[1 + 2 I, FortranForm]}
{a && !b, a.le.b, (1,2)}

(* TeX. *)
>> {ToString[x^2 + 1, TeXForm], ToString[a/b, TeXForm], ToString[Sqrt[x], TeXForm], ToString[Sin[x]^2, TeXForm]}
{x^2+1, \frac{a}{b}, \sqrt{x}, \sin ^2(x)}

>> {ToString[{1, 2}, TeXForm], ToString[Subscript[x, 12], TeXForm], ToString[(a + b) c, TeXForm], ToString[\[Alpha] Pi, TeXForm]}
{\{1,2\}, x_{12}, (a+b) c, \pi  \alpha}

(* Boxes. *)
>> {MakeBoxes[a + b], MakeBoxes[x^2], MakeBoxes[a/b], MakeBoxes[f[x, y]], ToBoxes[-x]}
{RowBox[{a, +, b}], SuperscriptBox[x, 2], FractionBox[a, b], RowBox[{f, [, RowBox[{x, ,, y}], ]}], RowBox[{-, x}]}

(* Rules of the program. *)
>> Format[point[x_, y_]] := Row[{"<", x, "; ", y, ">"}]; {ToString[point[1, 2]], ToString[point[1, 2], InputForm], point[1]}
{<1; 2>, point[1, 2], point[1]}

>> Format[unit[x_], TeXForm] := Style[x]; {ToString[unit[5], TeXForm], ToString[unit[5]]}
{5, unit[5]}
