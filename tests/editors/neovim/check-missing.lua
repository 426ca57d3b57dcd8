-- What is said when the server cannot be used: NEWSMARK_EXPECTED, once, in one sentence.

local said = {}
vim.notify = function(message)
  -- Neovim itself may report the exit as well, in its own words.
  if vim.startswith(message, "Newsmark: ") then
    said[#said + 1] = message
  end
end
vim.cmd.edit(vim.env.NEWSMARK_ARTICLE)
vim.wait(5000, function()
  return #said > 0
end, 20)
-- Opening a second article says nothing more.
vim.cmd.edit(vim.fn.tempname() .. ".news")
vim.wait(300)
local is_right = #said == 1 and said[1]:find(vim.env.NEWSMARK_EXPECTED, 1, true) ~= nil
io.stdout:write(is_right and "ok    " or "FAIL  ", table.concat(said, " | "), "\n")
vim.cmd(is_right and "qall!" or "cquit! 1")
