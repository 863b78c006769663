# SPDX-License-Identifier: LGPL-3.0-or-later
n = 400  # SIZE: how many
import math
print(sum(math.factorial(k) % 1000000007 for k in range(20000, 20000 + n)) % 1000000007)
