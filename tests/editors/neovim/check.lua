-- What a reporter does in Neovim, and what must then be seen. Started by run.sh with an article that may be
-- changed; ends Neovim with exit code 1 at the first thing that is not so.

local harness = require("harness")
local say, expect, eventually, sees = harness.say, harness.expect, harness.eventually, harness.sees
local client_of, findings, place_cursor = harness.client_of, harness.findings, harness.place_cursor
local article = vim.env.NEWSMARK_ARTICLE

-- Neovim 0.10 has functions where later ones have methods.
local function ask(client, method, params)
  local answer = vim.fn.has("nvim-0.11") == 1
      and client:request_sync(method, params, 5000, 0)
    or client.request_sync(method, params, 5000, 0)
  return answer and answer.result
end

-- What a fresh server says of the same text.
local function fresh_findings(buffer)
  local path = vim.fn.tempname() .. ".news"
  vim.fn.writefile(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), path)
  local here = vim.api.nvim_get_current_buf()
  vim.cmd.edit(path)
  local fresh = vim.api.nvim_get_current_buf()
  -- A finding that is always there comes last, so its arrival says that all have arrived.
  eventually("  a fresh copy is read", function()
    return client_of(fresh) and findings(fresh):find("undefined%-source") ~= nil
  end)
  local text = findings(fresh)
  vim.api.nvim_set_current_buf(here)
  vim.api.nvim_buf_delete(fresh, { force = true })
  return text
end

local function server_process()
  for _, child in ipairs(vim.api.nvim_get_proc_children(vim.fn.getpid())) do
    local process = vim.api.nvim_get_proc(child)
    if process and process.name:find("newsmark") then
      return child
    end
  end
end

local function it_opens()
  vim.cmd.edit(article)
  local buffer = vim.api.nvim_get_current_buf()
  expect(vim.bo.filetype == "newsmark", "a .news file is an article")
  expect(vim.filetype.match({ filename = "a.news.md" }) == "newsmark", "and so is a .news.md file")
  expect(vim.wo.spell and vim.wo.linebreak and vim.bo.textwidth == 0, "prose is spelt and wraps at words")
  expect(vim.bo.commentstring == "<!-- note: %s -->", "a comment is a note to colleagues")
  expect(vim.fn.foldlevel(1) == 1, "the headline opens a fold")
  local colour = vim.fn.synIDattr(vim.fn.synID(1, 25, 1), "name")
  expect(colour == "newsmarkFigure", "a figure in the headline has its colour: " .. colour)
  eventually("the server is attached", function()
    return client_of(buffer) ~= nil
  end)
  eventually("three findings", function()
    return #vim.diagnostic.get(buffer) == 3
  end)
  local text = findings(buffer)
  say(text)
  expect(text:find("headline-figure 4.6 million: ", 1, true) ~= nil, "the headline's figure is underlined")
  expect(text:find("change-percent 19.4 percent: ", 1, true) ~= nil, "the wrong percentage is underlined")
  return buffer
end

local function it_tells(buffer)
  place_cursor(buffer, "422,000")
  vim.lsp.buf.hover()
  sees("K shows what was understood", "a difference of **82,000**")
  vim.cmd("fclose!")
  local symbols = ask(client_of(buffer), "textDocument/documentSymbol", {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
  })
  local names = {}
  for _, symbol in ipairs(symbols[1].children) do
    names[#names + 1] = symbol.name
  end
  say(symbols[1].name .. ": " .. table.concat(names, " / "))
  expect(vim.tbl_contains(names, "4.2 million riders"), "the outline has the figures under the headline")
end

local function it_mends(buffer)
  place_cursor(buffer, "19.4 percent")
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title == "change 19.4 percent to 24.1 percent"
    end,
  })
  eventually("a fix changes the words", function()
    return vim.api.nvim_buf_get_lines(buffer, 4, 5, false)[1]:find("rose 24.1 percent from", 1, true) ~= nil
  end)
  eventually("and the finding goes", function()
    return #vim.diagnostic.get(buffer) == 2
  end)
end

local function it_renames(buffer)
  place_cursor(buffer, "Anna Lind")
  vim.lsp.buf.rename("Anna Berg")
  eventually("a person gets another name", function()
    return vim.api.nvim_buf_get_lines(buffer, 6, 7, false)[1]:find("said Anna Berg, director", 1, true) ~= nil
  end)
end

local function text_of(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n")
end

-- An article with a ledger: what stands beside its words, and its names.
local function it_names_figures()
  local here = vim.api.nvim_get_current_buf()
  vim.cmd.edit(vim.env.NEWSMARK_LEDGER)
  local buffer = vim.api.nvim_get_current_buf()
  eventually("an article with a ledger is read", function()
    return client_of(buffer) ~= nil
  end)
  vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
  local labels = {}
  eventually("inlay hints stand beside the words", function()
    labels = vim.tbl_map(function(hint)
      return hint.inlay_hint.label
    end, vim.lsp.inlay_hint.get({ bufnr = buffer }))
    return #labels == 2
  end)
  say("      " .. vim.inspect(labels))
  expect(vim.tbl_contains(labels, "+24.1%"), "the change in percent")
  expect(vim.tbl_contains(labels, "Olga Brandt:"), "and who speaks")
  vim.lsp.inlay_hint.enable(false, { bufnr = buffer })
  place_cursor(buffer, "#riders")
  vim.api.nvim_win_set_cursor(0, { vim.fn.line("."), vim.fn.col(".") + 2 })
  local place = vim.lsp.util.make_position_params(0, client_of(buffer).offset_encoding)
  local linked = ask(client_of(buffer), "textDocument/linkedEditingRange", place)
  expect(linked ~= nil and #linked.ranges == 2, "a name of the ledger is typed over in both places at once")
  local refused
  local notify = vim.notify
  vim.notify = function(message)
    refused = message
  end
  vim.lsp.buf.rename("Night Riders")
  eventually("a name that cannot be one is refused", function()
    return refused ~= nil
  end)
  vim.notify = notify
  say("      " .. refused)
  expect(text_of(buffer):find("  riders:", 1, true) ~= nil, "and changes nothing")
  vim.lsp.buf.rename("night_riders")
  eventually("a figure gets another name in the text", function()
    return text_of(buffer):find("[422,000](#night_riders)", 1, true) ~= nil
  end)
  expect(text_of(buffer):find("  night_riders: 422,000", 1, true) ~= nil, "and in the ledger")
  eventually("and nothing is wrong", function()
    return findings(buffer) == ""
  end)
  vim.api.nvim_set_current_buf(here)
  vim.api.nvim_buf_delete(buffer, { force = true })
end

-- A source that is not there makes a finding at the very end, by which a version can be told.
local function mark(buffer, name)
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { "", "The end.[^" .. name .. "]" })
  return function()
    return findings(buffer):find("undefined%-source %[%^" .. name .. "%]") ~= nil
  end
end

local function it_keeps_up(buffer)
  local inserts = { "é", "🚢 ", "7", "\n\n", " million", "“", "<!-- ", "%", ".", "(" }
  local state = 1
  local function next_number(below)
    state = (state * 16807) % 2147483647
    return state % below
  end
  for step = 1, 300 do
    local row = next_number(vim.api.nvim_buf_line_count(buffer))
    local line = vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1]
    local starts = vim.str_utf_pos(line)
    local from = #starts > 0 and starts[next_number(#starts) + 1] - 1 or 0
    if next_number(3) == 0 and from < #line then
      local to = from + vim.str_utf_end(line, from + 1) + 1
      vim.api.nvim_buf_set_text(buffer, row, from, row, to, { "" })
    else
      local text = inserts[next_number(#inserts) + 1]
      vim.api.nvim_buf_set_text(buffer, row, from, row, from, vim.split(text, "\n"))
    end
    if step % 100 == 0 then
      vim.wait(30)
    end
  end
  eventually("after 300 edits the server has the last one", mark(buffer, "burst"))
  expect(findings(buffer) == fresh_findings(buffer), "and says what it says of the same text opened afresh")
end

local function it_comes_back(buffer, signal)
  local before, id = server_process(), client_of(buffer).id
  vim.uv.kill(before, signal)
  -- Somebody goes on writing while it is away.
  local is_read = mark(buffer, signal)
  eventually(("after a %s the server is there again"):format(signal), function()
    local client = client_of(buffer)
    return client ~= nil and client.id ~= id
  end)
  expect(server_process() ~= before, "as another process")
  eventually("and has read what was written meanwhile", is_read)
  expect(findings(buffer) == fresh_findings(buffer), "as if it had been opened afresh")
end

local function its_commands(buffer)
  vim.cmd.edit({ article, bang = true })
  local window = vim.api.nvim_get_current_win()
  vim.cmd.NewsmarkFacts()
  sees(":NewsmarkFacts shows what the words allow", "4,550,000 to 4,650,000")
  -- Not where another row tells what follows from it.
  vim.fn.search([[^\s*5  340,000 ]])
  vim.api.nvim_feedkeys(vim.keycode("<CR>"), "xt", false)
  local cursor = vim.api.nvim_win_get_cursor(window)
  local line = vim.api.nvim_buf_get_lines(buffer, 4, 5, false)[1]
  expect(cursor[1] == 5 and line:sub(cursor[2] + 1):find("^340,000") ~= nil, "Return goes to the words")
  vim.api.nvim_set_current_win(window)
  vim.api.nvim_buf_set_text(buffer, 4, 0, 4, 0, { "In all 777 people came. " })
  vim.api.nvim_exec_autocmds("TextChanged", { buffer = buffer })
  sees("and it follows the text", "777  ")
  place_cursor(buffer, "Thursday, April 4")
  eventually("the weekday is found", function()
    return findings(buffer):find("weekday-date", 1, true) ~= nil
  end)
  vim.cmd.NewsmarkExplain()
  sees(":NewsmarkExplain shows the page of the rule here", "weekday-date (error)")
  vim.cmd("NewsmarkExplain change-percent")
  sees("or of the one named", "change-percent (error)")
  expect(vim.tbl_contains(vim.fn.getcompletion("NewsmarkExplain res", "cmdline"), "restated-figure"), "by completion")
  vim.cmd("silent checkhealth newsmark")
  sees(":checkhealth finds the server", "newsmark 0.")
  sees("and that it runs", "the server is running for")
  vim.cmd("silent help newsmark-settings")
  expect(vim.fn.expand("%:t") == "newsmark.txt", "there is help")
end

local function it_stops()
  local client = vim.lsp.get_clients({ name = "newsmark" })[1]
  vim.lsp.stop_client(client.id)
  eventually("a server that is stopped ends", function()
    return server_process() == nil
  end)
  vim.wait(400)
  expect(server_process() == nil, "and stays away")
end

local function run()
  local buffer = it_opens()
  it_tells(buffer)
  it_mends(buffer)
  it_renames(buffer)
  it_names_figures()
  it_keeps_up(buffer)
  it_comes_back(buffer, "sigkill")
  it_comes_back(buffer, "sigterm")
  its_commands(buffer)
  it_stops()
end

harness.run(run)
