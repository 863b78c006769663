# SPDX-License-Identifier: LGPL-3.0-or-later
n = 5000000  # SIZE
def nest(f, x, k):
    for i in range(k): x = f(x)
    return x
print(nest(lambda x: x + 1, 0, n))
