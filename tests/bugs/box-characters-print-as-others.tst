(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* "\ " was read as the character that prints as "\_", and that as another one. *)

>> ToCharacterCode["\_\+\/\`"]
{63434, 63435, 63436, 63437}

>> InputForm["\_\+\/\`\!\@\%\^\&\*\(\)"]
InputForm["\_\+\/\`\!\@\%\^\&\*\(\)"]

>> ToCharacterCode["1\ 2"]
{49, 92, 32, 50}

>> InputForm[HoldForm[n! =.]]
InputForm[HoldForm[n! =.]]
