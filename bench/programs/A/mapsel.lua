-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 1000000 -- SIZE
local function range(k) local t = {} for i = 1, k do t[i] = i end return t end
local function sel(l, p) local t = {} for i = 1, #l do local v = l[i] if p(v) then t[#t + 1] = v end end return t end
local function map(f, l) local t = {} for i = 1, #l do t[i] = f(l[i]) end return t end
local function total(l) local s = 0 for i = 1, #l do s = s + l[i] end return s end
local function f(x) return 2 * x + 1 end
print(string.format("%.0f", total(map(f, sel(range(n), function(x) return x % 2 == 1 end)))))
print(string.format("%.0f", total(map(function(x) return 2 * x + 1 end, sel(range(n), function(x) return x % 3 == 0 end)))))
