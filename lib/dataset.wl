(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Functions of datasets: what is asked of a dataset is asked of its data, and data comes back as a
   dataset. *)

wrapDataset[data_List] := Dataset[data]
wrapDataset[data_Association] := Dataset[data]
wrapDataset[data_] := data

Dataset /: (f : Length | Total | Mean | Median | Max | Min | First | Last | Rest | Most | Reverse |
    Sort | Keys | Values | Transpose | Flatten | Union | DeleteDuplicates | Variance |
    StandardDeviation | Counts | Dimensions)[Dataset[data_, ___]] := wrapDataset[f[data]]

Dataset /: (f : Take | Drop | Select | SortBy | GroupBy | Join | Append | Prepend | Part | Lookup |
    KeyTake | KeyDrop)[Dataset[data_, ___], args__] := wrapDataset[f[data, args]]

Dataset /: Map[f_, Dataset[data_, ___]] := wrapDataset[Map[f, data]]
