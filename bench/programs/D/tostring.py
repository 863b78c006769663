# SPDX-License-Identifier: LGPL-3.0-or-later
n = 10  # SIZE: repetitions
import sys
sys.set_int_max_str_digits(0)
print(sum(len(str(2**1000000 + i)) for i in range(1, n + 1)))
