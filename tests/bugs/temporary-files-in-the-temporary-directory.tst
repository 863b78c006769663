(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What CreateFile, CreateDirectory and OpenWrite make without a name is where $TemporaryDirectory says. *)
>> d = CreateDirectory[]; SetEnvironment["TMPDIR" -> d]; $TemporaryDirectory === d
True

>> f = CreateFile[]; g = CreateDirectory[]; s = OpenWrite[]; h = Close[s];
>> {FileExistsQ[f], DirectoryQ[g], FileExistsQ[h], Union[DirectoryName /@ {f, g, h}] === {d <> "/"}}
{True, True, True, True}

>> SetEnvironment["TMPDIR" -> d <> "/absent"]; {CreateFile[], CreateDirectory[], OpenWrite[]}
{$Failed, $Failed, $Failed}

>> SetEnvironment["TMPDIR" -> None]; DeleteDirectory[d, DeleteContents -> True]; {DirectoryQ[d], $TemporaryDirectory}
{False, /tmp}
