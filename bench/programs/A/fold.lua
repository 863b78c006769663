-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 1000000 -- SIZE
local function range(k) local t = {} for i = 1, k do t[i] = i end return t end
local function fold(f, x, l) for _, v in ipairs(l) do x = f(x, v) end return x end
print(string.format("%d", fold(function(a, b) return a + b end, 0, range(n))))
print(string.format("%d", fold(function(a, b) return (a + b) end, 0, range(n))))
