# SPDX-License-Identifier: LGPL-3.0-or-later
n = 4000000  # SIZE
def main():
    s = [True] * (n + 1)
    s[0] = s[1] = False
    i = 2
    while i * i <= n:
        if s[i]:
            for j in range(i * i, n + 1, i): s[j] = False
        i += 1
    return s.count(True)
print(main())
