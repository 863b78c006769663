# SPDX-License-Identifier: LGPL-3.0-or-later
n = 31  # SIZE
def fib(k):
    if k == 0: return 0
    if k == 1: return 1
    return fib(k - 1) + fib(k - 2)
print(fib(n))
