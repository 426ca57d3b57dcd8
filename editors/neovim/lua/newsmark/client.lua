-- The life of the server: what is said when it is missing, too old or does not start, and that it comes
-- back when it ends without having been asked to.
--
-- Neovim itself starts and stops servers and never starts one again. A server that keeps ending is given up
-- after five times in three minutes, so that nobody's machine is kept busy by it.

local M = {}

--- The oldest server that this plugin works with.
M.oldest = "0.1.0"

--- How to get the server, as the end of a sentence.
M.how_to_install = "install it with `cargo install --path crates/newsmark` in the Newsmark folder"

local MOST_RESTARTS = 5
local WITHIN_SECONDS = 180

-- Clients that somebody stopped on purpose, and those that came as far as answering.
local asked_to_stop, has_answered = {}, {}
local restarts = {}
local has_warned = {}

local function warn(message)
  if not has_warned[message] then
    has_warned[message] = true
    vim.schedule(function()
      vim.notify("Newsmark: " .. message, vim.log.levels.WARN)
    end)
  end
end

--- The configuration in force.
function M.config()
  if vim.lsp.config then
    return vim.lsp.config.newsmark or {}
  end
  local given = vim.g.newsmark or {}
  local own = vim.api.nvim_get_runtime_file("lsp/newsmark.lua", false)[1]
  return vim.tbl_deep_extend("force", own and dofile(own) or {}, given)
end

--- The program to run for everything but the server: the one that the server is.
function M.program()
  local cmd = M.config().cmd
  return type(cmd) == "table" and cmd[1] or "newsmark"
end

--- Says in one sentence what to do if there is no server. Returns whether there is one.
function M.is_installed()
  local program = M.program()
  if vim.fn.executable(program) == 1 then
    return true
  end
  warn(("there is no `%s` on the PATH; %s"):format(program, M.how_to_install))
  return false
end

--- One server does for all articles, wherever they lie.
function M.reuse_client(client, config)
  return client.name == config.name and not client:is_stopped()
end

local function start_in(buffer)
  local config = M.config()
  if vim.bo[buffer].buftype == "" and vim.tbl_contains(config.filetypes, vim.bo[buffer].filetype) then
    config.name = "newsmark"
    config.root_dir = vim.fs.root(buffer, config.root_markers)
    vim.lsp.start(config, { bufnr = buffer, reuse_client = M.reuse_client })
  end
end

--- Starts the server in every buffer that it is for and that has none; buffers to come have theirs by the
--- FileType event.
function M.start()
  if vim.lsp.enable then
    vim.lsp.enable("newsmark")
    return
  end
  if not M.is_installed() then
    return
  end
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) then
      start_in(buffer)
    end
  end
end

--- What a buffer's FileType event does.
function M.on_filetype(buffer)
  if vim.tbl_contains(M.config().filetypes or {}, vim.bo[buffer].filetype) then
    -- Neovim 0.11 starts it itself and says nothing if it cannot.
    if M.is_installed() and not vim.lsp.enable then
      start_in(buffer)
    end
  end
end

--- Notes who stops a client on purpose, and says so if the server is too old.
function M.on_init(client)
  has_answered[client.id] = true
  local stop = client.stop
  client.stop = function(...)
    asked_to_stop[client.id] = true
    return stop(...)
  end
  local info = client.server_info or {}
  local version = info.version and vim.version.parse(info.version)
  if version and vim.version.lt(version, vim.version.parse(M.oldest)) then
    warn(
      ("`%s` is version %s and this plugin needs %s; %s"):format(
        M.program(),
        info.version,
        M.oldest,
        M.how_to_install
      )
    )
  end
end

local function after_exit(code, signal, id)
  local is_deliberate = asked_to_stop[id]
  asked_to_stop[id] = nil
  if is_deliberate or vim.v.exiting ~= vim.NIL then
    return
  end
  if not has_answered[id] then
    warn(
      ("`%s lsp` ended at once with exit code %d, it may be too old; %s"):format(
        M.program(),
        code ~= 0 and code or signal,
        M.how_to_install
      )
    )
    return
  end
  has_answered[id] = nil
  local now = os.time()
  restarts = vim.tbl_filter(function(time)
    return now - time < WITHIN_SECONDS
  end, restarts)
  if #restarts >= MOST_RESTARTS then
    warn("the server ended five times in three minutes and is given up; `:checkhealth newsmark` tells more")
    return
  end
  table.insert(restarts, now)
  -- Neovim has still to let go of the old client's buffers.
  vim.defer_fn(M.start, 100)
end

--- Starts the server again if it ended by itself.
function M.on_exit(code, signal, id)
  vim.schedule(function()
    after_exit(code, signal, id)
  end)
end

return M
