-- SPDX-License-Identifier: MIT
local size <const>, limit <const> = 400, 200

local function steps(cr, ci)
  local zr, zi, n = 0.0, 0.0, 0
  while true do
    local rr, ii = zr * zr, zi * zi
    if rr + ii > 4.0 or n == limit then return n end
    zr, zi = rr - ii + cr, 2.0 * zr * zi + ci
    n = n + 1
  end
end

local function total()
  local sum = 0
  for y = 0, size - 1 do
    for x = 0, size - 1 do
      sum = sum + steps(3.0 * x / size - 2.25, 3.0 * y / size - 1.5)
    end
  end
  return sum
end

local start = os.clock()
local result = total()
print("mandelbrot", os.clock() - start, result)
