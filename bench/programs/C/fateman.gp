\\ SPDX-License-Identifier: LGPL-3.0-or-later
terms(p) = if(type(p) == "t_POL", sum(i = 0, poldegree(p), terms(polcoeff(p, i))), p != 0);
p = (1 + a + b + c + d)^20;
print(terms(p * (p + 1)));
quit
