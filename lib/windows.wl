(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Window functions of signal processing: even functions that vanish outside -1/2 <= x <= 1/2. *)

SetAttributes[{BartlettHannWindow, BartlettWindow, BlackmanHarrisWindow, BlackmanNuttallWindow, BlackmanWindow, BohmanWindow, CauchyWindow, ConnesWindow, CosineWindow, DirichletWindow, ExactBlackmanWindow, FlatTopWindow, GaussianWindow, HammingWindow, HannWindow, KaiserBesselWindow, KaiserWindow, LanczosWindow, NuttallWindow, ParzenWindow, PoissonWindow, TukeyWindow, WelchWindow},
  {Listable, NumericFunction}]

realQ[x_] := NumericQ[x] && Im[x] == 0
(* The value within the window, zero of the kind of x outside. *)
SetAttributes[windowed, HoldRest]
windowed[x_, value_] := If[Abs[x] > 1/2, If[Precision[x] === Infinity, 0, 0.], value]
(* The sum of c[[k + 1]] Cos[2 Pi k x], with the sum of c for its value at 0 made 1. *)
cosines[x_, c_] := windowed[x, c . Cos[2 Pi x Range[0, Length[c] - 1]]/Total[c]]

(** BartlettHannWindow[x] gives the value of the BartlettHann window function at x.

    >> BartlettHannWindow[1/3]
    27/100
 **)
BartlettHannWindow[x_?realQ] := windowed[x, 62/100 - 48/100 Abs[x] + 38/100 Cos[2 Pi x]]

(** BartlettWindow[x] gives the value of the Bartlett window function at x.

    >> BartlettWindow[1/4]
    1/2
 **)
BartlettWindow[x_?realQ] := windowed[x, 1 - 2 Abs[x]]

(** BlackmanHarrisWindow[x] gives the value of the BlackmanHarris window function at x.

    >> BlackmanHarrisWindow[1/2]
    3/50000
 **)
BlackmanHarrisWindow[x_?realQ] := cosines[x, {35875, 48829, 14128, 1168}]

(** BlackmanNuttallWindow[x] gives the value of the BlackmanNuttall window function at x.

    >> BlackmanNuttallWindow[1/2]
    907/2500000
 **)
BlackmanNuttallWindow[x_?realQ] := cosines[x, {3635819, 4891775, 1365995, 106411}]

(** BlackmanWindow[x] gives the value of the Blackman window function at x.

    >> BlackmanWindow[1/2]
    0
 **)
BlackmanWindow[x_?realQ] := cosines[x, {21, 25, 4}]

(** BohmanWindow[x] gives the value of the Bohman window function at x.

    >> BohmanWindow[1/2]
    0
 **)
BohmanWindow[x_?realQ] := windowed[x, (1 - 2 Abs[x]) Cos[2 Pi x] + Sin[2 Pi Abs[x]]/Pi]

(** CauchyWindow[x] gives the value of the Cauchy window function at x.
    CauchyWindow[x, a] uses the parameter a in place of 3.

    >> CauchyWindow[1/6]
    1/2
 **)
CauchyWindow[x_?realQ] := CauchyWindow[x, 3]
CauchyWindow[x_?realQ, a_] := windowed[x, 1/(1 + (2 a x)^2)]

(** ConnesWindow[x] gives the value of the Connes window function at x.

    >> ConnesWindow[1/4]
    9/16
 **)
ConnesWindow[x_?realQ] := windowed[x, (1 - 4 x^2)^2]

(** CosineWindow[x] gives the value of the Cosine window function at x.
    CosineWindow[x, a] uses the parameter a in place of 1.

    >> CosineWindow[1/4]
    1/Sqrt[2]
 **)
CosineWindow[x_?realQ] := CosineWindow[x, 1]
CosineWindow[x_?realQ, a_] := windowed[x, Cos[Pi x]^a]

(** DirichletWindow[x] gives the value of the Dirichlet window function at x.

    >> DirichletWindow[1/3]
    1
 **)
DirichletWindow[x_?realQ] := windowed[x, 1]

(** ExactBlackmanWindow[x] gives the value of the ExactBlackman window function at x.

    >> ExactBlackmanWindow[1/2]
    8/1163
 **)
ExactBlackmanWindow[x_?realQ] := cosines[x, {3969, 4620, 715}]

(** FlatTopWindow[x] gives the value of the FlatTop window function at x.

    >> FlatTopWindow[0]
    1
 **)
FlatTopWindow[x_?realQ] := cosines[x, {215578947, 416631580, 277263158, 83578947, 6947368}]

(** GaussianWindow[x] gives the value of the Gaussian window function at x.
    GaussianWindow[x, a] uses the parameter a in place of 3/10.

    >> GaussianWindow[0]
    1
 **)
GaussianWindow[x_?realQ] := GaussianWindow[x, 3/10]
GaussianWindow[x_?realQ, a_] := windowed[x, Exp[-x^2/(2 a^2)]]

(** HammingWindow[x] gives the value of the Hamming window function at x.
    HammingWindow[x, a] uses the parameter a in place of 25/46.

    >> HammingWindow[1/4]
    25/46
 **)
HammingWindow[x_?realQ] := HammingWindow[x, 25/46]
HammingWindow[x_?realQ, a_] := windowed[x, a + (1 - a) Cos[2 Pi x]]

(** HannWindow[x] gives the value of the Hann window function at x.
    HannWindow[x, a] uses the parameter a in place of 1/2.

    >> HannWindow[1/6]
    3/4
 **)
HannWindow[x_?realQ] := HannWindow[x, 1/2]
HannWindow[x_?realQ, a_] := windowed[x, a + (1 - a) Cos[2 Pi x]]

(** KaiserBesselWindow[x] gives the value of the KaiserBessel window function at x.

    >> KaiserBesselWindow[1/4]
    303/1000
 **)
KaiserBesselWindow[x_?realQ] := cosines[x, {402, 498, 99, 1}]

(** KaiserWindow[x] gives the value of the Kaiser window function at x.
    KaiserWindow[x, a] uses the parameter a in place of 3.

    >> KaiserWindow[0]
    1
 **)
KaiserWindow[x_?realQ] := KaiserWindow[x, 3]
KaiserWindow[x_?realQ, a_] := windowed[x, BesselI[0, a Sqrt[1 - 4 x^2]]/BesselI[0, a]]

(** LanczosWindow[x] gives the value of the Lanczos window function at x.

    >> LanczosWindow[1/4]
    2/Pi
 **)
LanczosWindow[x_?realQ] := windowed[x, Sinc[2 Pi x]]

(** NuttallWindow[x] gives the value of the Nuttall window function at x.

    >> NuttallWindow[0]
    1
 **)
NuttallWindow[x_?realQ] := cosines[x, {355768, 487396, 144232, 12604}]

(** ParzenWindow[x] gives the value of the Parzen window function at x.

    >> ParzenWindow[1/3]
    2/27
 **)
ParzenWindow[x_?realQ] := windowed[x, If[Abs[x] <= 1/4, 1 - 24 x^2 + 48 Abs[x]^3, 2 (1 - 2 Abs[x])^3]]

(** PoissonWindow[x] gives the value of the Poisson window function at x.
    PoissonWindow[x, a] uses the parameter a in place of 3.

    >> PoissonWindow[1/3]
    E^(-2)
 **)
PoissonWindow[x_?realQ] := PoissonWindow[x, 3]
PoissonWindow[x_?realQ, a_] := windowed[x, Exp[-2 a Abs[x]]]

(** TukeyWindow[x] gives the value of the Tukey window function at x.
    TukeyWindow[x, a] uses the parameter a in place of 1/3.

    >> TukeyWindow[1/6]
    1
 **)
TukeyWindow[x_?realQ] := TukeyWindow[x, 1/3]
TukeyWindow[x_?realQ, a_] := windowed[x, If[Abs[x] <= a/2, 1, (1 + Cos[2 Pi (Abs[x] - a/2)/(1 - a)])/2]]

(** WelchWindow[x] gives the value of the Welch window function at x.

    >> WelchWindow[1/4]
    3/4
 **)
WelchWindow[x_?realQ] := windowed[x, 1 - 4 x^2]
