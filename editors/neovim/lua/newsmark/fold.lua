-- Folds: the front matter is one, each headline with its article is one, each subhead with its section
-- is one inside.

local M = {}

-- The last line of the front matter, or 0. Kept by version of the buffer, since it is asked for every line.
local function front_matter_end(buffer)
  local tick = vim.api.nvim_buf_get_changedtick(buffer)
  local known = vim.b[buffer].newsmark_front_matter
  if known and known.tick == tick then
    return known.last
  end
  local last = 0
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, 200, false)
  if lines[1] and lines[1]:match("^%-%-%-%s*$") then
    for number = 2, #lines do
      if lines[number]:match("^%-%-%-%s*$") then
        last = number
        break
      end
    end
  end
  vim.b[buffer].newsmark_front_matter = { tick = tick, last = last }
  return last
end

--- The value of 'foldexpr' for a line.
function M.level(number)
  local last = front_matter_end(vim.api.nvim_get_current_buf())
  if number <= last then
    return number == 1 and ">1" or number == last and "<1" or "1"
  end
  local marks = vim.fn.getline(number):match("^(#+)%s")
  if not marks then
    return "="
  end
  return ">" .. math.min(#marks, 3)
end

return M
