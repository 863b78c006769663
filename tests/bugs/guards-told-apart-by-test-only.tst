(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Rules whose conditions stand inside different With were taken for one. *)
>> f[_] := a /; c; f[_] := With[{}, a /; c]; f[_] := With[{z = 2}, b /; c]; Length[DownValues[f]]
3
