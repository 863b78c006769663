-- SPDX-License-Identifier: LGPL-3.0-or-later
local n = 31 -- SIZE
local function fib(k)
  if k == 0 then return 0 elseif k == 1 then return 1 end
  return fib(k - 1) + fib(k - 2)
end
print(fib(n))
