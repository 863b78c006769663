#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
#
# rewriting.py -- random orthogonal systems of rules: what ReplaceRepeated comes to by passes, which a limit on their
# number makes it do, is what it comes to without one, on the graph.
#
#     rewriting.py LYRA [seeds [first [systems]]]
import random, sys

from seeds import run

CHECK = '''
rules = {%s}; start = %s;
byPasses = Quiet[TimeConstrained[MemoryConstrained[ReplaceRepeated[start, rules, MaxIterations -> 200], 10^8, none], 0.2, none]];
If[byPasses =!= none && TimeConstrained[LeafCount[byPasses], 0.1, 10^9] < 10^5 && (byPasses /. rules) === byPasses, compared++;
  If[TimeConstrained[ReplaceRepeated[start, rules, MaxIterations -> Infinity], 10, late] =!= byPasses,
    Print["DIFFERS ", InputForm[{start, rules}]]]];
'''

class System:
    def __init__(self, r):
        self.r = r
        self.constructors = [('z', 0), ('s', 1), ('c', 2), ('w', 1)][:r.randint(2, 4)]
        self.functions = [('f%d' % i, r.randint(1, 3)) for i in range(r.randint(1, 4))]
        self.names = []

    def name(self):
        self.names.append('x%d' % len(self.names))
        return self.names[-1]

    def call(self, head, n, make):
        return head if n == 0 else '%s[%s]' % (head, ', '.join(make() for _ in range(n)))

    def taken_apart(self, depth):
        if depth == 0 or self.r.random() < 0.45:
            return self.name() + '_'
        head, n = self.r.choice(self.constructors)
        return self.call(head, n, lambda: self.taken_apart(depth - 1))

    def right(self, depth):
        chance = self.r.random()
        if depth == 0 or (self.names and chance < 0.4):
            return self.r.choice(self.names) if self.names and self.r.random() < 0.85 else 'z'
        head, n = self.r.choice(self.functions if chance < 0.7 else self.constructors)
        return self.call(head, n, lambda: self.right(depth - 1))

    def rule(self, function, n, at, head, parts):
        self.names = []
        left = [self.name() + '_' if i != at or head is None else
                self.call(head, parts, lambda: self.taken_apart(self.r.random() < 0.15)) for i in range(n)]
        return '%s[%s] :> %s' % (function, ', '.join(left), self.right(self.r.randint(1, 3)))

    def rules(self):
        rules = []
        for function, n in self.functions:
            at = self.r.randrange(n)
            if self.r.random() < 0.15:
                rules.append(self.rule(function, n, at, None, 0))
            else:
                rules += [self.rule(function, n, at, *c) for c in self.constructors if self.r.random() > 0.12]
        self.r.shuffle(rules)
        return ', '.join(rules)

    def term(self, depth):
        if depth == 0:
            return self.r.choice(['z', 'q', '3'])
        head, n = self.r.choice(self.functions if self.r.random() < 0.6 else self.constructors)
        return self.call(head, n, lambda: self.term(depth - 1))

    def start(self):
        term = self.term(self.r.randint(2, 5))
        return term if self.r.random() < 0.7 else 'With[{u = %s}, c[u, w[u], %s]]' % (term, self.call(*self.functions[0], lambda: 'u'))

def program(seed, systems):
    r = random.Random(seed)
    checks = []
    for _ in range(systems):
        s = System(r)
        checks.append(CHECK % (s.rules(), s.start()))
    return '$RecursionLimit = Infinity; compared = 0;' + ''.join(checks) + 'Print["compared ", compared]'

def main():
    lyra = sys.argv[1]
    seeds, first, systems = (int(x) for x in (sys.argv[2:] + ['10', '1', '100'][len(sys.argv) - 2:])[:3])

    def good(output):
        compared = output.rpartition('compared ')[2].strip()
        return 'DIFFERS' not in output and compared.isdigit() and int(compared) > systems // 2

    return run('systems of rules', lyra, seeds, first, lambda seed: program(seed, systems), good, 300)

sys.exit(main())
