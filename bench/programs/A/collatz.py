# SPDX-License-Identifier: LGPL-3.0-or-later
n = 100000  # SIZE
def length(k):
    c = 1
    while k != 1:
        if k % 2 == 0: k //= 2
        else: k = 3 * k + 1
        c += 1
    return c
best = arg = 0
for i in range(1, n):
    c = length(i)
    if c > best: best, arg = c, i
print("{%d, %d}" % (arg, best))
