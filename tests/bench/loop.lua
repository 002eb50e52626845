-- SPDX-License-Identifier: MIT
local function count_to(n)
  local i = 0
  while i < n do i = i + 1 end
  return i
end

local start = os.clock()
local result = count_to(50000000)
print("loop", os.clock() - start, result)
