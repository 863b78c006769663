(* SPDX-License-Identifier: LGPL-3.0-or-later *)
words = StringSplit[ReadString["words.txt"]];
counts = Counts[words];
Print[{Length[words], Length[counts], Max[counts]}]
