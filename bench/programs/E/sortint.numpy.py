# SPDX-License-Identifier: LGPL-3.0-or-later
n = 1000000  # SIZE
import numpy as np
l = np.random.default_rng(1).integers(0, 10**9, n)
s = np.sort(l)
print("{%s, %d}" % (bool((s[:-1] <= s[1:]).all()), len(s)))
