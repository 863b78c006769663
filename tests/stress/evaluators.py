#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# evaluators.py -- random programs, evaluated by bytecode and by the tree evaluator.
#
# Values, messages and printed text must be the same.  Programs are drawn from a seed; recursion and
# loops are bounded by construction, what is left to a limit is the same in both evaluators.
import os
import random
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import programs

ATOMS = ["0", "1", "2", "3", "-1", "5", "7", "10", "2^62", "2^63", "-2^62", "3^50", "4611686018427387903", "1/2", "-3/4", "1.5",
         "0.1", "-2.25", "1.*^200", "x", "y", "{}", "{1, 2, 3}", "{a, {b, 2}}", "{1.5, 2.5}", "\"s\"", "\"\"", "True", "False", "Null",
         "I", "2 - 3 I", "Pi", "f[x]", "Infinity", "Indeterminate", "Range[10]", "<|1 -> 2, x -> 3|>", "1.5`20"]
BINARY = ["+", "-", "*", "/", "^", "==", "!=", "<", "<=", ">", ">=", "===", "=!=", "&&", "||"]


class Program:
    def __init__(self, seed):
        self.d = random.Random(seed)
        self.functions = ["f%d" % i for i in range(self.d.randint(1, 4))]
        self.arity = {f: self.d.randint(1, 3) for f in self.functions}

    def pick(self, *choices):
        return self.d.choice(choices)

    def atom(self, names):
        if names and self.d.random() < 0.6:
            return self.d.choice(names)
        return self.d.choice(ATOMS) if self.d.random() < 0.5 else str(self.d.randint(-4, 12))

    def expr(self, names, depth, callable_=(), local=()):
        d = self.d
        e = lambda: self.expr(names, depth - 1, callable_, local)
        if depth <= 0 or d.random() < 0.12:
            return self.atom(names)
        k = d.random()
        if k < 0.30:
            op = d.choice(BINARY)
            right = str(d.randint(-3, 6)) if op == "^" else e()
            return "(%s %s %s)" % (e(), op, right)
        if k < 0.36:
            return "(%s < %s <= %s)" % (e(), e(), e()) if d.random() < 0.6 else "SameQ[%s, %s, %s]" % (e(), e(), e())
        if k < 0.46 and callable_:
            f = d.choice(callable_)
            return "%s[%s]" % (f, ", ".join(e() for _ in range(self.arity[f])))
        if k < 0.54:
            return "If[%s, %s]" % (self.test(names, depth, callable_, local), ", ".join(e() for _ in range(d.randint(1, 3))))
        if k < 0.58:
            return "Which[%s]" % ", ".join("%s, %s" % (self.test(names, depth, callable_, local), e()) for _ in range(d.randint(1, 3)))
        if k < 0.61:
            return "Switch[%s, 1, %s, _Integer, %s, {___}, %s, _, %s]" % (e(), e(), e(), e(), e())
        if k < 0.66:
            return "{%s}" % ", ".join(e() for _ in range(d.randint(0, 3)))
        if k < 0.70:
            return "%s[[%s]]" % (self.pick(e(), "{1, 2, 3}", "{{1, 2}, {3, 4}}"), self.pick("1", "2", "-1", "0", "4", "1, 2", "All", e()))
        if k < 0.75:
            return "%s[%s]" % (self.pick("Not", "EvenQ", "OddQ", "Length", "Head", "IntegerQ", "Abs", "Reverse", "Total", "First", "Minus", "Floor",
                                         "ListQ", "NumberQ", "Sign", "StringQ", "Identity", "Print", "Sqrt", "ToString"), e())
        if k < 0.79:
            return "%s[%s, %s]" % (self.pick("Mod", "Quotient", "Min", "Max", "Append", "Plus", "Times", "And", "Or", "Power", "Subtract",
                                             "Divide", "StringJoin", "Join", "Equal", "Less", "Unequal"), e(), e())
        if k < 0.84:
            v = self.pick("u", "v", "w")
            inner = names + [v]
            body = "; ".join(self.statement(inner, depth - 1, callable_, list(local) + [v]) for _ in range(d.randint(1, 3)))
            kind = self.pick("Module", "Module", "With", "Block")
            # Block's variables keep their values in what it calls, so they have names of their own.
            return "%s[{%s = %s}, %s]" % (kind, v, e(), body if kind != "With" else self.expr(inner, depth - 1, callable_, local))
        if k < 0.88:
            return "(%s)" % "; ".join(self.statement(names, depth - 1, callable_, local) for _ in range(d.randint(2, 3)))
        if k < 0.93:
            i = self.pick("i", "j")
            return self.pick("Table[%s, {%s, %d}]", "Sum[%s, {%s, %d}]", "Do[Print[%s], {%s, %d}]") % (
                self.expr(names + [i], depth - 1, callable_, local), i, d.randint(0, 4))
        if k < 0.96:
            return "%s[Function[p, %s], %s]" % (self.pick("Map", "Map", "Select", "Scan"), self.expr(names + ["p"], depth - 1, callable_, local), self.pick("{1, 2, x}", "Range[3]", e()))
        if k < 0.98:
            return "Catch[%s]" % self.pick("Throw[%s]" % e(), e())
        return self.pick("(# + %s &)[%s]" % (e(), e()), "Fold[#1 + 2 #2 &, %s, {1, 2}]" % e(), "%s /. {1 -> 2, x -> %s}" % (e(), e()),
                         "Check[%s, \"m\"]" % e(), "Hold[%s]" % e(), "Nest[%s + # &, %s, 2]" % (self.atom(names), e()))

    def test(self, names, depth, callable_, local):
        if self.d.random() < 0.7:
            return "%s %s %s" % (self.expr(names, depth - 2, callable_, local), self.d.choice(BINARY[5:13]), self.expr(names, depth - 2, callable_, local))
        return self.expr(names, depth - 1, callable_, local)

    def statement(self, names, depth, callable_, local):
        d = self.d
        e = lambda: self.expr(names, depth - 1, callable_, local)
        k = d.random()
        if local and k < 0.40:
            v = d.choice(list(local))
            return self.pick("%s = %s" % (v, e()), "%s += %s" % (v, e()), "%s -= %s" % (v, e()), "%s *= %s" % (v, e()), v + "++", v + "--",
                             "++" + v, "--" + v, "%s[[1]] = %s" % (v, e()), "%s /= 2" % v, "%s = {%s, 2}; %s[[2]] += 1" % (v, e(), v))
        if local and k < 0.55:
            v, n = d.choice(list(local)), "n%d" % d.randint(0, 99)
            extra = self.pick("", "; If[%s, Break[]]" % self.test(names, 2, callable_, local), "; If[%s, Continue[]]" % self.test(names, 2, callable_, local))
            return self.pick(
                "Module[{%s = 0}, While[%s < %d, %s++; %s%s]]" % (n, n, d.randint(0, 5), n, self.statement(names, depth - 1, callable_, local), extra),
                "Module[{%s}, For[%s = 0, %s < %d, %s++, %s%s]; %s = %s]" % (n, n, n, d.randint(0, 4), n, self.statement(names, depth - 1, callable_, local), extra, v, n),
                "Do[%s%s, {%d}]" % (self.statement(names, depth - 1, callable_, local), extra, d.randint(0, 3)))
        if k < 0.60:
            return "Return[%s]" % e()
        if k < 0.64:
            return "If[%s, Return[%s]]" % (self.test(names, depth, callable_, local), e())
        if k < 0.70:
            return "Print[%s]" % e()
        return e()

    # A function that calls itself with a smaller number or a shorter list, often enough to be made typed code.
    def recursion(self):
        d = self.d
        lists = d.random() < 0.4
        names = ["a", "b", "c"][:d.randint(1, 3)]
        numbers = names[1:] if lists else names
        down = "Rest[a]" if lists and d.random() < 0.7 else "Most[a]" if lists else "a - %d" % d.randint(1, 3)

        calls = [d.randint(1, 2)]       # in a body: more would take for ever

        def value(depth, tail=False):
            k = d.random() if calls[0] > 0 else 0.75 * d.random()
            e = lambda: value(depth - 1)
            if depth <= 0 or k < 0.15:
                of_list = ["First[a]", "Last[a]", "Length[a]", "a[[1]]", "a[[-2]]", "First[Rest[a]]", "Length[Most[a]]", "a"]
                return d.choice(of_list) if lists and d.random() < 0.5 else d.choice(numbers + [str(d.randint(-3, 9)), "1.5", "2^61"])
            if k < 0.40:
                return "(%s %s %s)" % (e(), d.choice(["+", "-", "*"]), e())
            if k < 0.50:
                return "%s[%s, %s]" % (d.choice(["Mod", "Quotient", "Min", "Max"]), e(), e())
            if k < 0.60:
                return "If[%s, %s, %s]" % (test(depth - 1), value(depth - 1, tail), value(depth - 1, tail))
            if k < 0.66:
                return "With[{h = %s}, %s]" % (e(), value(depth - 1, tail).replace("b", "h"))
            if k < 0.70:
                return "Module[{h = %s}, h = h + %s; %s]" % (e(), e(), value(depth - 1, tail).replace("c", "h"))
            if k < 0.76:
                return "%s && %s" % (test(depth - 1), call() if tail and calls[0] > 0 else test(depth - 1))
            return call()

        def test(depth):
            if lists and d.random() < 0.3:
                return d.choice(["a === {}", "a == {}", "{} =!= a", "a != {}"])
            return "%s %s %s" % (value(min(depth, 1)), d.choice(BINARY[5:13]), value(min(depth, 1)))

        def call():
            calls[0] -= 1
            arguments = [down] + [value(1) for _ in names[1:]]
            if len(names) == 3 and d.random() < 0.3:
                arguments[1:] = ["c", "b"]
            return "r[%s]" % ", ".join(arguments)

        pattern = lambda v: v + self.pick("_", "_", "_", "_Integer", "_List" if lists and v == "a" else "_?EvenQ", "_Real" if v != "a" else "_")
        lines = []
        for _ in range(d.randint(0, 2)):
            first = "{}" if lists else self.pick("0", "1", "a_ /; a < 2", "a_?Negative", "-1")
            rest = [self.pick(v + "_", v + "_", "0", "a_") for v in names[1:]]
            lines.append("r[%s] := %s" % (", ".join([first] + rest), self.pick(*(numbers or ["7"]), str(d.randint(0, 5)), "True", "1.5").replace("a", "0")))
        stop = "Length[a] == 0" if lists else "a <= 0"
        body = value(3, True)
        # What And gives at last is no further recursion in bytecode: without an end another limit ends it.
        ends = d.random() < 0.8 or any(x in body for x in ("&&", "With", "Module"))
        lines.append("r[%s] := %s" % (", ".join(["a_"] + [pattern(v) for v in names[1:]]),
                                      self.pick("If[%s, %s, %s]" % (stop, value(0).replace("a", "0") if not lists else "0", body),
                                                "Which[%s, %s, True, %s]" % (stop, d.choice(["0", "1.5", "True"]), body)) if ends else body))
        first = lambda: self.pick("{1, 2, 3}", "{4, -5}", "{}", "{1.5, 2.5, 0.5}", "Range[6]", "{2^61, 2^62}", "{1, x}", "Range[300][[2 ;; 5]]", "{3, 1.5}") \
            if lists else str(d.randint(0, 7))
        lines.append("$RecursionLimit = 200")
        given = [first()] + [self.pick("2", "3", "0", "-4", "1.5") for _ in names[1:]]
        lines.append("Do[r[%s], {70}]" % ", ".join(given))
        for _ in range(4):
            lines.append("Print[InputForm[r[%s]]]" % ", ".join([first()] + [self.pick("2", "3", "0", "-4", "1.5", "x", "2^62") for _ in names[1:]]))
        # Loops whose body is one such call, of one argument that changes.
        places = [i for i in range(len(names)) if not (lists and i == 0)]
        if places:
            at = d.choice(places)
            loop = self.pick("Map[%s, %s]", "Map[%s, %s]", "Select[%s, %s]", "Scan[%s, %s]")
            elements = self.pick("{0, 1, 2, 3}", "Range[6]", "{1, 2.5, 3}", "{1.5, 0.5, 2.}", "{2, x, 1}", "{3, 1/2, 1}", "Range[40]/8.", "{}")
            arguments = [first()] + [self.pick("2", "3", "0", "-4", "1.5", "k") for _ in names[1:]]
            arguments[at] = "#" if d.random() < 0.9 else "# + 1"
            f = "r[%s] &" % ", ".join(arguments) if len(names) > 1 or d.random() < 0.5 else "r"
            parts = (elements, f) if loop.startswith("Select") else (f, elements)
            lines.append("t[k_] := %s" % (loop % parts))
            lines += ["Print[InputForm[t[2]]]"] * 3
            lines.append("ClearAll[t]")
        lines.append("$RecursionLimit = 1024")
        lines.append("ClearAll[r]")
        return lines

    def rule(self, f, earlier):
        d, n = self.d, self.arity[f]
        names, patterns = [], []
        for i in range(n):
            v = "abcd"[i]
            k = d.random()
            if k < 0.18:
                patterns.append(self.pick("0", "1", "2", "x", "{}", "True", "\"s\"", "1.5", "-1", "1/2"))
                continue
            names.append(v)
            if k < 0.24:
                patterns.append("{%s_, rest___}" % v)
                names.append("rest")
                continue
            patterns.append(v + self.pick("_", "_", "_", "_", "_Integer", "_Integer", "_Real", "_List", "_Symbol", "_String", "_?EvenQ",
                                          "_?NumberQ", "_Rational", "_:7" if i == n - 1 else "_", "_f", "_Plus"))
        if "rest" in names and names.count("rest") > 1:
            names = [x for x in names if x != "rest"]
        body = self.expr(names, d.randint(2, 5), earlier, ())
        if d.random() < 0.4:
            v = self.pick("u", "v")
            inner = names + [v]
            body = "%s[{%s%s}, %s; %s]" % (self.pick("Module", "Module", "Block"), v, self.pick("", " = " + self.expr(names, 2, earlier, ())),
                                            "; ".join(self.statement(inner, 3, earlier, [v]) for _ in range(d.randint(1, 4))), self.expr(inner, 2, earlier, [v]))
        if names and d.random() < 0.15:         # recursion on a counter, bounded by its condition
            c = names[0]
            body = "If[TrueQ[0 < %s < 8], %s[%s], %s]" % (c, f, ", ".join([c + " - 1"] + [self.expr(names, 1, ()) for _ in range(n - 1)]), body) \
                if patterns[0].startswith(c) and "rest" not in patterns[0] else body
        condition = " /; " + self.test(names, 3, (), ()) if d.random() < 0.15 else ""
        return "%s[%s] := %s%s" % (f, ", ".join(patterns), body, condition)

    def text(self):
        if self.d.random() < 0.3:
            return self.recursion()
        lines, earlier = [], []
        for f in self.functions:
            for _ in range(self.d.randint(1, 3)):
                lines.append(self.rule(f, list(earlier)))
            earlier.append(f)
        if self.d.random() < 0.1:
            lines.append(self.pick("x = 3", "f[z_] := z + 1", "y := {x, 1}", "SetAttributes[f0, Listable]", "SetAttributes[f0, HoldAll]",
                                   "Unprotect[Plus]; Plus[\"s\", z_] := plus[z]; Protect[Plus]", "f /: f[z_] + 1 := plus1[z]", "x /: x * 2 = double"))
        for _ in range(4):
            f = self.d.choice(self.functions)
            lines.append("Print[InputForm[%s]]" % "%s[%s]" % (f, ", ".join(self.expr([], 1) for _ in range(self.arity[f]))))
        for f in self.functions:
            lines.append("ClearAll[%s]" % f)
        lines.append("ClearAll[f, x, y, u, v, w, i, j, p]" + ("; Unprotect[Plus]; Clear[Plus]; Protect[Plus]" if changes_operator(lines) else ""))
        return lines


# From then on a session does without what is fast because nobody has changed an operator.
def changes_operator(lines):
    return any("Unprotect[Plus]" in line for line in lines)


# Numbers of temporary symbols depend on how often each evaluator makes one, and how often an expression
# that stays as it is gives its message depends on when it is evaluated again: which messages there
# are counts, and the order of everything else.
def plain(lines):
    # A line far indented is a fraction's, above or below the line of a message.
    lines = [re.sub(r"\$\d+", "$", s) for s in lines if s != "" and not s.startswith(" " * 8)]
    return programs.told_last(lines, "General::stop: ")


def write(path, seed, wanted):
    with open(path, "w", encoding="utf-8") as f:
        texts = {i: Program("%d %d" % (seed, i)).text() for i in wanted}
        for i in sorted(wanted, key=lambda i: changes_operator(texts[i])):
            f.write('Print["##%d"]\n' % i)
            for line in texts[i]:
                f.write("TimeConstrained[%s, 3, Print[late]];\n" % line if not line.startswith("Clear") else line + ";\n")


def one(path, seed, i, options, otherwise):
    write(path, seed, [i])
    return plain(programs.outputs(path, options, 600)[0].get(i, otherwise))


def main():
    o = programs.options(300)
    wanted = [o.only] if o.only is not None else range(o.programs)
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "programs.wl")
        for start in range(0, len(wanted), 500):
            write(path, o.seed, wanted[start:start + 500])
            code, tree, broken = programs.by_both(path, 600)
            different += broken
            for i in wanted[start:start + 500]:
                if o.only is not None:
                    programs.show(Program("%d %d" % (o.seed, i)).text(), code[i], tree[i])
                a, b = plain(code.get(i, programs.NO_CODE)), plain(tree.get(i, programs.NO_TREE))
                # On a busy machine the limit may have come to one of them only; and how often something is evaluated
                # again, with what it prints, may depend on what was changed before.  By itself it must be the same.
                if a != b:
                    a, b = one(path, o.seed, i, [], programs.NO_CODE), one(path, o.seed, i, ["--no-compile"], programs.NO_TREE)
                if a != b and "late" in b and "late" not in a:
                    print("# program %d of seed %d: the tree evaluator was not done in time" % (i, o.seed))
                elif a != b:
                    different += 1
                    programs.report(o, i, a, b)
    return programs.result(o, different, len(wanted), "by both evaluators")


sys.exit(main())
