# SPDX-License-Identifier: LGPL-3.0-or-later
n = 500  # SIZE
def it(c):
    z = 0j
    k = 0
    while k < 50 and abs(z) <= 2.0:
        z = z * z + c
        k += 1
    return k
tot = 0
for i in range(n):
    for j in range(n):
        tot += it(complex(-2.0 + 3.0 * i / n, -1.5 + 3.0 * j / n))
print(tot)
