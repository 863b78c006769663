-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 100000 -- SIZE
math.randomseed(1)
local l = {}
for i = 1, n do l[i] = "k" .. math.random(0, 1000000000) end
table.sort(l)
local ok = "True"
for i = 2, n do if l[i - 1] > l[i] then ok = "False" end end
print("{" .. ok .. ", " .. #l .. "}")
