# SPDX-License-Identifier: LGPL-3.0-or-later
n = 60  # SIZE: repetitions
def d(e):
    if e == 'x': return ('num', 1)
    h = e[0]
    if h == 'num': return ('num', 0)
    if h == 'add': return ('add', d(e[1]), d(e[2]))
    if h == 'mul': return ('add', ('mul', d(e[1]), e[2]), ('mul', e[1], d(e[2])))
    if h == 'sin': return ('mul', ('cos', e[1]), d(e[1]))
    if h == 'cos': return ('mul', ('num', -1), ('mul', ('sin', e[1]), d(e[1])))
def leaves(e): return sum(map(leaves, e)) if type(e) is tuple else 1
e = 'x'
for i in range(8): e = ('add', ('mul', e, ('sin', e)), ('cos', e))
for i in range(n): r = d(e)
print(leaves(r))
