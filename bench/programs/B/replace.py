# SPDX-License-Identifier: LGPL-3.0-or-later
n = 200000  # SIZE
e = [('g', i, ('h', i + 1)) for i in range(1, n + 1)]
def rep(x):
    if type(x) is tuple:
        if x[0] == 'h': return 3 * x[1]
        return (x[0],) + tuple(map(rep, x[1:]))
    if type(x) is list: return [rep(y) for y in x]
    return x
r = rep(e)
print(sum(x[2] - x[1] for x in r if type(x) is tuple and x[0] == 'g' and len(x) == 3))
