(* Calls of the libraries that can't be interrupted were made here, not in a child process that can be ended: by their
   number of rows or terms they looked quick.  Each of these went on for seconds after its limit. *)

>> overshoots[e_] := First[AbsoluteTiming[TimeConstrained[e, 0.05]]] > 1; SetAttributes[overshoots, HoldAll]

>> matrix[digits_, rows_, columns_] := RandomInteger[10^digits, {rows, columns}]; huge = 3^(10^7); other = 7^(8*10^6);

>> overshoots[Factor[Expand[(x + 1)^240 - 1]]]
False

>> {overshoots[RowReduce[matrix[1000, 30, 50]]], overshoots[NullSpace[matrix[1000, 30, 50]]]}
{False, False}

>> overshoots[LinearSolve[matrix[1000, 40, 40], matrix[1000, 40, 1]]]
False

>> {overshoots[ModularInverse[huge, other]], overshoots[ExtendedGCD[huge, other]]}
{False, False}

>> {overshoots[Sqrt[huge]], overshoots[BernoulliB[200000]], overshoots[SquaresR[17, 10^6]]}
{False, False, False}

>> overshoots[Resultant[(x^10 + y^9 z + 3)*(x - y^4), (x^10*z - y^10 + 7)*(x^2 + z^8 - 1), x]]
False

(* What such a call left undone kept a loop from its end. *)
>> TimeConstrained[IntegerLength[huge], 0.02, late]; 1 + 1
2

(* And what the children give is right. *)
>> m = RandomInteger[9, {61, 61}]; {m . Inverse[m] == IdentityMatrix[61], m . LinearSolve[m, Range[61]] == Range[61]}
{True, True}

>> {MatrixRank[matrix[400, 20, 30]], IntegerExponent[3^1400000*7, 3], PartitionsQ[Range[0, 20]] === CoefficientList[Expand[Product[1 + q^k, {k, 20}]], q][[;; 21]]}
{20, 1400000, True}

>> {g, {s, t}} = ExtendedGCD[3^200000, 7^180000]; g == 1 && s*3^200000 + t*7^180000 == 1
True
