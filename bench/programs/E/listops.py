# SPDX-License-Identifier: LGPL-3.0-or-later
n = 1000000  # SIZE
from itertools import accumulate, chain
l = list(range(1, n + 1))
a = list(accumulate([x * x % 1009 for x in l]))
r = [a[i:i + 10] for i in range(0, n, 10)][::-1]
t = list(chain.from_iterable(zip(*r)))
u = sorted(set(x % 5003 for x in t))
print("{%d, %d, %d, %d, {%d}}" % (len(r), len(t), len(u), sum(t), t.index(max(t)) + 1))
