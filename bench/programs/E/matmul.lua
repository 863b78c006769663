-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 500 -- SIZE
local a, b, c = {}, {}, {}
for i = 1, n do
  a[i], b[i], c[i] = {}, {}, {}
  for j = 1, n do a[i][j] = 1.0 / (i + j - 1); b[i][j] = i * j % 17 + 0.0; c[i][j] = 0.0 end
end
for i = 1, n do
  local ai, ci = a[i], c[i]
  for k = 1, n do
    local x, bk = ai[k], b[k]
    for j = 1, n do ci[j] = ci[j] + x * bk[j] end
  end
end
local s = 0
for i = 1, n do for j = 1, n do s = s + c[i][j] end end
print(string.format("%.0f", 1e6 * s))
