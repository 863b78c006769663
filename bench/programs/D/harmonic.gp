\\ SPDX-License-Identifier: LGPL-3.0-or-later
s = 0;
for (i = 1, 60000, s += 1/i);
print(numerator(s) % 1000000007);
quit
