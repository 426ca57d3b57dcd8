-- `:checkhealth newsmark`: whether everything that is needed is there, and what to do if not.

local client = require("newsmark.client")
local grammar = require("newsmark.grammar")

local M = {}

local function version_of(program)
  local ok, result = pcall(function()
    return vim.system({ program, "--version" }, { text = true }):wait(5000)
  end)
  return ok and result.code == 0 and vim.trim(result.stdout) or nil
end

local function check_server()
  local program = client.program()
  if vim.fn.executable(program) == 0 then
    vim.health.error(("`%s` is not on the PATH"):format(program), client.how_to_install)
    return
  end
  local said = version_of(program)
  local version = said and vim.version.parse(said:match("%d+%.%d+%.%d+") or "")
  if not version then
    vim.health.error(("`%s --version` does not answer"):format(program), client.how_to_install)
  elseif vim.version.lt(version, vim.version.parse(client.oldest)) then
    local message = "%s is too old, this plugin needs %s"
    vim.health.error(message:format(said, client.oldest), client.how_to_install)
  else
    vim.health.ok(("%s (%s)"):format(said, vim.fn.exepath(program)))
  end
end

local function check_clients()
  local clients = vim.lsp.get_clients({ name = "newsmark" })
  for _, running in ipairs(clients) do
    local buffers = vim.tbl_count(running.attached_buffers)
    vim.health.ok(("the server is running for %d buffer(s)"):format(buffers))
  end
  if #clients == 0 then
    vim.health.info("the server is not running; it starts with the first article that is opened")
  end
end

local function check_grammar()
  if grammar.is_installed() then
    vim.health.ok("colours come from the tree-sitter grammar")
  else
    vim.health.info("colours come from the syntax file; for the grammar, " .. grammar.how_to_install)
  end
end

--- Runs the checks.
function M.check()
  vim.health.start("newsmark")
  if vim.lsp.enable then
    vim.health.ok("Neovim is 0.11 or newer")
  elseif vim.fn.has("nvim-0.10") == 1 then
    vim.health.ok("Neovim is 0.10: the plugin starts the server itself")
  else
    vim.health.error("Neovim is older than 0.10", "install Neovim 0.10 or newer")
  end
  check_server()
  check_clients()
  check_grammar()
end

return M
