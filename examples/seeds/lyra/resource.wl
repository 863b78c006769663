(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A pool that is closed on every way out. *)

data1 = Range[5]; data2 = Range[6, 10];
func1[x_] := x^2
func2[x_] := -x
CombineResults[a_, b_] := Total[a] + Total[b]
pools = Channel[];

(* Use resource management patterns *)
WithResource[
    pool = ThreadPool[8],
    {
        result1 = pool.parallelMap(func1, data1);
        result2 = pool.parallelMap(func2, data2);
        CombineResults[result1, result2]
    }
]
(* ThreadPool automatically cleaned up *)

value = WithResource[
    pool = ThreadPool[2],
    {
        Send[pools, pool];
        result1 = pool.parallelMap(func1, data1);
        result2 = pool.parallelMap(func2, data2);
        CombineResults[result1, result2]
    }
];
Print[{result1, result2, value}];
Print[First[Submit[Receive[pools], func1, 1]]];
