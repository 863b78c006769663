# SPDX-License-Identifier: LGPL-3.0-or-later
n = 40  # SIZE: repetitions
def ok(q, qs, d):
    for h in qs:
        if q == h or q - h == d or h - q == d: return False
        d += 1
    return True
def queens(m, k):
    if k == 0: return [()]
    return [(q,) + qs for qs in queens(m, k - 1) for q in range(1, m + 1) if ok(q, qs, 1)]
for i in range(n): r = len(queens(8, 8))
print(r)
