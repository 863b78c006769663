\\ SPDX-License-Identifier: LGPL-3.0-or-later
print(numerator(bernfrac(10000)) % 1000000007, " ", numbpart(10^6) % 1000000007);
quit
