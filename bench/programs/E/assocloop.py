# SPDX-License-Identifier: LGPL-3.0-or-later
n = 1000000  # SIZE
a = {}
for i in range(1, n + 1):
    k = i * 7919 % 10007
    a[k] = a.get(k, 0) + i
print("{%d, %d}" % (len(a), sum(a.values())))
