-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 10000000 -- SIZE
local s = 0
for i = 1, n do s = s + i end
print(string.format("%d", s))
