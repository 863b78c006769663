(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A span in a span has parentheses; a fourth part begins a new span, which is a factor, also after a leading ;; *)

>> InputForm[Hold[(1;;2);;3, 1;;(2;;3), (1;;2;;3);;4, Span[1, 2, 3, 4], Span[a]]]
InputForm[Hold[(1 ;; 2) ;; 3, 1 ;; (2 ;; 3), (1 ;; 2 ;; 3) ;; 4, Span[1, 2, 3, 4], Span[a]]]

>> FullForm[HoldForm[{1;;2;;3;;4, ;;;;3;;6, 9 != ;;;;3;;6, a;;b;;c;;d;;e;;f;;g}]] // ToString
HoldForm[List[Times[Span[1, 2, 3], Span[1, 4]], Times[Span[1, All, 3], Span[1, 6]], Unequal[9, Times[Span[1, All, 3], Span[1, 6]]], Times[Span[a, b, c], Span[1, d, e], Span[1, f, g]]]]
