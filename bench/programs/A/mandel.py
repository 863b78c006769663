# SPDX-License-Identifier: LGPL-3.0-or-later
n = 500  # SIZE
def it(cx, cy):
    x = y = 0.0
    k = 0
    while k < 50 and x * x + y * y <= 4.0:
        x, y = x * x - y * y + cx, 2.0 * x * y + cy
        k += 1
    return k
tot = 0
for i in range(n):
    for j in range(n):
        tot += it(-2.0 + 3.0 * i / n, -1.5 + 3.0 * j / n)
print(tot)
