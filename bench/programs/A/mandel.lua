-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 500 -- SIZE
local function iter(cx, cy)
  local x, y, k = 0.0, 0.0, 0
  while k < 50 and x * x + y * y <= 4.0 do
    local t = x * x - y * y + cx
    y = 2.0 * x * y + cy
    x = t
    k = k + 1
  end
  return k
end
local tot = 0
for i = 0, n - 1 do
  for j = 0, n - 1 do tot = tot + iter(-2.0 + 3.0 * i / n, -1.5 + 3.0 * j / n) end
end
print(tot)
