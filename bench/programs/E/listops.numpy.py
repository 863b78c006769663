# SPDX-License-Identifier: LGPL-3.0-or-later
n = 1000000  # SIZE
import numpy as np
l = np.arange(1, n + 1)
r = np.cumsum(l * l % 1009).reshape(-1, 10)[::-1]
t = r.T.reshape(-1)
u = np.unique(t % 5003)
print("{%d, %d, %d, %d, {%d}}" % (len(r), len(t), len(u), t.sum(), int(t.argmax()) + 1))
