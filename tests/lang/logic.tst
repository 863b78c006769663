(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> {And[], Or[], True && False, True || x, False || a, a && True && b}
{True, False, False, True, a, a && b}

(* Evaluation stops as soon as the result is settled. *)
>> n = 0; False && (n = 1; True); True || (n = 2; True); n
0

>> {!True, !!a, !(x < y), !(x == y)}
{False, a, x >= y, x != y}

>> {Xor[True, False, True], Xor[a, a], Xor[a, True], Xor[], Xnor[True, True]}
{False, False,  !a, False, True}

>> {Nand[True, True], Nand[a, False], Nor[False, False], Nor[a, True], Nor[a, False]}
{False, True, True, False,  !a}

>> {Implies[True, a], Implies[False, a], Implies[a, a], Equivalent[a, a], Equivalent[a, b, True]}
{a, True, True, True, a && b}

>> {Majority[True, True, False], Majority[True, False, False], BooleanQ[False], BooleanQ[x]}
{True, False, True, False}

>> BooleanTable[p && q || r]
{True, True, True, False, True, False, True, False}

>> {BooleanVariables[b || a && !c], SatisfiableQ[a && !a], TautologyQ[a || !a], SatisfiabilityCount[a || b || c]}
{{a, b, c}, False, True, 7}

>> BooleanConvert[Xor[a, b], "CNF"]
(a || b) && ( !a ||  !b)

>> BooleanMinimize[a && b || a && !b || !a && b]
a || b

>> LogicalExpand[(a || b) && !(c && d)]
(a &&  !c) || (a &&  !d) || (b &&  !c) || (b &&  !d)
