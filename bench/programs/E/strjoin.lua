-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 1000000 -- SIZE
local t = {}
for i = 1, n do t[i] = tostring(i) end
print(#table.concat(t))
