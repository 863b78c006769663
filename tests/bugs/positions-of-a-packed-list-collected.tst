(* The positions were read from lists made for it, which nothing kept but pointers into their middle. *)

>> Total[ReplacePart[ConstantArray[0, {200, 200}], MapThread[Rule, {Transpose[{Range[200], Range[200]}], Range[200]}]], 2] === Total[Range[200]]
True

>> Total[Normal[SparseArray[Table[{i, i} -> 1, {i, 300}]]], 2]
300
