\\ SPDX-License-Identifier: LGPL-3.0-or-later
terms(p) = if(type(p) == "t_POL", sum(i = 0, poldegree(p), terms(polcoeff(p, i))), p != 0);
print(terms((1 + a + b + c)^130));
quit
