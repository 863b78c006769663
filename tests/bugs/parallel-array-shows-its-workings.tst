(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* ParallelArray took dimensions and origins that Array refuses. *)

>> ParallelArray[f, {2, x}]
ParallelArray::nopar1: ParallelArray[f, {2, x}] cannot be parallelized; proceeding with sequential evaluation.
Array::ilsmn: Single or list of non-negative machine-sized integers expected at position 2 of Array[f, {2, x}].
Array[f, {2, x}]

>> ParallelArray[f, {2, 2}, {1}]
ParallelArray::nopar1: ParallelArray[f, {2, 2}, {1}] cannot be parallelized; proceeding with sequential evaluation.
Array::plen: {2, 2} and {1} should have the same length.
Array[f, {2, 2}, {1}]

>> Quiet[{ParallelArray[f, {2}, {1, 2}], ParallelArray[f, 2, {1, 2}], ParallelArray[f, -1]}]
{Array[f, {2}, {1, 2}], {f[1], f[2]}, Array[f, -1]}

>> {ParallelArray[f, {2, 2}, {5, 6}], ParallelArray[f, 0], ParallelArray[f, {2, 0}]}
{{{f[5, 6], f[5, 7]}, {f[6, 6], f[6, 7]}}, {}, {{}, {}}}
