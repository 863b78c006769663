-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 5000000 -- SIZE
local function nest(f, x, k) for i = 1, k do x = f(x) end return x end
print(nest(function(x) return x + 1 end, 0, n))
