(* The positions were read from lists made for it, which nothing kept but pointers into their middle. *)

>> Total[ReplacePart[ConstantArray[0, {1000, 1000}], MapThread[Rule, {Transpose[{Range[1000], Range[1000]}], Range[1000]}]], 2] === Total[Range[1000]]
True

>> Total[Normal[SparseArray[Table[{i, i} -> 1, {i, 1500}]]], 2]
1500
