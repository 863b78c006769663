# SPDX-License-Identifier: LGPL-3.0-or-later
n = 500  # SIZE
a = [[1.0 / (i + j - 1) for j in range(1, n + 1)] for i in range(1, n + 1)]
b = [[float(i * j % 17) for j in range(1, n + 1)] for i in range(1, n + 1)]
bt = list(zip(*b))
c = [[sum(x * y for x, y in zip(r, col)) for col in bt] for r in a]
print(round(10**6 * sum(map(sum, c))))
