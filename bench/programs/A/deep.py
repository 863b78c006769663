# SPDX-License-Identifier: LGPL-3.0-or-later
n = 1000000  # SIZE: recursion depth
import sys
sys.setrecursionlimit(10000000)
def total(k):
    if k == 0: return 0
    return k + total(k - 1)
print(total(n))
