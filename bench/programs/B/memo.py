# SPDX-License-Identifier: LGPL-3.0-or-later
n = 100000  # SIZE
memo = {0: 0, 1: 1}
def f(k):
    if k not in memo: memo[k] = (f(k - 1) + f(k - 2)) % 1000000007
    return memo[k]
for i in range(1, n + 1): f(i)
print(f(n))
