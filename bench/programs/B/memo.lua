-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 100000 -- SIZE
local memo = { [0] = 0, [1] = 1 }
local function f(k)
  local v = memo[k]
  if not v then v = (f(k - 1) + f(k - 2)) % 1000000007; memo[k] = v end
  return v
end
for i = 1, n do f(i) end
print(f(n))
