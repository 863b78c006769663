-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 100000 -- SIZE
local function len(k)
  local c = 1
  while k ~= 1 do
    if k % 2 == 0 then k = k // 2 else k = 3 * k + 1 end
    c = c + 1
  end
  return c
end
local best, arg = 0, 0
for i = 1, n - 1 do
  local c = len(i)
  if c > best then best, arg = c, i end
end
print("{" .. arg .. ", " .. best .. "}")
