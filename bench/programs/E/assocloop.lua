-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 1000000 -- SIZE
local a = {}
for i = 1, n do local k = i * 7919 % 10007; a[k] = (a[k] or 0) + i end
local c, t = 0, 0
for _, v in pairs(a) do c = c + 1; t = t + v end
print(string.format("{%d, %d}", c, t))
