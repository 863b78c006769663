(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* OutputForm: lines are joined with newlines in what ToString gives. *)

>> ToString[a/b]
a
-
b

>> ToString[1/2 + x/(y + 1)]
1     x
- + -----
2   1 + y

>> ToString[x^2 + y^10]
 2    10
x  + y

>> ToString[x^(a/b)]
 a/b
x

>> ToString[(1 + 1/x)^2]
     1 2
(1 + -)
     x

>> {ToString[2 x - 3 y], ToString[-(a b)], ToString[a (b + c)], ToString[1 + 2 I], ToString[Sqrt[x]]}
{2 x - 3 y, -(a b), a (b + c), 1 + 2 I, Sqrt[x]}

>> ToString[-3/4]
  3
-(-)
  4

(* Machine numbers have six digits, others those of their precision. *)
>> {ToString[3.14159265], ToString[100.123456], ToString[2.], ToString[0.00001], ToString[1.5`20]}
{3.14159, 100.123, 2., 0.00001, 1.5000000000000000000}

>> {ToString["a"], ToString[{"a", b}], ToString[f["x"]], ToString[<|"a" -> 1|>]}
{a, {a, b}, f[x], <|a -> 1|>}

>> {ToString[f'[x]], ToString[f''[x]], ToString[HoldForm[1 + 1]], ToString[#1 + 1 &], ToString[a -> b]}
{f'[x], f''[x], 1 + 1, #1 + 1 & , a -> b}

>> ToString[Derivative[3][f][x]]
 (3)
f   [x]

>> ToString[Derivative[1, 2][g][x, y]]
 (1,2)
g     [x, y]

(* Tables.  ToString twice, so that the empty lines are seen. *)
>> ToString[ToString[MatrixForm[{{1, 22}, {333, 4}}]], InputForm]
"1     22\n\n333   4"

>> ToString[ToString[TableForm[{a, b}]], InputForm]
"a\n\nb"

>> ToString[TableForm[{{1, 2}, {3, 4}}, TableSpacing -> {0, 1}]]
1 2
3 4

>> ToString[TableForm[{{1, 22}, {333, 4}}, TableSpacing -> {0, 1}, TableAlignments -> Right]]
  1 22
333  4

>> ToString[TableForm[{{1, 2}, {3, 4}}, TableSpacing -> {0, 2}, TableHeadings -> {{"a", "b"}, {"c", "d"}}]]
   c  d
a  1  2
b  3  4

>> ToString[Column[{a, bb, x^2}]]
a
bb
 2
x

>> {ToString[Row[{a, b, c}]], ToString[Row[{1, 2}, ", "]], ToString[SequenceForm[a, "b"]]}
{abc, 1, 2, ab}

>> ToString[Subscript[x, 1] + Superscript[y, 2]]
      2
x  + y
 1

(* Numbers formatted. *)
>> {ToString[NumberForm[3.14159, 3]], ToString[NumberForm[2., {5, 2}]], ToString[PaddedForm[7, 4]], ToString[AccountingForm[-5]]}
{3.14, 2.00,     7, (5)}

>> {ToString[NumberForm[1234567, DigitBlock -> 3]], ToString[PaddedForm[-3.7, {5, 3}]], ToString[DecimalForm[1234567.89]]}
{1,234,567,  -3.700, 1234568}

>> ToString[ScientificForm[123450000.]]
           8
1.2345 × 10

>> ToString[EngineeringForm[12345.]]
           3
12.345 × 10

>> ToString[BaseForm[10, 2]]
1010
    2

>> {ToString[NumberForm[{1.23456, x + 2.34567}, 3]], ToString[NumberForm[1.5, NumberPoint -> ","]]}
{{1.23, 2.35 + x}, 1,5}

(* Texts with places. *)
>> {ToString[StringForm["`1` and `2`, `1`", a, b]], ToString[StringForm["`` then ``", 1, 2]], ToString[StringForm["`3`", a]]}
{a and b, a, 1 then 2, `3`}

>> ToString[StringForm["x = ``.", a/b]]
    a
x = -.
    b

>> {ToString[Infix[f[a, b], "~"]], ToString[Prefix[f[a], "!"]], ToString[Postfix[f[a], "!"]], ToString[a PrecedenceForm[b, 10]]}
{a~b, !a, a!, a (b)}

>> ToString[Infix[f[a, b]]]
a ~ f ~ b

>> {ToString[Shallow[{1, {2, {3, {4, {5, {6}}}}}}]], ToString[Shallow[Range[20]]], ToString[Skeleton[4]]}
{{1, {2, {3, {<<2>>}}}}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, <<10>>}, <<4>>}

(* Series. *)
>> ToString[SeriesData[x, 0, {1, 1, 1/2}, 0, 3, 1]]
         2
        x        3
1 + x + -- + O[x]
        2

>> ToString[SeriesData[x, 1, {1, 0, -2}, 0, 3, 1]]
             2           3
1 - 2 (x - 1)  + O[x - 1]

(* Long lines are broken where asked. *)
>> ToString[ToString[Range[20], PageWidth -> 30], InputForm]
"{1, 2, 3, 4, 5, 6, 7, 8, 9, \n\n>    10, 11, 12, 13, 14, 15, \n\n>    16, 17, 18, 19, 20}"

>> {StringLength[ToString[Range[1000]]], ToString[1, foo]}
ToString::fmtval: foo is not a valid format type.
{4893, ToString[1, foo]}

>> {TextString[1/2], TextString[{1, "a"}], TextString[2.]}
{0.5, {1, a}, 2.0}
