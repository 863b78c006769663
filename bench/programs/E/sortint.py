# SPDX-License-Identifier: LGPL-3.0-or-later
n = 1000000  # SIZE
import random
random.seed(1)
l = random.choices(range(10**9), k=n)
s = sorted(l)
print("{%s, %d}" % (all(a <= b for a, b in zip(s, s[1:])), len(s)))
