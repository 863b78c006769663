# SPDX-License-Identifier: LGPL-3.0-or-later
n = 1000000  # SIZE
def f(x): return 2 * x + 1
print(sum(list(map(f, [x for x in range(1, n + 1) if x % 2 == 1]))))
print(sum(list(map(lambda x: 2 * x + 1, list(filter(lambda x: x % 3 == 0, range(1, n + 1)))))))
