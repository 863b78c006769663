-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 40 -- SIZE: repetitions
local function ok(q, qs, d)
  while qs do
    local h = qs.h
    if q == h or q - h == d or h - q == d then return false end
    qs, d = qs.t, d + 1
  end
  return true
end
local function queens(m, k)
  if k == 0 then return { false } end
  local out = {}
  for _, qs in ipairs(queens(m, k - 1)) do
    for q = 1, m do
      if ok(q, qs, 1) then out[#out + 1] = { h = q, t = qs } end
    end
  end
  return out
end
local r
for i = 1, n do r = #queens(8, 8) end
print(r)
