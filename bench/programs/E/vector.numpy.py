# SPDX-License-Identifier: LGPL-3.0-or-later
n = 1000000  # SIZE
import numpy as np
x = np.arange(1.0, n + 1)
for k in range(1, 11): y = np.sqrt(x) + x*x - np.sin(x)/(k + x)
print(round(y.sum()/1e9))
