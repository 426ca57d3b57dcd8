-- What is said when the server cannot be used: NEWSMARK_EXPECTED, once, in one sentence, when an article is opened;
-- and NEWSMARK_HEALTH by `:checkhealth`.

local harness = require("harness")

harness.run(function()
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
  harness.expect(is_right, table.concat(said, " | "))
  vim.cmd("silent checkhealth newsmark")
  harness.sees(":checkhealth says: " .. vim.env.NEWSMARK_HEALTH, vim.env.NEWSMARK_HEALTH)
  harness.sees("and what to do", "install it with `cargo install --path crates/newsmark` in the Newsmark folder")
end)
