(* SPDX-License-Identifier: LGPL-3.0-or-later *)
text = ReadString["words.txt"];
changed = StringReplace[text, {"the" -> "THAT", "an" -> "N", "ss" -> ""}];
Print[{StringLength[text], StringLength[changed], Length[StringSplit[changed, "e"]]}]
