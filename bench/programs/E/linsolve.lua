-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 500 -- SIZE
local a = {}
for i = 1, n do
  a[i] = {}
  for j = 1, n do a[i][j] = (i == j) and n + 0.0 or i * j % 17 + 0.0 end
  a[i][n + 1] = i + 0.0
end
for k = 1, n do
  local p = k
  for i = k + 1, n do if math.abs(a[i][k]) > math.abs(a[p][k]) then p = i end end
  a[k], a[p] = a[p], a[k]
  local ak = a[k]
  for i = k + 1, n do
    local ai = a[i]
    local f = ai[k] / ak[k]
    for j = k, n + 1 do ai[j] = ai[j] - f * ak[j] end
  end
end
local x, s = {}, 0
for i = n, 1, -1 do
  local v = a[i][n + 1]
  for j = i + 1, n do v = v - a[i][j] * x[j] end
  x[i] = v / a[i][i]; s = s + x[i]
end
print(string.format("%.0f", 1e6 * s))
