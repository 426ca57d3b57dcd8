-- What the commands do: the facts of an article and the manual page of a rule, each in a split.

local client = require("newsmark.client")

local M = {}

-- Runs `newsmark` with these arguments and gives its output, or says why there is none.
local function run(arguments, input, done)
  if not client.is_installed() then
    return
  end
  local command = vim.list_extend({ client.program() }, arguments)
  vim.system(command, { stdin = input, text = true }, function(result)
    vim.schedule(function()
      if result.code == 2 then
        vim.notify("Newsmark: " .. vim.trim(result.stderr), vim.log.levels.ERROR)
      else
        done(vim.split((result.stdout:gsub("\n+$", "")), "\n", { plain = true }))
      end
    end)
  end)
end

-- The buffer of this name, in a window below; what was there is replaced.
local function pane(name, lines)
  local buffer = vim.fn.bufnr("^" .. vim.fn.fnameescape(name) .. "$")
  if buffer == -1 then
    buffer = vim.api.nvim_create_buf(false, true)
    vim.api.nvim_buf_set_name(buffer, name)
    vim.bo[buffer].bufhidden = "wipe"
    vim.keymap.set("n", "q", "<Cmd>close<CR>", { buffer = buffer, desc = "Close" })
  end
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].modifiable = false
  if vim.fn.bufwinid(buffer) == -1 then
    local height = math.max(5, math.min(#lines, math.floor(vim.o.lines / 2)))
    vim.cmd(("belowright %dsplit"):format(height))
    vim.api.nvim_win_set_buf(0, buffer)
    for _, option in ipairs({ "wrap", "spell", "number", "foldenable" }) do
      vim.opt_local[option] = false
    end
  end
  return buffer
end

local function text_of(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n") .. "\n"
end

-- Goes to the words of the row under the cursor. A row begins with the number of its line.
local function go_to_fact(article, row)
  local number, words = row:match("^%s*(%d+)  (.-)%s%s")
  if not number then
    return
  end
  local window = vim.fn.bufwinid(article)
  if window == -1 then
    vim.cmd("topleft split")
    vim.api.nvim_win_set_buf(0, article)
  else
    vim.api.nvim_set_current_win(window)
  end
  local line = math.min(tonumber(number), vim.api.nvim_buf_line_count(article))
  local found = vim.fn.getbufline(article, line)[1]:find(words, 1, true)
  vim.cmd("normal! m'")
  vim.api.nvim_win_set_cursor(0, { line, found and found - 1 or 0 })
  vim.cmd("normal! zv")
end

--- Shows what was understood of the article in the current buffer, and keeps it in step with the text.
function M.facts()
  local article = vim.api.nvim_get_current_buf()
  local name = "newsmark://facts/" .. article
  run({ "facts", "-" }, text_of(article), function(lines)
    -- The name of the input says nothing here.
    table.remove(lines, 1)
    local facts = pane(name, lines)
    vim.keymap.set("n", "<CR>", function()
      go_to_fact(article, vim.api.nvim_get_current_line())
    end, { buffer = facts, desc = "Go to the words" })
    local group = vim.api.nvim_create_augroup(name, {})
    vim.api.nvim_create_autocmd({ "TextChanged", "InsertLeave", "BufWritePost" }, {
      group = group,
      buffer = article,
      callback = function()
        if not vim.api.nvim_buf_is_valid(facts) then
          return true
        end
        run({ "facts", "-" }, text_of(article), function(newer)
          if vim.api.nvim_buf_is_valid(facts) then
            table.remove(newer, 1)
            pane(name, newer)
          end
        end)
      end,
    })
  end)
end

-- The rule of the finding nearest to the cursor in its line.
local function rule_here()
  local cursor = vim.api.nvim_win_get_cursor(0)
  local nearest, distance
  for _, finding in ipairs(vim.diagnostic.get(0, { lnum = cursor[1] - 1 })) do
    if finding.source == "newsmark" then
      local here = math.max(finding.col - cursor[2], cursor[2] - finding.end_col, 0)
      if not distance or here < distance then
        nearest, distance = finding.code, here
      end
    end
  end
  return nearest
end

--- Shows the manual page of a rule: the one named, else that of the finding under the cursor, else the list.
function M.explain(rule)
  rule = (rule and rule ~= "") and rule or rule_here()
  run({ "explain", rule }, nil, function(lines)
    pane("newsmark://explain", lines)
  end)
end

--- The codes of all rules, for completion.
function M.rules()
  if vim.fn.executable(client.program()) == 0 then
    return {}
  end
  local codes = {}
  local list = vim.system({ client.program(), "explain" }, { text = true }):wait().stdout or ""
  for line in list:gmatch("[^\n]+") do
    codes[#codes + 1] = line:match("^([a-z][a-z-]*)%s%s+%a+%s%s")
  end
  return codes
end

return M
