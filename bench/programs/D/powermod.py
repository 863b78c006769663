# SPDX-License-Identifier: LGPL-3.0-or-later
n = 200  # SIZE: how many
m = 2**2203 - 1
print(sum(pow(3 + i, m - 2*i, m) % 1000000007 for i in range(1, n + 1)))
