#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# arguments.py -- calls every builtin with arguments that nobody should give it.
#
# Each call runs under a time limit inside the session and the process under a limit of memory.
# What is looked for: the end of the process by a signal or otherwise, a call that goes on long after
# its limit, and a session that no longer knows what 1+1 is.  Calls are drawn from a seed, so that a
# failure can be had again: arguments.py --seed N --names NAME --calls M.
import argparse
import os
import random
import resource
import select
import subprocess
import sys
import tempfile

LYRA = os.environ.get("LYRA", "build/lyra")
MEMORY = 2 << 30
LIMIT = 2.0
BATCH = 400
PATIENCE = 10

VALUES = """
0
1
-1
2
3
1.5
-0.
2^63
2^64
-2^63
2^62
2^31
10^30
-10^30
1/2
-7/3
10^400 + 1/3
1.*^300
1.*^-310
Infinity
-Infinity
ComplexInfinity
Indeterminate
1+I
1.5 - 2.5 I
I/2
1.5`20
0``5
2.`200
""
"a"
"abc def"
"é\\.00"
"\\:4e2d\\n\\t\\"\\\\"
{}
{{}}
{1, 2, 3}
{{1}, {2, 3}}
{{1, 2}, {3, 4}}
{1, 1.5, x, "s"}
{a -> 1, b :> 2}
{"a", "b"}
{x, 0, 1}
{x, y}
<||>
<|"a" -> 1, b -> {2}|>
<|1 -> <|2 -> 3|>|>
x
f[x]
f[]
x^2 + 2 x y - 3
Sin[x]/x
x == y
x -> y
x :> y
a -> b -> c
x_
_Integer
__
x___
x_?EvenQ
_ | __
Except[1]
"a" ..
# &
Function[x, x + 1]
#1 + #2 &
# < #2 &
Function[Null, #, Listable]
Null
Sequence[]
Sequence[1, 2]
True
False
All
Automatic
None
-1 ;; 1
;; ;; 2
Span[1, 10^20]
Range[300]
N[Range[300]]
Range[300] + 0. I
ConstantArray[1.5, {20, 20}]
ByteArray[{1, 2, 255}]
ByteArray[{}]
Nest[List, 1, 2000]
Nest[f, x, 2000]
Hold[1 + 1]
Hold[x_ := x]
HoldPattern[x_]
Interval[{0, 1}]
SparseArray[{{1, 1} -> 2}]
Quantity[1, "Meters"]
DateObject[{2024, 2, 30}]
Graph[{1 -> 2}]
Missing["a"]
Plus
List
Power
Integer
String
System`NoSuchSymbol
StringExpression["a", __]
RegularExpression["(a|b)*"]
RegularExpression["("]
RandomReal
{1, {2, {3, {4}}}}
{Infinity}
{-1}
{0}
{2^63}
{{10^20}}
Slot[1]
Slot[10^10]
Derivative[1][f]
Method -> "NoSuch"
Heads -> True
Unevaluated[1 + 1]
$Failed
$Aborted
Root[#^2 - 2 &, 1]
O[x]^3
SeriesData[x, 0, {1, 2}, 0, 2, 1]
MatrixForm[{{1}}]
StringForm["`1`"]
CompiledFunction[]
DirectedEdge[1, 2]
Pattern[1, 2]
Blank[1, 2, 3]
Rational[1, 0]
Complex[x, y]
Rule[]
Span[]
Part[]
Association[1]
If[]
Repeated[x, {3, 1}]
Condition[x, y]
""["a"]
1[2]
x_[y_]
""".strip("\n").split("\n")

# Their work is to end the program, to wait, to run others or to change what the checks rely on.
LEFT_OUT = {
    "Exit", "Quit", "Run", "RunProcess", "StartProcess", "KillProcess", "SystemOpen", "Input", "InputString", "Abort",
    "Interrupt", "Pause", "Remove", "ClearAll", "Clear", "Unset", "Unprotect", "SetAttributes", "ClearAttributes",
    "Block", "DeleteFile", "DeleteDirectory", "RenameFile", "RenameDirectory", "SetDirectory", "Dialog", "On", "Off",
    "TimeConstrained", "Protect", "Begin", "BeginPackage", "End", "EndPackage", "Quiet",
}

CHECK = """
SetAttributes[call, HoldAllComplete];
call[n_, e_] := Module[{t, r},
   Print["#", n];
   {t, r} = Quiet[AbsoluteTiming[CheckAbort[Catch[TimeConstrained[{e}, LIMIT, timedOut], _], aborted]]];
   If[t > LIMIT + 0.5, Print["slow ", t, " ", n]];
   Quiet[TimeConstrained[CheckAbort[
      If[!StringQ[ToString[r, InputForm]] || !StringQ[ToString[r]], Print["unprintable ", n]];
      If[!(r === r) || !IntegerQ[Hash[r]] || !(ByteCount[r] > 0), Print["broken ", n]], Null], LIMIT]];
   If[1 + 1 =!= 2 || Length[{1, 2}] =!= 2 || ! TrueQ[StringLength["abc"] == 3], Print["lost ", n]]];
""".replace("LIMIT", str(LIMIT))


def builtins():
    code = 'Select[Names["System`*"], StringQ[ToExpression["MessageName[" <> # <> ", \\"usage\\"]"]] &]'
    out = subprocess.run([LYRA, "-e", 'StringRiffle[%s, " "]' % code], capture_output=True, text=True, check=True)
    return [n for n in out.stdout.split() if n not in LEFT_OUT]


def calls_of(name, count, seed):
    """The calls, each drawn from the seed, the name and its number: alone it is the same."""
    calls = []
    for i in range(count):
        draw = random.Random("%d %s %d" % (seed, name, i))
        n = draw.choice((0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4)) if i >= 1 else 0
        arguments = [name if draw.random() < 0.02 else draw.choice(VALUES) for _ in range(n)]
        if draw.random() < 0.1:
            arguments = ["{%s}" % ", ".join(draw.choice(VALUES) for _ in range(2)) if draw.random() < 0.5 else a
                         for a in arguments]
        text = "%s[%s]" % (name, ", ".join(arguments))
        if draw.random() < 0.05:
            text += "[%s]" % draw.choice(VALUES)
        calls.append(text)
    return calls


def preparation():
    if "ASAN_OPTIONS" not in os.environ:   # its shadow takes more address space than any limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 26, 1 << 26))


def run(calls, folder, options):
    """Runs calls in one process; gives what went wrong and how many it got through."""
    path = os.path.join(folder, "calls.wl")
    with open(path, "w", encoding="utf-8") as f:
        f.write(CHECK)
        for i, c in enumerate(calls):
            f.write("call[%d, %s]\n" % (i, c))
        f.write('Print["#end"]\n')
    p = subprocess.Popen(["stdbuf", "-oL", LYRA] + options + [path], cwd=folder, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=preparation)
    out, status = b"", None
    while True:
        ready, _, _ = select.select([p.stdout], [], [], PATIENCE)
        piece = os.read(p.stdout.fileno(), 1 << 16) if ready else b""
        out += piece
        if not piece:
            if not ready:
                p.kill()
            status = p.wait() if ready else "time-out%d" % p.wait()
            break
    lines = out.decode("utf-8", "replace").split("\n")
    at = [int(s[1:]) for s in lines if s.startswith("#") and s[1:].isdigit()]
    wrong = []
    for s in lines:
        for what in ("slow ", "unprintable ", "broken ", "lost "):
            if s.startswith(what):
                wrong.append((what + s.split()[1] if what == "slow " else what, calls[int(s.split()[-1])]))
    if "#end" in lines:
        return wrong, len(calls)
    last = at[-1] if at else 0
    wrong.append(("ended %s %s" % (status, lines[-2][-80:] if len(lines) > 1 else ""), calls[last]))
    return wrong, last + 1


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--calls", type=int, default=4, help="for each builtin")
    p.add_argument("--names", help="these builtins only, by commas")
    p.add_argument("--part", default="0/1", help="I/N: each Nth builtin from the Ith")
    p.add_argument("--tap", action="store_true")
    p.add_argument("--no-compile", action="store_true")
    o = p.parse_args()
    i, n = map(int, o.part.split("/"))
    names = o.names.split(",") if o.names else builtins()[i::n]
    calls = [c for name in names for c in calls_of(name, o.calls, o.seed)]
    failures, done = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        while done < len(calls):
            wrong, through = run(calls[done:done + BATCH], folder, ["--no-compile"] if o.no_compile else [])
            done += through
            for what, call in wrong:
                failures += 1
                print("%s%s: %s" % ("# " if o.tap else "", what, call[:300]), flush=True)
    if o.tap:
        print("1..1\n%s 1 - %d calls with strange arguments" % ("ok" if failures == 0 else "not ok", len(calls)))
    else:
        print("%d calls, %d failures" % (len(calls), failures))
    return 0 if o.tap or failures == 0 else 1


sys.exit(main())
