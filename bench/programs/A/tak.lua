-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 60 -- SIZE
local function tak(x, y, z)
  if y >= x then return z end
  return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
end
local r
for i = 1, n do r = tak(18, 12, 6) end
print(r)
