# SPDX-License-Identifier: LGPL-3.0-or-later
n = 23  # SIZE
def ev(x, e):
    h = x[0]
    if h == 'num': return x[1]
    if h == 'var': return e[x[1]]
    if h == 'add': return ev(x[1], e) + ev(x[2], e)
    if h == 'sub': return ev(x[1], e) - ev(x[2], e)
    if h == 'less': return ev(x[1], e) < ev(x[2], e)
    if h == 'if3': return ev(x[2], e) if ev(x[1], e) else ev(x[3], e)
    if h == 'call':
        p, body = fun[x[1]]
        return ev(body, {p: ev(x[2], e)})
N = ('var', 'n')
fun = {'fib': ('n', ('if3', ('less', N, ('num', 2)), N,
    ('add', ('call', 'fib', ('sub', N, ('num', 1))), ('call', 'fib', ('sub', N, ('num', 2))))))}
print(ev(('call', 'fib', ('num', n)), {}))
