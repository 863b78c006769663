-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 20 -- SIZE: repetitions
local function ack(m, k)
  if m == 0 then return k + 1 end
  if k == 0 then return ack(m - 1, 1) end
  return ack(m - 1, ack(m, k - 1))
end
local r
for i = 1, n do r = ack(3, 6) end
print(r)
