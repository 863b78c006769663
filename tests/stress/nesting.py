#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# nesting.py -- expressions nested a hundred thousand and a million deep, through everything that
# walks an expression: a value or a message, and never the end of the process.
import argparse
import os
import subprocess
import sys
import tempfile

LYRA = os.environ.get("LYRA", "build/lyra")
# Text that the reader is given: opening, middle, closing.
TEXTS = [("(", "1", ")"), ("{", "1", "}"), ("f[", "1", "]"), ("<|1->", "1", "|>"), ("1+(", "1", ")"), ("-", "1", ""), ("!", "x", ""), ("a->", "1", ""),
         ("a[[", "1", "]]"), ("x^", "1", ""), ("(*", "", "*)"), ("#&[", "1", "]"), ("", "x", "[]"), ("", "x", "'"), ("", "x", "!"), ("1//", "f", ""),
         ("(", "", ""), ("{", "", ""), ("f[", "", ""), ("a=", "1", ""), ("If[True,", "1", "]"), ("a;", "1", ""), ("a/;", "1", ""), ("\\\"", "", "")]
# Expressions of depth n that a program makes.
SHAPES = ["Nest[List, 1, n]", "Nest[f, x, n]", "Nest[f[1, #] &, x, n]", "Nest[# [1] &, x, n]", "Nest[<|1 -> #|> &, 1, n]", "Nest[a -> # &, 1, n]",
          "Nest[Hold, x, n]", "Fold[f, x, Range[n]]", "Nest[{#, 1.5} &, {}, n]", "Nest[Function[Evaluate[#]] &, x, n]", "Nest[g[#, y] &, \"s\", n]",
          "Nest[x^# &, y, n]"]
WORK = ["Length[e]", "Depth[e]", "LeafCount[e]", "ByteCount[e]", "Hash[e]", "e === e1", "Sort[{e, e1}] === {e, e1}", "Order[e, e1]", "e == e1", "Head[e]",
        "StringLength[ToString[e, InputForm]]", "StringLength[ToString[e, FullForm]]", "StringLength[ToString[Short[e]]]", "e /. x -> y", "e /. f[a_] :> a",
        "e //. zzz -> 1", "MatchQ[e, e1]", "MatchQ[e, _[___]]", "FreeQ[e, zzz]", "Cases[e, zzz, Infinity]", "Count[e, x, {-1}]", "Position[e, zzz]",
        "ReplaceAll[e, a_Integer :> a + 1]", "Map[h, e, {-1}]", "Level[e, {-1}]", "Flatten[e]", "Evaluate[e]", "ReleaseHold[e]", "Union[{e, e1}]", "D[e, x]",
        "Expand[e]", "Simplify[e]", "N[e]", "Variables[e]", "Total[{e}]", "Block[{x = 2}, e]", "With[{z = e}, {z}]", "Module[{q = e}, q]", "p[1] = e",
        "p[z_] := Evaluate[e]", "Compress[e]", "ToString[e, TeXForm] // StringLength", "ToBoxes[e] // Head", "ToExpression[ToString[e, InputForm]] === e",
        "ExportString[e, \"JSON\"] // Head", "Scan[h, e]", "Replace[e, x -> y, Infinity]", "DeleteCases[e, zzz, Infinity]", "Array[e &, 2]", "e = 0; e1 = 0; Share[]"]

# What every depth is for: print, evaluate, replace, compare, hash, sort, serialise, read back, collect.
CORE = ["StringLength[ToString[e, InputForm]]", "Evaluate[e]", "e /. x -> y", "e === e1", "Hash[e]", "Sort[{e, e1}]", "Compress[e]",
        "ToExpression[ToString[e, InputForm]] === e", "e = 0; e1 = 0; Share[]"]
CORE_TEXTS = [("(", "1", ")"), ("-", "x", ""), ("\\\"", "", "")]
CORE_SHAPES = ["Nest[List, 1, n]", "Nest[f, x, n]", "Nest[<|1 -> #|> &, 1, n]", "Nest[a -> # &, 1, n]", "Nest[p[_, #] &, x_, n]", "Nest[plus[#, 1] &, x, n]",
               "Nest[plus[1, #] &, x, n]", "Nest[x^# &, y, n]", "Nest[Hold, x, n]"]


def run(code, options, seconds):
    with tempfile.NamedTemporaryFile("w", suffix=".wl") as f:
        f.write(code)
        f.flush()
        try:
            p = subprocess.run([LYRA] + options + [f.name], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds)
        except subprocess.TimeoutExpired as e:
            return "time-out", (e.stdout or b"")
        return p.returncode, p.stdout


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--depth", type=int, action="append")
    p.add_argument("--core", action="store_true", help="twelve shapes through what every depth is for")
    p.add_argument("--tap", action="store_true")
    o = p.parse_args()
    tests, failures = 0, 0

    def judge(what, status, out, end):
        nonlocal tests, failures
        tests += 1
        if status not in (0, 1) or not out.rstrip().endswith(end):
            failures += 1
            print("# %s: ended %s after %r" % (what, status, out[-160:].decode("utf-8", "replace")), flush=True)

    for depth in o.depth or ([10000] if o.tap else [100000, 1000000]):
        for a, m, b in CORE_TEXTS if o.core else TEXTS:
            status, out = run("%s%s%s;\nPrint[\"alive\"]\n" % (a.replace("\\", "") * depth, m, b * depth), [], 60)
            if status == 1 and len(out) > 0 and a + b != "":       # an unfinished text is said to be one
                status, out = 0, b"alive"
            judge("%s..%s..%s %d deep" % (a, m, b, depth), status, out, b"alive")
        for shape in CORE_SHAPES if o.core else SHAPES[::4] if o.tap else SHAPES:
            make = "Block[{$RecursionLimit = Infinity, $IterationLimit = Infinity}, e = %s; e1 = %s];\n" % ((shape.replace("n]", "%d]" % depth),) * 2)
            work = "".join("Print[%d];\nTimeConstrained[Quiet[%s;], 3];\n" % (i, w) for i, w in enumerate(CORE if o.core else WORK))
            status, out = run("$RecursionLimit = Infinity;\n" + make + work + "Print[\"alive\"]\n", [], 400)
            judge("%s %d deep" % (shape, depth), status, out, b"alive")
    if o.tap:
        print("1..1\n%s 1 - %d shapes nested deeply" % ("not ok" if failures else "ok", tests))
    else:
        print("%d shapes, %d failures" % (tests, failures))
    return 0 if o.tap or failures == 0 else 1


sys.exit(main())
