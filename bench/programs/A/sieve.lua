-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 4000000 -- SIZE
local s = {}
for i = 1, n do s[i] = true end
s[1] = false
local i = 2
while i * i <= n do
  if s[i] then for j = i * i, n, i do s[j] = false end end
  i = i + 1
end
local c = 0
for k = 1, n do if s[k] then c = c + 1 end end
print(c)
