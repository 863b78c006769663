(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What is printed reads back as the same; fractions, signs and points are not to run together. *)

>> InputForm[HoldForm[x*99*^-3]]
InputForm[HoldForm[x*(99/1000)]]

>> InputForm[HoldForm[0.1797 1*^-3 x]]
InputForm[HoldForm[0.1797*(1/1000)*x]]

>> InputForm[HoldForm[3*(-5*^-1)*c]]
InputForm[HoldForm[3*(-1/2)*c]]

>> InputForm[HoldForm[-(--x)]]
InputForm[HoldForm[-(--x)]]

>> InputForm[HoldForm[{(1.).., (2 x*1.)..., 0.5.., 1..}]]
InputForm[HoldForm[{(1.).., (2*x*1.)..., 0.5.., 1..}]]

>> ToString[FullForm[HoldForm[(-15)[x]]]]
HoldForm[(-15)[x]]


>> InputForm[HoldForm[{-1/20, -x^-1, a - 1/20, -1/20 b, 770^-3/b^-3}]]
InputForm[HoldForm[{-1/20, -x^(-1), a - 1/20, (-1/20)*b, (b^(-3))^(-1)/770^3}]]

>> Map[ToString[InputForm[#]] === ToString[InputForm[ToExpression[ToString[InputForm[#]]]]] &, {Hold[a 6^(- -8)], Hold[a 6^(- -x)], Hold[a 6^(-1*-8*x)], Hold[-1*-18*M], Hold[-1*-18/M], Hold[a/6^8], Hold[-1*--x*y]}]
{True, True, True, True, True, True, True}

>> InputForm[HoldForm[{a 6^(- -8), -1*-18*M, a 6^-8}]]
InputForm[HoldForm[{a*6^(-(-8)), -(-18*M), a/6^8}]]

>> InputForm[HoldForm[{g + -+666 h, -+666, (-(-18)) x}]]
InputForm[HoldForm[{g + (-1*666)*h, -666, (-(-18))*x}]]

>> InputForm[HoldForm[{-1*-1*x, a + -1*-1*x, -(--j)^-1}]]
InputForm[HoldForm[{-(-x), a - -x, -(--j^(-1))}]]
