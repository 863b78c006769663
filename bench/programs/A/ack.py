# SPDX-License-Identifier: LGPL-3.0-or-later
n = 20  # SIZE: repetitions
import sys
sys.setrecursionlimit(1000000)
def ack(m, k):
    if m == 0: return k + 1
    if k == 0: return ack(m - 1, 1)
    return ack(m - 1, ack(m, k - 1))
for i in range(n): r = ack(3, 6)
print(r)
