\\ SPDX-License-Identifier: LGPL-3.0-or-later
print(primepi(10^10));
quit
