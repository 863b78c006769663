-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 1000000 -- SIZE
local x, y = {}, {}
for i = 1, n do x[i] = i + 0.0 end
for k = 1, 10 do
  for i = 1, n do local v = x[i]; y[i] = math.sqrt(v) + v*v - math.sin(v)/(k + v) end
end
local s = 0
for i = 1, n do s = s + y[i] end
print(string.format("%.0f", s/1e9))
