-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 1000000 -- SIZE: recursion depth
local function sum(k) if k == 0 then return 0 end return k + sum(k - 1) end
print(sum(n))
