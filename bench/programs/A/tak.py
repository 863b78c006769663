# SPDX-License-Identifier: LGPL-3.0-or-later
n = 60  # SIZE
def tak(x, y, z):
    if y >= x: return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
for i in range(n): r = tak(18, 12, 6)
print(r)
