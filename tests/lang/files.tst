(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Streams *)
>> s = StringToStream["a 12 {1, 2}\nlast line\n"]; {Read[s, Word], Read[s, Number], Read[s, Expression], Read[s, String], Read[s, String], Read[s, String]}
{a, 12, {1, 2}, , last line, EndOfFile}

>> s = StringToStream["abc"]; {Read[s, Byte], Read[s, Character], StreamPosition[s], Close[s]}
{97, b, 2, String}

>> Read[s]
Read::openx: InputStream[String, 4] is not open.
Read[InputStream[String, 4]]

>> ReadList[StringToStream["1 2.5\n-3e2 4*^1"], Number]
{1, 2.5, -300., 40.}

>> ReadList[StringToStream["1, 2\n3, 4"], Number, RecordLists -> True, WordSeparators -> {",", " "}]
{{1, 2}, {3, 4}}

>> ReadList[StringToStream["a\n\nb"], Record]
{a, b}

>> ReadList[StringToStream["a\n\nb"], String]
{a, , b}

>> ReadList[StringToStream["x = 2\nx + 1"], Hold[Expression]]
{Hold[x = 2], Hold[x + 1]}

>> s = StringToStream["one two three"]; Skip[s, Word]; SetStreamPosition[s, 4]; {Read[s, Word], Find[StringToStream["ab\ncd"], "d"]}
{two, cd}

>> FindList[StringToStream["ab\ncd\nca"], {"a", "x"}]
{ab, ca}

>> ReadList[StringToStream["é€"], Character]
{é, €}

>> OpenRead["/no/such/file"]
OpenRead::noopen: Cannot open /no/such/file.
$Failed

(* Writing *)
>> f = CreateFile[]; s = OpenWrite[f]; Write[s, {1, "a"}, x]; WriteString[s, "b", 2]; WriteLine[s, "c"]; Close[s] === f
True

>> ReadString[f] <> "."
{1, "a"}x
b2c
.

>> Put[1 + y, f]; PutAppend["t", f]; {ReadList[f], Get[f]}
{{1 + y, t}, t}

>> s = OpenAppend[f]; WriteString[s, "42\n"]; Close[s]; Get[f]
42

>> {FileByteCount[f], FileType[f], FileExistsQ[f], DeleteFile[f], FileExistsQ[f]}
{13, File, True, Null, False}

>> DeleteFile["/no/such/file"]
DeleteFile::fdnfnd: Directory or file /no/such/file not found.
$Failed

>> WriteLine["stdout", "to the output"]
to the output
Null

(* Binary *)
>> s = OpenWrite[]; BinaryWrite[s, {1, 255}]; BinaryWrite[s, -2, "Integer16"]; BinaryWrite[s, 1.5, "Real32"]; f = Close[s]; s = OpenRead[f]; r = BinaryRead[s, {"Byte", "Integer8", "Integer16", "Real32", "Byte"}]; Close[s]; DeleteFile[f]; r
{1, -1, -2, 1.5, EndOfFile}

>> BinaryReadList[StringToStream["ABCD"], "UnsignedInteger16", ByteOrdering -> 1]
{16706, 17220}

(* Names *)
>> {FileNameJoin[{"a", "b"}], FileNameSplit["a/b/c"], FileNameTake["a/b.txt"], FileBaseName["a/b.txt"], FileExtension["a/b.txt"], DirectoryName["a/b.txt"]}
{a/b, {a, b, c}, b.txt, b, txt, a/}

>> {FileBaseName[".bashrc"], FileExtension["a.b/c"], FileNameDrop["a/b/c"], FileNameDepth["a/b"], ParentDirectory["/a/b"]}
{.bashrc, , a/b, 2, /a}

>> ExpandFileName["/a/../b/./c"]
/b/c

(* Directories *)
>> d = CreateDirectory[]; CreateFile[FileNameJoin[{d, "s", "x.txt"}]]; CreateFile[FileNameJoin[{d, "y.txt"}]]; {FileNameTake /@ FileNames["*.txt", d], FileNameTake /@ FileNames["*.txt", d, Infinity], FileNameTake /@ FileNames[All, d]}
{{y.txt}, {x.txt, y.txt}, {s, y.txt}}

>> Quiet[DeleteDirectory[d]]
$Failed

>> DeleteDirectory[d, DeleteContents -> True]; DirectoryQ[d]
False

(* Processes *)
>> RunProcess[{"cat"}, All, "text"]
<|ExitCode -> 0, StandardOutput -> text, StandardError -> |>

>> {Run["exit 7"], RunProcess[{"sh", "-c", "exit 3"}, "ExitCode"], Environment["NO_SUCH_NAME"]}
{7, 3, $Failed}

>> ReadList["!printf '1\n2\n'", Number]
{1, 2}

(* Formats *)
>> ImportString["a,b\n1,\"x, \"\"y\"\"\"\n,2.5\n", "CSV"]
{{a, b}, {1, x, "y"}, {Missing[NotAvailable], 2.5}}

>> ExportString[{{1, "a"}, {2.5, "b\"c"}}, "CSV"] === "1,\"a\"\n2.5,\"b\"\"c\"\n"
True

>> ImportString["{\"a\": [1, 2.5, -3e2], \"b\": {\"c\": null, \"d\": \"\\u00e9\\n\"}}", "RawJSON"] === <|"a" -> {1, 2.5, -300.}, "b" -> <|"c" -> Null, "d" -> "\[EAcute]\n"|>|>
True

>> ImportString["[1, 2", "RawJSON"]
ImportString::fmterr: Cannot import data as RawJSON format.
$Failed

>> ExportString[<|"a" -> {1, 2.5, True, Null, "x\"y"}|>, "JSON", "Compact" -> True]
{"a":[1,2.5,true,null,"x\"y"]}

>> ExportString[x + y, "JSON"]
ExportString::noexp: The expression cannot be exported to the JSON format.
$Failed

>> f = CreateFile[]; Export[f, {{1, 2}, {3, 4}}, "TSV"]; r = {Import[f, "TSV"], Import[f, "Lines"], Import[f, "Text"]}; DeleteFile[f]; r
{{{1, 2}, {3, 4}}, {1	2, 3	4}, 1	2
3	4}

>> Import["/no/such/file.csv"]
Import::nffil: File /no/such/file.csv not found during Import.
$Failed

(* Bytes and hashes *)
>> b = ByteArray[{1, 2, 255}]; {Normal[b], BaseEncode[b], BaseEncode[b, "Base16"], Normal[BaseDecode["AQL/"]]}
{{1, 2, 255}, AQL/, 0102ff, {1, 2, 255}}

>> ByteArray[{256}]
ByteArray::batd: The argument at position 1 in ByteArray[{256}] should be a vector of unsigned byte values or a Base64-encoded string.
ByteArray[{256}]

>> ByteArrayToString[StringToByteArray["naïve"]] === "naïve"
True

>> {Hash["", "MD5", "HexString"], Hash["abc", "SHA", "HexString"], Hash["abc", "Adler32"], Hash["abc", "SHA256", "Base64Encoding"]}
{d41d8cd98f00b204e9800998ecf8427e, a9993e364706816aba3e25717850c26c9cd0d89d, 38600999, ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=}
