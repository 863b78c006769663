\\ SPDX-License-Identifier: LGPL-3.0-or-later
terms(p) = if(type(p) == "t_POL", sum(i = 0, poldegree(p), terms(polcoeff(p, i))), p != 0);
p = (1 + a + b + 2*c^2 + 3*d^3 + 5*e^5)^10;
q = (1 + e + d + 2*c^2 + 3*b^3 + 5*a^5)^10;
print(terms(p * q));
quit
