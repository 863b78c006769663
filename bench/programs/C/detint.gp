\\ SPDX-License-Identifier: LGPL-3.0-or-later
m = matrix(250, 250, i, j, (i^3 + 7*i*j + 11*j^2 + i^2*j^3) % 211 - 105);
print(matdet(m) % 1000003);
quit
