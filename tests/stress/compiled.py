#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# compiled.py -- random numeric programs: compiled functions against pure functions, and typed code that nobody
# asked for against the tree evaluator.
#
# A compiled function may differ from the pure function in the last digits and in 1. for 1; the other two must print the
# same. Loops are bounded by construction.
import os
import random
import sys
import tempfile

sys.dont_write_bytecode = True
import programs


class Program:
    def __init__(self, seed):
        self.d = random.Random(seed)
        self.loops = 0
        self.counters = []

    def number(self, kind):
        d = self.d
        if kind == "r" and d.random() < 0.08:
            return d.choice(["Pi", "E", "(1/3)", "(3/4)", "2 Pi", "Sqrt[2]", "(-5/2)", "Pi/4"])
        if kind == "i":
            return str(d.choice([0, 1, 2, 3, -1, -2, 5, 7, 10, 1000003, 4611686018427387904 if d.random() < 0.05 else 4]))
        return d.choice(["0.", "1.", "0.5", "-0.25", "2.5", "3.", "1.*^200" if d.random() < 0.1 else "0.1", "-1.5", "0.7"])

    def expr(self, names, kind, depth):
        d = self.d
        if depth <= 0 or d.random() < 0.15:
            fit = [v for v, k in names if k == kind]
            return d.choice(fit) if fit and d.random() < 0.75 else self.number(kind)
        e = lambda k=kind: self.expr(names, k, depth - 1)
        c = d.random()
        if c < 0.35:
            return "(%s %s %s)" % (e(), d.choice("+-*"), e())
        if c < 0.45:
            return "(%s + %s %s)" % (e(), e(), e()) if d.random() < 0.5 else "(%s - %s + %s)" % (e(), e(), e())
        if c < 0.50:
            return "(%s)^%d" % (e(), d.randint(1, 3))
        if c < 0.52 and kind == "r":
            return d.choice(["(%s)/2", "%s/3", "Pi %s", "(%s)^(-2)", "E^(%s)", "E^-Abs[%s]", "Abs[%s]^1.5", "Abs[%s]^(3/2)", "2^(%s)", "(2 Pi + %s)"]) % e()
        if c < 0.62:
            return "If[%s, %s, %s]" % (self.test(names, depth - 1), e(), e())
        if kind == "i":
            if c < 0.76:
                return "%s[%s, %s]" % (d.choice(["Mod", "Quotient", "Min", "Max", "BitAnd", "BitXor", "GCD"]), e(), e())
            if c < 0.84:
                return "%s[%s]" % (d.choice(["Abs", "Sign", "BitNot"]), e()) if d.random() < 0.7 else "Boole[%s]" % self.test(names, depth - 1)
            if c < 0.92:
                return "%s[%s]" % (d.choice(["Floor", "Ceiling", "Round", "IntegerPart"]), e("r"))
            return "Length[Table[j, {j, %s}]]" % d.randint(1, 4)
        if c < 0.80:
            return "%s[%s]" % (d.choice(["Sin", "Cos", "Exp", "ArcTan", "Abs", "Tanh", "Sqrt", "Log"]), e())
        if c < 0.88:
            return "(%s/%s)" % (e(), e())
        if c < 0.94:
            return "(%s + %s)" % (e("i"), e()) if d.random() < 0.5 else "(%s %s)" % (e("i"), e())
        return "Nest[# %s &, %s, %d]" % (d.choice(["+ 0.5", "/2.", "- 3."]), e(), d.randint(0, 3))

    def test(self, names, depth):
        d = self.d
        k = d.choice("ir")
        c = d.random()
        if c < 0.7:
            return "%s %s %s" % (self.expr(names, k, depth - 1), d.choice(["<", "<=", ">", ">=", "==", "!="]), self.expr(names, k, depth - 1))
        if c < 0.8:
            return "EvenQ[%s]" % self.expr(names, "i", depth - 1)
        if c < 0.9:
            return "(%s && %s)" % (self.test(names, depth - 1), self.test(names, depth - 1))
        return "Not[%s]" % self.test(names, depth - 1)

    def statement(self, names, local, depth):
        d = self.d
        v, k = d.choice(local)
        c = d.random()
        if c < 0.55 or depth <= 0:
            # Bounded, so that no loop makes numbers of a million digits.
            e = ("ArcTan[%s]" if k == "r" else "Mod[%s, 10007]") % self.expr(names, k, 2)
            return d.choice(["%s = %s" % (v, e), "%s = %s" % (v, e), "%s += %s" % (v, e), "%s *= 2" % v if k == "r" else "%s++" % v, "%s -= %s" % (v, e)])
        body = "; ".join(self.statement(names, local, depth - 1) for _ in range(d.randint(1, 2)))
        if c < 0.75:
            i = "i%d" % self.loops
            self.loops += 1
            extra = d.choice(["", "", "; If[%s, Break[]]" % self.test(names, 2), "; If[%s, Continue[]]; %s" % (self.test(names, 2), body)])
            body = "; ".join(self.statement(names + [(i, "i")], local, depth - 1) for _ in range(d.randint(1, 2)))
            return "Do[%s%s, {%s, %d}]" % (body, extra, i, d.randint(0, 6))
        if c < 0.85:
            self.loops += 1
            w = "w%d" % self.loops
            self.counters.append(w)
            return "%s = 0; While[%s < %d && %s, %s++; %s]" % (w, w, d.randint(1, 6), self.test(names, 2), w, body)
        if c < 0.92:
            return "If[%s, %s, %s]" % (self.test(names, 2), body, self.statement(names, local, depth - 1))
        return "Which[%s, %s, True, %s]" % (self.test(names, 2), body, self.statement(names, local, depth - 1))

    def text(self):
        d = self.d
        args = [("x", "r"), ("y", "r"), ("n", "i")]
        local = [("s", "r"), ("k", "i"), ("t", "r")]
        names = args + local
        statements = "; ".join(self.statement(names, local, 3) for _ in range(d.randint(1, 4)))
        last = self.statement(names, local, 1)
        body = "Module[{s = %s, k = %s, t = %s%s}, %s; Do[%s, {q, 3}]; %s]" % (
            self.expr(args, "r", 2), self.expr(args, "i", 2), self.number("r"), "".join(", %s = 0" % w for w in self.counters),
            statements, last, d.choice(["s", "k", "t", "s + t", "k + s"]))
        lines = ["ClearAll[f]; f[x_, y_, n_] := %s; c = Compile[{x, y, {n, _Integer}}, %s]; p = Function[{x, y, n}, %s]" % (body, body, body)]
        for _ in range(3):
            a = "%s, %s, %s" % (self.number("r"), self.number("r"), self.number("i"))
            lines.append("Print[InputForm[f[%s]]]" % a)
            # Beyond the range the order of a sum decides, and a comparison with what has overflowed is not caught on the way.
            if "1.*^200" not in a + body:
                lines.append("Print[near[Quiet[c[%s]], Quiet[p[%s]]]]" % (a, a))
        fn = self.expr([("#", d.choice("ir"))], d.choice("ir"), 3)
        lines.append("Print[InputForm[Map[%s &, Range[40]%s]]]" % (fn, d.choice(["", "/8.", " - 20.", " - 20"])))
        lines.append("Print[InputForm[Fold[ArcTan[%s] &, %s, Range[-3, 36]]]]" % (self.expr([("#1", "r"), ("#2", "i")], "r", 2), self.number("r")))
        lines.append("Print[InputForm[Select[Range[40] %s, Function[{z}, %s]]]]" % (d.choice(["", "/4."]), self.test([("z", d.choice("ir"))], 2)))
        lines += self.callers()
        return lines

    def callers(self):
        """What calls a function for each element or step: by typed code of its own accord."""
        d = self.d
        kind = d.choice("ir")
        data = "Range[%s]" % d.choice(["40", "-20, 30", "45]/8. - Range[45", "3", "0"]) if d.random() < 0.8 else \
            "Join[Range[20], %s, Range[20]/4.]" % d.choice(["{2^80}", "{x}", "{1/2}", "{1. + 2. I}", "{}"])
        one = lambda k=kind: self.expr([("#", kind)], k, 2)
        two = lambda k=kind: self.expr([("#1", kind), ("#2", kind)], k, 2)
        small = lambda: ("ArcTan[%s]" if kind == "r" else "Mod[%s, 1009]") % one()
        show = lambda s: "Print[InputForm[%s]]" % s
        n = d.choice([0, 3, 40])
        start = self.number(kind)
        some = [
            show("SortBy[%s, %s &]" % (data, one())),
            show("MinimalBy[%s, %s &]" % (data, one())),
            show("MaximalBy[%s, %s &, 3]" % (data, one())),
            show("TakeSmallestBy[%s, %s &, UpTo[3]]" % (data, one())),
            show("GroupBy[%s, %s &]" % (data, one("i"))),
            show("CountsBy[%s, %s &]" % (data, one("i"))),
            show("Sort[%s, #1 > #2 &]" % data),
            show("Sort[%s, Less[%s, #2] &]" % (data, "#1")),
            show("Count[%s, _?(%s &)]" % (data, self.test([("#", kind)], 2))),
            show("Cases[%s, _?(%s &)]" % (data, self.test([("#", kind)], 2))),
            show("SelectFirst[%s, %s &]" % (data, self.test([("#", kind)], 2))),
            show("AllTrue[%s, %s &]" % (data, self.test([("#", kind)], 2))),
            show("Discard[%s, %s &]" % (data, self.test([("#", kind)], 2))),
            show("MapIndexed[%s + First[#2] &, %s]" % (one(), data)),
            show("MapIndexed[{#1, #2[[1]]} &, %s]" % data),
            show("MapThread[%s &, {%s, Reverse[%s]}]" % (two(), data, data)),
            show("Outer[%s &, %s, {1, 2., -3}]" % (two(), data)),
            show("Array[%s &, %d]" % (self.expr([("#", "i")], kind, 2), n)),
            show("Array[%s &, {%d, 3}]" % (self.expr([("#1", "i"), ("#2", "i")], kind, 2), n)),
            show("Array[%s &, %d, {0., 1.}]" % (self.expr([("#", "r")], kind, 2), n)),
            show("NestList[%s &, %s, %d]" % (small(), start, n)),
            show("q = 0; NestWhile[%s &, %s, (q++ < 40 && %s) &]" % (small(), start, self.test([("#", kind)], 2))),
            show("NestWhile[%s &, %s, %s &, 1, %d]" % (small(), start, self.test([("#", kind)], 2), n)),
            show("NestWhileList[%s &, %s, Unequal, 2, %d]" % (small(), start, n)),
            show("FixedPoint[%s &, %s, %d]" % (small(), start, n)),
            show("FixedPointList[%s &, %s, %d]" % (small(), start, n)),
            show("FixedPointList[%s &, %s, %d, SameTest -> (Abs[#1 - #2] < 0.1 &)]" % (small(), start, n)),
            show("FoldWhile[ArcTan[%s] &, %s, %s, # < 10 &]" % (two("r"), start, data)),
            show("FoldWhileList[%s &, %s, Range[40], # < 10^30 &]" % (self.expr([("#1", "i"), ("#2", "i")], "i", 1), self.number("i"))),
            show("g = %s; SortBy[%s, (g * # + Mod[g++, 7]) &]" % (self.number("i"), data)),
            show("SplitBy[%s, %s &]" % (data, one("i"))),
            show("NIntegrate[%s, {x, %s, %s}]" % (self.expr([("x", "r")], "r", 2), d.choice(["0", "-1", "1/3"]), d.choice(["2", "Pi"]))),
        ]
        return ["Quiet[%s]" % s for s in d.sample(some, 6)]


NEAR = ("near[a_, b_] := If[NumericQ[a] && NumericQ[b], If[TrueQ[Abs[a - b] <= 10^-6 (Abs[a] + Abs[b])] || TrueQ[Abs[b] > 10^12] || TrueQ[Abs[a - b] < 10^-9], "
        "same, {a, b}], If[a === b || Head[a] =!= Real && Head[a] =!= Integer, same, {a, b}]]")


def plain(lines):
    # Without the numerators and denominators above and below a message's line.
    return programs.told_last([s for s in lines if not s.startswith(" " * 12)], ("General::stop", "Compile::"))


def main():
    o = programs.options(200)
    wanted = [o.only] if o.only is not None else range(o.programs)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "programs.wl")
        with open(path, "w", encoding="utf-8") as f:
            f.write(NEAR + ";\n")
            for i in wanted:
                f.write('Print["##%d"]\n' % i)
                for line in Program("%d %d" % (o.seed, i)).text():
                    f.write("TimeConstrained[%s, 1, Print[late]];\n" % line)
        code, tree, different = programs.by_both(path, 60 + len(wanted) // 4)
    for i in wanted:
        if o.only is not None:
            programs.show(Program("%d %d" % (o.seed, i)).text(), code[i], tree[i])
        a, b = plain(code.get(i, programs.NO_CODE)), plain(tree.get(i, programs.NO_TREE))
        wrong = [s for s in a + b if s.startswith("{") and "near" not in s and "Overflow" not in s and s.count(",") == 1]
        if "late" in a or "late" in b:
            continue            # a matter of the clock
        if a != b or wrong:
            different += 1
            programs.report(o, i, a, b, str(wrong))
    return programs.result(o, different, len(wanted), "by typed code and by the tree evaluator")


sys.exit(main())
