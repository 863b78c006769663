(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Colours: their names, conversion between colour spaces, mixing. *)

(** Red represents the colour red.

    >> Red
    RGBColor[1, 0, 0]
 **)
Red = RGBColor[1, 0, 0];
(** Green represents the colour green.

    >> Green
    RGBColor[0, 1, 0]
 **)
Green = RGBColor[0, 1, 0];
(** Blue represents the colour blue.

    >> Blue
    RGBColor[0, 0, 1]
 **)
Blue = RGBColor[0, 0, 1];
(** Black represents the colour black.

    >> Black
    GrayLevel[0]
 **)
Black = GrayLevel[0];
(** White represents the colour white.

    >> White
    GrayLevel[1]
 **)
White = GrayLevel[1];
(** Gray represents the colour gray.

    >> Gray
    GrayLevel[0.5]
 **)
Gray = GrayLevel[0.5];
(** Cyan represents the colour cyan.

    >> Cyan
    RGBColor[0, 1, 1]
 **)
Cyan = RGBColor[0, 1, 1];
(** Magenta represents the colour magenta.

    >> Magenta
    RGBColor[1, 0, 1]
 **)
Magenta = RGBColor[1, 0, 1];
(** Yellow represents the colour yellow.

    >> Yellow
    RGBColor[1, 1, 0]
 **)
Yellow = RGBColor[1, 1, 0];
(** Brown represents the colour brown.

    >> Brown
    RGBColor[0.6, 0.4, 0.2]
 **)
Brown = RGBColor[0.6, 0.4, 0.2];
(** Orange represents the colour orange.

    >> Orange
    RGBColor[1, 0.5, 0]
 **)
Orange = RGBColor[1, 0.5, 0];
(** Pink represents the colour pink.

    >> Pink
    RGBColor[1, 0.5, 0.5]
 **)
Pink = RGBColor[1, 0.5, 0.5];
(** Purple represents the colour purple.

    >> Purple
    RGBColor[0.5, 0, 0.5]
 **)
Purple = RGBColor[0.5, 0, 0.5];
(** LightRed represents the colour light red.

    >> LightRed
    RGBColor[1, 0.85, 0.85]
 **)
LightRed = RGBColor[1, 0.85, 0.85];
(** LightGreen represents the colour light green.

    >> LightGreen
    RGBColor[0.88, 1, 0.88]
 **)
LightGreen = RGBColor[0.88, 1, 0.88];
(** LightBlue represents the colour light blue.

    >> LightBlue
    RGBColor[0.87, 0.94, 1]
 **)
LightBlue = RGBColor[0.87, 0.94, 1];
(** LightGray represents the colour light gray.

    >> LightGray
    GrayLevel[0.85]
 **)
LightGray = GrayLevel[0.85];
(** LightCyan represents the colour light cyan.

    >> LightCyan
    RGBColor[0.9, 1, 1]
 **)
LightCyan = RGBColor[0.9, 1, 1];
(** LightMagenta represents the colour light magenta.

    >> LightMagenta
    RGBColor[1, 0.9, 1]
 **)
LightMagenta = RGBColor[1, 0.9, 1];
(** LightYellow represents the colour light yellow.

    >> LightYellow
    RGBColor[1, 1, 0.85]
 **)
LightYellow = RGBColor[1, 1, 0.85];
(** LightBrown represents the colour light brown.

    >> LightBrown
    RGBColor[0.94, 0.91, 0.88]
 **)
LightBrown = RGBColor[0.94, 0.91, 0.88];
(** LightOrange represents the colour light orange.

    >> LightOrange
    RGBColor[1, 0.9, 0.8]
 **)
LightOrange = RGBColor[1, 0.9, 0.8];
(** LightPink represents the colour light pink.

    >> LightPink
    RGBColor[1, 0.925, 0.925]
 **)
LightPink = RGBColor[1, 0.925, 0.925];
(** LightPurple represents the colour light purple.

    >> LightPurple
    RGBColor[0.94, 0.88, 0.94]
 **)
LightPurple = RGBColor[0.94, 0.88, 0.94];
(** Transparent represents a completely transparent colour.

    >> Transparent
    GrayLevel[0, 0]
 **)
Transparent = GrayLevel[0, 0];

(** RGBColor[r, g, b] represents a colour with the given red, green and blue parts.
    RGBColor["#rrggbb"] takes hexadecimal digits.

    >> RGBColor["#336699"]
    RGBColor[0.2, 0.4, 0.6]
 **)
RGBColor[s_String] := With[{c = hexColor[s]}, RGBColor @@ c /; c =!= $Failed]
RGBColor[{r_, g_, b_, a___}] := RGBColor[r, g, b, a]
hexColor[s_] := Module[{d = StringReplace[s, StartOfString ~~ "#" -> ""]},
  Which[
    !StringMatchQ[d, HexadecimalCharacter ..], $Failed,
    StringLength[d] == 3 || StringLength[d] == 4, Map[FromDigits[#, 16]/15. &, Characters[d]],
    StringLength[d] == 6 || StringLength[d] == 8, Map[FromDigits[StringJoin[#], 16]/255. &, Partition[Characters[d], 2]],
    True, $Failed]]

(** ColorQ[c] gives True if c is a colour, and False otherwise.

    >> {ColorQ[Red], ColorQ["hello"]}
    {True, False}
 **)
ColorQ[(RGBColor | CMYKColor | Hue | GrayLevel | XYZColor | LABColor | LUVColor | LCHColor)[x__?NumericQ]] := True
ColorQ[_] := False

(* Red, green and blue, with opacity if there is one. *)
toRGB[RGBColor[r_, g_, b_, a___]] := {r, g, b, a}
toRGB[GrayLevel[x_, a___]] := {x, x, x, a}
toRGB[Hue[h_]] := toRGB[Hue[h, 1, 1]]
toRGB[Hue[h_, s_]] := toRGB[Hue[h, s, 1]]
toRGB[Hue[h_, s_, v_, a___]] := Module[{k = 6 Mod[h, 1], f, p, q, t},
  f = k - Floor[k];
  {p, q, t} = {v (1 - s), v (1 - s f), v (1 - s (1 - f))};
  {Sequence @@ {{v, t, p}, {q, v, p}, {p, v, t}, {p, q, v}, {t, p, v}, {v, p, q}}[[Floor[k] + 1]], a}]
toRGB[CMYKColor[c_, m_, y_, k_, a___]] := {(1 - c) (1 - k), (1 - m) (1 - k), (1 - y) (1 - k), a}
toRGB[CMYKColor[c_, m_, y_]] := {1 - c, 1 - m, 1 - y}
toRGB[_] := $Failed

fromRGB[{r_, g_, b_, a___}, "RGB"] := RGBColor[r, g, b, a]
fromRGB[{r_, g_, b_, a___}, "Grayscale"] := GrayLevel[0.299 r + 0.587 g + 0.114 b, a]
fromRGB[{r_, g_, b_, a___}, "CMYK"] := With[{k = 1 - Max[r, g, b]},
  If[k == 1, CMYKColor[0., 0., 0., 1., a], CMYKColor[(1 - r - k)/(1 - k), (1 - g - k)/(1 - k), (1 - b - k)/(1 - k), k, a]]]
fromRGB[{r_, g_, b_, a___}, "HSB"] := Module[{v = Max[r, g, b], d},
  d = v - Min[r, g, b];
  If[d == 0, Hue[0., 0., v, a],
    Hue[Mod[Which[r == v, (g - b)/d, g == v, 2 + (b - r)/d, True, 4 + (r - g)/d]/6, 1], d/v, v, a]]]
fromRGB[_, _] := $Failed

colorSpace[RGBColor | "RGB"] := "RGB"
colorSpace[CMYKColor | "CMYK"] := "CMYK"
colorSpace[Hue | "HSB"] := "HSB"
colorSpace[GrayLevel | "Grayscale"] := "Grayscale"
colorSpace[_] := $Failed

(** ColorConvert[color, space] converts a colour to the colour space "RGB", "CMYK", "HSB" or "Grayscale".

    >> ColorConvert[RGBColor[1, 0, 0], "HSB"]
    Hue[0., 1., 1.]
 **)
ColorConvert[c_?ColorQ, space_] := With[{x = toRGB[c], s = colorSpace[space]}, N[fromRGB[N[x], s]] /; x =!= $Failed && s =!= $Failed]
ColorConvert[c : {__?ColorQ}, space_] := Map[ColorConvert[#, space] &, c]

(** ColorNegate[color] gives the complement of a colour.

    >> ColorNegate[Hue[0.5]]
    Hue[0., 1., 1.]
 **)
ColorNegate[c_?ColorQ] := With[{x = toRGB[c]}, N[fromRGB[Join[1. - x[[;; 3]], x[[4 ;;]]], colorSpace[Head[c]]]] /; x =!= $Failed]
ColorNegate[c : {__?ColorQ}] := Map[ColorNegate, c]

(** Blend[{c1, c2}, x] gives the mixture of 1 - x of the colour c1 with x of c2.
    Blend[{c1, c2, ...}] mixes equal parts, Blend[{c1, c2, ...}, {w1, w2, ...}] parts with weights.

    >> Blend[{Red, Blue}, 1/4]
    RGBColor[3/4, 0, 1/4]
 **)
Blend[c : {__?ColorQ}] := Blend[c, ConstantArray[1, Length[c]]]
Blend[c : {__?ColorQ}, w : {__?NumericQ}] := mixture[c, w/Total[w]] /; Length[c] == Length[w]
Blend[c : {__?ColorQ}, x_?NumericQ] := Module[{n = Length[c] - 1, k, t},
  t = Clip[x, {0, 1}] n;
  k = Min[Floor[t], Max[n - 1, 0]];
  If[n == 0, First[c], mixture[c[[{k + 1, k + 2}]], {1 - (t - k), t - k}]]]
Blend[c : {{_?NumericQ, _?ColorQ} ..}, x_?NumericQ] := Module[{s = SortBy[c, First], k},
  k = Clip[Count[s[[All, 1]], y_ /; y <= x], {1, Length[s] - 1}];
  With[{t = Clip[(x - s[[k, 1]])/(s[[k + 1, 1]] - s[[k, 1]]), {0, 1}]}, mixture[{s[[k, 2]], s[[k + 1, 2]]}, {1 - t, t}]]] /; Length[c] > 1
mixture[c_, w_] := If[SameQ @@ Map[Head, c] && MatchQ[First[c], _GrayLevel] && SameQ @@ Map[Length, c],
  GrayLevel @@ (w . Map[Apply[List], c]),
  RGBColor @@ (w . Map[PadRight[toRGB[#], Max[Map[Length[toRGB[#]] &, c]], 1] &, c])]

(** Lighter[color] gives a lighter version of a colour.
    Lighter[color, x] mixes it with the part x of white.

    >> Lighter[Red]
    RGBColor[1, 1/3, 1/3]
 **)
Lighter[c_?ColorQ, x_ : 1/3] := Blend[{c, White}, x]

(** Darker[color] gives a darker version of a colour.
    Darker[color, x] mixes it with the part x of black.

    >> Darker[Red]
    RGBColor[2/3, 0, 0]
 **)
Darker[c_?ColorQ, x_ : 1/3] := Blend[{c, Black}, x]
