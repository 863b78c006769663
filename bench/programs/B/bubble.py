# SPDX-License-Identifier: LGPL-3.0-or-later
n = 200  # SIZE
def step(l):
    for i in range(len(l) - 1):
        if l[i] > l[i + 1]:
            return (*l[:i], l[i + 1], l[i], *l[i + 2:])
    return None
l = tuple((37 * i) % (n + 1) for i in range(1, n + 1))
while True:
    r = step(l)
    if r is None: break
    l = r
print(l == tuple(range(1, n + 1)))
