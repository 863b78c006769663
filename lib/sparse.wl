(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Sparse arrays.  The normal form is SparseArray[Automatic, dims, default, {1, {rows, columns}, values}]: rows
   says how many values come before each first index, columns the other indices of each value. *)

sparse = SparseArray[Automatic, {___Integer}, _, {1, {_List, _List}, _List}];
sparseQ[s_] := MatchQ[s, sparse]

(** SparseArray[{pos1 -> val1, ...}, dims] gives a sparse array with these values at these positions, and zeros elsewhere.
    SparseArray[rules, dims, default] has another value elsewhere; SparseArray[list] is made of an ordinary array.
    Positions can be patterns and Band[..].

    >> Normal[SparseArray[{{1, 1} -> 1, {2, 2} -> 2}]]
    {{1, 0}, {0, 2}}
    >> SparseArray[{1 -> 5}, 3]
    SparseArray[Automatic, {3}, 0, {1, {{0, 1}, {{1}}}, {5}}]
 **)
SparseArray[s : HoldPattern[SparseArray[Automatic, _, _, {1, {_, _}, _}]]] := s
SparseArray[array_List, default_ : 0] := fromDense[array, default] /; array =!= {} && ! AllTrue[array, ruleQ] && Length[Dimensions[array]] > 0 && ! integerListQ[default]
SparseArray[rules : {(_Rule | _RuleDelayed) ..}] := SparseArray[rules, Automatic, 0]
SparseArray[rules : {(_Rule | _RuleDelayed) ...}, dims_, default_ : 0] := sparseFromRules[rules, dims, default] /; MatchQ[dims, Automatic | _Integer | {__Integer}]
SparseArray[positions_List -> values_List, rest___] := SparseArray[MapThread[Rule, {positions, values}], rest] /; Length[positions] == Length[values]
SparseArray[rule : (_Rule | _RuleDelayed), rest___] := SparseArray[{rule}, rest] /; ! MatchQ[rule, _List -> _List]
integerListQ[x_] := MatchQ[x, {__Integer}]
ruleQ[x_] := MatchQ[x, _Rule | _RuleDelayed]

fromDense[array_, default_] := With[{dims = Dimensions[array]},
  sparseMake[Association[Flatten[MapIndexed[If[#1 === default || (default === 0 && TrueQ[#1 == 0]), {}, #2 -> {#1}] &, array, {Length[dims]}]] /. (p_ -> {v_}) :> (p -> v)], dims, default]]

position[i_Integer] := {i}
position[p_] := p
explicitQ[p_] := MatchQ[p, _Integer | {__Integer}]
sparseFromRules[rules_, d_, default_] := Module[{entries = <||>, dims, p},
  dims = Which[
    IntegerQ[d], {d},
    ListQ[d], d,
    AllTrue[rules, explicitQ[First[#]] &], Max /@ Transpose[Map[position[First[#]] &, rules]],
    True, Map[Max, Transpose[Map[bandEnd, rules]]]];
  Do[
    p = First[r];
    Which[
      explicitQ[p], p = position[p]; If[Length[p] == Length[dims] && And @@ Thread[p <= dims] && ! KeyExistsQ[entries, p], entries[p] = Last[r]],
      MatchQ[p, _Band], KeyValueMap[If[! KeyExistsQ[entries, #1], entries[#1] = #2] &, bandEntries[p, Last[r], dims]],
      True, Do[If[! KeyExistsQ[entries, q], Module[{v = If[Length[dims] == 1 && ! MatchQ[p, _List | Verbatim[Alternatives][_List, ___] | Verbatim[Condition][_List, _]], Replace[First[q], {r, _ -> noValue}], Replace[q, {r, _ -> noValue}]]}, If[v =!= noValue, entries[q] = v]]], {q, Tuples[Map[Range, dims]]}]],
    {r, rules}];
  sparseMake[entries, dims, default]]
bandEnd[p_ -> _] := Which[MatchQ[p, Band[_, {__Integer}, ___]], p[[2]], explicitQ[p], position[p], True, {1, 1}]
bandEnd[_] := {1, 1}

(* A band holds one value, a list of values one after the other, or blocks of a matrix. *)
bandEntries[Band[start_, rest___], value_, dims_] := Module[{end = dims, step = Table[1, Length[dims]], result = <||>, p = start, k = 1},
  If[Length[{rest}] >= 1 && {rest}[[1]] =!= Automatic, end = {rest}[[1]]];
  If[Length[{rest}] >= 2, step = {rest}[[2]]];
  If[VectorQ[start, IntegerQ] && MatrixQ[value],
    MapIndexed[(result[start + #2 - 1] = #1) &, value, {2}]; Return[result, Module]];
  While[And @@ Thread[1 <= p] && And @@ Thread[p <= dims] && And @@ MapThread[If[#3 >= 0, #1 <= #2, #1 >= #2] &, {p, end, step}],
    If[ListQ[value], If[k > Length[value], Break[]]; result[p] = value[[k]], result[p] = value];
    p = p + step; k++];
  result]

sparseMake[entries_, dims_, default_] := Module[{keys = Sort[Select[Keys[entries], entries[#] =!= default &]], counts},
  counts = If[Length[dims] == 1, {0, Length[keys]}, Module[{c = Counts[keys[[All, 1]]]}, Prepend[Accumulate[Table[Lookup[c, i, 0], {i, First[dims]}]], 0]]];
  With[{cols = If[Length[dims] == 1, keys, Map[Rest, keys]], values = Map[entries[#] &, keys]},
    SparseArray[Automatic, dims, default, {1, {counts, cols}, values}]]]
sparseKeys[SparseArray[_, {_}, _, {1, {_, cols_}, _}]] := cols
sparseKeys[SparseArray[_, _, _, {1, {rows_, cols_}, _}]] := Join @@ Table[Map[Prepend[#, i] &, Take[cols, {rows[[i]] + 1, rows[[i + 1]]}]], {i, Length[rows] - 1}]
sparseValues[SparseArray[_, _, _, {_, _, v_}]] := v
sparseEntries[s_] := AssociationThread[sparseKeys[s], sparseValues[s]]
sparseDims[SparseArray[_, d_, __]] := d
sparseDefault[SparseArray[_, _, z_, _]] := z
sparseNormal[s_] := Module[{a = ConstantArray[sparseDefault[s], sparseDims[s]]},
  If[sparseKeys[s] === {}, a, ReplacePart[a, MapThread[Rule, {sparseKeys[s], sparseValues[s]}]]]]
(* f of every value and of the default. *)
sparseMap[f_, s_] := sparseMake[Map[f, sparseEntries[s]], sparseDims[s], f[sparseDefault[s]]]

SparseArray /: Normal[s_SparseArray?sparseQ] := sparseNormal[s]
SparseArray /: Normal[s_SparseArray?sparseQ, SparseArray] := sparseNormal[s]
SparseArray /: Dimensions[s_SparseArray?sparseQ] := sparseDims[s]
SparseArray /: Dimensions[s_SparseArray?sparseQ, n_Integer] := Take[sparseDims[s], UpTo[n]]
SparseArray /: Length[s_SparseArray?sparseQ] := First[sparseDims[s]]
SparseArray /: ArrayDepth[s_SparseArray?sparseQ] := Length[sparseDims[s]]
SparseArray /: TensorRank[s_SparseArray?sparseQ] := Length[sparseDims[s]]
SparseArray /: ArrayQ[s_SparseArray?sparseQ] := True
SparseArray /: ArrayQ[s_SparseArray?sparseQ, rest__] := ArrayQ[sparseNormal[s], rest]
SparseArray /: VectorQ[s_SparseArray?sparseQ, rest___] := Length[sparseDims[s]] == 1 && VectorQ[sparseNormal[s], rest]
SparseArray /: MatrixQ[s_SparseArray?sparseQ, rest___] := Length[sparseDims[s]] == 2 && MatrixQ[sparseNormal[s], rest]
SparseArray /: ListQ[s_SparseArray?sparseQ] := False
SparseArray /: AtomQ[s_SparseArray?sparseQ] := True
SparseArray /: ArrayRules[s_SparseArray?sparseQ] := arrayRules[s, sparseDefault[s]]
SparseArray /: Part[s_SparseArray?sparseQ, spec__] := resparse[sparseNormal[s][[spec]], sparseDefault[s]]
SparseArray /: First[s_SparseArray?sparseQ] := s[[1]]
SparseArray /: Last[s_SparseArray?sparseQ] := s[[-1]]
SparseArray /: Extract[s_SparseArray?sparseQ, p_] := Extract[sparseNormal[s], p]
SparseArray /: Total[s_SparseArray?sparseQ, rest___] := Total[sparseNormal[s], rest]
SparseArray /: Transpose[s_SparseArray?sparseQ, rest___] := resparse[Transpose[sparseNormal[s], rest], sparseDefault[s]]
SparseArray /: ConjugateTranspose[s_SparseArray?sparseQ] := resparse[ConjugateTranspose[sparseNormal[s]], sparseDefault[s]]
SparseArray /: Flatten[s_SparseArray?sparseQ, rest___] := resparse[Flatten[sparseNormal[s], rest], sparseDefault[s]]
SparseArray /: Map[f_, s_SparseArray?sparseQ] := resparse[Map[f, sparseNormal[s]], f[sparseDefault[s]]] /; Length[sparseDims[s]] == 1
SparseArray /: Plus[s_SparseArray?sparseQ, t_SparseArray?sparseQ, rest___] := Plus[resparse[sparseNormal[s] + sparseNormal[t], sparseDefault[s] + sparseDefault[t]], rest] /; sparseDims[s] === sparseDims[t]
SparseArray /: Plus[s_SparseArray?sparseQ, t_List, rest___] := Plus[sparseNormal[s] + t, rest] /; sparseDims[s] === Dimensions[t]
SparseArray /: Plus[x_, s_SparseArray?sparseQ] := sparseMap[# + x &, s] /; ! ListQ[x] && Head[x] =!= SparseArray
SparseArray /: Times[s_SparseArray?sparseQ, t_SparseArray?sparseQ, rest___] := Times[resparse[sparseNormal[s] sparseNormal[t], sparseDefault[s] sparseDefault[t]], rest] /; sparseDims[s] === sparseDims[t]
SparseArray /: Times[s_SparseArray?sparseQ, t_List, rest___] := Times[resparse[sparseNormal[s] t, 0], rest] /; sparseDims[s] === Dimensions[t]
SparseArray /: Times[x_, s_SparseArray?sparseQ] := sparseMap[# x &, s] /; ! ListQ[x] && Head[x] =!= SparseArray
SparseArray /: Power[s_SparseArray?sparseQ, x_] := Quiet[sparseMap[#^x &, s]] /; ! ListQ[x] && Head[x] =!= SparseArray
SparseArray /: (f : Abs | Sqrt | Exp | Log | Sin | Cos | Tan | Re | Im | Conjugate | Sign | N | Floor | Ceiling | Round)[s_SparseArray?sparseQ] := sparseMap[f, s]
SparseArray /: Dot[s_SparseArray?sparseQ, t_SparseArray?sparseQ] := resparse[sparseNormal[s] . sparseNormal[t], 0]
SparseArray /: Dot[s_SparseArray?sparseQ, t_List] := sparseNormal[s] . t
SparseArray /: Dot[t_List, s_SparseArray?sparseQ] := t . sparseNormal[s]
SparseArray /: IdentityMatrix[n_, SparseArray] := SparseArray[IdentityMatrix[n]]
SparseArray /: Normal[list : {___SparseArray}] := Map[Normal, list]
SparseArray /: (f : Det | Inverse | Tr | MatrixRank | NullSpace | RowReduce | Eigenvalues | Eigenvectors | Eigensystem | Norm | Diagonal | MatrixPower | MatrixExp | SymmetricMatrixQ | HermitianMatrixQ | SquareMatrixQ | PositiveDefiniteMatrixQ | LinearSolve | CharacteristicPolynomial | KroneckerProduct | MemberQ | Max | Min | Mean)[s_SparseArray?sparseQ, rest___] := f[sparseNormal[s], rest]
SparseArray /: Equal[s_SparseArray?sparseQ, t_] := sparseNormal[s] == Normal[t]

(* A function of a list is one of the list that the array stands for: first those whose value is an array again, then the others, by where
   they have the list. *)
SparseArray /: (f : Sort | SortBy | ReverseSort | Reverse | Take | Drop | Rest | Most | RotateLeft | RotateRight | PadLeft | PadRight | ArrayPad | Append | Prepend | Insert | Delete | ReplacePart | Partition | Accumulate | Differences | Riffle | DeleteCases | ArrayReshape | UpperTriangularize | LowerTriangularize)[s_SparseArray?sparseQ, rest___] := resparse[f[sparseNormal[s], rest], sparseDefault[s]]
SparseArray /: (f : Select | SelectFirst | Cases | FirstCase | Position | FirstPosition | Count | Counts | Tally | Gather | GatherBy | GroupBy | Split | SplitBy | Union | DeleteDuplicates | DeleteDuplicatesBy | Complement | Intersection | AnyTrue | AllTrue | NoneTrue | TakeWhile | LengthWhile | TakeDrop | TakeLargest | TakeSmallest | Ordering | Pick | Subsets | Permutations | Commonest | Median | Variance | StandardDeviation | MinMax | Rescale | MovingAverage | Nearest | Clip)[s_SparseArray?sparseQ, rest___] := f[sparseNormal[s], rest]
SparseArray /: (f : Map | MapIndexed | Apply | Scan | Fold | FoldList | FoldPair | FoldPairList | BlockMap)[g_, s_SparseArray?sparseQ, rest___] := f[g, sparseNormal[s], rest]
SparseArray /: (f : Fold | FoldList | FoldPair | FoldPairList)[g_, x_, s_SparseArray?sparseQ, rest___] := f[g, x, sparseNormal[s], rest]
SparseArray /: MapApply[f_, s_SparseArray?sparseQ] := MapApply[f, sparseNormal[s]]
SparseArray /: MapAt[f_, s_SparseArray?sparseQ, at_] := resparse[MapAt[f, sparseNormal[s], at], sparseDefault[s]]
SparseArray /: Join[a___, s_SparseArray?sparseQ, b___] := resparse[Join @@ Map[denseArray, {a, s, b}], sparseDefault[s]]
SparseArray /: (f : Union | Complement | Intersection)[a__, s_SparseArray?sparseQ, b___] := f @@ Map[denseArray, {a, s, b}]
SparseArray /: (f : Outer | Inner)[g_, a___, s_SparseArray?sparseQ, b___] := f @@ Map[denseArray, {g, a, s, b}]
SparseArray /: MapThread[f_, lists : {___, _SparseArray?sparseQ, ___}, rest___] := MapThread[f, Map[denseArray, lists], rest]
SparseArray /: (f : Mod | Quotient | UnitStep | Positive | Negative | NonNegative | NonPositive | EvenQ | OddQ)[s_SparseArray?sparseQ, rest___] := f[sparseNormal[s], rest]

denseArray[x_] := If[sparseQ[x], sparseNormal[x], x]
resparse[x_, default_] := If[ListQ[x] && x =!= {}, fromDense[x, default], x]

SparseArray[Automatic, dims_, default_, data : {1, {_, _}, _}][name_String] := With[{s = SparseArray[Automatic, dims, default, data]}, Switch[name,
  "NonzeroPositions" | "ExplicitPositions", sparseKeys[s],
  "NonzeroValues" | "ExplicitValues", sparseValues[s],
  "Dimensions", dims,
  "Rank", Length[dims],
  "Background" | "ImplicitValue", default,
  "ExplicitLength" | "NonzeroLength", Length[sparseValues[s]],
  "Density", N[Length[sparseValues[s]]/Times @@ dims],
  "AdjacencyLists", Table[data[[2, 2]][[data[[2, 1, i]] + 1 ;; data[[2, 1, i + 1]], 1]], {i, First[dims]}],
  "RowPointers", data[[2, 1]],
  "ColumnIndices", data[[2, 2]],
  _, Missing["NotAvailable"]]]

(** SparseArrayQ[x] gives True if x is a sparse array.

    >> SparseArrayQ[SparseArray[{1 -> 5}, 3]]
    True
 **)
SparseArrayQ[s_] := sparseQ[s]

(** ArrayRules[array] gives the rules position -> value for what is not zero in an array, and one for the rest.

    >> ArrayRules[{{0, 5}, {6, 0}}]
    {{1, 2} -> 5, {2, 1} -> 6, {_, _} -> 0}
 **)
ArrayRules[array_List] := ArrayRules[array, 0]
ArrayRules[array_List, default_] := arrayRules[fromDense[array, default], default]
arrayRules[s_, default_] := Append[MapThread[Rule, {sparseKeys[s], sparseValues[s]}], Table[_, Length[sparseDims[s]]] -> default]

(** LeviCivitaTensor[d] gives the totally antisymmetric tensor of rank d, as a sparse array.
    LeviCivitaTensor[d, List] gives a list.

    >> LeviCivitaTensor[2, List]
    {{0, 1}, {-1, 0}}
 **)
LeviCivitaTensor[d_Integer?Positive] := SparseArray[Map[# -> Signature[#] &, Permutations[Range[d]]], Table[d, d]]
LeviCivitaTensor[d_Integer?Positive, List] := sparseNormal[LeviCivitaTensor[d]]
