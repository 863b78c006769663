#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# parallel.py -- random functions over random lists: the Parallel functions against Map, Table, Select, Sort, Fold.
#
# Whatever the way a list is cut and however many workers there are, the values must be those of the
# ordinary functions, what an element throws included.  Functions and lists are drawn from a seed.
import argparse
import os
import random
import subprocess
import sys
import tempfile

LYRA = os.environ.get("LYRA", "build/lyra")
LEAVES = ["#", "#", "#", "1", "2", "-3", "7/2", "1.5", "2^70", "k", "c"]
UNARY = ["Abs[%s]", "-(%s)", "{%s}", "g[%s]", "ToString[%s]", "Hold[%s]", "Length[{%s}]", "memo[Mod[Length[{%s}], 9]]", "h[%s, 1]"]
BINARY = ["(%s) + (%s)", "(%s) - (%s)", "(%s) (%s)", "{%s, %s}", "f[%s, %s]", "If[TrueQ[(%s) > 0], %s, 0]", "Join[{%s}, {%s}]",
          "Quiet[Quotient[Length[{%s}], Length[{%s}]]]", "(temp = %s; {temp, %s})"]
LOOPS = ["Sum[j, {j, %d}] + (%s)", "Total[Table[j, {j, %d}]] + (%s)", "Fold[Plus, %d, Range[5]] (%s)",
         "Module[{n = 0}, Do[n += j, {j, %d}]; {n, %s}]", "With[{w = %d}, {w, %s}]"]
NESTED = ["Total[ParallelMap[(#^2 &), Range[%d]]] + (%s)", "Length[ParallelTable[j, {j, %d}]] (%s)", "{ParallelMap[g, Range[%d]], %s}"]
METHODS = ["", ", Method -> \"FinestGrained\"", ", Method -> \"CoarsestGrained\"", ", Method -> \"ItemsPerEvaluation\" -> %d",
           ", Method -> \"EvaluationsPerKernel\" -> %d", ", ChunkSize -> %d", ", Pool -> pool%d"]
PREAMBLE = """c = 5; k = 3;
g[x_] := {x}; h[x_, y_] := If[y > 3, x, h[x, y + 1]];
memo[0] = 1; memo[n_] := memo[n] = n memo[n - 1];
pool1 = ThreadPool[1]; pool2 = ThreadPool[2]; pool3 = ThreadPool[3]; pool4 = ThreadPool[4];
SetAttributes[same, HoldAll];
same[n_, a_, b_] := Quiet[Module[{x = Catch[a], y = Catch[b]},
  If[x =!= y, Print["differs: ", n, ": ", HoldForm[InputForm[b]], ": ", InputForm[x], " and ", InputForm[y]]]]];
"""


class Case:
    def __init__(self, d):
        self.d = d

    def expr(self, depth):
        d = self.d
        r = d.random()
        if depth == 0 or r < 0.15:
            return d.choice(LEAVES)
        if r < 0.4:
            return d.choice(UNARY) % self.expr(depth - 1)
        if r < 0.75:
            return d.choice(BINARY) % (self.expr(depth - 1), self.expr(depth - 1))
        if r < 0.9:
            return d.choice(LOOPS) % (d.randint(0, 30), self.expr(depth - 1))
        if r < 0.95:
            return d.choice(NESTED) % (d.randint(0, 12), self.expr(depth - 1))
        return "If[# === %d, Throw[%s], %s]" % (d.randint(0, 60), "#", self.expr(depth - 1))

    def list(self):
        d = self.d
        n = d.choice([0, 1, 2, 5, 30, 300, 2000])
        kind = d.randrange(6)
        if kind == 0:
            return "Range[%d]" % n
        if kind == 1:
            return "N[Range[%d]]" % n
        if kind == 2:
            return "Table[If[EvenQ[j], j, x[j]], {j, %d}]" % min(n, 300)
        if kind == 3:
            return "AssociationMap[# + 1 &, Range[%d]]" % min(n, 300)
        if kind == 4:
            return "Array[s, %d, 0, Plus]" % max(2, min(n, 30))
        return "{%s}" % ", ".join(d.choice(["1", "-2", "x", "\"a\"", "{1, 2}", "2.5", "3/4", "I"]) for _ in range(min(n, 30)))

    def method(self):
        m = self.d.choice(METHODS)
        return m % self.d.randint(1, 4) if "%d" in m else m

    def line(self, number):
        d = self.d
        f, l, m = "(%s) &" % self.expr(3), self.list(), self.method()
        kind = d.randrange(8)
        if kind <= 2:
            a, b = "Map[%s, %s]" % (f, l), "ParallelMap[%s, %s%s]" % (f, l, m)
        elif kind == 3:
            body, count = f[:-2].replace("#", "i").replace("(i^2 &)", "(#^2 &)"), d.choice([0, 3, 40, 400])
            a, b = "Table[%s, {i, %d}]" % (body, count), "ParallelTable[%s, {i, %d}%s]" % (body, count, m)
        elif kind == 4:
            a, b = "Select[%s, OrderedQ[{%s, 5}] &]" % (l, f[:-2]), "ParallelSelect[%s, OrderedQ[{%s, 5}] &%s]" % (l, f[:-2], m)
        elif kind == 5:
            seed = d.randint(1, 10**6)
            data = "(SeedRandom[%d]; Table[{RandomInteger[40], j}, {j, %d}])" % (seed, d.choice([3, 1500, 5000]))
            a, b = "Sort[%s]" % data, "ParallelSort[%s%s]" % (data, m)
        elif kind == 6:
            op = d.choice(["Plus", "Max", "Join[Flatten[{#1}], Flatten[{#2}]] &", "Times"])
            count = d.randint(1, 300)
            a, b = "Fold[%s, Range[%d]]" % (op, count), "ParallelReduce[%s, Range[%d]%s]" % (op, count, m)
        else:
            body, count = "i^2 + Mod[i, 7]/3", d.randint(0, 500)
            a, b = "Sum[%s, {i, %d}]" % (body, count), "ParallelSum[%s, {i, %d}%s]" % (body, count, m)
        return "same[%d, %s, %s];" % (number, a, b)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--cases", type=int, default=400)
    p.add_argument("--tap", action="store_true")
    o = p.parse_args()
    d = random.Random(o.seed)
    text = PREAMBLE + "\n".join(Case(d).line(i) for i in range(o.cases)) + "\nPrint[\"all done\"]\n"
    with tempfile.NamedTemporaryFile("w", suffix=".wl", delete=False) as f:
        f.write(text)
    try:
        r = subprocess.run([LYRA, f.name], capture_output=True, text=True, timeout=600)
        bad = [l for l in r.stdout.split("\n") if l and l != "all done"]
        good = not bad and "all done" in r.stdout and r.returncode == 0
    except subprocess.TimeoutExpired:
        bad, good = ["it took too long: " + f.name], False
    if good:
        os.unlink(f.name)
    else:
        bad += ["the program: " + f.name]
    if o.tap:
        print("1..1\n%s 1 - %d random calls, seed %d" % ("ok" if good else "not ok", o.cases, o.seed))
    for l in bad[:20]:
        print("# " + l[:400])
    sys.exit(0 if good or o.tap else 1)


main()
