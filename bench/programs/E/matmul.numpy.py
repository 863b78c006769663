# SPDX-License-Identifier: LGPL-3.0-or-later
n = 500  # SIZE
import numpy as np
i, j = np.meshgrid(np.arange(1, n + 1), np.arange(1, n + 1), indexing='ij')
a = 1.0 / (i + j - 1)
b = (i * j % 17).astype(float)
c = a @ b
print(round(10**6 * c.sum()))
