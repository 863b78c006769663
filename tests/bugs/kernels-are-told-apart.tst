(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* ParallelEvaluate on some kernels counted from 1 on; anything was taken for a kernel. *)

>> pool = ThreadPool[3]; ks = ParallelEvaluate[Kernels[], Pool -> pool][[1]]; ks
{KernelObject[1, local], KernelObject[2, local], KernelObject[3, local]}

>> {ParallelEvaluate[$KernelID, ks[[2]], Pool -> pool], ParallelEvaluate[$KernelID, ks[[{2}]], Pool -> pool], ParallelEvaluate[$KernelID, Reverse[ks], Pool -> pool], ParallelEvaluate[$KernelID, {}]}
{2, {2}, {3, 2, 1}, {}}

>> ParallelEvaluate[1, 5]
ParallelEvaluate::kernel: 5 is not one of the kernels, or a list of such.
ParallelEvaluate[1, 5]

>> ParallelEvaluate[1, KernelObject[0, "local"]]
ParallelEvaluate::kernel: KernelObject[0, local] is not one of the kernels, or a list of such.
ParallelEvaluate[1, KernelObject[0, local]]

>> CloseKernels[5]
CloseKernels::kernel: 5 is not one of the kernels, or a list of such.
CloseKernels[5]

>> LaunchKernels["foo"]
LaunchKernels::number: foo is not a number of kernels.
LaunchKernels[foo]

>> {CloseKernels[Kernels[]] === CloseKernels[First[Kernels[]]] === LaunchKernels[2] === Kernels[]}
{True}

(* Elements that the session's own thread evaluates are a kernel's too. *)

>> {$KernelID, Complement[ParallelTable[Pause[0.001]; $KernelID, {100}], Range[$KernelCount]]}
{0, {}}
