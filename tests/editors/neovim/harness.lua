-- What all checks in Neovim share: saying what is so, waiting for it, looking at buffers and windows. The first thing
-- that is not so ends Neovim with exit code 1. Found by LUA_PATH, which run.sh sets.

local M = {}

--- Says something to whoever runs this.
function M.say(text)
  io.stdout:write(text, "\n")
end

--- Goes on only if it is so.
function M.expect(is_so, what)
  M.say((is_so and "ok    " or "FAIL  ") .. what)
  if not is_so then
    error(what, 0)
  end
end

--- Goes on once it is so.
function M.eventually(what, condition)
  M.expect(vim.wait(10000, condition, 20), what)
end

--- The server of a buffer, once it answers.
function M.client_of(buffer)
  local client = vim.lsp.get_clients({ bufnr = buffer, name = "newsmark" })[1]
  return client and client.initialized and client or nil
end

local function words_of(finding)
  return vim.api.nvim_buf_get_text(
    finding.bufnr,
    finding.lnum,
    finding.col,
    finding.end_lnum,
    finding.end_col,
    {}
  )[1]
end

--- The findings of a buffer as text that can be compared and read.
function M.findings(buffer)
  local lines = {}
  for _, it in ipairs(vim.diagnostic.get(buffer)) do
    lines[#lines + 1] = ("%d:%d %s %s: %s"):format(it.lnum + 1, it.col, it.code, words_of(it), it.message)
  end
  table.sort(lines)
  return table.concat(lines, "\n")
end

--- Puts the cursor on the first place of some words.
function M.place_cursor(buffer, words)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local column = line:find(words, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { number, column - 1 })
      return
    end
  end
  error("no " .. words .. " in the article")
end

local function windows_text()
  local text = {}
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    vim.list_extend(text, vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false))
  end
  return table.concat(text, "\n")
end

--- Waits for words in some window.
function M.sees(what, words)
  local is_seen = vim.wait(10000, function()
    return windows_text():find(words, 1, true) ~= nil
  end, 20)
  if not is_seen then
    M.say(windows_text())
  end
  M.expect(is_seen, what)
end

--- Runs a check and ends Neovim. Servers are attached by Neovim itself only once it has started up.
function M.run(check)
  vim.api.nvim_create_autocmd("VimEnter", {
    callback = vim.schedule_wrap(function()
      local done, why = xpcall(check, debug.traceback)
      if not done then
        M.say(tostring(why))
      end
      vim.cmd(done and "qall!" or "cquit! 1")
    end),
  })
end

return M
