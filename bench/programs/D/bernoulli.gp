\\ SPDX-License-Identifier: LGPL-3.0-or-later
print(numerator(bernfrac(100000)) % 1000000007, " ", numbpart(10^7) % 1000000007);
quit
