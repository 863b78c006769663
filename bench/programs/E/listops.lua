-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 1000000 -- SIZE
local a, s = {}, 0
for i = 1, n do s = s + i * i % 1009; a[i] = s end
local r, m = {}, math.floor(n / 10)
for i = 1, m do local p = {}; for j = 1, 10 do p[j] = a[(i - 1) * 10 + j] end; r[m + 1 - i] = p end
local t = {}
for j = 1, 10 do for i = 1, m do t[#t + 1] = r[i][j] end end
local seen, u, tot, mx, pos = {}, {}, 0, -1, 0
for i = 1, #t do
  local v = t[i]; local k = v % 5003
  if not seen[k] then seen[k] = true; u[#u + 1] = k end
  tot = tot + v
  if v > mx then mx = v; pos = i end
end
table.sort(u)
print(string.format("{%d, %d, %d, %d, {%d}}", #r, #t, #u, tot, pos))
