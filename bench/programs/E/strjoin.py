# SPDX-License-Identifier: LGPL-3.0-or-later
n = 1000000  # SIZE
print(len("".join([str(i) for i in range(1, n + 1)])))
