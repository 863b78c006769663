# SPDX-License-Identifier: LGPL-3.0-or-later
n = 10000000  # SIZE
def main():
    s = 0
    for i in range(1, n + 1): s = s + i
    return s
print(main())
