# SPDX-License-Identifier: LGPL-3.0-or-later
n = 1000000  # SIZE
from functools import reduce
import operator
print(reduce(operator.add, list(range(1, n + 1)), 0))
print(reduce(lambda a, b: a + b, list(range(1, n + 1)), 0))
